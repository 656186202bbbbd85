"""What is said of tables that nobody described: a planted fault once, of what is true nothing."""

import pytest

from plan_tracker.grids.grid import Cell, Grid
from plan_tracker.loading.drafted.files import draft_grid
from plan_tracker.model.place import Place
from plan_tracker.reconcile.reconcile import reconcile

# A table as text, and its findings: how bad each is, and a cell that it must be about.
CASES = {
    "percentages of a wrong total are its consequence": (
        """
        Head | Voted | Actual 2023 | Actual 2022 | % of voted | % of 2022
        Total revenue | 9,640 | 7,210 | 6,804 | 74.8 | 106.0
        Taxes | 7,100 | 5,218 | 5,011 | 73.5 | 104.1
        Fees | 1,840 | 1,377 | 1,240 | 74.8 | 111.0
        Grants | 700 | 515 | 553 | 73.6 | 93.1
        """,
        [("error", "C2")],
    ),
    "a wrong total whose difference was worked out from it is told once": (
        """
        Department | Budget | Actual | Variance | %
        Education | 1,200 | 1,150 | -50 | 95.8
        Health | 900 | 945 | 45 | 105.0
        Roads | 640 | 598 | -42 | 93.4
        Police | 410 | 402 | -8 | 98.0
        Culture | 150 | 161 | 11 | 107.3
        Total | 3,300 | 3,356 | 56 | 101.7
        """,
        [("warning", "C7")],
    ),
    "a difference that is wrong beside sums that hold": (
        """
        Department | Budget | Actual | Variance
        Education | 1,200 | 1,150 | -50
        Health | 900 | 945 | 145
        Roads | 640 | 598 | -42
        Police | 410 | 402 | -8
        Culture | 150 | 161 | 11
        Total | 3,300 | 3,256 | -44
        """,
        [("error", "D3")],
    ),
    "a share that no word tells of, in all rows but one": (
        """
        District | Households | With piped water | Coverage
        North | 12,040 | 9,921 | 82.4
        South | 8,877 | 5,104 | 57.5
        East | 15,213 | 13,007 | 85.5
        West | 4,410 | 2,987 | 67.7
        Hills | 1,833 | 704 | 38.4
        Coast | 9,140 | 8,020 | 78.7
        Isles | 655 | 490 | 74.8
        """,
        [("warning", "D7.share")],
    ),
    "growth that no word tells of, in all rows but one": (
        """
        Port | 2022 | 2023 | Movement
        Arden | 4,411 | 4,836 | 9.6
        Bray | 1,287 | 1,198 | -6.9
        Cove | 7,702 | 8,033 | 4.3
        Dunes | 2,958 | 3,420 | 15.6
        Esk | 3,140 | 3,377 | 5.7
        Firth | 905 | 871 | -3.8
        Glen | 1,644 | 1,802 | 9.6
        Holm | 5,205 | 6,011 | 15.5
        """,
        [("warning", "D6.growth")],
    ),
    "a production that is no area times yield": (
        """
        Địa phương | Diện tích (nghìn ha) | Năng suất (tạ/ha) | Sản lượng (nghìn tấn)
        An Phú | 31,2 | 61,4 | 191,6
        Bình Sơn | 18,7 | 55,9 | 104,5
        Cát Lâm | 42,5 | 48,3 | 205,3
        Đông Hà | 27,1 | 66,0 | 178,9
        Hòa Xuân | 22,4 | 51,8 | 161,0
        Kim Sơn | 9,6 | 44,5 | 42,7
        """,
        [("error", "D6")],
    ),
    "a store that is not what was there, came and went": (
        """
        Kho | Tồn đầu kỳ | Nhập trong kỳ | Xuất trong kỳ | Tồn cuối kỳ
        Kho A | 1.253 | 834 | 915 | 1.172
        Kho B | 2.074 | 1.122 | 1.343 | 1.853
        Kho C | 641 | 415 | 388 | 767
        Kho D | 918 | 207 | 333 | 792
        Kho E | 1.533 | 647 | 702 | 1.478
        """,
        [("error", "E4")],
    ),
    "flows add up to the year, and what is counted at its end does not": (
        """
        Item | Q1 | Q2 | Q3 | Q4 | Year
        Permits issued | 311 | 298 | 402 | 377 | 1,388
        Permits revoked | 12 | 9 | 15 | 8 | 44
        Fines | 87.2 | 91.5 | 70.3 | 88.8 | 337.8
        Complaints | 140 | 122 | 118 | 133 | 513
        Staff at end of period | 51 | 52 | 55 | 54 | 54
        Average fine | 410 | 395 | 388 | 402 | 399
        """,
        [],
    ),
    "margins of error do not add up": (
        """
        Persons | 2005 | Margin of error (±) | 2010 | Margin of error (±) | 2015 | 2020
        Aged 21 to 64 | 170,349 | 185 | 177,295 | 193 | 181,202 | 184,961
        With a disability | 28,141 | 622 | 29,479 | 705 | 30,114 | 31,075
        No disability | 142,208 | 636 | 147,816 | 733 | 151,088 | 153,886
        """,
        [],
    ),
    "of two estimates one is what came and what is to come": (
        """
        Fund | Budget estimate | Current estimate | Received | Still to come
        Licences | 51,190 | 51,190 | 42,913 | 8,277
        Fines | 7,000 | 7,000 | 5,416 | 1,584
        Gifts | 2,400 | 2,400 | 2,482 | -82
        Cable | 22,135 | 22,135 | 16,351 | 5,784
        Medical | 37,400 | 37,400 | 29,910 | 7,490
        Courts | 46,850 | 41,700 | 37,402 | 4,298
        Interest | 1,869 | 1,100 | 1,329 | -229
        """,
        [],
    ),
    "a dash among the parts may stand for what rounds to nothing": (
        """
        Offence | Total | Male | Female
        Assault | 467.9 | 380.2 | 87.7
        Robbery | 102.1 | 90.0 | 12.1
        Rape | 17.5 | 17.2 | –
        Theft | 65.6 | 53.9 | 11.7
        Arson | 9.8 | 8.1 | 1.7
        Fraud | 173.7 | 98.4 | 75.3
        Suspicion | 1.6 | 1.2 | –
        """,
        [],
    ),
    "parts beside a dash are still no more than their total": (
        """
        Offence | Total | Young | Grown | Old
        Assault | 467.9 | 80.2 | 300.0 | 87.7
        Robbery | 102.1 | 30.0 | 60.0 | 12.1
        Rape | 15.1 | 2.5 | 14.7 | –
        Theft | 65.6 | 13.9 | 40.0 | 11.7
        Arson | 9.8 | 4.1 | 4.0 | 1.7
        Fraud | 173.7 | 28.4 | 70.0 | 75.3
        """,
        [("error", "B4")],
    ),
    "increases of amounts add up, and a total of them that does not is wrong": (
        """
        Office | Spent 2006 | Increase/ (Decrease) | Spent 2007
        Staff | 26,188 | 1,576 | 27,764
        Services | 1,669 | 70 | 1,739
        Supplies | 790 | 64 | 854
        Other funds | 310 | 222 | 532
        Total | 28,957 | 1,710 | 30,889
        """,
        [("error", "C6")],
    ),
    "figures with marks of significance are figures": (
        """
        Group | 2005 | 2010 | Difference
        Young | 54,425 | 56,672 | *2,247
        Grown | 34,947 | 38,284 | *3,337
        Old | 10,996 | 12,349 | *1,533
        Severe | 32,771 | 35,683 | *2,912
        Seeing | 7,793 | 8,077 | 284
        Hearing | 7,809 | 7,572 | –237
        """,
        [("error", "D4")],
    ),
    "a total over amounts and rates": (
        """
        Province | Area (1000 ha) | Yield (t/ha) | Production (1000 t)
        Aden | 12.4 | 3.21 | 39.8
        Brook | 8.73 | 2.95 | 25.8
        Corin | 20.1 | 4.02 | 80.8
        Dale | 5.66 | 3.77 | 21.3
        Total | 46.89 | 3.58 | 167.7
        """,
        [],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_findings(name: str) -> None:
    text, expected = CASES[name]
    cells = {
        (row, column): Cell(part.strip(), Place("t.csv", row, column))
        for row, line in enumerate(text.strip().splitlines(), 1)
        for column, part in enumerate(line.split("|"), 1)
    }
    findings = reconcile(draft_grid(Grid("t.csv", cells)).loaded).findings
    assert [finding.severity for finding in findings] == [severity for severity, _ in expected]
    for finding, (_, cell) in zip(findings, expected, strict=True):
        assert cell in finding.statements
