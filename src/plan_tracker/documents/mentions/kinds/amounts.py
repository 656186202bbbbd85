"""Rules for amounts, in their order."""

from plan_tracker.documents.mentions.clause import MOVES, NOUNS, PASSED, PERIODS, SIDES, Clause
from plan_tracker.documents.mentions.kinds.any_unit import lacking, moved_after, signed, way_from
from plan_tracker.documents.mentions.kinds.classification import LEVEL, STEPS, Classification, Rule
from plan_tracker.loading.fit import currencies


def _side(clause: Clause) -> Classification | None:
    """`thấp hơn kế hoạch 0,1 điểm phần trăm`, `cao hơn cùng kỳ 3.000 tỷ đồng`."""
    if clause.side_is_taken() and clause.cue == clause.lead:
        return LEVEL  # 1% lower at 77,300
    of_plan = clause.rules.follows and clause.last == "plan" and "of-whole" in clause.led_by
    if of_plan and "by-much" not in clause.led_by:
        return None  # below the authorised ceiling of 13,000
    steps = clause.amount.unit in STEPS
    side = clause.last_of(*SIDES, *(("beyond", *MOVES) if steps else ()))
    if clause.side_is_taken() and side == clause.lead:
        return None  # 12% below the forecast of 2 million
    if clause.plan_follows() and clause.last in SIDES:
        return None  # above the 100,000 target
    if side >= 0 and clause.last in SIDES and not clause.rules.follows and clause.names_level():
        return Classification("base")  # thấp hơn mức 2,1 vụ của năm 2023
    apart = clause.rules.follows and not steps and "by-much" not in clause.led_by
    if side >= 0 and apart and clause.says(side + 1):
        return LEVEL  # ahead of snow crab at $1.7 billion
    by_name = side >= 0 and clause.last == "reach" and "equates" in clause.led_by
    held = steps or clause.last in SIDES | NOUNS or by_name  # nhiều hơn năm 2023 là 7 huy chương
    return Classification("change", side) if side >= 0 and held else None


def _changed(clause: Clause) -> Classification | None:
    """`tăng 500 tỷ đồng`; `tăng thu đạt` names something else that grows."""
    if clause.last not in MOVES or (clause.amount.form == "range" and clause.last == "of-growth"):
        return None
    if _is_result(clause):
        held = clause.names[-2:-1] == ["against"]  # compared with a loss of $74 million
        return Classification("base") if held else LEVEL
    gained = "gained" in clause.tokens[clause.cue].uses & clause.led_by
    if clause.has_object():
        return LEVEL  # the town lost 2,253 people: how many, and of what no figure is told
    if "across" in clause.led_by and clause.cue == clause.amount.first - 2:
        return LEVEL  # rose in 60 provinces
    if "threshold" in clause.tokens[clause.amount.first].uses:
        return LEVEL  # slipped below 1.5 million
    if clause.says(clause.cue + 1) or (gained and clause.amount.scaled and not clause.tail):
        return LEVEL  # the statistics office's `output gained 20.2 million tons`
    return Classification("change", clause.cue)


def _is_result(clause: Clause) -> bool:
    """`a pre-tax loss of $74 million`: what was made, and nothing that moved."""
    made = "result-noun" in clause.tokens[clause.cue].uses and "of-whole" in clause.led_by
    money = clause.amount.unit in (*currencies(), "cent")
    return made and clause.cue == clause.amount.first - 2 and money


def _planned_amount(clause: Clause) -> Classification | None:
    """`kế hoạch 300 tỷ đồng`, `vượt mục tiêu 300 tỷ đồng`."""
    if clause.last in PASSED and clause.plan_follows():
        return Classification("target", clause.cue)  # surpassing the $6 billion target
    if clause.last != "plan" and not (clause.last == "reach" and "plan" in clause.names):
        return None
    plan = clause.last_of("plan")
    passed = [at for at, cue in clause.cues if cue in PASSED and at < plan]
    if passed and "by-much" in clause.led_by and clause.rules.follows:
        return Classification("change", passed[-1])  # surpassed its target by $14 million
    held = clause.near and clause.last == "reach" and plan > clause.last_of("against") >= 0
    if clause.says(plan + 1) and not held:
        return LEVEL
    return Classification("target", passed[-1] if passed else -1)


def _base_amount(clause: Clause) -> Classification | None:
    """`cùng kỳ là 300 tỷ đồng`; `tăng so với cùng kỳ 300 tỷ đồng` is a change."""
    alone = not {"against", "arrival"} & {*clause.names}
    # 8% year on year to reach $9 million: where a movement arrives is what it is of
    of_before = clause.near and "arrival" not in clause.names
    reached = clause.last == "reach" and (alone or of_before)
    if clause.last not in PERIODS and not (reached and PERIODS & {*clause.names}):
        return None
    start = next(at for at, cue in clause.cues if cue in PERIODS)
    moved = clause.last_of(*MOVES)
    if 0 <= moved < start:
        # a 12% increase over last year's $300 million: the movement is of the number before
        of_another = clause.rules.follows and clause.near and moved == clause.lead
        return Classification("base") if of_another else Classification("change", moved)
    return Classification("base") if clause.says_little(start + 1) else LEVEL


def _beyond_plan(clause: Clause) -> Classification | None:
    """`vượt 500 tỷ đồng so với dự toán`."""
    planned = clause.last == "beyond" and clause.tail == "plan"
    return Classification("change", clause.cue) if planned else None


def _compared(clause: Clause) -> Classification | None:
    """`so với 3.226 lao động`; `against its $151 million target`."""
    if clause.last == "weak" and clause.near and clause.is_of_time(clause.cue + 1):
        return Classification("base")  # grew 16% over 2023's 9.65 million
    if clause.last != "against":
        return None
    if clause.plan_follows() or clause.is_planned(clause.cue + 1) or clause.planned_behind():
        return Classification("target")
    return None if clause.says(clause.cue + 1) else Classification("base")


def _passed_level(clause: Clause) -> Classification | None:
    """`above the $1.6 billion projected`, `40% less than the $32 million of a year before`."""
    if not clause.rules.follows or "by-much" in clause.led_by:
        return None
    if clause.last == "against":
        return _compared(clause)  # lower compared with $4 million
    if "the" in clause.led_by and clause.follows_fraction():
        return Classification("base")  # less than half the 4,900 of 2019
    cue = clause.last_of(*PASSED)
    if cue >= 0 and clause.is_planned(cue + 1):
        return Classification("target", cue)
    of_those = {"of-whole", "the"} & clause.begins_with
    planned = clause.is_planned(clause.lead) or clause.plan_follows()
    limited = clause.last == "limit" and clause.is_planned(clause.cue + 1)
    if clause.near and (limited or (of_those and planned)):
        return Classification("target")  # $897 million of the $920 million sought
    if clause.last in SIDES and clause.cue == cue and clause.amount.unit not in STEPS:
        held = "the" in clause.led_by or clause.tail in PERIODS | {"time"}
        if clause.tail == "plan":
            return Classification("target", cue)
        if held and not clause.says(cue + 1):
            return Classification("base")  # lower than the $1.4 billion of a year before
    average = clause.names_average()
    named = clause.side_is_taken() and (average or not clause.says(clause.lead))
    held = "the" in clause.led_by or average
    compared = named and held and not {"plan", *PERIODS} & {*clause.names}
    return Classification("base") if compared else None


AMOUNT_RULES: tuple[Rule, ...] = (
    way_from,
    _passed_level,
    lacking,
    _side,
    _changed,
    moved_after,
    _planned_amount,
    _base_amount,
    _beyond_plan,
    _compared,
    signed,
)
