"""What is said once for several numbers: `tăng 2% so với tháng trước và 8% so với cùng kỳ`."""

from collections.abc import Iterable, Iterator, Sequence

from plan_tracker.documents.mentions.clause import content
from plan_tracker.documents.mentions.mention import Mention
from plan_tracker.documents.mentions.together import paired
from plan_tracker.language.tokens import Token, text_at, uses_at

_VERB = 2  # numbers back to one whose verb is left out
_NEAR = 3  # tokens between such a word and its numbers
_SENTENCE = 40  # tokens before a list that belong to its sentence
_LIST = 12  # tokens of the rest of a list
_GOING_ON = frozenset({"growth", "change", "share"})
_FALLS = ("down", "less")
_MOVED = ("up", "down", "more", "less")


def completed(tokens: Sequence[Token], mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions, a bare percentage after a growth being one too where nothing new is said."""
    in_order = paired(tokens, mentions)
    listed = _listed(tokens, in_order)
    before: Mention | None = None
    for at, mention in enumerate(in_order):
        following = in_order[at + 1] if at + 1 < len(in_order) else None
        planned = following is not None and following.kind == "attainment"
        if following is not None and planned and _shares_plan(tokens, mention, following):
            mention = mention._replace(kind="attainment", against="plan")
        if following is not None and _shares_growth(tokens, mention, following):
            mention = mention._replace(kind="growth", falls=_cue(tokens, following) in _FALLS)
        verb = _verb_left_out(tokens, in_order[max(0, at - _VERB) : at], mention, following)
        if verb is not None:
            moved = "growth" if mention.amount.unit == "%" else "change"
            mention = mention._replace(kind=moved, cue=-1, falls=_cue(tokens, verb) in _FALLS)
        kind = "growth" if at in listed else ""
        if not kind and before is not None and before.kind in _GOING_ON:
            kind = _same_again(tokens, before, mention)
        index = before is not None and before.as_index
        if before is not None and index and _indexed_again(tokens, before, mention):
            mention = mention._replace(kind="growth", as_index=True)
        elif before is not None and kind:
            falls = before.falls or _cue(tokens, before) in _FALLS
            noun = before.noun and _cue(tokens, mention) == "arrival"
            mention = mention._replace(kind=kind, cue=-1, as_index=False, falls=falls, noun=noun)
            if kind == "attainment":
                falls = _cue(tokens, before) == "lack"
                mention = mention._replace(beyond=True, falls=falls, against="plan")
        yield mention
        before = mention


def _verb_left_out(
    tokens: Sequence[Token],
    earlier: Sequence[Mention],
    mention: Mention,
    following: Mention | None,
) -> Mention | None:
    """The growth whose verb holds for how far another figure moved, to a level, behind `and`.

    `Births fell 2.2% to 594,000 and deaths 1.1% to 581,000, and staff by 40 to 1,200`
    """
    amount = mention.amount
    if mention.kind != "level" or mention.cue >= 0 or following is None:
        return None
    leads = "to" in uses_at(tokens, amount.end) and following.amount.first == amount.end + 1
    joined = "and" in uses_at(tokens, mention.lead - 1)
    how_far = amount.unit == "%" or "by-much" in uses_at(tokens, amount.first - 1)
    if not (leads and joined and how_far) or following.amount.unit == "%":
        return None
    named = any(True for _ in content(tokens, mention.lead, amount.first))
    before = next((verb for verb in reversed(earlier) if verb.kind != "level"), None)
    return before if named and before is not None and _grows(tokens, before) else None


def _listed(tokens: Sequence[Token], mentions: Sequence[Mention]) -> set[int]:
    """The places of growth that a list names once: `lúa tăng 8%, ngô 7% và khoai 6%`."""
    listed: set[int] = set()
    first = 0  # after the last number that is no bare item
    for at, mention in enumerate(mentions):
        joined = "and" in uses_at(tokens, mention.lead - 1)
        listed_on = joined or text_at(tokens, mention.lead - 1) == ","
        if not listed_on or not _is_item(tokens, mention):
            first = at + 1
        elif joined and first and _grows(tokens, mentions[first - 1]):
            listed.update(range(first, at + 1))
    return listed


def _is_item(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether a percentage has a subject of its own and no word that says what it is."""
    if mention.kind != "level" or mention.cue >= 0 or mention.amount.unit != "%":
        return False
    named = tokens[mention.lead : mention.amount.first]
    ratio = any("ratio" in token.roles for token in named)
    after = text_at(tokens, mention.amount.end)
    alone = not after[:1].isalpha() or "and" in uses_at(tokens, mention.amount.end)
    return alone and not ratio and not mention.bracketed and len(named) > 0


def _grows(tokens: Sequence[Token], mention: Mention) -> bool:
    moved = _cue(tokens, mention) in ("up", "down")
    return mention.kind == "growth" and moved and not mention.bracketed


def _same_again(tokens: Sequence[Token], before: Mention, mention: Mention) -> str:
    """The kind of a number without a word of its own that goes on with a growth or change before
    it; empty where it does not.
    """
    amount = mention.amount
    if mention.kind not in ("level", "share") and not mention.as_index:
        return ""
    if any(True for _ in content(tokens, mention.lead, amount.first)):
        return ""

    if before.kind == "share" and amount.unit == "%" and mention.kind == "level":
        joined = "and" in tokens[amount.first - 1].uses  # 60% GDP và 98% xuất khẩu
        return "share" if joined else ""
    if before.kind == "growth" and amount.unit == "%" and _goes_on(tokens, before, mention):
        return "growth"
    if before.kind == "growth" and amount.unit == "%" and _in_turn(tokens, before, mention):
        return "growth"

    if before.kind == "change" == _kind_in_turn(tokens, before, mention):
        return "change"

    if _and_then(tokens, before, mention):
        return "growth"

    restated = _said_otherwise(tokens, before, mention)
    if restated or before.kind != "growth" or amount.unit != "%" or mention.bracketed:
        return restated

    held = mention.against in ("same", "time", "other") or mention.against.startswith("before")
    one_of_several = held or says_each(tokens, before, mention, _LIST)
    return "growth" if mention.cue < 0 and one_of_several else ""


def _shares_plan(tokens: Sequence[Token], mention: Mention, following: Mention) -> bool:
    """`91% và 104% kế hoạch`: what the second is held against holds for the first."""
    listed = following.amount.first - mention.amount.end == 1 and mention.kind == "level"
    joined = listed and "and" in uses_at(tokens, mention.amount.end)
    return joined and mention.amount.unit == "%"


def _shares_growth(tokens: Sequence[Token], mention: Mention, following: Mention) -> bool:
    """`respectively 4% and 51% more`: what is said of the second is said of the first."""
    if following.kind != "growth" or following.cue < following.amount.end:
        return False
    first = mention.amount.first
    each = any("respectively" in token.uses for token in tokens[max(0, first - _NEAR) : first])
    return each and _shares_plan(tokens, mention, following)


def _indexed_again(tokens: Sequence[Token], before: Mention, mention: Mention) -> bool:
    """`ước bằng 105,8% so với cùng kỳ, trong đó khai khoáng bằng 97,2%`: an index like the last."""
    index = before.as_index and _cue(tokens, before) == "equals"
    equal = mention.kind == "level" and mention.adjacent and _cue(tokens, mention) == "equals"
    return index and equal and mention.amount.unit == "%" and mention.against == ""


def _in_turn(tokens: Sequence[Token], before: Mention, mention: Mention) -> bool:
    """`lần lượt là 19 tỷ đồng và 3 tỷ đồng, tăng 13% và 26%`."""
    first = mention.amount.first
    joined = "and" in uses_at(tokens, first - 1) and before.amount.end == first - 1
    opening = tokens[max(0, first - _SENTENCE) : first]
    told = any("respectively" in token.uses for token in opening)
    return joined and (told or is_in_order(tokens, before))


def _kind_in_turn(tokens: Sequence[Token], before: Mention, mention: Mention) -> str:
    """`tăng tương ứng 0,2 và 0,5 điểm`: the kind of the one before, where each has its figure."""
    first = mention.amount.first
    joined = "and" in uses_at(tokens, first - 1) or text_at(tokens, first - 1) in (",", ";")
    alike = before.amount.unit in ("", mention.amount.unit)
    opening = tokens[max(0, first - _LIST) : before.amount.first]
    told = is_in_order(tokens, before) or any("respectively" in token.uses for token in opening)
    moved = before.cue < 0 or _cue(tokens, before) in _MOVED
    adjacent = before.amount.end == first - 1
    return before.kind if joined and adjacent and alike and told and moved else ""


def is_in_order(tokens: Sequence[Token], first: Mention) -> bool:
    """`tăng tương ứng 14% và 6%`, `tương ứng tăng 14% và 6%`, `increases of 14% and 6%`."""
    led = first.cue if 0 <= first.cue < first.amount.first else first.amount.first
    beside = uses_at(tokens, first.amount.first - 1) | uses_at(tokens, led - 1)
    return "in-order" in beside or "moves" in uses_at(tokens, led)


def _and_then(tokens: Sequence[Token], before: Mention, mention: Mention) -> bool:
    """`rose 3.9% in 2022 and 5.1% in 2023`: the growth of another time."""
    if before.kind != "growth" or mention.amount.unit != "%" or mention.cue >= 0:
        return False
    first, end = mention.amount.first, mention.amount.end
    joined = "and" in uses_at(tokens, first - 1) and before.cue < before.amount.first
    apart = any("period" in token.roles for token in tokens[before.amount.end : first])
    then = any("period" in token.roles for token in tokens[end : end + _NEAR])
    return joined and apart and then and mention.kind == "level"


def _goes_on(tokens: Sequence[Token], before: Mention, mention: Mention) -> bool:
    """`growth slowed from 8% to 5%`, `growth of 6% in 2024 and 6.2% in 2025`, `3% in value`."""
    first, end = mention.amount.first, mention.amount.end
    named = any("by" in token.roles for token in tokens[end + 1 : end + 2])
    if mention.near and "after" in uses_at(tokens, first - 1) and mention.kind == "level":
        return True  # grew 3.1% in 2022 after 5.2% in 2021
    joined = "and" in uses_at(tokens, first - 1)
    arrived = _cue(tokens, mention) == "arrival"
    noun = before.noun or _cue(tokens, before) == "of-growth"
    return (named and mention.cue < 0) or (noun and (joined or arrived))


def says_each(tokens: Sequence[Token], first: Mention, last: Mention, on: int = _NEAR) -> bool:
    """Whether `respectively` stands before the first number or up to `on` tokens after the last."""
    start, end = first.amount.first, last.amount.end
    near = (*tokens[max(0, start - _NEAR) : start], *tokens[end : end + on])
    return any("respectively" in token.uses for token in near)


def _said_otherwise(tokens: Sequence[Token], before: Mention, mention: Mention) -> str:
    """`tăng 4 tỷ USD, tương đương 25%`, `tăng 4 tỷ USD (25%)`, `up 8.6% or VND610,000`."""
    before_it = tokens[max(0, mention.amount.first - 1)]
    equal = _cue(tokens, mention) == "equals" or "or" in before_it.uses
    equal = equal or (mention.kind == "level" and "again" in before_it.uses)
    if not (equal or mention.bracketed) or mention.against == "plan":
        return ""
    if before.kind == "change" and mention.amount.unit == "%" and before.amount.unit != "point":
        return "attainment" if before.against == "plan" else "growth"
    amounts = mention.amount.unit not in ("%", "") and not mention.bracketed
    at_once = mention.amount.first - 1 in (before.amount.end, before.cue + 1)
    apart = "or" in before_it.uses and not at_once  # 4% more than in 2023, or $40 a head
    return "change" if before.kind == "growth" and amounts and not apart else ""


def _cue(tokens: Sequence[Token], mention: Mention) -> str:
    return tokens[mention.cue].roles.get("cue", "") if mention.cue >= 0 else ""
