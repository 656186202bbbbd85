"""A PDF as its reader sees it: each kind of thing that a page holds, in a made file."""

import pytest

from plan_tracker.documents.document import Block, Paragraph, Table
from plan_tracker.documents.readers.pdf import read_pdf
from plan_tracker.documents.readers.unreadable import UnreadableError
from tests.documents.readers.made_pdf import MadePage, made_pdf
from tests.documents.readers.shown import tables, texts


def read(*pages: MadePage) -> tuple[Block, ...]:
    return read_pdf(made_pdf(*pages), "report.pdf")[0]


def left_out(*pages: MadePage) -> tuple[str, ...]:
    return read_pdf(made_pdf(*pages), "report.pdf")[1]


def rows(*lines: tuple[str, list[str]], top: float = 100) -> MadePage:
    page = MadePage()
    for at, (name, figures) in enumerate(lines):
        page.row(name, figures, top + 12 * at)
    return page


def prose(page: MadePage, left: float, top: float, *lines: str, size: float = 10) -> None:
    for at, line in enumerate(lines):
        page.put(line, left, top + 1.2 * size * at, size)


class TestEnds:
    def test_the_axis_of_a_chart_ends_a_table(self) -> None:
        page = rows(("Hydro", ["60,758", "63,095"]), ("Coal", ["69,680", "3,981"]))
        for at, tick in enumerate(("90,000", "75,000", "50,000", "40,000")):
            page.put(tick, 50, 124 + 12 * at)
        assert tables(read(page)) == [["Hydro | 60,758 | 63,095", "Coal | 69,680 | 3,981"]]

    def test_the_last_row_of_a_page_is_no_footer(self) -> None:
        page = MadePage()
        for at, name in enumerate(("North", "South", "East", "West")):
            page.row(name, [f"1{at},250", f"2{at},410"], 730 + 22 * at)
        assert tables(read(page)) == [
            [
                "North | 10,250 | 20,410",
                "South | 11,250 | 21,410",
                "East | 12,250 | 22,410",
                "West | 13,250 | 23,410",
            ]
        ]


class TestGroupsOfThousands:
    """A blank groups thousands only where something else says so."""

    NAMES = (("Water for the", "highlands"), ("Roads", ""), ("Help for small", "holders"))
    FIGURES = (("1 204 310", "1 310 422"), ("2 310 007", "2 402 118"), ("804 118", "912 040"))

    def _wrapped(self, *above: str) -> MadePage:
        page = MadePage()
        prose(page, 50, 100, *above)
        page.row("Programme", ("2022", "2023"), 140)
        top = 160.0
        for (name, rest), figures in zip(self.NAMES, self.FIGURES, strict=True):
            page.row(name, figures, top)
            if rest:
                page.put(rest, 50, top + 12)
            top += 28 if rest else 16
        page.row("Total", ("4 318 435", "4 624 580"), top)
        return page

    @pytest.mark.parametrize("above", ["", "In all 12,500 households were asked, 11,040 answered."])
    def test_groups_that_begin_with_a_zero_are_of_the_number_before(self, above: str) -> None:
        (table,) = tables(read(self._wrapped(above)))
        assert [row for row in table if "|  |" not in row and row[-1].isdigit()] == [
            "Programme | 2022 | 2023",
            "Water for the | 1 204 310 | 1 310 422",
            "Roads | 2 310 007 | 2 402 118",
            "Help for small | 804 118 | 912 040",
            "Total | 4 318 435 | 4 624 580",
        ]

    def test_columns_a_blank_and_a_half_apart_stay_apart(self) -> None:
        page = MadePage()
        for at, (name, figures) in enumerate(
            [("Hai", ["12 410", "13 006"]), ("Nam", ["8 204", "8 318"]), ("Bac", ["9 007", "902"])]
        ):
            page.put(name, 50, 100 + 14 * at)
            for right, figure in zip((300, 345), figures, strict=True):
                page.end(figure, right, 100 + 14 * at)
        rows_told = ["Hai | 12 410 | 13 006", "Nam | 8 204 | 8 318", "Bac | 9 007 | 902"]
        assert tables(read(page)) == [rows_told]


class TestFigures:
    def test_neighbours_stay_apart(self) -> None:
        page = MadePage()
        for at, row in enumerate(("Croatia 152 152 150", "Morocco 150 150 149")):
            page.put(row, 50, 100 + 12 * at)
        assert tables(read(page)) == [["Croatia | 152 | 152 | 150", "Morocco | 150 | 150 | 149"]]

    def test_brackets_and_signs_are_of_their_numbers(self) -> None:
        page = rows(("Net", ["(106,059)", "-16.4", "(7,402"]), ("Tax", ["1,200", "-5.8", "9,100"]))
        page.put(")", 476, 100)
        page.put("$", 425, 112)
        assert tables(read(page)) == [
            ["Net | (106,059) | -16.4 | (7,402)", "Tax | 1,200 | -5.8 | $9,100"]
        ]

    def test_a_minus_begins_the_next_number(self) -> None:
        page = MadePage()
        page.put("Vermont 1.5 -16.4 -5.8 -21.2", 50, 100)
        page.put("Midwest 5.5 -6.0 1.6 -4.5", 50, 112)
        assert tables(read(page)) == [
            ["Vermont | 1.5 | -16.4 | -5.8 | -21.2", "Midwest | 5.5 | -6.0 | 1.6 | -4.5"]
        ]

    def test_a_number_drawn_in_parts_is_one(self) -> None:
        page = rows(("Property", ["", "338.7"]), ("Fraud", ["240.9", "60.3"]))
        page.put("1,396", 247, 100)
        page.put(".4", 279, 100)
        assert tables(read(page)) == [["Property | 1,396.4 | 338.7", "Fraud | 240.9 | 60.3"]]

    def test_dashes_and_blanks_keep_their_columns(self) -> None:
        page = rows(
            ("North", ["12,400", "-", "310"]),
            ("South", ["", "8,100", "(X)"]),
            ("West", ["77", "", "9"]),
        )
        assert tables(read(page)) == [
            ["North | 12,400 | - | 310", "South |  | 8,100 | (X)", "West | 77 |  | 9"]
        ]

    def test_dots_that_lead_to_a_number_are_none(self) -> None:
        page = rows(("Total. . . . . . .", ["12", "30"]), ("Others.........", ["7", "9"]))
        assert tables(read(page)) == [["Total | 12 | 30", "Others | 7 | 9"]]

    def test_a_blank_groups_where_all_else_stands_apart(self) -> None:
        page = rows(("A", ["12 400", "1 310"]), ("B", ["8 100", "2 500"]), ("C", ["950", "77"]))
        assert tables(read(page)) == [["A | 12 400 | 1 310", "B | 8 100 | 2 500", "C | 950 | 77"]]

    def test_a_blank_groups_nothing_where_commas_do(self) -> None:
        page = MadePage()
        for at, row in enumerate(("A 152 150 5,097", "B 150 149 4,652", "C 100 197 9,002")):
            page.put(row, 50, 100 + 12 * at)
        assert tables(read(page)) == [
            ["A | 152 | 150 | 5,097", "B | 150 | 149 | 4,652", "C | 100 | 197 | 9,002"]
        ]


class TestHeads:
    def test_six_stacked_lines_are_one_heading(self) -> None:
        page = rows(("Wages", ["486,314", "22,103"]), ("Sales", ["39,594", "4,947"]), top=190)
        for at, word in enumerate(("JULY,", "2013", "TO", "JUNE,", "2014", "FINAL")):
            page.end(word, 290, 106 + 12 * at)
        page.end("2015", 380, 166)
        assert tables(read(page))[0][0] == " | JULY, 2013 TO JUNE, 2014 FINAL | 2015"

    def test_a_head_over_the_middle_of_its_columns_goes_over_them(self) -> None:
        page = MadePage()
        for left, head in ((265, "Male"), (445, "Female")):
            page.put(head, left, 88)
        for right, head in zip((250, 340, 430, 520), ("2009", "2010", "2009", "2010"), strict=True):
            page.end(head, right, 100)
        for top, name, figures in (
            (112, "All", ("11,062", "1,540", "9,522", "8,263")),
            (124, "Theft", ("1,080", "258", "822", "608")),
        ):
            page.put(name, 50, top)
            for right, figure in zip((250, 340, 430, 520), figures, strict=True):
                page.end(figure, right, top)
        assert tables(read(page)) == [
            [
                " | Male | > | Female | >",
                " | 2009 | 2010 | 2009 | 2010",
                "All | 11,062 | 1,540 | 9,522 | 8,263",
                "Theft | 1,080 | 258 | 822 | 608",
            ]
        ]

    def test_a_rule_below_a_head_says_how_far_it_goes(self) -> None:
        page = rows(
            ("All", ["10.4", "0.9", "3.8", "4.7"]), ("East", ["13.9", "0.4", "0.3", "0.1"]), top=124
        )
        page.put("Projected", 430, 94)
        page.line(320, 98, 562, 98)
        for right, head in zip(range(290, 590, 90), ("2003", "2008", "2015", "2021"), strict=False):
            page.end(head, right, 110)
        assert tables(read(page))[0][:2] == [
            " |  | Projected | > | >",
            " | 2003 | 2008 | 2015 | 2021",
        ]

    @pytest.mark.parametrize(
        "unit", ["[In thousands]", "(Numbers in thousands)", "Unit: USD million"]
    )
    def test_the_line_of_a_unit_is_of_the_table(self, unit: str) -> None:
        page = rows(
            ("Region", ["2009", "2010"]), ("East", ["1,062", "1,540"]), ("West", ["80", "25"])
        )
        page.put("Arrests by region", 50, 66, 14)
        page.put(unit, 50, 84)
        blocks = read(page)
        assert texts(blocks) == ["Arrests by region"]
        assert tables(blocks) == [
            [f"{unit} |  | ", "Region | 2009 | 2010", "East | 1,062 | 1,540", "West | 80 | 25"]
        ]


class TestNames:
    def test_a_name_over_two_lines_is_one(self) -> None:
        page = rows(
            ("Offenses against the", []), ("  family", ["92.4", "3.7"]), ("Fraud", ["173.7", "5.1"])
        )
        page.row("Theft", ["10.1", "2.2"], 88)
        assert tables(read(page)) == [
            [
                "Theft | 10.1 | 2.2",
                "Offenses against the family | 92.4 | 3.7",
                "Fraud | 173.7 | 5.1",
            ]
        ]

    def test_a_name_on_two_lines_beside_its_figures_is_theirs(self) -> None:
        page = MadePage()
        for number, top, figures in (
            ("1", 100, ["10.1", "2.2"]),
            ("2", 118, ["92.4", "3.7"]),
            ("3", 136, ["8.8", "0.4"]),
        ):
            page.row(number, figures, top)
        for text, top in (
            ("Theft", 100),
            ("Offenses against", 112),
            ("family and others", 124),
            ("Fraud", 136),
        ):
            page.put(text, 80, top)
        assert tables(read(page)) == [
            [
                "1 | Theft | 10.1 | 2.2",
                "2 | Offenses against family and others | 92.4 | 3.7",
                "3 | Fraud | 8.8 | 0.4",
            ]
        ]

    def test_names_above_their_figures_are_theirs(self) -> None:
        page = MadePage()
        for at, name in enumerate(("CURRENT YEAR", "PRIOR YEARS", "TOTAL TAX")):
            page.put(name, 50, 100 + 36 * at)
            page.row("", [f"{at + 1},314,103", f"{at + 4},103,164"], 112 + 36 * at)
        for right, head in ((290, "2014"), (380, "2015")):
            page.end(f"Final {head}", right, 76)
        assert tables(read(page))[0][1:] == [
            "CURRENT YEAR | 1,314,103 | 4,103,164",
            "PRIOR YEARS | 2,314,103 | 5,103,164",
            "TOTAL TAX | 3,314,103 | 6,103,164",
        ]

    def test_how_far_names_are_set_in_is_kept(self) -> None:
        page = rows(("All", ["30", "50"]), ("", ["10", "20"]), ("", ["20", "30"]))
        page.put("East", 62, 112)
        page.put("West", 62, 124)
        (table,) = (block for block in read(page) if isinstance(block, Table))
        indents = [table.grid.cells[row, 1].indent for row in (1, 2, 3)]
        assert indents[0] == 0 < indents[1] == indents[2]

    def test_names_in_columns_stay_in_columns(self) -> None:
        page = MadePage()
        for at, (number, name, unit) in enumerate((("1", "Rice", "tons"), ("2", "Maize", "tons"))):
            page.put(number, 50, 100 + 12 * at)
            page.put(name, 80, 100 + 12 * at)
            page.put(unit, 160, 100 + 12 * at)
            page.row("", [f"{at + 1},200", "88.1"], 100 + 12 * at)
        assert tables(read(page)) == [
            ["1 | Rice | tons | 1,200 | 88.1", "2 | Maize | tons | 2,200 | 88.1"]
        ]


class TestRuledCells:
    def page(self) -> MadePage:
        page = MadePage()
        page.box([50, 200, 300, 400], [90, 106, 136, 152])
        for left, top, text in (
            (55, 102, "Gas"), (205, 102, "To air"), (305, 102, "To water"),
            (55, 118, "Compounds of"), (55, 130, "chlorine"), (205, 124, "10 000"), (305, 124, "-"),
            (55, 148, "Halons"), (205, 148, "1"), (305, 148, "5"),
        ):  # fmt: skip
            page.put(text, left, top)
        return page

    def test_lines_of_a_cell_are_one_text(self) -> None:
        assert tables(read(self.page())) == [
            ["Gas | To air | To water", "Compounds of chlorine | 10 000 | -", "Halons | 1 | 5"]
        ]

    def test_the_line_of_a_unit_is_of_the_table(self) -> None:
        page = self.page()
        page.put("Unit: kg", 340, 80)
        page.put("Gases in 2011", 50, 60, 14)
        prose(page, 50, 200, "All other gases are rare.")
        assert tables(read(page))[0][:2] == ["Unit: kg |  | ", "Gas | To air | To water"]

    def test_the_place_of_a_cell_is_its_page_table_row_and_column(self) -> None:
        (table,) = (
            block
            for block in read(MadePage([*rows().parts]), self.page())
            if isinstance(block, Table)
        )
        place = table.grid.place(2, 2)
        assert str(place) == "report.pdf, page 2, table 1, row 2, column 2"

    def test_a_table_beside_a_turned_axis_is_whole(self) -> None:
        page = self.page()
        for at in range(5):
            page.put(f"{500 * at}", 420 + 20 * at, 200, upward=True)
        assert len(tables(read(page))[0]) == 3
        assert left_out(page) == ("page 1: text that runs up or down beside the other text",)

    def test_a_table_that_runs_up_the_page_is_read_as_it_is_shown(self) -> None:
        page = MadePage(rotate=90)
        for left in (90, 106, 122):
            page.line(left, 500, left, 780)
        for top in (500, 640, 780):
            page.line(90, top, 122, top)
        for left, top, text in (
            (102, 770, "Gas"),
            (102, 630, "To air"),
            (118, 770, "Halons"),
            (118, 630, "1"),
        ):
            page.put(text, left, top, upward=True)
        assert tables(read(page)) == [["Gas | To air", "Halons | 1"]]
        page.rotate = 0
        assert tables(read(page)) == [["Gas | To air", "Halons | 1"]]


class TestPages:
    def test_a_table_goes_on_over_pages(self) -> None:
        pages = []
        for number, names in enumerate((("Art", "Fire"), ("Law", "Parks")), 1):
            page = rows(
                ("Fund", ["2006", "2007"]), *((name, ["1,500", f"2,{number}00"]) for name in names)
            )
            page.put("General Fund", 250, 60, 14)
            page.put(f"Page {number}", 270, 820)
            pages.append(page)
        blocks = read(*pages)
        assert tables(blocks) == [
            ["Fund | 2006 | 2007", "Art | 1,500 | 2,100", "Fire | 1,500 | 2,100",
             "Law | 1,500 | 2,200", "Parks | 1,500 | 2,200"]
        ]  # fmt: skip
        assert texts(blocks, "heading") == ["General Fund"]
        assert texts(blocks, "margin") == ["Page 1", "General Fund", "Page 2"]
        (table,) = (block for block in blocks if isinstance(block, Table))
        assert table.grid.place(4, 1).page == 2

    def test_tables_under_titles_of_their_own_are_two(self) -> None:
        pages = []
        for title in ("Heavy metals", "Pesticides"):
            page = rows(("Name", ["Air", "Land"]), ("Lead", ["200", "20"]), ("Zinc", ["10", "5"]))
            page.put(title, 200, 60, 14)
            pages.append(page)
        assert len(tables(read(*pages))) == 2

    def test_what_stands_at_an_edge_alone_or_on_every_page_is_a_margin(self) -> None:
        pages = []
        for number, text in enumerate(("Growth was strong.", "Prices fell in May."), 51):
            page = MadePage()
            page.put("Annual report 2011", 50, 30)
            page.put(text, 50, 300)
            page.put(str(number), 290, 810)
            pages.append(page)
        blocks = read(*pages)
        assert texts(blocks, "body") == ["Growth was strong.", "Prices fell in May."]
        assert texts(blocks, "margin") == ["Annual report 2011", "51", "Annual report 2011", "52"]

    def test_footers_are_margins_however_they_are_set(self) -> None:
        pages = []
        for number, text in enumerate(("Growth was strong.", "Prices fell.", "Wages rose."), 1):
            page = MadePage()
            page.put(text, 50, 100)
            page.put("Ministry of Finance", 50, 740, bold=True)
            page.put("Statistics Office", 50, 752, bold=True)
            page.put(f"Page {number} of 3", 50, 764, bold=True)
            pages.append(page)
        assert len(texts(read(*pages), "margin")) == 9

    def test_notes_below_a_table_are_notes(self) -> None:
        page = rows(("East", ["1,062", "1,540"]), ("West", ["80", "25"]))
        prose(page, 50, 130, "1 Except for gifts of 2009.", size=7)
        prose(page, 50, 300, "Most of the text is set in a larger size than notes are.")
        assert texts(read(page), "note") == ["1 Except for gifts of 2009."]

    def test_raised_marks_are_no_digits_of_a_number(self) -> None:
        page = MadePage()
        page.put("Output rose in 2010", 50, 100, 12)
        page.put("8", 50 + 0.6 * 12 * 19, 96, 7)
        assert texts(read(page)) == ["Output rose in 2010⁸"]

    def test_a_turned_page_reads_as_it_is_shown(self) -> None:
        page = MadePage()
        page.put("Receipts of the fund rose", 100, 700, upward=True)
        page.rotate = 90
        assert texts(read(page)) == ["Receipts of the fund rose"]


class TestProse:
    def test_lines_that_go_on_are_one_paragraph(self) -> None:
        page = MadePage()
        prose(page, 50, 100, "The annual growth rate reverses the 0.2-percent an-",
              "nual rate of decline that occurred in 2010, when some",
              "4,300 people left the region for the nearest cities.")  # fmt: skip
        assert texts(read(page)) == [
            "The annual growth rate reverses the 0.2-percent annual rate of decline that occurred "
            "in 2010, when some 4,300 people left the region for the nearest cities."
        ]

    def test_columns_are_read_one_after_the_other(self) -> None:
        page = MadePage()
        prose(page, 50, 100,
              "Approximately 56.7 million people", "living in the country had some",
              "kind of illness in 2010. This", "accounted for 18.7 percent of all",
              "the people in the country.")  # fmt: skip
        prose(page, 320, 100,
              "Severe illness and the need for", "personal help also rose with age,",
              "while one in four of those aged", "65 to 69 needed some help from",
              "others in that year.")  # fmt: skip
        assert texts(read(page)) == [
            "Approximately 56.7 million people living in the country had some kind of illness in "
            "2010. This accounted for 18.7 percent of all the people in the country.",
            "Severe illness and the need for personal help also rose with age, while one in four "
            "of those aged 65 to 69 needed some help from others in that year.",
        ]

    def test_the_place_of_a_paragraph_is_its_page_and_line(self) -> None:
        page = MadePage()
        page.put("Growth was strong in all years.", 50, 100)
        page.put("Prices fell.", 50, 200)
        last = [block for block in read(MadePage(), page) if isinstance(block, Paragraph)][-1]
        assert (last.place.page, last.place.line) == (2, 2)

    def test_larger_short_text_is_a_heading(self) -> None:
        page = MadePage()
        page.put("Transport in 2011", 50, 80, 16)
        prose(
            page, 50, 110, "Freight fell by 3 percent, as less coal was sent by rail than before."
        )
        assert texts(read(page), "heading") == ["Transport in 2011"]


class TestCharts:
    def test_the_numbers_of_axes_are_left_out(self) -> None:
        page = MadePage()
        prose(page, 50, 80, "Trade grew from year to year, as the picture shows in detail.")
        for at in range(5):
            page.end(f"{500 * (4 - at):,}", 90, 120 + 40 * at)
            page.put(f"{10 * at}", 100 + 60 * at, 300)
        blocks = read(page)
        assert tables(blocks) == []
        assert texts(blocks) == ["Trade grew from year to year, as the picture shows in detail."]
        assert left_out(page) == ("page 1: numbers that stand alone, as on the axes of a chart",)


class TestNotRead:
    def test_a_scan_is_named(self) -> None:
        with pytest.raises(UnreadableError, match="a picture of text"):
            read(MadePage(picture=True))

    def test_one_scanned_page_is_left_out(self) -> None:
        page = MadePage()
        page.put("Growth was strong.", 50, 100)
        assert left_out(page, MadePage(picture=True)) == (
            "page 2: a picture of text: give the document that was printed, "
            "or have its text recognised",
        )

    def test_text_recognised_in_a_scan_is_not_trusted(self) -> None:
        page = MadePage(picture=True)
        page.put("Total 1,234 5,678", 50, 100, hidden=True)
        with pytest.raises(UnreadableError, match="a machine recognised"):
            read(page)

    def test_a_file_that_is_no_pdf(self) -> None:
        with pytest.raises(UnreadableError, match="broken PDF"):
            read_pdf(b"%PDF-1.4\nnothing of the kind", "report.pdf")

    def test_a_password(self) -> None:
        with pytest.raises(UnreadableError, match="locked with a password"):
            read_pdf(_locked(), "report.pdf")

    def test_an_empty_page(self) -> None:
        with pytest.raises(UnreadableError, match="holds no text"):
            read(MadePage())

    def test_columns_that_cannot_be_told_are_left_out(self) -> None:
        page = MadePage()
        page.put("North", 50, 100)
        page.put("South", 50, 112)
        for left, figure in ((200, "1,234,567"), (262, "2,345,678")):
            page.put(figure, left, 100)
        for left, figure in ((235, "3,456,789"), (340, "77")):
            page.put(figure, left, 112)
        prose(page, 50, 200, "The figures above were set by hand.")
        blocks, said = read_pdf(made_pdf(page), "report.pdf")
        assert tables(blocks) == []
        assert said == (
            "page 1, lines 1 to 2: a table whose columns cannot be told apart: "
            "give it as a workbook, or as a document with cells",
        )


def _locked() -> bytes:
    from io import BytesIO

    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    raw = BytesIO()
    writer.write(raw)
    return raw.getvalue()


def _damaged() -> list[bytes]:
    """A file with parts cut off, doubled, or with other signs in them."""
    page = rows(("East", ["1,062", "1,540"]), ("West", ["80", "25"]))
    raw = made_pdf(page, page)
    step = len(raw) // 23
    cut = [raw[: at * step] for at in range(1, 23)]
    doubled = [raw[: at * step] + raw[(at - 1) * step :] for at in range(1, 23)]
    other = [
        raw.replace(before, after)
        for before, after in (
            (b"/Kids [", b"/Kids [2 0 R "),
            (b"/Parent 2 0 R", b"/Parent 3 0 R"),
            (b"/Count 2", b"/Count 99999999"),
            (b"/Length", b"/Lengxx"),
            (b" Tf", b" Tg"),
            (b"[0 0 595.0 842.0]", b"[0 0 0 0]"),
            (b"[0 0 595.0 842.0]", b"[0 0 1e30 -1e30]"),
            (b"1 0 0 1 ", b"0 0 0 0 "),
            (b"1 0 0 1 ", b"1e9 0 0 1e9 "),
            (b"/F1 10", b"/F1 1e12"),
            (b"/Rotate 0", b"/Rotate 45"),
            (b"/Contents 4 0 R", b"/Contents 3 0 R"),
        )
    ]
    return [*cut, *doubled, *other]


@pytest.mark.parametrize("raw", _damaged(), ids=lambda raw: str(len(raw)))
def test_a_damaged_file_is_read_or_refused(raw: bytes) -> None:
    try:
        read_pdf(raw, "report.pdf")
    except UnreadableError as error:
        assert str(error)
