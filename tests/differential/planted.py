"""What a typist does to one printed number."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from hypothesis import strategies as st

from tests.differential.plans import Number, Plan, Statement

Slip = Callable[[Statement], Iterator[Number]]
MOST_DIGITS = 12


def scale_word(said: Statement) -> Iterator[Number]:
    """A scale word too many, too few, or another."""
    if said.unit in ("VND", "USD", "person"):
        fewest = 0 if said.unit == "person" else 6
        for power in (-9, -6, -3, 3, 6, 9):
            if fewest <= said.number.scale + power <= 15:
                yield replace(said.number, scale=said.number.scale + power)


def sign(said: Statement) -> Iterator[Number]:
    """A rise for a fall, or a fall for a rise, but none by more than all."""
    turned = replace(said.number, negative=not said.number.negative)
    if said.moves and said.number.digits and not (said.unit == "%" and turned.value < -100):
        yield turned


def swapped_digits(said: Statement) -> Iterator[Number]:
    """Two neighbouring digits in the wrong order."""
    digits = _spelled(said.number)
    for at in range(len(digits) - 1):
        yield from _respelled(
            said.number, digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
        )


def wrong_digit(said: Statement) -> Iterator[Number]:
    """One digit for another."""
    digits = _spelled(said.number)
    for at in range(len(digits)):
        for digit in "0123456789":
            yield from _respelled(said.number, digits[:at] + digit + digits[at + 1 :])


def missing_digit(said: Statement) -> Iterator[Number]:
    """One digit less, before the decimal mark."""
    digits = _spelled(said.number)
    for at in range(len(digits) - said.number.places):
        yield from _respelled(said.number, digits[:at] + digits[at + 1 :])


def doubled_digit(said: Statement) -> Iterator[Number]:
    """One digit twice, before the decimal mark."""
    digits = _spelled(said.number)
    for at in range(len(digits) - said.number.places):
        yield from _respelled(said.number, digits[:at] + digits[at] + digits[at:])


def thousands_mark(said: Statement) -> Iterator[Number]:
    """A thousands mark that reads as a decimal one, or the other way."""
    number = said.number
    if 1000 <= number.digits < 10**6:
        if number.places == 0 and said.unit != "province":
            yield replace(number, places=3)
        if number.places == 3:
            yield replace(number, places=0)


def index_for_growth(said: Statement) -> Iterator[Number]:
    """105,2 % where 5,2 % was meant."""
    if said.kind == "growth" and not said.form and not said.number.negative:
        yield replace(said.number, digits=said.number.digits + 100 * 10**said.number.places)


SLIPS: dict[str, Slip] = {
    "scale": scale_word,
    "sign": sign,
    "swapped": swapped_digits,
    "digit": wrong_digit,
    "missing": missing_digit,
    "doubled": doubled_digit,
    "mark": thousands_mark,
    "index": index_for_growth,
}
NOTATIONS = ("mark", "index")  # what may only be another way to print it: at most a warning


def slipped(said: Statement, kind: str) -> Iterator[Statement]:
    """The statement with each slip of a kind that changes what it says."""
    number = said.number
    if number.upper is not None or (kind != "sign" and number.population is not None):
        return
    for wrong in SLIPS[kind](said):
        if wrong.value != number.value:
            yield replace(said, number=wrong)


def meanings(said: Statement) -> Iterator[Statement]:
    """What a statement may have been before one slip made this of it."""
    for kind in SLIPS:
        yield from slipped(said, kind)
    number, digits = said.number, _spelled(said.number)
    for at in range(len(digits) + 1):
        more = number.places + (at > len(digits) - number.places)
        for digit in "0123456789":
            wider = replace(number, places=more)
            for meant in _respelled(wider, digits[:at] + digit + digits[at:]):
                yield replace(said, number=meant)
    for at in range(len(digits) - number.places, len(digits)):
        fewer = replace(number, places=number.places - 1)
        for meant in _respelled(fewer, digits[:at] + digits[at + 1 :]):
            yield replace(said, number=meant)
    for places in range(len(digits)):
        yield replace(said, number=replace(number, places=places))
    hundred = 100 * 10**number.places
    if said.kind == "growth" and not said.form and number.digits > hundred:
        yield replace(said, number=replace(number, digits=number.digits - hundred))
    if said.kind in ("growth", "change") and said.unit in ("%", "point"):
        yield replace(said, kind="change" if said.kind == "growth" else "growth")


@st.composite
def slips_in(draw: st.DrawFn, plan: Plan) -> tuple[str, Statement]:
    """The kind of one slip, and the statement that it befalls, as it is then printed."""
    kind = draw(st.sampled_from(sorted(SLIPS)))
    wrong = [each for said in plan.statements for each in slipped(said, kind)]
    if not wrong:
        kind = "digit"
        wrong = [each for said in plan.statements for each in slipped(said, kind)]
    if not wrong:
        kind, wrong = "", list(plan.statements)
    return kind, draw(st.sampled_from(wrong))


def _spelled(number: Number) -> str:
    return f"{number.digits:0{number.places + 1}d}"


def _respelled(number: Number, digits: str) -> Iterator[Number]:
    """The number with other digits; none begins with a zero before another whole digit."""
    whole = len(digits) - number.places
    leading = digits[:1] == "0" and whole > 1
    ending = number.places and digits.endswith("0")  # zeros there would say more than was drawn
    nothing = number.hedge and not digits.strip("0")  # "nearly 0"
    if whole >= 1 and len(digits) <= MOST_DIGITS and not (leading or ending or nothing):
        yield replace(number, digits=int(digits))
