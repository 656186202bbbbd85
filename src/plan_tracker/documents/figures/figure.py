"""From the drafts of a sentence to its figures: values, subjects, periods and doubts."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from plan_tracker.documents.drafts.allocation import allocate
from plan_tracker.documents.drafts.binding import bind
from plan_tracker.documents.drafts.draft import NOTHING, Draft
from plan_tracker.documents.figures.claim import is_balance, read_claim
from plan_tracker.documents.figures.money import sign_of
from plan_tracker.documents.figures.printed_value import LONGEST, Value, read_value
from plan_tracker.documents.figures.unknown_unit import NO_SCALE, may_be_scaled
from plan_tracker.documents.mentions.clause import PERIODS, content
from plan_tracker.documents.mentions.dating import (
    FISCAL,
    compared_time,
    is_longer,
    may_be_longer,
    reference,
)
from plan_tracker.documents.mentions.mention import Mention
from plan_tracker.documents.mentions.number_phrases import NumberPhrase
from plan_tracker.documents.mentions.sentence import Sentence
from plan_tracker.documents.reported import Claim, Figure, Reference
from plan_tracker.language.periods.time import NOT_SAID, Time
from plan_tracker.language.tokens import uses_at
from plan_tracker.loading.fit import currencies
from plan_tracker.model.reading import Reading

NO_SUBJECT = "no words before the number name what it measures"
TWO_WAYS = "its marks can be read in two ways"
NO_TIME = "no time is named near it"
BASE_BEFORE = "what it is held against is named only before it"
_COMPARED = frozenset({"growth", "multiple", "change"})
_CONFIDENT = 0.95
_LESS = {  # what a doubt takes from it
    NO_SUBJECT: 0.3, TWO_WAYS: 0.2, NO_SCALE: 0.3, NO_TIME: 0.05, FISCAL: 0.2,
}  # fmt: skip
_AROUND = 400  # signs before a figure that may name what is measured
_FOLLOWING = 12  # tokens after a number that may name it
_ENDS = frozenset(",;:().")


def read_figures(
    sentence: Sentence, usual: Time | None, year: int | None
) -> tuple[list[Figure], bool]:
    """The figures of a sentence, in a document mostly about a time and first of a year.

    True with them says that the first only holds claims whose subject the sentence does not name.
    """
    mentions = sentence.mentions()
    after = {  # where the number behind that at a token begins
        mention.amount.number: following.amount.first for mention, following in pairwise(mentions)
    }
    drafts = bind(sentence.tokens, mentions, sentence.left_out())
    allocate(sentence.tokens, drafts)
    drafts = [draft for draft in drafts if draft.level is not None or draft.claims]
    drafts.sort(key=_place)  # a level may stand behind what was begun after its draft

    starts = {draft: _place(draft)[0] for draft in drafts}
    entities = _entities(mentions)
    figures: list[Figure] = []
    last = _opening_reference(sentence, mentions, usual, year)
    for draft in drafts:
        figure = _figure(sentence, draft, after, usual, year)
        if figure is not None:
            claims, last = _referred(figure.claims, last)
            whole = starts[draft.whole] if draft.whole else None
            entity = entities.get(draft.level.amount.first, "") if draft.level else ""
            same = claims == figure.claims and whole is None and not entity
            told = replace(figure, claims=claims, whole=whole, entity=entity)
            figures.append(figure if same else told)

    unnamed = bool(figures) and drafts[0].level is None and drafts[0].subject == NOTHING
    return figures, unnamed and figures[0].start == starts[drafts[0]]


def _entities(mentions: Sequence[Mention]) -> dict[int, str]:
    """`1,3 lần mức của thế giới (57,4%)`: whose the levels in brackets are, by where they begin."""
    return {
        level.amount.first: multiple.entity
        for multiple, level in pairwise(mentions)
        if multiple.entity and level.bracketed and level.kind == "level"
    }


def _opening_reference(
    sentence: Sentence, mentions: list[Mention], usual: Time | None, year: int | None
) -> Reference | None:
    """What a sentence that begins with it compares with: `So với năm 2020, …`."""
    if not mentions or not sentence.tokens:
        return None
    opening = sentence.tokens[: mentions[0].amount.first]
    if not opening or opening[0].roles.get("cue") not in ("against", "same"):
        return None

    cues = [token.roles.get("cue", "") for token in opening[:_FOLLOWING]]
    against = next((cue for cue in cues if cue in PERIODS), "time")
    periods = [token.roles["period"] for token in opening if "period" in token.roles]
    times = [sentence.times[int(period)] for period in periods]
    first = mentions[0]._replace(kind="growth", against=against)

    time = sentence.earlier or usual
    period = time.calendar(year) if time else None
    return reference(first, times[0] if times else None, period, year)


def _referred(
    claims: tuple[Claim, ...], last: Reference | None
) -> tuple[tuple[Claim, ...], Reference | None]:
    """The claims, those that name nothing to compare with held against what was named before."""
    referred = []
    for claim in claims:
        if claim.kind in _COMPARED and claim.reference is None and last is not None:
            claim = replace(claim, reference=last, doubts=(*claim.doubts, BASE_BEFORE))
        elif claim.kind in _COMPARED and claim.reference and _is_of_time(claim.reference):
            last = claim.reference
        referred.append(claim)
    return tuple(referred), last


def _is_of_time(held: Reference) -> bool:
    """Whether it is another time that was compared with: no plan, and no other country."""
    return held.measure != "target" and not held.entity


def _place(draft: Draft) -> tuple[int, int]:
    """Where the printed number stands; where the first claim begins if there is none."""
    if draft.level is not None:
        return draft.level.amount.start, draft.level.amount.last
    start = draft.claims[0].amount.start
    return start, start


def _figure(
    sentence: Sentence,
    draft: Draft,
    after: dict[int, int],
    usual: Time | None,
    year: int | None,
) -> Figure | None:
    first, count = draft.level or draft.claims[0], len(sentence.tokens)
    time = sentence.time(first, after.get(first.amount.number, count))
    if time is not None and _is_of_its_end(sentence, draft, time, after):
        time = time._replace(first=NOT_SAID)
    named = time or usual
    period = named.calendar(year) if named else None

    start, end = _place(draft)
    shared, value = _shared_unit(draft), None
    signed = _is_signed(sentence, draft)
    if draft.level is not None:
        unit = shared or sign_of(draft.level.amount, sentence.locale)
        value, start, end = _value(sentence, draft.level, unit, signed=signed)
        if value is None:
            return None

    level = draft.level.amount if draft.level else None
    read = (
        read_claim(
            sentence,
            mention,
            level or _growth_held(mention, draft.claims),
            period,
            year,
            after.get(mention.amount.number, count),
            signed=signed and draft.level is not None,
        )
        for mention in draft.claims
    )
    claims = tuple(claim for claim in read if claim is not None)
    if not claims and draft.level is None:
        return None

    subject = _subject(sentence, draft, first)
    doubts = _doubts(sentence, draft.level, value, subject, time, named)
    reading = value.reading if value else None
    return Figure(
        start=start,
        end=end,
        line=sentence.line_of(start),
        printed=sentence.text[start:end],
        value=reading.value if reading else None,
        low=reading.ordinary.low if reading else None,
        high=reading.ordinary.high if reading else None,
        unit=_unit(draft.level, reading) if draft.level and reading else "",
        kind=draft.level.kind if draft.level else "level",
        subject=subject,
        period=period,
        claims=claims,
        confidence=round(_CONFIDENT - sum(_LESS[doubt] for doubt in doubts), 2),
        of=reading.of if reading else None,
        standing="plan" if draft.planned else _standing(sentence, first),
        provisional=bool(reading and reading.provisional),
        shared_unit=bool(shared),
        near=sentence.text[max(sentence.start, start - _AROUND) : start],
        around=sentence.text[max(0, sentence.start - _AROUND) : sentence.start],
        locale=sentence.locale,
        doubts=doubts,
    )


def _unit(level: Mention, reading: Reading) -> str:
    """The unit of a level; places that no word ranks are counted: `tuyển 1.200 vị trí`."""
    counted = reading.unit == "rank" and level.kind == "level"
    return "" if counted else reading.unit


def _is_of_its_end(sentence: Sentence, draft: Draft, time: Time, after: dict[int, int]) -> bool:
    """Whether the claims say that a figure is of a month or quarter, and none of a longer time."""
    tokens, times = sentence.tokens, sentence.times
    if draft.level is None or not may_be_longer(time):
        return False
    held = (
        (claim, compared_time(tokens, times, claim, after.get(claim.amount.number, len(tokens))))
        for claim in draft.claims
        if not claim.bracketed
    )
    return any(is_longer(time, claim, base) for claim, base in held)


def _value(
    sentence: Sentence, level: Mention, unit: str, *, signed: bool
) -> tuple[Value | None, int, int]:
    """The value of a level and its place: the whole phrase, or as much of it as can be read.

    A `signed` one has the sign that the word before it says: `nhập siêu 0,8 tỷ USD`. Elsewhere a
    claim may be of the amount or of its size, so that the sign is left to the words.
    """
    amount, number = level.amount, sentence.tokens[level.amount.number]
    before = sentence.tokens[amount.first - 1] if amount.first else None
    signed = signed and is_balance(sentence, level)
    for start, end in (
        (
            before.start if signed and before else amount.start,
            amount.last,
        ),
        (amount.start, amount.last),
        (number.start, amount.last),
        (number.start, number.end),
    ):
        printed = sentence.text[start:end]
        value = read_value(printed, sentence.locale, level.kind, unit)
        if value is not None and len(printed) <= LONGEST:
            return value, start, end
    return None, number.start, number.end


def _is_signed(sentence: Sentence, draft: Draft) -> bool:
    """Whether a deficit stands below zero: where no claim may be of its size, `lỗ giảm 40%`.

    A loss after a profit is below zero whatever else is said.
    """
    bases = [claim for claim in draft.claims if claim.kind == "base"]
    if draft.level is None or len(bases) == len(draft.claims):
        return True
    below = is_balance(sentence, draft.level)
    turned = (
        is_balance(sentence, base) != below
        for base in bases
        if "earning" in uses_at(sentence.tokens, base.amount.first - 1)
    )
    return any(turned)


def _growth_held(mention: Mention, claims: Sequence[Mention]) -> NumberPhrase | None:
    """`GRDP tăng 8,6%, vượt mục tiêu 8,5%`: the growth is what the plan that is named is for."""
    growths = [claim.amount for claim in claims if claim.kind == "growth"]
    return growths[0] if mention.named and len(growths) == 1 else None


def _shared_unit(draft: Draft) -> str:
    """The currency that a part leaves to its whole: `(trong đó phần cứng 81,6 tỷ, …)`."""
    level, whole = draft.level, draft.whole.level if draft.whole else None
    if level is None or whole is None or level.amount.unit or not level.amount.scaled:
        return ""
    return whole.amount.unit if whole.amount.unit in currencies() else ""


def _subject(sentence: Sentence, draft: Draft, mention: Mention) -> str:
    """The words that name what is measured: before the number, else after it."""
    tokens, (first, last) = sentence.tokens, draft.subject
    if first < last:
        return sentence.text[tokens[first].start : tokens[last - 1].end]

    amount = mention.amount
    end = amount.end
    while end < min(len(tokens), amount.end + _FOLLOWING) and not (
        tokens[end].text in _ENDS or "digits" in tokens[end].roles
    ):
        end += 1
    named = list(content(tokens, amount.end, end))
    stop = tokens[named[-1]].end if named else amount.last

    digits = [at for at in range(amount.number, amount.end) if "digits" in tokens[at].roles]
    if not named and amount.unit in {"%", *currencies()}:
        return ""
    counts = digits and amount.unit and amount.unit not in {"%", "rank", *currencies()}
    return sentence.text[tokens[digits[-1]].end if counts else amount.last : stop].strip()


def _standing(sentence: Sentence, mention: Mention) -> str:
    """Whether the words before a number speak of a plan, a proposal or a possibility.

    What stands before the first number of a sentence holds for all of it.
    """
    if "aim" not in sentence.roles:
        return "actual"
    opening = sentence.tokens[: sentence.amounts[0].first]
    aims = [token.roles["aim"] for token in opening if "aim" in token.roles]
    if aims:
        return aims[-1]

    for at in range(mention.amount.first - 1, -1, -1):
        token = sentence.tokens[at]
        if "aim" in token.roles:
            return token.roles["aim"]
        if "digits" in token.roles or token.text in (";", ")"):
            break
    return "actual"


def _doubts(
    sentence: Sentence,
    level: Mention | None,
    value: Value | None,
    subject: str,
    time: Time | None,
    named: Time | None,
) -> tuple[str, ...]:
    """What is unsure of a figure; `time` is of its paragraph, `named` else of the document."""
    doubts = (
        (NO_SUBJECT, not subject),
        (TWO_WAYS, value is not None and value.doubtful),
        (NO_SCALE, level is not None and may_be_scaled(sentence, level.amount)),
        (NO_TIME, time is None),
        (FISCAL, named is not None and named.fiscal != ""),
    )
    return tuple(doubt for doubt, holds in doubts if holds)
