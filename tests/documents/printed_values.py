"""Sentences with the values that they print, and how many of them are read with their unit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from plan_tracker.documents import extract_figures
from plan_tracker.documents.reported import Claim, Figure

CASES = Path(__file__).parent / "cases"
NO_UNIT = "-"
NEAR = Fraction(1, 100_000)


@dataclass(frozen=True, slots=True)
class PrintedValue:
    """text[start:end] of a sentence and what it says; `low` and `high` are those of a range."""

    start: int
    end: int
    low: Fraction
    high: Fraction
    unit: str

    @property
    def value(self) -> Fraction:
        """The middle of a range, else the value."""
        return (self.low + self.high) / 2


@dataclass(slots=True)
class Counts:
    """How many values were printed, extracted and right, and the sentences that went wrong."""

    printed: int = 0
    extracted: int = 0
    right: int = 0
    read: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Share of the printed values that were read."""
        return self.read / self.printed

    @property
    def precision(self) -> float:
        """Share of the extracted values that are printed so."""
        return self.right / self.extracted


def read_sentences(name: str) -> Iterator[tuple[str, tuple[PrintedValue, ...]]]:
    """The sentences of a file of cases, each with its values in the order of the text."""
    sentence = ""
    values: list[PrintedValue] = []
    for line in (CASES / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        if line.startswith("  "):
            values.append(_value(line.strip(), sentence, values[-1].end if values else 0))
            continue
        if sentence:
            yield sentence, tuple(values)
        sentence, values = line, []
    yield sentence, tuple(values)


def _value(line: str, sentence: str, after: int) -> PrintedValue:
    printed, _, meaning = line.rpartition(" = ")
    start = sentence.find(printed, after)
    if start < 0:
        raise ValueError(f"{printed!r} does not stand in {sentence!r}")
    numbers, _, unit = meaning.partition(" ")
    low, _, high = numbers.partition("..")
    end = start + len(printed)
    return PrintedValue(start, end, Fraction(low), Fraction(high or low), unit)


def count(sentences: Sequence[tuple[str, tuple[PrintedValue, ...]]], locale: str) -> Counts:
    """What is read of some sentences, each taken alone."""
    counts = Counts()
    for sentence, values in sentences:
        extracted = list(_extracted(sentence, locale))
        right = [item for item in extracted if any(_is(item, value) for value in values)]
        unread = [value for value in values if not any(_is(item, value) for item in extracted)]
        counts.printed += len(values)
        counts.extracted += len(extracted)
        counts.right += len(right)
        counts.read += len(values) - len(unread)
        if unread or len(right) < len(extracted):
            missed = [sentence[value.start : value.end] for value in unread]
            made_up = [
                f"{item.printed} = {item.value} {item.unit}"
                for item in extracted
                if item not in right
            ]
            counts.wrong.append(f"{sentence}\n    missed {missed}, wrong {made_up}")
    return counts


def _extracted(sentence: str, locale: str) -> Iterator[Figure | Claim]:
    for figure in extract_figures(sentence, locale):
        if figure.value is not None:
            yield figure
        yield from figure.claims


def _is(item: Figure | Claim, value: PrintedValue) -> bool:
    """Whether an extracted figure or claim, a fall with or without its sign, is a printed value."""
    if item.value is None or item.start >= value.end or value.start >= item.end:
        return False
    near = abs(abs(item.value) - abs(value.value)) <= NEAR * abs(value.value)
    if value.value < 0 and item.value > 0:
        return False
    return near and (item.unit or NO_UNIT) == value.unit
