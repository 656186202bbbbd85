"""When figures are of: months and cumulatives, dates of laws, headings, comparisons."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from plan_tracker.documents import extract_figures
from plan_tracker.model.period import read_period

CASES = YAML(typ="safe").load(Path(__file__).with_name("periods.yaml").read_text("utf-8"))
TEXTS = [(locale, case["text"], case["periods"]) for locale, of in CASES.items() for case in of]


@pytest.mark.parametrize(("locale", "text", "periods"), TEXTS)
def test_figures_are_of(locale: str, text: str, periods: list[str | int | None]) -> None:
    found = [figure.period for figure in extract_figures(text, locale) if figure.printed]
    assert list(map(_days, found)) == list(map(_days, periods))


def _days(period: str | int | None) -> object:
    if period is None:
        return None
    days = read_period(str(period))
    return days.start, days.end
