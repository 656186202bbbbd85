"""A sign that several countries have for their money: the text says whose it is, or nobody."""

import pytest

from plan_tracker.documents import extract_figures
from plan_tracker.documents.figures.money import NO_COUNTRY

TOLD = [
    ("New Zealand's roads cost $31.4 million, up from $30 million.", "NZD", "NZD"),
    ("In Singapore rents reached $2,150, up from $2,040.", "SGD", "SGD"),
    ("Viet Nam sold rice worth $3 million, up from $2 million.", "USD", "USD"),
    ("Wages were A$4 million. Rent was $3 million, up from $2 million.", "AUD", "AUD"),
    ("Zambia sold copper worth K3.4 billion, up from K3 billion.", "ZMW", "ZMW"),
    ("In Papua New Guinea sales were K3.4 billion, up from K3 billion.", "PGK", "PGK"),
    ("Uganda spent Sh 5 billion, up from Sh 4 billion.", "UGX", "UGX"),
    ("India spent Rs 300 crore, up from Rs 200 crore.", "INR", "INR"),
    ("Botswana spent P5 million, up from P4 million.", "BWP", "BWP"),
    ("Kenya was lent US$5 million, up from $4 million.", "USD", "USD"),
]
OPEN = [
    "Sales were $3 million, up from $2 million.",
    "The board spent K3.4 billion, up from K3 billion.",
    "Kenya lent the board K3.4 billion, up from K3 billion.",
    "The board spent P5 million and kr 4 million.",
    "Canada and Australia paid $3 million, up from $2 million.",
    "Canada and the United States paid 3 million dollars, up from 2 million dollars.",
]


@pytest.mark.parametrize(("text", "unit", "base"), TOLD)
def test_the_country_or_the_currency_that_a_text_names_is_meant(
    text: str, unit: str, base: str
) -> None:
    figure = extract_figures(text, "en")[-1]

    assert (figure.unit, figure.claims[0].unit) == (unit, base)
    assert NO_COUNTRY not in figure.doubts


@pytest.mark.parametrize("text", OPEN)
def test_where_none_or_several_are_named_the_money_is_doubted(text: str) -> None:
    assert all(NO_COUNTRY in figure.doubts for figure in extract_figures(text, "en"))


def test_capitals_tell_million_tonnes_from_metric_tonnes() -> None:
    figures = extract_figures("Mines shipped 5.1 Mt. Mills bought 35,000 mt and 48.2 kt.", "en")

    assert [float(figure.value or 0) for figure in figures] == [5_100_000, 35_000, 48_200]
    assert {figure.unit for figure in figures} == {"t"}
