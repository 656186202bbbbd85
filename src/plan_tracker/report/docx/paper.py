"""How a Word document looks: A4, one sans-serif font, plain tables, two pictures to a page.

What is written depends on the given texts and pictures alone: no day, no author, no machine.
"""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, Literal

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from plan_tracker.documents.copies.office_parts import without_times
from plan_tracker.report.pictures.png import png
from plan_tracker.report.pictures.shapes import Picture
from plan_tracker.report.pictures.svg import svg
from plan_tracker.report.writing.harmless import harmless

Side = Literal["left", "right"]
Colour = tuple[int, int, int]

_FONT = "Liberation Sans"  # measured like Arial, which takes its place where it is missing
_INK, _QUIET, _LINE = RGBColor(0x1B, 0x1F, 0x24), RGBColor(0x5A, 0x63, 0x6E), "C9CED6"
_MARGIN, _WIDTH, _PICTURE = Mm(20), Mm(170), Mm(140)
_SIZES = {"Normal": 10, "Title": 20, "Heading 1": 14, "Heading 2": 11.5}
_DAY_OF_NO_CHANGE = datetime(2000, 1, 1)  # taken out again: a library asks for one
_DOTS = 2  # a pixel of a picture


class Paper:
    """A document that grows from top to bottom; every text is made harmless before it is set."""

    def __init__(self, title: str, lang: str) -> None:
        self._document: Any = Document()
        self._set_page()
        self._set_styles(lang)
        properties = self._document.core_properties
        properties.title = harmless(title)[:255]
        properties.author = properties.last_modified_by = "plan_tracker"
        properties.comments, properties.language = "", lang
        properties.created = properties.modified = _DAY_OF_NO_CHANGE

    def title(self, text: str) -> None:
        """The title of the whole."""
        self._document.add_paragraph(harmless(text), style="Title")

    def heading(self, text: str, level: int, *, on_new_page: bool = False) -> None:
        """A heading, which stays with what follows it."""
        heading = self._document.add_heading(harmless(text), level)
        heading.paragraph_format.page_break_before = on_new_page

    def text(
        self, text: str, *, size: float = 10, quiet: bool = False, colour: Colour | None = None
    ) -> None:
        """A paragraph; a quiet one is small print."""
        paragraph = self._document.add_paragraph()
        run = paragraph.add_run(harmless(text))
        run.font.size = Pt(8.5 if quiet else size)
        run.bold = colour is not None
        if quiet or colour:
            run.font.color.rgb = RGBColor(*colour) if colour else _QUIET

    def table(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[str]],
        sides: Sequence[Side],
        widths: Sequence[float],
        colours: Sequence[Colour],
    ) -> None:
        """Rows under headings that stand again on each page; the first cell has a row's colour.

        `widths` are shares of the width of the text.
        """
        lines = [headings, *rows]
        table = self._table(lines, sides, widths)
        for run in _runs(table.rows[0]):
            run.font.color.rgb = _QUIET
        for row, colour in zip(table.rows[1:], colours, strict=True):
            first = _runs(row)[0]
            first.bold, first.font.color.rgb = True, RGBColor(*colour)
        _mark(table.rows[0], "tblHeader")

    def facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Names with what is known, in two columns on one page."""
        table = self._table(facts, ("left", "left"), (1, 3))
        for row in table.rows:
            _runs(row)[0].font.color.rgb = _QUIET
            for cell in row.cells:
                cell.paragraphs[0].paragraph_format.keep_with_next = True

    def _table(
        self, lines: Sequence[Sequence[str]], sides: Sequence[Side], shares: Sequence[float]
    ) -> Any:
        table = self._document.add_table(len(lines), len(sides))
        table.autofit = False
        for column, share in zip(table.columns, shares, strict=True):
            column.width = int(_WIDTH * share / sum(shares))
        widths = [column.width for column in table.columns]
        for row, texts in zip(table.rows, lines, strict=True):
            _mark(row, "cantSplit")
            for cell, text, side, width in zip(row.cells, texts, sides, widths, strict=True):
                cell.width = width
                _set(cell, text, side)
        self._document.add_paragraph().paragraph_format.space_after = Pt(2)
        return table

    def picture(self, picture: Picture) -> None:
        """A picture with what it shows in words; it stays with what follows it."""
        dots = BytesIO(png(svg(picture), _DOTS))
        shape = self._document.add_picture(dots, width=_PICTURE)
        self._document.paragraphs[-1].paragraph_format.keep_with_next = True
        shape._inline.docPr.set("descr", f"{picture.title}: {picture.description}")

    def whole(self) -> bytes:
        """The document as a file: the same bytes for the same content."""
        file = BytesIO()
        self._document.save(file)
        return without_times(file.getvalue())

    def _set_page(self) -> None:
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = _MARGIN
        section.top_margin = section.bottom_margin = Mm(18)

    def _set_styles(self, lang: str) -> None:
        for name, size in _SIZES.items():
            style = self._document.styles[name]
            style.font.size, style.font.color.rgb = Pt(size), _INK
            style.font.name = _FONT
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for script in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{script}"), None)
            for script in ("ascii", "hAnsi", "cs", "eastAsia"):
                fonts.set(qn(f"w:{script}"), _FONT)
        normal = self._document.styles["Normal"]
        normal.paragraph_format.space_after = Pt(4)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), lang)
        normal.element.get_or_add_rPr().append(language)
        _without_line(self._document.styles["Title"].element)


def _set(cell: Any, text: str, side: Side) -> None:
    """The text of a cell, with a thin line below it."""
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    if side == "right":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph.add_run(harmless(text)).font.size = Pt(9)
    borders, below = OxmlElement("w:tcBorders"), OxmlElement("w:bottom")
    for key, value in {"val": "single", "sz": "4", "space": "0", "color": _LINE}.items():
        below.set(qn(f"w:{key}"), value)
    borders.append(below)
    cell._tc.get_or_add_tcPr().append(borders)


def _runs(row: Any) -> list[Any]:
    """The one text of each cell of a row."""
    return [cell.paragraphs[0].runs[0] for cell in row.cells]


def _mark(row: Any, name: str) -> None:
    """Say something of a row that is either so or not."""
    row._tr.get_or_add_trPr().append(OxmlElement(f"w:{name}"))


def _without_line(style: Any) -> None:
    """A title without the line that the library's own has below it."""
    for border in style.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        return
