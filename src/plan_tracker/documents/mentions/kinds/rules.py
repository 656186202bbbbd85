"""The kind of a number in its clause: what the first rule says that holds."""

from plan_tracker.documents.mentions.clause import MOVES, PERCENT, PERIODS, SIDES, Clause
from plan_tracker.documents.mentions.kinds.amounts import AMOUNT_RULES
from plan_tracker.documents.mentions.kinds.any_unit import times, way_from
from plan_tracker.documents.mentions.kinds.classification import LEVEL, Classification, Rule
from plan_tracker.documents.mentions.kinds.percents import PERCENT_RULES


def kind_of(clause: Clause) -> Classification:
    """The kind of a number by its unit and the words around it."""
    unit = clause.amount.unit
    doubled = "doubling" in clause.tokens[clause.amount.number].roles
    if unit == "time" and clause.is_rate():
        rules: tuple[Rule, ...] = AMOUNT_RULES  # 1,7 lần/khách hàng
    elif unit == "time" or (clause.last == "fold" and not unit) or doubled:
        rules = (way_from, times)
    else:
        rules = PERCENT_RULES if unit == "%" else AMOUNT_RULES  # a fall by 0.3‰ is an amount
    for rule in rules:
        classification = rule(clause)
        if classification is not None:
            return classification
    return LEVEL


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
    if unit == "%" and clause.names_whole():
        return "share"
    return "share" if unit == "%" and clause.tail == "whole" else "level"
