"""Rules for percentages, in their order."""

from plan_tracker.documents.mentions.clause import MOVES, NOUNS, PERIODS, SIDES, Clause
from plan_tracker.documents.mentions.kinds.any_unit import lacking, moved_after, signed, way_from
from plan_tracker.documents.mentions.kinds.classification import LEVEL, Classification, Rule
from plan_tracker.language.tokens import roles_at, uses_at


def _slashed(clause: Clause) -> Classification | None:
    """`đạt 31,2%/32%`: a rate and its plan."""
    mark = clause.amount.first - 1
    slashed = mark > 0 and clause.tokens[mark].text == "/" and clause.tokens[mark - 1].text == "%"
    return Classification("target") if slashed else None


def _beyond(clause: Clause) -> Classification | None:
    """`vượt 15% kế hoạch` is attainment, `vượt 90%` a level."""
    if clause.last != "beyond":
        return None
    if clause.plan_follows():
        return Classification("target")
    planned = clause.tail == "plan" or (not clause.tail and "plan" in clause.names)
    return Classification("attainment", clause.cue) if planned else LEVEL


def _side_taken(clause: Clause) -> Classification | None:
    """`1.6 points above the 26.5% of 2021` names a base; `1% lower at 77%` a level."""
    if clause.last not in SIDES or clause.cue != clause.lead or not clause.side_is_taken():
        return None
    return Classification("base") if "the" in clause.led_by else LEVEL


def _moving(clause: Clause) -> Classification | None:
    """`tăng 5%`, `cao hơn 5%`, and of the plan: `tăng 5% so với kế hoạch`."""
    last, names = clause.last, {*clause.names}
    adjective = clause.rules.comparing_adjectives and last in SIDES
    if adjective and clause.says(clause.cue + 1):
        return Classification("target") if clause.plan_follows() else LEVEL
    if last not in MOVES | SIDES:
        return None
    if last in SIDES and (clause.plan_follows() or clause.is_planned(clause.cue + 1)):
        return Classification("target")  # well below the 60 percent ceiling
    if last in SIDES and clause.names_level():
        return Classification("base")  # cao hơn mức 10,2% của năm trước
    least = clause.amount.hedged and "the" in clause.led_by
    if last in SIDES and clause.rules.follows and (least or clause.names_value()):
        return Classification("base")  # well above the minimum of 100%
    if "threshold" in clause.tokens[clause.amount.first].uses:
        return LEVEL  # fell below 30%
    if clause.names[-2:-1] == ["against"] or (_names_move(clause) and last in MOVES):
        return Classification("base")  # so với mức tăng 9,6% của cùng kỳ, cao hơn mức tăng 9,6%
    if clause.names[0] == "plan" and clause.opened:
        return Classification("target")  # (kế hoạch tăng 8,5%)
    if _is_planned_move(clause):
        return Classification("target")
    planned = clause.tail == "plan" or {"plan", "against"} <= names
    planned = planned or (last in SIDES and "plan" in names)
    return Classification("attainment" if planned else "growth", clause.cue)


def _names_move(clause: Clause) -> bool:
    """Whether a movement is the level that another one is held against."""
    at = clause.cues[-2][0] if len(clause.cues) > 1 else -1
    sided = at >= 0 and clause.tokens[at].roles.get("cue") in SIDES
    return sided and at + 1 == clause.cue and not clause.rules.follows


def _is_planned_move(clause: Clause) -> bool:
    """`versus guidance of a decline of 1%`: how far it was to move."""
    led = "of-whole" in uses_at(clause.tokens, clause.cue - 1)
    return led and clause.names[-2:-1] == ["plan"] and clause.last in MOVES


def _by_how_much(clause: Clause) -> Classification | None:
    """`fell sharply, by 31%`: how far it moved is told in a clause of its own."""
    if "by-much" not in clause.led_by or clause.cues or clause.near or clause.tail == "plan":
        return None
    if clause.says(clause.lead) or clause.tokens[clause.lead - 1].text != ",":
        return None
    before = clause.moved_in_clause_before()
    return Classification("growth", before) if before >= 0 else None


def _shared(clause: Clause) -> Classification | None:
    """`chiếm 8%`."""
    if clause.last != "share" or "performance-noun" in uses_at(clause.tokens, clause.amount.end):
        return None
    if "rate-noun" in clause.tokens[clause.cue].uses and clause.says(clause.cue + 1):
        return LEVEL  # tỷ lệ đạt lần đầu 86,4%
    planned = clause.tail == "plan" and not clause.plan_follows()
    marks = planned and "marks" in clause.tokens[clause.cue].uses  # they represent 49% of the plan
    return Classification("attainment" if marks else "share", clause.cue)


def _arrived(clause: Clause) -> Classification | None:
    """`giảm còn 3%`."""
    if clause.last != "arrival" or (clause.tail == "plan" and clause.says(clause.cue + 1)):
        return None  # able to collect 97% of its goal
    return LEVEL


def _performed(clause: Clause) -> Classification | None:
    """`a performance rate of 121%`."""
    return Classification("attainment", clause.cue) if clause.last == "performance" else None


def _planned_percent(clause: Clause) -> Classification | None:
    """`mục tiêu là 100%` is the plan's value, `hoàn thành kế hoạch đạt 95%` how far it is done."""
    if clause.last != "plan" and not (clause.last == "reach" and "plan" in clause.names):
        return None
    plan, by_much = clause.last_of("plan"), "by-much" in clause.led_by
    earlier = [(at, cue) for at, cue in clause.cues if at < plan]
    names = [cue for _, cue in earlier]
    passed = [at for at, cue in earlier if cue == "beyond" or (cue == "lack" and by_much)]
    if passed:
        return Classification("attainment", passed[-1])
    sides = [at for at, cue in earlier if cue != "plan"][-1:]
    side = bool(sides) and clause.tokens[sides[0]].roles["cue"] in SIDES
    if clause.last == "plan" and side and "of-whole" not in clause.led_by:
        return Classification("attainment", sides[0])  # thấp hơn kế hoạch giao 0,18%
    if clause.near and "equates" in clause.led_by and plan > clause.last_of("against") >= 0:
        return Classification("target")  # thiếu 0,8% so với chỉ tiêu giao là 92%
    if clause.last == "reach" and ("against" in names or names[-1:] == ["reach"]):
        return Classification("attainment")
    return LEVEL if clause.says(plan + 1) else Classification("target")


def _growth_noun(clause: Clause) -> Classification | None:
    """`tốc độ tăng GDP đạt 5%`, `tăng so với cùng kỳ 5%`."""
    moved = clause.last_of(*MOVES)
    if moved < 0:
        return None
    if clause.last in ("reach", "equals"):
        noun = clause.tokens[moved].roles.get("cue") == "of-growth"
        return Classification("growth", moved, noun=True) if noun else None
    return Classification("growth", moved) if clause.last in NOUNS else None


def _attained(clause: Clause) -> Classification | None:
    """`39,6% kế hoạch`; but `a 6.5% target` is the plan's value."""
    if "performance-noun" in uses_at(clause.tokens, clause.amount.end):
        return Classification("attainment")  # 97% execution
    if clause.tail != "plan":
        return None
    if clause.plan_is_rate():
        return LEVEL
    return Classification("target" if clause.plan_follows() else "attainment")


def _indexed(clause: Clause) -> Classification | None:
    """`bằng 95% so với cùng kỳ`, `bằng 95% năm 2023`."""
    held = "against" in clause.names and (PERIODS & {*clause.names} or clause.timed())
    equal = clause.last == "equals" and "period" in roles_at(clause.tokens, clause.amount.end)
    if not held and not equal and clause.tail not in PERIODS | {"time"}:
        return None
    if clause.last not in ("reach", "equals", "same", ""):
        return None
    return Classification("growth", clause.cue if clause.last == "equals" else -1, as_index=True)


def _equal_share(clause: Clause) -> Classification | None:
    """`tương đương 8% GDP`, `$5 billion, or 37% of the total`."""
    alone = not clause.names and clause.lead > 0 and not clause.says(clause.lead)
    told = clause.tail == "whole" and (clause.last == "equals" or alone)
    return Classification("share") if told else None


def _beside(clause: Clause) -> Classification | None:
    """`cao hơn cùng kỳ 4%`."""
    side = clause.last_of(*SIDES)
    held = side >= 0 and clause.last in PERIODS
    return Classification("growth", side) if held else None


def _base_percent(clause: Clause) -> Classification | None:
    """`cùng kỳ đạt 85%`, `so với 85%`."""
    if clause.last == "against" and clause.is_planned(clause.cue + 1):
        return Classification("target")  # compared to the projected 28%
    if clause.last in PERIODS or clause.last == "against":
        return Classification("base")
    timed = clause.last == "reach" and PERIODS & {*clause.names}
    return Classification("base") if timed and not clause.says(clause.cues[0][0] + 1) else None


PERCENT_RULES: tuple[Rule, ...] = (
    _slashed,
    way_from,
    lacking,
    moved_after,
    _beyond,
    _side_taken,
    _moving,
    _by_how_much,
    _shared,
    _performed,
    _arrived,
    _planned_percent,
    _growth_noun,
    _attained,
    _indexed,
    _equal_share,
    _beside,
    _base_percent,
    signed,
)
