"""Fixtures of the tests of loading."""

from collections.abc import Callable
from pathlib import Path

import pytest

from plan_tracker.loading.folder import load
from plan_tracker.model.statement import Statement
from tests.loading.made_folders import make_folder


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a plan, in which the test runs, so that messages name files as people do."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def problems(here: Path) -> Callable[[dict[str, str | bytes]], list[str]]:
    """What is said about the plan of the cases with more files in it."""

    def say(files: dict[str, str | bytes]) -> list[str]:
        make_folder(here, files)
        return [str(problem) for problem in load(Path())[1]]

    return say


@pytest.fixture
def read(here: Path) -> Callable[[str], dict[str, Statement]]:
    """The statements of a source with these figures, by their names without the source's."""

    def load_figures(figures: str, more: str = "") -> dict[str, Statement]:
        source = f"source: {{id: s, locale: vi, period: 2023-H1}}\nfigures:\n{figures}"
        make_folder(here, {"seeds/case.yaml": source, "targets/case.yaml": more or "entities: {}"})
        loaded, wrong = load(Path())
        assert [str(problem) for problem in wrong] == []
        return {s.name.removeprefix("s#"): s for s in loaded.statements if s.source == "s"}

    return load_figures
