"""What every layout of the status shows about one target, as text in one language."""

from dataclasses import dataclass

from plan_tracker.model.text import Word, phrase
from plan_tracker.progress.outcome import Actual, Projection, RequiredRate, Shortfall, TargetStatus
from plan_tracker.progress.status import Status
from plan_tracker.report.words.labels import label, name_of, said
from plan_tracker.report.words.languages import Scale
from plan_tracker.report.words.marks import actual_marks, target_marks
from plan_tracker.report.words.numbers import (
    UNKNOWN,
    day,
    number,
    percent,
    ratio,
    scale_of,
    scaled,
    unit_of,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One target. All its amounts are in `unit`, a scale and a unit in words.

    `target` and `actual` carry the marks of what is doubtful; `aim` and `figure` are the same
    without them, for layouts that mark in words.
    `way` is how much of the way from a baseline is gone; `expected` is then a share of that way.
    `share` is the attained share of the target for a bar, None where it is not known.
    """

    name: str
    entity: str
    unit: str
    due: str
    aim: str
    target: str
    figure: str
    actual: str
    as_of: str
    others: str
    attained: str
    share: float | None
    way: str
    expected: str
    projected: str
    method: str
    shortfall: str
    between: str
    needed: str
    pace: str
    status: Status
    said: str
    band: str


@dataclass(frozen=True, slots=True)
class _Amounts:
    """How the amounts of one target are written."""

    scale: Scale
    unit: str
    lang: str

    def __call__(self, value: float | None) -> str:
        return scaled(value, self.scale, self.unit, self.lang)

    def ends(self, low: float | None, high: float | None) -> str:
        """`low to high`, or nothing where both read alike."""
        first, last = self(low), self(high)
        return "" if first == last else f"{first} {label('to', self.lang)} {last}"


def target_row(target: TargetStatus, lang: str, name: str = "") -> Row:
    """Everything about one target in words and numbers of a language, by a name or by its own."""
    aim = target.target
    sizes = (aim.value, aim.high, aim.low)
    scale = scale_of(next((size for size in sizes if size is not None), None), lang)
    amounts = _Amounts(scale, target.unit, lang)
    attained = target.attainment.value if target.attainment else None
    return Row(
        name=name or name_of(target.name, lang, target.indicator),
        entity=target.entity,
        unit="" if target.unit == "%" else unit_of(scale, target.unit, lang),
        due=day(target.due, lang),
        aim=_aim(target, amounts),
        target=target_marks(target) + _aim(target, amounts),
        figure=_actual(target.actual, "", amounts),
        actual=_actual(target.actual, actual_marks(target), amounts),
        as_of=day(target.actual.as_of, lang) if target.actual else "",
        others=_others(target, amounts),
        attained=percent(attained, lang),
        share=None if attained is None else attained / 100,
        way="" if target.gap_closed is None else percent(100 * target.gap_closed, lang),
        expected=percent(None if target.expected is None else 100 * target.expected, lang),
        **_outlook(target.projection, amounts),
        **_missing(target.shortfall, amounts),
        **_needed(target.required_rate, amounts),
        status=target.status,
        said=label(target.status.replace("-", " "), lang),
        band=_band(target, lang),
    )


def _band(target: TargetStatus, lang: str) -> str:
    """What another method than pace calls it."""
    found = target.method
    if found is None or found.name == "pace" or found.value is None:
        return ""
    return f"{found.name}: {label(found.band.replace('-', ' '), lang)}"


def _marked(text: str, marks: str) -> str:
    return f"{text} {marks}" if marks else text


def _aim(target: TargetStatus, amounts: _Amounts) -> str:
    aim = target.target
    if aim.value is None and (aim.low is not None or aim.high is not None):
        return amounts.ends(aim.low, aim.high)
    return amounts(aim.value)


def _actual(actual: Actual | None, marks: str, amounts: _Amounts) -> str:
    if actual is None:
        return label("no data", amounts.lang)
    if actual.value is None:
        return _marked(amounts.ends(actual.low, actual.high), marks)
    return _marked(amounts(actual.value), marks)


def _others(target: TargetStatus, amounts: _Amounts) -> str:
    """What a disputed figure may be instead."""
    shown = target.actual and target.actual.value
    others = [amounts(each) for each in target.candidates if each != shown]
    return f"{label('or', amounts.lang)} {', '.join(others)}" if others else ""


def _outlook(projection: Projection | None, amounts: _Amounts) -> dict[str, str]:
    if projection is None:
        return {"projected": UNKNOWN, "method": ""}
    if projection.method is None:
        return {"projected": label("not projected", amounts.lang), "method": ""}
    method = label(projection.method.replace("-", " "), amounts.lang)
    return {"projected": amounts(projection.value), "method": method}


def _missing(shortfall: Shortfall | None, amounts: _Amounts) -> dict[str, str]:
    if shortfall is None or shortfall.value is None:
        return {"shortfall": UNKNOWN, "between": ""}
    if shortfall.high is not None and shortfall.high <= 0:
        over = said(phrase("{amount} to spare", amount=amounts(-shortfall.value)), amounts.lang)
        return {"shortfall": label("none", amounts.lang), "between": over}
    between = amounts.ends(shortfall.low, shortfall.high)
    return {"shortfall": amounts(shortfall.value), "between": between}


def _needed(rate: RequiredRate | None, amounts: _Amounts) -> dict[str, str]:
    if rate is None or rate.value is None:
        return {"needed": "", "pace": UNKNOWN}
    lang = amounts.lang
    size = number(rate.value / amounts.scale.factor, lang, 4)
    template = phrase("{size} points {per}" if amounts.unit == "%" else "{size} {per}")
    needed = said(template.filled(size=size, per=Word(f"a {rate.per}")), lang)
    if rate.ratio is None:
        return {"needed": "", "pace": needed}
    return {"needed": needed, "pace": ratio(rate.ratio, lang)}
