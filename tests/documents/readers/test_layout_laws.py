"""Laws of reading by places: a table that is laid out is read back, whatever is in it."""

from hypothesis import assume, example, given
from hypothesis import strategies as st

from plan_tracker.documents.readers.pdf import read_pdf
from plan_tracker.documents.readers.plain import read_lines
from plan_tracker.documents.readers.unreadable import UnreadableError
from tests.documents.readers.made_pdf import MadePage, made_pdf
from tests.documents.readers.shown import tables, texts

NAMES = ("Rice", "Maize of the north", "Total", "Fish and meat", "Doanh thu", "Other goods, n.e.c")
HEADS = ("Men", "Women", "All of them", "Rural", "Urban")

figures = st.one_of(
    st.integers(0, 9_999_999).map("{:,}".format),
    st.integers(1, 99_999).map("({:,})".format),
    st.integers(0, 9_999).map(lambda tenths: f"{tenths / 10:,.1f}"),
    st.integers(1, 999).map("-{}".format),
    st.sampled_from(("-", "", "(X)")),
)


@st.composite
def grids(draw: st.DrawFn) -> list[list[str]]:
    """A head and rows of a name with figures, two of them at least, in columns with figures."""
    columns = draw(st.integers(2, 5))
    names = draw(st.permutations(NAMES))[: draw(st.integers(2, 6))]
    rows = [[name, *(draw(figures) for _ in range(columns))] for name in names]
    for row in rows:
        assume(sum(any(map(str.isdigit, figure)) for figure in row[1:]) >= 2)
    for column in range(1, columns + 1):
        assume(any(any(map(str.isdigit, row[column])) for row in rows))
    return [["", *HEADS[:columns]], *rows]


def shown(grid: list[list[str]]) -> list[str]:
    return [" | ".join(row) for row in grid]


@given(grids(), st.integers(2, 6))
def test_a_table_of_plain_text_is_read_back(grid: list[list[str]], apart: int) -> None:
    widths = [max(map(len, column)) for column in zip(*grid, strict=True)]
    lines = [
        row[0].ljust(widths[0])
        + "".join(
            " " * apart + figure.rjust(width)
            for figure, width in zip(row[1:], widths[1:], strict=True)
        )
        for row in grid
    ]
    assert tables(read_lines("\n".join(lines), "a.txt")[0]) == [shown(grid)]


@given(grids(), st.sampled_from((7, 9, 10)), st.booleans())
def test_a_table_of_a_pdf_is_read_back(grid: list[list[str]], size: float, leaders: bool) -> None:
    page = MadePage()
    for at, (name, *row) in enumerate(grid):
        top = 100 + 1.3 * size * at
        dots = " . . . ." if leaders and name else ""
        page.put(name + dots, 40, top, size)
        for right, figure in zip(range(270, 600, 75), row, strict=False):
            if figure:
                page.end(figure, right, top, size)
    assert tables(read_pdf(made_pdf(page), "a.pdf")[0]) == [shown(grid)]


@given(st.text(alphabet="aB 1,.-()|\t\n%$:•", max_size=300))
@example("|")
@example("a  1\n|\t|\nB  1")
def test_no_text_invents_words_or_stops_the_reader(text: str) -> None:
    try:
        blocks, left_out = read_lines(text, "a.txt")
    except UnreadableError:
        return
    said = "".join([*texts(blocks), *("".join(row) for rows in tables(blocks) for row in rows)])
    for letter in "aB1":
        assert said.count(letter) <= text.count(letter)
        if not left_out:
            assert said.count(letter) == text.count(letter)
