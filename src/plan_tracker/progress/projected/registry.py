"""The ways to project, in the order in which they are taken where none has shown to be better."""

from plan_tracker.progress.projected.exponential_smoothing import ExponentialSmoothing
from plan_tracker.progress.projected.linear_from_baseline import LinearFromBaseline
from plan_tracker.progress.projected.method import ProjectionMethod
from plan_tracker.progress.projected.prior_year_growth import PriorYearGrowth
from plan_tracker.progress.projected.remainder_growth import RemainderGrowth
from plan_tracker.progress.projected.robust_trend import RobustTrend
from plan_tracker.progress.projected.run_rate import RunRate
from plan_tracker.progress.projected.seasonal_share import SeasonalShare

METHODS: tuple[ProjectionMethod, ...] = (
    PriorYearGrowth(),
    SeasonalShare(),
    RemainderGrowth(),
    RunRate(),
    LinearFromBaseline(),
    RobustTrend(),
    ExponentialSmoothing(),
)
