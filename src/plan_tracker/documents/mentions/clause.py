"""The words around one number: what comes before it in its clause, and what follows."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import takewhile

from plan_tracker.documents.mentions.number_phrases import NumberPhrase
from plan_tracker.language.grammar import grammar
from plan_tracker.language.tokens import Token, roles_at, text_at, uses_at

PERCENT = frozenset({"%", "‰"})
PERIODS = frozenset({"same", "before-month", "before-quarter", "before-year", "earlier"})
MOVES = frozenset({"up", "down", "of-growth"})
SIDES = frozenset({"more", "less"})
PASSED = frozenset({"beyond", "lack", "more", "less"})  # over a plan or a level, or short of it
NOUNS = frozenset({"plan", "share", "whole", *PERIODS, "of-growth", "against", "weak"})
_BOUNDARIES = frozenset({",", ";", ":", "(", ")", "[", "]", "|", "•"})
_REACH_BACK = 40  # tokens that are looked at before a number, and
_THAN = 8  # tokens from `higher than` to what it names
_REACH_ON = 14  # after it
_BEFORE_BRACKET = 11
_SILENT = frozenset({"light", "hedge", "period", "aim"})  # roles of words that name nothing
_LONGEST_ASIDE = 8
_WHOLE_NAMED = 4  # tokens after `of` that may name a whole
_PLANNED = 3  # words from that which says it is planned
_WHICH = 6  # tokens from a word that says which plan to the word for it
_MULTIPLE = 3  # digits of a multiple, at most
_SMALL = frozenset({"’", "'"})


class Marks:
    """What the clauses of a sentence begin and end with, found once for all of its numbers.

    `cues` are the places and meanings of the words that decide, `joints` the places of signs and
    words that may stand between two clauses.
    """

    def __init__(self, tokens: Sequence[Token], locale: str) -> None:
        self.tokens, self.rules = tokens, grammar(locale)
        self.cues = [
            (at, token.roles["cue"])
            for at, token in enumerate(tokens)
            if "cue" in token.roles and "calm" not in token.roles
        ]
        self.joints = [
            at
            for at, token in enumerate(tokens)
            if token.text in _BOUNDARIES or "join" in token.roles or "and" in token.uses
        ]


class Clause:
    """The clause of one number.

    `lead` is the token where it begins; `near` says that the number before it stands in the same
    clause. `cues` are the places and meanings of the words before the number that decide, `names`
    the meanings alone, `cue` and `last` the last of them (-1 and "" for none). `tail` is what the
    words after the number hold it against (plan, same, before-…, time, world, other), or the
    movement that they name where movements follow numbers, and `tail_at` its place. `led_by` is
    what the token right before the number does in its sentence.
    """

    def __init__(self, marks: "Marks", amounts: Sequence[NumberPhrase], number: int) -> None:
        tokens, self._marks = marks.tokens, marks
        self.tokens, self.amount, self.rules = tokens, amounts[number], marks.rules
        self.led_by = uses_at(tokens, self.amount.first - 1)
        before = amounts[number - 1].end if number else 0
        later = amounts[number + 1 : number + 3]
        following = [each.first for each in later]
        self._later = later[0] if later else None
        self.next = following[0] if following else -1  # where the next number begins
        self.lead, self.near = self._lead(before, later=number > 0)
        self._after, end = self._behind(following)
        self.tail, self.tail_at = self._tail(self._after, end)
        first = bisect_left(marks.cues, (self.lead, ""))
        self.cues = marks.cues[first : bisect_left(marks.cues, (self.amount.first, ""), first)]
        self.names = [name for _, name in self.cues]
        self.cue, self.last = self.cues[-1] if self.cues else (-1, "")

    @property
    def before(self) -> str:
        """The token right before the number."""
        return self.tokens[self.amount.first - 1].text if self.amount.first else ""

    @property
    def in_bracket(self) -> bool:
        """Whether a bracket opens right before the number, or before its side: `(lỗ 5`."""
        return self._bracket() >= 0

    def _bracket(self) -> int:
        at = self.amount.first - 1
        at -= "earning" in self.led_by and self.amount.unit not in PERCENT
        return at if at >= 0 and self.tokens[at].text == "(" else -1

    @property
    def begins_with(self) -> frozenset[str]:
        """What the first token of the clause does in its sentence."""
        return uses_at(self.tokens, self.lead)

    @property
    def opened(self) -> bool:
        """Whether the clause begins behind an opening bracket."""
        return self.lead > 0 and self.tokens[self.lead - 1].text == "("

    def last_of(self, *meanings: str) -> int:
        """The last cue before the number with one of the meanings; -1 for none."""
        return next((at for at, cue in reversed(self.cues) if cue in meanings), -1)

    def says(self, start: int, but: str = "") -> bool:
        """Whether words with content stand between a token and the number, `but` cues of a kind."""
        for at in content(self.tokens, start, self.amount.first):
            if not but or self.tokens[at].roles.get("cue") != but:
                return True
        return False

    def names_level(self) -> bool:
        """Whether a level to compare with stands behind the last cue: `thấp hơn ngưỡng an toàn`.

        How far from an average is another thing.
        """
        uses = [token.uses for token in self.tokens[self.cue + 1 : self.amount.first]]
        average = any("average" in use and "level-word" not in use for use in uses)
        return any("level-word" in use for use in uses) and not average

    def names_value(self) -> bool:
        """Whether `of` makes the number the value of what a comparison names: `the minimum of 5`.

        Not where nothing stands between: `more than the 1,165 of 2023`.
        """
        at = self.amount.first - 1
        return "of-whole" in self.led_by and at > self.cue + 1

    def names_average(self) -> bool:
        """`12% below the ten-year average of 9.9 TWh`: the number is what the average was."""
        return self.names_value() and "average" in uses_at(self.tokens, self.amount.first - 2)

    def says_little(self, start: int) -> bool:
        """Whether no word with content stands there, or one that any sum of money has: `lãi`."""
        said = content(self.tokens, start, self.amount.first)
        return all("earning" in self.tokens[at].uses for at in said)

    def quiet(self, start: int) -> bool:
        """Whether nothing but small words stands between a token and the number."""
        between = self.tokens[start : self.amount.first]
        named = any("period" in t.roles or t.roles.get("cue") in NOUNS for t in between)
        return not named and not self.says(start)

    def is_rate(self) -> bool:
        """Whether the number is one for each thing: `182 phút/khách hàng`."""
        return is_rate(self.tokens, self.amount.end)

    def timed(self) -> bool:
        """Whether a time is named before the number."""
        lead = self.tokens[self.lead : self.amount.first]
        return any("period" in token.roles for token in lead)

    def is_counted(self) -> bool:
        """Whether a number is too large for a multiple: it says how often."""
        digits = self.tokens[self.amount.number].text
        return self.amount.scaled or sum(sign.isdecimal() for sign in digits) > _MULTIPLE

    def has_object(self) -> bool:
        """Whether an amount is what was lost, cut or raised, and not how far anything moved.

        But `shares lost 12 cents to $4`, `the index lost 30 points`.
        """
        cue = self.tokens[self.cue].uses if self.cue >= 0 else frozenset()
        objects = "transitive" in cue and self.cue == self.amount.first - 1
        end = self.amount.end
        arrives = token_cue(self.tokens, end) == "arrival" and self.next == end + 1
        return objects and not arrives and self.amount.unit not in ("point", "rank", "score")

    def follows_fraction(self) -> bool:
        """Whether a fraction in words is held against the number: `half the 4,900`."""
        return "fraction" in roles_at(self.tokens, self.amount.first - 2)

    def is_of_time(self, start: int) -> bool:
        """Whether only a time stands between a token and the number, as its owner: `2023's`."""
        owner = self.tokens[start : self.amount.first]
        timed = any("period" in token.roles for token in owner)
        return timed and all("period" in token.roles or _small(token) for token in owner)

    def plan_follows(self) -> bool:
        """`the 6.5% target`: the word for a plan follows its value at once."""
        at_once = self.tail == "plan" and self.tail_at == self.amount.end
        return self.rules.follows and at_once

    def plan_is_rate(self) -> bool:
        """`91% against a target of 93%`: the plan has a percentage of its own."""
        if self._later is None or self.tail != "plan" or self._later.unit != "%":
            return False
        held = any(
            token_cue(self.tokens, at) == "against" for at in range(self._after, self.tail_at)
        )
        return held and not any(content(self.tokens, self.tail_at + 1, self._later.first))

    def moved_before(self) -> bool:
        """Whether a movement led to the number before: `declined to 6.2% of total loans`."""
        for at in range(self.lead - 1, max(-1, self.lead - _REACH_ON), -1):
            if self.tokens[at].text in _BOUNDARIES:
                break
            if token_cue(self.tokens, at) == "arrival":
                return True
        return False

    def moved_in_clause_before(self) -> int:
        """The last movement of the clause before, where no number follows it; -1 for none."""
        for at in range(self.lead - 2, max(-1, self.lead - _REACH_ON), -1):
            token = self.tokens[at]
            if token.text in _BOUNDARIES or "digits" in token.roles:
                break
            if token_cue(self.tokens, at) in ("up", "down"):
                return at
        return -1

    def names_whole(self) -> bool:
        """Whether the words right after a percentage say what it is of: `9% of revenue`."""
        end = self.amount.end
        if (
            not self.rules.follows
            or "of-whole" not in uses_at(self.tokens, end)
            or self.tail == "plan"
        ):
            return False
        return any(content(self.tokens, end + 1, end + _WHOLE_NAMED))

    def is_planned(self, start: int) -> bool:
        """Whether words beside the number make it a plan's: `the projected 28%`, `13,000 budgeted`.

        Those before it stand behind the token `start`, with no other words of content.
        """
        before = self.tokens[start : self.amount.number]
        said = list(content(self.tokens, start, self.amount.first))
        if said and "of-whole" in self.led_by and len(said) <= _PLANNED:
            return "planned-word" in self.tokens[said[0]].uses  # the budgeted surplus of $10
        silent = all("planned-word" in self.tokens[at].uses for at in said)
        if silent and any("planned-word" in token.uses for token in before):
            return True
        return silent and "planned-word" in uses_at(self.tokens, self.amount.end)

    def planned_behind(self) -> bool:
        """`compared with 120 villages and 70,000 people planned`: said once, of both."""
        for token in self.tokens[self.amount.end : self.amount.end + _THAN]:
            if token.text in _BOUNDARIES:
                break
            if "planned-word" in token.uses:
                return True
        return False

    def side_is_taken(self) -> bool:
        """Whether a comparison belongs to the number before it: `1% lower at 77,300`."""
        if not (self.near and self.rules.follows):
            return False
        first = self.tokens[self.lead]
        return token_cue(self.tokens, self.lead) in SIDES | MOVES or bool(
            {"more-after", "less-after"} & first.uses
        )

    def than_planned(self) -> bool:
        """`12% higher than the plan`."""
        after = list(takewhile(_names, self.tokens[self.tail_at : self.tail_at + _THAN]))
        said = any(token.roles.get("cue") == "plan" for token in after)
        following = self.tokens[self.tail_at : self.tail_at + 2]
        return said or any({"plan-inside", "planned-word"} & token.uses for token in following)

    def against(self) -> str:
        """What the number is held against, named after it or before it; empty for nothing."""
        if self.tail in PERIODS | {"plan", "time", "world", "other"}:
            return self.tail
        if self.tail in SIDES and self.rules.follows and self.than_planned():
            return "plan"
        for at, cue in reversed(self.cues):
            if cue == "plan" or cue in PERIODS:
                return cue
            if cue == "against":
                between = self.tokens[at : self.amount.first]
                return "time" if any("period" in token.roles for token in between) else "other"
        return ""

    def before_bracket(self) -> str:
        """What stands right before an opening bracket: a plan, a time compared with, a growth."""
        timed = average = False
        start = self._bracket() - 1
        for at in range(start, max(-1, start - _BEFORE_BRACKET), -1):
            token = self.tokens[at]
            cue = token.roles.get("cue", "")
            if cue in ("plan", "of-growth") or cue in PERIODS:
                return cue
            if cue in ("against", "weak"):
                return "time" if timed or average else ""
            timed = timed or "period" in token.roles
            average = average or "average" in token.uses
            lasting = "span" in self.tokens[at + 1].roles  # trung bình 4 tuần trước
            number = "digits" in token.roles and not lasting
            if token.text in _BOUNDARIES or token.text == "%" or number:
                break
        return ""

    def _lead(self, before: int, *, later: bool) -> tuple[int, bool]:
        start = max(before, self.amount.first - _REACH_BACK)
        behind = self.amount.first  # all tokens from here on to the number are in the clause
        joints = self._marks.joints
        first, last = bisect_left(joints, start), bisect_left(joints, behind)
        for at in reversed(joints[first:last]):
            if at >= behind:
                continue
            token = self.tokens[at]
            if token.text == ")":
                aside = self._aside(at, start)
                if aside < at:
                    behind = aside + 1
                    continue
            if "and" in token.uses and later and self._inside(at, start):
                continue
            introduced = token.text == ":" and at and _introduces(self.tokens[at - 1])
            if not introduced and (token.text in _BOUNDARIES or ("join" in token.roles and later)):
                return at + 1, False
        return start, later and start == before

    def _inside(self, joint: int, start: int) -> bool:
        """Whether an `and` joins two names: `8.8%, mining and quarrying decreased`."""
        for at in range(joint - 1, max(start, joint - _LONGEST_ASIDE) - 1, -1):
            token = self.tokens[at]
            if token.text in _BOUNDARIES:
                return at < joint - 1
            if "cue" in token.roles or "period" in token.roles or "join" in token.roles:
                break
        return False

    def _aside(self, closing: int, start: int) -> int:
        """The token before a short bracket without a number: `tổng sản phẩm (GDP) tăng`."""
        for at in range(closing - 1, max(start, closing - _LONGEST_ASIDE) - 1, -1):
            if self.tokens[at].text == "(":
                return at - 1
            if not self.tokens[at].text[:1].isalpha():
                break
        return closing

    def _behind(self, following: list[int]) -> tuple[int, int]:
        """Where the words after the number begin and end, given where the next numbers begin.

        A bracket with one number is gone past: `vượt 500 tỷ đồng (+10,3%) so với dự toán`.
        """
        start, size = self.amount.end, len(self.tokens)
        after, later = [*following, size, size][:2]
        if after < size and start < size and self.tokens[start].text == "(":
            inside = self.tokens[start : min(later, start + _REACH_ON)]
            closing = next((at for at, token in enumerate(inside) if token.text == ")"), 0)
            if start + closing > after:
                start, after = start + closing + 1, later
        return start, min(after, start + _REACH_ON)

    def _tail(self, start: int, after: int) -> tuple[str, int]:
        held = ""
        for at in range(start, after):
            token = self.tokens[at]
            cue = token.roles.get("cue", "")
            joined = "and" in token.uses and self.rules.follows
            if joined or token.text in _BOUNDARIES or "calm" in token.roles:
                break
            if "turns-clause" in token.uses:
                break
            if cue in ("against", "weak"):
                held = held or cue
                continue
            named = self._named_after(at, after, cue, held)
            if named is not None:
                return named
            if _small(token) or "period" in token.roles or (held and cue == "reach"):
                continue
            if self._says_whose(at, after):
                continue
            if held == "against":
                return "other", at
            break
        return ("other", self.amount.end) if held == "against" else ("", -1)

    def _named_after(self, at: int, after: int, cue: str, held: str) -> tuple[str, int] | None:
        """What a word after the number says of it; None where it says nothing."""
        token = self.tokens[at]
        if "planned-after" in token.uses and at == self._after and self.amount.unit in PERCENT:
            return "plan", at
        if cue in PERIODS:
            moved = self._moved_at(at + 1) if at + 1 < after else ""
            return (moved, at + 1) if moved else (cue, at)  # a 7% year-on-year rise
        if "counted-plan" in token.uses and "of" in self.tokens[at - 1].uses:
            return None  # 55 percent of targets
        if cue == "whole" and self._says_whose(at, after):
            return None
        if cue == "lack" and "after-number" not in token.uses:
            return None  # sales of $77 million missed the estimates; 14 dự án chậm tiến độ
        if cue in ("plan", "lack") or (cue == "whole" and held != "weak"):
            return cue, at
        if "period" in token.roles and (held or self._of_level(at + 1)):
            return "time", at
        if "world" in token.roles and held == "against":
            return "world", at
        moved = self._moved_at(at)
        if not moved or held:
            return None
        between = self.tokens[self._after : at]
        led = len(between) > 2 or any("leads" in word.uses for word in between)
        led = led or any(word.roles.get("cue") == "reach" for word in between)  # $2 was above
        return None if led or self._leads_next(at) else (moved, at)

    def _leads_next(self, at: int) -> bool:
        """`107 billion growing at 17.3 percent`: the movement is that of the next number.

        Not so in `112 points higher at 7,415`.
        """
        if self.tokens[at].roles.get("cue") in SIDES:
            return False
        following = at + 2 if uses_at(self.tokens, at + 1) & {"by", "at"} else at + 1
        return following == self.next

    def _says_whose(self, at: int, after: int) -> bool:
        """Whether a word only says whose or which plan follows: `of the bureau's revised goal`."""
        if not self.rules.follows:
            return False
        if token_cue(self.tokens, at) == "whole" and token_cue(self.tokens, at + 1) == "plan":
            return True  # of the total budget estimates
        owner = text_at(self.tokens, at + 1) in _SMALL and self.tokens[at].text.isalpha()
        which = "plan-adjective" in self.tokens[at].uses
        following = self.tokens[at + 1 : min(after, at + _WHICH)]
        return (owner or which) and any(token.roles.get("cue") == "plan" for token in following)

    def _of_level(self, at: int) -> bool:
        """`of the 2019 level`."""
        return "level-noun" in uses_at(self.tokens, at)

    def _moved_at(self, at: int) -> str:
        """The movement that a word after the number names: `12% increase`, `5% more than`."""
        if not self.rules.follows:
            return ""
        token = self.tokens[at]
        cue = token.roles.get("cue", "")
        if cue in MOVES | SIDES and "after-number" in token.uses:
            return cue
        if "more-after" in token.uses:
            return "more"
        return "less" if "less-after" in token.uses else ""


def token_cue(tokens: Sequence[Token], at: int) -> str:
    """The cue that a token is; empty for none."""
    return roles_at(tokens, at).get("cue", "")


def content(tokens: Sequence[Token], start: int, end: int) -> Iterator[int]:
    """The places of words that tell what is measured, as against how, when and how much."""
    for at in range(start, min(end, len(tokens))):
        token = tokens[at]
        roles = token.roles
        if not token.text[:1].isalpha():
            if "name" in roles:
                yield at
            continue
        if roles.keys() & _SILENT:
            continue
        if "cue" in roles and "calm" not in roles and roles["cue"] not in ("of-growth", "whole"):
            continue
        yield at


def is_rate(tokens: Sequence[Token], end: int) -> bool:
    """Whether a number that ends here is one for each thing: no `8 giờ/ngày`, `3 tháng/lần`."""
    counted = roles_at(tokens, end + 1)
    joined = text_at(tokens, end) == "/" and tokens[end].start == tokens[end - 1].end
    timed = counted.keys() & {"span", "period", "digits"} or counted.get("unit") == "time"
    return joined and not timed and text_at(tokens, end + 1)[:1].isalpha()


def _names(token: Token) -> bool:
    """Whether a token belongs to the words that name what a number is held against."""
    return token.text not in _BOUNDARIES and "digits" not in token.roles


def _introduces(token: Token) -> bool:
    """Whether a colon after this word introduces its number: `kế hoạch: 245`."""
    cue = token.roles.get("cue", "")
    return cue == "plan" or cue in PERIODS or "period" in token.roles


def _small(token: Token) -> bool:
    silent = "light" in token.roles or "sign" in token.roles
    return silent or token.text in _SMALL or "small" in token.uses
