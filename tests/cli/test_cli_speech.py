"""In which language commands speak: as their options say, else as the system does."""

from pathlib import Path

import pytest
from typer.main import get_command

from plan_tracker.cli.app import app
from plan_tracker.cli.manual import escaped, help_texts
from plan_tracker.cli.speech import language_of
from plan_tracker.report.words.labels import label
from tests.cli.transcript import run

ASKED = {
    (): "en",
    ("status", "--lang", "vi"): "vi",
    ("status", "--lang=vi"): "vi",
    ("status", "--lang", "xx"): "en",
    ("status", "--lang"): "en",
    ("check", "report.docx", "--locale", "vi"): "en",  # that of the document
    ("init", "--locale", "vi"): "vi",
    ("add", "roads", "81,5 km", "--locale=vi"): "vi",
    ("add", "roads", "--locale", "vi", "--lang", "en"): "en",
}
SYSTEMS = [
    ({}, "en"),
    ({"LANG": "vi_VN.UTF-8"}, "vi"),
    ({"LANG": "vi"}, "vi"),
    ({"LANG": "C.UTF-8"}, "en"),
    ({"LANG": "fr_FR.UTF-8"}, "en"),
    ({"LANG": "vi_VN", "LC_ALL": "en_GB.UTF-8"}, "en"),
    ({"LANG": "en_GB", "LC_MESSAGES": "vi_VN"}, "vi"),
    ({"LANG": "vi_VN", "LC_ALL": ""}, "vi"),
]


@pytest.mark.parametrize("words", ASKED)
def test_options_decide(words: tuple[str, ...]) -> None:
    assert language_of(words, {}) == ASKED[words]


@pytest.mark.parametrize(("variables", "lang"), SYSTEMS)
def test_else_the_system(variables: dict[str, str], lang: str) -> None:
    assert language_of(["status"], variables) == lang
    assert language_of(["status", "--lang", "en"], variables) == "en"


def test_results_are_in_the_language_of_the_system() -> None:
    vietnamese = run("LANG=vi_VN.UTF-8 tracker status --plan towns")
    assert vietnamese == run("tracker status --plan towns --lang vi")
    assert run("LANG=vi_VN tracker status --plan towns --lang en").out != vietnamese.out


@pytest.mark.parametrize("command", ["", *get_command(app).commands])  # type: ignore[attr-defined]
def test_help_is_in_it_as_well(command: str) -> None:
    english = run(f"tracker {command} --help").out
    vietnamese = run(f"LANG=vi_VN tracker {command} --help").out
    assert english != vietnamese
    assert run(f"tracker {command} --help").out == english  # nothing is left of it


def test_every_help_has_a_translation() -> None:
    for text in help_texts(get_command(app)):
        assert label(text, "vi") != text


def test_braces_of_a_help_are_no_places() -> None:
    assert escaped("a {b}").format() == "a {b}"


def test_a_plan_is_begun_and_added_to_in_vietnamese(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = tmp_path / "ke-hoach"
    begun = run(f"LANG=vi_VN tracker init --plan {plan}")
    assert "đã ghi" in begun.out and "wrote" not in begun.out
    assert "Bước tiếp theo: tracker status" in begun.out
    again = run(f"tracker init --locale vi --plan {plan}")
    assert again.code == 2
    assert "đã có: hãy chuyển đi, hoặc chọn thư mục khác" in again.err
    unknown = run(f"LANG=vi_VN tracker add nothing 5 --period 2026 --plan {plan}")
    assert "không phải chỉ tiêu hay chỉ số của kế hoạch này" in unknown.err
