"""Takes a printed text apart, from left to right, into a phrase."""

from collections.abc import Sequence
from difflib import get_close_matches

from plan_tracker.language.numbers import (
    MOST_DIGITS,
    NOTE_MARKS,
    Numeral,
    is_share,
    read_digits,
    scaled,
    too_long,
)
from plan_tracker.language.words import Lexeme, Role, Vocabulary
from plan_tracker.reading.cursor import Cursor
from plan_tracker.reading.phrases import ParsedText, PrintedNumber, Problem

_MOST_POWER = 30  # no plan counts beyond 10^30
NUMBER = ("digits", "number", "rough", "fraction")  # roles of what may be one
_SECOND = ("digits", "number", "sign", "currency", "prefix")
_LEAD = ("hedge", "move", "from", "sign", "currency", "skip", "correction")
_PUNCTUATION = frozenset(".,;:!…)]}»”\"'*([{«“")
_PASSING = frozenset({"beyond", "down", "less", "more"})  # movements over a plan, or short of it
_BEFORE_NUMBER = frozenset({"hedge", "sign", "currency"})
_SIDES = frozenset({"up", "down", "more", "less"})  # movements that may follow the number
_NAMED = 4  # words that may name what n of N counts
_SHOWN = 40  # characters of a piece that a message repeats


def parse(words: Sequence[Lexeme], locale: str) -> ParsedText:
    """Take a text apart; never raises."""
    return _Parser(words, locale).phrase()


def told(problem: Problem, vocabulary: Vocabulary) -> str:
    """What is wrong, in a sentence."""
    return f"{problem.message}{_nearest(problem.strange, vocabulary) if problem.strange else ''}"


class _Parser(Cursor):
    """Takes the lead, the numbers and the rest, and notes what cannot be understood."""

    def __init__(self, words: Sequence[Lexeme], locale: str) -> None:
        super().__init__(words)
        self.locale = locale
        self.problems: list[Problem] = []
        self.rough = False

    def refuse(self, message: str, strange: str = "") -> None:
        self.problems.append(Problem(message, strange))

    def phrase(self) -> ParsedText:
        self.lead()
        amounts, of = self.amounts() if self.here(*NUMBER) else ((), None)
        self.rest()
        said = [*self.said("hedge"), *self.said("after")]
        hedges = [hedge for hedge in dict.fromkeys(said) if hedge != "estimate"]
        decimals = any(set(word) & {",", "."} for word in self.said("number"))
        if not hedges and (decimals or self.rough or self.said("fraction") or self.said("rough")):
            hedges.append("about")  # `gấp rưỡi`, `halved`, `a third`, `a dozen`, `one in five`
        if self.said("from") and len(amounts) == 1 and not hedges:
            hedges.append("at-least")
        units = [amount.unit for amount in (*amounts, of) if amount is not None and amount.unit]
        return ParsedText(
            frozenset(self.said("move")),
            tuple(hedges),
            "estimate" in said,
            amounts,
            of,
            [*units, *self.said("currency"), *self.said("prefix"), ""][0],
            tuple(self.taken),
            tuple(self.problems),
        )

    def lead(self) -> None:
        """Everything before the first number."""
        while not self.done and (not self.here(*NUMBER) or self.planned()):
            if self.here("year") and self.year(ahead=1):
                self.at += 2
            elif self.here("tail") and not self.here(*_LEAD):
                self.aside()
            elif not self.prefix() and not self.take(*_LEAD) and not self.punctuation():
                self.unknown()
            elif self.taken and self.taken[-1][0] == "move":
                self.passed()

    def prefix(self) -> bool:
        """Take letters that are a currency right before digits: `R22.3 billion`."""
        return self.here("digits", ahead=1) and bool(self.take("prefix"))

    def planned(self) -> bool:
        """Go past the year of a plan: `exceeding the 2024 goal by 2%`."""
        if not (self.year(ahead=0) and self.here("planned", ahead=1)):
            return False
        self.at += 1
        return True

    def passed(self) -> None:
        """Go past the plan that was passed, to how far: `exceeding its target of 70 by 20%`."""
        if self.said("move")[-1] not in _PASSING or len(self.said("move")) > 1:
            return
        planned = False
        for place, word in enumerate(self.words[self.at :], start=self.at):
            planned = planned or "planned" in word.roles
            if planned and "distance" in word.roles and self._led_number(place + 1):
                self.at = place
                return

    def _led_number(self, place: int) -> bool:
        """Whether a number stands here, behind hedges, signs and a currency."""
        while place < len(self.words) and self.words[place].roles.keys() & _BEFORE_NUMBER:
            place += 1
        return place < len(self.words) and bool(self.words[place].roles.keys() & {*NUMBER})

    def amounts(self) -> tuple[tuple[PrintedNumber, ...], PrintedNumber | None]:
        """The number, with the other end of a range or the N of `n/N`; a fraction stands alone."""
        if self.here("fraction"):
            return self.fraction(), None
        first = self.amount("minus" in self.said("sign"))
        if first is None:
            return (), None
        self.counted_things()
        counted = self.here("digits", "number", ahead=1) and not self.year(ahead=1)
        if counted and not first.unit and self.here("every") and self.of_every(first):
            return self.share_of_every(first), None
        if self.here("of") and counted and (not first.unit or self.in_unit(first.unit)):
            self.take("of")
            whole = self.amount(False)
            return (_shared(first, whole) if whole else first,), whole
        if not (self.here("to") and self.here(*_SECOND, ahead=1)):
            return (first,), None
        self.take("to")
        self.take("currency", "prefix")
        negative = self.take("sign") == "minus"
        last = self.amount(negative) if self.here("digits", "number") else None
        if last is None or (first.unit and last.unit != first.unit and (last.unit or last.power)):
            self.refuse(f"a range needs two numbers of one unit, not {_shown(self.so_far)}")
            return (), None
        return (_shared(first, last), last), None

    def counted_things(self) -> None:
        """Go past the words for what n of N counts: `52 hồ sơ xin việc trên tổng số 60`."""
        left = self.words[self.at : self.at + _NAMED]
        named = next((count for count, word in enumerate(left) if word.roles), 0)
        spoken = named and "of" in left[named].roles and " " in left[named].text
        if spoken and self.here("digits", ahead=named + 1):
            self.at += named

    def in_unit(self, unit: str) -> bool:
        """Whether the number after the word here has this unit, or leaves it out behind words."""
        ahead = 2
        while self.here("scale", ahead=ahead):
            ahead += 1
        if not self.here("unit", "currency", ahead=ahead):
            return " " in self.words[self.at].text
        roles = self.words[self.at + ahead].roles
        return unit in (roles.get("unit"), roles.get("currency"))

    def fraction(self) -> tuple[PrintedNumber, ...]:
        """A part of a whole in words, in percent: `a third`."""
        percent = read_digits(self.take("fraction"), self.locale)[0]
        if self.of_amount():
            self.refuse(f"{_shown(self.so_far)} is a part of an amount: print the amount in digits")
            self.at = len(self.words)
        negative = "minus" in self.said("sign")
        return (PrintedNumber((percent._replace(rough=True, negative=negative),), "%"),)

    def of_every(self, first: PrintedNumber) -> bool:
        """Whether the number ahead says of how many the first one is: `one in five`, `3 in 10`."""
        ahead = self.words[self.at + 1]
        every = read_digits(ahead.roles.get("number", ahead.text), self.locale)
        spoken = "number" in ahead.roles and bool(self.said("number"))
        return bool(every) and is_share(first.numerals[0].value, every[0].value, spoken=spoken)

    def share_of_every(self, first: PrintedNumber) -> tuple[PrintedNumber, ...]:
        """A number of so many in percent, of which only the first digit says anything."""
        self.take("every")
        every = self.numerals()
        self.rough = True
        percent = f"{float(100 * first.numerals[0].value / every[0].value):.4f}"
        whole, _, fraction = percent.partition(".")
        return (PrintedNumber((Numeral(whole, fraction, rough=True),), "%"),)

    def of_amount(self) -> bool:
        """Whether a scale word follows that has no digits of its own: `half a million`."""
        roles = (word.roles.keys() & {"scale", "digits"} for word in self.words[self.at :])
        return "scale" in next(filter(None, roles), ())

    def amount(self, negative: bool) -> PrintedNumber | None:
        """One number with its scale and unit; brackets around bare digits are a minus."""
        bracketed = self.shows("(", ahead=-1) and self.shows(")", ahead=1)
        numerals = self.numerals()
        if bracketed:
            self.at += 1
        if not self.done and NOTE_MARKS.issuperset(self.words[self.at].text):
            self.at += 1  # 12.3¹
        self.take("ordinal")
        power, named = self.glued()
        power += self.scale()
        numerals, power = self.together(numerals, power)
        self.hyphen("unit", "currency", "abbreviated")
        if self.here("abbreviated"):
            more, named = _power_and_unit(self.take("abbreviated"))
            power += more
        if power > _MOST_POWER:
            self.refuse(f"the scale words multiply to 10^{power}, which no figure has")
        dated = self.here("year") and self.year(ahead=1)  # 90 triệu năm 2020
        unit = named if named or dated else self.take("unit", "currency")
        if not numerals or power > _MOST_POWER:
            return None
        return PrintedNumber(scaled(numerals, power, negative or bracketed), unit)

    def numerals(self) -> tuple[Numeral, ...]:
        """Every way to read the digits (or the number in words) here."""
        text = self.words[self.at].text
        meaning = self.take("digits", "number", "rough")
        if too_long(text):
            self.refuse(f"{_shown(text)} has more than {MOST_DIGITS} digits")
            return ()
        numerals = read_digits(meaning, self.locale)
        if not numerals:
            self.refuse(
                f"{_shown(text)} is not a number: its marks neither group nor start decimals"
            )
        return numerals

    def glued(self) -> tuple[int, str]:
        """The power of ten, perhaps with a unit, that a letter joined to the digits stands for."""
        joined = self.here("glued") and self.words[self.at].start == self.words[self.at - 1].end
        return _power_and_unit(self.take("glued")) if joined else (0, "")

    def together(self, first: tuple[Numeral, ...], power: int) -> tuple[tuple[Numeral, ...], int]:
        """A number and its power with what stands behind it in a smaller one: `1 tỷ 200 triệu`."""
        digits = self.words[self.at].text if self.here("digits") else ""
        following = self.words[self.at + 1 : self.at + 2]
        scale = int(following[0].roles.get("scale", power)) if following else power
        room = power - scale
        whole = len(first) == 1 and not first[0].fraction and digits.isdecimal()
        if not whole or not 0 < room < _MOST_POWER or len(digits) > room:
            return first, power

        self.take("digits")
        self.take("scale")
        return (first[0]._replace(whole=first[0].whole + digits.rjust(room, "0")),), scale

    def scale(self) -> int:
        """The power of ten that the scale words here multiply to."""
        power = 0
        self.hyphen("scale")
        while self.here("scale"):
            power += int(self.take("scale"))
        return power

    def hyphen(self, *roles: Role) -> None:
        """Go past a hyphen that joins a number with what follows: `a 6.5-mile road`."""
        at = self.at
        if not (self.shows("-") and self.here(*roles, ahead=1)):
            return
        number, mark, joined = self.words[at - 1 : at + 2]
        if number.end == mark.start and mark.end == joined.start:
            self.at += 1

    def rest(self) -> None:
        """Everything after the last number: what it is measured against is not looked at."""
        while not self.done and not self.tail():
            if self.take("per", "after") or self.punctuation() or self.repeated():
                continue
            if self.words[self.at].roles.get("move") in _SIDES and self.take("move"):
                continue
            if self.here("digits", "number"):
                self.refuse(f"{_shown(self.words[self.at].text)} is one number too many")
                self.at += 1
            else:
                self.unknown()
        self.behind_brackets()

    def behind_brackets(self) -> None:
        """Name a scale word or a unit that brackets keep from its number: `1.600 (1) tỷ đồng`."""
        if self.done or not self.shows("("):
            return
        left = self.words[self.at :]
        closed = next((place for place, word in enumerate(left) if word.text == ")"), len(left))
        named = self.said("unit") or self.said("currency")
        for word in left[closed + 1 : closed + 2]:
            if "scale" in word.roles or (not named and word.roles.keys() & {"unit", "currency"}):
                self.refuse(
                    f"{_shown(word.text)} stands behind brackets: print it right after its number"
                )

    def tail(self) -> bool:
        """Whether from here on the text tells against what or of what it counts: `80% hồ sơ`."""
        if self.here("of"):
            return not self.here("digits", ahead=1)
        return (
            self.here("tail", "correction")
            or self.shows("(")
            or (self.percent() and self.here("unit") and not self.shows("%"))
        )

    def percent(self) -> bool:
        """Whether the number is a percentage, be it one in so many."""
        return self.rough or self.said("unit")[-1:] == ["%"]

    def punctuation(self) -> bool:
        """Go past a mark that says nothing about the number."""
        if self.words[self.at].text in _PUNCTUATION:
            self.at += 1
            return True
        return False

    def repeated(self) -> bool:
        """Go past a unit that was just printed: `10%%`."""
        units = self.said("unit") + self.said("currency")
        roles = self.words[self.at].roles
        if units and units[-1] in (roles.get("unit"), roles.get("currency")):
            self.at += 1
            return True
        return False

    def aside(self) -> None:
        """Go past what the number is measured against: `cao hơn mức của thế giới 1,3 lần`."""
        self.at += 1
        while not self.done and self.strange():
            self.at += 1

    def strange(self) -> bool:
        """Whether the word here is neither known nor a mark."""
        word = self.words[self.at]
        return not word.roles and word.text not in _PUNCTUATION

    def unknown(self) -> None:
        """Name the run of words here that cannot be understood, going past it."""
        first = self.words[self.at]
        if first.roles:
            place = f"after {_shown(self.so_far)}" if self.at else "first"
            self.refuse(f"{_shown(first.text)} cannot come {place}")
            self.at += 1
            return
        run = [first.text]
        self.at += 1
        while not self.done and self.strange():
            run.append(self.words[self.at].text)
            self.at += 1
        self.refuse(
            f"{_shown(' '.join(run))} is not a number, scale word, unit or hedge", strange=run[0]
        )


def _shared(first: PrintedNumber, last: PrintedNumber) -> PrintedNumber:
    """The first of two numbers, which may leave its scale to the other: `1,5-2 triệu`."""
    if first.power or first.unit:
        return first
    return PrintedNumber(scaled(first.numerals, last.power, first.numerals[0].negative), first.unit)


def _power_and_unit(meaning: str) -> tuple[int, str]:
    """A power of ten and the unit behind it, which may be empty: `-2 GBP`, `6`."""
    power, _, unit = meaning.partition(" ")
    return int(power), unit


def _shown(text: str) -> str:
    """A piece of text in quotation marks, as short as a message needs it."""
    return f"'{text}'" if len(text) <= _SHOWN else f"'{text[:_SHOWN]}…'"


def _nearest(piece: str, vocabulary: Vocabulary) -> str:
    known = [" ".join(phrase) for phrase in vocabulary.phrases if len(phrase) == 1]
    near = get_close_matches(piece[:_SHOWN].lower(), known, n=1, cutoff=0.7)
    return f"; the nearest known word is '{near[0]}'" if near else ""
