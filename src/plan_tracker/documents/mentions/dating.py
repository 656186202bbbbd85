"""When a figure is of: the times of its sentence, of its paragraph and of the document."""

from collections import Counter
from collections.abc import Sequence

from plan_tracker.documents.mentions.clause import token_cue
from plan_tracker.documents.mentions.mention import Mention
from plan_tracker.documents.reported import Reference
from plan_tracker.language.periods.time import Fiscal, Time
from plan_tracker.language.tokens import Token, roles_at, uses_at
from plan_tracker.model.period import read_period

FISCAL = "its year may not begin in January: nothing says when it does"
_WORLD = "WLD"  # the world as an entity
_HEADING = 2  # mentions of another time that the first heading outweighs
_NUMBERED = 2  # tokens before the number of a text that say what it is
_BACK = 5  # tokens before a time that may make it one to compare with
_HELD = frozenset(
    {"against", "weak", "plan", "same", "before-month", "before-quarter", "before-year", "whole"}
)
_CLAIMED = frozenset({"base", "target", "attainment"})
_COMPARED = frozenset({"growth", "change"})
_LONGER = frozenset({"month", "quarter", "half", "months", "year"})
_ENDS = frozenset(",;:()")
_SIDES = frozenset({"more", "less"})
_SMALL = frozenset({"'", "’"})


class Clock:
    """The time that the text has come to; one for a document, told every sentence in turn."""

    def __init__(self) -> None:
        self.here: Time | None = None  # of the paragraph so far
        self.last: Time | None = None  # of this paragraph or one before
        self.seen: Counter[Time] = Counter()
        self.year: int | None = None
        self.fiscal: Fiscal = ""  # what that year is
        self.headed = False

    def paragraph(self) -> None:
        """A new paragraph begins: what the last one said no longer holds."""
        self.here = None

    def tell(self, time: Time, *, heading: bool = False) -> None:
        """A time that the text is about from here on; the first heading's counts for more."""
        self.here = self.last = time
        if time.form != "day" and time.first:
            self.seen[time] += 1
            if heading and not self.headed:
                self.seen[time] += _HEADING
                self.headed = True
        if time.year and self.year is None:
            self.year, self.fiscal = time.year, time.fiscal

    def dated(self, time: Time) -> Time:
        """A time of the sentence: `the first half` is one of the fiscal year that the text is of.

        Where that year begins, nothing says, so that such a part is not one of the calendar.
        """
        part = time.first == 1 or time.form in ("half", "quarter")
        if self.fiscal and time.year is None and part and time.form != "month":
            return time._replace(year=self.year, fiscal=self.fiscal)
        return time

    @property
    def usual(self) -> Time | None:
        """The time that most of the document is about, the first of equals."""
        dated = [time for time in self.seen if time.year]
        return max(dated, key=lambda time: self.seen[time], default=None)


def is_dated_text(tokens: Sequence[Token], at: int) -> bool:
    """Whether the time here only says of when a text is: `Act No. 20 of 2011`, `Decree 7/2015`."""
    if "law" in roles_at(tokens, at - 1) and "bare" in tokens[at].roles:
        return True
    before = at - 1
    while before > max(0, at - 1 - _BACK) and _leads_to_date(tokens[before]):
        before -= 1
    if "name" not in roles_at(tokens, before):
        return False
    return any("law" in token.roles for token in tokens[max(0, before - _NUMBERED) : before])


def _leads_to_date(token: Token) -> bool:
    """Whether a token may stand between the number of a text and its date."""
    return bool(token.roles.keys() & {"period", "day", "light", "years"}) or "of" in token.uses


def is_reference(tokens: Sequence[Token], at: int) -> bool:
    """Whether the time here is only compared with: `so với năm 2022`, `kế hoạch năm 2023`."""
    if "from" in tokens[at].roles and _moved(tokens, at):
        return True
    for before in range(at - 1, max(-1, at - 1 - _BACK), -1):
        token = tokens[before]
        cue = token.roles.get("cue", "")
        if "done" in token.uses:
            continue
        if _than_when(tokens, before, at):
            return True  # fewer than in 2023
        if cue in _HELD and cue != "whole":
            # not `Over five months, …`
            return cue != "weak" or 0 < before == at - 1
        if cue in _SIDES and before < at - 1 and "of" in tokens[before + 1].uses:
            return True  # ahead of the second quarter
        if cue in _SIDES and all("the" in token.uses for token in tokens[before + 1 : at]):
            return True  # 18% above September; nhiều hơn năm 2023 là 7 huy chương
        silent = token.roles.keys() & {"light", "hedge"} or "small" in token.uses
        if silent or token.text in _SMALL:
            continue
        return _of_level(tokens, at + 1)
    return _of_level(tokens, at + 1)


def _ends_number(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number with its unit stands right before."""
    before = at - 1 - ("unit" in roles_at(tokens, at - 1))
    return "digits" in roles_at(tokens, before)


def _than_when(tokens: Sequence[Token], before: int, at: int) -> bool:
    """Whether a word of comparison and `in` or `at` stand right before a time."""
    between = tokens[before + 1 : at]
    timed = bool(between) or "bare" not in tokens[at].roles  # no `more than 2003 people`
    when = timed and all({"when", "the"} & token.uses for token in between)
    return when and "compares" in tokens[before].uses


def _moved(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number that moved stands right before: `up 4% from 2022`."""
    for token in reversed(tokens[max(0, at - _BACK) : at]):
        if token.text in _ENDS:
            return False
        if "digits" in token.roles:
            return True
    return False


def _of_level(tokens: Sequence[Token], at: int) -> bool:
    """`of the 2019 level`."""
    return "level-noun" in uses_at(tokens, at)


def time_after(
    tokens: Sequence[Token], times: Sequence[Time], mention: Mention, after: int
) -> Time | None:
    """The time printed right after a number: `đạt 75% vào năm 2020`."""
    place = _place_after(tokens, mention, after)
    return None if place < 0 else times[int(tokens[place].roles["period"])]


def claimed_places(tokens: Sequence[Token], mentions: Sequence[Mention]) -> set[int]:
    """The places of times right after a plan or a base: `above the goal of 87.5% for 2024`."""
    if not mentions:
        return set()
    nexts = [mention.amount.first for mention in mentions[1:]]
    return {
        _place_after(tokens, mention, after)
        for mention, after in zip(mentions, [*nexts, len(tokens)], strict=True)
        if mention.kind in _CLAIMED
        or mention.against == "plan"
        or mention.as_index
        or token_cue(tokens, mention.cue) == "plan"
    }


def _place_after(tokens: Sequence[Token], mention: Mention, after: int) -> int:
    """The place of the time right after a number, before the token `after`; -1 for none."""
    for at in range(mention.amount.end, min(after, mention.amount.end + _BACK)):
        token = tokens[at]
        if "period" in token.roles:
            return -1 if is_reference(tokens, at) else at
        cue = token.roles.get("cue", "")
        if cue == "whole" and mention.amount.unit == "%":
            continue  # 15% GDP trong quý II
        if token.text in _ENDS or cue in _HELD - {"weak"} or "contrasts" in token.uses:
            return -1  # lãi 18 tỷ đồng trong khi quý I lỗ
        if token.roles.keys().isdisjoint({"light", "span"}) and "when" not in token.uses:
            return -1  # but `310 GWh a day in September`
    return -1


def compared_time(
    tokens: Sequence[Token], times: Sequence[Time], mention: Mention, after: int
) -> Time | None:
    """The time that a claim names to compare with, after the number or before it."""
    if not times:
        return None
    for at in range(mention.amount.end, min(after, mention.amount.end + 16)):
        if "period" in tokens[at].roles and not is_dated_text(tokens, at):
            return times[int(tokens[at].roles["period"])]
        if tokens[at].text in _ENDS:
            break
    for at in range(mention.amount.first - 1, mention.lead - 1, -1):
        if "period" in tokens[at].roles:
            return times[int(tokens[at].roles["period"])]
    return None


def reference(
    mention: Mention, held: Time | None, period: str | None, year: int | None
) -> Reference | None:
    """What a claim of a figure of `period` is held against; None where nothing says."""
    own = int(period[:4]) if period else year
    named = held.calendar(year) if held and held.year else None
    if mention.kind in ("attainment", "target") or _gap(mention):
        return Reference(named or (str(own) if own else None), "target")
    if mention.against == "world":
        return Reference(period, entity=mention.entity or _WORLD)
    if mention.against == "time" or mention.kind == "base":
        return Reference(
            _same_form(named, period) if mention.against == "same" else named or _earlier(period, 1)
        )
    if mention.against == "same":
        return Reference(_same_form(named, period) if named else _earlier(period, 1))
    if mention.against == "before-year":
        return Reference(str(own - 1) if own else None)
    if mention.against in ("before-month", "before-quarter"):
        return Reference(_before(period, mention.against))
    return None


def may_be_longer(time: Time) -> bool:
    """Whether a time may be longer than the month or quarter that a figure in it is of."""
    return time.form in _LONGER and not time.cumulative and not time.day


def is_longer(time: Time, mention: Mention, held: Time | None) -> bool:
    """Whether a figure that is held against a month or quarter is not of a longer `time`.

    `6 tháng …. Có 512.712 địa chỉ, giảm 11% so với tháng 5`: of June, which nothing says.
    """
    if mention.kind not in _COMPARED or not may_be_longer(time):
        return False
    if mention.against == "before-month" or (held is not None and held.form == "month"):
        return time.form != "month"
    return mention.against == "before-quarter" and time.form != "quarter"


def _gap(mention: Mention) -> bool:
    """`2.6 points below the target`: a difference to a plan."""
    return mention.kind == "change" and mention.against == "plan"


def _same_form(named: str | None, period: str | None) -> str | None:
    """`cùng kỳ năm 2022` of 2023-H1 is 2022-H1."""
    if named is None or period is None or len(named) != 4:
        return named or _earlier(period, 1)
    return _earlier(period, int(period[:4]) - int(named))


def _earlier(period: str | None, years: int) -> str | None:
    if period is None:
        return None
    try:
        return read_period(period).years_before(years).text
    except ValueError:
        return None


def _before(period: str | None, what: str) -> str | None:
    """The month or quarter before the last one of a period."""
    if period is None or len(period) == 4:
        return None
    try:
        end = read_period(period).end
    except ValueError:
        return None
    size = 1 if what == "before-month" else 3
    index = end.year * 12 + end.month - 1 - size
    year, month = divmod(index, 12)
    return f"{year}-{month + 1:02d}" if size == 1 else f"{year}-Q{month // 3 + 1}"
