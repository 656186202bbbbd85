"""What each reading of the one claim of a contradiction needs, and what is given."""

from collections.abc import Iterator

import numpy as np

from plan_tracker.model.constraint import divided, may_be_negative
from plan_tracker.model.evidence import Evidence
from plan_tracker.model.interval import Interval
from plan_tracker.model.statement import Statement
from plan_tracker.model.text import COMMA, OR, Listed, Phrase, phrase
from plan_tracker.reconcile.evidence.derived import known_by
from plan_tracker.reconcile.evidence.gather import gather
from plan_tracker.reconcile.evidence.words import between, notation_said
from plan_tracker.reconcile.system.claims import FACTORS, binds
from plan_tracker.reconcile.system.system import BOUND, RATIO, System

_AS_PRINTED = phrase("as printed")


def needs(system: System, owners: tuple[int, ...], at_least: int = 1) -> Iterator[Phrase]:
    """A sentence where a single one of the owners claims a ratio of two quantities.

    Only where it can be read in so many ways at least.
    """
    claims = [
        owner
        for owner in owners
        if system.trust(owner) is None and system.statements[owner].kind in FACTORS
    ]
    if len(claims) != 1:
        return

    claim, link = system.statements[claims[0]], system.links.of(claims[0])
    subject = _levels(system, link.x)
    known = known_by(subject, subject.constraints).get(link.x, Interval())
    if known.high is None or may_be_negative(known):
        return

    unit = str(system.keys["unit"].iloc[link.y])
    ways = list(_ways(claim, known, unit))
    if len(ways) >= at_least:
        given = [saying.words for saying in _levels(system, link.y).sayings]
        yield phrase(
            "“{printed}” needs the figure it compares with to be {ways}; given is {given}.",
            printed=claim.printed,
            ways=Listed(ways, last=OR),
            given=Listed(given, last=COMMA) if given else phrase("nothing"),
        )


def _ways(claim: Statement, subject: Interval, unit: str) -> Iterator[Phrase]:
    """What each reading needs of the reference."""
    for reading in claim.readings:
        factor = binds(claim, reading.ordinary)
        if factor.low and factor.high:
            how = notation_said(reading.notation) if reading.notation else _AS_PRINTED
            needed = between(divided(subject, factor), unit)
            yield phrase("{needed} ({how})", needed=needed, how=how)


def _levels(system: System, quantity: int) -> Evidence:
    """All that bounds a quantity, in its own currency or, by a rate, in another."""
    links = system.links
    rates = (links.form == RATIO) & (links.owner >= len(system.statements))
    converting = rates & (links.x == quantity)
    tied = np.concatenate([links.y[converting], [quantity]])
    bounds = (links.form == BOUND) & np.isin(links.x, tied)
    owners = np.concatenate([links.owner[bounds], links.owner[converting]])
    return gather(system, list(dict.fromkeys(owners.tolist())))
