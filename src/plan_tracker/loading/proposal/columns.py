"""What the columns of a table seem to hold: words propose, and the numbers decide."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from plan_tracker.grids.grid import alike
from plan_tracker.grids.relations.relation import LineRelation
from plan_tracker.grids.understood import UnderstoodTable
from plan_tracker.inputs.words import shown
from plan_tracker.language.periods.reading import NOTHING, Around, PeriodReading, read_heading
from plan_tracker.language.periods.time import MonthDay
from plan_tracker.language.tables import (
    compared_parts,
    compares_with_earlier,
    compares_with_just_before,
    heading_role,
)
from plan_tracker.model.period import Period, name_period, read_period

_INDEX_FROM = 40  # growth in percent is seldom more; an index seldom less
JANUARY: MonthDay = (1, 1)
_YEAR_STARTS: tuple[MonthDay, MonthDay] = (JANUARY, (7, 1))  # of years of one number, and of two
_LONGEST_HEADING = 200
LABELS = ("number", "unit", "period", "indicator", "entity", "remark")
LEVELS = ("level", "base", "target")
_RATIOS = ("growth", "share", "attainment", "quotient")


@dataclass(frozen=True, slots=True)
class Amounts:
    """A column of figures: its role, and the periods that it is of and is compared with.

    `tied` says that the numbers confirm the role, and `of` names the columns that a ratio is worked
    out from: what it is compared with, then what it is of. `problem` says why it is left out; it is
    `unclear` where the heading names a period that cannot be told.
    """

    column: int
    role: str
    heading: str
    period: Period | None = None
    other: Period | None = None
    as_index: bool = False
    tied: bool = False
    evidence: str = ""
    problem: str = ""
    unclear: bool = False
    of: tuple[int, ...] = ()


def role_of(heading: str) -> str:
    """What a column seems to hold, by its heading; empty where that fits nothing."""
    role = heading_role(alike(heading[:_LONGEST_HEADING]))
    if role == "remark":
        return ""
    return role or ("" if period_in(heading).silent else "level")


def period_in(heading: str, locale: str = "", around: Around | None = None) -> PeriodReading:
    """What a heading says of a period; nothing where it is too long for one."""
    short = len(heading) <= _LONGEST_HEADING
    return read_heading(heading, locale, around) if short else NOTHING


def supposed_year_start(text: str) -> tuple[MonthDay, str]:
    """When a year that may begin in any month is supposed to, and how that is said to people."""
    start = _YEAR_STARTS[any(mark in text for mark in "/-\u2013")]
    return start, f"years such as {shown(text)} are taken to begin on {start[1]}/{start[0]}"


def find_amounts(
    table: UnderstoodTable,
    columns: Sequence[int],
    locale: str,
    around: Around,
    period: str,
    *,
    seasons: bool = False,
) -> tuple[list[Amounts], Period | None]:
    """The columns of figures as `read_amounts` tells them, all of one indicator a row.

    No two of them have one role for a period: of these, the numbers choose, then the order.
    """
    amounts, main = read_amounts(table, columns, locale, around, period, seasons=seasons)
    return list(_single(amounts)), main


def read_amounts(
    table: UnderstoodTable,
    columns: Sequence[int],
    locale: str,
    around: Around,
    period: str,
    *,
    seasons: bool = False,
) -> tuple[list[Amounts], Period | None]:
    """The columns of figures, and the period that most of what they say is about.

    A part of a year that has no fixed place in it is taken for the year only if it may be:
    `seasons`.
    """
    headings = {column: table.heading(column) for column in columns}
    words = {column: role_of(heading) for column, heading in headings.items()}
    ties = _ties(table, columns, words)
    roles = dict(words)
    for result, tie in ties.items():
        before, own = tie.of
        roles[result] = _kind(result, tie, words)
        divisor = {"attainment": "target", "growth": "base"}.get(roles[result], words[before])
        roles[before] = divisor
        roles[own] = "level"

    readings = {at: period_in(text, locale, around) for at, text in headings.items()}
    if seasons:
        readings = {at: _of_its_year(reading) for at, reading in readings.items()}
    main = _main_period(ties, readings, roles, around, period)
    if main is not None and around.period is None:
        # Headings such as `cùng kỳ` and `YTD` speak of the one period of the others.
        around = replace(around, period=main)
        again = {at: period_in(text, locale, around) for at, text in headings.items()}
        readings = {at: again[at] if again[at].period else told for at, told in readings.items()}
    amounts = [
        _amounts(table, at, (headings[at], roles[at], readings[at]), (locale, around, main))
        for at in columns
    ]
    if any(amount.as_index for amount in amounts):
        # One column of a table that says 44,2 for a fall is like the others, which say 105,2.
        amounts = [
            replace(
                amount,
                as_index=amount.role == "growth" and not has_negative(table, amount.column),
            )
            for amount in amounts
        ]
    return [_tied(amount, ties, amounts) for amount in amounts], main


def _of_its_year(reading: PeriodReading) -> PeriodReading:
    """`vụ đông xuân 2020` as the year 2020."""
    if reading.period is None and reading.unread and reading.year and reading.form == "year":
        return PeriodReading(read_period(f"{reading.year:04d}"), "year", reading.year)
    return reading


def _ties(
    table: UnderstoodTable, columns: Collection[int], words: Mapping[int, str]
) -> dict[int, LineRelation]:
    """For each column that is worked out from two others, the surest way that fits the words."""
    ties: dict[int, LineRelation] = {}
    candidates = [
        relation.lines
        for relation in table.relations
        if relation.across
        and relation.lines.kind in _RATIOS
        and {relation.lines.result, *relation.lines.of} <= set(columns)
        and len(relation.lines.held) > 2 * len(relation.lines.failed)
    ]
    for lines in sorted(candidates, key=lambda tie: (-_fits(tie, words), tie.log_chance)):
        explained = lines.result in ties or any(lines.result in tie.of for tie in ties.values())
        if not explained and not set(lines.of) & set(ties) and _fits(lines, words) >= 0:
            ties[lines.result] = lines
    return ties


def _fits(lines: LineRelation, words: Mapping[int, str]) -> int:
    """How well the words of three columns fit what their numbers say; negative where not at all."""
    result, (before, own) = words[lines.result], lines.of
    if result in LEVELS and result != "level":
        return -1
    of_plan = words[before] == "target"  # `Actual 2024` may be an earlier year's, or this one's
    if words[own] == "target" or (words[own] == "base" and not of_plan):
        return -1  # a plan in percent of something else is no claim that is known
    wanted = {"attainment": "target", "growth": "base"}.get(result, "")
    return int(result in ("attainment", "growth")) + int(words[before] == wanted)


def _kind(result: int, lines: LineRelation, words: Mapping[int, str]) -> str:
    """What a column that is worked out from two others is called."""
    if words[result] in ("attainment", "growth", "share"):
        return words[result]
    if words[lines.of[0]] == "target":
        return "attainment" if lines.kind != "growth" else "change"
    if lines.kind == "growth":
        return "growth"
    return "share" if words[lines.of[0]] != "base" else "growth"


def _main_period(
    ties: Mapping[int, LineRelation],
    readings: Mapping[int, PeriodReading],
    roles: Mapping[int, str],
    around: Around,
    given: str,
) -> Period | None:
    """The period that is given, else that of the levels that are compared, else the latest."""
    if given:
        return read_period(given)
    compared = [readings[tie.of[1]].period for tie in ties.values() if readings[tie.of[1]].period]
    told = [
        reading.period
        for at, reading in readings.items()
        if roles[at] in ("level", "base") and reading.period
    ]
    for periods in (compared, told):
        known = [period for period in periods if period is not None]
        if known:
            return max(known, key=lambda period: (known.count(period), period.end))
    if around.period is not None:
        return around.period
    claims = [
        reading.period
        for at, reading in readings.items()
        if roles[at] in ("growth", "attainment") and reading.period
    ]
    return max(filter(None, claims), key=lambda period: period.end, default=None)


def _amounts(
    table: UnderstoodTable,
    column: int,
    said: tuple[str, str, PeriodReading],
    known: tuple[str, Around, Period | None],
) -> Amounts:
    """A column by its heading, its role and what its heading says of a period."""
    (heading, role, reading), (locale, around, main) = said, known
    amounts = Amounts(column, role, heading, reading.period)
    if role in LEVELS:
        if reading.problem:
            return replace(amounts, problem=reading.problem, unclear=True)
        return _dated(amounts, main)
    if role == "growth":
        return _compared(amounts, locale, around, main, _is_index(table, column))
    if role == "attainment":
        return replace(amounts, period=reading.period or main)
    if role in ("change", "share"):
        return replace(amounts, problem=f"nothing says what the {role} is of")
    return replace(amounts, problem="nothing says what it holds")


def _dated(amounts: Amounts, main: Period | None) -> Amounts:
    """A column of levels with its period: that of its heading, else by its role."""
    if main is None:
        return (
            amounts if amounts.period else replace(amounts, problem="nothing says of which period")
        )
    if amounts.period is None:
        if amounts.role == "base":
            near = compares_with_just_before(alike(amounts.heading))
            before = just_before(main) if near else main.years_before(1)
            return replace(amounts, period=before)
        due = read_period(main.year) if amounts.role == "target" else main
        return replace(amounts, period=due)
    if amounts.role in ("level", "base"):
        year_before = main.years_before(1).text
        role = "base" if amounts.period.text == year_before else "level"
        return replace(amounts, role=role)
    return amounts


def _compared(
    amounts: Amounts, locale: str, around: Around, main: Period | None, as_index: bool
) -> Amounts:
    """A column of growth: of which period, against which one."""
    first, second = compared_parts(alike(amounts.heading))
    own = period_in(first, locale, around).period
    if own is None and compares_with_earlier(second):
        # `So với cùng kỳ năm trước (%) Quý I năm 2020`: the period stands behind.
        own, second = period_in(second, locale, around).period, ""
    own = own or main
    if own is None:
        return replace(amounts, problem="nothing says of which period")
    if compares_with_just_before(alike(amounts.heading)):
        against: Period | None = just_before(own)
    else:
        against = period_in(second, locale, replace(around, period=own)).period
        if against is not None and against.end >= own.end:
            against = None
    other = against or own.years_before(1)
    return replace(amounts, period=own, other=other, as_index=as_index)


def just_before(period: Period) -> Period:
    """The stretch of as many months that ends as the period begins."""
    months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1
    last = period.start - timedelta(days=1)
    first = last.year * 12 + last.month - months
    return read_period(name_period(date(first // 12, first % 12 + 1, 1), last))


def _tied(amounts: Amounts, ties: Mapping[int, LineRelation], others: Sequence[Amounts]) -> Amounts:
    """A column with the periods and the evidence of the columns that it is worked out from."""
    by_column = {amount.column: amount for amount in others}
    tie = ties.get(amounts.column)
    if tie is None:
        part = any(amounts.column in tied.of for tied in ties.values())
        return replace(amounts, tied=part and not amounts.problem)
    before, own = (by_column[at] for at in tie.of)
    if amounts.role not in ("growth", "attainment") or before.problem or own.problem:
        return amounts
    if tie.kind == "quotient" and amounts.role == "attainment":
        return replace(amounts, problem="a share of one, and no percentage")
    held, tested = len(tie.held), len(tie.held) + len(tie.failed)
    evidence = f"of {shown(own.heading)} and {shown(before.heading)}, in {held} of {tested} rows"
    return replace(
        amounts,
        role="multiple" if tie.kind == "quotient" else amounts.role,
        period=own.period,
        other=before.period,
        as_index=amounts.role == "growth" and tie.kind != "growth",
        tied=True,
        evidence=evidence,
        problem="",
        of=tie.of,
    )


def _single(amounts: Sequence[Amounts]) -> Iterator[Amounts]:
    """The columns, all but one of those with one role and period left out."""
    first: dict[tuple[str, Period | None, Period | None], Amounts] = {}
    for amount in sorted(amounts, key=lambda amount: not amount.tied):
        if not amount.problem:
            first.setdefault(_same_for(amount), amount)

    for amount in amounts:
        taken = first.get(_same_for(amount), amount)
        if amount.problem or taken.column == amount.column:
            yield amount
            continue
        what = f"{amount.role} of {amount.period}" if amount.period else amount.role
        problem = f"it would be a second {what} beside {shown(taken.heading)}"
        yield replace(amount, problem=problem)


def _same_for(amount: Amounts) -> tuple[str, Period | None, Period | None]:
    """What two columns of one indicator have in common if they say the same twice."""
    role = "level" if amount.role in ("level", "base") else amount.role
    return role, amount.period, amount.other


def has_negative(table: UnderstoodTable, column: int) -> bool:
    """Whether a column has a number below zero."""
    return bool((table.sheet.values[list(table.shape.rows), column] < 0).any())


def _is_index(table: UnderstoodTable, column: int) -> bool:
    """Whether growth is given as 105,2 for 5,2 %: what nearly all of its figures tell."""
    values = table.sheet.values[list(table.shape.rows), column]
    sizes = abs(values[values == values])  # without those that are no numbers
    return bool(len(sizes)) and int((sizes >= _INDEX_FROM).sum()) * 2 > len(sizes)
