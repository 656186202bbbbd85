"""Two numbers that say one thing: `$38 million or 4% below`, `68% of its $2 billion goal`."""

from collections.abc import Iterable, Sequence

from plan_tracker.documents.mentions.clause import PERIODS, content, token_cue
from plan_tracker.documents.mentions.mention import Mention
from plan_tracker.language.tokens import Token, text_at, uses_at

_RATIOS = frozenset({"%", "‰", "point", "rank", "score", "time"})
_TIME = 2  # tokens after a number that may say when
_SHORT = frozenset({"down", "less", "lack"})


def paired(tokens: Sequence[Token], mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions, each pair that says one thing with the kinds that it has together."""
    pairs = list(mentions)
    before: Mention | None = None
    for at in range(len(pairs) - 1):
        first, second = pairs[at], pairs[at + 1]
        if first.kind == "level" and not first.amount.unit and second.cue < 0:
            before = first  # a bare number says nothing of the next one
            continue
        if _gap_first(tokens, before, first, second):
            first = _gap(tokens, first, second)
        elif _percent_of_plan(tokens, first, second):
            first = first._replace(kind="attainment", cue=-1, against="plan")
            second = second._replace(kind="target", cue=-1)
        else:
            second = _after(tokens, first, second)
        pairs[at], pairs[at + 1], before = first, second, first
    return pairs


def _gap_first(
    tokens: Sequence[Token], before: Mention | None, first: Mention, second: Mention
) -> bool:
    """Whether which way an amount goes is said with the percentage that says it once more.

    `$912 million, $38 million or 4% below budget`
    """
    amount, percent = first.amount, second.amount
    if percent.unit != "%" or second.kind not in ("growth", "attainment"):
        return False
    if first.kind != "level" or amount.unit in _RATIOS or amount.form != "plain":
        return False
    again = "or" in uses_at(tokens, amount.end) or text_at(tokens, amount.end) == "("
    if second.cue < percent.end or not again or percent.first != amount.end + 1:
        return False
    silent = first.cue < 0 and not any(content(tokens, first.lead, amount.first))
    of_level = before is not None and before.kind == "level" and silent
    return of_level or second.kind == "attainment"


def _gap(tokens: Sequence[Token], first: Mention, second: Mention) -> Mention:
    less = "less-after" in tokens[second.cue].uses or token_cue(tokens, second.cue) in _SHORT
    against = "plan" if second.kind == "attainment" else second.against
    return first._replace(kind="change", cue=-1, falls=less, against=against)


def _percent_of_plan(tokens: Sequence[Token], first: Mention, second: Mention) -> bool:
    """`68% of its $2.5 billion goal`."""
    end, amount = first.amount.end, second.amount
    if first.amount.unit != "%" or first.kind not in ("level", "share"):
        return False
    if not second.near or amount.unit in _RATIOS or "of-whole" not in uses_at(tokens, end):
        return False
    planned = token_cue(tokens, amount.end) == "plan"
    planned = planned or "planned-word" in uses_at(tokens, amount.end)
    return planned and not any(content(tokens, end, amount.first))


def _after(tokens: Sequence[Token], first: Mention, second: Mention) -> Mention:
    """The second number with what it is behind the first."""
    passed = _passed(tokens, first, second)
    if passed >= 0:
        kind = "attainment" if second.amount.unit == "%" else "change"
        return second._replace(kind=kind, cue=passed, adjacent=False, against="plan")
    if _varies(tokens, first, second):
        return second._replace(kind="attainment", cue=-1, beyond=True, against="plan")
    if second.kind != "level" or second.amount.unit in _RATIOS:
        return second
    if _plan_of(tokens, first, second):
        return second._replace(kind="target", cue=-1)
    compared = _when_compared(tokens, first, second) or _then_was(tokens, first, second)
    return second._replace(kind="base", cue=-1) if compared else second


def _passed(tokens: Sequence[Token], first: Mention, second: Mention) -> int:
    """The word that says that the plan before a number was passed or missed; -1 for none.

    `exceeding its target of $70 million by 20%`
    """
    end, by = first.amount.end, second.amount.first - 1
    if first.kind != "target" or "by-much" not in uses_at(tokens, by):
        return -1
    if any(token_cue(tokens, at) != "plan" for at in range(end, by)):
        return -1
    before = range(first.lead, first.amount.first)
    passed = [at for at in before if token_cue(tokens, at) in ("beyond", "lack")]
    return passed[-1] if passed else -1


def _varies(tokens: Sequence[Token], first: Mention, second: Mention) -> bool:
    """`against the target of $92 million, a variance of minus 4.3%`."""
    if first.kind != "target" or second.amount.unit != "%" or not second.amount.sign:
        return False
    words = tokens[second.lead : second.amount.first]
    return any("difference" in token.uses for token in words)


def _plan_of(tokens: Sequence[Token], first: Mention, second: Mention) -> bool:
    """`26% of the budget estimates of direct taxes of $18 million`."""
    told = first.kind == "attainment" and first.against == "plan" and second.near
    return told and "of-whole" in uses_at(tokens, second.amount.first - 1)


def _when_compared(tokens: Sequence[Token], first: Mention, second: Mention) -> bool:
    """`26% higher than the year before, when $4 million was collected`."""
    if first.kind not in ("growth", "change") or not second.amount.unit:
        return False
    timed = (
        "period" in token.roles or token.roles.get("cue") in PERIODS
        for token in tokens[first.amount.end : second.lead]
    )
    return "at-which" in uses_at(tokens, second.lead) and any(timed)


def _then_was(tokens: Sequence[Token], first: Mention, second: Mention) -> bool:
    """`43 cases; in 2017 it was 61`."""
    grown = first.kind == "growth" and second.amount.unit
    alike = first.kind == "level" and second.amount.unit in ("", first.amount.unit)
    if second.cue < 0 or token_cue(tokens, second.cue) != "reach" or not (grown or alike):
        return False
    end = second.amount.end
    words = tokens[second.lead : end + _TIME]
    timed = any("period" in token.roles or "at-which" in token.uses for token in words)
    before = tokens[second.lead : second.amount.first]
    if any("since" in token.roles for token in before):
        return False  # since January it was 61: no earlier time
    return timed and any("refers-back" in token.uses for token in before)
