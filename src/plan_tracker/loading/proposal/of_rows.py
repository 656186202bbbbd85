"""A table with a row for each indicator and a column for each kind of figure."""

from collections.abc import Iterator, Sequence

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


def propose_rows(
    table: UnderstoodTable, known: tuple[str, str, str], around: Around, names: UnusedNames
) -> Proposal | str:
    """A row an indicator, a column a kind of figure."""
    _, locale, period = known
    amounts, main = find_amounts(table, table.shape.figures, locale, around, period)
    if all(each.problem for each in amounts):  # a season is then of its year, to be confirmed
        amounts, main = find_amounts(
            table, table.shape.figures, locale, around, period, seasons=True
        )
    usable = [each for each in amounts if not each.problem]
    unusable = [each for each in amounts if each.problem]
    told = [
        f"{shown(each.heading or letters(table, each.column))}: {each.problem}" for each in unusable
    ]
    if not names_rows(table):
        known_headings = example_headings("indicator")
        return (
            f"no column seems to hold the names of indicators: head it as one of {known_headings}; "
            f"there stands {headings_shown(table)}"
        )
    if not any(each.role for each in amounts) and around.period is not None:
        # Each column is a measure of its own, and the rows are whom it is of.
        labels = Labels(categories=tuple(names_rows(table)), figures=table.shape.figures)
        return propose_records(table, labels, known, around, names)
    if not any(each.role for each in amounts):
        known_headings = example_headings("level", "target")
        return (
            f"no column seems to hold figures: head it as one of {known_headings}; there stands "
            f"{headings_shown(table)}"
        )
    if not usable and any(each.unclear for each in amounts):
        return (
            f"no column with figures is of a period that can be told: {'; '.join(told)}: add "
            "--period, such as 2024, or 2023-07/2024-06 where years begin in July"
        )
    if main is None and not any(each.period for each in usable):
        said = f" ({'; '.join(told)})" if told else ""
        return f"nothing says for which period the figures are{said}: add --period, such as 2024-H1"
    if not usable:
        return f"no column with figures is understood: {'; '.join(told)}"
    line = unit_line(table.sheet.grid, sheet_row(table, table.shape.rows[0]))
    rows = name_rows(table, amounts, line, locale, names)
    if rows is None or not rows.indicators:
        return f"no column names what the figures are of; there stands {headings_shown(table)}"

    main = main or max((each.period for each in usable if each.period), key=lambda each: each.end)
    label = Column(sheet_column(table, rows.label), "indicator", "", column_name(table, rows.label))
    columns = [label]
    if rows.unit is not None:
        columns.append(
            Column(
                sheet_column(table, rows.unit),
                "unit",
                "",
                column_name(table, rows.unit),
                more={"fill": "down"},
            )
        )
    columns += [measure_column(table, each, main) for each in usable]
    return Proposal(
        locale,
        header_rows(table),
        tuple(columns),
        tuple(rows.indicators.values()),
        main.text,
        names=rows.names,
        rows=figure_rows(table),
        sums=find_row_sums(table, rows.indicators, amounts),
        aims=tuple(_aims(table, rows, usable, locale)),
        left_out=(*told, *rows.left_out),
        unused=tuple(remarks(table)),
        shown=tuple(_shown(usable)),
    )


def _aims(
    table: UnderstoodTable, rows: NamedRows, amounts: Sequence[Amounts], locale: str
) -> Iterator[Aim]:
    """The plan values of the rows; of several columns, the first with one."""
    targets = [each for each in amounts if each.role == "target"]
    for row, indicator in rows.indicators.items():
        for each in targets:
            cell = table.sheet.cell(row, each.column)
            if each.period is None or not is_figure(cell, locale):
                continue
            yield Aim(indicator.id, each.period.text, printed(cell, rows.words[row], locale))
            break


def _shown(amounts: Sequence[Amounts]) -> Iterator[str]:
    """What each column was taken for, and what shows it."""
    for each in amounts:
        when = f" of {each.period}" if each.period else ""
        shows = (
            f", {each.evidence}" if each.evidence else "" if each.tied else ", by its words alone"
        )
        yield f"{shown(each.heading)}: {each.role}{when}{shows}"
