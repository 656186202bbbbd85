"""One name for one thing in every command, and the plan's folder where people put it."""

from pathlib import Path

import pytest
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from plan_tracker.cli.app import app
from tests.cli.shipped_copy import copy_shipped
from tests.cli.transcript import run

FIGURE = "'430 triệu giao dịch' --period 2023-01/2023-09 --dry-run"
LASTING = "--reason r --by b --until 2099-01-01"


def _commands() -> dict[str, TyperCommand]:
    group = get_command(app)
    assert isinstance(group, TyperGroup)
    return {name: each for name, each in group.commands.items() if isinstance(each, TyperCommand)}


def _options(command: TyperCommand) -> dict[str, TyperOption]:
    options = [each for each in command.params if isinstance(each, TyperOption)]
    return {each.opts[-1]: each for each in options}


def test_every_command_that_reads_a_plan_takes_its_folder_as_an_argument() -> None:
    for name, command in _commands().items():
        if "--plan" in _options(command):
            arguments = [each for each in command.params if isinstance(each, TyperArgument)]
            folders = [each for each in arguments if each.name in ("folder", "folders", "files")]
            assert folders == arguments[-1:], name


def test_every_command_that_says_something_says_it_in_the_language_asked_for() -> None:
    assert [name for name, each in _commands().items() if "--lang" not in _options(each)] == [
        "schema"
    ]


def test_an_option_is_written_alike_wherever_it_is() -> None:
    written: dict[str, set[str | None]] = {}
    for command in _commands().values():
        for name, option in _options(command).items():
            short = [each for each in option.opts if not each.startswith("--")]
            written.setdefault(name, set()).add(f"{short} {option.metavar}")
    assert [name for name, forms in written.items() if len(forms) > 1] == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("fix mic-2023-h1#ndxp", "--dry-run --on 2024-01-01"),
        ("trace", ""),
        (f"add ndxp-2023 {FIGURE}", ""),
        ("explain no-baseline", ""),
    ],
)
def test_a_folder_is_taken_with_and_without_its_option(
    before: str, after: str, tmp_path: Path
) -> None:
    plan = copy_shipped(tmp_path / "plan")
    named = run(f"tracker {before} {plan} {after}")
    by_option = run(f"tracker {before} --plan {plan} {after}")
    assert named == by_option and named.out


def test_a_plan_is_begun_and_changed_in_the_folder_that_is_named(tmp_path: Path) -> None:
    begun = run(f"tracker init {tmp_path}/begun")
    assert begun.code == 0
    assert begun.out.endswith(f"Now: tracker status {tmp_path}/begun\n")
    assert (tmp_path / "begun" / "targets").is_dir()

    plan = copy_shipped(tmp_path / "plan")
    assert run(f"tracker waive d411d0b6 {plan} {LASTING}").code == 0
    assert (plan / "waivers.yaml").is_file()

    (tmp_path / "report.txt").write_text("Revenue was 12.5 billion USD in 2023.\n", "utf-8")
    document, source = tmp_path / "report.txt", plan / "seeds" / "report.yaml"
    assert run(f"tracker extract {document} {plan} -o {source}").code == 0
    assert source.is_file()


def test_a_figure_without_its_quotes_is_no_folder() -> None:
    told = run("tracker add ndxp-2023 430 triệu --period 2023-01/2023-09")
    assert told.code == 2 and told.err.endswith('in quotes: "430 triệu"\n')
