"""From the text of a document to its figures, in one pass over its sentences."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from unicodedata import normalize

from plan_tracker.extract.amounts import Amount, find_amounts
from plan_tracker.extract.drafts import Draft, bind
from plan_tracker.extract.extracted import Claim, Figure
from plan_tracker.extract.lexicon import Lexicon, lexicon
from plan_tracker.extract.clause import content
from plan_tracker.extract.mentions import Mention, mentions
from plan_tracker.extract.names import mark_names
from plan_tracker.extract.periods import Time, mark_periods
from plan_tracker.extract.times import Clock, held_time, is_reference, own_time, reference
from plan_tracker.extract.tokens import Token, sentences, tokens
from plan_tracker.extract.values import Value, read_value
from plan_tracker.extract.worth import is_figure
from plan_tracker.loading.fit import currencies
from plan_tracker.model.reading import Reading

_LONGEST = 300  # signs of a printed text; no figure has more
_SPEAKING = frozenset(
    {"up", "down", "beyond", "more", "less", "equals", "fold", "of-growth", "same"}
)  # cues that belong to the printed text of a claim
NO_SUBJECT = "no words before the number name what it measures"
TWO_WAYS = "its marks can be read in two ways"
NO_TIME = "no time is named near it"
_CONFIDENT = 0.95
_LESS = {NO_SUBJECT: 0.3, TWO_WAYS: 0.2, NO_TIME: 0.05}  # what a doubt takes from it
_INDEX = 40  # percent of last year: less than this was hardly meant as an index
_AROUND = 400  # signs before and after a figure that may name what is measured


def extract_figures(text: str, locale: str) -> list[Figure]:
    """Every reported figure of a text and the claims about it, in the order of the text.

    Linear in the length of the text. Places are offsets in `text` as it is given.
    """
    known, clock = lexicon(locale), Clock()
    read: list[_Sentence] = []
    line, upto = 1, 0
    for start, end in sentences(text):
        breaks = text.count("\n", upto, start)
        if breaks:
            clock.paragraph()
        line, upto = line + breaks, start
        sentence = _Sentence(text, start, end, line, locale, known, clock)
        if sentence.amounts:
            read.append(sentence)
    return [figure for sentence in read for figure in sentence.figures(clock.usual, clock.year)]


class _Sentence:
    """One sentence taken apart."""

    def __init__(
        self, text: str, start: int, end: int, line: int, locale: str, known: Lexicon, clock: Clock
    ) -> None:
        self.text, self.start, self.end, self.line = text, start, end, line
        self.locale, self.earlier = locale, clock.here
        self.seen, self.breaks = start, 0
        self.usual: Time | None = None
        self.year: int | None = None
        marked, self.times = mark_periods(tokens(text, start, end, known))
        self.tokens = mark_names(marked, text, locale)
        self.amounts = find_amounts(self.tokens)
        self.heard = self._listen()
        for _, time in self.heard:
            clock.tell(time)

    def figures(self, usual: Time | None, year: int | None) -> list[Figure]:
        """The figures of the sentence, in a document mostly about a time and first of a year."""
        self.usual, self.year = usual, year
        kept = self._kept()
        after = {
            mention.amount: following.amount.first
            for mention, following in zip(kept, kept[1:], strict=False)
        }
        drafts = bind(self.tokens, kept)
        starts = {draft: self._place(draft)[0] for draft in drafts}
        figures = []
        for draft in drafts:
            figure = self._figure(draft, after)
            if figure is not None:
                whole = starts.get(draft.whole) if draft.whole else None
                figures.append(replace(figure, whole=whole))
        return figures

    def _listen(self) -> list[tuple[int, Time]]:
        """The places of times that the sentence is about, and the times."""
        return [
            (at, self._whole(self.times[int(token.roles["period"])], token))
            for at, token in enumerate(self.tokens)
            if "period" in token.roles and not is_reference(self.tokens, at)
        ]

    def _whole(self, time: Time, token: Token) -> Time:
        """`lũy kế đến hết tháng 6` counts from January on."""
        if "until" in token.roles and time.form == "month":
            return time._replace(form="months")
        return time

    def _kept(self) -> list[Mention]:
        kept: list[Mention] = []
        before: Mention | None = None
        elliptic = _Ellipsis(self.tokens)
        for each in mentions(self.tokens, self.amounts, self.locale):
            mention = elliptic.completed(each)
            claimed = mention.kind not in ("level", "count", "rank")
            bare = not mention.amount.unit and mention.kind in ("target", "base", "change")
            way = mention.amount.first and self.tokens[mention.amount.first - 1].text in (
                "từ",
                "from",
            )
            if (claimed and (not bare or way or mention.amount.form == "words")) or is_figure(
                self.tokens, mention, before
            ):
                kept.append(mention)
                before = mention
        return kept

    def _place(self, draft: Draft) -> tuple[int, int]:
        """Where the printed number stands; where the first claim begins if there is none."""
        if draft.level is not None:
            return draft.level.amount.start, draft.level.amount.last
        start = draft.claims[0].amount.start
        return start, start

    def _figure(self, draft: Draft, after: dict[Amount, int]) -> Figure | None:
        start, end = self._place(draft)
        if end - start > _LONGEST:
            return None
        printed = self.text[start:end]
        first = draft.level or draft.claims[0]
        time = self._time(first, after)
        named = time or self.usual
        period = named.text(self.year) if named else None
        kind = draft.level.kind if draft.level else "level"
        shared = self._shared_unit(draft)
        value = read_value(printed, self.locale, kind, shared) if printed else None
        if printed and value is None:
            value, start, end, printed = self._narrowed(first, kind)
            if value is None:
                return None
        claims = tuple(
            claim
            for mention in draft.claims
            if (claim := self._claim(mention, draft, period, after)) is not None
        )
        if not printed and not claims:
            return None
        reading = value.reading if value else None
        subject = self._subject(draft, first)
        doubts = self._doubts(draft, value, subject, time)
        return Figure(
            start=start, end=end, printed=printed,
            line=self._line_of(start),
            value=reading.value if reading else None,
            low=reading.ordinary.low if reading else None,
            high=reading.ordinary.high if reading else None,
            unit=reading.unit if reading else "",
            kind=kind, subject=subject, period=period, claims=claims,
            confidence=round(_CONFIDENT - sum(_LESS[doubt] for doubt in doubts), 2),
            of=reading.of if reading else None,
            standing=self._standing(first),
            shared_unit=bool(shared),
            provisional=bool(reading and reading.provisional),
            around=self.text[max(0, start - _AROUND) : min(self.end, end + _AROUND)],
            doubts=doubts,
        )  # fmt: skip

    def _shared_unit(self, draft: Draft) -> str:
        """The currency that a part leaves to its whole: `(trong đó phần cứng 81,6 tỷ, …)`."""
        level, whole = draft.level, draft.whole.level if draft.whole else None
        if level is None or whole is None or level.amount.unit or not level.amount.scaled:
            return ""
        return whole.amount.unit if whole.amount.unit in currencies() else ""

    def _line_of(self, start: int) -> int:
        """The line of a place; asked for in the order of places, it goes through the text once."""
        if start < self.seen:
            return self.line + self.text.count("\n", self.start, start)
        self.breaks += self.text.count("\n", self.seen, start)
        self.seen = start
        return self.line + self.breaks

    def _narrowed(self, mention: Mention, kind: str) -> tuple[Value | None, int, int, str]:
        """The digits with their scale and unit alone, where the whole phrase cannot be read."""
        amount = mention.amount
        start = self.tokens[amount.number].start
        end = self.tokens[amount.number].end
        for last in (amount.last, end):
            printed = self.text[start:last]
            value = read_value(printed, self.locale, kind)
            if value is not None:
                return value, start, last, printed
        return None, start, end, ""

    def _claim(
        self, mention: Mention, draft: Draft, period: str | None, after: dict[Amount, int]
    ) -> Claim | None:
        unit = self._level_unit(draft)
        mention = self._settled(mention, draft)
        end = self._end(mention)
        for start in self._starts(mention):
            printed = self.text[start:end]
            if len(printed) > _LONGEST:
                continue
            value = read_value(printed, self.locale, mention.kind, unit, mention.as_index)
            if value is not None:
                break
        else:
            return None
        upto = after.get(mention.amount, len(self.tokens))
        held = held_time(self.tokens, self.times, mention, upto)
        reading = _turned(value.reading) if mention.falls else value.reading
        return Claim(
            kind=mention.kind, start=start, end=end, printed=printed,
            value=reading.value, low=reading.ordinary.low, high=reading.ordinary.high,
            unit=reading.unit or unit,
            reference=reference(mention, held, period, self.year),
            of=reading.of, as_index=mention.as_index and mention.cue < 0,
            doubts=("the fall is named only before it",) if mention.falls else (),
        )  # fmt: skip

    def _end(self, mention: Mention) -> int:
        """Where the printed text of a claim ends: `5% lower` says its movement after the number."""
        if mention.cue < mention.amount.end:
            return mention.amount.last
        said = self.tokens[mention.cue]
        return said.start + len(said.text.split()[0])  # "more" of "more than"

    def _settled(self, mention: Mention, draft: Draft) -> Mention:
        """The mention with the kind that only the figure it is about can tell."""
        level = draft.level.amount if draft.level else None
        if mention.amount.form == "words" and mention.kind == "change":
            return mention if level and level.unit in ("%", "") else mention._replace(kind="growth")
        if mention.as_index and mention.cue < 0:
            number = self._number(mention.amount)
            return mention._replace(as_index=number is not None and number >= _INDEX)
        if mention.named and level and mention.kind in ("attainment", "target"):
            number, figure = self._number(mention.amount), self._number(level)
            near = number and figure and figure / 2 <= number <= figure
            other = "attainment" if mention.amount.unit == "%" else "change"
            return mention._replace(kind="target" if near else other)
        return mention

    def _number(self, amount: Amount) -> Fraction | None:
        """The value of a number phrase alone."""
        value = read_value(self.text[amount.start : amount.last], self.locale, "level")
        return value.reading.value if value else None

    def _starts(self, mention: Mention) -> list[int]:
        """Where the printed text of a claim may begin, the likeliest first."""
        amount = mention.amount
        if mention.amount.form == "words":
            return [amount.start]
        if mention.cue < 0 or mention.noun or mention.cue >= amount.first:
            return [amount.start, self.tokens[amount.number].start]
        cue = mention.cue
        says = self.tokens[cue].roles.get("cue", "")
        if mention.kind in ("share", "target", "base") or says not in _SPEAKING:
            return [amount.start]
        while cue > mention.lead and "hedge" in self.tokens[cue - 1].roles:
            cue -= 1
        whole = [self.tokens[cue].start, self.tokens[mention.cue].start]
        if mention.adjacent:
            return [*whole, amount.start]
        turned = says in ("down", "less", "beyond")
        return [*whole, amount.start] if turned else [amount.start]

    def _level_unit(self, draft: Draft) -> str:
        return draft.level.amount.unit if draft.level else ""

    def _time(self, mention: Mention, after: dict[Amount, int]) -> Time | None:
        """The time after the number, else the last one before it, else the paragraph's."""
        upto = after.get(mention.amount, len(self.tokens))
        own = own_time(self.tokens, self.times, mention, upto)
        if own is not None:
            return own
        before = bisect_left(self.heard, mention.amount.first, key=lambda each: each[0])
        return self.heard[before - 1][1] if before else self.earlier

    def _subject(self, draft: Draft, mention: Mention) -> str:
        """The words that name what is measured: before the number, else after it."""
        first, last = draft.subject
        if first < last:
            return self.text[self.tokens[first].start : self.tokens[last - 1].end]
        amount, end = mention.amount, mention.amount.end
        words = []
        for at in range(end, min(len(self.tokens), end + 12)):
            if (
                self.tokens[at].text in (",", ";", ":", "(", ")", ".")
                or "digits" in self.tokens[at].roles
            ):
                break
            words.append(at)
        kept = [at for at in words if any(True for _ in content(self.tokens, at, at + 1))]
        digits = [at for at in range(amount.number, end) if "digits" in self.tokens[at].roles]
        counted = digits and amount.unit and amount.unit not in ("%", "rank")
        start = self.tokens[digits[-1]].end if counted else amount.last
        stop = self.tokens[kept[-1]].end if kept else amount.last
        return self.text[start:stop].strip() if stop > start else ""

    def _standing(self, mention: Mention) -> str:
        for at in range(mention.amount.first - 1, -1, -1):
            token = self.tokens[at]
            if "aim" in token.roles:
                return token.roles["aim"]
            if "digits" in token.roles or token.text in (";", ")"):
                break
        return "actual"

    def _doubts(
        self, draft: Draft, value: Value | None, subject: str, time: Time | None
    ) -> tuple[str, ...]:
        doubts: list[str] = []
        if not subject:
            doubts.append(NO_SUBJECT)
        if value and value.doubtful:
            doubts.append(TWO_WAYS)
        if time is None:
            doubts.append(NO_TIME)
        return tuple(doubts)


def _turned(reading: Reading) -> Reading:
    return replace(reading, value=-reading.value, ordinary=-reading.ordinary, lax=-reading.lax)


class _Ellipsis:
    """Completes `tăng 2% so với tháng trước và 8% so với cùng kỳ`: the movement is said once."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.before: Mention | None = None

    def completed(self, mention: Mention) -> Mention:
        """The mention as growth, where the one before it is one and nothing new is said."""
        before, self.before = self.before, mention
        if before is None or before.kind != "growth" or mention.amount.unit != "%":
            return mention
        plain = mention.kind == "level" or mention.as_index
        alone = mention.cue < 0 and not any(
            True for _ in content(self.tokens, mention.lead, mention.amount.first)
        )
        held = mention.against in ("same", "time", "other") or mention.against.startswith("before")
        listed = self._respectively(mention)
        if not (plain and alone and (held or listed)) or mention.bracketed:
            return mention
        falls = before.cue >= 0 and self.tokens[before.cue].roles.get("cue") in ("down", "less")
        if falls or before.falls:
            self.before = mention._replace(kind="growth", as_index=False, falls=True)
        else:
            self.before = mention._replace(kind="growth", as_index=False)
        return self.before

    def _respectively(self, mention: Mention) -> bool:
        following = self.tokens[mention.amount.end : mention.amount.end + 2]
        return any(token.text in ("respectively", "lần lượt", "tương ứng") for token in following)


def detect_locale(text: str) -> str:
    """`vi` for text with Vietnamese letters, else `en`."""
    sample = normalize("NFC", text[:20_000]).lower()
    marked = sum("\u1ea0" <= sign <= "\u1ef9" or sign in "đăơư" for sign in sample)
    return "vi" if marked * 50 > len(sample) else "en"
