"""Made documents, each with one thing that is easily read wrongly: what their prose says.

Where they are not at hand the tests skip; with PLAN_TRACKER_DOCUMENTS=required they fail instead.
"""

import os
from pathlib import Path

import pytest

from plan_tracker.cli.drafted_files import reconcile_files
from plan_tracker.documents.document import Table
from plan_tracker.grids.grid import Cell

FOLDER = Path(__file__).parents[3] / "shared" / "office" / "minimal"
_MAY_SKIP = os.environ.get("PLAN_TRACKER_DOCUMENTS") != "required"

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir() and _MAY_SKIP, reason=f"the made documents are not at hand in {FOLDER}"
)

# The figures of their prose with their periods, where these are told; all of them.
PROSE = {
    "01-parens.txt": [
        ("-106059", "2022"), ("14433197", "2022"), ("-106059", "2022"), ("14327138", "2022"),
    ],
    "05-hidden-parts.docx": [("10000000", "2023"), ("20000000", "2023"), ("30000000", "2023")],
    "06-period-of-columns.txt": [("13309", "2007/2008")],
    "08-no-figures.txt": [("30900000000000", ""), ("29/10", ""), ("267/10", ""), ("73/5", "")],
    "09-respectively.txt": [
        ("1231170775", ""), ("685819263", ""), ("545251512", ""), ("42", ""),
    ],
    "10-minus-or-range.txt": [("-394424009216", ""), ("-516725496558", "")],
    "11-old-font.txt": [("507200000000", "2006")],
    "15-hyphen.txt": [("1/5", "2010")],
    "19-hidden.html": [("12345", "2024")],
}  # fmt: skip
# The rows of their tables that hold figures, as their cells are told apart.
TABLES = {
    "02-merged-columns.txt": [
        "Croatia | 152 | 152 | 150 | 2 | 152 | 5,097",
        "Morocco | 150 | 150 | 149 | 0 | 149 | 4,652",
        "Murcia | 100 | 100 | 100 | 100 | 97 | 97",
    ],
    "03-equal-cells.docx": [
        "Indicator | Plan 2023 | Actual 2023 | Actual 2022",
        "Schools with water | 450 | 450 | 450",
        "Clinics built | 12 | 10 | 12",
    ],
    "04-lines-in-a-cell.docx": [
        " | 2006 | 2007",
        "Gross income | 120,000 | 120,000",
        "Tax | 388 | 400",
        "Levies | 437 | 499",
        "Total | 825 | 899",
    ],
    "05-hidden-parts.docx": ["Spending | 40 million USD"],
    "06-period-of-columns.txt": [
        "City | Population (2010) | Population (2024) | Growth (%)",
        "Ha Noi | 6,450,000 | 9,080,000 | 40.8%",
    ],
    "07-unit-line.txt": ["Total | 11,062.6 | 1,540.0", "Tong thu | 1.020,5"],
    "10-minus-or-range.txt": [
        "Vermont | 1.5 | -16.4 | -5.8 | -21.2", "Midwest | 5.5 | -6.0 | 1.6 | -4.5",
    ],
    "14-rounded-to-tens.txt": [
        "United States | 3,100,510 | 3,092,290", "Northeast | 554,690 | 549,890",
    ],
    "16-dot-leader.txt": [
        "Driving under the influence | 1,158.5 | 10.9 | 1,147.5",
        "Property crime | 1,396.4 | 338.7 | 1,057.7",
    ],
    "17-blocks-in-cells.html": ["Hardware | 655 | 714", "Total | 1,655 | 1,714"],
    "18-sign-cells.html": [
        "Net income |  | $21,448", "Europe growth | 8% | ", "Loss | (7,402) | ",
    ],
}  # fmt: skip
NUMBER_OF_TABLES = {"07-unit-line.txt": 2}
ERRORS = {
    "kenya-like.txt": [{"92%"}, {"Kshs.545,251,512"}],
    "09-respectively.txt": [{"42%"}, {"USD 545,251,512"}],
}
NAMES = sorted(path.name for path in FOLDER.iterdir()) if FOLDER.is_dir() else []


@pytest.mark.parametrize("name", PROSE)
def test_prose_says(name: str) -> None:
    statements = reconcile_files([FOLDER / name])[0].drafted.loaded.statements
    said = [each for each in statements if not each.place.table]
    values = [str(each.readings[0].value) for each in said]
    assert sorted(values) == sorted(value for value, _ in PROSE[name])
    periods = {str(each.readings[0].value): each.subject.period.text for each in said}
    assert all(periods[value] == period for value, period in PROSE[name] if period)


@pytest.mark.parametrize("name", TABLES)
def test_tables_hold(name: str) -> None:
    blocks = [
        block for held in reconcile_files([FOLDER / name])[0].blocks.values() for block in held
    ]
    grids = [block.grid for block in blocks if isinstance(block, Table)]
    rows = [
        " | ".join(_text(grid.cell(row, column)) for column in range(1, grid.last_column + 1))
        for grid in grids
        for row in range(grid.first_row, grid.last_row + 1)
    ]
    assert len(grids) == NUMBER_OF_TABLES.get(name, 1)
    assert [row for row in rows if row in TABLES[name]] == TABLES[name]


def _text(cell: Cell | None) -> str:
    return cell.text.replace("\n", " / ") if cell else ""


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith("12")])
def test_only_what_cannot_be_true_is_said(name: str) -> None:
    read, reconciled = reconcile_files([FOLDER / name])
    printed = {each.name: each.printed for each in read.drafted.loaded.statements}
    named = [{printed[each] for each in found.statements} for found in reconciled.findings]
    if name in ERRORS:
        assert [found.severity for found in reconciled.findings] == ["error"] * len(ERRORS[name])
        assert all(texts <= said for texts, said in zip(ERRORS[name], named, strict=True))
    else:
        assert named == []
