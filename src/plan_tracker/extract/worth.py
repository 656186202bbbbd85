"""Which numbers are reported figures, and which only count the parts of a thought."""

from collections.abc import Sequence

from plan_tracker.extract.lexicon import Roles
from plan_tracker.extract.mentions import Mention
from plan_tracker.extract.tokens import Token

_FEW = 2  # digits of a count that nobody reports without a word that says so
_TIMES = frozenset({"year", "month", "day", "hour", "minute"})
_REPORTS = frozenset({"reach", "arrival", "up", "down", "beyond", "share", "equals", "of-growth"})


def is_figure(tokens: Sequence[Token], mention: Mention, before: Mention | None) -> bool:
    """Whether a level is one that a report would be asked about."""
    amount = mention.amount
    digits = tokens[amount.number].text
    if mention.kind == "rank":
        return True
    if mention.kind == "count":
        return _counted(tokens, mention)
    following = _roles(tokens, amount.end)
    last = tokens[amount.end - 1].roles if amount.end - 1 > amount.number else {}
    if "after" in last and amount.end - 2 > amount.number:
        last = tokens[amount.end - 2].roles
    if "span" in last or ("span" in following and not amount.unit):
        return _measured(tokens, mention, digits)
    if amount.unit == "%" and mention.near and before is not None and before.kind == "count":
        return digits != "100"
    if amount.unit and "structure" not in last:
        return True
    if amount.scaled or amount.hedged:
        return True
    if "structure" in following or "structure" in last:
        return len(digits) > _FEW + 1
    if len(digits) > _FEW and not (
        digits.isdecimal() and len(digits) == 3 and _bare(tokens, amount.end)
    ):
        return True
    if digits[0] == "0" and len(digits) == _FEW and not _bare(tokens, amount.end):
        return True
    reported = mention.adjacent and tokens[mention.cue].roles.get("cue") in _REPORTS
    return (reported and not _bare(tokens, amount.end)) or (
        (reported and "," in digits) or "." in digits
    )


def _counted(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether n/N counts things: n is at most N, and something follows."""
    first, end = mention.amount.number, mention.amount.end
    numbers = [token.text for token in tokens[first:end] if "digits" in token.roles]
    if len(numbers) != _FEW or not all(
        number.replace(".", "").replace(",", "").isdecimal() for number in numbers
    ):
        return False
    small, large = (int(number.replace(".", "").replace(",", "")) for number in numbers)
    if small > large or not large:
        return False
    day = small <= 31 and large <= 12 and len(numbers[0]) <= _FEW  # perhaps 21/4
    if mention.amount.unit or not day:
        return True
    return (
        not _bare(tokens, end)
        and tokens[end].text[:1].isalpha()
        and bool(
            mention.adjacent
            or (
                "light" not in tokens[end].roles
                and "cue" not in tokens[end].roles
                and mention.cue >= 0
            )
        )
    )


def _measured(tokens: Sequence[Token], mention: Mention, digits: str) -> bool:
    """Whether a length of time is what is reported: `tuổi thọ đạt 73,7 tuổi`, `giảm còn 3 ngày`."""
    if not mention.adjacent:
        return False
    cue = tokens[mention.cue].roles.get("cue")
    return cue in ("arrival",) or (("," in digits or "." in digits) and cue == "reach")


def _bare(tokens: Sequence[Token], end: int) -> bool:
    """Whether nothing that could be counted follows."""
    if end >= len(tokens):
        return True
    return not tokens[end].text[:1].isalpha()


def _roles(tokens: Sequence[Token], at: int) -> Roles:
    return tokens[at].roles if 0 <= at < len(tokens) else {}
