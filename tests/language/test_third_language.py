"""A third language is a folder of data: all that works with the first two works in it."""

import csv
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from plan_tracker.documents import extract_figures
from plan_tracker.documents.figures.printed_value import read_value
from plan_tracker.grids.grid import Cell, Grid
from plan_tracker.language import languages
from plan_tracker.language.error import LanguageError
from plan_tracker.language.languages import forget, locales, register
from plan_tracker.language.periods.reading import beside_periods, read_heading
from plan_tracker.language.unit_texts import read_unit
from plan_tracker.loading.folder import load
from plan_tracker.loading.loaded import Loaded
from plan_tracker.loading.proposal.wide import propose
from plan_tracker.model.place import Place
from plan_tracker.model.statement import StatementKind
from plan_tracker.reading import read_printed, slips
from plan_tracker.reconcile.reconcile import reconcile
from plan_tracker.report.html.document import render_status_html
from plan_tracker.report.report import build_report
from plan_tracker.report.words.findings import sentences
from plan_tracker.report.words.languages import page_languages
from plan_tracker.report.words.numbers import amount, day, number, period

THIRD = Path(__file__).parent / "third" / "eo"
TABLE = (
    ("Unuo: mln €", "", "", "", ""),
    ("N-ro", "Indikilo", "Plano 2024", "Atingita 2024", "% de la plano"),
    ("1", "Enspezoj de poŝto", "2.000", "1.500", "95"),
    ("2", "Enspezoj de telefono", "400", "mankas", "80"),
    ("", "Entute", "2.400", "1.820", ""),
)
PLAN = """\
settings: {locale: eo}
indicators:
  post: {name: {eo: Enspezoj de poŝto}, unit: EUR, kind: flow}
  phone: {name: {eo: Enspezoj de telefono}, unit: EUR, kind: flow}
targets:
  - {id: post-2024, indicator: post, period: 2024, value: 2.000 milionoj da eŭroj}
"""
SOURCE = """\
source: {id: h1, locale: eo, entity: DE, period: 2024}
table:
  file: h1.csv
  columns:
    indicator: Indikilo
    target: Plano 2024
    level: Atingita 2024
    attainment: "% de la plano"
"""
DOCUMENT = """\
Raporto pri la jaro 2023

En la jaro 2023 la enspezoj de poŝto atingis 1.250,5 milionojn da eŭroj, pliiĝis je 5,2 % kompare \
kun la sama periodo de la antaŭa jaro. Laŭ prof. Zamenhof la regiono havas 36 muzeojn.
La abonoj malpliiĝis respektive je 3 % kaj 4 %.
"""


@pytest.fixture
def third() -> Iterator[str]:
    """The code of a small third language, which a folder of data makes known."""
    code = register(THIRD)
    yield code
    forget(code)


@pytest.fixture
def loaded(third: str, tmp_path: Path) -> Loaded:
    """A plan whose targets and table are in the third language."""
    for folder, name, text in (("targets", "plan.yaml", PLAN), ("seeds", "h1.yaml", SOURCE)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(text, encoding="utf-8")
    with (tmp_path / "seeds" / "h1.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(TABLE)
    plan, problems = load(tmp_path)
    assert problems == []
    return plan


@pytest.mark.parametrize(
    ("text", "kind", "value", "hedge", "unit"),
    [
        ("pli ol 1,6 milionoj da eŭroj", "level", Fraction(1_600_000), "over", "EUR"),
        ("preskaŭ 1.250 lernejoj", "level", Fraction(1250), "nearly", "school"),
        ("52 el 63 lernejoj", "level", Fraction(52), "", "school"),
        ("kreskis je 5,2 % kompare kun 2022", "growth", Fraction(26, 5), "", "%"),
        ("falis je 5 procentoj", "growth", Fraction(-5), "", "%"),
        ("senŝanĝa", "growth", Fraction(0), "", "%"),
    ],
)
def test_a_printed_text_is_read(
    third: str, text: str, kind: StatementKind, value: Fraction, hedge: str, unit: str
) -> None:
    readings, problems = read_printed(text, third, kind)
    assert problems == ()
    assert (readings[0].value, readings[0].hedge, readings[0].unit) == (value, hedge, unit)


def test_what_cannot_be_read_is_said_with_an_example_of_the_language(third: str) -> None:
    (problem,) = read_printed("pli ol", third)[1]
    assert "pli ol 1,6 milionoj da eŭroj" in problem


def test_slips_are_printed_in_its_words(third: str) -> None:
    printed = [text for slip, text, _ in slips("1,6 milionoj da eŭroj", third) if slip == "scale"]
    assert "1,6 miliardoj eŭroj" in printed


def test_a_document_is_read(third: str) -> None:
    revenue, museums, *subscriptions = extract_figures(DOCUMENT, third)
    assert (revenue.value, revenue.unit, revenue.period) == (Fraction(1_250_500_000), "EUR", "2023")
    assert [(claim.kind, claim.value) for claim in revenue.claims] == [("growth", Fraction(26, 5))]
    assert revenue.claims[0].reference is not None
    assert revenue.claims[0].reference.period == "2022"
    assert (museums.printed, museums.line) == ("36", 3)  # by the ending of what is counted
    assert [claim.value for each in subscriptions for claim in each.claims] == [-3, -4]


def test_a_table_is_proposed_by_its_headings(third: str) -> None:
    cells = {
        (row, column): Cell(text, Place("h1.csv", row, column))
        for row, texts in enumerate(TABLE, 1)
        for column, text in enumerate(texts, 1)
        if text
    }
    proposals = propose(Grid("h1.csv", cells), "h1", third, "2024")
    assert not isinstance(proposals, str)
    (proposal,) = proposals
    roles = ["indicator", "target", "level", "attainment"]
    assert [column.role for column in proposal.columns] == roles
    assert [each.name for each in proposal.indicators] == [row[1] for row in TABLE[2:4]]
    assert [each.unit for each in proposal.indicators] == ["EUR", "EUR"]
    assert proposal.aims[0].value == "2.000 milionoj da eŭroj"


def test_a_table_is_read_and_its_contradiction_is_said_in_its_numbers(
    loaded: Loaded, third: str
) -> None:
    levels = loaded.frame.query("kind == 'level'")
    assert list(levels["value"]) == [1_500_000_000.0]  # a cell that says so has no figure
    finding = next(each for each in reconcile(loaded).findings if each.code == "PT201")
    said = " ".join(sentences(finding, third))
    assert "95" in said
    assert "74,96 to 75,04 %" in said


@pytest.mark.parametrize("lang", ["eo", "en", "vi"])
def test_the_page_has_the_languages_that_can_say_it(loaded: Loaded, lang: str) -> None:
    reconciled = reconcile(loaded)
    page = render_status_html(build_report(loaded, reconciled), lang)
    shown = [code for code in ("en", "eo", "vi") if f'data-lang="{code}"' in page]
    assert shown == (["en", "eo", "vi"] if lang == "eo" else ["en", "vi"])
    assert page.count('<main class="main">') == 1
    assert ("1,5 miliardoj EUR" in page) == (lang == "eo")
    assert ("31.12.2024" in page) == (lang == "eo")


def test_numbers_days_and_periods_are_its_own(third: str) -> None:
    assert number(1234.5, third) == "1.234,5"
    assert amount(45_405_000_000, "EUR", third) == "45,405 miliardoj EUR"
    assert period("2023-H1", third) == "la unuaj 6 monatoj de 2023"
    assert period("2023-Q2", third) == "2-a jarkvarono 2023"
    assert period("2022-11/2023-02", third) == "11/2022 ĝis 2/2023"
    assert day(None, third) == "–"
    assert page_languages(third)[third] == "Esperanto"


def test_the_command_knows_the_languages_that_its_environment_names() -> None:
    environment = os.environ | {"PLAN_TRACKER_LANGUAGES": str(THIRD)}
    command = [sys.executable, "-m", "plan_tracker", "read"]
    text = "pli ol 1,6 milionoj da eŭroj"
    asked = [*command, text, "--locale", "eo", "--lang", "eo"]
    known = subprocess.run(asked, env=environment, capture_output=True, encoding="utf-8")
    assert known.returncode == 0, known.stderr
    assert "1,6 milionoj EUR" in known.stdout
    nowhere = os.environ | {"PLAN_TRACKER_LANGUAGES": str(THIRD.parent)}
    wrong = subprocess.run(asked, env=nowhere, capture_output=True, encoding="utf-8")
    assert wrong.returncode == 2
    assert wrong.stderr.endswith("is no folder of a language: it has no language.toml\n")


def test_a_language_comes_and_goes() -> None:
    assert register(THIRD) == "eo"
    assert "eo" in locales()
    forget("eo")
    assert locales() == ("en", "vi")
    assert read_printed("1 lernejo", "eo")[0] == ()


_WORKED_OUT: dict[str, Callable[[], object]] = {
    "unit": lambda: read_unit("milionoj da eŭroj"),
    "heading": lambda: read_heading("unua duonjaro 2023"),
    "words beside a period": lambda: beside_periods("Enspezoj en unua duonjaro 2023"),
    "value": lambda: read_value("pli ol 1,6 milionoj da eŭroj", "eo", "level"),
}


@pytest.mark.parametrize("name", _WORKED_OUT)
def test_what_was_worked_out_goes_with_the_language(name: str) -> None:
    """Or what one reading makes of a text would depend on what else ran in the process."""
    without = _WORKED_OUT[name]()
    register(THIRD)
    within = _WORKED_OUT[name]()
    forget("eo")
    assert within != without
    assert _WORKED_OUT[name]() == without


def test_nothing_of_a_language_is_remembered_apart_from_it() -> None:
    """What is kept of a function that reads a language's words is forgotten with the language."""
    source = Path(languages.__file__).parents[1]
    by_hand = [
        f"{path.relative_to(source)}"
        for folder in ("language", "reading", "documents", "loading", "grids")
        for path in (source / folder).rglob("*.py")
        if re.search(r"^@(lru_)?cache\b", text := path.read_text(encoding="utf-8"), re.MULTILINE)
        and re.search(r"^from plan_tracker\.(language|reading)\b", text, re.MULTILINE)
    ]
    assert sorted(by_hand) == ["language/numbers.py", "reading/widths.py"]  # which keep numbers


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("language.toml", 'decimal = ","', "", "[numbers] `decimal` is missing: add it"),
        ("language.toml", '","', '";"', "[numbers] `decimal` must be one of ',', '.'"),
        ("figures.toml", "[move]", "[moves]", "[moves] is no table that is read; did you mean"),
        ("figures.toml", "beyond =", "beyound =", "`beyound` is no key that is read; did you mean"),
        ("prose.toml", 'law = ["leĝo"', 'law = [1, "leĝo"', "[law] `law` must be a list of words"),
        ("grammar.toml", "follows = false", 'follows = "no"', "`follows` must be true or false"),
        ("tables.toml", "entity =", "entitys =", "did you mean `entity`?"),
        ("display.toml", "{first_year}–", "{last_year}–", "can only name {first_year}, {year}"),
        ("display.toml", "power = 9, ", "", "must be a list of {from = 9"),
        ("figures.toml", "[unit]", "[unit", "cannot be read: "),
    ],
)
def test_a_gap_in_the_data_is_said_with_its_file_and_key(
    tmp_path: Path, file: str, old: str, new: str, message: str
) -> None:
    folder = tmp_path / "xx"
    folder.mkdir()
    for each in THIRD.iterdir():
        text = each.read_text(encoding="utf-8")
        changed = text.replace(old, new, 1) if each.name == file else text
        assert each.name != file or changed != text
        (folder / each.name).write_text(changed, encoding="utf-8")
    with pytest.raises(LanguageError) as problem:
        register(folder)
    assert str(problem.value).startswith(str(folder / file))
    assert message in str(problem.value)
    assert "xx" not in locales()
