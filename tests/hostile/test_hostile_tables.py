"""Tables and documents that mean harm, or are broken: said to be so, and no bug of ours."""

import io
import zipfile
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow
import pytest
from docx import Document
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from pyarrow import parquet

from plan_tracker.documents.readers.reading import read_document
from plan_tracker.loading.folder import load

ROWS = {
    "indicator": ["a"] * 3,
    "kind": ["level", "target", "attainment"],
    "printed": ["1.000 người", "2.000", "50%"],
}
HTML = "<html><body><p>Doanh thu đạt 1.250 tỷ đồng.<table><tr><td>1</td></tr></table></body></html>"
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R>>endobj\n"
    b"4 0 obj<</Length 31>>stream\nBT 10 100 Td (Doanh thu) Tj ET\nendstream endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF"
)
fuzz = settings(suppress_health_check=[HealthCheck.data_too_large], max_examples=40)
broken = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::UserWarning")


def _workbook() -> bytes:
    book = Workbook()
    for row in (list(ROWS), *zip(*ROWS.values(), strict=True)):
        book.active.append(list(row))
    book.active["F1"] = "=1+1"
    return _saved(book.save)


def _saved(save: Callable[[io.BytesIO], object]) -> bytes:
    raw = io.BytesIO()
    save(raw)
    return raw.getvalue()


def _document() -> bytes:
    document = Document()
    document.add_paragraph("Doanh thu năm 2024 đạt 1.250 tỷ đồng.")
    document.add_table(2, 2).cell(0, 0).text = "x"
    return _saved(document.save)


@cache
def _valid(ending: str) -> bytes:
    lines = [",".join(row) for row in (list(ROWS), *zip(*ROWS.values(), strict=True))]
    makers: dict[str, Callable[[], bytes]] = {
        "csv": lambda: "\n".join(lines).encode(),
        "xlsx": _workbook,
        "parquet": lambda: _saved(lambda out: parquet.write_table(pyarrow.table(ROWS), out)),
        "docx": _document,
        "html": HTML.encode,
        "pdf": lambda: PDF,
        "txt": lambda: "Doanh thu đạt 1.250 tỷ đồng.".encode(),
    }
    return makers[ending]()


@st.composite
def _damaged(draw: st.DrawFn, ending: str) -> bytes:
    """A valid file in which some bytes are others, are missing, or stand twice."""
    raw = bytearray(_valid(ending))
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(raw)))
        put = draw(
            st.binary(max_size=4) | st.sampled_from([b"\x00", b'"', b"<", b"1e400", b"&#0;"])
        )
        raw[at : at + draw(st.integers(0, 40))] = put
    return bytes(raw)


def _changed(raw: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """An archive with one of its files changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return out.getvalue()


def _problems(folder: Path, ending: str, raw: bytes, columns: str = "") -> list[str]:
    for name in ("targets", "seeds"):
        (folder / name).mkdir(exist_ok=True)
    (folder / "targets" / "a.yaml").write_text(
        "indicators: {a: {name: a, unit: person, kind: flow}}\nentities: {VN: {name: Viet Nam}}\n"
    )
    head = "source: {id: s, locale: vi, entity: VN, period: 2024}\n"
    (folder / "seeds" / "s.yaml").write_text(f"{head}table: {{file: t.{ending}{columns}}}\n")
    (folder / "seeds" / f"t.{ending}").write_bytes(raw)
    return list(map(str, load(folder)[1]))


COLUMNS = ", columns: {indicator: indicator, level: printed}"


@broken
@pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet"])
@fuzz
@given(data=st.data(), columns=st.sampled_from(["", COLUMNS]))
def test_a_damaged_table(ending: str, data: st.DataObject, columns: str) -> None:
    with TemporaryDirectory() as folder:
        _problems(Path(folder), ending, data.draw(_damaged(ending)), columns)


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"]
)
@broken
@fuzz
@given(at=st.integers(0, 3000), put=st.binary(max_size=6), cut=st.integers(0, 60))
def test_a_damaged_part_of_a_workbook(part: str, at: int, put: bytes, cut: int) -> None:
    raw = _changed(_valid("xlsx"), part, lambda text: text[:at] + put + text[at + cut :])
    with TemporaryDirectory() as folder:
        _problems(Path(folder), "xlsx", raw)


@broken
@pytest.mark.parametrize("ending", ["docx", "html", "pdf", "txt"])
@fuzz
@given(data=st.data())
def test_a_damaged_document(ending: str, data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder, f"a.{ending}")
        file.write_bytes(data.draw(_damaged(ending)))
        document, problems = read_document(file)
        assert (document is None) == bool(problems)


@broken
@fuzz
@given(at=st.integers(0, 3000), put=st.binary(max_size=6), cut=st.integers(0, 60))
@example(at=0, put=b"<a/>", cut=3000)
def test_a_damaged_part_of_a_word_document(at: int, put: bytes, cut: int) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder, "a.docx")
        for part in ("word/document.xml", "_rels/.rels", "[Content_Types].xml"):
            file.write_bytes(
                _changed(_valid("docx"), part, lambda text: text[:at] + put + text[at + cut :])
            )
            document, problems = read_document(file)
            assert (document is None) == bool(problems)


@pytest.mark.parametrize(
    "raw", [b"\xff,kind,printed\na,level,1\n", b"indicator,kind,printed\na,level,\xff\n"]
)
def test_a_table_that_is_no_text(tmp_path: Path, raw: bytes) -> None:
    (problem,) = _problems(tmp_path, "csv", raw)
    assert "UTF" in problem


def _merging(text: bytes) -> bytes:
    merged = b'<mergeCells count="1"><mergeCell ref="A5:XFD1048576"/></mergeCells>'
    return text.replace(b"</sheetData>", b"</sheetData>" + merged)


def test_a_workbook_that_merges_billions_of_cells(tmp_path: Path) -> None:
    raw = _changed(_valid("xlsx"), "xl/worksheets/sheet1.xml", _merging)
    (problem,) = _problems(tmp_path, "xlsx", raw)
    assert "17,179,803,648 merged cells" in problem


def _entities(text: bytes) -> bytes:
    lines = "".join(f'<!ENTITY {one} "{f"&{of};" * 10}">' for of, one in pairwise("abcdefghijk"))
    declared = f'<!DOCTYPE x [<!ENTITY a "ha">{lines}]>'.encode()
    return declared + text.replace(b"<t>a</t>", b"<t>&k;</t>")


def test_entities_that_unfold_to_billions(tmp_path: Path) -> None:
    raw = _changed(_valid("xlsx"), "xl/worksheets/sheet1.xml", _entities)
    (problem,) = _problems(tmp_path, "xlsx", raw)
    assert "is broken" in problem


def test_a_small_file_with_a_billion_rows(tmp_path: Path) -> None:
    schema = pyarrow.schema([("indicator", pyarrow.string()), ("kind", pyarrow.string())])
    many = 1_000_000
    rows = pyarrow.table({"indicator": ["a"] * many, "kind": ["level"] * many}, schema=schema)
    file = tmp_path / "made.parquet"
    with parquet.ParquetWriter(file, schema, compression="zstd") as out:
        for _ in range(21):
            out.write_table(rows)
    assert file.stat().st_size < 200_000
    (problem,) = _problems(tmp_path, "parquet", file.read_bytes())
    assert "21,000,000 rows, more than 5,000,000: split it" in problem


@pytest.mark.parametrize(
    ("ending", "raw", "said"),
    [
        ("html", lambda: b"<div>" * 1_100 + b"x", "more than 1,000 deep"),
        ("txt", lambda: bytes(100_000_001), "has 100,000,001 bytes"),
    ],
)
def test_a_document_that_unfolds_without_end(
    tmp_path: Path, ending: str, raw: Callable[[], bytes], said: str
) -> None:
    file = tmp_path / f"a.{ending}"
    file.write_bytes(raw())
    document, (problem,) = read_document(file)
    assert document is None and said in str(problem)
