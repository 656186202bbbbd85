"""The numbers of a sentence put together: each figure with the claims about it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from plan_tracker.documents.drafts.draft import (
    ENDS,
    LEVELS,
    NOTHING,
    Draft,
    is_percent,
    is_threshold,
)
from plan_tracker.documents.drafts.none_told import (
    LATEST,
    STEPS,
    ends_list,
    is_of_none_told,
    is_of_the_loss,
)
from plan_tracker.documents.drafts.relations import (
    BRACKETS,
    CLOSED,
    OPEN,
    TURNS,
    behind_aside,
    counts,
    ends_parts,
    in_other_units,
    is_about,
    is_behind_part,
    is_criterion,
    is_figure,
    is_how_far,
    is_multiplied,
    is_of_another,
    is_out_of_scale,
    moved_to,
    opens,
    passes_share,
    says_again,
    shares,
    told,
)
from plan_tracker.documents.drafts.subjects import own_subject
from plan_tracker.documents.mentions.clause import content, token_cue
from plan_tracker.documents.mentions.dating import is_reference
from plan_tracker.documents.mentions.mention import Mention
from plan_tracker.language.tokens import Token, roles_at, text_at, uses_at

_OPENING = 8  # tokens that a sentence opens with
_RATES = ("%", "point")
_POINTS = ("point", "score")


@dataclass(slots=True)
class _Scope:
    """What the next claim is about, and what the next figure is part of."""

    current: Draft | None = None
    whole: Draft | None = None


def bind(
    tokens: Sequence[Token], mentions: Sequence[Mention], left_out: Sequence[int] = ()
) -> list[Draft]:
    """The figures of a sentence with their claims, in order.

    `left_out` are the places of numbers that count things and are no figures: what follows in
    their clause, or right after it, is of them.

    A number with a subject of its own before it, behind a comma, semicolon, bracket or `and`,
    begins a new draft; one without belongs to the current draft. A bracket has a scope of its own.
    """
    binder = _Binder(tokens, left_out)
    for at, mention in enumerate(mentions):
        following = mentions[at + 1] if at + 1 < len(mentions) else None
        binder.take(mention, following)
    return binder.drafts


def _of_growth_before(mention: Mention, current: Draft) -> bool:
    """`grew by 10% to $15 million, compared with growth of 8.7% in 2020`."""
    if mention.kind != "base" or mention.amount.unit != "%":
        return False
    amount = current.level is not None and current.level.amount.unit not in ("%", "point", "")
    return amount and any(claim.kind == "growth" for claim in current.claims)


def _is_of_share(mention: Mention, current: Draft | None) -> bool:
    """`2.084 tỷ đồng, đạt 54%, thấp hơn bình quân cả nước`: the 54 is what is compared."""
    if current is None or mention.kind != "multiple" or mention.amount.form != "words":
        return False
    if is_percent(current.level) or not current.claims:
        return False
    return current.claims[-1].kind in ("attainment", "share")


class _Binder:
    def __init__(self, tokens: Sequence[Token], left_out: Sequence[int]) -> None:
        self.tokens, self.left_out = tokens, left_out
        self.turns = [  # where what follows may be about something else than what stands before
            at
            for at, token in enumerate(tokens)
            if token.text in BRACKETS
            or (token.roles and token.roles.get("cue") == "parts")
            or not TURNS.isdisjoint(token.uses)
        ]
        self.drafts: list[Draft] = []
        self.scope = _Scope()
        self.outer: list[_Scope] = []
        self.at = 0
        self.first = True
        self.ranked: Draft | None = None
        self.counted: Draft | None = None

    def take(self, mention: Mention, following: Mention | None) -> None:
        """Go on to a mention and put it where it belongs."""
        self._walk(mention.amount.first)
        self.at = mention.amount.end
        begins = self.first and self.scope.current is None
        subject = own_subject(self.tokens, mention, begins=begins)
        if is_of_the_loss(self.tokens, mention, subject, self.scope.current):
            subject = NOTHING
        if mention.kind in LEVELS:
            self._level(mention, subject, following)
        else:
            self._claim(mention, subject, following)
        self.first = False

    def _walk(self, end: int) -> None:
        """Enter and leave brackets, and note where a whole is taken apart."""
        first = bisect_left(self.turns, self.at)
        for at in self.turns[first : bisect_left(self.turns, end, first)]:
            token = self.tokens[at]
            if token.text in OPEN:
                self.outer.append(self.scope)
                self.scope = _Scope(self.scope.current, self.scope.whole)
            elif token.text in CLOSED and self.outer:
                inside, self.scope = self.scope, self.outer.pop()
                self._go_on_with(inside.current)
            elif token.roles.get("cue") == "parts" and text_at(self.tokens, at + 1) not in ENDS:
                # `$120 million of this, hotels $430 million`: what follows is no part of the 120
                self.scope.whole = self.scope.current
            elif ends_parts(self.tokens, at) and self.scope.current is not self.scope.whole:
                self.scope.whole = None

    def _go_on_with(self, inside: Draft | None) -> None:
        """What a bracket said of the words before it goes on behind it.

        `Corporation tax (9% of revenue) rose 12%`
        """
        if inside is None or inside is self.scope.current or inside.level is not None:
            return
        if all(claim.bracketed for claim in inside.claims):
            self.scope.current = inside

    def _level(self, mention: Mention, subject: tuple[int, int], following: Mention | None) -> None:
        current = self.scope.current
        kind = current and told(self.tokens, mention, subject, current, bracketed=bool(self.outer))
        if current is not None and kind == "attainment" and self._is_index(mention):
            current.claims.append(mention._replace(kind="growth", as_index=True))
            return
        if current is not None and kind:
            self._share(mention._replace(kind=kind, stated=False), current, following)
            return

        if current is not None and is_multiplied(self.tokens, mention, current):
            current.claims.append(mention._replace(kind="base", stated=False))
            return

        if (
            current is not None
            and not (mention.kind == "rank" and ends_list(self.tokens, current))
            and is_about(self.tokens, mention, subject, current, following)
        ):
            current.claims.append(mention)
            return

        if current is None and self._of_opening_plan(mention):
            self._begin(subject, None).claims.append(mention._replace(kind="attainment"))
            return

        open_ = (
            current is not None and current.level is None and opens(self.tokens, mention, current)
        )
        if current is not None and open_ and (subject == NOTHING or current.subject == NOTHING):
            current.level = mention
            self._remember(current)
            current.subject = current.subject if current.subject != NOTHING else subject
            return

        moved = moved_to(self.tokens, mention, current)
        begun = self._begin(subject, mention)
        if current is not None and says_again(self.tokens, mention, subject, current):
            self.scope.current = current  # 120 tỷ đồng, tương đương 5 triệu USD, tăng 7%
        if current is not None and moved is not None:
            current.claims.remove(moved)
            begun.claims.append(moved)

    def _is_index(self, mention: Mention) -> bool:
        """`đàn lợn tăng 5,2%; đàn gà bằng 104,3%`: where all that is said before is growth."""
        kinds = {claim.kind for draft in self.drafts for claim in draft.claims}
        return kinds == {"growth"} and token_cue(self.tokens, mention.cue) == "equals"

    def _share(self, claim: Mention, current: Draft, whole: Mention | None) -> None:
        """Give a ratio to the current figure, or to the one in the unit of what it is of.

        `14.6 million trees on 9,800 hectares, 73% of 20 million trees`
        """
        home: Draft | None = current
        if whole is not None and whole.near and "of-whole" in uses_at(self.tokens, self.at):
            home = self._in_unit_of(whole, current)
        if home is not None:
            home.claims.append(claim)
        else:
            self._begin(NOTHING, claim._replace(kind="level"))

    def _in_unit_of(self, mention: Mention, current: Draft) -> Draft | None:
        """The current figure if an amount can be held against it, else the last that it can."""
        latest = [draft for draft in self.drafts[-LATEST:] if draft.level is not None]
        for draft in (current, *reversed(latest)):
            rated = any(claim.amount.unit == "%" for claim in draft.claims)
            if not in_other_units(mention, draft.level) or (
                rated and mention.amount.unit in _RATES
            ):
                return draft
        return None

    def _put_elsewhere(
        self,
        mention: Mention,
        subject: tuple[int, int],
        current: Draft,
        following: Mention | None,
    ) -> bool:
        """Whether a claim cannot be of the current figure, and was put down apart from it.

        For a plan or a base, or the one that follows a share, the figure in its unit becomes the
        current one.
        """
        if mention.kind == "growth" and "after" in uses_at(self.tokens, mention.lead):
            return subject == NOTHING or mention.cue >= mention.amount.end  # after a 19% jump
        if subject == NOTHING and behind_aside(self.tokens, mention, current):
            self._begin(NOTHING, None).claims.append(mention)
            return True
        held = following if mention.kind == "attainment" else mention
        if mention.kind == "change" and mention.amount.unit in _POINTS:
            self.scope.current = self._in_unit_of(mention, current) or Draft(subject)
            if self.scope.current not in self.drafts:
                self.drafts.append(self.scope.current)
            return False
        if held is None or held.kind not in ("target", "base"):
            return False
        home = self._in_unit_of(held, current)
        if home is not None:
            self.scope.current = home
        elif held is mention:
            begun = self._begin(subject, mention._replace(kind="level"))
            begun.planned = mention.kind == "target"
            return True
        return False

    def _claim(self, mention: Mention, subject: tuple[int, int], following: Mention | None) -> None:
        current = self.scope.current
        if mention.amount.form == "words":
            leads = self._leads_to(mention, following)
            led = mention.kind == "multiple" or leads
            unsaid = current is None and (not led or subject == NOTHING)
            if unsaid or _is_of_share(mention, current):
                return  # nothing that it could be said of
            if leads and current is not None and current.level is not None:
                self._begin(subject, None).claims.append(mention)
                return  # those to firms were flat at $5 billion
        if subject != NOTHING and _begins_way(mention, following):
            self._begin(subject, None).claims.append(mention)
        elif current is None or not self._is_open(mention, subject, current):
            self._claim_of(mention, subject, following)

    def _is_open(self, mention: Mention, subject: tuple[int, int], current: Draft) -> bool:
        """Whether nothing says of which of several figures a claim is, so that it is of none.

        Where only one before the current figure is large enough, it is of that.
        """
        if is_out_of_scale(self.tokens, mention, current):
            self._of_last_scaled(mention)
            return True
        behind_part = is_behind_part(self.tokens, mention, subject, current)
        return behind_part or passes_share(self.tokens, mention, current)

    def _claim_of(
        self, mention: Mention, subject: tuple[int, int], following: Mention | None
    ) -> None:
        """Put a claim down with the figure that its words lean to, or apart from all."""
        current = self.scope.current
        if current is not None and _of_growth_before(mention, current):
            mention = mention._replace(kind="growth")
        if current is not None and is_how_far(self.tokens, mention, current):
            mention = mention._replace(kind="growth")
        if is_figure(self.tokens, mention, subject, current):
            begun = self._begin(subject, mention._replace(kind="level"))
            begun.planned = mention.kind == "target"
            return

        if current is not None and shares(mention, current):
            mention = mention._replace(kind="share")
        if current is not None and is_of_another(self.tokens, mention, current):
            self.drafts.append(Draft(subject, claims=[mention]))
            return
        if current is not None and is_criterion(mention, current):
            self._begin(current.subject, None).claims.append(mention)
            self.scope.current = current
            return
        latest = self.drafts[-LATEST:]
        if subject == NOTHING and is_of_none_told(
            self.tokens, mention, current, latest, self.left_out
        ):
            self.drafts.append(Draft(NOTHING, claims=[mention]))
            return
        if current is not None and self._put_elsewhere(mention, subject, current, following):
            return
        if self._parts_ways(mention, subject):
            home = self._begin(_planned_subject(self.tokens, mention), None)
        else:
            home = self._home(mention, subject) or self._begin(subject, None)
        home.claims.append(mention)

    def _of_last_scaled(self, change: Mention) -> None:
        """Give a change in millions to the last figure in millions; to none if there is none."""
        unit = change.amount.unit
        for draft in reversed(self.drafts[-LATEST:]):
            level = draft.level.amount if draft.level is not None else None
            if level is not None and level.scaled and unit in ("", level.unit):
                draft.claims.append(change)
                return

    def _leads_to(self, mention: Mention, following: Mention | None) -> bool:
        """`remained unchanged at 88%`: whether a level follows words that say how it moved."""
        if following is None or following.kind != "level":
            return False
        return "at" in uses_at(self.tokens, mention.amount.end) and (
            following.amount.first == mention.amount.end + 1
        )

    def _home(self, mention: Mention, subject: tuple[int, int]) -> Draft | None:
        """The draft that a claim is about; None where it begins a new one."""
        current = self.scope.current
        if mention.amount.form == "words" or mention.kind == "target":
            return current
        if subject != NOTHING:
            return None

        if mention.amount.unit == "rank":
            return self.ranked or current
        if mention.kind == "share" and current is not None and is_threshold(current):
            return self._before(current)
        if mention.kind in ("change", "base") and current is not None:
            self.scope.current = current = self._alike(mention, current)
        return self.counted if self.counted and counts(mention, current) else current

    def _parts_ways(self, mention: Mention, subject: tuple[int, int]) -> bool:
        """Whether a claim is of another quantity than the one before it, of which no level is told.

        `50% kế hoạch doanh thu và 55% kế hoạch lợi nhuận`; `quý IV tăng 6,7%, cả năm tăng 5%`.
        """
        current = self.scope.current
        if current is None or current.level is not None or not current.claims or subject != NOTHING:
            return False
        last = current.claims[-1]
        if last.kind != mention.kind:
            return False
        if mention.kind == "attainment" and "and" in uses_at(self.tokens, mention.amount.first - 1):
            first = _planned_subject(self.tokens, last)
            second = _planned_subject(self.tokens, mention)
            if first != NOTHING and second != NOTHING:
                current.subject = first
                return True
        timed = any(
            "period" in self.tokens[at].roles and not is_reference(self.tokens, at)
            for at in range(mention.lead, max(mention.lead, mention.cue))
        )
        between = self.tokens[last.amount.end : mention.amount.first]
        contrasted = any("contrasts" in token.uses for token in between)  # yet made 3% more
        return (timed or contrasted) and mention.kind == "growth" and not mention.bracketed

    def _of_opening_plan(self, mention: Mention) -> bool:
        """`So với mục tiêu năm, lượng khách đã đạt 53%`."""
        opening = self.tokens[: min(mention.lead, _OPENING)]
        cues = [token.roles.get("cue", "") for token in opening]
        planned = cues[:1] == ["against"] and "plan" in cues
        return planned and mention.amount.unit == "%" and mention.kind == "level"

    def _before(self, draft: Draft) -> Draft:
        """The figure before one that only says which were counted."""
        if len(self.drafts) < 2 or draft.level is None:
            return draft
        counted = self.drafts[-2].level
        if counted is None or counted.amount.unit in ("%", draft.level.amount.unit):
            return draft
        between = self.tokens[counted.amount.end : draft.level.amount.first]
        return draft if any(token.text in ENDS for token in between) else self.drafts[-2]

    def _alike(self, mention: Mention, current: Draft) -> Draft:
        """The last figure in the unit of a change: `1.823 vụ, 812 người; giảm 112 vụ`."""
        unit, level = mention.amount.unit, current.level
        if not unit or unit in STEPS or level is None or level.amount.unit in ("%", ""):
            return current

        if level.amount.unit.startswith(f"{unit}/"):
            return current  # 31,5 giường/10.000 dân, tăng 1,2 giường
        latest = self.drafts[-LATEST:]
        alike = [draft for draft in latest if draft.level and draft.level.amount.unit == unit]
        following = [token.text for token in self.tokens[mention.amount.end :][:1]]
        for draft in alike:
            named = self.tokens[slice(*draft.subject)]
            counted = self.tokens[draft.level.amount.end :][:1] if draft.level else []
            if any(token.text in following for token in (*named, *counted) if token.text.isalpha()):
                return draft
        return current if current in alike or not alike else alike[-1]

    def _remember(self, draft: Draft) -> None:
        """The last rank, and the last amount that is no percentage: what some changes are of."""
        level = draft.level
        if level is not None and level.kind == "rank":
            self.ranked = draft
        elif level is not None and level.amount.unit not in ("%", "score"):
            self.counted = draft

    def _begin(self, subject: tuple[int, int], level: Mention | None) -> Draft:
        current, whole = self.scope.current, self.scope.whole
        draft = Draft(subject, level, whole=whole)
        if subject == NOTHING and current is not None:
            draft.subject = current.subject
        self.drafts.append(draft)
        self._remember(draft)
        self.scope.current = draft
        return draft


def _begins_way(mention: Mention, following: Mention | None) -> bool:
    """`tỷ lệ hộ nghèo giảm từ 4,6% xuống 3,1%`: where a way begins, with its end behind it."""
    if mention.kind != "base" or following is None or following.kind != "level":
        return False
    return following.near and following.amount.unit == mention.amount.unit


def _planned_subject(tokens: Sequence[Token], claim: Mention) -> tuple[int, int]:
    """The words right after a plan that name what is planned: `50% kế hoạch doanh thu`."""
    at = claim.amount.end
    if roles_at(tokens, at).get("cue") != "plan":
        return NOTHING
    end = at + 1
    while text_at(tokens, end)[:1].isalpha() and "and" not in uses_at(tokens, end):
        if "cue" in tokens[end].roles:
            break
        end += 1
    named = list(content(tokens, at + 1, end))
    return (named[0], named[-1] + 1) if named else NOTHING
