"""One sentence taken apart: its words, the times it names, and what its numbers are."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from plan_tracker.documents.mentions.addresses import mark_addresses
from plan_tracker.documents.mentions.carried_over import completed
from plan_tracker.documents.mentions.dating import Clock, claimed_places, time_after
from plan_tracker.documents.mentions.heard import (
    aside_places,
    begins_before,
    heard_times,
    told_times,
)
from plan_tracker.documents.mentions.identifiers import mark_identifiers
from plan_tracker.documents.mentions.mention import Mention, mentions
from plan_tracker.documents.mentions.number_phrases import NumberPhrase, find_number_phrases
from plan_tracker.documents.mentions.prefixes import mark_prefixes
from plan_tracker.documents.mentions.relevance import is_changed, is_kept
from plan_tracker.language.grammar import grammar
from plan_tracker.language.lexicon import Lexicon
from plan_tracker.language.periods.marking import mark_periods
from plan_tracker.language.periods.time import NOT_SAID, Time
from plan_tracker.language.tokens import Token, roles_at, roles_of, tokens, uses_at


class Sentence:
    """text[start:end], which begins in `line`; it hears from the clock and tells it its times."""

    def __init__(
        self, text: str, start: int, end: int, line: int, locale: str, known: Lexicon, clock: Clock
    ) -> None:
        self.text, self.start, self.end, self.locale = text, start, end, locale
        self.line, self._upto = line, start
        self.earlier = clock.here
        self._mentions: list[Mention] | None = None  # worked out once
        words: Sequence[Token] = tokens(text, start, end, known)
        self.roles = roles_of(words)  # of its words, before some were found to name something
        words = mark_addresses(words, text)
        if "prefix" in self.roles:
            words = mark_prefixes(words, text)
        marked, times = mark_periods(words, locale)
        self.times = [clock.dated(time) for time in times]
        self.tokens = mark_identifiers(marked, text, locale, aged="aged" in self.roles)
        number_words = grammar(locale).number_words
        self.amounts = find_number_phrases(self.tokens, number_words=number_words)
        said = heard_times(
            self.tokens,
            self.times,
            self.earlier,
            clock.last,
            reports=bool(self.amounts),
            numbered="law" in self.roles,
        )
        self.heard = list(said)
        if self.amounts and self.heard and self.amounts[0].end <= self.heard[-1][0]:
            claimed = claimed_places(self.tokens, self.mentions())
            self.heard = [place for place in self.heard if place[0] not in claimed]
        self._turns: dict[int, Mapping[int, Time]] = {}
        self.asides = aside_places(self.tokens, self.times) if self.heard else {}
        told = [place for place in self.heard if self._is_told_on(place[0])]
        begun = begins_before(self.tokens, self.heard, self.amounts, self.mentions)
        year = self.earlier.year if self.earlier else clock.year
        for time in told_times(told, year if begun else None, reports=bool(self.amounts)):
            clock.tell(time, heading=not self.amounts)

    def _is_told_on(self, at: int) -> bool:
        """Whether what follows is of a time too: of none in a list, and of none a plan is due."""
        planned = roles_at(self.tokens, at + 1).get("cue") == "plan"  # double the 2025 target
        due = "planned-word" in uses_at(self.tokens, at - 1)  # of the 400 due by 2027
        return at not in self.asides and not planned and not due

    def mentions(self) -> list[Mention]:
        """The numbers that are figures or claims, in order."""
        if self._mentions is None:
            self._mentions = self._kept()
        return self._mentions

    def left_out(self) -> list[int]:
        """The places of the numbers that are neither figures nor claims."""
        kept = {mention.amount.number for mention in self.mentions()}
        return [amount.number for amount in self.amounts if amount.number not in kept]

    def _kept(self) -> list[Mention]:
        kept: list[Mention] = []
        plurals = grammar(self.locale).plurals
        every = completed(self.tokens, mentions(self.tokens, self.amounts, self.locale))
        passed: Mention | None = None  # the number right before, where it was left out
        for mention in every:
            before = kept[-1] if kept else None
            changed = before is not None and is_changed(self.tokens, mention, before)
            if changed or is_kept(self.tokens, mention, before, plurals):
                if passed is not None and is_changed(self.tokens, passed, mention):
                    kept.append(passed)  # waited 19 hours, six hours less than in 2024
                kept.append(mention)
                passed = None
            else:
                passed = mention
        return kept

    def cut(self, amount: NumberPhrase) -> str:
        """The printed text of a number phrase."""
        return self.text[amount.start : amount.last]

    def cue(self, mention: Mention) -> str:
        """What the cue of a mention means; empty without one."""
        return self.tokens[mention.cue].roles.get("cue", "") if mention.cue >= 0 else ""

    def time(self, mention: Mention, after: int) -> Time | None:
        """The time after a number and before the token `after`, else the last one before it."""
        printed_after = time_after(self.tokens, self.times, mention, after)
        if printed_after is not None:
            return printed_after

        before = bisect_left(self.heard, mention.amount.first, key=lambda place: place[0])
        if not before:
            return self.earlier
        place, time = self.heard[before - 1]
        return self._in_turn(mention, place) if self.asides.get(place) else time

    def _in_turn(self, mention: Mention, place: int) -> Time:
        """The time of a list at a place, by the number's own place in a list behind it.

        Where the lists are of two lengths, or nothing says that they go together, no time is told.
        """
        if place not in self._turns:
            self._turns[place] = dict(self._taken_in_turn(place))
        unknown = self.asides[place][0]._replace(first=NOT_SAID)
        return self._turns[place].get(mention.amount.first, unknown)

    def _taken_in_turn(self, place: int) -> Iterator[tuple[int, Time]]:
        """Where the numbers behind a list of times stand that go with them in turn."""
        listed, every = self.asides[place], self.mentions()
        begin = bisect_left(every, place, key=lambda mention: mention.amount.first)
        behind = every[begin : begin + len(listed)]
        alike = len({(mention.kind, mention.amount.unit) for mention in behind}) == 1
        if len(behind) < len(listed) or not alike:
            return
        between = self.tokens[place : behind[0].amount.first]
        if any({"respectively", "in-order"} & token.uses for token in between):
            for mention, time in zip(behind, listed, strict=True):
                yield mention.amount.first, time

    def line_of(self, place: int) -> int:
        """The line of a place; asked for in the order of places, it goes through the text once."""
        if place < self._upto:
            return self.line - self.text.count("\n", place, self._upto)
        self.line += self.text.count("\n", self._upto, place)
        self._upto = place
        return self.line
