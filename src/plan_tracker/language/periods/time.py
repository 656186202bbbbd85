"""A time as a text prints it."""

from typing import NamedTuple


class Time(NamedTuple):
    """A time as printed: what is not said is None, and the year may come from the text around.

    `form` is year, years, half, quarter, month, months (the first ones of a year) or day; `part`
    is the number of the half, quarter, month or months; for years, `part` is the last one.
    """

    form: str
    year: int | None = None
    part: int = 0
    day: int = 0

    def text(self, year: int | None) -> str | None:
        """The period's name, with the year of the text around where none is printed."""
        year = self.year or year
        if year is None:
            return None
        if self.form == "months":
            last = {3: "-Q1", 6: "-H1", 12: ""}.get(self.part)
            return f"{year}{last}" if last is not None else f"{year}-01/{year}-{self.part:02d}"
        if self.form == "day":
            return f"{year}-{self.part:02d}-{self.day:02d}"
        sign = {"half": "-H{}", "quarter": "-Q{}", "month": "-{:02d}", "years": "/{}"}
        return f"{year}{sign.get(self.form, '').format(self.part)}"


class Found(NamedTuple):
    """A time and the token after it."""

    time: Time
    end: int
