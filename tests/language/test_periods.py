"""What texts say of a period: as headings, in sentences and as values."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from plan_tracker.language.lexicon import lexicon
from plan_tracker.language.periods.marking import mark_periods
from plan_tracker.language.periods.reading import PeriodReading, read_heading, read_value
from plan_tracker.language.periods.time import Time
from plan_tracker.language.tokens import tokens

TABLE = Path(__file__).with_name("periods.txt")


def cases(table: Path = TABLE) -> Iterator[tuple[str, str, str, str, str]]:
    for line in table.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            locale, text, heading, prose, value = (cell.strip() for cell in line.split(" | "))
            prose = heading if prose == "=" else prose
            yield locale, text, heading, prose, prose if value == "=" else value


def shown(reading: PeriodReading) -> str:
    """A reading as the table writes it."""
    if reading.unread:
        return f"unread: {reading.unread}"
    if reading.either:
        return f"or: {', '.join(reading.either)}"
    if reading.period is not None:
        return f"{reading.period}{' +' if reading.cumulative else ''}"
    if not reading.form:
        return "-"
    year = f" {reading.year}" if reading.year else ""
    return f"{reading.form}{year}, {reading.missing}?"


def told(time: Time) -> str:
    """A time of a sentence as the table writes it."""
    period = time.period()
    if period is not None:
        return f"{period}{' +' if time.cumulative else ''}"
    year = f" {time.year}" if time.year else ""
    return f"{time.form}{year}, {'start' if time.fiscal else 'year'}?"


@pytest.mark.parametrize(("locale", "text", "heading", "prose", "value"), [*cases()])
def test_phrases(locale: str, text: str, heading: str, prose: str, value: str) -> None:
    _, times = mark_periods(tokens(text, 0, len(text), lexicon(locale)), locale)
    said = (
        shown(read_heading(text, locale)),
        "; ".join(map(told, times)) or "-",
        shown(read_value(text, locale)),
    )
    assert said == (heading, prose, value)
