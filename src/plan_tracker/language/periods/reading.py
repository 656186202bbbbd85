"""What a heading, or a value that someone wrote, says of a period: all of it, a part, or nothing.

A heading names other things too, so that unknown words in it are passed over, but no word that
names a part of a year: where `đợt 2` stands beside 2024, the year is not what the figures are of.
A value names a period and nothing else. What the words leave open is never filled in by a guess:
the year, the day that a year to date ends on and the month that a fiscal year begins with are taken
from the text around, where it says them.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from plan_tracker.language.languages import locales, remembered_lately
from plan_tracker.language.lexicon import period_lexicon
from plan_tracker.language.periods.atoms import Endings, rules
from plan_tracker.language.periods.marking import counted_from_january
from plan_tracker.language.periods.phrases import TimeMention, find_phrases, unread_words
from plan_tracker.language.periods.time import MonthDay, Time
from plan_tracker.language.tokens import tokens
from plan_tracker.language.words import clean
from plan_tracker.model.period import (
    Period,
    PeriodError,
    PeriodNotUnderstoodError,
    name_period,
    read_date,
    read_period,
)

_LONGEST_VALUE = 200  # signs
_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)[T ]00:00(?::00(?:\.0+)?)?Z?", re.ASCII)
_COUNTING = frozenset({"until", "to"})


@dataclass(frozen=True, slots=True)
class Around:
    """What the text around says: the period that all figures are of, the year that it is of where
    only that is known, when fiscal years begin, and what `2010-11` means in its neighbours.
    """

    period: Period | None = None
    year: int | None = None
    year_start: MonthDay | None = None
    endings: Endings = ""


@dataclass(frozen=True, slots=True)
class PeriodReading:
    """What a text says of a period.

    `period` is None where it names none, or not enough of one: `missing` says what (year, start,
    end, period), `unread` which words may change it and are not understood, `either` what it may
    be. `form` is how it is named, empty where nothing is; `cumulative` that the text counts from
    the beginning of the year.
    """

    period: Period | None = None
    form: str = ""
    year: int | None = None
    missing: str = ""
    unread: str = ""
    either: tuple[str, ...] = ()
    cumulative: bool = False

    @property
    def complete(self) -> bool:
        """Whether the text names a period, and nothing in it is in doubt."""
        return self.period is not None

    @property
    def silent(self) -> bool:
        """Whether the text says nothing of a period at all."""
        return not (self.form or self.unread or self.either)

    @property
    def problem(self) -> str:
        """What is wrong with it, for people; empty where nothing is."""
        if self.unread:
            return f"'{self.unread}' is not understood as a part of a year"
        if self.either:
            return f"it may be {' or '.join(self.either)}"
        return _MISSING.get(self.missing, "")


_MISSING = {
    "year": "it does not say of which year",
    "start": "it is a year, or a part of one, that may not begin in January: nothing says when",
    "end": "it does not say up to when",
    "period": "it does not say which part of the year",
}
NOTHING = PeriodReading()


def read_heading(text: str, locale: str = "", around: Around | None = None) -> PeriodReading:
    """What a heading says of a period, in any language, `locale` before the others. Linear."""
    return _heading(text, _ordered(locale), locale, around or Around())


@remembered_lately
def beside_periods(text: str) -> str:
    """The words of a heading that belong to no period that it names, in any language. Linear."""
    text = clean(text)
    languages = locales()
    cut = tokens(text, 0, len(text), period_lexicon(languages))
    _, used = find_phrases(cut, rules(languages, closed=True))
    left = (token for token, is_used in zip(cut, used, strict=True) if not is_used)
    return " ".join(text[token.start : token.end] for token in left)


def read_value(text: str, locale: str = "", around: Around | None = None) -> PeriodReading:
    """What a value says that names a period and nothing else: `2023-H1`, `quý III/2024`."""
    try:
        return PeriodReading(read_period(text), "plain")
    except PeriodNotUnderstoodError:
        pass
    except ValueError:  # it ends before it begins
        return PeriodReading(unread=text[:_LONGEST_VALUE])
    if len(text) > _LONGEST_VALUE:
        return PeriodReading(unread=f"{text[:_LONGEST_VALUE]}…")
    return _read(text, _ordered(locale), locale, around or Around(), whole=True)


def parse_period(text: str, locale: str = "", year_start: MonthDay | None = None) -> Period:
    """The period that a value names. Raises ValueError with what is wrong and what can be written.

    A value of figures and letters only, such as `2010-11`, is read as plans write it. Years that
    may begin in any month, such as `FY2024`, begin at `year_start`, where that is known.
    """
    try:
        return read_period(text)
    except PeriodNotUnderstoodError as error:
        reading = read_value(text, locale, Around(year_start=year_start))
        if reading.period is not None:
            return reading.period
        if reading.missing or reading.either:
            raise PeriodError(
                "period {given} is not clear: {problem}; write its months, such as 2023-07/2024-06",
                given=repr(text),
                problem=reading.problem,
            ) from None
        raise error from None


def parse_date(text: str, locale: str = "") -> date:
    """The day that a value names: `2023-06-30`, `30/6/2023`, `30 June 2023`. Raises ValueError."""
    try:
        return read_date(text)
    except ValueError:
        period = read_value(text, locale).period
        if period is None or period.start != period.end:
            raise
        return period.start


def _ordered(locale: str) -> tuple[str, ...]:
    known = locales()
    return (locale, *(code for code in known if code != locale)) if locale else known


@remembered_lately
def _heading(text: str, languages: tuple[str, ...], locale: str, around: Around) -> PeriodReading:
    return _read(text, languages, locale, around, whole=False)


def _read(
    text: str, languages: tuple[str, ...], locale: str, around: Around, *, whole: bool
) -> PeriodReading:
    text = _MIDNIGHT.sub(r"\1", clean(text))
    cut = tokens(text, 0, len(text), period_lexicon(languages))
    rule = rules((locale,) if locale else languages, closed=True)
    phrases, used = find_phrases(cut, rule._replace(endings=around.endings))
    unread = unread_words(text, cut, used, whole=whole)
    if unread:
        form = phrases[0].time.form if phrases else ""
        return PeriodReading(
            form=form, year=_only_year(phrase.time for phrase in phrases), unread=unread
        )

    to_date = any(token.roles.get("until") in ("alone", "year") for token in cut)
    if not phrases:
        return _to_date(None, around) if to_date else NOTHING
    return _chosen(_merged(phrases), around, to_date=to_date)


def _merged(phrases: Sequence[TimeMention]) -> list[TimeMention]:
    """The times with the year that stands apart from them: `Năm 2024: ước 6 tháng`, `Q1 FY24`."""
    years = [phrase for phrase in phrases if phrase.time.form in ("year", "fiscal-year")]
    parts = [phrase for phrase in phrases if phrase.time.year is None]
    if parts and len({phrase.time for phrase in years}) == 1:
        whole = years[0].time
        return [
            phrase._replace(time=phrase.time._replace(year=whole.year, fiscal=whole.fiscal))
            for phrase in parts
        ]
    dated = {phrase.time.year for phrase in phrases if phrase.time.form != "year"}
    return [
        phrase for phrase in phrases if phrase.time.form != "year" or phrase.time.year not in dated
    ]


def _chosen(phrases: Sequence[TimeMention], around: Around, *, to_date: bool) -> PeriodReading:
    """The one time that is meant, or all that may be."""
    possible = list(
        dict.fromkeys(time for phrase in phrases for time in (phrase.time, *phrase.others))
    )
    time, before = possible[0], phrases[0].before
    if len(possible) > 1:
        either = tuple(sorted(map(_label, possible)))
        return PeriodReading(form=time.form, year=_only_year(possible), either=either)
    if "same-period" in before and time.form == "year":
        return _same_period(time, around)
    if time.form == "year" and to_date:
        return _to_date(time, around)
    if to_date or (_COUNTING & before and "as-of" not in before):
        time = counted_from_january(time)
    return _resolved(time, around, at_end="end" in before and not _COUNTING & before)


def _resolved(time: Time, around: Around, *, at_end: bool) -> PeriodReading:
    year = around.year or _year(around.period)
    period = time.period(year, around.year_start)
    if period is not None and at_end:
        period = read_period(period.end.isoformat())
    missing = "" if period else "start" if time.year or year else "year"
    form = "day" if at_end else time.form
    return PeriodReading(period, form, time.year, missing, cumulative=time.cumulative)


def _to_date(time: Time | None, around: Around) -> PeriodReading:
    """From the beginning of the year to the end of what the figures around are of."""
    year, end = time.year if time else None, around.period.end if around.period else None
    if end is None or (year is not None and year != end.year):
        return PeriodReading(form="to-date", year=year, missing="end", cumulative=True)
    period = read_period(name_period(end.replace(month=1, day=1), end))
    return PeriodReading(period, "to-date", year, cumulative=True)


def _same_period(time: Time, around: Around) -> PeriodReading:
    """`cùng kỳ 2023` of 2024-H1 is 2023-H1."""
    own = around.period
    if own is None or time.year is None or own.start.year != own.end.year:
        return PeriodReading(form="same-period", year=time.year, missing="period")
    period = own.years_before(own.end.year - time.year)
    return PeriodReading(period, "same-period", time.year)


def _only_year(times: Iterable[Time]) -> int | None:
    """The year of times that name no other one."""
    years = {time.year for time in times if time.year and not time.fiscal and not time.until}
    return years.pop() if len(years) == 1 else None


def _year(period: Period | None) -> int | None:
    same = period is not None and period.start.year == period.end.year
    return period.end.year if period is not None and same else None


def _label(time: Time) -> str:
    """A time for people, be it complete or not."""
    period = time.period()
    if period is not None:
        return period.text
    if time.form == "split-year":
        return f"a year that begins in {time.year}"
    return f"a {time.form} of some year"
