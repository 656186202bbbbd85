"""The same figures from CSV and Parquet, in wide form and in long form."""

from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from plan_tracker.loading.folder import load
from plan_tracker.loading.loaded import Loaded
from tests.loading.tables.made_tables import (
    COLUMNS,
    HEADINGS,
    LONG,
    LONG_VALUES,
    POST,
    WIDE,
    places,
    values,
    write_plan,
    write_sheet,
)

TEXTS = ("Doanh thu bưu chính", "tỷ đồng", "5.474", "2.480,4", "2.605,1", "47,6", "105,0")
WITH_COLUMNS = f"  columns:\n{COLUMNS}"
ENGLISH = ("Doanh thu bưu chính", "tỷ đồng", "5,474", "2,480.4", "2,605.1", "47.6", "105.0")


def load_text(folder: Path, text: str | bytes, table: str = WITH_COLUMNS) -> Loaded:
    write_plan(folder, f"  file: t.csv\n{table}")
    raw = text.encode() if isinstance(text, str) else text
    (folder / "seeds" / "t.csv").write_bytes(raw)
    loaded, problems = load(folder)
    assert [str(each) for each in problems] == []
    return loaded


@pytest.mark.parametrize("mark", [";", "\t", "|", ","])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_csv_with_any_mark_between_cells(tmp_path: Path, mark: str, line_end: str) -> None:
    rows = [HEADINGS, TEXTS]
    quote = '"' if mark == "," else ""
    lines = [mark.join(f"{quote}{cell}{quote}" for cell in row) for row in rows]
    loaded = load_text(tmp_path, "\ufeff" + line_end.join(["BÁO CÁO", *lines, "Ghi chú: a"]))
    assert values(loaded) == WIDE
    # The level is behind four cells and what separates them.
    start = len(f"{quote}{mark}{quote}".join(TEXTS[:4])) + 2 + 3 * len(quote)
    assert places(loaded, tmp_path)[0] == f"t.csv:3:{start}"


def test_a_cell_of_several_lines(tmp_path: Path) -> None:
    headings = '"Chỉ\ntiêu";"say ""TH"""'
    table = "  columns: {indicator: Chỉ tiêu, level: 'say \"TH\"'}\n"
    loaded = load_text(tmp_path, f'{headings}\nLao động;7\nLao động;"8"', table)
    assert values(loaded) == {"staff/2024-H1": 7.0, "staff/2024-H1~2": 8.0}
    assert places(loaded, tmp_path) == ["t.csv:3:10", "t.csv:4:11"]


def test_a_quotation_mark_that_is_not_closed(tmp_path: Path) -> None:
    write_plan(tmp_path, "  file: t.csv\n  columns: {indicator: A, level: B}\n")
    (tmp_path / "seeds" / "t.csv").write_text('A;B\nLao động;"7\nLao động;8', encoding="utf-8")
    (problem,) = load(tmp_path)[1]
    assert str(problem).endswith("t.csv:2:10: " + problem.message)
    assert "is not closed" in problem.message


def test_numbers_in_the_other_notation(tmp_path: Path) -> None:
    text = "\n".join(";".join(row) for row in (HEADINGS, ENGLISH))
    loaded = load_text(tmp_path, text, f"  numbers: en\n{WITH_COLUMNS}")
    assert values(loaded) == WIDE
    assert not any(loaded.frame["doubtful"].astype(str))
    # Without `numbers` they are read by the locale, and are in doubt.
    assert any(load_text(tmp_path, text).frame["doubtful"].astype(str))


def test_parquet_in_wide_form(tmp_path: Path) -> None:
    write_plan(tmp_path, f"  file: t.parquet\n{WITH_COLUMNS}")
    table = pa.table({name: [cell] for name, cell in zip(HEADINGS, POST, strict=True)})
    parquet.write_table(table, tmp_path / "seeds" / "t.parquet")
    loaded, problems = load(tmp_path)
    assert problems == []
    assert values(loaded) == WIDE
    assert places(loaded, tmp_path)[0] == "t.parquet:1:5"


def test_long_form_in_a_workbook(tmp_path: Path) -> None:
    write_plan(tmp_path, "  file: t.xlsx\n  header: 2\n")
    rows = [("a title",), *LONG]
    write_sheet(tmp_path / "seeds" / "t.xlsx", rows, formats={"E3": "0.00"})
    loaded, problems = load(tmp_path)
    assert problems == []
    assert values(loaded) == LONG_VALUES
    assert places(loaded, tmp_path) == [f"t.xlsx!Sheet1!{cell}" for cell in ("E3", "D4", "E5")]
    assert loaded.statements[0].printed == "2605,10 tỷ đồng"


def test_long_form_in_csv_with_semicolons(tmp_path: Path) -> None:
    text = "\n".join(";".join(str(cell or "") for cell in row) for row in LONG)
    assert values(load_text(tmp_path, text, "")) == LONG_VALUES


def test_long_form_in_a_workbook_says_what_is_wrong(tmp_path: Path) -> None:
    write_plan(tmp_path, "  file: t.xlsx\n")
    rows = [("indicator", "kind", "value", "value"), ("staff", "level", "=A1", None)]
    write_sheet(tmp_path / "seeds" / "t.xlsx", rows)
    problems = [str(each) for each in load(tmp_path)[1]]
    assert len(problems) == 2
    assert "t.xlsx!Sheet1!C2: the formula of this cell has no stored value" in problems[1]
    assert "t.xlsx!Sheet1!D1: two columns are headed 'value': rename one" in problems[0]
