"""How reports speak a language: by its data, and by its catalog where it has one.

Texts are written in English. A language without a catalog says them so, with its own numbers, days
and periods.
"""

import re
from contextlib import suppress
from datetime import date, timedelta
from fractions import Fraction
from gettext import NullTranslations, translation
from typing import NamedTuple

from plan_tracker.language.languages import display, folder_of, head, locales, remembered
from plan_tracker.model.language import ENGLISH, Language, Number
from plan_tracker.model.period import Period, read_period

DOMAIN = "plan_tracker"
UNIT = "unit"  # the context of units in a catalog: some are spelled like other words
_QUARTER, _YEAR = 3, 12  # months
_PART_OF_DAY = re.compile(r"\{(day|month|year)[^}]*\}")
_LETTERS = {"day": "dd", "month": "mm", "year": "yyyy"}  # of formats of workbooks


class Scale(NamedTuple):
    """A factor that amounts are divided by, and its word; 1 and no word for small amounts."""

    factor: int = 1
    word: str = ""


@remembered
def language(lang: str) -> "CatalogLanguage":
    """A language by its code. Raises LanguageError for one that is not known."""
    return CatalogLanguage(lang)


def page_languages(lang: str) -> dict[str, str]:
    """What the languages are called that a page in one of them has: it, and all with texts."""
    spoken = (
        code for code in locales() if code in (lang, ENGLISH.code) or language(code).translated
    )
    return {code: head(code)["name"] for code in spoken}


class CatalogLanguage(Language):
    """A language of which there are data; `translated` says that it has a catalog."""

    def __init__(self, code: str) -> None:
        folder, printed = folder_of(code), display(code)
        self.code = code
        self._catalog = translation(DOMAIN, folder.parent, [folder.name], fallback=True)
        self.translated = type(self._catalog) is not NullTranslations
        marks = head(code)["numbers"]
        self._marks = str.maketrans({",": marks["group"], ".": marks["decimal"]})
        self._decimal: str = marks["decimal"]
        numbers = printed["numbers"]
        self.between = numbers["between"]
        self._percent: str = numbers["percent"]
        largest_first = sorted(numbers["scales"], key=lambda each: -each["from"])
        self._scales = [
            (10 ** each["from"], Scale(10 ** each["power"], each["word"])) for each in largest_first
        ]
        self._days: dict[str, str] = printed["days"]
        self._periods: dict[str, str] = printed.get("periods", {})
        self._quarters: list[str] = printed.get("periods", {}).get("quarters", [])

    def words(self, template: str) -> str:
        """The translation of a template."""
        return self._catalog.gettext(template) if template else ""

    def counted(self, one: str, many: str, count: int) -> str:
        """The template for a count, of the forms that the language has."""
        return self._catalog.ngettext(one, many, count)

    def unit(self, unit: str, value: Number) -> str:
        """The translation of a unit; one that is not known here is said as the plan has it."""
        return self._catalog.pgettext(UNIT, unit) if self.translated else super().unit(unit, value)

    def scale(self, size: Number) -> Scale:
        """The scale in which an amount of such a size is easy to read."""
        return next((scale for least, scale in self._scales if size >= least), Scale())

    def day(self, day: date) -> str:
        """A date with its full year, as the language prints it."""
        return self._days["day"].format(day=day.day, month=day.month, year=day.year)

    def day_letters(self) -> str:
        """How a workbook is told to show a date so: `yyyy-mm-dd`."""
        return _PART_OF_DAY.sub(lambda part: _LETTERS[part[1]], self._days["day"])

    def month(self, day: date) -> str:
        """The month of a day, as short as an axis needs it."""
        return self._days["month"].format(day=day.day, month=day.month, year=day.year)

    def period(self, period: Period) -> str:
        """A period by its name: `6 tháng đầu năm 2023`, or as plans write it."""
        if not self._periods:
            return super().period(period)
        with suppress(ValueError):
            period = read_period(period.text)  # that of a level is its last day alone
        return self._months(period) or self.words("{low} to {high}").format(
            low=self.day(period.start), high=self.day(period.end)
        )

    def named(self, name: str) -> str:
        """The words for `run rate` where the name is `run-rate`; a name without any stays."""
        spaced = name.replace("-", " ")
        said = self.words(spaced)
        return name if said == spaced else said

    def exact(self, number: Fraction) -> str:
        """A number of a formula, with the language's own decimal mark."""
        return super().exact(number).replace(".", self._decimal)

    def marked(self, digits: str) -> str:
        """A number that is written with English marks, in those of the language."""
        return digits.translate(self._marks)

    def with_unit(self, number: str, unit: str) -> str:
        """`45.405 tỷ đồng`, `90,66%`."""
        if unit == "%":
            return self._percent.format(number=number)
        return super().with_unit(number, unit)

    def _months(self, period: Period) -> str:
        """A period of whole months, or a single day; empty for another."""
        first, last = period.start, period.end
        count = 12 * (last.year - first.year) + last.month - first.month + 1
        if first.day != 1 or (last + timedelta(days=1)).day != 1:
            return self.day(last) if first == last else ""
        name = _form(first, last, count)
        return self._periods[name].format(
            count=count,
            month=last.month,
            year=last.year,
            first_month=first.month,
            first_year=first.year,
            quarter=self._quarters[(last.month - 1) // _QUARTER],
        )


def _form(first: date, last: date, count: int) -> str:
    """Which form of the display data names so many whole months."""
    if count % _YEAR == 0 and first.month == 1:
        return "year" if count == _YEAR else "years"
    if count == 1:
        return "month"
    if count == _QUARTER and last.month % _QUARTER == 0:
        return "quarter"
    if first.year == last.year and _YEAR in (last.month, first.month + 11):
        return "first-months" if first.month == 1 else "last-months"
    return "months"
