"""What is said once for several numbers: `tăng 2% so với tháng trước và 8% so với cùng kỳ`."""

from collections.abc import Iterable, Iterator, Sequence

from plan_tracker.extract.clause import content
from plan_tracker.extract.mentions import Mention
from plan_tracker.extract.tokens import Token

_EACH = ("respectively", "lần lượt", "tương ứng")
_FALLS = ("down", "less")


def completed(tokens: Sequence[Token], mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions, a bare percentage after a growth being one too where nothing new is said."""
    before: Mention | None = None
    for mention in mentions:
        if before is not None and _same_again(tokens, before, mention):
            falls = before.falls or (
                before.cue >= 0 and tokens[before.cue].roles.get("cue") in _FALLS
            )
            mention = mention._replace(kind="growth", as_index=False, falls=falls)
        yield mention
        before = mention


def _same_again(tokens: Sequence[Token], before: Mention, mention: Mention) -> bool:
    """Whether a percentage without a word of its own goes on with the growth before it."""
    amount = mention.amount
    if before.kind != "growth" or amount.unit != "%" or mention.bracketed or mention.cue >= 0:
        return False
    if mention.kind != "level" and not mention.as_index:
        return False
    following = tokens[amount.end : amount.end + 2]
    held = mention.against in ("same", "time", "other") or mention.against.startswith("before")
    if not held and not any(token.text in _EACH for token in following):
        return False
    return not any(True for _ in content(tokens, mention.lead, amount.first))
