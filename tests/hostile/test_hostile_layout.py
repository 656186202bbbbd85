"""Pages that mean harm: what their layout costs grows with their words, and ends at a limit."""

from collections.abc import Callable, Sequence

import pytest

from plan_tracker.documents.readers.layout import pieces
from plan_tracker.documents.readers.layout.blocks import laid_blocks
from plan_tracker.documents.readers.layout.line import Line, Page, Rule, Word
from plan_tracker.documents.readers.layout.lines import Sign, lines_of
from plan_tracker.documents.readers.layout.pieces import PRINTED
from plan_tracker.documents.readers.layout.ruled import lattices
from tests.counted_calls import calls

_FIRST, _APART, _DOWN = 200.0, 40.0, 12.0  # points: the first column, the next, the next line


def _word(text: str, left: float, line: int) -> Word:
    return Word(text, left, left + 5 * len(text), _DOWN * line, 10, 2.5)


def _page(rows: Sequence[Sequence[Word]], level: Sequence[Rule] = ()) -> Page:
    lines = tuple(Line(tuple(row), number, 1) for number, row in enumerate(rows, 1))
    return Page(1, 595, 842, lines, tuple(level))


def _row(line: int, columns: int, text: str = "10") -> list[Word]:
    figures = [_word(text, _FIRST + _APART * column, line) for column in range(columns)]
    return [_word(f"Name{line}", 50, line), *figures]


def _heads(count: int) -> Page:
    heads = [_row(line, count, "Head")[1:] for line in range(1, 8)]
    return _page([*heads, *(_row(line, count) for line in range(8, 11))])


def _unlike(count: int) -> Page:
    """Figures that reach over their neighbours, so that only their ends tell columns."""
    return _page(
        [
            [
                _word(text, _FIRST + _APART * column - 5 * len(text), line)
                for column in range(count)
                for text in ("1000000" if (line + column) % 2 else "1",)
            ]
            for line in range(1, 6)
        ]
    )


_PAGES: dict[str, Callable[[int], Page]] = {
    "columns with headings": _heads,
    "columns by their ends": _unlike,
    "rows": lambda count: _page([_row(line, 4) for line in range(1, count)]),
    "a wide row above narrow ones": lambda count: _page(
        [_row(1, count), *(_row(line, 2) for line in range(2, count))]
    ),
    "a long line above a table": lambda count: _page(
        [
            [_word("head", _FIRST + 22 * at, 1) for at in range(count)],
            *(_row(line, 8) for line in range(2, 8)),
        ]
    ),
}


@pytest.mark.parametrize("name", _PAGES)
def test_a_page_costs_what_it_holds(name: str) -> None:
    few, many = (calls(laid_blocks, [_PAGES[name](count)], "a.pdf", PRINTED) for count in (60, 600))
    assert many < 14 * few


def test_so_many_columns_cannot_be_told_apart() -> None:
    page = _page([_row(line, 501) for line in range(1, 6)])
    blocks, left_out = laid_blocks([page], "a.pdf", PRINTED)
    assert blocks == ()
    assert left_out == (
        "page 1, lines 1 to 5: a table whose columns cannot be told apart: give it as a workbook, "
        "or as a document with cells",
    )


def test_stairs_of_letters_are_no_line() -> None:
    signs = [Sign("a", 6 * at, 6 * at + 5, 1.3 * at, 10, False, False, 2.5) for at in range(120)]
    assert [len(line.words) for line in lines_of(signs, 1)] == [12] * 10


def test_a_number_has_an_end() -> None:
    words = [_word("1", 200, 1), *(_word(",5", 205 + 10 * at, 1) for at in range(100))]
    parts = pieces._joined(words, pieces.Style())
    assert max(len(piece.words) for piece in parts) == 20
    assert "".join(word.text for piece in parts for word in piece.words) == "1" + ",5" * 100


def test_rules_meet_over_those_between_them() -> None:
    """Two grids beside each other, and a rule that meets none."""
    places = (0.0, 20.0, 40.0)
    level = [Rule(at, 0, 40) for at in places] + [Rule(at, 100, 140) for at in places]
    upright = [Rule(at + left, 0, 40) for left in (0, 100) for at in places]
    found = lattices([*level, Rule(900, 0, 40)], upright)
    assert [(lattice.xs, lattice.ys) for lattice in found] == [
        ((0, 20, 40), places),
        ((100, 120, 140), places),
    ]
