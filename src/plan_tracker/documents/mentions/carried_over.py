"""What is said once for several numbers: `tăng 2% so với tháng trước và 8% so với cùng kỳ`."""

from collections.abc import Iterable, Iterator, Sequence

from plan_tracker.documents.mentions.clause import PERIODS, content
from plan_tracker.documents.mentions.mention import Mention
from plan_tracker.language.tokens import Token, text_at, uses_at

_NEAR = 3  # tokens between such a word and its numbers
_LIST = 12  # tokens of the rest of a list
_FALLS = ("down", "less")
_TIMES = PERIODS | {"time"}
_RATIOS = ("%", "‰", "point", "rank", "score", "time")


def completed(tokens: Sequence[Token], mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions, a bare percentage after a growth being one too where nothing new is said."""
    in_order = list(mentions)
    listed = _listed(tokens, in_order)
    before: Mention | None = None
    for at, mention in enumerate(in_order):
        following = in_order[at + 1] if at + 1 < len(in_order) else None
        if following is not None and _way_follows(tokens, before, mention, following):
            less = "less-after" in tokens[following.cue].uses
            falls = less or _cue(tokens, following) in (*_FALLS, "lack")
            against = "plan" if following.kind == "attainment" else following.against
            before = mention._replace(kind="change", cue=-1, falls=falls, against=against)
            yield before
            continue

        if following is not None and _of_plan(tokens, mention, following):
            before = mention._replace(kind="attainment", cue=-1, against="plan")
            in_order[at + 1] = following._replace(kind="target", cue=-1)
            yield before
            continue

        passed = _passed_by(tokens, before, mention) if before is not None else None
        if passed is not None:
            mention = before = passed
            yield mention
            continue

        again = _same_again(tokens, before, mention) if before is not None else ""
        kind = "growth" if at in listed else again
        if before is not None and kind:
            falls = before.falls or _cue(tokens, before) in _FALLS
            noun = before.noun and _cue(tokens, mention) == "arrival"
            mention = mention._replace(kind=kind, cue=-1, as_index=False, falls=falls, noun=noun)
            if kind == "attainment" and before.kind == "target":
                mention = mention._replace(beyond=True, falls=False, against="plan")
            elif kind == "attainment":
                falls = _cue(tokens, before) == "lack"
                mention = mention._replace(beyond=True, falls=falls, against="plan")
        yield mention
        before = mention


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


def _of_plan(tokens: Sequence[Token], mention: Mention, following: Mention) -> bool:
    """`68% of its $2.5 billion goal`."""
    percent = mention.kind in ("level", "share") and mention.amount.unit == "%"
    end, plan = mention.amount.end, following.amount.end
    if not percent or not following.near or "of-whole" not in uses_at(tokens, end):
        return False
    between = any(True for _ in content(tokens, end, following.amount.first))
    planned = plan < len(tokens) and tokens[plan].roles.get("cue") == "plan"
    return planned and not between and following.amount.unit not in _RATIOS


def _way_follows(
    tokens: Sequence[Token], before: Mention | None, mention: Mention, following: Mention
) -> bool:
    """Whether which way an amount goes is said with the percentage that says it once more.

    `$912 million, $38 million or 4% below budget`
    """
    amount, percent = mention.amount, following.amount
    if mention.kind != "level" or amount.unit in _RATIOS or amount.form != "plain":
        return False
    named = following.cue >= percent.end and following.kind in ("growth", "attainment")
    again = "or" in uses_at(tokens, amount.end) or text_at(tokens, amount.end) == "("
    if not (named and again and percent.first == amount.end + 1):
        return False
    silent = not any(True for _ in content(tokens, mention.lead, amount.first))
    of_level = before is not None and before.kind == "level" and silent
    return (of_level and mention.cue < 0) or following.kind == "attainment"


def _passed_by(tokens: Sequence[Token], before: Mention, mention: Mention) -> Mention | None:
    """How far the plan before a number was passed: `exceeding its target of $70 million by 20%`."""
    first, end = mention.amount.first, before.amount.end
    between = range(end, first - 1)
    only_plan = all(tokens[at].roles.get("cue") == "plan" for at in between)
    if before.kind != "target" or "by-much" not in uses_at(tokens, first - 1) or not only_plan:
        return None

    passed = [
        at
        for at in range(before.lead, before.amount.first)
        if tokens[at].roles.get("cue") in ("beyond", "lack")
    ]
    if not passed:
        return None
    kind = "attainment" if mention.amount.unit == "%" else "change"
    return mention._replace(kind=kind, cue=passed[-1], adjacent=False, against="plan")


def _same_again(tokens: Sequence[Token], before: Mention, mention: Mention) -> str:
    """The kind of a number without a word of its own that goes on with a growth or change before
    it; empty where it does not.
    """
    amount = mention.amount
    if _varies(tokens, before, mention):
        return "attainment"
    if mention.kind not in ("level", "share") and not mention.as_index:
        return ""
    led_by_of = "of-whole" in uses_at(tokens, amount.first - 1)
    amount_of = mention.near and amount.unit not in _RATIOS and led_by_of
    if before.kind == "attainment" and before.against == "plan" and amount_of:
        return "target"  # 26% of the budget estimates of direct taxes of $18 million
    if any(True for _ in content(tokens, mention.lead, amount.first)):
        return ""

    if before.kind == "share" and amount.unit == "%" and mention.kind == "level":
        joined = "and" in tokens[amount.first - 1].uses  # 60% GDP và 98% xuất khẩu
        return "share" if joined else ""
    if before.kind == "growth" and amount.unit == "%" and _goes_on(tokens, before, mention):
        return "growth"

    if _then_was(tokens, before, mention):
        return "base"
    if _when_compared(tokens, before, mention):
        return "base"
    restated = _said_otherwise(tokens, before, mention)
    if restated or before.kind != "growth" or amount.unit != "%" or mention.bracketed:
        return restated

    held = mention.against in ("same", "time", "other") or mention.against.startswith("before")
    one_of_several = held or says_each(tokens, before, mention, _LIST)
    return "growth" if mention.cue < 0 and one_of_several else ""


def _then_was(tokens: Sequence[Token], before: Mention, mention: Mention) -> bool:
    """`43 cases; in 2017 it was 61`."""
    words = tokens[mention.lead : mention.amount.first]
    alike = mention.amount.unit in ("", before.amount.unit)
    told = any("refers-back" in token.uses for token in words) and _cue(tokens, mention) == "reach"
    timed = any("period" in token.roles for token in words)
    timed = timed or (bool(words) and "at-which" in words[0].uses)
    return told and timed and alike and before.kind == "level"


def _when_compared(tokens: Sequence[Token], before: Mention, mention: Mention) -> bool:
    """`26% higher than the year before, when $4 million was collected`."""
    if mention.lead >= mention.amount.first or mention.amount.unit in ("", *_RATIOS):
        return False
    compared = before.kind in ("growth", "change") and before.against in _TIMES
    return compared and "at-which" in tokens[mention.lead].uses and before.amount.unit == "%"


def _goes_on(tokens: Sequence[Token], before: Mention, mention: Mention) -> bool:
    """`growth slowed from 8% to 5%`, `growth of 6% in 2024 and 6.2% in 2025`, `3% in value`."""
    first, end = mention.amount.first, mention.amount.end
    named = any("by" in token.roles for token in tokens[end + 1 : end + 2])
    joined = "and" in uses_at(tokens, first - 1)
    arrived = _cue(tokens, mention) == "arrival"
    noun = before.noun or _cue(tokens, before) == "of-growth"
    return (named and mention.cue < 0) or (noun and (joined or arrived))


def says_each(tokens: Sequence[Token], first: Mention, last: Mention, on: int = _NEAR) -> bool:
    """Whether `respectively` stands before the first number or up to `on` tokens after the last."""
    start, end = first.amount.first, last.amount.end
    near = (*tokens[max(0, start - _NEAR) : start], *tokens[end : end + on])
    return any("respectively" in token.uses for token in near)


def _varies(tokens: Sequence[Token], before: Mention, mention: Mention) -> bool:
    """`against the target of $92 million, a variance of minus 4.3%`."""
    words = tokens[mention.lead : mention.amount.first]
    told = any("difference" in token.uses for token in words)
    return before.kind == "target" and told and mention.amount.sign and mention.amount.unit == "%"


def _said_otherwise(tokens: Sequence[Token], before: Mention, mention: Mention) -> str:
    """`tăng 4 tỷ USD, tương đương 25%`, `tăng 4 tỷ USD (25%)`, `up 8.6% or VND610,000`."""
    before_it = tokens[max(0, mention.amount.first - 1)]
    equal = _cue(tokens, mention) == "equals" or "or" in before_it.uses
    if not (equal or mention.bracketed) or mention.against == "plan":
        return ""
    if before.kind == "change" and mention.amount.unit == "%" and before.amount.unit != "point":
        return "attainment" if before.against == "plan" else "growth"
    amounts = mention.amount.unit not in ("%", "") and not mention.bracketed
    return "change" if before.kind == "growth" and amounts else ""


def _cue(tokens: Sequence[Token], mention: Mention) -> str:
    return tokens[mention.cue].roles.get("cue", "") if mention.cue >= 0 else ""
