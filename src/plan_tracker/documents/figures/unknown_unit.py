"""Letters behind a number that may be a scale or a unit which nobody here knows: `3.2 tr`, `5 zl`.

What is counted by an ordinary word is counted, `12 boxes`. What looks like an abbreviation may
stand for a power of ten, so that the number may be another one.
"""

from plan_tracker.documents.mentions.number_phrases import NumberPhrase
from plan_tracker.documents.mentions.sentence import Sentence
from plan_tracker.language.letters import plain_letters
from plan_tracker.language.tokens import Token, text_at
from plan_tracker.loading.fit import currencies

NO_SCALE = "the letters after it may be a scale that is not known"
_VOWELS = frozenset("aeiouy")
_LONGEST = 6  # letters of an abbreviation


def may_be_scaled(sentence: Sentence, amount: NumberPhrase) -> bool:
    """Whether letters that no word has stand behind an amount whose scale or unit they may be."""
    tokens, at = sentence.tokens, amount.end
    if amount.form in ("rank", "words") or at >= len(tokens) or _is_settled(amount):
        return False
    before, token = tokens[at - 1], tokens[at]
    glued = token.start == before.end
    if glued and token.text == "." and at + 1 < len(tokens):
        before, token = token, tokens[at + 1]
        glued = token.start == before.end
        if not glued:
            return False  # the end of the sentence
    if not token.text.isalpha() or _is_known(token) or len(token.text) > _LONGEST:
        return False
    if glued and (before.text.endswith(".") or "digits" in before.roles):
        return True
    if _VOWELS.isdisjoint(plain_letters(token.text)):
        return True
    counted = text_at(tokens, at + 1).isalpha()  # 27 EU countries
    return not counted and any(map(str.isupper, sentence.text[token.start + 1 : token.end]))


def _is_known(token: Token) -> bool:
    """Whether a word means something; what is a scale right behind digits only is none here."""
    return bool(token.roles.keys() - {"glued"} or token.uses)


def _is_settled(amount: NumberPhrase) -> bool:
    """Whether the unit is known, and with money whether a scale is."""
    if amount.unit in currencies():
        return amount.scaled
    return amount.unit != ""
