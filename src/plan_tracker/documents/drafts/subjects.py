"""The words before a number that name its own subject."""

from collections.abc import Sequence

from plan_tracker.documents.drafts.draft import ENDS, LEVELS, NOTHING
from plan_tracker.documents.mentions.clause import content
from plan_tracker.documents.mentions.mention import Mention
from plan_tracker.language.tokens import Token, text_at, uses_at

_LONGEST_SUBJECT = 30  # tokens
_SUPERLATIVE = 2  # tokens that such a comparison of all times may begin with
_NAMING = frozenset({"reach"})  # cues before a name: `giảm sâu nhất là thuốc lá (-11,7%)`


def own_subject(tokens: Sequence[Token], mention: Mention, *, begins: bool) -> tuple[int, int]:
    """The stretch of words before a mention that name its own subject; empty if none do.

    One that `begins` has no figure of its sentence before it.
    """
    if mention.near or _names_none(tokens, mention, begins=begins):
        return NOTHING
    if mention.bracketed and not begins:
        return _before_bracket(tokens, mention)
    if not begins and _is_apposed(tokens, mention):
        return _before_comma(tokens, mention.lead - 1)
    spoken = mention.lead <= mention.cue < mention.amount.first and not mention.noun
    moved = mention.cue if spoken else -1
    end = mention.amount.first
    if moved >= 0 and mention.kind not in LEVELS:
        end = moved
    start = _before_colon(tokens, mention.lead)
    if begins:
        start = _sentence_start(tokens, end)
    words = list(content(tokens, start, end))
    if not words and mention.kind in ("growth", "change") and moved >= 0:
        words = list(content(tokens, moved + 1, mention.amount.first))
        average = any("average" in token.uses for token in tokens[moved : mention.amount.first])
        compares = tokens[moved].roles.get("cue") in ("more", "less")
        if average or compares or mention.against in ("world", "other"):
            words = []  # cao hơn trung bình nhiều năm 0,8°C, thấp hơn mực nước dâng 2,54 m
    if "refers-back" in uses_at(tokens, start):  # this marks a 27% rise
        words = [at for at in words if not {"marks", "same-noun"} & tokens[at].uses]
    named = any("rate-noun" not in tokens[at].uses for at in words)  # 320/411 xã, tỷ lệ 77,9%
    return (words[0], words[-1] + 1) if named else NOTHING


def _names_none(tokens: Sequence[Token], mention: Mention, *, begins: bool) -> bool:
    """Whether the words before a number say when or how much, and not of what."""
    if mention.kind == "base" and "at-which" in uses_at(tokens, mention.lead):
        return True  # since 2019, when they were put at $5.1 billion
    opening = tokens[mention.lead : mention.lead + _SUPERLATIVE]
    superlative = any("superlative" in token.uses for token in opening)
    return superlative and not begins  # 1,318, the fewest since 1950 and 7% below the average


def _before_bracket(tokens: Sequence[Token], mention: Mention) -> tuple[int, int]:
    """The words before a bracket that it speaks of, behind a comma or `and`.

    `Income tax rose 5%, and property tax (4% of revenue) rose 11%`
    """
    bracket = mention.amount.first - 1
    for start in range(bracket - 1, max(-1, bracket - _LONGEST_SUBJECT), -1):
        token = tokens[start]
        if token.text in (",", ";") or "and" in token.uses:
            words = list(content(tokens, start + 1, bracket))
            at_once = bool(words) and words[-1] == bracket - 1
            return (words[0], words[-1] + 1) if at_once else NOTHING
        if token.roles.get("cue") in _NAMING and _after_comma(tokens, start):
            words = list(content(tokens, start + 1, bracket))
            at_once = bool(words) and words[-1] == bracket - 1
            return (words[0], words[-1] + 1) if at_once else NOTHING
        if token.roles.keys() & {"cue", "period", "unit", "currency"} or not token.text.isalpha():
            break
    return NOTHING


def _is_apposed(tokens: Sequence[Token], mention: Mention) -> bool:
    """`gold, at $1.6 billion`: the number of what a comma parts from it."""
    at = mention.amount.first - 1
    alone = mention.lead == at and "at" in uses_at(tokens, at)
    return alone and text_at(tokens, at - 1) == ","


def _before_comma(tokens: Sequence[Token], comma: int) -> tuple[int, int]:
    """The words with content right before a comma, up to another one, an `and` or a number."""
    start = comma
    while start > max(0, comma - _LONGEST_SUBJECT):
        token = tokens[start - 1]
        if token.text in ENDS or "and" in token.uses:
            break
        if token.roles.keys() & {"digits", "unit", "currency", "scale", "cue", "period"}:
            return NOTHING
        start -= 1
    words = list(content(tokens, start, comma))
    return (words[0], words[-1] + 1) if words else NOTHING


def _after_comma(tokens: Sequence[Token], at: int) -> bool:
    """Whether the words before one stand behind a comma without a number between."""
    for before in range(at - 1, max(-1, at - _LONGEST_SUBJECT), -1):
        if tokens[before].text in (",", ";"):
            return True
        if "digits" in tokens[before].roles or tokens[before].text in ENDS:
            return False
    return False


def _before_colon(tokens: Sequence[Token], start: int) -> int:
    """Where the words before a colon begin: `lợi nhuận: 210 tỷ đồng`."""
    if not start or tokens[start - 1].text != ":":
        return start
    for at in range(start - 2, max(-1, start - _LONGEST_SUBJECT), -1):
        if tokens[at].text in ENDS or "digits" in tokens[at].roles:
            return _after_unit(tokens, at + 1)
    return max(0, start - _LONGEST_SUBJECT)


def _after_unit(tokens: Sequence[Token], at: int) -> int:
    """Past the scale words and the unit of a number: they name nothing."""
    while at < len(tokens) and tokens[at].roles.keys() & {"scale", "unit", "currency"}:
        at += 1
    return at


def _sentence_start(tokens: Sequence[Token], end: int) -> int:
    """Where the words of the first subject begin: what a comma splits belongs to it too."""
    start = max(0, end - _LONGEST_SUBJECT)
    opens = True
    for at in range(start, end):
        token = tokens[at]
        if opens and token.text in (",", ":") and any(content(tokens, at, end)):
            start, opens = at + 1, False
        if not opens and "opening" in token.roles and tokens[at - 1].text == ",":
            opens = True
        opens = opens and (at > start or "opening" in token.roles or "period" in token.roles)
    return start
