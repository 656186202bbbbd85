"""The times of a text as tokens of their own."""

from collections.abc import Sequence

from plan_tracker.language.lexicon import Roles
from plan_tracker.language.periods.digits import read_digits
from plan_tracker.language.periods.time import Found, Time
from plan_tracker.language.periods.words import READERS
from plan_tracker.language.tokens import Token


def mark_periods(tokens: Sequence[Token]) -> tuple[list[Token], list[Time]]:
    """The tokens with each time as one of role `period`, whose meaning is its place in the list."""
    marked: list[Token] = []
    times: list[Time] = []
    at = 0
    while at < len(tokens):
        found = _time_at(tokens, at) if tokens[at].roles else None
        if found is None:
            marked.append(tokens[at])
            at += 1
            continue
        roles: Roles = {"period": str(len(times))}
        if _until(tokens, at):
            roles = {**roles, "until": ""}
        times.append(found.time)
        marked.append(Token("", tokens[at].start, tokens[found.end - 1].end, roles))
        at = found.end
    return marked, times


def _time_at(tokens: Sequence[Token], at: int) -> Found | None:
    """The time that begins at a token."""
    roles = tokens[at].roles
    if "digits" in roles:
        return read_digits(tokens, at)
    for role in roles:
        read = READERS.get(role)
        found = read(tokens, at) if read else None
        if found is not None:
            return found
    return None


def _until(tokens: Sequence[Token], at: int) -> bool:
    """Whether the words before a time count from the beginning of its year."""
    return any("until" in token.roles for token in tokens[max(0, at - 2) : at])
