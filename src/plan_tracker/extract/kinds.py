"""What a number is in its clause: a level, or a claim of which kind. The first rule that holds.

A rule looks at a clause and gives a verdict, or None where it does not apply.
"""

from collections.abc import Callable
from typing import NamedTuple

from plan_tracker.extract.clause import MOVES, NOUNS, PERCENT, PERIODS, SIDES, Clause


class Verdict(NamedTuple):
    """A kind, and the cue that belongs to the printed text (-1 for none).

    `as_index` is a growth printed as an index; `noun` a cue that belongs to the subject.
    """

    kind: str
    cue: int = -1
    as_index: bool = False
    noun: bool = False


Rule = Callable[[Clause], Verdict | None]
_LEVEL = Verdict("level")
_STEPS = ("point", "rank")
_TIMES_CUES = ("up", "down", "fold", "more", "less", "equals", "beyond", "of-growth")


def kind_of(clause: Clause) -> Verdict:
    """The kind of a number by its unit and the words around it."""
    unit = clause.amount.unit
    doubled = "doubling" in clause.tokens[clause.amount.number].roles
    if unit == "time" or (clause.last == "fold" and not unit) or doubled:
        rules: tuple[Rule, ...] = (_way_from, _times)
    else:
        rules = _PERCENT_RULES if unit in PERCENT else _AMOUNT_RULES
    verdicts = (rule(clause) for rule in rules)
    return next((verdict for verdict in verdicts if verdict), _LEVEL)


def kind_in_bracket(clause: Clause) -> str:
    """The kind of a number right after an opening bracket, by the words before the bracket."""
    unit, before = clause.amount.unit, clause.before_bracket()
    if unit in PERCENT | {"point"} and clause.tail == "plan":
        return "attainment"
    if clause.amount.sign or clause.tail in MOVES | SIDES:
        return "growth" if unit == "%" else "change"
    if before and before != "of-growth":
        return "target" if before == "plan" else "base"
    if unit == "%" and (before == "of-growth" or clause.tail in PERIODS | {"time"}):
        return "growth"
    return "share" if unit == "%" and clause.tail == "whole" else "level"


def _way_from(clause: Clause) -> Verdict | None:
    """`tăng từ 0 lên 100%`, `from 13.6% in 2016 to 91%`, `to 36% from 37% a year earlier`."""
    if clause.amount.form == "range":
        return None
    before = clause.before
    if before in ("up from", "down from", "từ mức"):
        return Verdict("base")
    if before not in ("từ", "from"):
        return None
    if "of-growth" in clause.names and clause.amount.unit in PERCENT:
        return Verdict("growth", clause.last_of("of-growth"), noun=True)
    moved = MOVES & {*clause.names} or "arrival" in clause.names
    return Verdict("base") if moved or _came_from(clause) or _goes_to(clause) else None


def _came_from(clause: Clause) -> bool:
    """`from 37% a year earlier`, `to 47.3 in May from 52.4`."""
    if clause.before != "from":
        return False
    wholes = clause.names[-1:] == ["weak"] and {*clause.names} <= {"weak", "whole"}
    alone = clause.near and wholes and not clause.says(clause.lead, but="whole")
    return alone or clause.lead == clause.amount.first - 1 or clause.tail in PERIODS


def _goes_to(clause: Clause) -> bool:
    """`từ 0 lên 100%`."""
    for token in clause.tokens[clause.amount.end : clause.amount.end + 10]:
        if token.text in (";", ","):
            break
        if token.roles.get("cue") == "arrival":
            return True
    return False


def _times(clause: Clause) -> Verdict | None:
    """`gấp 1,5 lần`, `cao hơn mức của thế giới 1,3 lần`, `1.5 times`."""
    cue = clause.last_of(*_TIMES_CUES)
    told = cue >= 0 or clause.tail or clause.locale == "en"
    return Verdict("multiple", cue) if told else None


def _moved_after(clause: Clause) -> Verdict | None:
    """`a 12% increase`, `3 percentage points lower`."""
    follows = clause.tail_at == clause.amount.end
    if clause.tail not in MOVES | SIDES or not (clause.amount.unit or follows):
        return None
    if clause.amount.unit not in PERCENT:
        return Verdict("change", clause.tail_at)
    return Verdict("attainment" if clause.than_planned() else "growth", clause.tail_at)


def _lacking(clause: Clause) -> Verdict | None:
    """`3% short of the plan`, `hụt 350 tỷ so với dự toán`; `thiếu 300 giáo viên` is a level."""
    told = clause.last == "lack"
    if not told and not (clause.tail == "lack" and clause.tail_at == clause.amount.end):
        return None
    if told and clause.plan_follows():
        return Verdict("target", clause.cue)  # short of the 60% goal
    cue = clause.cue if told else clause.tail_at
    if clause.amount.unit in PERCENT:
        return Verdict("attainment", cue)
    held = not told or clause.tail or {"plan", "against"} & {*clause.names}
    return Verdict("change", cue) if held else _LEVEL


def _beyond(clause: Clause) -> Verdict | None:
    """`vượt 15% kế hoạch` is attainment, `vượt 90%` a level."""
    if clause.last != "beyond":
        return None
    if clause.plan_follows():
        return Verdict("target")
    planned = clause.tail == "plan" or (not clause.tail and "plan" in clause.names)
    return Verdict("attainment", clause.cue) if planned else _LEVEL


def _moving(clause: Clause) -> Verdict | None:
    """`tăng 5%`, `cao hơn 5%`, and of the plan: `tăng 5% so với kế hoạch`."""
    last, names = clause.last, {*clause.names}
    if last in SIDES and clause.locale == "en" and clause.says(clause.cue + 1):
        return Verdict("target") if clause.plan_follows() else _LEVEL
    if last not in MOVES | SIDES:
        return None
    if last in SIDES and clause.plan_follows():
        return Verdict("target")  # well below the 60 percent ceiling
    if last in SIDES and clause.before in ("mức", "con số"):
        return Verdict("base")  # cao hơn mức 10,2% của năm trước
    if clause.tokens[clause.amount.first].text in ("below", "above", "under"):
        return _LEVEL  # fell below 30%
    if clause.names[-2:-1] == ["against"]:
        return Verdict("base")  # so với mức tăng 9,6% của cùng kỳ
    if clause.names[0] == "plan" and clause.opened:
        return Verdict("target")  # (kế hoạch tăng 8,5%)
    planned = clause.tail == "plan" or {"plan", "against"} <= names
    planned = planned or (last in SIDES and "plan" in names)
    return Verdict("attainment" if planned else "growth", clause.cue)


def _shared(clause: Clause) -> Verdict | None:
    """`chiếm 8%`."""
    return Verdict("share", clause.cue) if clause.last == "share" else None


def _arrived(clause: Clause) -> Verdict | None:
    """`giảm còn 3%`."""
    return _LEVEL if clause.last == "arrival" else None


def _planned_percent(clause: Clause) -> Verdict | None:
    """`mục tiêu là 100%` is the plan's value, `hoàn thành kế hoạch đạt 95%` how far it is done."""
    if clause.last != "plan" and not (clause.last == "reach" and "plan" in clause.names):
        return None
    plan = clause.last_of("plan")
    earlier = [(at, cue) for at, cue in clause.cues if at < plan]
    names = [cue for _, cue in earlier]
    if "beyond" in names:
        return Verdict("attainment", next(at for at, cue in reversed(earlier) if cue == "beyond"))
    if clause.last == "reach" and ("against" in names or names[-1:] == ["reach"]):
        return Verdict("attainment")
    return _LEVEL if clause.says(plan + 1) else Verdict("target")


def _growth_noun(clause: Clause) -> Verdict | None:
    """`tốc độ tăng GDP đạt 5%`, `tăng so với cùng kỳ 5%`."""
    moved = clause.last_of(*MOVES)
    if moved < 0:
        return None
    if clause.last in ("reach", "equals"):
        noun = clause.tokens[moved].roles.get("cue") == "of-growth"
        return Verdict("growth", moved, noun=True) if noun else None
    return Verdict("growth", moved) if clause.last in NOUNS else None


def _attained(clause: Clause) -> Verdict | None:
    """`39,6% kế hoạch`; but `a 6.5% target` is the plan's value."""
    if clause.tail != "plan":
        return None
    return Verdict("target" if clause.plan_follows() else "attainment")


def _indexed(clause: Clause) -> Verdict | None:
    """`bằng 95% so với cùng kỳ`."""
    held = "against" in clause.names and (PERIODS & {*clause.names} or clause.timed())
    if not held and clause.tail not in PERIODS | {"time"}:
        return None
    if clause.last not in ("reach", "equals", "same", ""):
        return None
    return Verdict("growth", clause.cue if clause.last == "equals" else -1, as_index=True)


def _equal_share(clause: Clause) -> Verdict | None:
    """`tương đương 8% GDP`, `$5 billion, or 37% of the total`."""
    alone = not clause.names and clause.lead > 0 and not clause.says(clause.lead)
    told = clause.tail == "whole" and (clause.last == "equals" or alone)
    return Verdict("share") if told else None


def _beside(clause: Clause) -> Verdict | None:
    """`cao hơn cùng kỳ 4%`."""
    side = clause.last_of(*SIDES)
    held = side >= 0 and clause.last in PERIODS
    return Verdict("growth", side) if held else None


def _base_percent(clause: Clause) -> Verdict | None:
    """`cùng kỳ đạt 85%`, `so với 85%`."""
    if clause.last in PERIODS or clause.last == "against":
        return Verdict("base")
    timed = clause.last == "reach" and PERIODS & {*clause.names}
    return Verdict("base") if timed and not clause.says(clause.cues[0][0] + 1) else None


def _signed(clause: Clause) -> Verdict | None:
    """`+6,8%`, `+2 điểm`."""
    if not clause.amount.sign:
        return None
    if clause.amount.unit in PERCENT:
        return Verdict("growth")
    return Verdict("change") if clause.amount.unit in _STEPS else None


def _side(clause: Clause) -> Verdict | None:
    """`thấp hơn kế hoạch 0,1 điểm phần trăm`, `cao hơn cùng kỳ 3.000 tỷ đồng`."""
    steps = clause.amount.unit in _STEPS
    side = clause.last_of(*SIDES, *(("beyond", *MOVES) if steps else ()))
    held = steps or clause.last in SIDES | NOUNS
    return Verdict("change", side) if side >= 0 and held else None


def _changed(clause: Clause) -> Verdict | None:
    """`tăng 500 tỷ đồng`; `tăng thu đạt` names something else that grows."""
    if clause.last not in MOVES or (clause.amount.form == "range" and clause.last == "of-growth"):
        return None
    gained = clause.tokens[clause.cue].text == "gained" and clause.before == "gained"
    if clause.before in ("in", "across") and clause.cue == clause.amount.first - 2:
        return _LEVEL  # rose in 60 provinces
    if clause.says(clause.cue + 1) or (gained and clause.amount.scaled and not clause.tail):
        return _LEVEL  # the statistics office's `output gained 20.2 million tons`
    return Verdict("change", clause.cue)


def _planned_amount(clause: Clause) -> Verdict | None:
    """`kế hoạch 300 tỷ đồng`, `vượt mục tiêu 300 tỷ đồng`."""
    if clause.last == "beyond" and clause.plan_follows():
        return Verdict("target", clause.cue)  # surpassing the $6 billion target
    if clause.last != "plan" and not (clause.last == "reach" and "plan" in clause.names):
        return None
    plan = clause.last_of("plan")
    beyond = [at for at, cue in clause.cues if cue == "beyond" and at < plan]
    return _LEVEL if clause.says(plan + 1) else Verdict("target", beyond[-1] if beyond else -1)


def _base_amount(clause: Clause) -> Verdict | None:
    """`cùng kỳ là 300 tỷ đồng`; `tăng so với cùng kỳ 300 tỷ đồng` is a change."""
    reached = clause.last == "reach" and "against" not in clause.names
    if clause.last not in PERIODS and not (reached and PERIODS & {*clause.names}):
        return None
    start = next(at for at, cue in clause.cues if cue in PERIODS)
    moved = clause.last_of(*MOVES)
    if 0 <= moved < start:
        return Verdict("change", moved)
    return _LEVEL if clause.says(start + 1) else Verdict("base")


def _beyond_plan(clause: Clause) -> Verdict | None:
    """`vượt 500 tỷ đồng so với dự toán`."""
    planned = clause.last == "beyond" and clause.tail == "plan"
    return Verdict("change", clause.cue) if planned else None


def _compared(clause: Clause) -> Verdict | None:
    """`so với 3.226 lao động`."""
    held = clause.last == "against" and not clause.says(clause.cue + 1)
    return Verdict("base") if held else None


_PERCENT_RULES: tuple[Rule, ...] = (
    _way_from,
    _lacking,
    _moved_after,
    _beyond,
    _moving,
    _shared,
    _arrived,
    _planned_percent,
    _growth_noun,
    _attained,
    _indexed,
    _equal_share,
    _beside,
    _base_percent,
    _signed,
)
_AMOUNT_RULES: tuple[Rule, ...] = (
    _way_from,
    _lacking,
    _side,
    _changed,
    _moved_after,
    _planned_amount,
    _base_amount,
    _beyond_plan,
    _compared,
    _signed,
)
