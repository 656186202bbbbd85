"""The ways to judge targets."""

from plan_tracker.model.plan import MethodName
from plan_tracker.progress.methods.eurostat import Eurostat
from plan_tracker.progress.methods.german import German
from plan_tracker.progress.methods.method import JudgingMethod, YearlyMethod
from plan_tracker.progress.methods.oecd import Oecd
from plan_tracker.progress.methods.open_sdg import OpenSdg
from plan_tracker.progress.methods.pace import PACE
from plan_tracker.progress.methods.unescap import Unescap
from plan_tracker.progress.methods.unsd import Unsd

YEARLY_METHODS: tuple[YearlyMethod, ...] = (
    OpenSdg(), Unsd(), Eurostat(), Unescap(), Oecd(), German()
)  # fmt: skip


def judging_methods() -> tuple[JudgingMethod, ...]:
    """Every way to judge: by pace, which the figures themselves give, and by one value a year."""
    return (PACE, *YEARLY_METHODS)


def yearly_method(name: MethodName) -> YearlyMethod:
    """The method of this name that judges by one value a year. Raises KeyError for any other."""
    return {method.name: method for method in YEARLY_METHODS}[name]
