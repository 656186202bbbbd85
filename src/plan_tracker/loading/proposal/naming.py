"""How a plan names the rows and columns of a table, and what stands around its figures."""

from collections.abc import Iterator

from plan_tracker.grids.grid import alike
from plan_tracker.grids.understood import UnderstoodTable
from plan_tracker.inputs.words import shown
from plan_tracker.language.tables import heading_role
from plan_tracker.model.place import column_letters

NO_NAMES = ("unit", "number", "remark")  # roles of columns that name no rows
_LONGEST = 200  # letters of a heading that are looked at
_MOST_NAMED = 12  # headings that a refusal lists
_MOST_HEADER = 10  # rows of headings that a source may name


def stub_roles(table: UnderstoodTable) -> dict[int, str]:
    """What the headings of the columns of names say that these hold.

    Where nothing else names the rows, what seems to be their unit does: “Đơn vị” is an office too.
    """
    headings = {column: table.heading(column)[:_LONGEST] for column in table.shape.stubs}
    roles = {column: heading_role(alike(heading)) for column, heading in headings.items()}
    if any(role not in NO_NAMES for role in roles.values()):
        return roles
    return {column: "entity" if role == "unit" else role for column, role in roles.items()}


def header_rows(table: UnderstoodTable) -> tuple[int, ...]:
    """The first and the last row of headings, as a source may name them."""
    rows = [sheet_row(table, row) for row in table.shape.headings]
    if not rows or rows[-1] - rows[0] >= _MOST_HEADER:
        return tuple(rows[-1:])
    return (rows[0], rows[-1])


def figure_rows(table: UnderstoodTable) -> tuple[int, int]:
    """The first and the last row of the body."""
    return sheet_row(table, table.shape.body[0]), sheet_row(table, table.shape.body[-1])


def sheet_row(table: UnderstoodTable, row: int) -> int:
    """The number of a row in the sheet."""
    return table.sheet.rows[row]


def sheet_column(table: UnderstoodTable, column: int) -> int:
    """The number of a column in the sheet."""
    return table.sheet.columns[column]


def letters(table: UnderstoodTable, column: int) -> str:
    """A column as spreadsheets call it."""
    return column_letters(table.sheet.columns[column])


def column_name(table: UnderstoodTable, column: int) -> str:
    """The heading of a column where no other has it or a line of it, else its letter."""
    spaced = " ".join(table.heading(column).split())
    return spaced if spaced and column in table.named_alone else letters(table, column)


def headings_shown(table: UnderstoodTable) -> str:
    """The headings of a table, for people."""
    said = [table.heading(column) for column in range(len(table.sheet.columns))]
    return ", ".join(map(shown, filter(None, said[:_MOST_NAMED]))) or "nothing"


def remarks(table: UnderstoodTable) -> Iterator[str]:
    """The headings above texts that are only remarks."""
    headings = (table.heading(column) for column in table.shape.stubs)
    return (text for text in headings if heading_role(alike(text)) == "remark")


def title_of(table: UnderstoodTable) -> str:
    """The first line above a table."""
    texts = (
        table.sheet.text(row, column).strip()
        for row in table.shape.titles
        for column in range(len(table.sheet.columns))
    )
    return next((text for text in texts if text), "")


def texts_of(table: UnderstoodTable, column: int) -> list[str]:
    """The different texts of a column."""
    texts = table.sheet.column_texts(table.shape.rows, column)
    return list(dict.fromkeys(map(str.strip, texts)))
