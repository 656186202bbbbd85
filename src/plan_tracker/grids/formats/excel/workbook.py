"""An Excel workbook: what its file really is, whatever its ending says, and its sheets."""

from plan_tracker.grids.format import ColumnReader, OpenSheet
from plan_tracker.grids.formats.excel.binary import read_binary
from plan_tracker.grids.formats.excel.zipped import read_zipped
from plan_tracker.grids.sheet_cells import UnreadableError
from plan_tracker.grids.table_file import TableFile
from plan_tracker.model.place import Place, Problem

_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")  # how .xls files and locked ones begin
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_PAGE = (b"<html", b"<!doctype html", b"<table")
_START = 1_000  # bytes


class WorkbookFormat:
    """Excel workbooks: those that are ZIP files, and the older ones."""

    endings: tuple[str, ...] = (".xlsx", ".xlsm", ".xls")
    may_be_packed = False
    has_sheets = True
    has_rows_above = True
    columns: ColumnReader | None = None

    def sheets(self, file: TableFile, place: Place) -> tuple[tuple[OpenSheet, ...], list[Problem]]:
        """All sheets but those of charts."""
        try:
            return _sheets(file), []
        except UnreadableError as error:
            return (), [Problem(Place(str(file.path)), str(error))]
        except ModuleNotFoundError as error:
            message = f"workbooks are read with {error.name}, which is missing"
            return (), [Problem(place, f"{message}: pip install {error.name}")]


def _sheets(file: TableFile) -> tuple[OpenSheet, ...]:
    """By what the file holds: many programs give one kind the ending of the other."""
    raw = file.raw
    if not raw.startswith(_COMPOUND):
        start = raw[:_START].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
        if start.startswith(_PAGE) or any(mark in start for mark in _PAGE):
            raise UnreadableError("is a web page, whatever its ending says: save it as .xlsx")
        if start.startswith(b"<?xml"):
            raise UnreadableError("is XML, whatever its ending says: save it as .xlsx")
        return read_zipped(file)
    if _LOCKED in raw:
        raise UnreadableError(
            "is locked with a password: open it, take the password away, and save it"
        )
    return read_binary(file)
