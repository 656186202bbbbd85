"""Rules for amounts, in their order."""

from plan_tracker.documents.mentions.clause import MOVES, NOUNS, PERIODS, SIDES, Clause
from plan_tracker.documents.mentions.kinds.any_unit import lacking, moved_after, signed, way_from
from plan_tracker.documents.mentions.kinds.classification import LEVEL, STEPS, Classification, Rule


def _side(clause: Clause) -> Classification | None:
    """`thấp hơn kế hoạch 0,1 điểm phần trăm`, `cao hơn cùng kỳ 3.000 tỷ đồng`."""
    steps = clause.amount.unit in STEPS
    side = clause.last_of(*SIDES, *(("beyond", *MOVES) if steps else ()))
    held = steps or clause.last in SIDES | NOUNS
    return Classification("change", side) if side >= 0 and held else None


def _changed(clause: Clause) -> Classification | None:
    """`tăng 500 tỷ đồng`; `tăng thu đạt` names something else that grows."""
    if clause.last not in MOVES or (clause.amount.form == "range" and clause.last == "of-growth"):
        return None
    gained = "gained" in clause.tokens[clause.cue].uses & clause.led_by
    if "across" in clause.led_by and clause.cue == clause.amount.first - 2:
        return LEVEL  # rose in 60 provinces
    if clause.says(clause.cue + 1) or (gained and clause.amount.scaled and not clause.tail):
        return LEVEL  # the statistics office's `output gained 20.2 million tons`
    return Classification("change", clause.cue)


def _planned_amount(clause: Clause) -> Classification | None:
    """`kế hoạch 300 tỷ đồng`, `vượt mục tiêu 300 tỷ đồng`."""
    if clause.last == "beyond" and clause.plan_follows():
        return Classification("target", clause.cue)  # surpassing the $6 billion target
    if clause.last != "plan" and not (clause.last == "reach" and "plan" in clause.names):
        return None
    plan = clause.last_of("plan")
    beyond = [at for at, cue in clause.cues if cue == "beyond" and at < plan]
    held = clause.near and clause.last == "reach" and plan > clause.last_of("against") >= 0
    if clause.says(plan + 1) and not held:
        return LEVEL
    return Classification("target", beyond[-1] if beyond else -1)


def _base_amount(clause: Clause) -> Classification | None:
    """`cùng kỳ là 300 tỷ đồng`; `tăng so với cùng kỳ 300 tỷ đồng` is a change."""
    reached = clause.last == "reach" and ("against" not in clause.names or clause.near)
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
    held = clause.last == "against" and not clause.says(clause.cue + 1)
    if not held:
        return None
    return Classification("target" if clause.plan_follows() else "base")


AMOUNT_RULES: tuple[Rule, ...] = (
    way_from,
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
