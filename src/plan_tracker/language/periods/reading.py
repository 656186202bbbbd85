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
from functools import lru_cache
from typing import NamedTuple

from plan_tracker.language.languages import locales
from plan_tracker.language.lexicon import period_lexicon
from plan_tracker.language.periods.atoms import (
    DASHES,
    YEAR,
    Endings,
    Rules,
    joins,
    rules,
    tight,
)
from plan_tracker.language.periods.marking import counted_from_january
from plan_tracker.language.periods.time import MonthDay, Time
from plan_tracker.language.periods.times import time_at
from plan_tracker.language.tokens import Token, roles_at, text_at, tokens
from plan_tracker.language.words import clean
from plan_tracker.model.period import (
    Period,
    PeriodNotUnderstoodError,
    name_period,
    read_date,
    read_period,
)

_LONGEST_VALUE = 200  # signs
_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)[T ]00:00(?::00(?:\.0+)?)?Z?", re.ASCII)
_BEFORE = 4  # tokens before a time that may say something of it
_SPEAKING = frozenset({"until", "to", "as-of", "end", "same-period", "silent", "split-year"})
_COUNTING = frozenset({"until", "to"})
_MARKS = frozenset(".,;:()[]/'’") | frozenset(DASHES)


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


def parse_period(text: str, locale: str = "") -> Period:
    """The period that a value names. Raises ValueError with what is wrong and what can be written.

    A value of figures and letters only, such as `2010-11`, is read as plans write it.
    """
    try:
        return read_period(text)
    except PeriodNotUnderstoodError as error:
        reading = read_value(text, locale)
        if reading.period is not None:
            return reading.period
        if reading.missing or reading.either:
            raise ValueError(
                f"period {text!r} is not clear: {reading.problem}; write its months, such as "
                "2023-07/2024-06"
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


@lru_cache(maxsize=4096)
def _heading(text: str, languages: tuple[str, ...], locale: str, around: Around) -> PeriodReading:
    return _read(text, languages, locale, around, whole=False)


def _read(
    text: str, languages: tuple[str, ...], locale: str, around: Around, *, whole: bool
) -> PeriodReading:
    text = _MIDNIGHT.sub(r"\1", clean(text))
    cut = tokens(text, 0, len(text), period_lexicon(languages))
    rule = rules((locale,) if locale else languages, closed=True)
    mentions, used = _mentions(cut, rule._replace(endings=around.endings))
    unread = _unread(text, cut, used, whole=whole)
    if unread:
        form = mentions[0].time.form if mentions else ""
        return PeriodReading(
            form=form, year=_only_year(mention.time for mention in mentions), unread=unread
        )

    to_date = any(token.roles.get("until") == "alone" for token in cut)
    if not mentions:
        return _to_date(None, around) if to_date else NOTHING
    return _chosen(_merged(mentions), around, to_date=to_date)


class _Mention(NamedTuple):
    """A time in a text, what else it may be, and what the words right before it make of it."""

    first: int  # its first token
    end: int
    time: Time
    others: tuple[Time, ...]
    before: frozenset[str]  # roles


def _mentions(cut: Sequence[Token], rule: Rules) -> tuple[list[_Mention], list[bool]]:
    """The times of a text, and which of its tokens belong to one or to the words before it."""
    mentions: list[_Mention] = []
    used = [False] * len(cut)
    at = 0
    while at < len(cut):
        priced = _of_prices(cut, at)
        found = None if priced or not cut[at].roles else time_at(cut, at, rule)
        if found is None:
            at = priced or at + 1
            continue
        first = _first_before(cut, at, used)
        used[first : found.end] = [True] * (found.end - first)
        if {"part", "years"} <= cut[at].roles.keys():  # `đầu năm 2024` is not all of 2024
            used[at] = False
        before = frozenset(role for token in cut[first : at + 1] for role in token.roles)
        mentions.append(_Mention(first, found.end, found.time, found.others, before))
        at = found.end
    for at, token in enumerate(cut):
        used[at] = used[at] or "until" in token.roles or "reported" in token.roles
    return mentions, used


def _of_prices(cut: Sequence[Token], at: int) -> int:
    """The token after a year that prices or an index are of, `giá so sánh 2010`; 0 without one."""
    says = cut[at].roles.get("prices") == "before"
    year = at
    while says and year < min(len(cut), at + _BEFORE) and not YEAR.fullmatch(cut[year].text):
        year += 1
    if not YEAR.fullmatch(text_at(cut, year)):
        return 0
    after = roles_at(cut, year + 1).get("prices") == "after"
    return year + 1 if says or after else 0


def _first_before(cut: Sequence[Token], at: int, used: Sequence[bool]) -> int:
    """The first of the words before a time that say something of it."""
    first = at
    while first and at - first < _BEFORE and not used[first - 1]:
        if not (_SPEAKING & cut[first - 1].roles.keys() or joins(cut, first - 1)):
            break
        first -= 1
    while first < at and not _SPEAKING & cut[first].roles.keys():
        first += 1
    return first


def _unread(text: str, cut: Sequence[Token], used: Sequence[bool], *, whole: bool) -> str:
    """The words that are not understood and may change the period; in a value, any word."""
    if whole:
        left = [not (used[at] or _is_silent(cut, at)) for at in range(len(cut))]
    else:
        left = [not used[at] and _is_doubtful(cut, used, at) for at in range(len(cut))]
    pieces: list[list[int]] = []
    for at in [at for at, is_left in enumerate(left) if is_left]:
        if pieces and pieces[-1][-1] == at - 1:
            pieces[-1].append(at)
        else:
            pieces.append([at])
    return " ".join(text[cut[piece[0]].start : cut[piece[-1]].end] for piece in pieces)


def _is_silent(cut: Sequence[Token], at: int) -> bool:
    return cut[at].text in _MARKS or (joins(cut, at) and "part" not in cut[at].roles)


def _is_doubtful(cut: Sequence[Token], used: Sequence[bool], at: int) -> bool:
    """Whether a word that was not understood names a part of a year, or the number of one."""
    beside = _beside(cut, at)
    dated = any(used[near] for near in beside)
    if _is_part(cut, at):
        return dated or any(_is_number(cut, near) for near in beside)
    if "digits" in cut[at].roles and len(cut[at].text) <= 2:
        return dated or any(not used[near] and _is_part(cut, near) for near in beside)
    return _is_number(cut, at) and any(not used[near] and _is_part(cut, near) for near in beside)


def _is_part(cut: Sequence[Token], at: int) -> bool:
    roles = cut[at].roles
    letter = "letter" in (roles.get("quarter"), roles.get("half"))
    return "part" in roles or (letter and _is_number(cut, at + 1) and tight(cut, at, 2))


def _is_number(cut: Sequence[Token], at: int) -> bool:
    roles = roles_at(cut, at)
    return ("digits" in roles and len(cut[at].text) <= 2) or (
        "count" in roles and "years" not in roles
    )


def _beside(cut: Sequence[Token], at: int) -> list[int]:
    """The tokens next to one, or behind a mark or `ending` that is next to it."""
    near = []
    for step in (-1, 1):
        mark = text_at(cut, at + step) in ("/", *DASHES) or "ended" in roles_at(cut, at + step)
        if 0 <= at + step + step * mark < len(cut):
            near.append(at + step + step * mark)
    return near


def _merged(mentions: Sequence[_Mention]) -> list[_Mention]:
    """The times with the year that stands apart from them: `Năm 2024: ước 6 tháng`, `Q1 FY24`."""
    years = [mention for mention in mentions if mention.time.form in ("year", "fiscal-year")]
    parts = [mention for mention in mentions if mention.time.year is None]
    if parts and len({mention.time for mention in years}) == 1:
        whole = years[0].time
        return [
            mention._replace(time=mention.time._replace(year=whole.year, fiscal=whole.fiscal))
            for mention in parts
        ]
    dated = {mention.time.year for mention in mentions if mention.time.form != "year"}
    return [
        mention
        for mention in mentions
        if mention.time.form != "year" or mention.time.year not in dated
    ]


def _chosen(mentions: Sequence[_Mention], around: Around, *, to_date: bool) -> PeriodReading:
    """The one time that is meant, or all that may be."""
    possible = list(
        dict.fromkeys(time for mention in mentions for time in (mention.time, *mention.others))
    )
    time, before = possible[0], mentions[0].before
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
