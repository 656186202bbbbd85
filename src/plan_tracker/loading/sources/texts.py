"""The printed texts of one source, read in the terms of their indicators."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from plan_tracker.inputs.words import nearest, shown
from plan_tracker.language.words import is_corrected
from plan_tracker.loading.files.spot import Notes, Spot
from plan_tracker.loading.fit import LEVEL_KINDS, currencies, fit
from plan_tracker.loading.shapes.source import PrintedShape, SourceShape
from plan_tracker.model.plan import Indicator, Plan, Target
from plan_tracker.model.reading import Reading, Rounding
from plan_tracker.model.statement import Quantity, Statement
from plan_tracker.model.text import Part, phrase
from plan_tracker.reading import read_printed
from plan_tracker.reading.decimal_zeros import without_zeros


@dataclass(frozen=True, slots=True)
class Texts:
    """Reads the texts of one source; what cannot be read goes to `notes`.

    `units` are the plan's own words for units, `widths` its widths of readings, `targets` its
    declared targets by indicator. What is read stands for itself, or `of_many`: for all rows of a
    table that say the same but for whom and how much. `zeros` is how many zeros end the decimals of
    all numbers of an indicator and a kind, which say nothing. `meant` is a target of the plan that
    a percentage is of, where a level beside it tells. `levels` are what any source prints of a
    quantity, for what the one that is read leaves out. `found_rounding` is how it rounds, where it
    does not say so but its numbers show it.
    """

    source: SourceShape
    plan: Plan
    units: Mapping[str, str]
    widths: Mapping[str, Fraction]
    targets: Mapping[str, Sequence[Target]]
    notes: Notes
    of_many: bool = False
    zeros: Mapping[tuple[str, str], int] = field(default_factory=dict)
    meant: Target | None = None
    levels: Mapping[Quantity, Sequence[Statement]] = field(default_factory=dict)
    found_rounding: Rounding | None = None

    @property
    def rounding(self) -> Rounding | None:
        """How the source says that it rounds, or is found to."""
        shape = self.source.rounding
        return self.found_rounding if shape is None else shape.rounding

    def read(
        self,
        statement: Statement,
        shape: PrintedShape,
        spot: Spot,
        *,
        last_digit: Fraction | None = None,
    ) -> Statement | None:
        """The statement with its readings, in the unit that they are in; None without any."""
        indicator = self.plan.indicators[statement.subject.indicator]
        text, at = shape.printed or "", spot.at("printed")
        if shape.corrected:
            text, at = shape.corrected.to, spot.at("corrected", "to")
        if zeros := self.zeros.get((indicator.id, statement.kind)):
            text = without_zeros(text, statement.locale, zeros)
        unit = statement.subject.unit
        readings, wrong = read_printed(
            text,
            statement.locale,
            statement.kind,
            unit=self._unit(shape.unit, unit, spot) if shape.unit else unit,
            index=statement.index,
            last_digit=last_digit,
            units=self.units,
            widths=self.widths,
        )
        for message in wrong:
            self.notes.add(at.place, message)
        fitted = self._fitted(text, readings, statement, indicator, at)
        if not fitted:
            return None
        return replace(
            _in_unit(statement, fitted[0].unit),
            readings=fitted,
            provisional=statement.provisional or fitted[0].provisional,
            corrected=fitted[0].value if shape.corrected else None,
        )

    def _fitted(
        self,
        text: str,
        readings: tuple[Reading, ...],
        statement: Statement,
        indicator: Indicator,
        at: Spot,
    ) -> tuple[Reading, ...]:
        """The readings that the indicator can have; notes it if there are none."""
        fitted = tuple(
            each
            for reading in readings
            if (each := fit(reading, statement.kind, indicator, self.rounding))
        )
        if readings and not fitted:
            self.notes.add(
                at.place,
                phrase(
                    "{text} is in {unit}, but {id} is in {usual}: correct the indicator or the "
                    "unit",
                    text=shown(text),
                    unit=readings[0].unit,
                    id=shown(indicator.id),
                    usual=indicator.unit,
                ),
            )
        return fitted

    def _unit(self, word: str, usual: str, spot: Spot) -> str:
        """The unit that a word stands for: `đồng` for VND."""
        if word in (usual, "%") or word in currencies():
            return word
        readings, wrong = read_printed(f"1 {word}", self.source.locale, units=self.units)
        if readings and readings[0].unit and readings[0].value == 1:
            return readings[0].unit
        remedy: Part = phrase(": move the scale word to `printed`")
        if wrong:
            known = (usual, *self.units, *sorted(currencies()))
            remedy = nearest(word, known) or phrase(
                "; write {usual}, or the unit that is meant", usual=usual
            )
        self.notes.add(
            spot.at("unit").place,
            phrase("{word} is no unit{remedy}", word=shown(word), remedy=remedy),
        )
        return usual


def says_corrected(shape: PrintedShape, locale: str) -> bool:
    """Whether what is printed, or what is noted beside it, has words of correction."""
    texts = (shape.printed or "", shape.note)
    return any(is_corrected(text, locale) for text in texts if text)


def _in_unit(statement: Statement, unit: str) -> Statement:
    """The statement about amounts in the currency, or the unit, in which its text gives them."""
    if statement.kind in LEVEL_KINDS:
        return replace(statement, subject=replace(statement.subject, unit=unit))
    if statement.kind != "change" or unit not in currencies() or statement.reference is None:
        return statement
    return replace(
        statement,
        subject=replace(statement.subject, unit=unit),
        reference=replace(statement.reference, unit=unit),
    )
