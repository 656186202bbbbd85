"""Every case of the table, and the same words in other spellings."""

import re
import unicodedata
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from plan_tracker.model.interval import Interval
from plan_tracker.model.reading import Reading
from plan_tracker.reading import NOTATION, read_printed

_TABLE = Path(__file__).with_name("cases.yaml")
CASES: list[dict[str, Any]] = YAML(typ="base").load(_TABLE.read_text(encoding="utf-8"))
READABLE = [case for case in CASES if "problem" not in case]


def name(case: dict[str, Any]) -> str:
    return f"{case['text']}-{case.get('kind', 'level')}-{case.get('locale', 'vi')}"


def read(case: dict[str, Any], text: str) -> tuple[tuple[Reading, ...], tuple[str, ...]]:
    return read_printed(
        text,
        case.get("locale", "vi"),
        case.get("kind", "level"),
        unit=case.get("given", ""),
        index="index" in case,
        last_digit=Fraction(case["last_digit"]) if "last_digit" in case else None,
    )


def interval(text: str) -> Interval:
    match = re.fullmatch(r"([\[(])(.*),(.*)([\])])", text)
    assert match, text
    low, high = (Fraction(end) if end else None for end in match.group(2, 3))
    return Interval(low, high, match[1] == "(", match[4] == ")" and high is not None)


@pytest.mark.parametrize("case", READABLE, ids=name)
def test_reads(case: dict[str, Any]) -> None:
    readings, problems = read(case, case["text"])
    assert problems == ()
    first = readings[0]
    assert first.value == Fraction(case["value"])
    assert first.ordinary == interval(case["ordinary"])
    assert first.lax == interval(case["lax"]) if "lax" in case else True
    assert first.unit == case.get("unit", "")
    assert first.hedge == case.get("hedge", "")
    assert first.notation == case.get("notation", "")
    assert first.cost == (NOTATION if "notation" in case else 0)
    assert first.of == (Fraction(case["of"]) if "of" in case else None)
    assert first.provisional == ("provisional" in case)
    assert [other.value for other in readings[1:]] == [Fraction(v) for v in case.get("others", [])]
    assert all(other.cost == NOTATION and other.notation for other in readings[1:])


@pytest.mark.parametrize("case", [case for case in CASES if "problem" in case], ids=name)
def test_says_what_is_not_understood(case: dict[str, Any]) -> None:
    readings, problems = read(case, case["text"])
    assert readings == ()
    assert case["problem"] in " / ".join(problems)


@pytest.mark.parametrize(
    "respell",
    [
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace(" ", "\u202f"),
        lambda text: f"\u200f {text}\u200b ",
        lambda text: text.replace("tỷ", "tỉ"),
        lambda text: f"{text}.",
        lambda text: f"“{text}”",
    ],
    ids=["NFD", "no-break", "narrow", "invisible", "tỉ", "full stop", "quoted"],
)
def test_spelling_says_nothing_new(respell: Any) -> None:
    for case in READABLE:
        assert read(case, respell(case["text"])) == read(case, case["text"]), case["text"]


def test_case_says_nothing_new() -> None:
    for case in READABLE:
        if not re.search(r"\d(m|k)\b", case["text"]):
            assert read(case, case["text"].upper()) == read(case, case["text"]), case["text"]


def test_a_stage_prints_no_number() -> None:
    assert read_printed("thương mại hóa", "vi", "stage") == ((), ())
