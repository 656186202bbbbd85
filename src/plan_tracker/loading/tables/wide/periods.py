"""Periods in the words of headings: `6 tháng 2024`, `Quý I/2024`, `first half of 2024`."""

import re

from plan_tracker.loading.tables.formats.grid import alike

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_FORMS = (
    (r"(?P<n>\d{1,2}) tháng(?: đầu)?(?: năm)?", "months"),
    (r"first (?P<n>\d{1,2}) months(?: of)?", "months"),
    (r"(?:nửa đầu năm|first half(?: of)?|h1)", "half"),
    (r"(?:quý|quarter|q) ?(?P<n>[1-4]|iv|i{1,3})(?: năm| of)?", "quarter"),
    (r"tháng (?P<n>\d{1,2})(?: năm)?", "month"),
    (r"(?:(?:cả )?năm|year)?", "year"),
)
_PATTERNS = tuple(
    (re.compile(rf"(?:^|(?<=[\s(])){form} ?[/-]? ?{_YEAR}(?![\d/-])"), kind)
    for form, kind in _FORMS
)
# A part of a year that stands apart from it: `Năm 2024: ước 6 tháng`.
_PARTS = tuple((re.compile(rf"(?:^|(?<=[\s(:])){form}(?!\w)"), kind) for form, kind in _FORMS[:-1])
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def read_period_words(text: str) -> str:
    """The period that a text names, as plans write it: `2024-H1`; empty where there is none."""
    said = alike(text)
    for pattern, kind in (*_PATTERNS[:-1], *_PARTS, _PATTERNS[-1]):
        match = pattern.search(said)
        years = (
            {match["year"]} if match and "year" in match.groupdict() else {*_YEARS.findall(said)}
        )
        if match and len(years) == 1:
            number = match.groupdict().get("n") or "0"
            return _period(kind, _ROMAN.get(number) or int(number), years.pop())
    return ""


def _period(kind: str, number: int, year: str) -> str:
    if kind == "year" or (kind == "months" and number == 12):
        return year
    if kind == "half" or (kind == "months" and number == 6):
        return f"{year}-H1"
    if kind == "quarter" or (kind == "months" and number == 3):
        return f"{year}-Q{number if kind == 'quarter' else 1}"
    if not 1 <= number <= 12:
        return ""
    return f"{year}-01/{year}-{number:02}" if kind == "months" else f"{year}-{number:02}"
