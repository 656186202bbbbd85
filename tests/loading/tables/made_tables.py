"""Tables made for tests, as an office would keep them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from plan_tracker.loading.loaded import Loaded

PLAN = """\
indicators:
  post-revenue: {name: {vi: Doanh thu bưu chính}, unit: VND, kind: flow, better: higher}
  telecom-revenue: {name: {vi: Doanh thu viễn thông}, unit: VND, kind: flow, better: higher}
  staff: {name: {vi: Lao động}, unit: person, kind: stock, better: higher}
  coverage: {name: {vi: Tỷ lệ phủ sóng}, unit: "%", kind: ratio, better: higher}
entities: {VN: {name: Việt Nam}, VN-HN: {name: Hà Nội, parent: VN}}
"""
# The example of the design, whose growth and plan fit together.
HEADINGS = (
    "Chỉ tiêu", "Đơn vị tính", "Kế hoạch năm 2024", "Thực hiện 6 tháng 2023",
    "Ước thực hiện 6 tháng 2024", "So với kế hoạch (%)", "So với cùng kỳ (%)",
)  # fmt: skip
COLUMNS = """\
    indicator: Chỉ tiêu
    unit: Đơn vị tính
    target: Kế hoạch năm 2024
    base: Thực hiện 6 tháng 2023
    level: Ước thực hiện 6 tháng 2024
    attainment: So với kế hoạch (%)
    growth: {column: So với cùng kỳ (%), as: index}
"""
POST = ("Doanh thu bưu chính", "tỷ đồng", 5474, 2480.4, 2605.1, 47.6, 105.0)
# What it holds, by statement.
WIDE = {
    "post-revenue/2024-H1.target": 5474e9,
    "post-revenue/2024-H1.base": 2480.4e9,
    "post-revenue/2024-H1": 2605.1e9,
    "post-revenue/2024-H1.attainment": 47.6,
    "post-revenue/2024-H1.growth": 5.0,
}
FORMATS = ("General", "General", "#,##0", "#,##0.0", "#,##0.0", "0.0", "0.0")

# Three of its figures in long form.
LONG = (
    ("indicator", "entity", "kind", "printed", "value", "unit", "as"),
    ("post-revenue", None, "level", None, 2605.1, "tỷ đồng", None),
    ("post-revenue", "VN-HN", "level", "hơn 1,6 nghìn tỷ đồng", None, None, None),
    ("post-revenue", None, "growth", None, 105.2, None, "index"),
)
LONG_VALUES = {
    "post-revenue/2024-H1": 2605.1e9,
    "s#VN-HN/post-revenue/2024-H1": 1.6e12,
    "post-revenue/2024-H1.growth": 5.2,
}


def write_plan(folder: Path, table: str, *, locale: str = "vi", plan: str = PLAN) -> Path:
    """A plan with a source `s` whose table has these keys."""
    for name in ("targets", "seeds"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "targets" / "plan.yaml").write_text(plan, encoding="utf-8")
    head = f"source: {{id: s, locale: {locale}, entity: VN, period: 2024-H1}}\n"
    (folder / "seeds" / "s.yaml").write_text(f"{head}table:\n{table}", encoding="utf-8")
    return folder


def write_sheet(
    path: Path,
    rows: Sequence[Sequence[Any]],
    *,
    formats: Mapping[str, str] | None = None,
    merged: Sequence[str] = (),
) -> Path:
    """A workbook with one sheet, `Sheet1`, and the number formats of single cells."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    for row in rows:
        sheet.append(list(row))
    for cell, number_format in (formats or {}).items():
        sheet[cell].number_format = number_format
    for area in merged:
        sheet.merge_cells(area)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def design_rows(*rows: Sequence[Any]) -> list[Sequence[Any]]:
    """The table of the design with its two lines above the headings."""
    return [("BÁO CÁO 6 THÁNG 2024",), ("Đơn vị: tỷ đồng",), HEADINGS, *(rows or (POST,))]


def values(loaded: Loaded) -> dict[str, float]:
    """What the statements of the source `s` are read as, by name."""
    return {
        statement.name.removeprefix("s#VN/"): float(statement.readings[0].value)
        for statement in loaded.statements
    }


def places(loaded: Loaded, folder: Path) -> list[str]:
    """Where the statements stand, from `seeds` on."""
    return [str(s.place).removeprefix(f"{folder}/seeds/") for s in loaded.statements]
