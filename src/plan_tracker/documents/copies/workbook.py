"""A workbook with notes on its cells.

Only what the notes need is written: values that formulas have stored, charts and all else are the
parts of the workbook as they were. (A library would write the whole workbook anew, without the
values of formulas and the shapes drawn on its sheets.)
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from itertools import count, groupby
from typing import Any
from zipfile import BadZipFile, ZipFile

from plan_tracker.documents.copies.mark import AUTHOR, Mark
from plan_tracker.documents.copies.office_parts import OFFICE, OfficeParts, element, packed
from plan_tracker.documents.readers.unreadable import UnreadableError
from plan_tracker.model.place import column_letters

_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_COMMENTS, _DRAWING = f"{OFFICE}/comments", f"{OFFICE}/vmlDrawing"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
# What follows the drawing of notes in a sheet, by the schema.
_BEHIND = (
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
    "tableParts", "extLst",
)  # fmt: skip
_NO_COMMENTS = f'<comments xmlns="{_SHEETS}"><authors/><commentList/></comments>'
_NO_DRAWING = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="_x0000_t202" '
    'coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"/></xml>'
)
_NOTE = (
    '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel" id="{id}" type="#_x0000_t202" '
    'style="position:absolute;z-index:1;visibility:hidden" '
    'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:textbox/>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{right}, 15, {row}, 2, {far}, 15, {low}, 4</x:Anchor>"
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
    "</x:ClientData></v:shape>"
)
_WIDE = 4  # columns that a note is wide, and
_SIGNS = 45  # signs that a line of it holds, about
_BROKEN = "is no workbook, or broken: open it in a spreadsheet program and save it anew"
Element = Any  # of lxml, which says no types


def mark_xlsx(raw: bytes, marks: Sequence[Mark]) -> tuple[bytes, list[Mark]]:
    """The workbook with a note for each cell that is marked, and the marks of sheets not in it.

    A cell that has a note keeps it, with what is added below. Raises UnreadableError, and
    ImportError without the extra.
    """
    from lxml import etree

    try:
        with ZipFile(BytesIO(raw)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        notes = _Notes(OfficeParts(parts))
        sheets = notes.sheets()
        missed = [mark for mark in marks if _sheet(mark) not in sheets]
        known = sorted((mark for mark in marks if _sheet(mark) in sheets), key=_sheet)
        for title, of_sheet in groupby(known, key=_sheet):
            notes.add(sheets[title], list(of_sheet))
    except (BadZipFile, KeyError, OSError, ValueError, etree.LxmlError):
        raise UnreadableError(_BROKEN) from None

    return packed(parts), missed


def _sheet(mark: Mark) -> str:
    """The sheet that a place names behind its workbook."""
    return mark.place.file.removeprefix(f"{mark.place.path}!")


class _Notes:
    """The notes of a workbook, as they are added to its parts."""

    def __init__(self, parts: OfficeParts) -> None:
        self.parts = parts

    def sheets(self) -> dict[str, str]:
        """The names of the parts that hold the sheets, by their titles."""
        main = self.parts.main()
        targets = self.parts.by_id(main)
        return {
            sheet.get("name"): targets[sheet.get(f"{{{OFFICE}}}id")]
            for sheet in self.parts.read(main).iter(f"{{{_SHEETS}}}sheet")
        }

    def add(self, sheet: str, marks: Sequence[Mark]) -> None:
        """Add the notes of one sheet."""
        comments = self.parts.of_kind(sheet, _COMMENTS)
        comments = comments or self.parts.add(sheet, "xl/comments{}.xml", _COMMENTS, _NO_COMMENTS)
        noted = self._write(comments, marks)
        self.parts.say_type(comments, _COMMENTS_TYPE)

        drawing = self.parts.of_kind(sheet, _DRAWING)
        if not drawing:
            name = "xl/drawings/vmlDrawing{}.vml"
            drawing = self.parts.add(sheet, name, _DRAWING, _NO_DRAWING)
            self._say_drawing(sheet, drawing)
        self._draw(drawing, noted)
        self.parts.say_type(drawing, _DRAWING_TYPE)

    def _write(self, name: str, marks: Sequence[Mark]) -> list[tuple[Mark, str]]:
        """Write the texts of notes; those of cells that had none need a shape."""
        tree = self.parts.read(name)
        authors = tree.find(f"{{{_SHEETS}}}authors")
        authors.append(element("author", _SHEETS, AUTHOR))
        comments = tree.find(f"{{{_SHEETS}}}commentList")
        old = {comment.get("ref"): comment for comment in comments}
        new: list[tuple[Mark, str]] = []
        for cell, of_cell in groupby(sorted(marks, key=_cell), key=_cell):
            marks_of_cell = list(of_cell)
            said = "\n\n".join(mark.text for mark in marks_of_cell)
            comment = old.get(cell)
            if comment is None:
                new.append((marks_of_cell[0], said))
                comment = element("comment", _SHEETS, ref=cell, authorId=str(len(authors) - 1))
                comment.append(element("text", _SHEETS))
                comments.append(comment)
            else:
                said = f"\n\n{AUTHOR}: {said}"
            run = element("r", _SHEETS)
            run.append(element("t", _SHEETS, said))
            comment.find(f"{{{_SHEETS}}}text").append(run)
        self.parts.write(name, tree)
        return new

    def _draw(self, name: str, noted: Sequence[tuple[Mark, str]]) -> None:
        """Draw a hidden shape for each note, without which a program shows none."""
        from lxml import etree

        tree = self.parts.read(name)
        taken = {shape.get("id") for shape in tree.iter() if isinstance(shape.tag, str)}
        free = filter(lambda known_as: known_as not in taken, map("_x0000_s{}".format, count(2049)))
        for mark, said in noted:
            lines = sum(1 + len(line) // _SIGNS for line in said.split("\n"))
            row, column = mark.place.line - 1, mark.place.column - 1
            shape = _NOTE.format(
                id=next(free),
                row=row,
                column=column,
                right=column + 1,
                far=column + 1 + _WIDE,
                low=row + lines + 1,
            )
            tree.append(etree.fromstring(shape))
        self.parts.write(name, tree)

    def _say_drawing(self, sheet: str, drawing: str) -> None:
        """Say in a sheet that its notes are drawn."""
        targets = self.parts.by_id(sheet)
        named = element("legacyDrawing", _SHEETS)
        named.set(f"{{{OFFICE}}}id", next(own for own in targets if targets[own] == drawing))
        tree = self.parts.read(sheet)
        behind = next((part for part in tree if _plain(part) in _BEHIND), None)
        if behind is None:
            tree.append(named)
        else:
            behind.addprevious(named)
        self.parts.write(sheet, tree)


def _cell(mark: Mark) -> str:
    return f"{column_letters(mark.place.column)}{mark.place.line}"


def _plain(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
