"""All checks: the one list that the engine, the reports and the documentation read."""

from collections.abc import Collection

from plan_tracker.model.evidence import SayingKind
from plan_tracker.reconcile.checks.attainment import ATTAINMENT
from plan_tracker.reconcile.checks.between_parts import BetweenParts
from plan_tracker.reconcile.checks.change import CHANGE
from plan_tracker.reconcile.checks.check import (
    Check,
    ContradictionCheck,
    StatementCheck,
    WaiverCheck,
    WholeCheck,
)
from plan_tracker.reconcile.checks.count_of_members import CountOfMembers
from plan_tracker.reconcile.checks.cumulative import CumulativeFall
from plan_tracker.reconcile.checks.doubtful_notation import DoubtfulNotation
from plan_tracker.reconcile.checks.earlier_level import EarlierLevel
from plan_tracker.reconcile.checks.figure_beside_target import FigureBesideTarget
from plan_tracker.reconcile.checks.foreign_notation import ForeignNotation
from plan_tracker.reconcile.checks.growth import GROWTH
from plan_tracker.reconcile.checks.implied_target import ImpliedTarget
from plan_tracker.reconcile.checks.multiple import MULTIPLE
from plan_tracker.reconcile.checks.no_base import NoBase
from plan_tracker.reconcile.checks.out_of_bounds import OutOfBounds
from plan_tracker.reconcile.checks.parts_and_total import PartsAndTotal
from plan_tracker.reconcile.checks.parts_of_period import PartsOfPeriod
from plan_tracker.reconcile.checks.plan_value import PlanValue
from plan_tracker.reconcile.checks.population import PopulationSize
from plan_tracker.reconcile.checks.product_of_factors import ProductOfFactors
from plan_tracker.reconcile.checks.provisional_figures import ProvisionalFigures
from plan_tracker.reconcile.checks.rank_order import RankOrder
from plan_tracker.reconcile.checks.revised_figures import RevisedFigures
from plan_tracker.reconcile.checks.said_twice import SaidTwice
from plan_tracker.reconcile.checks.share import SHARE
from plan_tracker.reconcile.checks.suspected_scale import SuspectedScale
from plan_tracker.reconcile.checks.targets_above_whole import TargetsAboveWhole
from plan_tracker.reconcile.checks.two_currencies import TwoCurrencies
from plan_tracker.reconcile.checks.undecided import UNDECIDED
from plan_tracker.reconcile.checks.undeclared_entity import UndeclaredEntity
from plan_tracker.reconcile.checks.waiver_expired import WaiverExpired
from plan_tracker.reconcile.checks.waiver_unmatched import WaiverUnmatched
from plan_tracker.reconcile.checks.waiver_unreasoned import WaiverUnreasoned

SUSPECTED_SCALE = SuspectedScale()
REVISED_FIGURES = RevisedFigures()
FIGURE_BESIDE_TARGET = FigureBesideTarget()

STATEMENT_CHECKS: tuple[StatementCheck, ...] = (
    ForeignNotation(),
    OutOfBounds(),
    SUSPECTED_SCALE,
    CountOfMembers(),
    PopulationSize(),
    ImpliedTarget(),
    FIGURE_BESIDE_TARGET,
    REVISED_FIGURES,
    RankOrder(),
    BetweenParts(),
    ProductOfFactors(),
    TargetsAboveWhole(),
)

CHECKS_OF_WHOLE: tuple[WholeCheck, ...] = (
    DoubtfulNotation(),
    NoBase(),
    UndeclaredEntity(),
    FIGURE_BESIDE_TARGET,
    ProvisionalFigures(),
    REVISED_FIGURES,
    SUSPECTED_SCALE,
)

# What these look at needs nothing else to be held against.
ALONE: tuple[Check, ...] = tuple(dict.fromkeys((*STATEMENT_CHECKS, *CHECKS_OF_WHOLE)))

# A contradiction is called after the first of these whose kind takes part in it.
CONTRADICTION_CHECKS: tuple[ContradictionCheck, ...] = (
    PartsAndTotal(),
    CumulativeFall(),
    PartsOfPeriod(),
    GROWTH,
    ATTAINMENT,
    MULTIPLE,
    SHARE,
    CHANGE,
    TwoCurrencies(),
    PlanValue(),
    EarlierLevel(),
    SaidTwice(),
)

WAIVER_CHECKS: tuple[WaiverCheck, ...] = (WaiverUnreasoned(), WaiverExpired(), WaiverUnmatched())

_ALL: tuple[Check, ...] = (*ALONE, *CONTRADICTION_CHECKS, UNDECIDED, *WAIVER_CHECKS)

CHECKS: dict[str, Check] = {
    check.page.code: check for check in sorted(_ALL, key=lambda check: check.page.code)
}


def check_of(kinds: Collection[SayingKind]) -> ContradictionCheck:
    """The check that gives its name to a contradiction in which these kinds take part."""
    return next(check for check in CONTRADICTION_CHECKS if check.kind in kinds)
