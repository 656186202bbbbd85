"""Files that are none, or cannot be read, or could be read and are not."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from plan_tracker.inputs.text import LARGEST_FILE
from plan_tracker.loading.folder import load
from tests.loading.made_folders import make_folder

Problems = Callable[[dict[str, str | bytes]], list[str]]
SOURCE = "source: {id: s, locale: vi}\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"entities:\n  A: {name: a\xff}\n", "2:14: is not UTF-8 text from here on"),
        (b"\xef\xbb\xbfentities:\n  A: {name: \xc3\xa9\xff}\n", "2:14: is not UTF-8 text"),
        ("entities: {}".encode("utf-16"), "1:1: is not UTF-8 text"),
        (b"entities: {}\n\0", "2:1: holds the sign U+0000: delete it"),
        (b"a: " + b"x" * LARGEST_FILE, " has 10,000,003 bytes, more than 10,000,000"),
        (b"- " * 10_000, "1:81: nested deeper than 40 levels"),
        (b"[" * 10_000, "1:41: nested deeper than 40 levels"),
        (b"entities: " + b"{a: " * 10_000 + b"}" * 10_000, "nested deeper than 40 levels"),
    ],
    ids=[
        "latin-1", "after a mark", "utf-16", "nul", "large", "block nest", "list nest", "map nest",
    ],
)  # fmt: skip
def test_says_what_keeps_a_file_from_being_read(
    problems: Problems, content: bytes, said: str
) -> None:
    (message,) = problems({"targets/case.yaml": content})
    assert message.startswith("targets/case.yaml:")
    assert said in message


@pytest.mark.parametrize("fold", ["[{}]", "{{{}}}"])
def test_refuses_aliases_that_unfold_without_end(problems: Problems, fold: str) -> None:
    lines = ["a0: &a0 x"]
    for n in range(1, 30):
        entries = ", ".join(f"k{i}: *a{n - 1}" if "{{" in fold else f"*a{n - 1}" for i in range(9))
        lines.append(f"a{n}: &a{n} {fold.format(entries)}")
    (message,) = problems({"targets/case.yaml": "\n".join(lines)})
    assert message.endswith("the file unfolds to more than 500,000 values: split it")


def test_a_byte_order_mark_and_other_line_ends_are_fine(problems: Problems) -> None:
    text = "\ufeff" + SOURCE.replace("\n", "\r\n")
    assert problems({"seeds/case.yaml": text}) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("seeds/a.yml", "seeds/a.yml: only names that end in .yaml are read: rename it to a.yaml"),
        (
            "targets/A.YAML",
            "targets/A.YAML: only names that end in .yaml are read: rename it to A.yaml",
        ),
        (
            "targets/2024/a.yaml",
            "targets/2024: a folder in here is not read: move its files one level up",
        ),
        (
            "seeds/x.yaml/note",
            "seeds/x.yaml: a folder in here is not read: move its files one level up",
        ),
        (
            "seeds/a\nb.yaml",
            r"seeds/a\nb.yaml: the name has signs that cannot be shown: rename it",
        ),
    ],
)
def test_never_passes_silently_over_what_may_be_a_file(
    problems: Problems, name: str, said: str
) -> None:
    assert problems({name: SOURCE}) == [said]


@pytest.mark.parametrize("name", ["seeds/table.csv", "targets/.a.yaml", "seeds/old/note.txt"])
def test_passes_over_what_is_no_plan_file(problems: Problems, name: str) -> None:
    assert problems({name: b"\xff"}) == []


def test_a_name_that_is_not_utf8(here: Path) -> None:
    make_folder(here, {})
    raw = os.fsencode(here / "seeds") + b"/\xff.yaml"
    os.close(os.open(raw, os.O_CREAT))
    (problem,) = load(Path())[1]
    assert str(problem).endswith("the name has signs that cannot be shown: rename it")
    assert str(problem).isascii()


def test_links_that_lead_nowhere_or_to_no_file(here: Path) -> None:
    make_folder(here, {})
    (here / "seeds/a.yaml").symlink_to(here / "nowhere")
    os.mkfifo(here / "seeds/b.yaml")
    assert [str(problem) for problem in load(Path())[1]] == [
        "seeds/a.yaml: cannot be read: No such file or directory",
        "seeds/b.yaml: is a pipe, not a file: give a regular file",
    ]


def test_missing_folders(here: Path) -> None:
    assert [str(problem) for problem in load(Path("gone"))[1]] == [
        "gone: there is no such folder: correct the name"
    ]


@pytest.mark.parametrize("name", ["x" * 5000, "a\0b"])
def test_folders_that_cannot_be(here: Path, name: str) -> None:
    messages = [str(problem) for problem in load(here / name)[1]]
    assert len(messages) == 2
    assert all(": cannot be read: " in message for message in messages)


def test_a_file_where_a_folder_should_be(here: Path) -> None:
    for name in ("targets", "seeds"):
        (here / name).write_text("")
    assert [str(problem) for problem in load(Path())[1]] == [
        "seeds: cannot be read: Not a directory",
        "targets: cannot be read: Not a directory",
    ]


def test_a_file_that_may_not_be_read(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str, flags: int) -> int:
        raise PermissionError(13, "Permission denied")

    make_folder(here, {})
    monkeypatch.setattr(os, "open", refuse)
    assert [str(problem) for problem in load(Path())[1]] == [
        "seeds/base.yaml: cannot be read: Permission denied",
        "targets/base.yaml: cannot be read: Permission denied",
    ]
