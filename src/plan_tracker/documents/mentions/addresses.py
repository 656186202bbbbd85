"""Addresses of pages and mail, whose numbers and dates are none: each becomes one name."""

import re
from collections.abc import Sequence

from plan_tracker.language.lexicon import Roles
from plan_tracker.language.tokens import Token

_NAME: Roles = {"name": ""}
_SIGNS = ("://", "www.", "@", "doi:")  # one of them stands in every address
_ADDRESS = re.compile(
    r"(?:\b[a-z]{2,8}://|\bwww\.|\bdoi:\s?|\b[\w.+-]{1,64}@)[^\s<>\"”»)]+", re.IGNORECASE
)
_CLOSING = ".,;:!?"  # signs at an end that belong to the sentence


def mark_addresses(tokens: Sequence[Token], text: str) -> Sequence[Token]:
    """The tokens with all those of each address as one of role `name`."""
    if not tokens:
        return tokens
    start, end = tokens[0].start, tokens[-1].end
    low = text[start:end].lower()
    if not any(sign in low for sign in _SIGNS):
        return tokens

    marked: list[Token] = []
    at = 0
    for address in _ADDRESS.finditer(text, start, end):
        last = address.start() + len(address[0].rstrip(_CLOSING))
        while at < len(tokens) and tokens[at].end <= address.start():
            marked.append(tokens[at])
            at += 1
        while at < len(tokens) and tokens[at].start < last:
            at += 1
        marked.append(Token("", address.start(), last, _NAME))
    return [*marked, *tokens[at:]]
