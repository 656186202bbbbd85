"""Plain text: paragraphs by their lines, tables by places or by marks between their cells."""

import pytest

from plan_tracker.documents.document import Paragraph
from plan_tracker.documents.readers.plain import read_lines
from tests.counted_calls import calls
from tests.documents.readers.shown import tables, texts

CASES = {
    "a number in one text": (
        "Change in cash was (106,059) thousand USD in 2022.",
        ["Change in cash was (106,059) thousand USD in 2022."],
        [],
    ),
    "figures with single blanks between them": (
        "Country Sampled Eligible\nCroatia 152 152 150 5,097\nMorocco 150 150 149 4,652",
        ["Country Sampled Eligible"],
        [["Croatia | 152 | 152 | 150 | 5,097", "Morocco | 150 | 150 | 149 | 4,652"]],
    ),
    "as many headings as columns": (
        "Land A B C D\nCroatia 152 152 150 5,097\nPeru 150 150 149 4,652",
        [],
        [
            [
                "Land | A | B | C | D",
                "Croatia | 152 | 152 | 150 | 5,097",
                "Peru | 150 | 150 | 149 | 4,652",
            ]
        ],
    ),
    "marks between cells": (
        "Arrests 2009\nCity | People (2010) | Growth (%)\nHa Noi | 6,450,000 | 40.8%",
        ["Arrests 2009"],
        [["City | People (2010) | Growth (%)", "Ha Noi | 6,450,000 | 40.8%"]],
    ),
    "a title and a unit between rows of other columns": (
        "Arrests\n[In thousands]\nTotal | 11.6 | 1.5\nStaff\n[In units]\nTotal | 1,020",
        ["Arrests", "Staff"],
        [["[In thousands] |  | ", "Total | 11.6 | 1.5"], ["[In units] | ", "Total | 1,020"]],
    ),
    "a unit between rows of the same columns": (
        "Land | 2010 | 2011\nPeople | 640 | 661\n[In tonnes]\nRice | 12 | 14",
        [],
        [["Land | 2010 | 2011", "People | 640 | 661", "[In tonnes] |  | ", "Rice | 12 | 14"]],
    ),
    "tabs between cells": (
        "City\t2010\t2011\nHa Noi\t6,450\t6,617\nHue\t\t340",
        [],
        [["City | 2010 | 2011", "Ha Noi | 6,450 | 6,617", "Hue |  | 340"]],
    ),
    "the unit of a table": (
        "[In thousands]\nTotal | 11,062.6 | 1,540.0\nĐơn vị: tỷ đồng\nTổng thu | 1.020,5",
        [],
        [
            ["[In thousands] |  | ", "Total | 11,062.6 | 1,540.0"],
            ["Đơn vị: tỷ đồng | ", "Tổng thu | 1.020,5"],
        ],
    ),
    "a minus begins a number": (
        "Vermont 1.5 -16.4 -5.8 -21.2\nMidwest 5.5 -6.0 1.6 -4.5",
        [],
        [["Vermont | 1.5 | -16.4 | -5.8 | -21.2", "Midwest | 5.5 | -6.0 | 1.6 | -4.5"]],
    ),
    "dots that lead to figures, and parts of a number": (
        "Driving . . . . . . 1,158.5 10.9 1,147.5\nProperty . . . . 1,396 .4 338 .7 1,057 .7",
        [],
        [["Driving | 1,158.5 | 10.9 | 1,147.5", "Property | 1,396.4 | 338.7 | 1,057.7"]],
    ),
    "columns by blanks, with a head over two": (
        "                    2010            \n"
        "Area          Men       Women\n"
        "North       1,200       1,340\n"
        "South          87         102\n",
        [],
        [[" | 2010 | >", "Area | Men | Women", "North | 1,200 | 1,340", "South | 87 | 102"]],
    ),
    "figures of one line that stand apart": (
        "Sampled in the two lands 12 345   678 in all of 2010.",
        ["Sampled in the two lands 12 345 | 678 in all of 2010."],
        [],
    ),
    "a word cut by a hyphen": (
        "The annual rate reverses the an-\nnual rate of decline in 2010.",
        ["The annual rate reverses the annual rate of decline in 2010."],
        [],
    ),
    "each line a paragraph": (
        "Doanh thu tăng 5%.\nChi phí giảm 3%.",
        ["Doanh thu tăng 5%.", "Chi phí giảm 3%."],
        [],
    ),
    "numbers alone": ("Exports rose in 2010.\n0\n500\n1,000", ["Exports rose in 2010."], []),
}


@pytest.mark.parametrize("case", CASES)
def test_a_text_is_paragraphs_and_tables(case: str) -> None:
    text, prose, grids = CASES[case]
    blocks, _ = read_lines(text, "a.txt")
    assert texts(blocks) == prose
    assert tables(blocks) == grids


def test_what_is_left_out_is_told_by_its_line() -> None:
    _, left_out = read_lines("Exports rose.\n0\n500\n1,000", "a.txt")
    assert left_out == ("line 2: numbers that stand alone, as on the axes of a chart",)


def test_the_place_of_a_paragraph_is_its_line() -> None:
    blocks, _ = read_lines("One.\n\nTwo.\n", "a.txt")
    assert [str(block.place) for block in blocks if isinstance(block, Paragraph)] == [
        "a.txt:1",
        "a.txt:3",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Revenue of the sector rose by 5.6 percent, and went on rising in the second half of 2010",
        f"{'a name':40}{'1,234':>10}{'5,678':>10}{'9,012':>10}",
        "12 345 678 9 12 345 678",
        "(((((((((((((((((((((((((((((((((((((((((((((((((((((",
        "| 1 | 2 | 3 | 4 | 5 |",
        "1 . . . . . . . . . . . . . . . 2 3",
        ".....:::::!!!!!-----.....",
    ],
)
def test_the_cost_of_many_lines_is_that_of_each(line: str) -> None:
    few, many = (calls(read_lines, f"{line}\n" * count, "a.txt") for count in (50, 400))
    assert many < 9 * few


def test_the_cost_of_a_long_line_is_that_of_its_signs() -> None:
    few, many = (calls(read_lines, "1 a " * count, "a.txt") for count in (500, 4_000))
    assert many < 9 * few
