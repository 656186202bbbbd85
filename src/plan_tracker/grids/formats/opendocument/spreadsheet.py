"""An OpenDocument spreadsheet (.ods), read in one pass, without a tree in memory."""

import zipfile
import zlib

from plan_tracker.grids.format import ColumnReader, OpenSheet, one_table
from plan_tracker.grids.formats.opendocument.styles import Styles
from plan_tracker.grids.formats.opendocument.tables import Tables
from plan_tracker.grids.formats.opendocument.xml import read_xml
from plan_tracker.grids.grid import Grid
from plan_tracker.grids.sheet_cells import BROKEN, UnreadableError
from plan_tracker.grids.table_file import TableFile
from plan_tracker.grids.zip_parts import Parts
from plan_tracker.model.place import Place, Problem


class OpenDocumentFormat:
    """Spreadsheets of LibreOffice and other programs."""

    endings: tuple[str, ...] = (".ods",)
    may_be_packed = False
    has_sheets = True
    has_rows_above = True
    columns: ColumnReader | None = None

    def sheets(self, file: TableFile, place: Place) -> tuple[tuple[OpenSheet, ...], list[Problem]]:
        """All sheets."""
        try:
            grids = _grids(file)
        except UnreadableError as error:
            return (), [Problem(Place(str(file.path)), str(error))]
        return tuple(sheet for grid in grids for sheet in one_table(grid)), []


def _grids(file: TableFile) -> list[Grid]:
    styles_xml, content = _parts(file.raw)
    styles = Styles()
    if styles_xml:
        read_xml(styles_xml, styles)
    tables = Tables(str(file.path), styles)
    read_xml(content, tables)
    grids = tables.grids()
    if not grids:
        raise UnreadableError("has no sheet: add one")
    return grids


def _parts(raw: bytes) -> tuple[bytes, bytes]:
    """The XML of the styles and that of the sheets. Raises UnreadableError."""
    try:
        with Parts(raw) as parts:
            names = parts.namelist()
            manifest = "META-INF/manifest.xml"
            if manifest in names and b"encryption-data" in parts.read(manifest):
                raise UnreadableError(
                    "is locked with a password: open it, take the password away, and save it"
                )
            styles = parts.read("styles.xml") if "styles.xml" in names else b""
            return styles, parts.read_cells("content.xml")
    except (
        zipfile.BadZipFile, zlib.error, RuntimeError, OSError, ValueError, EOFError, KeyError
    ) as error:  # fmt: skip
        raise UnreadableError(BROKEN) from error
