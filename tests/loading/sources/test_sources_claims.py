"""What figures and claims are about, with what they leave out filled in."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from plan_tracker.language.languages import figure_words, locales
from plan_tracker.loading.fit import currencies
from plan_tracker.model.statement import Quantity, Statement

Read = Callable[..., dict[str, Statement]]


def figure(indicator: str, claim: str, keys: str = "") -> str:
    return f"  - id: a\n    indicator: {indicator}\n{keys}    claims:\n      - {{{claim}}}\n"


def said(quantity: Quantity | None) -> str:
    """A quantity on one line: `calls VN 2023-01-01..2023-06-30 actual transaction`."""
    assert quantity is not None
    days = f"{quantity.period.start}..{quantity.period.end}"
    parts = (quantity.indicator, quantity.entity, days, quantity.measure, quantity.unit)
    return " ".join([*parts, quantity.basis]).strip()


HALF = "2023-01-01..2023-06-30"
LAST = "2023-06-30..2023-06-30"
REFERENCES = [
    # a figure, a claim of it, and what the claim compares it with
    ("calls", "kind: growth, printed: 5%", "calls VN 2022-01-01..2022-06-30 actual transaction"),
    ("towns", "kind: growth, printed: 5%", "towns VN 2022-06-30..2022-06-30 actual province"),
    (
        "calls",
        "kind: growth, printed: 5%, period: 2024-02-29",
        "calls VN 2023-02-28..2023-02-28 actual transaction",
    ),
    (
        "towns",
        "kind: growth, printed: 5%, period: 2024-02",
        "towns VN 2023-02-28..2023-02-28 actual province",
    ),
    (
        "calls",
        "kind: growth, printed: 5%, period: 2022-07/2023-06",
        "calls VN 2021-07-01..2022-06-30 actual transaction",
    ),
    (
        "calls",
        "kind: attainment, printed: 5%",
        "calls VN 2023-01-01..2023-12-31 target transaction",
    ),
    ("towns", "kind: attainment, printed: 5%", "towns VN 2023-12-31..2023-12-31 target province"),
    (
        "calls",
        "kind: attainment, printed: 5%, of: 2025",
        "calls VN 2025-01-01..2025-12-31 target transaction",
    ),
    (
        "calls",
        "kind: attainment, printed: 5%, period: 2022",
        "calls VN 2022-01-01..2022-12-31 target transaction",
    ),
    (
        "calls",
        "kind: share, printed: 5%, of: {entity: WLD}",
        f"calls WLD {HALF} actual transaction",
    ),
    (
        "calls",
        "kind: multiple, printed: 2 lần, against: {measure: target}",
        f"calls VN {HALF} target transaction",
    ),
    (
        "homes",
        "kind: change, printed: tăng 5%, against: 2022",
        "homes VN 2022-12-31..2022-12-31 actual %",
    ),
    # What a claim says of its period holds for what it is compared with.
    (
        "homes",
        "kind: change, printed: tăng 5%, against: 2022, timing: average",
        "homes VN 2022-01-01..2022-12-31 actual %",
    ),
    (
        "calls",
        "kind: growth, printed: 5%, standing: plan",
        "calls VN 2022-01-01..2022-06-30 target transaction",
    ),
    (
        "income",
        "kind: growth, printed: 5%, basis: constant-prices",
        "income VN 2022-01-01..2022-06-30 actual VND constant-prices",
    ),
    (
        "income",
        "kind: share, printed: 5%, of: {indicator: exports}",
        f"exports VN {HALF} actual VND",
    ),
    (
        "exports",
        "kind: change, printed: tăng 5 tỷ đồng, against: 2022-H1",
        "exports VN 2022-01-01..2022-06-30 actual VND",
    ),
    (
        "calls",
        "kind: growth, printed: 5%, against: {entity: WLD}",
        f"calls WLD {HALF} actual transaction",
    ),
    (
        "calls",
        "kind: attainment, printed: 5%, of: {entity: HN}",
        "calls HN 2023-01-01..2023-12-31 target transaction",
    ),
]
SUBJECTS = [
    ("calls", "kind: growth, printed: 5%", f"calls VN {HALF} actual transaction"),
    ("towns", "kind: growth, printed: 5%, entity: HN", f"towns HN {LAST} actual province"),
    (
        "calls",
        "kind: growth, printed: 5%, period: 2022",
        "calls VN 2022-01-01..2022-12-31 actual transaction",
    ),
    ("calls", "kind: growth, printed: 5%, standing: plan", f"calls VN {HALF} target transaction"),
    (
        "calls",
        "kind: growth, printed: 5%, standing: potential",
        f"calls VN {HALF} potential transaction",
    ),
    ("calls", 'kind: target, printed: "5"', "calls VN 2023-01-01..2023-12-31 target transaction"),
    ("homes", 'kind: target, printed: "5"', "homes VN 2023-12-31..2023-12-31 target %"),
    (
        "homes",
        'kind: target, printed: "5", timing: over',
        "homes VN 2023-01-01..2023-12-31 target %",
    ),
    (
        "calls",
        'kind: target, printed: "5", standing: proposed',
        "calls VN 2023-01-01..2023-12-31 proposed transaction",
    ),
    (
        "calls",
        'kind: base, printed: "5", period: 2020',
        "calls VN 2020-01-01..2020-12-31 actual transaction",
    ),
    (
        "income",
        "kind: target, printed: 5 tỷ USD",
        "income VN 2023-01-01..2023-12-31 target USD",
    ),
    (
        "exports",
        "kind: change, printed: tăng 5 tỷ đồng, against: 2022-H1",
        f"exports VN {HALF} actual VND",
    ),
    ("network", "kind: stage, stage: trial", f"network VN {HALF} actual stage"),
    (
        "network",
        "kind: stage, stage: trial, period: 2020, standing: plan, entity: HN",
        "network HN 2020-01-01..2020-12-31 target stage",
    ),
]


@pytest.mark.parametrize(("indicator", "claim", "reference"), REFERENCES)
def test_compares_with(read: Read, indicator: str, claim: str, reference: str) -> None:
    (statement,) = read(figure(indicator, claim)).values()
    assert said(statement.reference) == reference


@pytest.mark.parametrize(("indicator", "claim", "subject"), SUBJECTS)
def test_is_about(read: Read, indicator: str, claim: str, subject: str) -> None:
    (statement,) = read(figure(indicator, claim)).values()
    assert said(statement.subject) == subject


def test_a_level_counts_at_the_last_day_of_its_period(read: Read) -> None:
    figures = "".join(
        f'  - {{id: "{period}", indicator: towns, period: {period}, printed: "5"}}\n'
        for period in ("2023-H1", "2023-Q2", "2023-06", "2023-06-30", "2022-07/2023-06")
    )
    assert {said(s.subject) for s in read(figures).values()} == {f"towns VN {LAST} actual province"}


def test_a_claim_speaks_of_the_currency_that_its_figure_is_in(read: Read) -> None:
    keys = "    printed: 5 tỷ USD\n"
    statements = read(figure("income", "kind: growth, printed: 5%", keys))
    assert said(statements["a"].subject) == f"income VN {HALF} actual USD"
    assert said(statements["a.growth"].reference) == "income VN 2022-01-01..2022-06-30 actual USD"


@pytest.mark.parametrize(("printed", "wide"), [("5.000", 1), ("5.000,0", Fraction(1, 10))])
def test_unchanged_is_as_wide_as_the_last_digit(read: Read, printed: str, wide: Fraction) -> None:
    claim = "kind: change, printed: không đổi, against: 2022"
    statements = read(figure("towns", claim, f"    printed: {printed} tỉnh\n"))
    assert statements["a.change"].readings[0].ordinary.high == wide


def test_growth_per_year_counts_the_years(read: Read) -> None:
    statements = read(figure("calls", "kind: growth, printed: 5%, per: year, against: 2018-H1"))
    assert statements["a.growth"].years == 5


def test_an_index_is_read_as_one_in_its_correction_too(read: Read) -> None:
    correction = 'corrected: {to: "105,2%", reason: r, date: 2024-01-01}'
    claim = f'kind: growth, as: index, printed: "1052%", {correction}'
    assert read(figure("calls", claim))["a.growth"].corrected == Fraction(26, 5)


def test_what_is_said_of_a_figure_is_not_said_of_its_claims(read: Read) -> None:
    keys = (
        "    printed: 52/63\n    population: province\n    except: [Huế]\n    confirm: true\n"
        "    provisional: true\n    note: n\n    line: 7\n"
        "    corrected: {to: 53/63, reason: r, date: 2024-01-01}\n"
    )
    statements = read(figure("towns", "kind: growth, printed: 5%", keys))
    level, claim = statements["a"], statements["a.growth"]
    assert (level.population, level.excepted, level.corrected) == ("province", 1, Fraction(53))
    assert (claim.population, claim.excepted, claim.corrected) == ("", None, None)
    assert (level.confirm, level.provisional, level.note) == (True, True, "n")
    assert (claim.confirm, claim.provisional, claim.note) == (False, False, "")
    assert (level.document_line, claim.document_line) == (7, 7)


@pytest.mark.parametrize("unit", ["VND", "đồng", "vnđ"])
def test_a_unit_may_be_any_word_for_it(read: Read, unit: str) -> None:
    (statement,) = read(
        f"  - {{id: a, indicator: exports, printed: 5 tỷ, unit: {unit}}}\n"
    ).values()
    assert (statement.subject.unit, statement.readings[0].value) == ("VND", Fraction(5 * 10**9))


def test_names_in_either_form_of_unicode_are_the_same(read: Read) -> None:
    indicator = "indicators: {thu-nhập: {unit: VND, kind: flow}}"
    (statement,) = read(
        "  - {id: a, indicator: thu-nhâ\u0323p, printed: 5 tỷ}\n", indicator
    ).values()
    assert statement.subject.indicator == "thu-nhập"


def test_every_language_knows_the_same_money() -> None:
    (common,) = {frozenset(figure_words(locale)["currency"]) for locale in locales()}
    assert {"VND", "USD"} <= common <= currencies()
