"""The measures of a table whose rows are places or offices: which columns of figures go together.

A column in percent belongs to the two that it is worked out from; what is compared with nothing is
a measure of its own. A plan or an earlier value that the numbers tie to nothing belongs to the one
measure that there is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from plan_tracker.grids.understood import UnderstoodTable
from plan_tracker.inputs.words import shown
from plan_tracker.language.periods.reading import Around
from plan_tracker.loading.proposal.columns import LEVELS, Amounts, read_amounts, role_of
from plan_tracker.loading.proposal.naming import column_name, sheet_column
from plan_tracker.loading.proposal.parts import Column
from plan_tracker.model.period import Period


@dataclass(frozen=True, slots=True)
class Measure:
    """Columns of one indicator, that of its level first, and the period of most of them."""

    columns: tuple[Amounts, ...]
    main: Period


def find_measures(
    table: UnderstoodTable, figures: Sequence[int], locale: str, around: Around, period: str
) -> tuple[list[Measure], list[str]]:
    """What is measured, and what is left out and why; nothing where no period is known."""
    amounts, main = read_amounts(table, figures, locale, around, period)
    if main is None:
        return [], []
    amounts = [_as_level(amount, main) for amount in amounts]
    usable = [amount for amount in amounts if not amount.problem]
    left_out = [
        f"{shown(amount.heading)}: {amount.problem}" for amount in amounts if amount.problem
    ]

    groups = _tied_together(usable)
    loose = [amount for amount in usable if not any(amount in group for group in groups)]
    groups += [[amount] for amount in loose if amount.role == "level"]
    for amount in loose:
        if amount.role == "level":
            continue
        if len(groups) == 1 and not _has(groups[0], amount):
            groups[0].append(amount)
        elif not groups and amount.role in LEVELS:
            groups.append([amount])
        else:
            left_out.append(f"{shown(amount.heading)}: nothing says what the {amount.role} is of")
    return [Measure(tuple(group), main) for group in groups], left_out


def measure_column(
    table: UnderstoodTable, amounts: Amounts, main: Period, indicator: str = ""
) -> Column:
    """A column with what its heading says that does not go without saying."""
    period = amounts.period.text if amounts.period else ""
    usual = {"target": main.year, "base": main.years_before(1).text}.get(amounts.role, main.text)
    of = against = ""
    other = amounts.other.text if amounts.other else ""
    own = amounts.period or main
    # A plan that is not named is only supposed: that of the column it is worked out from is named.
    if amounts.role == "attainment" and other and (amounts.tied or other != own.year):
        of = other
    if amounts.role in ("growth", "multiple") and other and other != own.years_before(1).text:
        against = other
    return Column(
        sheet_column(table, amounts.column),
        amounts.role,
        amounts.heading,
        column_name(table, amounts.column),
        "" if period == usual else period,
        of,
        against,
        amounts.as_index,
        indicator=indicator,
        confirm=not amounts.tied,
    )


def _as_level(amounts: Amounts, main: Period) -> Amounts:
    """A column of which no word says that it compares anything as a measure of its own."""
    silent = role_of(amounts.heading) in ("", "level") and not amounts.unclear
    if not amounts.problem or not silent:
        return amounts
    return replace(amounts, role="level", period=amounts.period or main, problem="", of=())


def _tied_together(amounts: Sequence[Amounts]) -> list[list[Amounts]]:
    """The columns that the numbers tie to each other, that of the level first."""
    by_column = {amount.column: amount for amount in amounts}
    groups: dict[int, list[Amounts]] = {}
    for ratio in amounts:
        if not ratio.of or not set(ratio.of) <= by_column.keys():
            continue
        before, own = (by_column[at] for at in ratio.of)
        group = groups.setdefault(own.column, [own])
        group += [amount for amount in (before, ratio) if not _has(group, amount)]
    return list(groups.values())


def _has(group: Sequence[Amounts], amounts: Amounts) -> bool:
    """Whether a measure has a column of this role for these periods already."""
    return any(
        (column.role, column.period, column.other) == (amounts.role, amounts.period, amounts.other)
        for column in group
    )
