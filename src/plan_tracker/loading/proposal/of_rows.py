"""A table with a row for each indicator and a column for each kind of figure."""

from collections.abc import Iterator, Sequence
from datetime import date

from plan_tracker.grids.understood import UnderstoodTable
from plan_tracker.grids.units import unit_line
from plan_tracker.inputs.words import shown
from plan_tracker.language.letters import UnusedNames
from plan_tracker.language.periods.reading import Around
from plan_tracker.language.tables import example_headings
from plan_tracker.loading.proposal.columns import Amounts, find_amounts
from plan_tracker.loading.proposal.indicators import is_figure, printed
from plan_tracker.loading.proposal.measures import measure_column
from plan_tracker.loading.proposal.named_rows import (
    NamedRows,
    find_row_sums,
    name_rows,
    names_rows,
)
from plan_tracker.loading.proposal.naming import (
    column_name,
    figure_rows,
    header_rows,
    headings_shown,
    letters,
    remarks,
    sheet_column,
    sheet_row,
)
from plan_tracker.loading.proposal.of_records import propose_records
from plan_tracker.loading.proposal.parts import Aim, Column, Proposal
from plan_tracker.loading.proposal.records import Labels
from plan_tracker.model.period import Period


def propose_rows(
    table: UnderstoodTable, known: tuple[str, str, str], around: Around, names: UnusedNames
) -> Proposal | str:
    """A row an indicator, a column a kind of figure."""
    _, locale, period = known
    if not names_rows(table):
        return (
            "no column seems to hold the names of indicators: head it as one of "
            f"{example_headings('indicator')}; there stands {headings_shown(table)}"
        )

    amounts, main = _find_amounts(table, locale, around, period)
    if not any(amount.role for amount in amounts) and around.period is not None:
        # Each column is a measure of its own, and the rows are whom it is of.
        labels = Labels(categories=tuple(names_rows(table)), figures=table.shape.figures)
        return propose_records(table, labels, known, around, names)

    usable = [amount for amount in amounts if not amount.problem]
    left_out = tuple(_left_out(table, amounts))
    main = main or max(
        (amount.period for amount in usable if amount.period), key=_end, default=None
    )
    if main is None or not usable:
        return _why_not(table, amounts, main, left_out)

    line = unit_line(table.sheet.grid, sheet_row(table, table.shape.rows[0]))
    rows = name_rows(table, amounts, line, locale, names)
    if rows is None or not rows.indicators:
        return f"no column names what the figures are of; there stands {headings_shown(table)}"

    measures = [measure_column(table, amount, main) for amount in usable]
    return Proposal(
        locale,
        header_rows(table),
        (*_label_columns(table, rows), *measures),
        tuple(rows.indicators.values()),
        main.text,
        names=rows.names,
        rows=figure_rows(table),
        sums=find_row_sums(table, rows.indicators, amounts),
        aims=tuple(_aims(table, rows, usable, locale)),
        left_out=(*left_out, *rows.left_out),
        unused=tuple(remarks(table)),
        shown=tuple(_shown(usable)),
    )


def _find_amounts(
    table: UnderstoodTable, locale: str, around: Around, period: str
) -> tuple[list[Amounts], Period | None]:
    """The columns of figures; where none is of a period, seasons are of their year, to confirm."""
    figures = table.shape.figures
    amounts, main = find_amounts(table, figures, locale, around, period)
    if all(amount.problem for amount in amounts):
        return find_amounts(table, figures, locale, around, period, seasons=True)
    return amounts, main


def _left_out(table: UnderstoodTable, amounts: Sequence[Amounts]) -> Iterator[str]:
    """Each column of figures that is not used, and why."""
    for amount in amounts:
        if amount.problem:
            heading = amount.heading or letters(table, amount.column)
            yield f"{shown(heading)}: {amount.problem}"


def _why_not(
    table: UnderstoodTable,
    amounts: Sequence[Amounts],
    main: Period | None,
    left_out: Sequence[str],
) -> str:
    """Why a table has no column of figures that can be used, or none of a known period."""
    reasons = "; ".join(left_out)
    if not any(amount.role for amount in amounts):
        return (
            "no column seems to hold figures: head it as one of "
            f"{example_headings('level', 'target')}; there stands {headings_shown(table)}"
        )
    nothing_usable = all(amount.problem for amount in amounts)
    if nothing_usable and any(amount.unclear for amount in amounts):
        return (
            f"no column with figures is of a period that can be told: {reasons}: add "
            "--period, such as 2024, or 2023-07/2024-06 where years begin in July"
        )
    if main is None:
        behind = f" ({reasons})" if reasons else ""
        return (
            f"nothing says for which period the figures are{behind}: add --period, such as 2024-H1"
        )
    return f"no column with figures is understood: {reasons}"


def _label_columns(table: UnderstoodTable, rows: NamedRows) -> Iterator[Column]:
    """The column that names the rows, and the one of their units if there is one."""
    yield Column(sheet_column(table, rows.label), "indicator", "", column_name(table, rows.label))
    if rows.unit is not None:
        yield Column(
            sheet_column(table, rows.unit),
            "unit",
            "",
            column_name(table, rows.unit),
            more={"fill": "down"},
        )


def _end(period: Period) -> date:
    return period.end


def _aims(
    table: UnderstoodTable, rows: NamedRows, amounts: Sequence[Amounts], locale: str
) -> Iterator[Aim]:
    """The plan values of the rows; of several columns, the first with one."""
    targets = [amount for amount in amounts if amount.role == "target"]
    for row, indicator in rows.indicators.items():
        for target in targets:
            cell = table.sheet.cell(row, target.column)
            if target.period is None or not is_figure(cell, locale):
                continue
            yield Aim(indicator.id, target.period.text, printed(cell, rows.words[row], locale))
            break


def _shown(amounts: Sequence[Amounts]) -> Iterator[str]:
    """What each column was taken for, and what shows it."""
    for amount in amounts:
        when = f" of {amount.period}" if amount.period else ""
        by_words = "" if amount.tied else ", by its words alone"
        evidence = f", {amount.evidence}" if amount.evidence else by_words
        yield f"{shown(amount.heading)}: {amount.role}{when}{evidence}"
