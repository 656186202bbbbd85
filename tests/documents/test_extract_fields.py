"""Texts of many fields, each figure and claim annotated: what is read of them, and what is said."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import pytest

from plan_tracker.documents import Figure, extract_figures
from plan_tracker.documents.reported import Claim
from tests.documents.drafted.made import checked

CASES = Path(__file__).parent / "cases" / "fields-vi.txt"
CLOSE = Fraction(1, 1000)  # of a value: a third is printed as 33,3 %
LEAST_FOUND = (0.97, 0.96, 0.95)  # figures, claims, claims under their figure
LEAST_RIGHT = (0.97, 0.97)  # of the figures and of the claims that are given
# Marks that cannot be Vietnamese are told of though they contradict nothing.
TOLD = {"ngan-sach-7"}


@dataclass(frozen=True, slots=True)
class Expected:
    """A figure or claim that a text prints; `kinds` and `values` that are right."""

    kinds: tuple[str, ...]
    start: int
    end: int
    values: tuple[Fraction, ...]
    marks: dict[str, str]

    def fits(self, start: int, end: int, value: Fraction | None) -> bool:
        """Whether what was found at a place is this."""
        near = value is not None and any(
            abs(value - right) <= abs(right) * CLOSE for right in self.values
        )
        return near and start < self.end and self.start < end


@dataclass(slots=True)
class Case:
    """A text with its figures and their claims; `severity` is that of a planted slip."""

    name: str
    severity: str
    text: str
    groups: list[tuple[Expected | None, list[Expected]]] = field(default_factory=list)


def _cases() -> Iterator[Case]:
    _, *blocks = CASES.read_text(encoding="utf-8").split("\n\n")
    for block in blocks:
        head, *lines = block.strip().splitlines()
        name, _, slip = head.removeprefix("# ").partition(" !")
        text = "\n".join(line for line in lines if not line.startswith(">"))
        case = Case(name, slip.partition(" ")[0], text)
        used: set[int] = set()
        for line in (line[1:] for line in lines if line.startswith(">") and line[1:].strip()):
            if line.startswith("  "):
                kind, _, said = line.strip().partition(": ")
                case.groups[-1][1].append(_expected(kind, said, text, used))
            else:
                figure = None if line.strip() == "-" else _expected("", line.strip(), text, used)
                case.groups.append((figure, []))
        yield case


def _expected(kind: str, line: str, text: str, used: set[int]) -> Expected:
    printed, _, said = line.rpartition(" = ")
    start = text.index(printed)
    while start in used or (start and text[start - 1] in "0123456789.,"):
        start = text.index(printed, start + 1)
    used.add(start)
    values, *marks = said.split()
    named = {mark[0] if mark[0] in "@/>" else "unit": mark.lstrip("@/>") for mark in marks}
    if " persons" in said or "°" in said:
        named["unit"] = said.split(" ", 1)[1]
    right = tuple(Fraction(value) for value in values.split("|"))
    return Expected(tuple(kind.split("|")), start, start + len(printed), right, named)


ALL = list(_cases())


def _pairs(case: Case, figures: list[Figure]) -> Iterator[tuple[Expected, Figure]]:
    """Expected figures with those that were found."""
    for wanted in (figure for figure, _ in case.groups if figure):
        for figure in figures:
            if figure.printed and wanted.fits(figure.start, figure.end, figure.value):
                yield wanted, figure
                break


def test_most_is_found_and_nearly_all_that_is_given_is_right() -> None:
    counts = dict.fromkeys(("figures", "claims", "bound", "found", "given", "right"), 0)
    wanted = dict(counts)
    for case in ALL:
        figures = extract_figures(case.text, "vi")
        homes = {id(one): figure for one, figure in _pairs(case, figures)}
        counts["figures"] += len(homes)
        wanted["figures"] += sum(figure is not None for figure, _ in case.groups)
        given = [(claim, figure) for figure in figures for claim in figure.claims]
        counts["given"] += sum(bool(figure.printed) for figure in figures)
        wanted["given"] += len(given)
        for home, claims in case.groups:
            for claim in claims:
                hits = [(said, figure) for said, figure in given if _is(claim, said)]
                owners = [figure for _, figure in hits if _owns(home, homes, figure)]
                wanted["claims"] += 1
                counts["claims"] += bool(hits)
                counts["bound"] += bool(owners)

    found = [
        counts["figures"] / wanted["figures"],
        counts["claims"] / wanted["claims"],
        counts["bound"] / wanted["claims"],
    ]
    right = [counts["figures"] / counts["given"], counts["bound"] / wanted["given"]]
    assert all(part >= least for part, least in zip(found, LEAST_FOUND, strict=True)), found
    assert all(part >= least for part, least in zip(right, LEAST_RIGHT, strict=True)), right


def _is(wanted: Expected, claim: Claim) -> bool:
    return claim.kind in wanted.kinds and wanted.fits(claim.start, claim.end, claim.value)


def _owns(home: Expected | None, homes: dict[int, Figure], figure: Figure) -> bool:
    return not figure.printed if home is None else homes.get(id(home)) is figure


@pytest.mark.parametrize("case", ALL, ids=[case.name for case in ALL])
def test_units_and_times_are_those_that_are_printed(case: Case) -> None:
    for wanted, figure in _pairs(case, extract_figures(case.text, "vi")):
        assert figure.unit == wanted.marks.get("unit", figure.unit)
        assert figure.period == wanted.marks.get("@", figure.period)
        assert "/" not in wanted.marks or figure.of == Fraction(wanted.marks["/"])


POSSIBLE = [case for case in ALL if not case.severity and case.name not in TOLD]
TOGETHER = 20  # texts that are checked as one document


@pytest.mark.parametrize("first", range(0, len(POSSIBLE), TOGETHER))
def test_what_is_possible_is_silent(first: int) -> None:
    text = "\n\n".join(case.text for case in POSSIBLE[first : first + TOGETHER])
    assert [each for each in checked(text, "vi").findings if each.severity != "note"] == []


SLIPS = [case for case in ALL if case.severity or case.name in TOLD]


@pytest.mark.parametrize("case", SLIPS, ids=[case.name for case in SLIPS])
def test_slips_are_told(case: Case) -> None:
    findings = [each for each in checked(case.text, "vi").findings if each.severity != "note"]
    assert len(findings) == 1
    assert all(each.severity in (case.severity, "warning") for each in findings)
