"""A claim about a figure: its printed text, its value, and what it is held against."""

from collections.abc import Collection
from dataclasses import replace
from fractions import Fraction
from itertools import product

from plan_tracker.documents.figures.money import sign_of
from plan_tracker.documents.figures.printed_value import LONGEST, read_value
from plan_tracker.documents.figures.unknown_unit import NO_SCALE, may_be_scaled
from plan_tracker.documents.mentions.clause import SIDES
from plan_tracker.documents.mentions.dating import FISCAL, compared_time, reference
from plan_tracker.documents.mentions.mention import Mention
from plan_tracker.documents.mentions.number_phrases import NumberPhrase
from plan_tracker.documents.mentions.sentence import Sentence
from plan_tracker.documents.reported import Claim
from plan_tracker.language.tokens import roles_at, uses_at
from plan_tracker.loading.fit import currencies
from plan_tracker.model.reading import Reading

FALL_BESIDE = "the fall is named only beside it"
OVER_BESIDE = "that it lies over its plan is said only beside it"
SHORT_BESIDE = "that it lies short of its plan is said only beside it"
BESIDE = frozenset({FALL_BESIDE, OVER_BESIDE, SHORT_BESIDE})  # not to be read from a claim alone
_WHOLE_PLAN = Fraction(100)
_INDEX = 40  # percent of last year: less than this was hardly meant as an index
_SPEAKING = frozenset(
    {"up", "down", "beyond", "more", "less", "equals", "fold", "of-growth", "same", "lack"}
)  # cues that belong to the printed text of a claim
_PASSED = frozenset({"beyond", "lack", "more", "less"})  # how far a rate is from its plan
_BACK = 40  # tokens before a base that may name what it is compared with
_NAMED = 12  # tokens after a share that may name its whole
_TURNING = frozenset(
    {"down", "less", "beyond", "lack"}
)  # without them the number says something else


def read_claim(
    sentence: Sentence,
    mention: Mention,
    level: NumberPhrase | None,
    period: str | None,
    year: int | None,
    after: int,
    *,
    signed: bool = False,
) -> Claim | None:
    """The claim of a mention about a figure of `period` with a `level`, if it is printed.

    The next number begins at token `after`; a `signed` base has the sign that the word before it
    says: `cùng kỳ lỗ 588 tỷ đồng`. None where the text cannot be read.
    """
    unit = level.unit if level else ""
    if unit not in currencies():
        unit = sign_of(mention.amount, sentence.locale) or unit
    mention = _settled(sentence, mention, level)
    starts, ends = _starts(sentence, mention), _ends(sentence, mention)
    deficit = _deficit(sentence, mention) if signed else -1
    if deficit >= 0:
        starts.insert(0, sentence.tokens[deficit].start)
    for start, end in product(starts, ends):
        printed = sentence.text[start:end]
        value = read_value(printed, sentence.locale, mention.kind, unit, mention.as_index)
        if value is not None and len(printed) <= LONGEST:
            break
    else:
        return None

    if _lost_fall(sentence, mention, start) and value.reading.value > 0:
        mention = mention._replace(falls=True)
    held = compared_time(sentence.tokens, sentence.times, mention, after)
    doubts = tuple(
        doubt
        for doubt, holds in (
            (SHORT_BESIDE if mention.beyond else FALL_BESIDE, mention.falls),
            (OVER_BESIDE, mention.beyond and not mention.falls),
            (FISCAL, held is not None and held.fiscal != ""),
            (NO_SCALE, may_be_scaled(sentence, mention.amount)),
        )
        if holds
    )
    reading = as_said_beside(value.reading, doubts)
    return Claim(
        kind=mention.kind,
        start=start,
        end=end,
        printed=printed,
        value=reading.value,
        low=reading.ordinary.low,
        high=reading.ordinary.high,
        unit=reading.unit or unit,
        reference=reference(mention, held, period, year),
        of=reading.of,
        as_index=mention.as_index and sentence.cue(mention) != "equals",
        whole=_whole(sentence, mention) if mention.kind == "share" else "",
        stated=mention.stated,
        doubts=doubts,
    )


def _whole(sentence: Sentence, mention: Mention) -> str:
    """The words right after a share, which name what it is of: `chiếm 29% tổng kim ngạch`."""
    tokens, first = sentence.tokens, mention.amount.end
    end = first
    for token in tokens[first : first + _NAMED]:
        ends = token.roles.get("cue") in _SPEAKING or "join" in token.roles
        if ends or not token.text[:1].isalpha():
            break
        end += 1
    return sentence.text[tokens[first].start : tokens[end - 1].end] if end > first else ""


def _settled(sentence: Sentence, mention: Mention, level: NumberPhrase | None) -> Mention:
    """The mention with the kind that only the figure it is about can tell."""
    if mention.amount.form == "words" and mention.kind == "change":
        return mention if level and level.unit in ("%", "") else mention._replace(kind="growth")
    if mention.as_index and sentence.cue(mention) != "equals":
        number = _number(sentence, mention.amount)
        return mention._replace(as_index=number is not None and number >= _INDEX)
    if mention.named and level and mention.kind in ("attainment", "target"):
        if mention.amount.form == "range":
            return mention._replace(kind="target")  # vượt mục tiêu 1-1,5%/năm
        number, figure = _number(sentence, mention.amount), _number(sentence, level)
        of = "of-whole" in uses_at(sentence.tokens, mention.amount.first - 1)  # guidance of $1,320
        if of or (number and figure and _is_near_plan(sentence, mention, number, figure)):
            return mention._replace(kind="target")
        if sentence.cue(mention) in SIDES and mention.kind == "attainment" and level.unit == "%":
            return mention._replace(kind="change")
        kind = "attainment" if mention.amount.unit == "%" else "change"
        mention = mention._replace(kind=kind)
    if (
        mention.kind == "growth"
        and level
        and level.unit == "%"
        and _names_average(sentence, mention)
    ):
        number, figure = _number(sentence, mention.amount), _number(sentence, level)
        near = number and figure and figure / 2 <= number <= 2 * figure
        return mention._replace(kind="base") if near else mention
    if mention.kind == "attainment" and level and level.unit == "%" == mention.amount.unit:
        passed = sentence.cue(mention) in _PASSED
        return mention._replace(kind="change") if passed else mention  # 93,5%, vượt 0,3% kế hoạch
    return mention


def _names_average(sentence: Sentence, mention: Mention) -> bool:
    """`16,8% GDP, cao hơn mức bình quân thế giới 10,6%`: how high that is, or how far from it."""
    named = sentence.tokens[mention.cue + 1 : mention.amount.first]
    uses = [token.uses for token in named if mention.cue >= 0]
    level, average = (any(use in told for told in uses) for use in ("level-word", "average"))
    return sentence.cue(mention) in SIDES and level and average


def _is_near_plan(sentence: Sentence, mention: Mention, number: Fraction, figure: Fraction) -> bool:
    """Whether a number can be the plan that a figure lies over or under, and not by how much."""
    if sentence.cue(mention) == "less":
        return figure <= number <= 2 * figure
    return figure / 2 <= number <= figure


def is_balance(sentence: Sentence, mention: Mention) -> bool:
    """Whether the word before makes a plain amount of money a deficit: `cùng kỳ lỗ 588 tỷ đồng`.

    Not one that moves itself: `giảm lỗ 5 tỷ đồng`.
    """
    tokens, first = sentence.tokens, mention.amount.first
    money = mention.amount.unit in currencies() and first == mention.amount.number
    moved = roles_at(tokens, first - 2).get("cue") in ("up", "down")
    told = mention.kind in ("level", "base") and "deficit" in uses_at(tokens, first - 1)
    return money and told and not moved


def _deficit(sentence: Sentence, mention: Mention) -> int:
    """The word that puts a base below zero, `compared with a loss of $5 million`; -1 for none.

    Where what is compared is called a loss too, both are sizes.
    """
    if is_balance(sentence, mention):
        return mention.amount.first - 1
    tokens, of = sentence.tokens, mention.amount.first - 1
    made = "of-whole" in uses_at(tokens, of) and "result-noun" in uses_at(tokens, of - 1)
    if mention.kind != "base" or not made or mention.amount.unit not in currencies():
        return -1
    before = tokens[max(0, mention.lead - _BACK) : mention.lead]
    return -1 if any("result-noun" in token.uses for token in before) else of - 1


def _number(sentence: Sentence, amount: NumberPhrase) -> Fraction | None:
    """The value of a number phrase alone."""
    value = read_value(sentence.cut(amount), sentence.locale, "level")
    return value.reading.value if value else None


def _starts(sentence: Sentence, mention: Mention) -> list[int]:
    """Where the printed text of a claim may begin, the likeliest first."""
    amount, cue, tokens = mention.amount, mention.cue, sentence.tokens
    says = sentence.cue(mention)
    plain = mention.noun or amount.form == "words" or mention.kind in ("share", "target", "base")
    if cue < 0 or cue >= amount.first or says not in _SPEAKING or plain:
        return [amount.start, tokens[amount.number].start]

    first = cue
    while first > mention.lead and "hedge" in tokens[first - 1].roles:
        first -= 1
    if mention.kind == "attainment" and says in ("beyond", "lack"):
        return [tokens[first].start, tokens[cue].start]  # the number alone would say another thing
    if mention.adjacent or says in _TURNING:
        return [tokens[first].start, tokens[cue].start, amount.start]
    return [amount.start]


def _lost_fall(sentence: Sentence, mention: Mention, start: int) -> bool:
    """Whether the printed text begins after the word that says it is a fall."""
    named = 0 <= mention.cue < mention.amount.first and sentence.cue(mention) in ("down", "less")
    falls = named and mention.kind in ("growth", "change")
    return falls and start > sentence.tokens[mention.cue].start


def _ends(sentence: Sentence, mention: Mention) -> list[int]:
    """Where the printed text of a claim may end: `5% lower` says its movement after the number."""
    if mention.cue < mention.amount.end:
        return [mention.amount.last]
    cue = sentence.tokens[mention.cue]
    if "plan-inside" in cue.uses:
        return [cue.end]  # 5% over target
    return [cue.start + len(cue.text.split()[0]), cue.end]  # "more" of "more than"


def as_said_beside(reading: Reading, doubts: Collection[str]) -> Reading:
    """A reading of a claim's own text with what is only said beside it, as its doubts tell."""
    if FALL_BESIDE in doubts or SHORT_BESIDE in doubts:
        reading = replace(
            reading, value=-reading.value, ordinary=-reading.ordinary, lax=-reading.lax
        )
    if OVER_BESIDE in doubts or SHORT_BESIDE in doubts:
        reading = replace(
            reading,
            value=reading.value + _WHOLE_PLAN,
            ordinary=reading.ordinary.shifted(_WHOLE_PLAN),
            lax=reading.lax.shifted(_WHOLE_PLAN),
        )
    return reading
