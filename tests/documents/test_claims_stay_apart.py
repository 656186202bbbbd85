"""Claims that must not be bound to the number before them, and those that go back to another."""

import pytest

from plan_tracker.documents import extract_figures

BOUND = [
    ("Shops, which account for 41% of sales, were flat.", {"41%": []}),
    ("Vacancies fell for the 34th month in a row.", {}),
    ("It made a loss of A$74 million in 2024.", {"A$74 million": []}),
    (
        "Punctuality was 91.3% against a target of 93%.",
        {"91.3%": [("target", 93.0)]},
    ),
    (
        "It planted 14.6 million trees on 9,800 hectares, 73% of the 20 million trees pledged.",
        {"14.6 million trees": [("attainment", 73.0), ("target", 20e6)], "9,800 hectares": []},
    ),
    (
        "Of children, 87.4% had three doses, 1.9 percentage points more than in 2023.",
        {"87.4%": [("change", 1.9)], "three doses": []},
    ),
    ("Audits of contracts worth €2.9 billion found errors in 57, or 18%.", {"€2.9 billion": []}),
    (
        "Sales will grow 11% in 2025 to €697 billion, after a 19% jump in 2024.",
        {"€697 billion": [("growth", 11.0)]},
    ),
    (
        "Strength was 11,870, below the authorised ceiling of 13,000.",
        {"11,870": [("target", 13000.0)]},
    ),
]


@pytest.mark.parametrize(("text", "bound"), BOUND)
def test_a_claim_is_bound_to_what_it_is_about(
    text: str, bound: dict[str, list[tuple[str, float]]]
) -> None:
    read = {
        figure.printed: [(claim.kind, float(claim.value or 0)) for claim in figure.claims]
        for figure in extract_figures(text, "en")
        if figure.printed
    }

    assert {printed: read.get(printed) for printed in bound} == bound
