"""Claims that are said together, each given to its figure: `tăng lần lượt 18% và 13%`."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from plan_tracker.documents.drafts.draft import Draft
from plan_tracker.documents.mentions.carried_over import is_in_order, says_each
from plan_tracker.documents.mentions.clause import content
from plan_tracker.documents.mentions.mention import Mention
from plan_tracker.language.tokens import Token, uses_at
from plan_tracker.loading.fit import currencies

_NAMED = 5  # tokens after `về` that may name a figure
_BACK = 4  # figures that a claim may be about


def allocate(tokens: Sequence[Token], drafts: Sequence[Draft]) -> None:
    """Move each claim to the figure that its words or its place in a list name.

    `lần lượt` or `respectively` stands near the claims of the list, or near the figures.
    """
    for at, draft in enumerate(drafts):
        if draft.level is None:
            _put_by_side(tokens, draft, drafts[max(0, at - _BACK) : at])
            continue
        nearby = drafts[max(0, at + 1 - _BACK) : at + 1]
        before = [earlier for earlier in nearby if earlier.level]
        claims, draft.claims = draft.claims, []
        for claim in claims:
            (_named(tokens, claim, before) or draft).claims.append(claim)
        for run in _runs(tokens, draft.claims, before):
            _spread(run, draft, drafts[max(0, at + 1 - len(run)) : at + 1])


def _put_by_side(tokens: Sequence[Token], draft: Draft, before: Sequence[Draft]) -> None:
    """`200 tấn với trị giá 3 triệu USD, lượng giảm 6% nhưng kim ngạch tăng 27%`: each of its own.

    `draft` has claims alone, and a subject that only says on which side of the trade they are.
    """
    first, last = draft.subject
    side = tokens[first].roles.get("by") if last == first + 1 else None
    homes = [home for home in before if home.level and (_in_money(home) == (side == "value"))]
    others = [home for home in before if home.level and home not in homes]
    if side and len(homes) == 1 and others:
        homes[0].claims += draft.claims
        draft.claims = []


def _spread(run: Sequence[Mention], draft: Draft, homes: Sequence[Draft]) -> None:
    """Give each claim of a list to the figure at its place in the list before it."""
    if len(homes) == len(run) > 1 and all(home.level for home in homes):
        first = draft.claims.index(run[0])
        del draft.claims[first : first + len(run)]
        for claim, home in zip(run, homes, strict=True):
            home.claims.append(claim)


def _runs(
    tokens: Sequence[Token], claims: Sequence[Mention], before: Sequence[Draft]
) -> Iterator[list[Mention]]:
    """Claims of one kind that follow each other where `lần lượt` or `respectively` is near.

    It may stand before the figures of `before` too that they are about.
    """
    for _, group in groupby(claims, key=lambda claim: claim.kind):
        run = list(group)
        if len(run) == 1:
            continue
        named = says_each(tokens, run[0], run[-1]) or is_in_order(tokens, run[0])
        if named or _said_at_once(tokens, run) or _listed(tokens, before, len(run)):
            yield run


def _said_at_once(tokens: Sequence[Token], run: Sequence[Mention]) -> bool:
    """`tăng 11% và 15% so với tháng 8`: two of one word, which no figure has both."""
    if len(run) != 2 or run[1].cue >= 0 or run[0].against:
        return False
    first, second = run
    joint = first.amount.end
    return second.amount.first == joint + 1 and "and" in uses_at(tokens, joint)


def _listed(tokens: Sequence[Token], before: Sequence[Draft], count: int) -> bool:
    """`lần lượt là 19 tỷ đồng và 3 tỷ đồng, tăng 13% và 26%`."""
    levels = [draft.level for draft in before[-count:] if draft.level is not None]
    if count < 2 or len(levels) < count:
        return False
    start = levels[0].amount.first
    return says_each(tokens, levels[0], levels[-1]) or any(
        "respectively" in token.uses for token in tokens[max(0, start - _NAMED) : start]
    )


def _named(tokens: Sequence[Token], claim: Mention, homes: Sequence[Draft]) -> Draft | None:
    """The figure that the words after a claim name: `tăng 4% về số doanh nghiệp`."""
    end = claim.amount.end + (claim.cue >= claim.amount.end)
    counted = claim.kind in ("growth", "change") and "number-word" in uses_at(tokens, end)
    if "about" not in uses_at(tokens, end) and not counted:
        return None
    for meant in (token.roles.get("by") for token in tokens[end : end + 2]):
        if meant:
            money = [home for home in homes if _in_money(home) == (meant == "value")]
            return money[-1] if money else None
    told = _words(tokens, end + 1, end + _NAMED)
    shared = [len(told & _names(tokens, home)) for home in homes]
    return homes[shared.index(max(shared))] if any(shared) else None


def _in_money(draft: Draft) -> bool:
    return draft.level is not None and draft.level.amount.unit in currencies()


def _names(tokens: Sequence[Token], draft: Draft) -> set[str]:
    """The words that name a figure: its subject, and its unit where that is counted."""
    names = _words(tokens, *draft.subject)
    if draft.level is not None and not _in_money(draft):
        names |= _words(tokens, draft.level.amount.number, draft.level.amount.end)
    return names


def _words(tokens: Sequence[Token], start: int, end: int) -> set[str]:
    """The words with content of a stretch that no number or sign ends."""
    stop = start
    while stop < min(end, len(tokens)) and (tokens[stop].text[:1].isalpha() or stop == start):
        stop += 1
    named = (tokens[at].text for at in content(tokens, start, stop))
    return {word for text in named for word in text.split()}
