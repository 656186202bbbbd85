"""Every transcript in `transcripts/` comes out the same; see `transcript.py` for how to renew."""

from pathlib import Path

import pytest

from tests.cli.transcript import FOLDER, command_of, run, transcribe

FILES = sorted(FOLDER.glob("*.txt"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_transcript(file: Path) -> None:
    assert transcribe(command_of(file)) == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_transcript_holds_an_escape_sequence(file: Path) -> None:
    written = file.read_text(encoding="utf-8")
    assert not {"\x1b", "\x9b", "\r", "\u202e"} & set(written)


def test_robots_read_what_people_read() -> None:
    plain = run("tracker check --plan contradictory")
    assert run("GITHUB_ACTIONS=true tracker check --plan contradictory") == plain
    assert run("NO_COLOR=1 tracker check --plan contradictory") == plain
    assert run("TERM=dumb tracker check --plan contradictory") == plain
