"""One small workbook with everything that a reader of spreadsheets must see.

`files/budget.xls` and `files/budget.ods` are this workbook, saved by LibreOffice 7.4:
`python -m tests.grids.made_workbook budget.xlsx`, then
`soffice --headless --convert-to xls budget.xlsx` and `--convert-to ods`.
`files/budget.xlsx` was saved by LibreOffice too, so that its formulas have values.
"""

import sys
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font


def workbook() -> Workbook:
    """The workbook; its formulas have no values before a program works them out."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Thu chi"
    rows = (
        ("Đơn vị: tỷ đồng", None, None, None, None, None),
        ("Nội dung", "Kế hoạch", None, None, "Tỷ lệ", "Tháng"),
        (None, 2023, 2024, None, None, None),
        ("Tổng thu", "=B5+B6", 1250.456, 7, 0.123456, date(2024, 6, 1)),
        ("Thuế", 1000, 1234567890, 8, -0.05, date(2024, 6, 15)),
        ("   Phí", 250.5, -12.5, 9, 0, date(2024, 1, 1)),
        ("Hàng ẩn", 1, 2, 3, 4, None),
        ("Sai", "=1/0", True, None, None, None),
    )
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("B2:D2")
    sheet.merge_cells("A2:A3")
    sheet["A4"].font = Font(bold=True)
    sheet["A5"].alignment = Alignment(indent=2)
    formats = {
        "C4": "#,##0.0", "C5": '#,##0.00,,"tỷ"', "C6": "#,##0.0;(#,##0.0)", "E4": "0.0%",
        "E5": "0.0%", "E6": '0.0%;-0.0%;"-"', "F4": "mmm-yy", "F5": "dd/mm/yyyy", "F6": "yyyy",
        "B5": '#,##0" tr.đ"', "B6": "0",
    }  # fmt: skip
    for cell, number_format in formats.items():
        sheet[cell].number_format = number_format
    sheet.column_dimensions["D"].hidden = True
    sheet.row_dimensions[7].hidden = True
    draft = book.create_sheet("Nháp")
    draft.append(["x"])
    draft.sheet_state = "hidden"
    book.create_sheet("Trống")
    return book


if __name__ == "__main__":
    workbook().save(Path(sys.argv[1]))
