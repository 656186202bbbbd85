"""What is changed by chance: an input for every reader, made here or standing in the repository."""

import gzip
import json
import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
from pptx import Presentation

from tests.documents.readers.made_pdf import MadePage, made_pdf
from tests.loading.tables.made_tables import LONG, design_rows

_ROOT = Path(__file__).parents[1]
_SHARED = _ROOT.parent / "shared"
_LARGEST = 300_000  # bytes; larger ones are tried too seldom
_TABLES = (".csv", ".tsv", ".xlsx", ".xls", ".ods", ".parquet", ".jsonl", ".gz")
_TEXT = (
    "Report of 2023\n\nRoads: 1,234 km, up 8.5% from 1,137 km in 2022, "
    "94% of the plan of 1,313 km.\n"
    "Doanh thu ước đạt 1.600 tỷ đồng, tăng 7,2% so với cùng kỳ, bằng 52% kế hoạch năm.\n\n"
    "City        2022    2023\nHa Noi     1,200   1,300\nHue          200     250\n"
    "Total      1,400   1,550\n"
)
_PAGE = (
    '<html><head><meta charset="utf-8"/><title>9</title></head><body><h1>Report</h1><p>Roads: '
    '12<sup>1</sup> km</p><div style="display: none">9</div><table><caption>Roads</caption>'
    '<tr><th rowspan="2">City</th><th colspan="2">2023</th></tr><tr><td>Plan</td><td>Actual</td>'
    '</tr><tr><td style="margin-left: 12pt">Hue</td><td>$</td><td>12</td></tr></table></body>'
    "</html>"
)
_RICH = (
    r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset163 Arial;}}\f0 Report\par Roads: 12{\super 1}"
    r" km{\v 99}, \u7879?t \'e1\par \trowd\cellx1000\cellx2000\pard\intbl Roads\cell 12\cell\row}"
)
_READ = (
    "hơn 1,6 triệu tỷ đồng", "giảm 8,66%", "52/63 địa phương", "1,3 lần", "over 4.2 million",
    "between 3 and 5 %", "(1,234)", "12th of 140", "0,5 điểm %", "từ 5% đến 7%", "1.2.3", "-",
)  # fmt: skip


def inputs() -> Iterator[tuple[str, str, bytes]]:
    """Which reader, the name of the file, and what it holds."""
    for name, raw in _documents():
        yield "document", name, raw
    for name, raw in _tables():
        yield "table", name, raw
    for name, raw in _long():
        yield "long form", name, raw
    for folder in ("targets", "seeds"):
        for path in sorted((_ROOT / folder).glob("*.yaml")):
            yield "plan", f"{folder}/{path.name}", path.read_bytes()
    waiver = b"- {finding: 0123456789ab, reason: looked at, until: 2027-01-01}\n"
    yield "plan", "waivers.yaml", waiver
    for text in _READ:
        yield "read", "figure", text.encode()


def _documents() -> Iterator[tuple[str, bytes]]:
    yield "a.txt", _TEXT.encode()
    yield "a.md", b"# Report\n\nRoads: 12 km.\n\n| City | 2023 |\n| --- | ---: |\n| Hue | 12 |\n"
    yield "a.html", _PAGE.encode()
    yield "a.rtf", _RICH.encode()
    yield "a.docx", _word()
    yield "a.pptx", _slides()
    yield "a.odt", _open_text()
    yield "a.pdf", _pdf()
    for path in sorted(_SHARED.glob("office/*/*")):
        if path.suffix in (".txt", ".html", ".docx", ".pdf") and path.stat().st_size < _LARGEST:
            yield path.name, path.read_bytes()


def _tables() -> Iterator[tuple[str, bytes]]:
    paths = [*_ROOT.glob("tests/grids/files/*"), *_ROOT.glob("docs/tables/*")]
    paths += [*_SHARED.glob("office/minimal/*"), *_SHARED.glob("tables/*/*.*")]
    for path in sorted(paths):
        if path.suffix in _TABLES and path.stat().st_size < _LARGEST and path.is_file():
            yield path.name, path.read_bytes()
    yield "design.xlsx", _workbook(design_rows())
    yield "packed.csv.gz", gzip.compress(b"City;2022;2023\nHue;1,5;2\n", mtime=0)
    yield "rows.parquet", _parquet([("city", "2023"), ("Hue", 12.5), ("Ha Noi", None)])
    yield "rows.jsonl", b'{"city": "Hue", "2023": 12.5}\n{"city": null, "2023": "1.600"}\n'


def _long() -> Iterator[tuple[str, bytes]]:
    lines = (",".join("" if cell is None else f'"{cell}"' for cell in row) for row in LONG)
    yield "long.csv", "\n".join(lines).encode()
    yield "long.xlsx", _workbook(LONG)
    yield "long.parquet", _parquet(LONG)
    records = (dict(zip(LONG[0], row, strict=True)) for row in LONG[1:])
    yield "long.jsonl", "\n".join(json.dumps(record) for record in records).encode()


def _word() -> bytes:
    file, raw = docx.Document(), BytesIO()
    file.add_heading("Report of 2023")
    file.add_paragraph("Roads: 1,234 km, up 8.5% from 1,137 km in 2022.")
    table = file.add_table(3, 3)
    for at, text in enumerate(("City", "2022", "2023", "Hue", "12", "13", "Total", "12", "14")):
        table.cell(at // 3, at % 3).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    file.sections[0].header.paragraphs[0].text = "Ministry"
    file.save(raw)
    return raw.getvalue()


def _slides() -> bytes:
    file, raw = Presentation(), BytesIO()
    slide = file.slides.add_slide(file.slide_layouts[5])
    slide.shapes.title.text = "Report of 2023"
    table = slide.shapes.add_table(2, 2, 0, 2_000_000, 900_000, 900_000).table
    table.cell(0, 0).text, table.cell(0, 1).text = "Roads", "12"
    table.cell(0, 0).merge(table.cell(1, 0))
    slide.notes_slide.notes_text_frame.text = "Roads: 12 km"
    file.save(raw)
    return raw.getvalue()


def _open_text() -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
        for name, full in {
            "office": "office", "text": "text", "table": "table", "draw": "drawing",
            "style": "style",
        }.items()
    )  # fmt: skip
    cell = (
        '<table:table-cell table:number-columns-spanned="{}"><text:p>{}</text:p></table:table-cell>'
    )
    body = (
        '<text:h>Report</text:h><text:p>Roads: <text:span text:style-name="S">12</text:span>'
        "<text:s/>km<text:note><text:note-body><text:p>In use.</text:p></text:note-body>"
        "</text:note></text:p><table:table><table:table-row>"
        f"{cell.format(2, 'City')}<table:covered-table-cell/></table:table-row>"
        f'<table:table-row table:number-rows-repeated="2">{cell.format(1, "Hue")}'
        f"{cell.format(1, '12')}</table:table-row></table:table>"
    )
    whole = f"<office:document-content {spaces}>{{}}</office:document-content>"
    raw = BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as parts:
        inner = f"<office:body><office:text>{body}</office:text></office:body>"
        parts.writestr("content.xml", whole.format(inner))
        parts.writestr("styles.xml", whole.format(""))
    return raw.getvalue()


def _pdf() -> bytes:
    page = MadePage()
    page.put("Report of 2023", 50, 50, bold=True)
    page.row("City", ("2022", "2023"), 100)
    page.row("Hue", ("1,200", "1,300"), 115)
    page.row("Total", ("1,200", "1,300"), 130)
    page.box((45, 200, 300, 400), (90, 105, 120, 135))
    return made_pdf(page, page)


def _workbook(rows: Sequence[Sequence[object]]) -> bytes:
    book, raw = openpyxl.Workbook(), BytesIO()
    for row in rows:
        book.active.append(list(row))
    book.active.merge_cells("A1:B1")
    book.save(raw)
    return raw.getvalue()


def _parquet(rows: Sequence[Sequence[object]]) -> bytes:
    raw = BytesIO()
    columns = {str(name): [row[at] for row in rows[1:]] for at, name in enumerate(rows[0])}
    pq.write_table(pa.table(columns), raw)
    return raw.getvalue()
