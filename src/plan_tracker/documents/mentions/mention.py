"""What each number phrase of a sentence is: a level, or a claim of which kind."""

from collections.abc import Sequence
from typing import NamedTuple

from plan_tracker.documents.mentions.clause import SIDES, Clause, Marks
from plan_tracker.documents.mentions.kinds.rules import kind_in_bracket, kind_of
from plan_tracker.documents.mentions.number_phrases import NumberPhrase
from plan_tracker.language.tokens import Token

_NAMED = 6  # tokens after a multiple that may say whose level it is of
_ENDS = frozenset(",;:()")


class Mention(NamedTuple):
    """A number phrase with what it is.

    `kind` is level, count, rank, or that of a claim. `lead` is where its clause begins, `cue` the
    token that decides (or -1), `adjacent` whether only small words stand between it and the number.
    `against` is what it is held against: plan, same, before-…, time, world, other or nothing;
    `near` says that the number before it stands in the same clause.
    """

    amount: NumberPhrase
    kind: str
    lead: int
    cue: int
    adjacent: bool
    against: str
    near: bool
    as_index: bool = False
    bracketed: bool = False
    noun: bool = False  # the cue is a noun that belongs to the subject: `tốc độ tăng GDP đạt`
    falls: bool = False  # growth whose fall is named beside another number only
    beyond: bool = False  # attainment whose plan was passed by so much, as another number says
    named: bool = False  # the plan stands right before the number: `vượt mục tiêu 87,5%`
    stated: bool = True  # words tell its kind, not its place alone
    entity: str = ""  # whose level a multiple is of: `gấp 1,5 lần bình quân cả nước`


def mentions(
    tokens: Sequence[Token], amounts: Sequence[NumberPhrase], locale: str
) -> list[Mention]:
    """Every number phrase of one sentence with its kind, in order."""
    marks = Marks(tokens, locale)
    return [_mention(Clause(marks, amounts, at)) for at in range(len(amounts))]


def _mention(clause: Clause) -> Mention:
    amount = clause.amount
    bracketed = clause.in_bracket
    if amount.form in ("rank", "count"):
        kind, against, cue = amount.form, "", -1
    elif amount.form == "words":
        kind = "change" if "still" in clause.tokens[amount.first].roles else "multiple"
        against = "world" if kind == "multiple" else clause.tail
        entity = _entity(clause, amount.first) if kind == "multiple" else ""
        at = amount.first
        return Mention(amount, kind, clause.lead, at, True, against, clause.near, entity=entity)
    elif bracketed and not clause.near:
        kind, against, cue = kind_in_bracket(clause), clause.against(), -1
    else:
        return _told(clause)
    return Mention(amount, kind, clause.lead, cue, False, against, clause.near, bracketed=bracketed)


def _told(clause: Clause) -> Mention:
    """The mention of a number whose clause tells its kind."""
    classification = kind_of(clause)
    cue = (
        clause.cue
        if classification.kind == "level" or classification.cue < 0
        else classification.cue
    )
    how_far = "by-much" in clause.led_by
    entity = _entity(clause, cue) if classification.kind == "multiple" else ""
    return Mention(
        clause.amount,
        classification.kind,
        clause.lead,
        cue,
        cue >= 0 and clause.quiet(cue + 1),
        "world" if entity else clause.against(),
        clause.near,
        as_index=classification.as_index,
        noun=classification.noun,
        named=clause.last == "plan" and not how_far and bool({"beyond", *SIDES} & {*clause.names}),
        entity=entity,
    )


def _entity(clause: Clause, cue: int) -> str:
    """Whose level a multiple is of, as the words between its cue and the next mark say."""
    for token in clause.tokens[max(cue, 0) : clause.amount.end + _NAMED]:
        if "world" in token.roles:
            return token.roles["world"]
        if token.text in _ENDS or "period" in token.roles:
            break
    return ""
