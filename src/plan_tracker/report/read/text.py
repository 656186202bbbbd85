"""`tracker read`, and the readings of an explained statement."""

from collections.abc import Iterator, Sequence

from plan_tracker.model.reading import Reading
from plan_tracker.report.words.labels import label
from plan_tracker.report.words.numbers import amount, span
from plan_tracker.report.writing.draw import draw, text
from plan_tracker.report.writing.screen import Screen


def render_readings_text(
    printed: str, readings: Sequence[Reading], lang: str, screen: Screen
) -> str:
    """One line for each reading, the cheapest first, with its intervals below it."""
    lines = (line for reading in readings for line in reading_lines(reading, reading.unit, lang))
    return draw([text(f"“{printed}”"), *(text(f"  {line}") for line in lines)], screen)


def reading_lines(reading: Reading, unit: str, lang: str) -> Iterator[str]:
    """What one reading means; an interval that an open end belongs to says so by its bracket."""
    of = "" if reading.of is None else f" / {amount(reading.of, '', lang)}"
    hedge, notations = reading.hedge.replace("-", " "), reading.notation.split(", ")
    how = [label(each, lang) for each in (hedge, *notations) if each]
    how += [label("provisional", lang)] if reading.provisional else []
    said = "".join(f", {each}" for each in how)
    yield f"{amount(reading.value, unit, lang, 12)}{of}{said}, {label('cost', lang)} {reading.cost}"
    yield f"  {label('with care', lang)} {span(reading.ordinary, unit, lang)}"
    yield f"  {label('carelessly', lang)} {span(reading.lax, unit, lang)}"
