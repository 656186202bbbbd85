"""`tracker plot` writes a whole file or none."""

from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from tests.cli.transcript import PLANS, run

CONTRADICTORY, FINE = (f"--plan {PLANS / name}" for name in ("contradictory", "fine"))
FINDING = "abcb640c02ecdc40"


def _texts(file: Path) -> str:
    root = Xml.fromstring(file.read_text(encoding="utf-8"))
    return "\n".join(each.text or "" for each in root.iter() if each.tag.endswith("text"))


@pytest.mark.parametrize("name", ["journeys-2024", FINDING, FINDING[:6]])
def test_a_target_or_a_finding_by_its_name(tmp_path: Path, name: str) -> None:
    file = tmp_path / "picture.svg"
    done = run(f"tracker plot {name} {CONTRADICTORY} -o {file}")
    assert (done.code, done.out, done.err) == (0, "", "")
    assert "Source: The first half of 2024" in _texts(file)
    assert list(tmp_path.iterdir()) == [file]


def test_words_and_numbers_in_vietnamese(tmp_path: Path) -> None:
    file = tmp_path / "picture.svg"
    assert run(f"tracker plot rail-2024 {FINE} --lang vi -o {file}").code == 0
    said = _texts(file)
    assert "đúng tiến độ, Tiến độ: 52,5%" in said and "hạn 31/12/2024" in said


def test_as_of_an_earlier_day_nothing_is_known(tmp_path: Path) -> None:
    file = tmp_path / "picture.svg"
    assert run(f"tracker plot rail-2024 {FINE} --as-of 2024-01-31 -o {file}").code == 0
    said = _texts(file)
    assert "no data, due 2024-12-31" in said and "target 12 million persons" in said
    assert "attained" not in said and "projected" not in said


def test_dots_for_a_slide(tmp_path: Path) -> None:
    file = tmp_path / "picture.PNG"
    assert run(f"tracker plot bridge-2026 {FINE} -o {file}").code == 0
    dots = file.read_bytes()
    assert dots.startswith(b"\x89PNG")
    assert [int.from_bytes(dots[at : at + 4]) for at in (16, 20)] == [1920, 1080]


def test_the_old_picture_stays_where_there_is_no_new_one(tmp_path: Path) -> None:
    file = tmp_path / "picture.svg"
    file.write_text("old")
    assert run(f"tracker plot nothing {FINE} -o {file}").code == 2
    assert run(f"tracker plot rail-2024 {FINE} -o {tmp_path / 'no' / 'such.svg'}").code == 2
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]
