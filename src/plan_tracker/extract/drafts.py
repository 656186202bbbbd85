"""Which claim belongs to which figure, by the clauses of one sentence."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from plan_tracker.extract.clause import PERIODS, content
from plan_tracker.extract.mentions import Mention
from plan_tracker.extract.tokens import Token

NOTHING = (0, 0)  # no words of its own
_LEVELS = frozenset({"level", "count", "rank"})
_ENDS = frozenset(",;()")
_REACHED = frozenset({"đạt", "bằng", "achieving", "reaching", "fulfilling"})
_OPEN, _CLOSED = frozenset("(["), frozenset(")]")
_RATIOS = frozenset({"tỷ lệ", "tỉ lệ", "rate"})
_PASSED = frozenset({"lack", "beyond", "more", "less"})  # words that hold against a plan
_STEPS = frozenset({"%", "point", "score", "rank", "time"})
_FEW = 6  # figures back that a change may be of
_LONGEST_SUBJECT = 30  # tokens


@dataclass(slots=True, eq=False)
class Draft:
    """One subject of a sentence with its level, if one is printed, and the claims about it.

    `subject` is a stretch of tokens; `whole` the draft that this one is part of; `planned` says
    that its level is what a plan wants.
    """

    subject: tuple[int, int]
    level: Mention | None = None
    claims: list[Mention] = field(default_factory=list)
    whole: "Draft | None" = None
    planned: bool = False


@dataclass(slots=True)
class _Scope:
    """What the next claim is about, and what the next figure is part of."""

    current: Draft | None = None
    whole: Draft | None = None


def bind(tokens: Sequence[Token], mentions: Sequence[Mention]) -> list[Draft]:
    """The figures of a sentence with their claims, in order.

    A number with a subject of its own before it, behind a comma, semicolon, bracket or `and`,
    begins a new draft; one without belongs to the current draft. A bracket has a scope of its own.
    """
    binder = _Binder(tokens)
    for at, mention in enumerate(mentions):
        following = mentions[at + 1] if at + 1 < len(mentions) else None
        binder.take(mention, following)
    return binder.drafts


class _Binder:
    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.drafts: list[Draft] = []
        self.scope = _Scope()
        self.outer: list[_Scope] = []
        self.at = 0
        self.first = True
        self.ranked: Draft | None = None
        self.counted: Draft | None = None

    def take(self, mention: Mention, following: Mention | None) -> None:
        """Go on to a mention and put it where it belongs."""
        self._walk(mention.amount.first)
        self.at = mention.amount.end
        own = self._own(mention)
        if mention.kind in _LEVELS:
            self._level(mention, own, following)
        else:
            self._claim(mention, own)
        self.first = False

    def _walk(self, end: int) -> None:
        """Enter and leave brackets, and note where a whole is taken apart."""
        for token in self.tokens[self.at : end]:
            if token.text in _OPEN:
                self.outer.append(self.scope)
                self.scope = _Scope(self.scope.current, self.scope.whole)
            elif token.text in _CLOSED and self.outer:
                self.scope = self.outer.pop()
            elif token.roles.get("cue") == "parts":
                self.scope.whole = self.scope.current

    def _own(self, mention: Mention) -> tuple[int, int]:
        """The stretch of words before a mention that name its own subject; empty if none do."""
        if mention.near:
            return NOTHING
        spoken = mention.lead <= mention.cue < mention.amount.first and not mention.noun
        moved = mention.cue if spoken else -1
        end = mention.amount.first
        if moved >= 0 and mention.kind not in _LEVELS:
            end = moved
        start = self._before_colon(mention.lead)
        if self.first and self.scope.current is None:
            start = self._sentence_start(end)
        words = list(content(self.tokens, start, end))
        if not words and mention.kind in ("growth", "change") and moved >= 0:
            words = list(content(self.tokens, moved + 1, mention.amount.first))
            if mention.against in ("world", "other"):
                words = []
        named = any(self.tokens[at].text not in _RATIOS for at in words)  # 320/411 xã, tỷ lệ 77,9%
        return (words[0], words[-1] + 1) if named else NOTHING

    def _before_colon(self, start: int) -> int:
        """Where the words before a colon begin: `lợi nhuận: 210 tỷ đồng`."""
        if not start or self.tokens[start - 1].text != ":":
            return start
        for at in range(start - 2, max(-1, start - _LONGEST_SUBJECT), -1):
            if self.tokens[at].text in _ENDS or "digits" in self.tokens[at].roles:
                return at + 1
        return max(0, start - _LONGEST_SUBJECT)

    def _sentence_start(self, end: int) -> int:
        """Where the words of the first subject begin: what a comma splits belongs to it too."""
        start = max(0, end - _LONGEST_SUBJECT)
        opens = True
        for at in range(start, end):
            token = self.tokens[at]
            if token.text in (",", ":") and opens and any(content(self.tokens, at, end)):
                start, opens = at + 1, False
            if not opens and token.roles.keys() & {"opening"} and self.tokens[at - 1].text == ",":
                opens = True
            opens = opens and (at > start or "opening" in token.roles or "period" in token.roles)
        return start

    def _level(self, mention: Mention, own: tuple[int, int], following: Mention | None) -> None:
        current = self.scope.current
        told = current and (
            self._ratio(mention, own, current)
            or ("base" if self._is_base(mention, own, current) else "")
        )
        if current is not None and told:
            current.claims.append(mention._replace(kind=told))
            return
        if current is not None and self._about(mention, own, current, following):
            current.claims.append(mention)
            return
        open_ = current is not None and current.level is None and self._opens(mention, current)
        if current is not None and open_ and (own == NOTHING or current.subject == NOTHING):
            current.level = mention
            self._remember(current)
            current.subject = current.subject if current.subject != NOTHING else own
            return
        moved = self._moved_to(mention, current)
        begun = self._begin(own, mention)
        if current is not None and moved is not None:
            current.claims.remove(moved)
            begun.claims.append(moved)

    def _moved_to(self, mention: Mention, current: Draft | None) -> Mention | None:
        """The claim that leads to a level: `a 10.8% fall in volume to 1.15 million tonnes`."""
        if current is None or current.level is None or not current.claims or mention.cue < 0:
            return None
        if not mention.near or self.tokens[mention.cue].roles.get("cue") != "arrival":
            return None
        last = current.claims[-1]
        before = mention.lead == last.amount.end and last.kind in ("growth", "change", "multiple")
        return last if before else None

    def _opens(self, mention: Mention, current: Draft) -> bool:
        """Whether a number can be the level of a subject that was only claimed about so far."""
        climbed = all(claim.amount.unit == "rank" for claim in current.claims)
        if mention.amount.unit == "point":
            return False  # tăng 9,8%, đóng góp 2,3 điểm phần trăm
        return mention.kind == "level" or (mention.kind == "rank" and climbed)

    def _ratio(self, mention: Mention, own: tuple[int, int], current: Draft) -> str:
        """What a percentage without words of its own says of the level before it.

        `52/63 địa phương, đạt 82,5%` and `35 mẫu (2,8%)` are such ratios, a part `đạt 82,5%` is a
        share of its whole; else `đạt 82,5%` is attainment of a plan that is not named.
        """
        level = current.level
        if level is None or mention.amount.unit != "%" or own != NOTHING or mention.near:
            return ""
        between = self.tokens[level.amount.end : mention.amount.first]
        if self.tokens[mention.lead - 1].text == ";":
            return ""
        if mention.bracketed and any(token.text in (",", ";") for token in between):
            return ""  # 58 provinces grew, led by one (13.8%)
        if level.kind == "count":
            return "share"
        if mention.bracketed and level.amount.unit not in ("%", "score", "rank"):
            return "share"
        said = self.tokens[mention.amount.first - 1].text
        if said == "or" and level.amount.unit not in ("%", "score", "rank", ""):
            return "share"
        reached = mention.adjacent and self.tokens[mention.cue].text in _REACHED
        if not reached or level.amount.unit in ("%", "score", "rank", ""):
            return ""
        return "share" if current.whole else "attainment"

    def _is_base(self, mention: Mention, own: tuple[int, int], current: Draft) -> bool:
        """`99,2% (năm 2022: 98,5%)`, `(cùng kỳ năm trước xuất siêu 24 tỷ USD)`."""
        level = current.level
        if level is None or not self.outer or level.amount.unit != mention.amount.unit:
            return False
        said = self.tokens[mention.lead : mention.amount.first]
        if not said or self.tokens[mention.lead - 1].text not in _OPEN:
            return False
        if said[0].roles.get("cue") in PERIODS:
            return True
        return own == NOTHING and any("period" in token.roles for token in said)

    def _about(
        self, mention: Mention, own: tuple[int, int], current: Draft, following: Mention | None
    ) -> bool:
        """Whether n/N or a rank says something about the current figure rather than is one."""
        level = current.level
        if level is None:  # GRDP tăng 7,9%, xếp thứ 4/14
            return mention.kind == "rank" and own == NOTHING and not self._opens(mention, current)
        if level.kind != "level" or own != NOTHING:
            return False
        if mention.kind == "count":
            return mention.bracketed
        changes = following is not None and following.amount.unit == "rank"
        return mention.kind == "rank" and level.amount.unit != "score" and not changes

    def _claim(self, mention: Mention, own: tuple[int, int]) -> None:
        current, words = self.scope.current, mention.amount.form == "words"
        if words and current is None and (mention.kind != "multiple" or own == NOTHING):
            return  # nothing that it could be said of
        if self._is_level(mention, own):
            begun = self._begin(own, mention._replace(kind="level"))
            begun.planned = mention.kind == "target"
            return
        if current is not None and _shares(mention, current):
            mention = mention._replace(kind="share")
        home = self._home(mention, own) or self._begin(own, None)
        home.claims.append(mention)

    def _is_level(self, mention: Mention, own: tuple[int, int]) -> bool:
        """Whether what looks like a claim is a figure, since there is none that it could be of."""
        current = self.scope.current
        listed = current is None or _percent(current.level)  # 11,6%, 37,1% và 42,6% GDP
        if mention.kind == "share" and mention.cue < 0 and not mention.bracketed and listed:
            return True
        if mention.kind == "share":
            return own != NOTHING and not mention.bracketed
        said = self.tokens[mention.cue].roles.get("cue") if mention.cue >= 0 else ""
        aimed = mention.kind == "target" and said not in _PASSED
        planned = aimed or (mention.kind == "base" and own == NOTHING)
        return planned and self.scope.current is None

    def _home(self, mention: Mention, own: tuple[int, int]) -> Draft | None:
        """The draft that a claim is about; None where it begins a new one."""
        current = self.scope.current
        if mention.amount.form == "words" or mention.kind == "target":
            return current
        if own != NOTHING:
            return None
        if mention.amount.unit == "rank":
            return self.ranked or current
        if mention.kind == "share" and current is not None and _threshold(current):
            return self._before(current)
        if mention.kind == "change" and current is not None:
            self.scope.current = current = self._alike(mention, current)
        return self.counted if self.counted and _counts(mention, current) else current

    def _before(self, draft: Draft) -> Draft:
        """The figure before one that only says which were counted."""
        if len(self.drafts) < 2 or draft.level is None:
            return draft
        counted = self.drafts[-2].level
        if counted is None or counted.amount.unit in ("%", draft.level.amount.unit):
            return draft
        between = self.tokens[counted.amount.end : draft.level.amount.first]
        return draft if any(token.text in _ENDS for token in between) else self.drafts[-2]

    def _alike(self, mention: Mention, current: Draft) -> Draft:
        """The last figure in the unit of a change: `1.823 vụ, 812 người; giảm 112 vụ`."""
        unit, level = mention.amount.unit, current.level
        if not unit or unit in _STEPS or level is None or level.amount.unit in ("%", ""):
            return current
        alike = [d for d in self.drafts[-_FEW:] if d.level and d.level.amount.unit == unit]
        after = [token.text for token in self.tokens[mention.amount.end :][:1]]
        named = (d for d in alike if any(t.text in after for t in self.tokens[slice(*d.subject)]))
        return next(named, current if current in alike or not alike else alike[-1])

    def _remember(self, draft: Draft) -> None:
        """The last rank, and the last amount that is no percentage: what some changes are of."""
        level = draft.level
        if level is not None and level.kind == "rank":
            self.ranked = draft
        elif level is not None and level.amount.unit not in ("%", "score"):
            self.counted = draft

    def _begin(self, own: tuple[int, int], level: Mention | None) -> Draft:
        current, whole = self.scope.current, self.scope.whole
        draft = Draft(own, level, whole=whole)
        if own == NOTHING and current is not None:
            draft.subject = current.subject
        self.drafts.append(draft)
        self._remember(draft)
        self.scope.current = draft
        return draft


def _threshold(draft: Draft) -> bool:
    """`36 mặt hàng có kim ngạch trên 1 tỷ USD`: an amount that may only tell which are counted."""
    level = draft.level
    return level is not None and not draft.claims and level.amount.hedged and level.amount.scaled


def _shares(mention: Mention, current: Draft) -> bool:
    """`93 of the 130 planned targets (71.5 percent)`."""
    counted = current.level is not None and current.level.kind == "count"
    return counted and mention.bracketed and mention.amount.unit == "%"


def _counts(mention: Mention, current: Draft | None) -> bool:
    """A change without a unit is not one of a percentage: `2.3%, a decrease of 13,500`."""
    bare = mention.kind == "change" and not mention.amount.unit and mention.amount.form == "plain"
    return bare and current is not None and bool(current.level) and _percent(current.level)


def _percent(level: Mention | None) -> bool:
    return level is not None and level.amount.unit == "%"
