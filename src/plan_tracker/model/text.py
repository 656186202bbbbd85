"""What is said to people, in no language yet.

A text is an English template, by which catalogs know it, and its named parts. Whoever builds one
marks the template by `phrase` or `plural`, where the catalogs find it; whoever shows one says it in
a language. `str` says it in English.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from plan_tracker.model.interval import Interval
from plan_tracker.model.language import ENGLISH, Language, Number
from plan_tracker.model.period import Period, PeriodError


class Text:
    """Something that every language can say."""

    __slots__ = ()

    def said(self, language: Language) -> str:
        """The text in a language."""
        raise NotImplementedError

    def __str__(self) -> str:
        return self.said(ENGLISH)


Part = Text | str | int | date | Period  # a str is a name or a printed text: it stays as it is


def said_in(language: Language, part: Part) -> str:
    """A part in a language."""
    if isinstance(part, str):
        return part
    if isinstance(part, Text):
        return part.said(language)
    if isinstance(part, int):
        return language.marked(f"{part:,}")
    return language.period(part) if isinstance(part, Period) else language.day(part)


@dataclass(frozen=True, slots=True)
class Phrase(Text):
    """A template and what stands in it; parts that it does not name are not said."""

    template: str
    parts: Mapping[str, Part]

    def filled(self, **parts: Part) -> "Phrase":
        """The same with parts."""
        return Phrase(self.template, parts)

    def said(self, language: Language) -> str:
        """The template of the language, filled."""
        return _filled(language.words(self.template), self.parts, language)


@dataclass(frozen=True, slots=True)
class Plural(Text):
    """A phrase of which there is another one for any count but one; its part `count`."""

    one: str
    many: str
    count: int
    parts: Mapping[str, Part]

    def said(self, language: Language) -> str:
        """The template of the language for the count, filled."""
        template = language.counted(self.one, self.many, self.count)
        return _filled(template, {"count": self.count, **self.parts}, language)


def phrase(template: str, /, **parts: Part) -> Phrase:
    """A text by its English template."""
    return Phrase(template, parts)


def plural(one: str, many: str, count: int, /, **parts: Part) -> Plural:
    """A text by its English templates for one and for any other `count`."""
    return Plural(one, many, count, parts)


def reason_of(error: Exception) -> Part:
    """What an error says: the text that it was raised with, else its words."""
    if isinstance(error, PeriodError):
        return Phrase(error.template, error.parts)
    first = error.args[0] if error.args else ""
    return first if isinstance(first, Text) else str(error)


@dataclass(frozen=True, slots=True)
class Word(Text):
    """A word of the program's own that is chosen by what it says: a notation, a status."""

    word: str

    def said(self, language: Language) -> str:
        """The word of the language."""
        return language.words(self.word)


@dataclass(frozen=True, slots=True)
class Name(Text):
    """A name of the program's own, such as that of a method: English says it as it is."""

    name: str

    def said(self, language: Language) -> str:
        """The words of the language for it."""
        return language.named(self.name)


@dataclass(frozen=True, slots=True)
class Title(Text):
    """The name of something of a plan's, by language; `default` where it has none."""

    names: Mapping[str, str]
    default: str

    def said(self, language: Language) -> str:
        """The name in the language."""
        return name_in(self.names, language.code, self.default)


def name_in(names: Mapping[str, str], code: str, default: str) -> str:
    """A name in a language, else in none in particular, else in any, else the default."""
    return names.get(code) or names.get("") or next(iter(names.values()), "") or default


@dataclass(frozen=True, slots=True)
class Exact(Text):
    """A number of a formula, to twelve digits."""

    value: Fraction

    def said(self, language: Language) -> str:
        """`860 000 000`."""
        return language.exact(self.value)


@dataclass(frozen=True, slots=True)
class Numbers(Text):
    """Numbers one after the other, with what no number has between them."""

    items: Sequence[Part]

    def said(self, language: Language) -> str:
        """`1, 2, 3`."""
        return language.between.join(said_in(language, each) for each in self.items)


@dataclass(frozen=True, slots=True)
class Amount(Text):
    """A number with its unit."""

    value: Number
    unit: str = ""

    def said(self, language: Language) -> str:
        """`860 million transactions`."""
        return language.amount(self.value, self.unit)


@dataclass(frozen=True, slots=True)
class Share(Text):
    """A part of one, in percent."""

    value: float
    digits: int = 2

    def said(self, language: Language) -> str:
        """`0.53 %`."""
        return language.with_unit(language.number(self.value * 100, self.digits), "%")


@dataclass(frozen=True, slots=True)
class Between(Text):
    """Two numbers between which something lies, or one where both are printed alike.

    `beside` is what it is held against, and must not seem to meet; what is `whole` has no parts.
    """

    interval: Interval
    unit: str = ""
    beside: Interval | None = None
    whole: bool = False

    def said(self, language: Language) -> str:
        """`33.1 to 33.4 %`."""
        return language.range(self.interval, self.unit, self.beside, whole=self.whole)


@dataclass(frozen=True, slots=True)
class Near(Text):
    """Where a number lies, by the shortest one that it may be, and then its ends."""

    interval: Interval
    unit: str = ""

    def said(self, language: Language) -> str:
        """`about 136 billion USD (135.95 to 136.01 billion)`."""
        return language.near(self.interval, self.unit)


AND, OR, EITHER = " and ", " or ", "; or "
COMMA, SPACE, COLON, PLUS, MINUS = ", ", " ", ": ", " + ", " \N{MINUS SIGN} "


@dataclass(frozen=True, slots=True)
class Listed(Text):
    """Several parts, with words between them."""

    items: Sequence[Part]
    apart: str = COMMA
    last: str = AND

    def said(self, language: Language) -> str:
        """`a, b and c`."""
        return language.listed(
            [said_in(language, each) for each in self.items], self.apart, self.last
        )


def sentences(items: Sequence[Part]) -> Listed:
    """Sentences one after the other."""
    return Listed(items, SPACE, SPACE)


def _filled(template: str, parts: Mapping[str, Part], language: Language) -> str:
    return template.format_map({name: said_in(language, part) for name, part in parts.items()})
