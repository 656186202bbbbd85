"""The notes that stand beside figures in a copy: culprits, what shows it, and nothing waived."""

from dataclasses import replace
from datetime import date

from plan_tracker.model.finding import Finding
from plan_tracker.model.place import Place
from plan_tracker.model.text import phrase
from plan_tracker.model.waiver import Waiver
from plan_tracker.report.marked.notes import notes_of

FILE = "report.docx"
PRINTED = {"total": "48.2", "men": "326.8", "women": "131.4", "growth": "3%"}


def _place(column: int) -> Place:
    return Place(FILE, 5, column, table=1)


FINDING = Finding(
    "PT301",
    "parts-and-total",
    "error",
    phrase("The parts come to 458.2."),
    phrase("It would fit as 458.2."),
    ("total", "men", "women"),
    (_place(2), _place(3), _place(4)),
    {},
    (("total",),),
    "0123456789abcdef",
)


def test_the_culprit_has_the_proof_the_repair_and_what_stands_beside_it() -> None:
    culprit = notes_of([FINDING], PRINTED, "en")[0]
    assert (culprit.place, culprit.printed, culprit.severity) == (_place(2), "48.2", "error")
    assert culprit.text.split("\n") == [
        "error PT301 parts-and-total",
        "The parts come to 458.2.",
        "It would fit as 458.2.",
        "Beside it: “326.8” (table 1, row 5, column 3), “131.4” (table 1, row 5, column 4)",
        "Finding 0123456789abcdef",
    ]


def test_what_is_involved_leads_to_the_culprit() -> None:
    _, *involved = notes_of([FINDING], PRINTED, "en")
    assert [(mark.printed, mark.severity) for mark in involved] == [
        ("326.8", "involved"),
        ("131.4", "involved"),
    ]
    assert {mark.text for mark in involved} == {
        "See “48.2” (table 1, row 5, column 2): error PT301 parts-and-total"
    }


def test_all_may_be_wrong_where_it_cannot_be_told() -> None:
    finding = replace(FINDING, alternatives=(("total",), ("men",), ("women",)))
    assert {mark.severity for mark in notes_of([finding], PRINTED, "en")} == {"error"}


def test_a_figure_of_several_findings_has_one_mark_by_the_worst() -> None:
    doubt = replace(
        FINDING,
        severity="warning",
        statements=("growth", "total"),
        locations=(_place(6), _place(2)),
        alternatives=(("growth",), ("total",)),
        fingerprint="fedcba9876543210",
    )
    marks = notes_of([FINDING, doubt], PRINTED, "en")
    (total,) = (mark for mark in marks if mark.place == _place(2))
    assert total.severity == "error"
    assert "Finding 0123456789abcdef\n\nwarning PT301" in total.text
    assert [mark.severity for mark in marks if mark.printed == "3%"] == ["warning"]


def test_what_many_parts_show_is_noted_at_the_culprit_alone() -> None:
    names = tuple(f"part-{number}" for number in range(20))
    finding = replace(
        FINDING,
        statements=("total", *names),
        locations=tuple(_place(2 + number) for number in range(21)),
    )
    (mark,) = notes_of([finding], {**PRINTED, **dict.fromkeys(names, "7")}, "en")
    assert mark.text.count("“7”") == 6
    assert "14 more figures" in mark.text


def test_what_is_waived_has_no_mark() -> None:
    waiver = Waiver(FINDING.fingerprint, "known", "me", date(2030, 1, 1), Place("waivers.yaml", 1))
    assert notes_of([replace(FINDING, waiver=waiver)], PRINTED, "en") == []


def test_notes_are_in_the_language_that_is_asked_for() -> None:
    culprit, involved, _ = notes_of([FINDING], PRINTED, "vi")
    assert "Beside it" not in culprit.text
    assert not involved.text.startswith("See ")
