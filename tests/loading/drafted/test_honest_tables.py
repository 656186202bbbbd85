"""A table of true numbers is never doubted, whatever its words say; a slip in one is found."""

from collections.abc import Callable
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from plan_tracker.loading.drafted.files import draft_grid
from plan_tracker.model.finding import Finding
from plan_tracker.reconcile.reconcile import reconcile
from tests.loading.drafted import drawn_tables as drawn
from tests.loading.drafted.drawn_tables import Rows, grid_of

# The same few tables in every run, many new ones where one asks for them.
OFTEN = 1 if settings().derandomize else 10
SEEDS = st.integers(min_value=0, max_value=2**32)
EXCEPTED = (
    drawn.sums_below,
    drawn.sums_either_way,
    drawn.growth_of_something_else,
    drawn.weighted_percentages,
)
USUAL = (
    drawn.sums_both_ways,
    drawn.percent_of_plan,
    drawn.growth,
    drawn.medians_under_a_total,
    drawn.sizes_of_households,
    drawn.growth_over_periods,
    drawn.what_rounds_to_nothing,
    drawn.percent_of_estimates,
    drawn.unrelated,
)


def doubts(rows: Rows) -> list[Finding]:
    findings = reconcile(draft_grid(grid_of(rows)).loaded).findings
    return [finding for finding in findings if finding.severity != "note"]


@settings(max_examples=60 * OFTEN)
@given(st.sampled_from(EXCEPTED), SEEDS)
def test_a_law_that_does_not_apply_is_not_held(draw: Callable[[Random], Rows], seed: int) -> None:
    rows = draw(Random(seed))
    assert [(finding.severity, finding.message) for finding in doubts(rows)] == [], rows


@settings(max_examples=30 * OFTEN)
@given(st.sampled_from(USUAL), SEEDS)
def test_what_is_true_is_not_doubted(draw: Callable[[Random], Rows], seed: int) -> None:
    rows = draw(Random(seed))
    assert [(finding.severity, finding.message) for finding in doubts(rows)] == [], rows


@settings(max_examples=15 * OFTEN)
@given(SEEDS)
def test_a_slip_in_a_sum_is_found(seed: int) -> None:
    random = Random(seed)
    rows = drawn.sums_both_ways(random)
    row, column = random.randrange(1, len(rows)), random.randrange(1, len(rows[0]))
    rows[row][column] = with_a_digit_more(rows[row][column])
    assert "error" in {finding.severity for finding in doubts(rows)}, (row, column, rows)


@settings(max_examples=2)
@given(SEEDS)
def test_a_slip_that_is_carried_into_the_grand_total_is_an_error_in_both(seed: int) -> None:
    """How large a table is leaves nothing unsearched."""
    random = Random(seed)
    rows = drawn.budget_of_offices(random)
    row = 6 + 6 * random.randrange(drawn.OFFICES)
    assert rows[row][0] == "Total"
    for total in (rows[row], rows[-1]):
        total[2] = f"{int(total[2].replace(',', '')) + 222_029:,}"
    findings = doubts(rows)
    assert [finding.severity for finding in findings] == ["error", "error"]
    for number in (row + 1, len(rows)):
        assert any(f"C{number}" in finding.statements for finding in findings)


def with_a_digit_more(printed: str) -> str:
    whole, mark, decimals = printed.replace(",", "").partition(".")
    return f"{int(f'9{whole}'):,}{mark}{decimals}"


def test_what_is_counted_once_is_not_more_than_its_parts() -> None:
    """Words under which a total may be less than its parts make no excuse for more."""
    rows = [
        ["Province", "2019", "2020", "2021", "2022"],
        ["North", "412", "655", "391", "718"],
        ["South", "287", "193", "456", "366"],
        ["West", "135", "278", "590", "244"],
        ["Total (without double counting)", "834", "1,126", "1,391", "1,328"],
    ]
    assert [finding.severity for finding in doubts(rows)] == []
    rows[4][4] = "1,238"
    assert [finding.severity for finding in doubts(rows)] == []
    rows[4][4] = "1,382"
    assert [finding.severity for finding in doubts(rows)] == ["warning"]


def test_a_net_total_of_what_is_added_and_taken_away_is_a_sum() -> None:
    rows = [
        ["Item", "2019", "2020", "2021", "2022"],
        ["Revenue", "412.5", "655.3", "391.2", "718.8"],
        ["Costs", "-287.1", "-193.2", "-356.9", "-466.4"],
        ["Taxes", "-35.7", "-78.3", "-9.1", "-44.2"],
        ["Net result", "89.7", "383.8", "25.2", "208.2"],
    ]
    assert doubts(rows) == []
    rows[4][2] = "883.8"
    assert [finding.severity for finding in doubts(rows)] == ["error"]
