"""What is only proposed of an indicator makes a warning where it plays a part, and nowhere else."""

from pathlib import Path

import pytest

from plan_tracker.loading.folder import load
from plan_tracker.reconcile.reconcile import Reconciled, reconcile
from plan_tracker.report.words.findings import sentences

PLAN = """
indicators:
  people: {unit: person, kind: stock, confirm: true}
  women: {unit: person, kind: stock, confirm: true}
  men: {unit: person, kind: stock, confirm: true}
  visits: {unit: visit, kind: flow, confirm: true}
  cover: {unit: "%", kind: ratio, timing: end, bounds: {low: 0, high: 100}, confirm: true}
identities:
  - {id: sexes, total: people, parts: [women, men], stated: s#all}
entities: {VN: {name: Viet Nam}}
"""
SOURCE = "source: {id: s, locale: en, entity: VN, period: 2023}\nfigures:\n"
ALL = '  - {id: all, indicator: people, printed: "2,001", period: 2022}\n'


def _reconciled(folder: Path, *figures: str) -> Reconciled:
    for name, text in (("targets", PLAN), ("seeds", SOURCE + ALL + "".join(figures))):
        (folder / name).mkdir()
        (folder / name / "a.yaml").write_text(text, encoding="utf-8")
    loaded, problems = load(folder)
    assert problems == []
    return reconcile(loaded)


def _figure(name: str, indicator: str, period: str, printed: str, claims: str = "") -> str:
    said = f'id: {name}, indicator: {indicator}, period: {period}, printed: "{printed}"'
    return f"  - {{{said}{f', claims: [{claims}]' if claims else ''}}}\n"


def _said(name: str, period: str, printed: str) -> str:
    return _figure(name, "people", period, printed)


def _growth(percent: str, against: str) -> str:
    return f'{{kind: growth, printed: "{percent}", against: {against}}}'


@pytest.mark.parametrize(
    ("figures", "severity"),
    [
        # One level said twice of one period, whatever its timing is.
        ([_said("a", "2023-H1", "2,403"), _said("b", "2023-H1", "2,803")], "error"),
        # The half and its last month are one only if a level counts at the last day.
        ([_said("a", "2023-H1", "2,403"), _said("b", "2023-06", "2,803")], "warning"),
        # Growth over years that are all named alike.
        ([_figure("a", "people", "2023", "2,403", _growth("up 5.0%", "2022"))], "error"),
        # Growth against a year whose level is that of December.
        (
            [
                _said("now", "2023", "2,403"),
                _said("before", "2021-12", "2,003"),
                _figure("a", "people", "2023", "2,403", _growth("up 5.0%", "2021")),
            ],
            "warning",
        ),
        # What is of one length contradicts itself whatever else is said of the day.
        (
            [
                _said("a", "2023-H1", "2,403"),
                _said("b", "2023-H1", "2,803"),
                _said("c", "2023-06", "2,403"),
            ],
            "error",
        ),
        # Parts and total of one length, and of two.
        (
            [
                _said("a", "2023-H1", "2,403"),
                _figure("w", "women", "2023-H1", "1,203"),
                _figure("m", "men", "2023-H1", "1,003"),
            ],
            "error",
        ),
        (
            [
                _said("a", "2023-06", "2,403"),
                _figure("w", "women", "2023-H1", "1,203"),
                _figure("m", "men", "2023-H1", "1,003"),
            ],
            "warning",
        ),
        # Bounds that cut nothing, and bounds that do.
        ([_figure("a", "cover", "2023", "52%"), _figure("b", "cover", "2023", "61%")], "error"),
        (
            [
                _figure("a", "cover", "2023", "at least 99%", _growth("up 60.0%", "2022")),
                _figure("b", "cover", "2022", "75.0%"),
            ],
            "warning",
        ),
        # That it is a flow plays no part where it is said twice.
        (
            [_figure("a", "visits", "2023", "403"), _figure("b", "visits", "2023", "803")],
            "error",
        ),
    ],
)
def test_a_guess_lowers_what_rests_on_it(tmp_path: Path, figures: list[str], severity: str) -> None:
    (finding,) = _reconciled(tmp_path, *figures).findings
    assert finding.severity == severity


def test_the_warning_names_what_is_to_be_confirmed(tmp_path: Path) -> None:
    two = _said("a", "2023-H1", "2,403"), _said("b", "2023-06", "2,803")
    (finding,) = _reconciled(tmp_path, *two).findings
    assert "still to be confirmed: s#b" in " ".join(sentences(finding, "en"))
