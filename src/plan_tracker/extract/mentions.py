"""What each number phrase of a sentence is: a level, or a claim of which kind."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plan_tracker.extract.amounts import Amount
from plan_tracker.extract.tokens import Token

_BOUNDARIES = frozenset({",", ";", ":", "(", ")", "[", "]", "|", "•"})
_REACH_BACK = 40  # tokens that are looked at before a number, and
_REACH_ON = 14  # after it
_PERCENT = frozenset({"%", "‰"})
_PERIODS = frozenset({"same", "before-month", "before-quarter", "before-year"})
_UP, _DOWN = frozenset({"up"}), frozenset({"down"})
_MOVES = frozenset({"up", "down", "of-growth"})
_SIDES = frozenset({"more", "less"})
_COMPARED = {"more than": "more", "less than": "less", "fewer than": "less"}
_NOUNS = frozenset({"plan", "share", "whole", *_PERIODS, "of-growth", "against", "weak"})


class Mention(NamedTuple):
    """A number phrase with what it is.

    `kind` is level, count, rank, or that of a claim. `lead` is where its clause begins, `cue` the
    token that decides (or -1), `adjacent` whether only small words stand between it and the number.
    `against` is what it is held against: plan, same, before-…, time or nothing; `near` says that
    nothing but a boundary-free stretch lies between the number before it and this one.
    """

    amount: Amount
    kind: str
    lead: int
    cue: int
    adjacent: bool
    against: str
    near: bool
    as_index: bool = False
    bracketed: bool = False
    noun: bool = False  # the cue is a noun that belongs to the subject: `tốc độ tăng GDP đạt`
    falls: bool = False  # growth whose fall is named before an earlier number only
    named: bool = False  # the plan stands right before the number: `vượt mục tiêu 87,5%`


def mentions(tokens: Sequence[Token], amounts: Sequence[Amount], locale: str) -> list[Mention]:
    """Every number phrase of one sentence with its kind, in order."""
    return [_mention(tokens, amounts, number, locale) for number in range(len(amounts))]


def _mention(tokens: Sequence[Token], amounts: Sequence[Amount], at: int, locale: str) -> Mention:
    amount = amounts[at]
    before = amounts[at - 1].end if at else 0
    after = amounts[at + 1].first if at + 1 < len(amounts) else len(tokens)
    lead, near = _lead(tokens, amount.first, before, at > 0)
    tail = _tail_cue(tokens, amount.end, after, locale)
    bracketed = amount.first > 0 and tokens[amount.first - 1].text == "("
    clause = _Clause(tokens, amount, lead, tail, after, locale)
    if amount.form in ("rank", "count"):
        return Mention(amount, amount.form, lead, -1, False, "", near, bracketed=bracketed)
    if amount.form == "words":
        kind = "change" if "still" in tokens[amount.first].roles else "multiple"
        return Mention(
            amount, kind, lead, amount.first, True, "world" if kind == "multiple" else tail[0], near
        )
    if bracketed and not near:
        return clause.bracketed(near)
    return clause.mention(near)


def _lead(tokens: Sequence[Token], first: int, before: int, later: bool) -> tuple[int, bool]:
    """Where the clause of a number begins, and whether it is the clause of the number before."""
    for at in range(first - 1, max(before, first - _REACH_BACK) - 1, -1):
        token = tokens[at]
        if token.text == ":" and at and _introduces(tokens[at - 1]):
            continue
        if token.text in _BOUNDARIES or ("join" in token.roles and later):
            return at + 1, False
    start = max(before, first - _REACH_BACK)
    return start, later and start == before


def _moves_after(token: Token) -> str:
    """The movement that an English word after a number names: `12% increase`, `5% more than`."""
    cue = token.roles.get("cue", "")
    if cue in _MOVES | _SIDES:
        return cue
    return _COMPARED.get(token.text, "")


def _introduces(token: Token) -> bool:
    """Whether a colon after this word introduces its number: `kế hoạch: 245`."""
    cue = token.roles.get("cue", "")
    return cue == "plan" or cue in _PERIODS or "period" in token.roles


def _tail_cue(tokens: Sequence[Token], end: int, after: int, locale: str) -> tuple[str, int]:
    """What the words after a number hold it against, or the movement that they name (English)."""
    held = ""
    for at in range(end, min(after, end + _REACH_ON)):
        token = tokens[at]
        cue = token.roles.get("cue", "")
        if token.text in _BOUNDARIES or "calm" in token.roles:
            break
        if cue in ("against", "weak"):
            held = held or cue
        elif cue in ("plan", "whole") or cue in _PERIODS:
            if held == "weak" and cue == "whole":
                break
            moved = tokens[at + 1].roles.get("cue", "") if at + 1 < after else ""
            if locale == "en" and cue in _PERIODS and moved in _MOVES | _SIDES:
                return moved, at + 1  # a 7% year-on-year rise
            return cue, at
        elif "period" in token.roles:
            if held:
                return "time", at
        elif "world" in token.roles and held == "against":
            return "world", at
        elif locale == "en" and not held and at <= end + 2 and _moves_after(token):
            return _moves_after(token), at
        elif (
            "light" not in token.roles
            and "sign" not in token.roles
            and token.text not in ("’", "'", "s", "of")
        ):
            if held == "against":
                return "other", at
            break
    return ("other", end) if held == "against" else ("", -1)


class _Clause:
    """The words before a number in its clause, its cues from left to right, and what follows."""

    def __init__(
        self,
        tokens: Sequence[Token],
        amount: Amount,
        lead: int,
        tail: tuple[str, int],
        after: int,
        locale: str,
    ) -> None:
        self.tokens, self.amount, self.lead, self.after = tokens, amount, lead, after
        self.tail, self.tail_at = tail
        self.locale = locale
        self.cues = [
            (at, tokens[at].roles["cue"])
            for at in range(lead, amount.first)
            if "cue" in tokens[at].roles and "calm" not in tokens[at].roles
        ]
        self.names = [name for _, name in self.cues]
        self.cue, self.last = self.cues[-1] if self.cues else (-1, "")

    def mention(self, near: bool) -> Mention:
        """The kind by unit and cues."""
        kind, index, noun, cue = self._kind()
        if kind == "level" or cue < 0:
            cue = self.cue
        return Mention(
            self.amount, kind, self.lead, cue, cue >= 0 and self._quiet(cue + 1),
            self._against(), near, index, False, noun, named=self._named(),
        )  # fmt: skip

    def _named(self) -> bool:
        """Whether the word for a plan is the last one before the number, after one for beyond."""
        if self.last != "plan" or not ({"beyond"} & {*self.names}):
            return False
        return self.tokens[self.amount.first - 1].text not in ("by", "thêm")

    def bracketed(self, near: bool) -> Mention:
        """The kind of a number right after an opening bracket, by the words before the bracket."""
        kind = self._in_bracket()
        return Mention(self.amount, kind, self.lead, -1, False, self._against(), near, False, True)

    def _in_bracket(self) -> str:
        unit, before = self.amount.unit, self._before_bracket()
        if unit in _PERCENT | {"point"} and self.tail in ("plan",):
            return "attainment"
        if self.amount.sign:
            return {"%": "growth", "point": "change"}.get(unit, "change")
        if self.tail in _MOVES | _SIDES:
            return "growth" if unit == "%" else "change"
        if before in ("plan", "same", "before-year", "before-month", "before-quarter", "time"):
            return "target" if before == "plan" else "base"
        if unit == "%" and (before == "of-growth" or self.tail in _PERIODS | {"time"}):
            return "growth"
        if unit == "%" and self.tail == "whole":
            return "share"
        if self._period_in_bracket():
            return "base"
        return "level"

    def _before_bracket(self) -> str:
        """What stands right before the bracket: a plan, the time compared with, a growth."""
        held = ""
        for at in range(self.amount.first - 2, max(-1, self.amount.first - 12), -1):
            token = self.tokens[at]
            cue = token.roles.get("cue", "")
            if cue == "plan" or cue in _PERIODS:
                return cue
            if cue in ("against", "weak"):
                return "time" if held else ""
            if cue in ("of-growth",) or token.text in ("tăng trưởng",):
                return "of-growth"
            if "period" in token.roles:
                held = "time"
            elif token.text in _BOUNDARIES or "digits" in token.roles or token.text == "%":
                break
        return ""

    def _period_in_bracket(self) -> bool:
        """`(3.226 lao động năm 2022)`."""
        return False

    def _against(self) -> str:
        """What the claim is held against, named after the number or before it."""
        if self.tail in _PERIODS | {"plan", "time", "world", "other"}:
            return self.tail
        for at, cue in reversed(self.cues):
            if cue == "plan" or cue in _PERIODS:
                return cue
            if cue == "against":
                return (
                    "time"
                    if any("period" in t.roles for t in self.tokens[at : self.amount.first])
                    else "other"
                )
        return ""

    def _kind(self) -> tuple[str, bool, bool, int]:
        """Kind, whether a growth is printed as an index, whether the cue is a noun, the cue."""
        unit = self.amount.unit
        if self._way_from():
            return "base", False, False, -1
        if unit == "time" or (self.last == "fold" and not unit):
            return self._times()
        if unit in _PERCENT:
            return self._percent()
        return self._other()

    def _way_from(self) -> bool:
        """`tăng từ 0 lên 100%`, `from 13.6% in 2016 to 91%`, `up 5% from 120`."""
        if self.amount.form == "range" or not self.amount.first:
            return False
        before = self.tokens[self.amount.first - 1].text
        if before == "from" and (self.lead == self.amount.first - 1 or self.tail in _PERIODS):
            return True
        if before in ("up from", "down from", "từ mức"):
            return True
        if before not in ("từ", "from", "từ mức") and not (
            before == "mức"
            and self.amount.first > 1
            and self.tokens[self.amount.first - 2].text == "từ"
        ):
            return False
        moved = any(name in _MOVES | {"arrival"} for name in self.names)
        for at in range(self.amount.end, min(len(self.tokens), self.amount.end + 10)):
            if self.tokens[at].roles.get("cue") == "arrival":
                return True
            if self.tokens[at].text in (";", ","):
                break
        return moved

    def _times(self) -> tuple[str, bool, bool, int]:
        moves = {"up", "down", "fold", "more", "less", "equals", "beyond", "of-growth"}
        for at, cue in reversed(self.cues):
            if cue in moves:
                return "multiple", False, False, at
        if self.tail or self.locale == "en":
            return "multiple", False, False, -1
        return "level", False, False, -1

    def _percent(self) -> tuple[str, bool, bool, int]:
        plan = self.tail == "plan" or (self.tail == "" and "plan" in self.names)
        same = self.tail in _PERIODS | {"time"} or (
            "against" in self.names and bool(_PERIODS & {*self.names} or self._time_in_lead())
        )
        last = self.last
        moved = self._moved()
        if self.tail in _MOVES | _SIDES:  # a 12% increase
            return "growth", False, False, self.tail_at
        if last == "beyond":
            return ("attainment" if plan else "level"), False, False, self.cue
        if last in _SIDES and self.locale == "en" and self._content(self.cue + 1):
            return "level", False, False, -1
        if last in _MOVES or last in _SIDES:
            held = (
                self.tail == "plan"
                or {"plan", "against"} <= {*self.names}
                or (last in _SIDES and "plan" in self.names)
            )
            return ("attainment" if held else "growth"), False, False, self.cue
        if last == "share":
            return "share", False, False, self.cue
        if last == "arrival":
            return "level", False, False, -1
        if last == "plan" or (last == "reach" and "plan" in self.names):
            return self._planned()
        if moved >= 0 and last in ("reach", "equals") and self._noun(moved):
            return "growth", False, True, moved
        if moved >= 0 and last in _NOUNS:  # tăng so với cùng kỳ 5%
            return "growth", False, False, moved
        if self.tail == "plan":
            return "attainment", False, False, -1
        if same and last in ("reach", "equals", "same", ""):
            return "growth", True, False, self.cue if last == "equals" else -1
        if last == "equals" and self.tail == "whole":
            return "share", False, False, -1
        if last in _PERIODS or last == "against":
            return "base", False, False, -1
        if last == "reach" and _PERIODS & {*self.names} and not self._content(self.cues[0][0] + 1):
            return "base", False, False, -1
        if self.amount.sign:
            return "growth", False, False, -1
        return "level", False, False, -1

    def _planned(self) -> tuple[str, bool, bool, int]:
        """A percentage after the word for a plan: the plan's value, or how far it is fulfilled."""
        at = next(at for at, cue in reversed(self.cues) if cue == "plan")
        names = [cue for place, cue in self.cues if place < at]
        if "beyond" in names:
            return (
                "attainment",
                False,
                False,
                next(p for p, cue in reversed(self.cues) if cue == "beyond"),
            )
        if self.last == "reach" and ("against" in names or names[-1:] == ["reach"]):
            return "attainment", False, False, -1
        if self._content(at + 1):
            return "level", False, False, -1
        return "target", False, False, -1

    def _other(self) -> tuple[str, bool, bool, int]:
        """Amounts, counts, points and steps."""
        last, unit = self.last, self.amount.unit
        side = self._side()
        if side >= 0 and (unit in ("point", "rank") or last in _SIDES | _NOUNS):
            return "change", False, False, side
        if last in _MOVES and not (self.amount.form == "range" and last == "of-growth"):
            if not self._content(self.cue + 1) or unit in ("point", "rank"):
                return "change", False, False, self.cue
            return "level", False, False, -1
        if last in _SIDES:
            return "change", False, False, self.cue
        if self.tail in _MOVES | _SIDES and unit:
            return "change", False, False, self.tail_at
        if last == "plan" or (last == "reach" and "plan" in self.names):
            return self._amount_planned()
        if last in _PERIODS or (
            last == "reach" and "against" not in self.names and _PERIODS & {*self.names}
        ):
            start = next(at for at, cue in self.cues if cue in _PERIODS)
            moved = self._moved()
            if moved >= 0 and moved < start:
                return "change", False, False, moved
            return ("level" if self._content(start + 1) else "base"), False, False, -1
        if last == "beyond" and self.tail == "plan":
            return "change", False, False, self.cue
        if last == "against" and not self._content(self.cue + 1):
            return "base", False, False, -1
        if unit in ("point", "rank") and self.amount.sign:
            return "change", False, False, -1
        return "level", False, False, -1

    def _amount_planned(self) -> tuple[str, bool, bool, int]:
        at = next(at for at, cue in reversed(self.cues) if cue == "plan")
        beyond = [place for place, cue in self.cues if cue == "beyond" and place < at]
        if self._content(at + 1):
            return "level", False, False, -1
        return "target", False, False, beyond[-1] if beyond else -1

    def _side(self) -> int:
        """The last word for higher or lower before the number, or for beyond before points; or -1."""
        sides = _SIDES | ({"beyond"} | _MOVES if self.amount.unit in ("point", "rank") else set())
        return next((at for at, cue in reversed(self.cues) if cue in sides), -1)

    def _moved(self) -> int:
        """The last movement before the number, or -1."""
        return next((at for at, cue in reversed(self.cues) if cue in _MOVES), -1)

    def _noun(self, at: int) -> bool:
        return self.tokens[at].roles.get("cue") == "of-growth"

    def _time_in_lead(self) -> bool:
        return any("period" in token.roles for token in self.tokens[self.lead : self.amount.first])

    def _quiet(self, start: int) -> bool:
        return not any(True for _ in content(self.tokens, start, self.amount.first)) and not any(
            "period" in t.roles or t.roles.get("cue") in _NOUNS
            for t in self.tokens[start : self.amount.first]
        )

    def _content(self, start: int) -> bool:
        return any(True for _ in content(self.tokens, start, self.amount.first))


def content(tokens: Sequence[Token], start: int, end: int) -> Iterator[int]:
    """The places of words that tell what is measured, as against how, when and how much."""
    for at in range(start, end):
        token = tokens[at]
        roles = token.roles
        if not token.text[:1].isalpha():
            if "name" in roles:
                yield at
            continue
        if "light" in roles or "hedge" in roles or "period" in roles:
            continue
        if "cue" in roles and "calm" not in roles and roles["cue"] not in ("of-growth", "whole"):
            continue
        yield at
