"""Which mark groups thousands in a table, and which one starts decimals: what its cells witness."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

# Signs that print the same thing: minus, the blanks of typesetters, apostrophes.
_SIGNS = str.maketrans(
    {
        "\u2212": "-",
        "\u2013": "-",
        "\u00a0": " ",
        "\u2007": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\u2019": "'",
    }
)
_FORMS = {**_SIGNS, **dict.fromkeys(map(ord, "123456789"), "9")}  # 0 alone begins a decimal
# Marks of footnotes, of what is revised, provisional or estimated, and of what is significant.
_BEFORE = r"(?:\*+|[\u2020\u2021]|\([prez]\)|[prez](?=\d[\d ]*[.,]\d))?"
_BEHIND = (
    r"(?:\(\*+\)|\*+|\([a-z\d]\)|\[[a-z\d]{1,2}\]|[\u2020\u2021]"
    r"|[\u00b9\u00b2\u00b3\u2070\u2074-\u2079\u00aa\u00ba\u02b0-\u02b8\u1d43-\u1d5b]+"
    r"|(?<=\d)[a-fprE])?"
)
_AROUND = re.compile(
    rf"^\s*{_BEFORE}\s*(?P<printed>"
    r"(?P<open>\(?)\s*(?P<sign>[-+]?)\s*(?P<before>[$\u20ac\u00a3\u00a5\u20ab]?)\s*"
    r"(?P<digits>\d[\d., ']*|[.,]\d+)\s*(?P<percent>%?)\s*(?P<close>\)?))"
    rf"\s*{_BEHIND}\s*$"
)
_GROUPED = {
    mark: re.compile(rf"^\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+(?P<rest>$|[.,])") for mark in ",. '"
}
_LONGEST = 60
_UNITS = tuple(float(f"1e-{decimals}") for decimals in range(_LONGEST))


@dataclass(frozen=True, slots=True)
class Notation:
    """The marks of a table's numbers; `group` may be empty."""

    decimal: str = "."
    group: str = ","


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A cell's number: its value, and the unit of its last printed digit."""

    value: Decimal
    unit: Decimal
    percent: bool = False


def find_notation(texts: Iterable[str], usual: Notation | None = None) -> Notation:
    """The marks that most cells witness; `usual` are those of the language, where none do.

    A mark before one, two or four digits and more starts decimals; one that stands twice in a
    number groups thousands; the mark of the other kind follows from it. `1,234` alone says nothing
    unless the table is otherwise silent, and then it groups.
    """
    votes = dict.fromkeys((",", "."), 0)
    single = dict.fromkeys((",", "."), 0)
    spaced = apostrophes = 0
    # The marks of a text are those of its form; of digits alone there are none.
    forms = Counter(text.translate(_FORMS) for text in texts if not text.isdecimal())
    for form, times in forms.items():
        match = _AROUND.match(form) if len(form) <= _LONGEST else None
        if match is None:
            continue
        digits = match["digits"].strip()
        spaced += " " in digits
        apostrophes += "'" in digits
        marks = [sign for sign in digits if sign in ",."]
        if not marks:
            continue
        last = marks[-1]
        behind = len(digits) - digits.rindex(last) - 1
        if len(set(marks)) == 2 or (len(marks) == 1 and behind != 3):
            votes[last] += times
        elif len(marks) > 1:
            votes["," if last == "." else "."] += times
        elif digits.startswith("0"):
            votes[last] += times
        else:
            single[last] += times

    if votes[","] != votes["."]:
        decimal = max(votes, key=votes.__getitem__)
    elif single[","] != single["."]:
        grouping = max(single, key=single.__getitem__)
        if usual is not None and usual.decimal == grouping and spaced:
            decimal = grouping
        else:
            decimal = "." if grouping == "," else ","
    else:
        decimal = usual.decimal if usual is not None else "."
    other = "," if decimal == "." else "."
    group = "'" if apostrophes else other
    return Notation(decimal, group)


def read_plain(text: str, decimal: str) -> tuple[float, float] | None:
    """The value and the unit of digits alone, with or without a minus and decimals: what most cells
    print. None for the rest, which `read_number` reads more slowly.
    """
    digits = text.removeprefix("-")
    if len(digits) >= _LONGEST:
        return None
    if digits.isdecimal():
        value, unit = float(digits), 1.0
    else:
        whole, _, fraction = digits.partition(decimal)
        if not (whole.isdecimal() and fraction.isdecimal()):
            return None
        value, unit = float(f"{whole}.{fraction}"), _UNITS[len(fraction)]
    return (value, unit) if digits == text else (0.0 - value, unit)


def unmarked(text: str) -> str:
    """What a cell prints without the marks of notes around its number: `*2,247`, `1,234 (a)`."""
    match = _AROUND.match(text.translate(_SIGNS)) if len(text) <= _LONGEST else None
    return text[match.start("printed") : match.end("printed")].strip() if match else text


def read_number(text: str, notation: Notation) -> PrintedNumber | None:
    """The number that a cell prints, None where it is none.

    Brackets around it are a minus. A blank groups thousands as well as the group mark. Marks of
    notes before and behind it say nothing of the number.
    """
    if len(text) > _LONGEST:
        return None
    match = _AROUND.match(text.translate(_SIGNS))
    if match is None:
        return None
    digits = match["digits"].strip()
    if bool(match["open"]) != bool(match["close"]):
        return None

    whole, mark, fraction = digits.partition(notation.decimal)
    if mark and not fraction.isdecimal():
        return None
    plain = whole
    for group in (notation.group, " "):
        if group and group in whole:
            if not _GROUPED[group].match(whole):
                return None
            plain = whole.replace(group, "")
    if not (plain.isdecimal() or (plain == "" and fraction)):
        return None
    try:
        value = Decimal(f"{plain or '0'}.{fraction}" if fraction else plain)
    except InvalidOperation:
        return None
    negative = match["sign"] == "-" or bool(match["open"])
    return PrintedNumber(
        -value if negative else value, Decimal(1).scaleb(-len(fraction)), bool(match["percent"])
    )
