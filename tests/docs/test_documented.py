"""Nothing can be used that is not documented, and every example runs."""

import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import docx
import jsonschema
import pytest
from openpyxl import Workbook
from ruamel.yaml import YAML
from typer.main import get_command

from plan_tracker.cli import main
from plan_tracker.cli.app import EXIT_CODES, app
from plan_tracker.loading.files.nodes import Items, Keys
from plan_tracker.loading.files.tree import read_tree
from plan_tracker.loading.folder import load
from plan_tracker.loading.shapes import source, structure, target, waivers
from plan_tracker.loading.shapes.schema import SHAPES, descriptions, schema_text
from plan_tracker.loading.shapes.values import Shape
from plan_tracker.progress.methods.registry import judging_methods
from plan_tracker.progress.projected.registry import METHODS
from plan_tracker.progress.status import REASONS
from plan_tracker.reconcile.checks.registry import CHECKS

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
COMMANDS: dict[str, Any] = get_command(app).commands  # type: ignore[attr-defined]
PAGE = (DOCS / "commands.md").read_text("utf-8")
SECTIONS = {
    part.partition("\n")[0]: part
    for part in re.split(r"^## tracker ", PAGE, flags=re.MULTILINE)[1:]
}
OPTIONS = [(name, option) for name, command in COMMANDS.items() for option in command.params]
EXAMPLES = re.findall(r"^\$ (tracker .*)$", PAGE, flags=re.MULTILINE)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented_with_an_example(name: str) -> None:
    assert f"$ tracker {name}" in SECTIONS[name]
    assert "Example: tracker " in COMMANDS[name].help


@pytest.mark.parametrize(("name", "option"), OPTIONS, ids=lambda each: getattr(each, "name", each))
def test_every_option_is_documented(name: str, option: Any) -> None:
    assert option.help, f"tracker {name}: {option.name} has no help"
    for each in option.opts if option.param_type_name == "option" else []:
        assert re.search(rf"^- `.*{re.escape(each)}\b", SECTIONS[name], flags=re.MULTILINE)
    assert option.help.split(";")[0] in " ".join(SECTIONS[name].split())


def test_every_code_reason_method_and_exit_code_is_documented() -> None:
    checks = (DOCS / "checks.md").read_text("utf-8")
    methods = (DOCS / "methods.md").read_text("utf-8")
    for code, check in CHECKS.items():
        assert f"## {code} {check.page.name}\n" in checks
        assert "Does not apply" in check.page.text
    for reason in REASONS:
        assert f"- `{reason}`: " in methods
    judging = [method.name for method in judging_methods()]
    projecting = [method.name for method in METHODS]
    for method in (*judging, *projecting):
        assert f"## {method}\n" in methods
    for exit_code in EXIT_CODES:
        assert f"\n| {exit_code} |" in PAGE


def _files_of_examples(folder: Path) -> None:
    """What the examples name beside a plan."""
    (folder / "reports").mkdir()
    (folder / "report.txt").write_text("Doanh thu năm 2024 đạt 1.250 tỷ đồng.\n", "utf-8")
    document = docx.Document()
    document.add_paragraph("Doanh thu năm 2024 đạt 1.250 tỷ đồng.")
    document.save(str(folder / "report.docx"))
    book = Workbook()
    for row in (["Chỉ tiêu", "Đơn vị tính", "Thực hiện 2024"], ["Thu phí", "tỷ đồng", 1250]):
        book.active.append(row)
    book.save(folder / "h1-2024.xlsx")


def _commit_as_origin_main(folder: Path) -> None:
    names = ("user.name=A", "user.email=a@example.org", "commit.gpgsign=false")
    options = [part for name in names for part in ("-c", name)]
    for words in (
        ["init", "-q"], ["add", "-A"], ["commit", "-qm", "x"],
        ["update-ref", "refs/remotes/origin/main", "HEAD"],
    ):  # fmt: skip
        subprocess.run(["git", *options, *words], cwd=folder, check=True)


@pytest.mark.parametrize("line", EXAMPLES)
def test_examples_run(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("targets", "seeds") if " init " not in line else ():
        shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    _files_of_examples(tmp_path)
    if "--since" in line:
        _commit_as_origin_main(tmp_path)
    words = shlex.split(line.partition(" > ")[0])[1:]
    assert main(words) in (0, 1)


def test_every_key_has_a_description_and_none_is_left_over() -> None:
    words = descriptions()
    shapes = {
        each.__name__: each
        for module in (source, structure, target, waivers)
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, Shape) and each is not Shape
    }
    assert set(words) == set(shapes)
    shared = set(words["PrintedShape"])
    for name, shape in shapes.items():
        keys = {field.alias or key for key, field in shape.model_fields.items()}
        inherits = issubclass(shape, source.PrintedShape) and name != "PrintedShape"
        assert set(words[name]) == (keys - shared if inherits else keys), name


def _typed(node: Any) -> Any:
    """A tree as editors see it: with numbers and truth values."""
    if isinstance(node, Keys):
        return {key: _typed(each) for key, each in node.items()}
    if isinstance(node, Items):
        return [_typed(each) for each in node]
    if node in ("true", "false"):
        return node == "true"
    if isinstance(node, str) and re.fullmatch(r"[-+]?\d+", node):
        return int(node)
    if isinstance(node, str) and re.fullmatch(r"[-+]?\d+\.\d+", node):
        return float(node)
    return node if node is None else str(node)


def _errors(kind: Any, text: str) -> list[str]:
    schema = json.loads(schema_text(kind))
    jsonschema.Draft7Validator.check_schema(schema)
    tree, problems = read_tree(text, "x")
    assert not problems
    return [each.message for each in jsonschema.Draft7Validator(schema).iter_errors(_typed(tree))]


@pytest.mark.parametrize("file", sorted([*ROOT.glob("targets/*.yaml"), *ROOT.glob("seeds/*.yaml")]))
def test_shipped_files_name_their_schema_and_follow_it(file: Path) -> None:
    text = file.read_text("utf-8")
    kind = "targets" if file.parent.name == "targets" else "source"
    assert text.startswith(f"# yaml-language-server: $schema=../schema/{kind}.json\n")
    assert (file.parent / f"../schema/{kind}.json").is_file()
    assert _errors(kind, text) == []


BASE = YAML(typ="base").load((ROOT / "tests/loading/plan_of_cases.yaml").read_text("utf-8"))
PLANS = ROOT / "tests" / "cli" / "plans"
LOADED = [
    *((part, text) for part, text in BASE.items()),
    *(
        (file.parent.name, file.read_text("utf-8"))
        for file in sorted(PLANS.glob("*/*/*.yaml"))
        if "broken" not in file.parts
    ),
]


@pytest.mark.parametrize(("part", "text"), LOADED)
def test_a_schema_finds_no_fault_with_what_loads(part: str, text: str) -> None:
    assert _errors("targets" if part == "targets" else "source", text) == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("source", "source: {id: s, locale: xx}"),
        ("source", "source: {id: s}"),
        ("source", "source: {id: s, locale: vi, colour: red}"),
        ("source", "source: {id: s, locale: vi, period: soon}"),
        ("source", "source: {id: s, locale: vi}\nfigures: [{id: a}]"),
        ("source", "source: {id: s, locale: vi}\nfigures: {id: a}"),
        ("targets", "targets: [{id: a, indicator: b, period: 2023, path: winding}]"),
        ("targets", "indicators: {a: {unit: person, kind: flows}}"),
        ("targets", "settings: {stale-days: 0}"),
        ("waivers", "waivers: [{reason: r}]"),
        ("waivers", "waivers: [{finding: f, until: tomorrow}]"),
    ],
)
def test_a_schema_underlines_what_does_not_load(kind: Any, text: str, tmp_path: Path) -> None:
    assert _errors(kind, text) != []
    folder = {"targets": "targets", "source": "seeds", "waivers": "."}[kind]
    for name in ("targets", "seeds"):
        (tmp_path / name).mkdir()
    (tmp_path / folder / "waivers.yaml").write_text(text, "utf-8")
    assert load(tmp_path)[1] != []


def test_a_number_may_stand_where_a_text_may() -> None:
    assert _errors("targets", "targets: [{id: 1, indicator: b, period: 2023, value: 86.10}]") == []
    assert set(SHAPES) == {"targets", "source", "waivers"}
