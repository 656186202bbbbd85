"""Public PDF documents as they were published: their tables, and what cannot be true in them.

Where they are not at hand the tests skip; with PLAN_TRACKER_DOCUMENTS=required they fail instead.
"""

import os
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from plan_tracker.documents.document import Block, Table
from plan_tracker.documents.readers.pdf import read_pdf
from plan_tracker.loading.drafted.files import draft_grid
from plan_tracker.reconcile.reconcile import reconcile
from tests.documents.readers.shown import tables

FOLDER = Path(__file__).parents[3] / "shared" / "office" / "real"
_MAY_SKIP = os.environ.get("PLAN_TRACKER_DOCUMENTS") != "required"

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir() and _MAY_SKIP, reason=f"the public documents are not at hand in {FOLDER}"
)


class Told(NamedTuple):
    """One finding: how bad it is, the cells it speaks of as printed, those that may be wrong."""

    severity: str
    cells: frozenset[str]
    culprits: frozenset[str]


@cache
def read(name: str) -> tuple[Block, ...]:
    return read_pdf((FOLDER / name).read_bytes(), name)[0]


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    return tuple(map(tuple, tables(read(name))))


@cache
def findings(name: str) -> tuple[Told, ...]:
    """What is said of the tables of a document."""
    told = []
    for block in read(name):
        if isinstance(block, Table):
            drafted = draft_grid(block.grid)
            printed = {statement.name: statement.printed for statement in drafted.loaded.statements}
            for finding in reconcile(drafted.loaded).findings:
                cells = frozenset(printed[statement] for statement in finding.statements)
                culprits = frozenset(
                    printed[names[0]] for names in finding.alternatives if len(names) == 1
                )
                told.append(Told(finding.severity, cells, culprits))
    return tuple(told)


# Rows of each document: where a table begins, heads over each other, names over two lines, signs.
ROWS = {
    "tab-12s0324.pdf": (
        " | Total | > | > | Male | > | > | Female | > | >",
        "Murder and nonnegligent manslaughter | 10.0 | 0.9 | 9.1 | 9.0 | 0.9 | 8.1 | 1.1 | – | 1.0",
        "Offense charged | Total | White | Black | American Indian/Alaskan Native | "
        "Asian Pacific Islander",
    ),
    "phl-bib-FY08.pdf": (
        "Payments to Other Funds | 0 | 222,029 | 222,029 | (222,029) | ",
        "Total, General Fund | 3,426,046,948 | 327,643,876 | 3,753,912,853 | 85,028,176 | "
        "3,838,719,000",
    ),
    "phl-coll-2015_04.pdf": (
        " |  |  |  | MONTH OF APRIL | > | FISCAL YEAR TO DATE | > |  |  | ",
        "PRIOR YEAR | 1,848,246 | 500,000 | 500,000 | 34,857 | 49,499 | (2,861,695) | (82,022) | "
        "(2,779,673) | 3,361,695 | -572.34%",
    ),
    "us-018.pdf": (
        "Vermont | 1.5 | -16.4 | -5.8 | -21.2",
        " | Number of teachers | > | > | Number of new teacher hires | > | >",
        "Region and state | Actual 2003–04 to 2008–09 | 2008–09 to 2015–16 | 2015–16 to 2021–22 | "
        "2008–09 to 2021–22",
    ),
    "us-001.pdf": (
        "Severe disability | 12,942 | 273 | 36.9 | 0.8 | 14,138 | 276 | 36.6 | 0.7 | *1,196 | –0.3",
    ),
    "eu-001.pdf": (
        "Methane (CH4) | 100 000 | - | -",
        "Chlorine and inorganic compounds (as HCl) | 10 000 | - | -",
    ),
    "eu-015.pdf": ("Customs and taxation | 556", "Total | 14.862", "Total EU-15 | 813"),
}  # fmt: skip


@pytest.mark.parametrize("name", ROWS)
def test_rows_stand_as_they_are_printed(name: str) -> None:
    printed = {row for table in rows(name) for row in table}
    assert set(ROWS[name]) - printed == set()


# How many tables, and how many rows these have together.
TABLES = {
    "tab-12s0324.pdf": 2,
    "phl-bib-FY08.pdf": 1,
    "us-018.pdf": 7,
    "us-001.pdf": 2,
    "eu-001.pdf": 7,
    "eu-015.pdf": 5,
}


@pytest.mark.parametrize("name", TABLES)
def test_a_document_has_its_tables_and_no_others(name: str) -> None:
    assert len(rows(name)) == TABLES[name]


# The errors: the cell that must be wrong, or without one of them those that cannot all be right.
WRONG = {
    "tab-12s0324.pdf": {
        "48.2": {"90.2", "368.0"},
        "306.1": {"263.4", "2,800.8"},
        "109.2": {"1,158.5", "1,147.5"},
        "608.2": {"1,396.4", "875.9"},
    },
    "phl-bib-FY08.pdf": {
        "1,708,950": {"28,648,458", "30,579,437"},
        "1,629,965": {"30,579,437", "31,987,373"},
        "3,753,912,853": {"3,426,046,948", "327,643,876"},
    },
    "phl-coll-2015_04.pdf": {},
    "us-018.pdf": {},
    "us-001.pdf": {},
    "eu-001.pdf": {},
    "eu-015.pdf": {},
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_true_is_found_and_nothing_else(name: str) -> None:
    errors = [told for told in findings(name) if told.severity == "error"]
    assert len(errors) == len(WRONG[name])
    for wrong, others in WRONG[name].items():
        assert any(told.culprits == {wrong} and told.cells > others for told in errors), wrong


@pytest.mark.parametrize("name", WRONG)
def test_nothing_is_doubted_that_holds(name: str) -> None:
    assert [told for told in findings(name) if told.severity == "warning"] == []
