"""Tables drawn from numbers that are true, in words under which a law does or does not apply."""

from collections.abc import Callable, Mapping, Sequence
from random import Random
from types import MappingProxyType
from typing import Literal, TypeAlias

from plan_tracker.grids.grid import Cell, Grid
from plan_tracker.model.place import Place

Rows: TypeAlias = list[list[str]]
Numbers: TypeAlias = list[list[float]]
Say: TypeAlias = Literal["total", "heading", "section", "part", "title", "note"]

# Sums that are less than their parts: what is meant is counted once, or something is taken away.
BELOW: Mapping[Say, Sequence[str]] = MappingProxyType({
    "total": (
        "Total (without double counting)", "Net total", "Total, net of transfers",
        "Total unduplicated", "Total distinct persons", "Total excluding overlaps",
        "Grand total, excl. duplicates", "Total number of beneficiaries",
        "Tổng số (loại trùng)", "Tổng số không trùng", "Tổng cộng, đã loại trừ chuyển giao",
        "Tổng số không kể trùng lặp", "Tổng số doanh nghiệp", "Tổng số thuần",
    ),
    "heading": (
        "Unique visitors", "Users", "Beneficiaries", "Number of firms", "Persons (unduplicated)",
        "Số người dùng", "Số người thụ hưởng", "Số doanh nghiệp", "Số hộ (loại trùng)",
    ),
    "section": ("Unique clients", "Number of users", "Số đối tượng (không trùng)"),
    "title": (
        "Distinct persons reached, by programme", "Table 3. Number of beneficiaries",
        "Biểu 4. Số người dùng theo dịch vụ",
    ),
    "note": (
        "A person with several services is counted once in the total.",
        "Totals are without double counting.",
        "Tổng số đã loại trùng.",
    ),
})  # fmt: skip

# Sums of what overlaps or leaves something out, and of what is worked out by itself.
EITHER: Mapping[Say, Sequence[str]] = MappingProxyType({
    "total": (
        "Total, chain-linked volumes", "Total (seasonally adjusted)", "All at annual rates",
        "Total, of which:", "Tổng số, trong đó:", "Tổng số (điều chỉnh mùa vụ)",
    ),
    "heading": (
        "Chained 2015 dollars", "Seasonally adjusted", "Output at annual rates",
        "Chain-linked volume", "Điều chỉnh mùa vụ", "Giá so sánh, liên hoàn",
    ),
    "section": ("Of which:", "Trong đó:", "Seasonally adjusted", "Đã điều chỉnh mùa vụ"),
    "part": ("Of which: women", "of which: rural", "Trong đó: nữ", "Trong đó: nông thôn"),
    "title": (
        "Reasons given (multiple answers)", "Output, chain-linked volumes",
        "Turnover, seasonally adjusted annual rates", "Lý do (được chọn nhiều phương án)",
    ),
    "note": (
        "Multiple responses were possible.", "Categories overlap.",
        "Figures are seasonally adjusted.", "Số liệu đã điều chỉnh mùa vụ.",
        "Người trả lời có thể chọn nhiều câu trả lời.",
    ),
})  # fmt: skip

# Growth that is of something else than the levels beside it.
OTHER_GROWTH = (
    "Change % (constant currency)", "Like-for-like growth, %", "Organic growth %",
    "Real growth %", "Growth at constant prices, %", "Growth in volume, %",
    "Change %, seasonally adjusted", "Growth %, annualised",
    "Tốc độ tăng theo giá so sánh (%)", "Tăng trưởng thực (%)", "Tăng theo tỷ giá cố định (%)",
    "Tốc độ tăng loại trừ yếu tố giá (%)",
)  # fmt: skip
GROWTH_NOTES = (
    "Growth rates are like-for-like.",
    "Changes are in constant currency.",
    "Tốc độ tăng tính theo giá so sánh.",
)
OFFICES = 60
WEIGHTED = ("In % (weighted)", "Weighted share, %", "Tỷ lệ % (gia quyền)", "% có trọng số")
WEIGHTED_NOTES = (
    "Percentages are weighted.",
    "Tỷ lệ được tính gia quyền.",
)


def grid_of(rows: Rows) -> Grid:
    """The rows of a table as a grid without empty cells."""
    cells = {
        (row, column): Cell(text, Place("t.csv", row, column))
        for row, line in enumerate(rows, 1)
        for column, text in enumerate(line, 1)
        if text
    }
    return Grid("t.csv", cells)


def sums_below(random: Random) -> Rows:
    """Totals that are less than their parts in some columns, as words say."""
    return _excepted(random, BELOW, (1.0, 1.0, 1.0, 0.93))


def sums_either_way(random: Random) -> Rows:
    """Totals that are more or less than their parts in some columns, as words say."""
    return _excepted(random, EITHER, (1.0, 1.0, 1.0, 0.93, 1.08))


def growth_of_something_else(random: Random) -> Rows:
    """Most changes are those of the levels, as prices did not move; some are not."""
    decimals = random.choice([0, 1])
    by_heading = random.random() < 0.7
    heading = random.choice(OTHER_GROWTH) if by_heading else "Change %"
    rows = [["Item", "2022", "2023", heading]]
    for number in range(random.randint(6, 10)):
        before, after = random.uniform(200, 900), random.uniform(200, 900)
        growth = 100 * (after - before) / before
        growth -= random.choice([0.0, 0.0, 0.0, 0.0, random.uniform(2, 9)])
        rows.append([
            _name(number), _printed(before, decimals), _printed(after, decimals), f"{growth:.1f}",
        ])  # fmt: skip
    return rows if by_heading else [*rows, [random.choice(GROWTH_NOTES)]]


def weighted_percentages(random: Random) -> Rows:
    """Most answers weigh alike; some do not."""
    by_heading = random.random() < 0.7
    heading = random.choice(WEIGHTED) if by_heading else "In % of asked"
    rows = [["Question", "Asked", "Yes", heading]]
    for number in range(random.randint(6, 10)):
        asked = random.randint(300, 2000)
        yes = random.randint(20, asked)
        share = 100 * yes / asked * random.choice([1.0, 1.0, 1.0, 1.0, 0.93])
        rows.append([_name(number), f"{asked:,}", f"{yes:,}", f"{share:.1f}"])
    return rows if by_heading else [*rows, [random.choice(WEIGHTED_NOTES)]]


def sums_both_ways(random: Random) -> Rows:
    """Totals at the right and at the bottom."""
    numbers, decimals = _numbers(random)
    rows = [["Item", *_years(numbers), "Total"]]
    rows += [
        [_name(at), *_all_printed([*line, sum(line)], decimals)] for at, line in enumerate(numbers)
    ]
    totals = [sum(column) for column in zip(*numbers, strict=True)]
    return [*rows, ["Total", *_all_printed([*totals, sum(totals)], decimals)]]


def percent_of_plan(random: Random) -> Rows:
    """What was done in percent of the plan."""
    return _compared(random, ["Plan", "Actual", "Actual in % of plan"], lambda a, b: 100 * b / a)


def growth(random: Random) -> Rows:
    """What was gained since the year before."""
    return _compared(random, ["2022", "2023", "Change %"], lambda a, b: 100 * (b - a) / a)


def medians_under_a_total(random: Random) -> Rows:
    """Sums beside medians, which do not add up, and indices and yields, which lie between."""
    numbers, decimals = _numbers(random)
    totals = [sum(column) for column in zip(*numbers, strict=True)]
    heading = random.choice(["Median income", "Gini", "Yield", "Index (2015 = 100)", "Mean age"])
    rows = [["Item", *_years(numbers), heading]]
    middles = [random.uniform(90, 110) for _ in numbers]
    for at, line in enumerate(numbers):
        rows.append([_name(at), *_all_printed(line, decimals), f"{middles[at]:.1f}"])
    middle = random.uniform(min(middles), max(middles))
    return [*rows, ["Total", *_all_printed(totals, decimals), f"{middle:.1f}"]]


def sizes_of_households(random: Random) -> Rows:
    """A quotient of two columns that add up."""
    rows = [["Item", "Households", "Persons", "Persons per household"]]
    households = [random.randint(20, 4000) for _ in range(random.randint(3, 9))]
    for at, count in enumerate([*households, sum(households)]):
        name = "Total" if at == len(households) else _name(at)
        rows.append([name, f"{count:,}", _printed(count * 2.4, 0), "2.4"])
    return rows


def growth_over_periods(random: Random) -> Rows:
    """Growth over two periods and over both: for small changes nearly the sum."""
    rows = [["Item", "2009 to 2015", "2015 to 2021", "2009 to 2021"]]
    for at in range(random.randint(18, 24)):
        spread = random.choice([2, 2, 2, 20])
        first, second = random.uniform(-spread, spread), random.uniform(-spread, spread)
        both = 100 * ((1 + first / 100) * (1 + second / 100) - 1)
        rows.append([_name(at), f"{first:.1f}", f"{second:.1f}", f"{both:.1f}"])
    return rows


def what_rounds_to_nothing(random: Random) -> Rows:
    """Totals of parts, one of which may be so small that a dash stands for it."""
    mark = random.choice(["\u2013", "-", "\u2026", "(X)"])
    rows = [["Item", "Total", "Men", "Women", "Children"]]
    for at in range(random.randint(8, 16)):
        men, women = random.uniform(10, 900), random.uniform(10, 900)
        children = random.choice([random.uniform(5, 900), random.uniform(5, 900), 0.4])
        part = mark if children < 1 else _printed(children, 1)
        total = _printed(men + women + children, 1)
        rows.append([_name(at), total, *_all_printed([men, women], 1), part])
    return rows


def percent_of_estimates(random: Random) -> Rows:
    """What was collected of estimates in thousands, and what is still to come, in full."""
    rows = [["Item", "Estimate", "2015", "2014", "More", "Still to come", "Pct"]]
    for at in range(random.randint(20, 26)):
        estimate = 1000 * random.randint(500, 90_000)
        now, before = (int(estimate * random.uniform(0.6, 1.4)) for _ in range(2))
        amounts = [estimate, now, before, now - before, estimate - now]
        rows.append([_name(at), *_all_printed(amounts, 0), f"{100 * now / estimate:.2f}%"])
    return rows


def budget_of_offices(random: Random) -> Rows:
    """What many offices spent in two years on a few things, and all of them together."""
    rows = [["Office", "Spent 2006", "Increase/ (Decrease)", "Spent 2007"]]
    all_spent = [0, 0]
    for office in range(OFFICES):
        spent = [[random.randint(1_000, 900_000) for _ in range(2)] for _ in range(4)]
        totals = [sum(years) for years in zip(*spent, strict=True)]
        all_spent = [sum(years) for years in zip(all_spent, totals, strict=True)]
        rows.append([f"Office {office}"])
        names = ["Staff", "Services", "Supplies", "Payments", "Total"]
        rows += [_moved(name, years) for name, years in zip(names, [*spent, totals], strict=True)]
    return [*rows, _moved("Total of all offices", all_spent)]


def _moved(name: str, years: Sequence[int]) -> list[str]:
    before, after = years
    return [name, f"{before:,}", f"{after - before:,}", f"{after:,}"]


def unrelated(random: Random) -> Rows:
    """Numbers that have nothing to do with each other, under words of totals and shares."""
    rows = [["Item", "Total rooms", "Share of beds (%)", "Growth"]]
    for at in range(random.randint(3, 9)):
        share, change = random.uniform(1, 99), random.uniform(-20, 40)
        rooms = random.uniform(50, 5000)
        rows.append([f"All {_name(at)}", _printed(rooms, 0), f"{share:.1f}", f"{change:.1f}"])
    return rows


def _compared(
    random: Random, headings: list[str], compare: Callable[[float, float], float]
) -> Rows:
    decimals = random.choice([0, 1, 2])
    rows = [["Item", *headings]]
    for at in range(random.randint(3, 9)):
        first, second = random.uniform(20, 3000), random.uniform(20, 3000)
        printed = _all_printed([first, second], decimals)
        rows.append([_name(at), *printed, f"{compare(first, second):.1f}"])
    return rows


def _excepted(random: Random, words: Mapping[Say, Sequence[str]], misses: Sequence[float]) -> Rows:
    """A table with totals, and somewhere a word by which they need not be those of the parts."""
    say = random.choice(list(words))
    phrase = random.choice(words[say])
    numbers, decimals = _numbers(random)
    totals = [
        sum(column) * (1.0 if say == "heading" else random.choice(misses))
        for column in zip(*numbers, strict=True)
    ]
    headings = ["Item", *_years(numbers)]
    if say == "heading":
        at = random.randrange(len(totals))
        totals[at] *= random.choice(misses)
        headings[at + 1] = phrase

    names = [_name(at) for at in range(len(numbers))]
    if say == "part":
        names[0] = phrase
    total = [phrase if say == "total" else "Total", *_all_printed(totals, decimals)]
    parts = [
        [name, *_all_printed(line, decimals)] for name, line in zip(names, numbers, strict=True)
    ]
    section = [[phrase]] if say == "section" else []
    above = random.random() < 0.5 or phrase.endswith(":") or say == "part"
    if above:
        # What a word counts stands above the total too; what a total has in it, below.
        inside = phrase.endswith(":")
        body = [total, *section, *parts] if inside else [*section, total, *parts]
    else:
        body = [*section, *parts, total]
    rows = [headings, *body]
    if say in ("total", "part", "heading") and random.random() < 0.3:
        rows = [list(line) for line in zip(*rows, strict=True)]
    if say == "title":
        rows = [[phrase], *rows]
    return [*rows, [phrase]] if say == "note" else rows


def _numbers(random: Random) -> tuple[Numbers, int]:
    """Rows of numbers, at least four of them to a row, and how many decimals they have."""
    base = random.choice([50, 1000, 100_000])
    columns = random.randint(4, 7)
    numbers = [
        [random.uniform(0.05, 1) * base * random.choice([0.1, 1, 3]) for _ in range(columns)]
        for _ in range(random.randint(3, 9))
    ]
    return numbers, random.choice([0, 0, 1, 2])


def _years(numbers: Numbers) -> list[str]:
    return [str(2015 + at) for at in range(len(numbers[0]))]


def _name(number: int) -> str:
    return f"Row {chr(ord('a') + number)}x"


def _all_printed(numbers: Sequence[float], decimals: int) -> list[str]:
    return [_printed(number, decimals) for number in numbers]


def _printed(number: float, decimals: int) -> str:
    return f"{number:,.{decimals}f}"
