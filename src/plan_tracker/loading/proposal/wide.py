"""What the tables of a sheet seem to hold, each proposed as a source of its own."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from plan_tracker.grids.grid import Cell, Grid, alike, plain_name
from plan_tracker.grids.shape.tables import is_numbering
from plan_tracker.grids.stub import is_total
from plan_tracker.grids.units import spelled_out, unit_in, unit_line
from plan_tracker.inputs.words import shown
from plan_tracker.language.detection import detect_language
from plan_tracker.language.periods.reading import Around
from plan_tracker.language.periods.years import endings_of
from plan_tracker.language.tables import example_headings, heading_role, says_only_figures
from plan_tracker.loading.drafted.understood import UnderstoodTable, understand
from plan_tracker.loading.files.yaml_text import flow_mapping, quoted, scalar
from plan_tracker.loading.proposal.columns import (
    LEVELS,
    Amounts,
    find_amounts,
    has_negative,
    period_in,
)
from plan_tracker.loading.proposal.indicators import Names, language_doubt, printed, proposed
from plan_tracker.loading.proposal.named_rows import (
    NamedRows,
    find_row_sums,
    name_rows,
    names_rows,
)
from plan_tracker.loading.proposal.parts import Aim, Column, Proposal, Proposed
from plan_tracker.loading.proposal.records import (
    Labels,
    figure_roles,
    find_labels,
    repeated_rows,
)
from plan_tracker.model.period import Period, read_period
from plan_tracker.model.place import column_letters

_MOST_AIMS = 200  # targets that a person would look through
_MOST_NAMED = 12  # headings that a refusal lists
_MOST_HEADER = 10  # rows of headings that a source may name


def propose(grid: Grid, stem: str, locale: str = "", period: str = "") -> list[Proposal] | str:
    """What the tables of a sheet seem to hold, in a locale and period or those that they show.

    A sentence that says why not where nothing can be proposed.
    """
    if not grid.cells:
        return "nothing stands in it: fill it, or give the file and the sheet that hold the table"
    doubt = ""
    if not locale:
        detected = detect_language(cell.text for cell in grid.cells.values() if not cell.number)
        locale, doubt = detected.likeliest, language_doubt(detected)
    tables = understand(grid.visible())
    if not tables:
        seen = [cell.text for _, cell in sorted(grid.cells.items()) if not cell.number]
        listed = ", ".join(map(shown, seen[:_MOST_NAMED])) or "nothing but numbers"
        return (
            "no column seems to hold the names of indicators, with figures beside them; there "
            f"stands {listed}"
        )

    names = Names()
    proposals: list[Proposal] = []
    reasons: list[str] = []
    hidden = tuple(_hidden(grid))
    for table in tables:
        proposal = _propose(table, (stem, locale, period), names)
        if isinstance(proposal, str):
            reasons.append(proposal)
        else:
            left_out = (*(hidden if not proposals else ()), *proposal.left_out)
            proposals.append(replace(proposal, doubt=doubt, left_out=left_out))
    if not proposals:
        return "; ".join(dict.fromkeys(reasons))
    if reasons:
        first = proposals[0]
        proposals[0] = replace(
            first, left_out=(*first.left_out, *(f"a table: {reason}" for reason in reasons))
        )
    return proposals


def _propose(table: UnderstoodTable, known: tuple[str, str, str], names: Names) -> Proposal | str:
    stem, locale, period = known
    named = (row for row in table.shape.headings if not is_numbering(table.sheet, row))
    # A row with one number that can be read is read, whatever else stands in it.
    silent = (row for row in table.shape.body if not _has_number(table, row))
    shape = replace(table.shape, headings=tuple(named), sections=frozenset(silent))
    table = replace(table, shape=shape)
    around = _around(table, locale, period)
    if around.period is None and around.year is None:
        by_name = period_in(" ".join(re.split(r"[-_ .]+", stem)), locale)
        if by_name.period is not None and by_name.form != "day":
            around = replace(around, period=by_name.period)
    labels = find_labels(table, locale, around)
    if labels is not None and labels.figures:
        return _of_records(table, labels, known, around, names)
    return _of_named_rows(table, known, around, names)


def _of_named_rows(
    table: UnderstoodTable, known: tuple[str, str, str], around: Around, names: Names
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
        f"{shown(each.heading or _letter(table, each.column))}: {each.problem}" for each in unusable
    ]
    if not names_rows(table):
        known_headings = example_headings("indicator")
        return (
            f"no column seems to hold the names of indicators: head it as one of {known_headings}; "
            f"there stands {_headings(table)}"
        )
    if not any(each.role for each in amounts) and around.period is not None:
        # Each column is a measure of its own, and the rows are whom it is of.
        labels = Labels(categories=tuple(names_rows(table)), figures=table.shape.figures)
        return _of_records(table, labels, known, around, names)
    if not any(each.role for each in amounts):
        known_headings = example_headings("level", "target")
        return (
            f"no column seems to hold figures: head it as one of {known_headings}; there stands "
            f"{_headings(table)}"
        )
    if not usable and any(each.unclear for each in amounts):
        return f"no column with figures is of a period that can be told: {'; '.join(told)}"
    if main is None and not any(each.period for each in usable):
        said = f" ({'; '.join(told)})" if told else ""
        return f"nothing says for which period the figures are{said}: add --period, such as 2024-H1"
    if not usable:
        return f"no column with figures is understood: {'; '.join(told)}"
    line = unit_line(table.sheet.grid, _grid_row(table, table.shape.rows[0]))
    rows = name_rows(table, amounts, line, locale, names)
    if rows is None or not rows.indicators:
        return f"no column names what the figures are of; there stands {_headings(table)}"

    main = main or max((each.period for each in usable if each.period), key=lambda each: each.end)
    label = Column(_number(table, rows.label), "indicator", "", _column_name(table, rows.label))
    columns = [label]
    if rows.unit is not None:
        columns.append(
            Column(
                _number(table, rows.unit),
                "unit",
                "",
                _column_name(table, rows.unit),
                more={"fill": "down"},
            )
        )
    columns += [_column(table, each, main) for each in usable]
    return Proposal(
        locale,
        _header(table),
        tuple(columns),
        tuple(rows.indicators.values()),
        main.text,
        names=rows.names,
        rows=_rows(table),
        sums=find_row_sums(table, rows.indicators, amounts),
        aims=tuple(_aims(table, rows, usable, locale)),
        left_out=(*told, *rows.left_out),
        unused=tuple(_remarks(table)),
        shown=tuple(_shown(usable)),
    )


def _of_records(
    table: UnderstoodTable,
    labels: Labels,
    known: tuple[str, str, str],
    around: Around,
    names: Names,
) -> Proposal | str:
    """A row a record, whose columns say of whom, when and of which kind."""
    stem, locale, period = known
    roles = figure_roles(table, labels)
    headings = {column: table.heading(column) for column in labels.figures}
    told = [
        f"{shown(headings[at])}: nothing says what it holds"
        for at in labels.figures
        if not roles.get(at)
    ]
    used: dict[str, int] = {}
    columns: list[Column] = []
    figures: list[int] = []
    indicators: list[Proposed] = []
    levels = [at for at, role in roles.items() if role in (*LEVELS, "value")]
    shared = len({roles[at] for at in levels}) == len(levels)
    title = _title(table) or stem.replace("-", " ").replace("_", " ")
    line = unit_line(table.sheet.grid, _grid_row(table, table.shape.rows[0]))
    common: Proposed | None = None
    for at, role in roles.items():
        if not role:
            continue
        if role not in (*LEVELS, "value"):
            told.append(f"{shown(headings[at])}: nothing says what the {role} is of")
            continue
        when = period_in(headings[at], locale, around).period if labels.period is None else None
        indicator = ""
        if labels.indicator is None:
            own = len(levels) > 1 and not shared
            if own or common is None:
                name = (
                    headings[at].replace("_", " ")
                    if own
                    or (
                        len(levels) == 1
                        and headings[at]
                        and role == "level"
                        and not says_only_figures(alike(headings[at]))
                    )
                    else title
                )
                words = spelled_out(unit_in(headings[at]) or line, locale)
                negative = any(has_negative(table, column) for column in ([at] if own else levels))
                shape = names.named(
                    proposed(name, words, locale, len(indicators) + 1), signed=negative
                )
                indicators.append(shape)
                common = shape
            indicator = (indicators[-1] if own else common).id
        taken = used.setdefault(
            f"{'level' if own_level(role, shared) else role} {indicator} {when}", at
        )
        if taken != at:
            told.append(
                f"{shown(headings[at])}: it would be a second {role} beside {shown(headings[taken])}"
            )
            continue
        figures.append(at)
        role_there = (
            "level" if labels.indicator is None and not shared and role != "value" else role
        )
        columns.append(
            Column(
                _number(table, at),
                role_there,
                headings[at],
                _column_name(table, at),
                period=when.text if when else "",
                of="period" if role in ("target", "value") and when is None else "",
                indicator=indicator,
                confirm=True,
            )
        )
    if not columns:
        return f"no column with figures is understood: {'; '.join(told)}"

    by_name: dict[str, str | None] = {}
    if labels.indicator is not None:
        indicators, by_name = _listed(table, labels, figures, locale, names)
    main = _records_period(table, labels, columns, around, period, locale)
    if main is None:
        return "nothing says for which period the figures are: add --period, such as 2024-H1"
    again = repeated_rows(table, labels)
    cells = {
        f"{_letter(table, at)}{_grid_row(table, row)}": "its row says once more what a row above is about"
        for row in again
        for at in figures
        if table.sheet.cell(row, at) is not None
    }
    aims = list(_aims_of_records(table, labels, (by_name, columns, figures), main, locale))
    parts = list(_label_columns(table, labels))
    return Proposal(
        locale,
        _header(table),
        (*parts, *columns),
        tuple(indicators),
        main.text,
        names=by_name,
        rows=_rows(table),
        aims=tuple(aims[:_MOST_AIMS]),
        more=max(0, len(aims) - _MOST_AIMS),
        cells=cells,
        left_out=(*told, *labels.left_out),
        unused=tuple(_remarks(table)),
        shown=(*labels.doubts,),
    )


def own_level(role: str, shared: bool) -> bool:
    """Whether a column is of an indicator of its own."""
    return not shared and role in LEVELS


def _listed(
    table: UnderstoodTable, labels: Labels, figures: Sequence[int], locale: str, names: Names
) -> tuple[list[Proposed], dict[str, str | None]]:
    """The indicators that a column names, with the first unit that stands beside each."""
    assert labels.indicator is not None
    line = unit_line(table.sheet.grid, _grid_row(table, table.shape.rows[0]))
    found: dict[str, Proposed] = {}
    by_name: dict[str, str | None] = {}
    negative: set[str] = set()
    units: dict[str, str] = {}
    for row in table.shape.rows:
        name = " ".join(table.sheet.text(row, labels.indicator).split())
        unit = table.sheet.text(row, labels.unit).strip() if labels.unit is not None else ""
        units.setdefault(name, unit)
        if any(table.sheet.values[row, at] < 0 for at in figures):
            negative.add(name)
    heading = unit_in(table.heading(figures[0]))
    for name, unit in units.items():
        if not name or is_total(name):
            by_name[name] = None
            continue
        shape = proposed(
            plain_name(name).replace("_", " "),
            spelled_out(unit or heading or line, locale),
            locale,
            len(found) + 1,
        )
        found[name] = names.named(shape, signed=name in negative)
        by_name[name] = found[name].id
    by_name.pop("", None)
    return list(found.values()), by_name


def _records_period(
    table: UnderstoodTable,
    labels: Labels,
    columns: Sequence[Column],
    around: Around,
    given: str,
    locale: str,
) -> Period | None:
    """The period of the source: the latest of the rows."""
    if given:
        return read_period(given)
    if labels.period is not None:
        texts = dict.fromkeys(
            table.sheet.text(row, labels.period).strip() for row in table.shape.rows
        )
        beside = replace(around, endings=endings_of(texts))
        known = labels.periods or {}
        periods = [
            known.get(text) or period_in(text, locale, beside).period for text in texts if text
        ]
        return max((each for each in periods if each), key=lambda each: each.end, default=None)
    dated = [read_period(column.period) for column in columns if column.period]
    return max(dated, key=lambda each: each.end, default=around.period)


def _label_columns(table: UnderstoodTable, labels: Labels) -> Iterator[Column]:
    if labels.indicator is not None:
        yield Column(
            _number(table, labels.indicator), "indicator", "", _column_name(table, labels.indicator)
        )
    for column in labels.categories:
        yield Column(_number(table, column), "dimensions", "", _column_name(table, column))
    if labels.unit is not None:
        yield Column(_number(table, labels.unit), "unit", "", _column_name(table, labels.unit))
    if labels.period is not None:
        periods = {
            quoted(text): period.text if period else "~"
            for text, period in (labels.periods or {}).items()
        }
        more = {"map": flow_mapping(periods)} if periods else {}
        yield Column(
            _number(table, labels.period),
            "period",
            "",
            _column_name(table, labels.period),
            more=more,
        )
    if labels.kind is not None:
        kinds = {quoted(text): scalar(kind) for text, kind in (labels.kinds or {}).items()}
        yield Column(
            _number(table, labels.kind),
            "kind",
            "",
            _column_name(table, labels.kind),
            more={"map": flow_mapping(kinds)},
        )


def _has_number(table: UnderstoodTable, row: int) -> bool:
    values = table.sheet.values[row, list(table.shape.figures)]
    return bool((values == values).any())


def _remarks(table: UnderstoodTable) -> Iterator[str]:
    headings = (table.heading(column) for column in table.shape.stubs)
    return (text for text in headings if heading_role(alike(text)) == "remark")


def _title(table: UnderstoodTable) -> str:
    texts = (
        table.sheet.text(row, column).strip()
        for row in table.shape.titles
        for column in range(len(table.sheet.columns))
    )
    return next((text for text in texts if text), "")


def _around(table: UnderstoodTable, locale: str, period: str) -> Around:
    """What the table says for all of its headings: its period, or only the year; and what digits
    behind a year mean in them.
    """
    headings = [table.heading(column) for column in table.shape.figures]
    endings = endings_of(headings)
    if period:
        return Around(read_period(period), endings=endings)
    above = [
        cell.text
        for row in table.shape.titles
        for column in range(len(table.sheet.columns))
        if (cell := table.sheet.cell(row, column)) is not None and not cell.number
    ]
    titles = [period_in(text, locale) for text in above]
    # The day in a title is that of the paper: `(Kèm theo báo cáo ngày 28/6/2024)`.
    titles = [title for title in titles if title.form != "day"]
    title = next((each.period for each in titles if each.period), None)
    if title is not None:
        return Around(title, endings=endings)

    told = (period_in(text, locale, Around(endings=endings)) for text in headings)
    dated = (each for each in (*titles, *told) if each.form not in ("day", "same-period"))
    years = {each.year for each in dated if each.year}
    return Around(year=years.pop() if len(years) == 1 else None, endings=endings)


def _column(table: UnderstoodTable, amounts: Amounts, main: Period) -> Column:
    """A column with what its heading says beyond its role, as far as it does not go without saying."""
    period = amounts.period.text if amounts.period else ""
    usual = {"target": main.year, "base": main.years_before(1).text}.get(amounts.role, main.text)
    of = against = ""
    other = amounts.other.text if amounts.other else ""
    own = amounts.period or main
    if amounts.role == "attainment" and other and other != own.year:
        of = other
    if amounts.role in ("growth", "multiple") and other and other != own.years_before(1).text:
        against = other
    return Column(
        _number(table, amounts.column),
        amounts.role,
        amounts.heading,
        _column_name(table, amounts.column),
        "" if period == usual else period,
        of,
        against,
        amounts.as_index,
        confirm=not amounts.tied,
    )


def _aims(
    table: UnderstoodTable, rows: NamedRows, amounts: Sequence[Amounts], locale: str
) -> Iterator[Aim]:
    """The plan values of the rows; of several columns, the first with one."""
    targets = [each for each in amounts if each.role == "target"]
    for row, indicator in rows.indicators.items():
        for each in targets:
            cell = table.sheet.cell(row, each.column)
            if not _is_figure(cell) or each.period is None:
                continue
            yield Aim(indicator.id, each.period.text, printed(cell, rows.words[row], locale))
            break


def _aims_of_records(
    table: UnderstoodTable,
    labels: Labels,
    held: tuple[Mapping[str, str | None], Sequence[Column], Sequence[int]],
    main: Period,
    locale: str,
) -> Iterator[Aim]:
    """The plan values of the records, for whom and when each row says."""
    by_name, columns, figures = held
    line = unit_line(table.sheet.grid, _grid_row(table, table.shape.rows[0]))
    texts = [] if labels.period is None else _texts_of(table, labels.period)
    beside = Around(endings=endings_of(texts))
    again = {*repeated_rows(table, labels)}
    for row in table.shape.rows:
        told = table.sheet.text(row, labels.kind).strip() if labels.kind is not None else ""
        for column, at in zip(columns, figures, strict=True):
            cell = table.sheet.cell(row, at)
            role = (labels.kinds or {}).get(told) if column.role == "value" else column.role
            if role != "target" or not _is_figure(cell) or row in again:
                continue
            name = (
                " ".join(table.sheet.text(row, labels.indicator).split())
                if labels.indicator is not None
                else ""
            )
            indicator = column.indicator or by_name.get(name)
            said = table.sheet.text(row, labels.period).strip() if labels.period is not None else ""
            known = (labels.periods or {}).get(said)
            period = known or (period_in(said, locale, beside).period if said else main)
            if indicator is None or period is None:
                continue
            unit = table.sheet.text(row, labels.unit).strip() if labels.unit is not None else ""
            words = spelled_out(unit or unit_in(column.heading) or line, locale)
            parts = (table.sheet.text(row, category).strip() for category in labels.categories)
            entity = " / ".join(part for part in parts if part and not is_total(part))
            yield Aim(indicator, period.text, printed(cell, words, locale), entity)


def _texts_of(table: UnderstoodTable, column: int) -> list[str]:
    return list(dict.fromkeys(table.sheet.text(row, column).strip() for row in table.shape.rows))


def _is_figure(cell: Cell | None) -> bool:
    return cell is not None and any(sign.isdecimal() for sign in cell.text)


def _shown(amounts: Sequence[Amounts]) -> Iterator[str]:
    """What each column was taken for, and what shows it."""
    for each in amounts:
        when = f" of {each.period}" if each.period else ""
        shows = (
            f", {each.evidence}" if each.evidence else "" if each.tied else ", by its words alone"
        )
        yield f"{shown(each.heading)}: {each.role}{when}{shows}"


def _header(table: UnderstoodTable) -> tuple[int, ...]:
    rows = [_grid_row(table, row) for row in table.shape.headings]
    if not rows or rows[-1] - rows[0] >= _MOST_HEADER:
        return tuple(rows[-1:])
    return (rows[0], rows[-1])


def _rows(table: UnderstoodTable) -> tuple[int, int]:
    return _grid_row(table, table.shape.body[0]), _grid_row(table, table.shape.body[-1])


def _grid_row(table: UnderstoodTable, row: int) -> int:
    return table.sheet.rows[row]


def _number(table: UnderstoodTable, column: int) -> int:
    return table.sheet.columns[column]


def _letter(table: UnderstoodTable, column: int) -> str:
    return column_letters(table.sheet.columns[column])


def _column_name(table: UnderstoodTable, column: int) -> str:
    """The heading of a column where no other has it or a line of it, else its letter."""
    everywhere = range(len(table.sheet.columns))
    name = table.heading(column)
    spaced = " ".join(name.split())
    headings = [alike(table.heading(at)) for at in everywhere]
    lines = [
        alike(table.sheet.text(row, at))
        for at in everywhere
        if at != column
        for row in table.shape.headings
    ]
    alone = headings.count(alike(name)) == 1 and alike(name) not in lines
    return spaced if spaced and alone else _letter(table, column)


def _headings(table: UnderstoodTable) -> str:
    said = [table.heading(column) for column in range(len(table.sheet.columns))]
    return ", ".join(map(shown, filter(None, said[:_MOST_NAMED]))) or "nothing"


def _hidden(grid: Grid) -> Iterator[str]:
    """What a sheet hides, which nobody reads."""
    if grid.hidden_rows:
        yield f"{len(grid.hidden_rows):,} hidden rows"
    if grid.hidden_columns:
        letters = ", ".join(column_letters(column) for column in sorted(grid.hidden_columns))
        yield f"the hidden columns {letters}"
