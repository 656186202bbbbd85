"""Every broken file of the table, with all that is said about it and nothing else."""

from collections.abc import Callable
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.loading.made_folders import FOLDER

Problems = Callable[[dict[str, str | bytes]], list[str]]
CASES: list[dict[str, Any]] = YAML(typ="base").load(
    (FOLDER / "cases.yaml").read_text(encoding="utf-8")
)
PLACES = {"targets": "targets/case.yaml", "seeds": "seeds/case.yaml", "more": "targets/more.yaml"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_says(problems: Problems, case: dict[str, Any]) -> None:
    files = {path: case[key] for key, path in PLACES.items() if key in case}
    assert problems(files) == case["problems"]


def test_the_plan_of_the_cases_is_without_problems(problems: Problems) -> None:
    assert problems({}) == []
