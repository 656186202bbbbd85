"""Numbers that name something: laws, bands, versions, phones, list items. They are no figures."""

import re
from collections.abc import Sequence

from plan_tracker.documents.mentions.numberings import end_of_mark
from plan_tracker.language.grammar import grammar
from plan_tracker.language.lexicon import Roles
from plan_tracker.language.numbers import MOST_DIGITS, decimal_mark
from plan_tracker.language.tokens import Token, places_of, roles_at, text_at, uses_at

_NAME: Roles = {"name": ""}
_PHONE: Roles = {"name": "phone"}
_ITEM: Roles = {"item": ""}  # the number of a list item, which belongs to no subject
_NUMBERS = frozenset({"digits"})
_COUNTS = ("unit", "scale", "currency", "per", "abbreviated")
# Whole, with a decimal mark, or in groups of three with one kind of mark (`1,591,3` too).
_NUMBER = re.compile(
    rf"\d{{1,{MOST_DIGITS}}}(?:[.,]\d{{1,{MOST_DIGITS}}})?"
    r"|\d{1,3}(?:(?:\.\d{3})+(?:[.,]\d{1,30})?|(?:,\d{3})+(?:[.,]\d{1,30})?|(?:\s\d{3})+(?:[.,]\d{1,30})?)"
)
_VERSION = re.compile(r"\d{1,2}[.,]\d{1,2}", re.ASCII)
_LONG = 7  # digits that nobody prints without a mark between them
_LONG_PART = 4  # signs; a longer number with marks is no article or section
_SHORT_PART = 3  # digits of a note or section behind its chapter
_YEAR = 4  # digits of a year, and the most of a paragraph's number
_NEAR = 3
_HOTLINES = frozenset({"1800", "1900"})
_PHONES = frozenset({"phone"})
_DASHES = ("-", "–")


def mark_identifiers(tokens: Sequence[Token], text: str, locale: str, *, aged: bool) -> list[Token]:
    """The tokens with each number that only names something as one of role `name`.

    `aged` says that there may be words of ages among them.
    """
    marked: list[Token] = []
    done = 0  # the tokens before are marked
    for at in places_of(tokens, _NUMBERS):
        if at < done:
            continue
        marked += tokens[done:at]
        token = tokens[at]
        end = _name_end(tokens, at, text, locale, aged=aged)
        dialled = end <= at + 1 and (_phone(tokens, at) or _dialled(marked, tokens, at))
        if dialled:
            marked.append(Token("", token.start, token.end, _PHONE))
        elif end > at:
            roles = _ITEM if _listed(tokens, at, text) else _NAME
            marked.append(Token("", token.start, tokens[end - 1].end, roles))
        elif _continues(marked, tokens, at):
            marked.append(Token("", token.start, token.end, _NAME))
        else:
            marked.append(token)
        done = max(end, at + 1)
    marked += tokens[done:]
    return marked


def _name_end(tokens: Sequence[Token], at: int, text: str, locale: str, *, aged: bool) -> int:
    """The token after a name that begins with this number; the number's own if it is a figure."""
    if not _NUMBER.fullmatch(tokens[at].text):
        return at + 1
    glued = _glued(tokens, at, text)
    if glued > at:
        return glued
    if text_at(tokens, at + 1) in _DASHES and (_lived(tokens, at) or _is_score(tokens, at)):
        return at + 3
    mark = end_of_mark(tokens, at)
    if mark > at:
        return mark
    named = (
        _listed(tokens, at, text)
        or _called(tokens, at, locale)
        or _version(tokens[at].text, tokens, at, locale)
        or _model(tokens, at, text)
        or (aged and _aged(tokens, at))
        or "each" in roles_at(tokens, at - 1)
        or _is_per(tokens, at)
        or _shared(tokens, at)
        or _for_one(tokens, at)
        or "place" in roles_at(tokens, at + 1)
        or ("band" in roles_at(tokens, at + 1) and not _counts(tokens, at + 1))
    )
    return at + 1 if named else at


def _is_per(tokens: Sequence[Token], at: int) -> bool:
    """`số bác sĩ trên 10.000 dân đạt 12,4`: of how many a rate is told, which is then reached."""
    counted = roles_at(tokens, at + 1).get("unit") == "person"
    reached = roles_at(tokens, at + 2).get("cue") == "reach"
    led = "out-of" in uses_at(tokens, at - 1)
    return led and counted and reached and _is_round(tokens[at].text)


def _glued(tokens: Sequence[Token], at: int, text: str) -> int:
    """The end of `5G`, `IPv6`, `Covid-19`, `16/CT-TTg`, `57-NQ/TW`, `19:36`, `24/7`; else `at`."""
    token, before = tokens[at], tokens[at - 1] if at else None
    end = at + 1
    following = tokens[end] if end < len(tokens) else None

    if before and before.end == token.start and _letters(before.text):
        known = before.roles.keys() & {"cue", "hedge", "currency", "light", "sign"}
        if not known or (known == {"light"} and len(before.text) == 1):  # A320
            return _tail_of_name(tokens, end, text)
    if before and before.text in ("-", ":", "–") and before.end == token.start and at > 1:
        start = tokens[at - 2]
        plain = not start.roles.keys() & {"cue", "unit"}
        word = _letters(start.text) and before.text == "-" and plain
        if start.end == before.start and (word or "name" in start.roles):
            return _tail_of_name(tokens, end, text)
    if _dotted(tokens, at, text):
        return _tail_of_name(tokens, end, text)

    if following is None or following.start != token.end:
        return at
    if _letters(following.text):
        return at if _measured_by(tokens, at, text) else _tail_of_name(tokens, end + 1, text)
    return _joined(tokens, at, text)


def _measured_by(tokens: Sequence[Token], at: int, text: str) -> bool:
    """Whether the letters joined to a number can be its scale or unit: `5km`, `3m`, `105.301con`.

    `KES 3.2tr` is money whose scale is not known.
    """
    number, following = tokens[at], tokens[at + 1]
    first = text[following.start]
    if _counts(tokens, at + 1) and not (len(following.text) == 1 and first.isupper()):
        return True
    grouped = len(number.text) > _LONG_PART and not number.text.isdecimal()
    small = first.islower() and (grouped or "glued" in following.roles)
    if "ordinal" in following.roles or small:
        return True
    return not following.roles and "currency" in roles_at(tokens, at - 1)


def _dotted(tokens: Sequence[Token], at: int, text: str) -> bool:
    """`Note IV.08`: short digits that a dot joins to capitals which mean nothing else."""
    number = tokens[at]
    if at < 2 or not number.text.isdecimal() or len(number.text) > _SHORT_PART:
        return False
    dot, name = tokens[at - 1], tokens[at - 2]
    joined = dot.text == "." and name.end == dot.start and dot.end == number.start
    return joined and not name.roles and text[name.start : name.end].isupper()


def _lived(tokens: Sequence[Token], at: int) -> bool:
    """`A. Pushkin (1837-1887)`: two years in a bracket, and nothing else in it."""
    if text_at(tokens, at - 1) != "(" or text_at(tokens, at + 3) != ")":
        return False
    first, dash, second = (token.text for token in tokens[at : at + 3])
    years = all(len(year) == _YEAR and year.isdecimal() for year in (first, second))
    return dash in _DASHES and years and "1" <= first[0] <= second[0] <= "2" and first < second


def _is_score(tokens: Sequence[Token], at: int) -> bool:
    """`won 3-1`: two short numbers that a dash joins, the higher first, and nothing they count."""
    if text_at(tokens, at + 1) not in _DASHES or at + 2 >= len(tokens) or _counts(tokens, at + 3):
        return False
    first, dash, second = tokens[at : at + 3]
    short = all(each.text.isdecimal() and len(each.text) <= 2 for each in (first, second))
    if not short or first.end != dash.start or dash.end != second.start:
        return False
    return int(first.text) >= int(second.text) and "currency" not in roles_at(tokens, at - 1)


def _joined(tokens: Sequence[Token], at: int, text: str) -> int:
    """The end of a name whose parts a mark joins without a space."""
    mark = tokens[at + 1].text
    if mark not in ("/", "-", ":") or at + 2 >= len(tokens):
        return at
    third = tokens[at + 2]
    if third.start != tokens[at + 1].end:
        return at
    upper = _letters(third.text) and text[third.start].isupper() and "unit" not in third.roles
    if upper:
        return _tail_of_name(tokens, at + 3, text)
    if "period" in third.roles or (mark == ":" and "digits" in third.roles):
        return _tail_of_name(tokens, at + 3, text)
    if mark == "/" and (tokens[at].text, third.text) in (("24", "7"), ("24", "24")):
        return at + 3
    fourth = tokens[at + 3] if at + 3 < len(tokens) else None
    slashed = (
        "digits" in third.roles and fourth and fourth.text == mark and fourth.start == third.end
    )
    return _tail_of_name(tokens, at + 3, text) if slashed else at


def _tail_of_name(tokens: Sequence[Token], at: int, text: str) -> int:
    """Past all that is joined to a name without a space: `/NĐ-CP`."""
    while at < len(tokens) and tokens[at].start == tokens[at - 1].end:
        joins = tokens[at].text in ("/", "-", ":", "_")
        numbered = tokens[at].roles.keys() & {"digits", "period"}
        if not (joins or numbered or _letters(tokens[at].text)):
            break
        if joins and not (at + 1 < len(tokens) and tokens[at + 1].start == tokens[at].end):
            break
        at += 1
    return at


def _listed(tokens: Sequence[Token], at: int, text: str) -> bool:
    """`1.`, `2)`, `(3)` and `2.1 Title` at the beginning of a line, `(3)` anywhere."""
    start, end = tokens[at].start, tokens[at].end
    following = text[end : end + 1]
    short = len(tokens[at].text) <= 2
    if at and tokens[at - 1].text == "(" and following == ")":
        return short
    if at > 1:
        return False
    line = text.rfind("\n", max(0, start - 12), start)
    begins = (line >= 0 or start < 12) and not text[max(line + 1, 0) : start].strip(" \t#*-–•+(|")
    if not begins:
        return False
    if short and (following in (".", ")") or text[end : end + 2] in ("/ ", "- ")):
        return True
    paragraph = tokens[at].text.isdecimal() and len(tokens[at].text) <= _YEAR
    if paragraph and text[end : end + 2] == ". " and text[end + 2 : end + 3].isupper():
        return True

    section = "." in tokens[at].text and _VERSION.fullmatch(tokens[at].text) is not None
    following = text[end : end + 2]
    titled = following[:1] in ". " and (following[1:].isupper() or following[:1] == ".")
    return section and titled


def _called(tokens: Sequence[Token], at: int, locale: str) -> bool:
    """`Nghị định 13`, `Điều 5`, `cấp độ 2`: what is counted nowhere."""
    grouped = len(tokens[at].text) > _LONG_PART and not tokens[at].text.isdecimal()
    if not at or text_at(tokens, at + 1) == "/":
        return False
    if grouped:  # `Act No. 20.499`: the dot of a word that is shortened counts nothing
        short = tokens[at - 1].text == "." or tokens[at - 1].text.endswith(".")
        return short and "law" in roles_at(tokens, at - 1) and not _counts(tokens, at + 1)
    before = tokens[at - 1]
    graded = grammar(locale).graded and len(tokens[at].text) <= 2 and "law" in before.roles
    if _counts(tokens, at + 1):
        return graded and not _measures(tokens, at + 1)  # level 4 services
    if "law" in before.roles:
        return True
    numbered = "number-word" in before.uses or before.text == "."
    return numbered and "law" in roles_at(tokens, at - 2)


def _version(number: str, tokens: Sequence[Token], at: int, locale: str) -> bool:
    """`4.0`, and any short number with a dot that starts no decimals, where no unit follows."""
    if number.isdecimal() or not _VERSION.fullmatch(number):
        return False
    if _counts(tokens, at + 1) or text_at(tokens, at + 1) == "%":
        return False
    joined = _joins(tokens, at + 1) or "and" in uses_at(tokens, at + 1)
    if joined and "digits" in roles_at(tokens, at + 2) and _counts(tokens, at + 3):
        return False  # between 2.0 and 2.8 percent
    return "." in number and (decimal_mark(locale) != "." or number.endswith(".0"))


def _model(tokens: Sequence[Token], at: int, text: str) -> bool:
    """`Boeing 737 hạ cánh`: right after a name in mid-sentence, and nothing that it could count."""
    if at < 2 or not tokens[at].text.isdecimal() or tokens[at - 1].roles:
        return False
    before, following = tokens[at - 1], text_at(tokens, at + 1)
    named = text[before.start].isupper() and not text[before.start : before.end].isupper()
    calm = "cue" in roles_at(tokens, at + 1) or not following[:1].isalpha()
    return named and (calm or not roles_at(tokens, at + 1)) and not _letters_joined(tokens, at)


def _shared(tokens: Sequence[Token], at: int) -> bool:
    """`9,8 bác sĩ/1 vạn dân`, `91,9 trên 100 dân`: for how many the number before is counted."""
    if text_at(tokens, at - 1) == "/" and at > 1:
        unit, own = roles_at(tokens, at - 2).get("unit"), roles_at(tokens, at + 1).get("unit")
        named = text_at(tokens, at - 2)[:1].isalpha()
        joined = named and tokens[at - 1].start == tokens[at - 2].end
        return bool(unit and unit != own) or (joined and _is_round(tokens[at].text))
    counted = "out-of" in uses_at(tokens, at - 1) and "digits" in roles_at(tokens, at - 2)
    return counted and _is_round(tokens[at].text) and text_at(tokens, at + 1)[:1].isalpha()


def _for_one(tokens: Sequence[Token], at: int) -> bool:
    """`giá trị sản xuất trên 1 ha`: for one of what an amount is counted."""
    if tokens[at].text != "1" or "out-of" not in uses_at(tokens, at - 1):
        return False
    return roles_at(tokens, at + 1).get("unit", "%") not in ("%", "point", "time")


def _is_round(number: str) -> bool:
    """Whether a number is what rates are counted for: 100, 1.000, 100.000."""
    digits = number.replace(".", "").replace(",", "")
    return len(digits) > 2 and digits[0] == "1" and not digits[1:].strip("0")


def _aged(tokens: Sequence[Token], at: int) -> bool:
    """`trẻ dưới 5 tuổi`, `từ 15 đến 24 tuổi`, `aged 15`; a mean age that is reached is a figure."""
    between = "between" in uses_at(tokens, at - 1)
    before = roles_at(tokens, at - 2 if between else at - 1)
    if before.get("aged") == "before" or _ends_ages(tokens, at):
        return True
    ranged = _joins(tokens, at - 1) and "digits" in roles_at(tokens, at - 2)
    if not tokens[at].text.isdecimal() or (
        before.get("cue") in ("reach", "arrival") and not ranged
    ):
        return False
    joined = _joins(tokens, at + 1) and "digits" in roles_at(tokens, at + 2)
    return roles_at(tokens, at + 3 if joined else at + 1).get("aged") == "aged"


def _ends_ages(tokens: Sequence[Token], at: int) -> bool:
    """The second number of `aged 15 to 24`, `aged between 18 and 31`, the first being a name."""
    first = at - 2
    if not (_joins(tokens, at - 1) or "and" in uses_at(tokens, at - 1)):
        return False
    before = first - 1 if "between" not in uses_at(tokens, first - 1) else first - 2
    return "digits" in roles_at(tokens, first) and roles_at(tokens, before).get("aged") == "before"


def _joins(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token may stand between the two numbers of a range."""
    return text_at(tokens, at) in _DASHES or "to" in uses_at(tokens, at)


def _letters_joined(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].start == tokens[at].end


def _phone(tokens: Sequence[Token], at: int) -> bool:
    number = tokens[at].text
    if _counts(tokens, at + 1):
        return False
    if places_of(tokens[max(0, at - _NEAR) : at], _PHONES):
        return True
    if at and tokens[at - 1].text == "+" and number.isdecimal():
        return True
    if number == "84" and at and tokens[at - 1].text == "(":
        return True
    if number in _HOTLINES and "digits" in roles_at(tokens, at + 1):
        return True
    long = number.isdecimal() and (len(number) >= _LONG or (number[0] == "0" and len(number) > 3))
    return long or (number[0] == "0" and len(number) > 4 and number[1] not in ".,")


def _dialled(marked: Sequence[Token], tokens: Sequence[Token], at: int) -> bool:
    """`(+84) 24 3825 3131`: a bare number right after a part of a phone number."""
    back = 2 if marked and marked[-1].text in (")", "-", ".") else 1
    if len(marked) < back or marked[-back].roles.get("name") != "phone":
        return False
    return not _counts(tokens, at + 1)


def _continues(marked: Sequence[Token], tokens: Sequence[Token], at: int) -> bool:
    """`mức độ 3, 4`: a bare number after a name."""
    if len(marked) < 2:
        return False
    if marked[-1].text not in (",", "/", *_DASHES) and "and" not in marked[-1].uses:
        return False
    small = len(tokens[at].text) <= 2 and tokens[at].text.isdecimal()
    return small and "name" in marked[-2].roles and not _counts(tokens, at + 1)


def _counts(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token can be the scale or unit of a number before it."""
    roles = roles_at(tokens, at)
    return not roles.keys().isdisjoint(_COUNTS) and "structure" not in roles


def _measures(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token can only follow a figure: a scale word, a currency or a sign."""
    roles = roles_at(tokens, at)
    return bool(roles.keys() & {"scale", "currency", "per"}) or not tokens[at].text[:1].isalpha()


def _letters(text: str) -> bool:
    return text[:1].isalpha()
