"""Reading ahead gives what reading here gives, whichever process has done it."""

from pathlib import Path

import pytest

from plan_tracker.cli import ahead
from plan_tracker.loading.folder import read_folder

PLANS = Path(__file__).parent / "plans"


@pytest.mark.parametrize("forks", [True, False])
@pytest.mark.parametrize("plan", sorted(path.name for path in PLANS.iterdir() if path.is_dir()))
def test_what_was_read_ahead(plan: str, forks: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "_can_fork", lambda: forks)
    assert ahead.ReadAhead(PLANS / plan).result() == read_folder(PLANS / plan)


def test_a_process_that_fails_is_not_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "_can_fork", lambda: True)
    monkeypatch.setattr(ahead, "_read", lambda folder: 1 / 0)
    assert ahead.ReadAhead(PLANS / "fine").result() == read_folder(PLANS / "fine")


def test_a_folder_with_a_table_is_left_to_the_first_process(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "targets").mkdir()
    source = "source: {id: t, locale: en}\ntable: {file: none.csv}\n"
    (tmp_path / "seeds" / "t.yaml").write_text(source, encoding="utf-8")
    assert ahead._read(tmp_path) == b""
