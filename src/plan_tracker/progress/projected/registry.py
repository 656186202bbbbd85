"""The ways to project, in the order in which `auto` takes the first that has its data."""

from plan_tracker.progress.projected.exponential_smoothing import ExponentialSmoothing
from plan_tracker.progress.projected.last_remainder import LastRemainder
from plan_tracker.progress.projected.linear_from_baseline import LinearFromBaseline
from plan_tracker.progress.projected.method import ProjectionMethod
from plan_tracker.progress.projected.middle_trend import MiddleTrend
from plan_tracker.progress.projected.prior_year_growth import PriorYearGrowth
from plan_tracker.progress.projected.remainder_growth import RemainderGrowth
from plan_tracker.progress.projected.robust_trend import RobustTrend
from plan_tracker.progress.projected.run_rate import RunRate
from plan_tracker.progress.projected.seasonal_mean import SeasonalMean
from plan_tracker.progress.projected.seasonal_share import SeasonalShare

METHODS: tuple[ProjectionMethod, ...] = (
    SeasonalMean(),
    SeasonalShare(),
    PriorYearGrowth(),
    LastRemainder(),
    RemainderGrowth(),
    RunRate(),
    MiddleTrend(),
    LinearFromBaseline(),
    RobustTrend(),
    ExponentialSmoothing(),
)
