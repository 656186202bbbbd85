"""Whether a claim is of something that no figure tells, or of any of several figures."""

from bisect import bisect_left
from collections.abc import Sequence

from plan_tracker.documents.drafts.draft import Draft
from plan_tracker.documents.mentions.mention import Mention
from plan_tracker.language.tokens import Token, roles_at, text_at, uses_at
from plan_tracker.loading.fit import countable, currencies

STEPS = frozenset({"%", "point", "score", "rank", "time"})  # units of rates and of steps
LATEST = 6  # figures back that a change may be of
_LIST = 3  # figures of a list whose last one is no likelier than the others


def is_of_none_told(
    tokens: Sequence[Token],
    mention: Mention,
    current: Draft | None,
    latest: Sequence[Draft],
    left_out: Sequence[int],
) -> bool:
    """Whether a claim is of something that is no figure, or of any of several.

    `latest` are the last drafts, at most `LATEST` of them; `left_out` the places of numbers that
    are no figures, in order.
    """
    return (
        _is_of_one_left_out(tokens, mention, current, left_out)
        or _is_of_another_measure(tokens, mention, current)
        or _is_of_list(tokens, mention, current, latest)
        or _is_in_another_unit(mention, current, latest)
    )


def is_of_the_loss(
    tokens: Sequence[Token], mention: Mention, subject: tuple[int, int], current: Draft | None
) -> bool:
    """`lỗ 864 tỷ đồng, giảm lỗ 38%`: the word says again which amount has moved."""
    level = current.level if current else None
    if level is None or mention.kind not in ("growth", "change"):
        return False
    again = subject[1] - subject[0] == 1 and "deficit" in uses_at(tokens, subject[0])
    return again and "deficit" in uses_at(tokens, level.amount.first - 1)


def ends_list(tokens: Sequence[Token], draft: Draft) -> bool:
    """`12 vàng, 11 bạc và 15 đồng`: a part, or the last that an `and` joins to others."""
    return draft.whole is not None or (draft.level is not None and _is_joined(tokens, draft.level))


def _is_of_one_left_out(
    tokens: Sequence[Token], mention: Mention, current: Draft | None, left_out: Sequence[int]
) -> bool:
    """`trao 31 tỷ đồng; xây 12 nhà mái bằng, đạt 100% kế hoạch`: not of the 31."""
    if current is None or current.level is None or not left_out:
        return False
    if mention.kind not in ("attainment", "growth", "change") or mention.bracketed:
        return False
    at = bisect_left(left_out, mention.amount.first) - 1
    place = left_out[at] if at >= 0 else -1
    if place <= current.level.amount.end:
        return False
    last = max(claim.amount.end for claim in (current.level, *current.claims))
    between = tokens[last:place] if place > last else ()
    if mention.kind == "change":  # còn 14 sở, giảm 6 sở
        noun = text_at(tokens, mention.amount.number + 1)
        return bool(between) and noun == text_at(tokens, place + 1)
    counted = "span" not in roles_at(tokens, place + 1)
    return any(token.text == ";" or (counted and token.text == ",") for token in between)


def _is_of_another_measure(
    tokens: Sequence[Token], mention: Mention, current: Draft | None
) -> bool:
    """`21 ngày có AQI trên 150, nhiều hơn 6 ngày`: not of the 150."""
    level = current.level if current else None
    if level is None or mention.kind != "change" or level.amount.unit == mention.amount.unit:
        return False
    last = mention.amount.end - 1
    return not level.amount.unit and "span" in roles_at(tokens, last)


def _is_of_list(
    tokens: Sequence[Token], mention: Mention, current: Draft | None, latest: Sequence[Draft]
) -> bool:
    """`5.320 ca mắc, 12 ca tử vong, giảm 41%`: of either, so of none."""
    if current is None or latest[-1] is not current or len(latest) == 1:
        return False
    level, earlier = current.level, latest[-2].level
    if level is None or earlier is None or current.claims or mention.bracketed:
        return False
    if mention.kind in ("growth", "change") and _ends_long_list(tokens, level, latest):
        return True
    if mention.kind != "growth":
        return False
    between = tokens[earlier.amount.end : level.amount.first]
    following = tokens[level.amount.end : mention.amount.first]
    if latest[-2].claims or any(token.text == ";" for token in following):
        return False
    listed = [token.text for token in between if not token.text.isalpha()] == [","]
    named = any(token.roles.keys() & {"cue", "period"} for token in between)
    return listed and not named and text_at(tokens, level.amount.first - 1) == ","


def _ends_long_list(tokens: Sequence[Token], level: Mention, latest: Sequence[Draft]) -> bool:
    """`318 sản phẩm 3 sao, 92 sản phẩm 4 sao và 12 sản phẩm 5 sao`: three in one unit."""
    listed = latest[-_LIST:]
    alike = all(
        draft.level is not None
        and draft.level.amount.unit == level.amount.unit
        and not draft.claims
        for draft in listed
    )
    return len(listed) == _LIST and alike and _is_joined(tokens, level) and level.amount.unit != "%"


def _is_joined(tokens: Sequence[Token], level: Mention) -> bool:
    """Whether an `and` right before a number joins it to others."""
    return "and" in uses_at(tokens, level.amount.first - 1)


def _is_in_another_unit(mention: Mention, current: Draft | None, latest: Sequence[Draft]) -> bool:
    """`1,6 tỷ kWh, tương đương giảm 1,1 triệu tấn CO2`: tonnes are no change of the first."""
    unit = mention.amount.unit
    if mention.kind != "change" or mention.bracketed or not _is_measured(unit):
        return False
    units = [draft.level.amount.unit for draft in latest if draft.level]
    level = current.level.amount.unit if current is not None and current.level else ""
    return _is_measured(level) and unit not in units


def _is_measured(unit: str) -> bool:
    """Whether a unit is one of a measure: none that is counted, no money and no rate or step."""
    return bool(unit) and not countable(unit) and unit not in {*STEPS, *currencies()}
