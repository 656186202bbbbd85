"""What holds for every report: honest ones are possible, and only what is said decides."""

from dataclasses import replace
from fractions import Fraction
from math import ceil, floor
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from plan_tracker.model.finding import Finding
from plan_tracker.reconcile.reconcile import reconcile
from synthetic_reports import (
    BEFORE,
    HEDGES,
    NOW,
    SPANS,
    YEAR,
    Key,
    Printed,
    Report,
    Said,
    Sum,
    load_report,
)

# An example may take the solver half a second: few of them, and none made smaller.
LAWS = settings(
    max_examples=8,
    phases=[Phase.explicit, Phase.generate],
)
PARTS = ("north", "middle", "south")


def rounded(exact: Fraction, draw: st.DrawFn) -> int:
    return draw(st.sampled_from([round(exact), floor(exact + Fraction(1, 2)), floor(exact)]))


@st.composite
def printed(draw: st.DrawFn, size: Fraction, blank: Printed) -> Printed:
    """A true number on paper: rounded, cut off, with zeros that say nothing, or hedged."""
    exact = size / blank.last
    if exact < 20:
        return replace(blank, digits=rounded(exact, draw))
    # Zeros behind a decimal mark are digits of an amount, and may say nothing of a rate.
    digits = blank.places and blank.unit != "%"
    coarse = 10 ** draw(st.integers(0, 0 if digits else len(str(int(exact))) - 2))
    hedge = draw(st.sampled_from(["", "", *HEDGES]))
    if not hedge or (exact / coarse).denominator == 1:
        return replace(blank, digits=rounded(exact / coarse, draw) * coarse)
    toward = {"over": floor(exact / coarse), "nearly": ceil(exact / coarse)}
    steps = toward.get(hedge, round(exact / coarse))
    word = f"{blank.word} {draw(st.sampled_from(HEDGES[hedge]))}".strip()
    return replace(blank, digits=steps * coarse, hedge=hedge, word=word)


@st.composite
def figures(draw: st.DrawFn, name: str, values: dict[Key, Fraction]) -> list[Said]:
    """What a source says of one indicator: any of its level, base, growth, plan and attainment."""
    now, before, goal = Key(name, NOW), Key(name, BEFORE), Key(name, YEAR, "target")
    said = []
    kinds: tuple[tuple[Any, Key], ...] = (("level", now), ("base", before), ("target", goal))
    for kind, key in kinds:
        if draw(st.integers(0, 3)):
            scale = draw(st.sampled_from([6, 9]))
            places = draw(st.integers(0, 2))
            text = draw(printed(values[key], Printed(0, places, scale, "đồng")))
            said.append(Said(f"report#{name}.{kind}", kind, key, None, text))
    compared: tuple[tuple[Any, Key], ...] = (("growth", before), ("attainment", goal))
    for kind, key in compared:
        if draw(st.integers(0, 3)):
            percent = 100 * values[now] / values[key] - (100 if kind == "growth" else 0)
            word = ("tăng" if percent >= 0 else "giảm") if kind == "growth" else ""
            blank = Printed(0, draw(st.integers(0, 2)), 0, "%", word=word)
            text = draw(printed(abs(percent), blank))
            said.append(Said(f"report#{name}.{kind}", kind, now, key, text))
    return said


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """A report that is true: a total and its three parts, perhaps with a rest."""
    rest = draw(st.sampled_from([Fraction(0), Fraction(1, 100)]))
    outside = rest * draw(st.fractions(0, 1, max_denominator=100))
    values: dict[Key, Fraction] = {}
    for measure, period in SPANS:
        for part in PARTS:
            amount = draw(st.integers(10**8, 10**14))
            values[Key(part, period, measure)] = Fraction(amount)
        inside = sum((values[Key(part, period, measure)] for part in PARTS), Fraction(0))
        values[Key("whole", period, measure)] = inside / (1 - outside)
    said = [each for name in ("whole", *PARTS) for each in draw(figures(name, values))]
    units = dict.fromkeys(("whole", *PARTS), "VND")
    return Report(units, (Sum("whole", PARTS, rest),), {}, tuple(said))


@st.composite
def wrong_reports(draw: st.DrawFn) -> Report:
    """A report in which one number was printed with other digits."""
    report = draw(reports().filter(lambda each: each.said))
    said = draw(st.sampled_from(report.said))
    digits = draw(st.integers(1, 9999))
    return report.with_said(replace(said, printed=replace(said.printed, digits=digits)))


def found(report: Report) -> list[Finding]:
    return list(reconcile(load_report(report)).findings)


def blame(findings: list[Finding]) -> list[Any]:
    """How bad each finding is, and who may be the culprit."""
    return sorted(
        (each.severity, sorted(sorted(one) for one in each.alternatives)) for each in findings
    )


def verdict(findings: list[Finding]) -> list[Any]:
    """What was found, whatever the order of what it was found in."""
    return sorted(
        (
            each.code,
            each.severity,
            sorted(each.statements),
            sorted(sorted(one) for one in each.alternatives),
            each.repair and (each.repair.statement, each.repair.to),
        )
        for each in findings
    )


@LAWS
@given(reports())
def test_a_true_report_is_never_an_error(report: Report) -> None:
    assert [each.message for each in found(report) if each.severity == "error"] == []


@LAWS
@given(wrong_reports(), st.sampled_from([3, 6]))
def test_scaling_every_figure_changes_no_verdict(report: Report, power: int) -> None:
    larger = tuple(replace(each, printed=_larger(each.printed, power)) for each in report.said)
    scaled = replace(report, said=larger)
    assert blame(found(scaled)) == blame(found(report))


def _larger(text: Printed, power: int) -> Printed:
    return text if text.unit == "%" else replace(text, scale=text.scale + power)


@LAWS
@given(wrong_reports(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(report: Report, random: Any) -> None:
    said = list(report.said)
    random.shuffle(said)
    assert verdict(found(replace(report, said=tuple(said)))) == verdict(found(report))


@LAWS
@given(wrong_reports(), st.permutations(PARTS))
def test_the_order_of_files_changes_nothing(report: Report, order: list[str]) -> None:
    """Each indicator in a source of its own, read in one order and in another."""

    def sources(names: list[str]) -> tuple[Said, ...]:
        return tuple(
            replace(each, name=each.name.replace("report#", f"{name}#"))
            for name in names
            for each in report.said
            if each.x.indicator == name
        )

    usual = replace(report, said=sources(["whole", *PARTS]))
    other = replace(report, said=sources([*order, "whole"]))
    assert verdict(found(other)) == verdict(found(usual))


@LAWS
@given(wrong_reports(), reports())
def test_the_blame_stays_in_its_component(wrong: Report, apart: Report) -> None:
    both = Report(
        {**wrong.units, **{f"other-{name}": unit for name, unit in apart.units.items()}},
        (*wrong.sums, *(_renamed_sum(each) for each in apart.sums)),
        {},
        (*wrong.said, *(_renamed(each) for each in apart.said)),
    )
    for finding in found(both):
        named = {*finding.statements, *(name for one in finding.alternatives for name in one)}
        apart_named = {name for name in named if "other-" in name}
        assert apart_named in (set(), named)
        assert not (apart_named and finding.severity == "error")


def _renamed(said: Said) -> Said:
    keys = (key and key._replace(indicator=f"other-{key.indicator}") for key in (said.x, said.y))
    x, y = keys
    assert x is not None
    return replace(said, name=said.name.replace("#", "#other-"), x=x, y=y)


def _renamed_sum(each: Sum) -> Sum:
    return Sum(f"other-{each.total}", tuple(f"other-{part}" for part in each.parts), each.rest)
