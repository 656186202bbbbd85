"""Rules for percentages and amounts alike: ways from one figure to another, moves, lacks, signs."""

from plan_tracker.documents.mentions.clause import MOVES, PERCENT, PERIODS, SIDES, Clause
from plan_tracker.documents.mentions.kinds.classification import LEVEL, STEPS, Classification
from plan_tracker.language.tokens import uses_at

_TIMES_CUES = ("up", "down", "fold", "more", "less", "equals", "beyond", "of-growth")


def way_from(clause: Clause) -> Classification | None:
    """`tăng từ 0 lên 100%`, `from 13.6% in 2016 to 91%`, `to 36% from 37% a year earlier`."""
    if clause.amount.form == "range":
        return None
    if "base-from" in clause.led_by:
        return Classification("base")
    if clause.near and _from_level(clause):
        return Classification("base")
    if "from" not in clause.led_by:
        return None
    if "of-growth" in clause.names and clause.amount.unit in PERCENT:
        return Classification("growth", clause.last_of("of-growth"), noun=True)
    moved = MOVES & {*clause.names} or "arrival" in clause.names
    return Classification("base") if moved or _came_from(clause) or _goes_to(clause) else None


def _from_level(clause: Clause) -> bool:
    """`from the peak of 54.6%`, `from a loss of $5 million`."""
    if not clause.rules.base_follows or "of" not in clause.led_by:
        return False
    noun = clause.amount.first - 2
    article = bool({"the", "uncounted"} & uses_at(clause.tokens, noun - 1))
    led = noun - article - 1
    return "level-of" in uses_at(clause.tokens, noun) and "from" in uses_at(clause.tokens, led)


def _came_from(clause: Clause) -> bool:
    """`from 37% a year earlier`, `to 47.3 in May from 52.4`."""
    if not clause.rules.base_follows:
        return False
    wholes = clause.names[-1:] == ["weak"] and {*clause.names} <= {"weak", "whole"}
    alone = clause.near and wholes and not clause.says(clause.lead, but="whole")
    alone = alone or (clause.near and wholes and clause.moved_before())  # 6% of all loans from 8%
    return alone or clause.lead == clause.amount.first - 1 or clause.tail in PERIODS


def _goes_to(clause: Clause) -> bool:
    """`từ 0 lên 100%`."""
    for token in clause.tokens[clause.amount.end : clause.amount.end + 10]:
        if token.text in (";", ","):
            break
        if token.roles.get("cue") == "arrival":
            return True
    return False


def times(clause: Clause) -> Classification | None:
    """`gấp 1,5 lần`, `cao hơn mức của thế giới 1,3 lần`, `1.5 times`."""
    cue = clause.last_of(*_TIMES_CUES)
    compared = "than" in uses_at(clause.tokens, clause.amount.end) or clause.tail
    if clause.rules.follows and clause.last == "reach" and not compared and cue < 0:
        return LEVEL  # net debt stood at 2.1 times EBITDA
    if clause.rules.follows and clause.is_counted():
        return LEVEL  # prescribed 402,000 times
    if clause.tail == "plan" and cue >= 0:
        return Classification("attainment", cue)  # gấp 3 lần kế hoạch
    told = cue >= 0 or clause.tail or clause.rules.bare_multiples
    return Classification("multiple", cue) if told else None


def moved_after(clause: Clause) -> Classification | None:
    """`a 12% increase`, `3 percentage points lower`."""
    follows = clause.tail_at == clause.amount.end
    if clause.tail not in MOVES | SIDES or not (clause.amount.unit or follows):
        return None
    if clause.names == ["plan", "reach"]:
        return Classification("target")  # the 2030 target is a 55% cut
    if clause.amount.unit not in PERCENT:
        return Classification("change", clause.tail_at)
    return Classification("attainment" if clause.than_planned() else "growth", clause.tail_at)


def lacking(clause: Clause) -> Classification | None:
    """`3% short of the plan`, `hụt 350 tỷ so với dự toán`; `thiếu 300 giáo viên` is a level."""
    told = clause.last == "lack"
    if not told and not (clause.tail == "lack" and clause.tail_at == clause.amount.end):
        return None
    if told and clause.plan_follows():
        return Classification("target", clause.cue)  # short of the 60% goal
    cue = clause.cue if told else clause.tail_at
    if clause.amount.unit in PERCENT:
        return Classification("attainment", cue)
    held = not told or clause.tail or {"plan", "against"} & {*clause.names}
    return Classification("change", cue) if held else LEVEL


def signed(clause: Clause) -> Classification | None:
    """`+6,8%`, `+2 điểm`."""
    if not clause.amount.sign:
        return None
    if clause.amount.unit in PERCENT:
        return Classification("growth")
    return Classification("change") if clause.amount.unit in STEPS else None
