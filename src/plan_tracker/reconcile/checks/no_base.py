"""A percentage or a multiple of what is printed as zero, or growth across zero."""

from collections.abc import Iterable, Sequence

import numpy as np

from plan_tracker.model.interval import Interval
from plan_tracker.model.period import name_period
from plan_tracker.model.text import Listed, Phrase, phrase, sentences
from plan_tracker.reconcile.checks.check import Mask, Replacements, Whole
from plan_tracker.reconcile.checks.pages import page_of
from plan_tracker.reconcile.checks.remark import Remark
from plan_tracker.reconcile.checks.spoken import Spoken
from plan_tracker.reconcile.evidence.words import named, statement_words, trusted_words
from plan_tracker.reconcile.system.claims import FACTORS
from plan_tracker.reconcile.system.system import BOUND, Link, System

_ZERO = Interval.exactly(0)
_MOST = 50  # claims that are remarked on one by one


class NoBase:
    """A percentage or a multiple of what is printed as zero, or growth across zero."""

    page = page_of("PT210")

    def about(self, spoken: Spoken) -> Mask:
        """Every claim of a ratio."""
        return np.asarray(spoken.frame["kind"].isin(list(FACTORS)))

    def needs(self, system: System, whole: Whole) -> Mask:
        """The claims that are left untested, and what is printed of what they compare."""
        links, untested = system.links, system.untested
        compared = np.concatenate([untested.x, untested.y])
        printed = links.owner[(links.form == BOUND) & np.isin(links.x, compared)]
        needed = np.zeros(len(system.frame), dtype=bool)
        needed[np.concatenate([untested.owner, printed[printed < len(needed)]])] = True
        return needed

    def remarks_on_whole(self, system: System, replaced: Replacements) -> Iterable[Remark]:
        """One remark a claim; where there are many, the others are counted in the first."""
        untested = system.untested
        rows = range(len(untested.owner))
        listed = rows if len(rows) <= _MOST else rows[:1]
        for row in listed:
            owner = int(untested.owner[row])
            message = _message(system, owner, untested.at(row))
            if len(listed) < len(rows):
                others = phrase(
                    "{more} more claims are of zero, or of growth across it.", more=len(rows) - 1
                )
                yield _remark(owner, sentences([message, others]))
            else:
                yield _remark(owner, message)


def _remark(owner: int, message: Phrase | Listed) -> Remark:
    remedy = phrase(
        "It is left untested. A change as an amount, where one is printed, can be tested."
    )
    return Remark("note", (owner,), message, remedy)


def _message(system: System, owner: int, link: Link) -> Phrase:
    bases, figures = _levels(system, link.y), _levels(system, link.x)
    printed = system.statements[owner].printed
    if not bases:
        return phrase(
            "“{printed}” has no meaning beside {quantity}, which comes to zero.",
            printed=printed,
            quantity=_named(system, link.y),
        )

    given = Listed([words for words, _ in bases])
    if any(not (interval & _ZERO).empty for _, interval in bases):
        return phrase(
            "“{printed}” has no meaning beside {given}, which reads as zero.",
            printed=printed,
            given=given,
        )
    return phrase(
        "“{printed}” has no meaning from {given} to {figures}, across zero.",
        printed=printed,
        given=given,
        figures=Listed([words for words, _ in figures]),
    )


def _named(system: System, quantity: int) -> Phrase:
    """What nobody prints, by what it is."""
    key = system.keys.iloc[quantity]
    period = name_period(key["start"].date(), key["end"].date())
    return phrase("{indicator} of {period}", indicator=key["indicator"], period=period)


def _levels(system: System, quantity: int) -> Sequence[tuple[Phrase, Interval]]:
    """What is printed of a quantity, in words and as it is plainly read."""
    links = system.links
    owners = links.owner[(links.form == BOUND) & (links.x == quantity)].tolist()
    return [_level(system, owner) for owner in owners]


def _level(system: System, owner: int) -> tuple[Phrase, Interval]:
    trusted = system.trust(owner)
    if trusted is not None:
        return trusted_words(trusted), trusted.interval

    statement = system.statements[owner]
    reading = statement.readings[0]
    words = statement_words(statement, named(system, statement))
    return words, reading.ordinary
