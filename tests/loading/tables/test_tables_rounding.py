"""A table of a plan whose numbers are multiples of a base rounds to it, where sums say so."""

from pathlib import Path
from random import Random

import pytest

from plan_tracker.loading.folder import load
from plan_tracker.loading.loaded import Loaded
from plan_tracker.reconcile.reconcile import reconcile

PLAN = """
indicators:
  people: {unit: person, kind: stock}
  women: {unit: person, kind: stock}
  men: {unit: person, kind: stock}
identities: [{id: sexes, total: people, parts: [women, men], stated: census#VN-1/people/2023}]
"""
COLUMNS = "indicator,entity,period,kind,value"


def rounded_at_random(number: int, base: int, random: Random) -> int:
    """Either of the multiples beside a number."""
    return base * (number // base + (random.random() < number % base / base))


def census(folder: Path, base: int, wrong: int = 0, declared: str = "") -> Loaded:
    """Counts of twelve places, each rounded by itself; the total of one may be wrong by so much."""
    random, rows = Random(5), [COLUMNS]
    for place in range(1, 13):
        women, men = random.randint(300, 900), random.randint(300, 900)
        for name, count in (("people", women + men), ("women", women), ("men", men)):
            printed = rounded_at_random(count, base, random)
            printed += wrong if (name, place) == ("people", 7) else 0
            rows.append(f"{name},VN-{place},2023,level,{printed}")
    head = f"source: {{id: census, locale: en, entity: VN, period: 2023{declared}}}"
    for name, text in {
        "targets/a.yaml": PLAN,
        "seeds/a.yaml": f"{head}\ntable: {{file: a.csv}}\n",
        "seeds/a.csv": "\n".join(rows),
    }.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    loaded, problems = load(folder)
    assert problems == []
    return loaded


def severities(loaded: Loaded) -> list[str]:
    return [finding.severity for finding in reconcile(loaded).findings]


@pytest.mark.parametrize("base", [3, 5, 10])
def test_sums_that_miss_by_the_base_are_no_contradiction(tmp_path: Path, base: int) -> None:
    loaded = census(tmp_path, base)
    (rounding,) = loaded.rounded
    assert (rounding.base, rounding.table.line) == (base, 2)
    assert severities(loaded) == []


def test_what_misses_by_more_is_wrong(tmp_path: Path) -> None:
    assert severities(census(tmp_path, 5, wrong=100)) == ["error"]


def test_what_is_a_multiple_of_nothing_is_exact(tmp_path: Path) -> None:
    loaded = census(tmp_path, 1, wrong=7)
    assert loaded.rounded == ()
    assert severities(loaded) == ["error"]


def test_what_is_declared_is_not_looked_for(tmp_path: Path) -> None:
    loaded = census(tmp_path, 5, declared=", rounding: {base: 5, random: true}")
    assert loaded.rounded == ()
    assert severities(loaded) == []
