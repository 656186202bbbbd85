"""Whatever is said in English is said in Vietnamese too."""

import ast
from pathlib import Path
from typing import get_args

import pytest

from plan_tracker import report
from plan_tracker.model.plan import MethodName
from plan_tracker.model.reading import Hedge
from plan_tracker.model.statement import StatementKind
from plan_tracker.progress.difference import CAUSES
from plan_tracker.progress.methods import method_of
from plan_tracker.progress.projection import METHODS
from plan_tracker.progress.status import REASONS, WORST_FIRST
from plan_tracker.report import chart
from plan_tracker.report.labels import label, name_of, unit_label
from plan_tracker.report.marks import LEGEND
from plan_tracker.report.vietnamese import WORDS

METHOD_NAMES: tuple[MethodName, ...] = get_args(MethodName)
FILES = sorted(Path(report.__path__[0]).glob("*.py"))


def _said(file: Path) -> set[str]:
    """The texts that a module hands to `label`, where they stand in the call itself."""
    calls = (
        node
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "label"
    )
    texts = (node for call in calls for node in ast.walk(call.args[0]))
    return {
        node.value for node in texts if isinstance(node, ast.Constant) and len(str(node.value)) > 1
    }


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_text_in_the_code(file: Path) -> None:
    assert _said(file) - {" ", "-", "a "} <= set(WORDS)


@pytest.mark.parametrize(
    "text",
    [
        *(status.replace("-", " ") for status in WORST_FIRST),
        *(method.name.replace("-", " ") for method in METHODS),
        *(method.needs for method in METHODS),
        *(
            band.replace("-", " ")
            for name in get_args(MethodName)
            for band in method_of(name).BANDS
        ),
        *CAUSES.values(),
        *(said for said, _ in chart.MARKS.values()),
        *LEGEND.values(),
        *REASONS.values(),
        *get_args(StatementKind),
        *(hedge.replace("-", " ") for hedge in get_args(Hedge) if hedge),
    ],
)
def test_every_text_from_a_table(text: str) -> None:
    assert label(text, "vi") != text
    assert label(text, "en") == text


def test_units() -> None:
    assert unit_label("person", "en") == "persons"
    assert unit_label("person", "vi") == "người"
    assert unit_label("widget", "vi") == "widget"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ({"en": "Rail", "vi": "Tàu"}, "Tàu"),
        ({"": "Rail"}, "Rail"),
        ({"en": "Rail"}, "Rail"),
        ({}, "rail"),
    ],
)
def test_names(name: dict[str, str], said: str) -> None:
    assert name_of(name, "vi", "rail") == said
