"""The languages that reports are said in: English needs no catalog, another one has its own."""

from contextlib import suppress
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from gettext import translation
from pathlib import Path
from typing import ClassVar

from plan_tracker.model.language import ENGLISH, Language, Number
from plan_tracker.model.period import Period, read_period

LOCALE = Path(__file__).parent / "locale"
DOMAIN = "plan_tracker"
UNIT = "unit"  # the context of units in a catalog: some are spelled like other words
_MARKS = str.maketrans(",.", ".,")
_QUARTERS = ("I", "II", "III", "IV")
_QUARTER, _YEAR = 3, 12  # months


@lru_cache(maxsize=2)
def language(lang: str) -> Language:
    """A language by its code, `en` or `vi`."""
    return Vietnamese() if lang == Vietnamese.code else ENGLISH


class Vietnamese(Language):
    """Vietnamese: templates and units from the catalog, `1.234,5`, `31/12/2023`, `quý II/2023`."""

    code: ClassVar[str] = "vi"
    between: ClassVar[str] = "; "

    def __init__(self) -> None:
        self._catalog = translation(DOMAIN, LOCALE, [self.code])

    def words(self, template: str) -> str:
        """The translation of a template."""
        return self._catalog.gettext(template) if template else ""

    def counted(self, one: str, many: str, count: int) -> str:
        """One template for any count: nouns have no plural."""
        return self._catalog.ngettext(one, many, count)

    def unit(self, unit: str, value: Number) -> str:
        """The translation of a unit; one that is not known here is said as the plan has it."""
        return self._catalog.pgettext(UNIT, unit)

    def day(self, day: date) -> str:
        """`31/12/2023`."""
        return f"{day:%d/%m}/{day.year:04d}"

    def period(self, period: Period) -> str:
        """`năm 2023`, `6 tháng đầu năm 2023`, `quý II/2023`, `tháng 6/2023`."""
        with suppress(ValueError):
            period = read_period(period.text)  # that of a level is its last day alone
        return _months(period) or self.words("{low} to {high}").format(
            low=self.day(period.start), high=self.day(period.end)
        )

    def named(self, name: str) -> str:
        """The words for `run rate` where the name is `run-rate`; a name without any stays."""
        spaced = name.replace("-", " ")
        said = self.words(spaced)
        return name if said == spaced else said

    def exact(self, number: Fraction) -> str:
        """`860 000 000,5`."""
        return super().exact(number).replace(".", ",")

    def marked(self, digits: str) -> str:
        """`1.234,5`."""
        return digits.translate(_MARKS)

    def with_unit(self, number: str, unit: str) -> str:
        """`45.405 tỷ đồng`, `90,66%`."""
        return f"{number}%" if unit == "%" else super().with_unit(number, unit)


def _months(period: Period) -> str:
    """A period of whole months; empty for another."""
    first, last = period.start, period.end
    count = 12 * (last.year - first.year) + last.month - first.month + 1
    if first.day != 1 or (last + timedelta(days=1)).day != 1:
        return f"{last:%d/%m}/{last.year:04d}" if first == last else ""
    if count % _YEAR == 0 and first.month == 1:
        return f"năm {last.year}" if count == _YEAR else f"giai đoạn {first.year}–{last.year}"
    if count == 1:
        return f"tháng {last.month}/{last.year}"
    if count == _QUARTER and last.month % _QUARTER == 0:
        return f"quý {_QUARTERS[last.month // _QUARTER - 1]}/{last.year}"
    if first.year == last.year and _YEAR in (last.month, first.month + 11):
        part = "đầu" if first.month == 1 else "cuối"
        return f"{count} tháng {part} năm {last.year}"
    return f"từ tháng {first.month}/{first.year} đến tháng {last.month}/{last.year}"
