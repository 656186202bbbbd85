"""Amounts whose sign several countries have: `$32` is of the country that the text names."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from plan_tracker.documents.mentions.number_phrases import NumberPhrase
from plan_tracker.documents.reported import Figure
from plan_tracker.language.shared_signs import meant, shared_signs, told
from plan_tracker.loading.fit import currencies

NO_COUNTRY = "nothing says which country's money it is"
_LESS = 0.05  # what the doubt takes from how sure a figure is

Sign = tuple[str, str]  # the language that it stands in, and what it is called there


def sign_of(amount: NumberPhrase, locale: str) -> str:
    """The sign of an amount that may be money of several countries; empty for any other."""
    return amount.unit if amount.unit in shared_signs(locale) else ""


def in_known_money(figures: Sequence[Figure], text: str) -> list[Figure]:
    """The figures of a text, those with a shared sign in the currency that it means there.

    Where no word of the text tells, it is the usual one, with a doubt.
    """
    units = {(figure.locale, unit) for figure in figures for unit in _units(figure)}
    money = {
        unit for locale, unit in units if unit in currencies() and unit not in shared_signs(locale)
    }
    known = {
        (locale, unit): told(unit, text, money, locale)
        for locale, unit in units
        if unit in shared_signs(locale)
    }
    return [_told(figure, known) for figure in figures] if known else list(figures)


def _units(figure: Figure) -> list[str]:
    return [figure.unit, *(claim.unit for claim in figure.claims)]


def _told(figure: Figure, known: Mapping[Sign, str]) -> Figure:
    """The figure in currencies that are `known`, its claims too."""
    locale = figure.locale
    if not any((locale, unit) in known for unit in _units(figure)):
        return figure

    def currency(unit: str) -> str:
        return known.get((locale, unit), unit) or meant(unit, "", locale)

    claims = tuple(replace(claim, unit=currency(claim.unit)) for claim in figure.claims)
    told_figure = replace(figure, unit=currency(figure.unit), claims=claims)
    if known.get((locale, figure.unit), figure.unit):
        return told_figure
    sure = round(figure.confidence - _LESS, 2)
    return replace(told_figure, doubts=(*figure.doubts, NO_COUNTRY), confidence=sure)
