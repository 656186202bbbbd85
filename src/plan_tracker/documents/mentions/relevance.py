"""Which numbers are reported figures, and which only count the parts of a thought."""

import re
from collections.abc import Sequence
from itertools import takewhile

from plan_tracker.documents.mentions.clause import content, is_rate
from plan_tracker.documents.mentions.mention import Mention
from plan_tracker.documents.mentions.number_phrases import NumberPhrase
from plan_tracker.language.lexicon import Roles
from plan_tracker.language.tokens import Token, roles_at, text_at, uses_at

Plurals = tuple[str, ...]
_SHORTEST = 3  # letters; no plural has so few
_DECIMAL = re.compile(r"[.,]\d{1,2}$")
_NEAR = 3  # tokens from a rank to what is ranked
_NAMING = 5  # tokens after a count that may name what is counted
_COMPARED_WITH = 8  # tokens after `than` that may name what is compared with
_FEW = 2  # digits of a count that nobody reports without a word that says so
_ENDS = frozenset(",;:()")
_PARTS = frozenset(";:()")
_MOVES = frozenset({"growth", "change"})
_BARE_CLAIMS = frozenset({"target", "base", "change"})  # kinds that need a unit or more
_REPORTS = frozenset({"reach", "arrival", "up", "down", "beyond", "share", "equals", "of-growth"})


def is_kept(
    tokens: Sequence[Token], mention: Mention, before: Mention | None, plurals: Plurals
) -> bool:
    """Whether a number is a figure or a claim; `before` is the last one that was.

    `plurals` are what counted nouns of the language end with.
    """
    amount = mention.amount
    led_by = uses_at(tokens, amount.first - 1)
    if mention.kind == "target" and "by" in led_by:
        return False  # surpassing the $6 billion target by 20%: how far, which cannot be read alone
    if mention.kind == "attainment" and _is_over(tokens, mention):
        return False
    if mention.kind in _MOVES and not _happened(tokens, mention):
        return False
    if mention.kind in ("level", "count", "rank"):
        return is_figure(tokens, mention, before, plurals)
    if mention.kind == "base" and _is_span_back(tokens, amount):
        return False
    told = amount.unit or amount.form == "words" or mention.kind not in _BARE_CLAIMS
    told = told or (mention.kind == "target" and _is_value_of_plan(tokens, amount))
    told = told or (mention.bracketed and amount.sign)  # 68 người chết (-11)
    told = told or any("refers-back" in token.uses for token in tokens[mention.lead : amount.first])
    came = {"from", "base-from"} & led_by
    return bool(told or came) or is_figure(tokens, mention, before, plurals)


def _happened(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether a movement is one of its figure since another time.

    It may be what was planned or has to be, or of another time, or held against something else.
    """
    if _is_obliged(tokens, mention) or _is_than_others(tokens, mention):
        return False
    if mention.kind == "change":
        return not _plans_move(tokens, mention)
    return not (_is_planned(tokens, mention) or _is_of_before(tokens, mention))


def is_changed(tokens: Sequence[Token], level: Mention, claim: Mention) -> bool:
    """Whether a length of time, or points, moved: so says the number right beside it.

    `waited 19 hours, six hours less`, `from 14 months to 11 months`
    """
    unit = level.amount.unit
    told = unit == "score" or "span" in _unit_roles(tokens, level)
    first, second = sorted((level.amount, claim.amount))
    apart = any(token.text in _PARTS for token in tokens[first.end : second.first])
    moved = claim.kind in ("change", "base") and claim.amount.unit == unit
    arrives = first is level.amount or roles_at(tokens, level.cue).get("cue") == "arrival"
    return level.kind == "level" and told and moved and arrives and not apart


def _is_value_of_plan(tokens: Sequence[Token], amount: NumberPhrase) -> bool:
    """`exceeding its target of 40`: a count that `of` gives to a plan needs no unit."""
    led = roles_at(tokens, amount.first - 2).get("cue") == "plan"
    return led and "of-whole" in uses_at(tokens, amount.first - 1)


def _plans_move(tokens: Sequence[Token], mention: Mention) -> bool:
    """`; kế hoạch giảm 300 hộ`: a clause that tells what was planned, and not what happened."""
    planned = roles_at(tokens, mention.lead).get("cue") == "plan"
    moves = roles_at(tokens, mention.cue).get("cue") in ("up", "down")
    return planned and moves and mention.cue == mention.lead + 1


def _is_than_others(tokens: Sequence[Token], mention: Mention) -> bool:
    """`11% less than men`: held against something else, and no other time, plan or average."""
    than = max(mention.cue, mention.amount.end)
    than += "compares" not in uses_at(tokens, than)
    if mention.cue < mention.amount.end or "compares" not in uses_at(tokens, than):
        return False
    named = list(takewhile(_goes_on, tokens[than + 1 : than + 1 + _COMPARED_WITH]))
    end = than + 1 + len(named)
    if not any(content(tokens, than + 1, end)) or "digits" in roles_at(tokens, end):
        return False
    return not any(
        token.roles.keys() & {"period", "cue", "world", "currency"}
        or token.uses & {"past", "planned-word", "average", "level-noun", "refers-back"}
        for token in named
    )


def _goes_on(token: Token) -> bool:
    return token.text not in _ENDS and "digits" not in token.roles


def _is_over(tokens: Sequence[Token], mention: Mention) -> bool:
    """`1.2% over its benchmark`: how far it lies from what is planned, which no word tells."""
    return mention.cue < 0 and roles_at(tokens, mention.amount.end).get("cue") == "weak"


def _is_obliged(tokens: Sequence[Token], mention: Mention) -> bool:
    """`coverage would have to grow by 11 points`: what has to happen, and has not."""
    return any("obliges" in token.uses for token in tokens[mention.lead : max(mention.cue, 0)])


def _is_of_before(tokens: Sequence[Token], mention: Mention) -> bool:
    """`tăng 9,3% (cùng kỳ năm trước tăng 8,8%)`: the growth of the time that is compared with."""
    bracketed = text_at(tokens, mention.lead - 1) == "("
    held = roles_at(tokens, mention.lead).get("cue") in ("same", "before-year")
    return bracketed and held and mention.lead < mention.cue


def _is_span_back(tokens: Sequence[Token], amount: NumberPhrase) -> bool:
    """`so với trung bình 4 tuần trước`: how long ago it was, and not what it was."""
    spanned = "span" in roles_at(tokens, amount.end - 1) and "average" in uses_at(
        tokens, amount.first - 1
    )
    return spanned and tokens[amount.number].text.isdecimal()


def _is_planned(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether a movement is the plan that was surpassed or met, and nothing that happened."""
    bracketed = text_at(tokens, mention.lead - 1) == "("
    if bracketed and roles_at(tokens, mention.lead - 2).get("cue") == "plan":
        return mention.lead == mention.cue  # đạt chỉ tiêu giao (giảm 1-1,5%)
    named = roles_at(tokens, mention.cue - 1).get("cue") == "plan"
    return named and any(
        token.roles.get("cue") == "beyond" for token in tokens[mention.lead : mention.cue]
    )


def is_figure(
    tokens: Sequence[Token], mention: Mention, before: Mention | None, plurals: Plurals
) -> bool:
    """Whether a level is one that a report would be asked about."""
    amount = mention.amount
    digits = tokens[amount.number].text
    if mention.near and before is not None and _ranked_among(tokens, before, mention):
        return False
    if mention.kind in ("rank", "count"):
        return mention.kind == "rank" or _counted(tokens, mention)

    following = roles_at(tokens, amount.end)
    last = _unit_roles(tokens, mention)
    if "span" in last or ("span" in following and not amount.unit):
        return (amount.scaled and "span" in last) or _measured(tokens, mention, digits)
    if mention.kind == "level" and _is_how_far(tokens, mention):
        return False
    if amount.unit == "%" and mention.near and before is not None and before.kind == "count":
        return digits != "100"  # what `hoàn thành 100%` says of those counted
    if (amount.unit and "structure" not in last) or amount.scaled:
        return True
    if amount.hedged:
        return not _is_bound_of_age(tokens, mention, digits, plurals)
    if "structure" in following or "structure" in last:
        return _is_more_than_listed(tokens, mention, digits, before)
    return _reported(tokens, mention, digits, before, plurals)


def _is_more_than_listed(
    tokens: Sequence[Token], mention: Mention, digits: str, before: Mention | None
) -> bool:
    """Whether what may be the parts of a thought, `3 goals`, is counted like other things."""
    end = mention.amount.end
    if _counted_again(tokens, mention, before) or _is_share_told(tokens, end):
        return True
    law = "law" in roles_at(tokens, end) or "law" in _unit_roles(tokens, mention)
    if len(digits) > _FEW + law:  # 137 điều of a law
        return True
    return len(digits) == _FEW and _scored(tokens, mention)


def _is_bound_of_age(
    tokens: Sequence[Token], mention: Mention, digits: str, plurals: Plurals
) -> bool:
    """`drivers under 25 paying`, `those over 65`: a bare bound right behind whom it is of."""
    first = mention.amount.first
    if len(digits) != _FEW or not digits.isdecimal() or first != mention.amount.number - 1:
        return False
    bound = bool({"threshold", "lasting"} & tokens[first].uses)
    named = text_at(tokens, first - 1)[:1].isalpha() and "cue" not in roles_at(tokens, first - 1)
    counted = text_at(tokens, mention.amount.end).endswith(plurals)
    return bound and named and not counted


def _ranked_among(tokens: Sequence[Token], before: Mention, mention: Mention) -> bool:
    """`ranks 44th among 133 economies`."""
    first = mention.amount.first
    near = first - before.amount.end < _NEAR
    return before.kind == "rank" and near and "among" in tokens[first - 1].uses


def _reported(
    tokens: Sequence[Token],
    mention: Mention,
    digits: str,
    before: Mention | None,
    plurals: Plurals,
) -> bool:
    """Whether a number without a known unit looks like one that was counted or measured."""
    end, first = mention.amount.end, mention.amount.first
    bare = _bare(tokens, end)
    short = digits.isdecimal() and len(digits) == _FEW + 1
    if len(digits) > _FEW and not (short and bare and not text_at(tokens, end).startswith("(")):
        return True

    if not bare and (_counted_again(tokens, mention, before) or _is_share_told(tokens, end)):
        return True
    listed = text_at(tokens, first - 1) == "," or "and" in uses_at(tokens, first - 1)
    if listed and not bare and before is not None and before.kind == "level":
        return True  # 127 báo, 670 tạp chí, 72 đài
    if listed and _out_of_opening(tokens, before, first):
        return True  # of the 540 contracts, 81 (15%)
    if digits[0] == "0" and len(digits) == _FEW and not bare:
        return True
    those = end + 1 + ("the" in uses_at(tokens, end + 1))
    of_those = those if "of-whole" in uses_at(tokens, end) else end
    if _short_plural(tokens, digits, end, plurals) or _short_plural(
        tokens, digits, of_those, plurals
    ):
        return True  # 36 deaths, 27 of the goals

    climbs = mention.near and "climbs-to" in uses_at(tokens, first - 1)
    if climbs and before is not None and _leads_on(before):
        return True  # increased by 25 to 80, fell 8% to 912

    told = mention.adjacent and tokens[mention.cue].roles.get("cue") in _REPORTS
    arrived = told and tokens[mention.cue].roles["cue"] == "arrival" and not mention.near
    if (told and "reached" in tokens[mention.cue].uses) or (arrived and len(digits) == _FEW):
        return True
    return told and (not bare or "," in digits or "." in digits)


def _leads_on(before: Mention) -> bool:
    """Whether a movement leads to a count: one of a count, or how many percent."""
    counted = before.kind in ("change", "base") and not before.amount.unit
    return counted or (before.kind == "growth" and before.amount.unit == "%")


def _counted_again(tokens: Sequence[Token], mention: Mention, before: Mention | None) -> bool:
    """`kiểm tra 318 cơ sở, phát hiện 74 cơ sở vi phạm`: of what was counted just before."""
    if before is None or before.kind != "level" or mention.amount.scaled:
        return False
    nouns = [
        text_at(tokens, amount.end if not amount.unit else amount.end - 1)
        for amount in (before.amount, mention.amount)
    ]
    return nouns[0] == nouns[1] and nouns[0][:1].isalpha() and before.amount.form == "plain"


def _is_share_told(tokens: Sequence[Token], end: int) -> bool:
    """`9 nhiệm vụ (60%)`: how much of all that is counted is told right after what it counts."""
    for at in range(end, min(len(tokens), end + _NAMING)):
        if tokens[at].text == "(":
            return "digits" in roles_at(tokens, at + 1) and text_at(tokens, at + 2) == "%"
        if tokens[at].roles.keys() & {"digits", "cue", "period"} or tokens[at].text in _ENDS:
            break
    return False


def _is_how_far(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether a number is a way and no level: `cải thiện 0,6 điểm phần trăm`, `giảm lỗ 8 tỷ`.

    `cut the list by 9,500`, `outnumbered those from France by 34,000`
    """
    points = mention.amount.unit == "point" and mention.cue < 0
    by = "by-much" in uses_at(tokens, mention.amount.first - 1) and not mention.amount.unit
    alone = by and not text_at(tokens, mention.amount.end)[:1].isalpha()
    return points or alone or _moves_a_loss(tokens, mention)


def _moves_a_loss(tokens: Sequence[Token], mention: Mention) -> bool:
    """`giảm lỗ 860 tỷ đồng`: how far a loss moved, which has the sign of neither word."""
    at = mention.amount.first - 1
    moved = roles_at(tokens, at - 1).get("cue") in ("up", "down")
    return moved and "deficit" in uses_at(tokens, at)


def _out_of_opening(tokens: Sequence[Token], before: Mention | None, first: int) -> bool:
    """Whether a sentence opens with how many there are, of which this number is some."""
    if before is None or before.kind != "level" or "of-whole" not in uses_at(tokens, 0):
        return False
    opens = before.amount.first <= 1 + ("the" in uses_at(tokens, 1))
    named = tokens[before.amount.end : first - 1]
    return opens and not any(token.text in _ENDS for token in named)


def _scored(tokens: Sequence[Token], mention: Mention) -> bool:
    """`scored 31 points`: what else would be the parts of a thought is what was reached."""
    return mention.cue == mention.amount.first - 1 and "scored" in tokens[mention.cue].uses


def _short_plural(tokens: Sequence[Token], digits: str, end: int, plurals: Plurals) -> bool:
    """Whether a counted noun follows two digits: `36 deaths`, `52 new projects`."""
    if len(digits) != _FEW or digits[0] == "0":
        return False
    first, second = text_at(tokens, end), text_at(tokens, end + 1)
    if roles_at(tokens, end) or not first.isascii() or not first.isalpha():
        return False
    named = second.isalpha() and not (roles_at(tokens, end + 1).keys() - {"unit"})
    words = (first, second if named else "")
    return any(word.endswith(plurals) and len(word) > _SHORTEST for word in words)


def _unit_roles(tokens: Sequence[Token], mention: Mention) -> Roles:
    """The roles of the unit's word, before an `or more`."""
    amount = mention.amount
    for at in range(amount.end - 1, amount.number, -1):
        if "after" not in tokens[at].roles:
            return tokens[at].roles
    return {}


def _counted(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether n/N counts things: n is at most N, and something follows."""
    first, end = mention.amount.number, mention.amount.end
    numbers = [
        token.text if "digits" in token.roles else token.roles["number"]
        for token in tokens[first:end]
        if token.roles.keys() & {"digits", "number"}
    ]
    digits = [number.replace(".", "").replace(",", "") for number in numbers]
    if len(digits) != 2 or not all(text.isdecimal() for text in digits):
        return False

    if not mention.amount.unit and any(_DECIMAL.search(number) for number in numbers):
        return False  # tỷ lệ chọi 1/4,8

    small, large = map(int, digits)
    slashed = tokens[first + 1].text == "/"
    listed = "structure" in roles_at(tokens, end) and not slashed  # 2 of the 5 pillars
    if listed or not large or (small > large and not mention.amount.unit):
        return False

    day = slashed and small <= 31 and large <= 12 and len(numbers[0]) <= _FEW  # perhaps 21/4
    if mention.amount.unit or not day:
        return True
    if _bare(tokens, end):
        return False
    named = not tokens[end].roles.keys() & {"light", "cue"}
    return mention.adjacent or (named and mention.cue >= 0)


def _measured(tokens: Sequence[Token], mention: Mention, digits: str) -> bool:
    """Whether a length of time is what is reported: `tuổi thọ đạt 73,7 tuổi`, `giảm còn 3 ngày`."""
    if tokens[mention.amount.end - 1].roles.get("aged") and not digits.isdecimal():
        return True
    led_by = tokens[max(mention.amount.first - 1, 0) : mention.amount.number]
    counted = mention.amount.hedged and "light" in roles_at(tokens, mention.amount.first - 1)
    if not counted and any("lasting" in token.uses for token in led_by):
        return True  # lasted 167 days, over five years; but in arrears for more than 30 days
    if text_at(tokens, mention.amount.number + 1) == "-" and mention.kind == "target":
        return True  # the 7-week target
    parts = "." in digits or "," in digits
    if parts and "of" in uses_at(tokens, mention.amount.end):
        return True  # 3.5 months of imports
    if parts and any(
        "average" in token.uses for token in tokens[mention.lead : mention.amount.first]
    ):
        return True  # lưu trú bình quân 2,4 ngày
    if is_rate(tokens, mention.amount.end):
        return True  # 182 phút/khách hàng
    if not mention.adjacent:
        return False
    cue = tokens[mention.cue].roles.get("cue")
    named = (token for token in tokens[mention.lead : mention.cue])
    if cue == "reach" and any("time-noun" in token.uses for token in named):
        return True  # the waiting time was 41 days
    if cue == "reach" and "on-which" in uses_at(tokens, mention.amount.end):
        return True  # ghi nhận 14 ngày có mưa
    return cue in ("arrival",) or (("," in digits or "." in digits) and cue == "reach")


def _bare(tokens: Sequence[Token], end: int) -> bool:
    """Whether nothing that could be counted follows."""
    if end >= len(tokens):
        return True
    if text_at(tokens, end) == "-" and text_at(tokens, end + 1)[:1].isalpha():
        return tokens[end].end != tokens[end + 1].start  # a 200-page report
    return not tokens[end].text[:1].isalpha()
