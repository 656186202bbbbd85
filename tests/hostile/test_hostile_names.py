"""A plan whose names mean harm, in every format of every command that there is."""

import csv
import io
import json
import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args, get_type_hints
from unicodedata import category
from xml.etree import ElementTree

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook
from ruamel.yaml import YAML
from typer.main import get_command

from plan_tracker.cli import main
from plan_tracker.cli.app import app
from plan_tracker.loading.folder import load
from tests.cli.transcript import PLANS, Outcome, run

COMMANDS: dict[str, Any] = get_command(app).commands  # type: ignore[attr-defined]
FORMATS = [
    (name, form)
    for name, command in COMMANDS.items()
    if (choices := get_type_hints(command.callback.__wrapped__).get("format"))
    for form in get_args(get_args(choices)[0])
]
# Ids are words; titles, names and notes may be anything that can be shown.
WORDS = (
    "[red]a[/red]", "a|b", "<script>alert(1)</script>", "=1+1", "-2+3", "@all",
    "$(touch$IFS./pwned)", "::error::x", "`id`", "*b*", "&amp;", "]]>", "{{x}}",
    "%0A::error::y", "\\n",
)  # fmt: skip
TEXTS = (
    *WORDS, "##[add-mask]x", "@all #1 https://a.example",
    "=HYPERLINK(\"https://a.example\")", "a\u200dب é 😀",
    "</details><img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "' or 1=1 --",
)  # fmt: skip
ARGUMENTS = {
    "read": shlex.quote("khoảng 100"),
    "explain": shlex.quote("s#f=1+1"),
    "diff": "{plan} --as-of 2023-12-31 --as-of 2024-12-31",
    "extract": "{plan}/document.txt",
    "trace": "--documents {plan}",
}


def _plan(folder: Path) -> None:
    for name in ("targets", "seeds"):
        (folder / name).mkdir()
    names = dict(zip(WORDS, reversed(TEXTS), strict=False))
    plan = {
        "indicators": {
            f"i{word}": {"name": {"en": text, "vi": text}, "unit": "person", "kind": "flow"}
            for word, text in names.items()
        },
        "entities": {"VN": {"name": TEXTS[2]}, "=E": {"name": TEXTS[-1], "parent": "VN"}},
        "programmes": {
            "@p": {"name": TEXTS[-2], "members": {f"{word}": 1 for word in WORDS[:3]}}
        },
        "targets": [
            {"id": word, "indicator": f"i{word}", "period": "2024", "value": "100",
             "baseline": {"period": "2022", "value": "50"}}
            for word in WORDS
        ],
    }  # fmt: skip
    source = {
        "source": {"id": "s", "title": TEXTS[-3], "locale": "en", "entity": "VN",
                   "document": "<b>|.txt", "period": "2024-H1"},
        "figures": [
            {"id": f"f{word}", "indicator": f"i{word}", "printed": "100", "note": text,
             "claims": [{"kind": "attainment", "printed": "50%", "of": "2024"}]}
            for word, text in names.items()
        ],
    }  # fmt: skip
    (folder / "targets" / "=a|<b>.yaml").write_text(json.dumps(plan, ensure_ascii=False), "utf-8")
    (folder / "seeds" / "::error::c`d`.yaml").write_text(
        json.dumps(source, ensure_ascii=False), "utf-8"
    )
    (folder / "document.txt").write_text("\n".join(f"{each} đạt 1.250 tỷ đồng." for each in TEXTS))


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plan")
    _plan(folder)
    return folder


def _run(line: str) -> Outcome:
    found = run(f"GITHUB_ACTIONS=true COLUMNS=40 tracker {line}")
    assert found.code in (0, 1), found.err
    return found


def _shown(text: str) -> None:
    hidden = {category(each) for each in text.replace("\n", "")} & {"Cc", "Cs", "Zl", "Zp"}
    assert not hidden and not set("\u202a\u202e\u2066\u200e\u200f") & set(text)


def _no_command(text: str) -> None:
    assert "##[" not in text
    assert not [each for each in text.split("\n") if each.strip().startswith("::")]


def _json(text: str) -> None:
    json.loads(text)
    _no_command(text)


def _github(text: str) -> None:
    for line in text.split("\n"):
        if line.strip().startswith("::"):
            assert re.match(r"::(error|warning|notice) (?:\w+=[^:,]*,?)+::", line), line
    assert not re.search(r"^\s*##\[", text, re.MULTILINE)


def _junit(text: str) -> None:
    assert {each.tag for each in ElementTree.fromstring(text).iter()} <= {
        "testsuites", "testsuite", "testcase", "failure", "skipped", "system-out",
    }  # fmt: skip
    _no_command(text)


def _markdown(text: str) -> None:
    outside = re.sub(r"`[^`\n]*`", "", text)
    tags = set(re.findall(r"(?<!\\)</?([a-z]+)", outside))
    assert tags <= {"details", "summary", "sub", "br"}, tags
    assert "](javascript" not in outside.replace("\\]", "")
    rows = [each for each in text.split("\n") if each.startswith("| ")]
    assert len({len(re.findall(r"(?<!\\)\|", row)) for row in rows}) <= 1
    _no_command(text)


def _csv(text: str) -> None:
    for row in csv.reader(io.StringIO(text)):
        for cell in row:
            number = re.fullmatch(r"-?\d+(\.\d+)?(e[-+]\d+)?", cell)
            assert number or cell[:1] not in set("=+-@\t"), cell


def _yaml(text: str) -> None:
    YAML(typ="safe", pure=True).load(text)


RULES: dict[str, Callable[[str], None]] = {
    "text": _no_command, "json": _json, "sarif": _json, "github": _github, "junit": _junit,
    "markdown": _markdown, "csv": _csv, "yaml": _yaml,
}  # fmt: skip


@pytest.mark.parametrize(("name", "form"), FORMATS)
@pytest.mark.parametrize("lang", ["en", "vi"])
def test_no_name_breaks_out_of_a_format(plan: Path, name: str, form: str, lang: str) -> None:
    options = {each.name for each in COMMANDS[name].params}
    words = [name, ARGUMENTS.get(name, "").format(plan=plan), f"--format {form}"]
    words += [f"--lang {lang}"] if "lang" in options else []
    words += [f"--plan {plan}"] if "plan" in options and name != "diff" else []
    if form == "docx":
        assert _run(" ".join([*words, f"-o {plan}/report.docx"])).code == 0
        relations = Document(f"{plan}/report.docx").part.rels.values()
        assert not any(relation.is_external for relation in relations)
        return
    if form == "xlsx":
        _run(" ".join([*words, f"-o {plan}/table.xlsx"]))
        cells = (cell for row in load_workbook(plan / "table.xlsx").active for cell in row)
        assert "f" not in {cell.data_type for cell in cells}
        return
    found = _run(" ".join(words))
    _shown(found.out + found.err)
    _no_command(found.err)
    if form in RULES:
        RULES[form](found.out)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_hostile_table_becomes_a_plan_or_is_refused(tmp_path: Path, ending: str) -> None:
    rows = [["Chỉ tiêu", "Đơn vị tính", "Kế hoạch năm 2024", "Thực hiện năm 2024"]]
    rows += [[text, "tỷ đồng", "100", "90"] for text in TEXTS]
    file = tmp_path / f"::error::=1+1 <b>.{ending}"
    if ending == "xlsx":
        book = Workbook()
        book.active.title = "=1|<b>"
        for number, row in enumerate(rows, start=1):
            for column, text in enumerate(row, start=1):
                cell = book.active.cell(number, column, text)
                cell.data_type = "s"
        book.save(file)
    else:
        with file.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows(rows)
    made = tmp_path / "$(made) `x`"
    found = _run(f"init --from {shlex.quote(str(file))} --plan {shlex.quote(str(made))}")
    _shown(found.out + found.err)
    _no_command(found.out + found.err)
    checked = _run(f"check --plan {shlex.quote(str(made))}")
    _shown(checked.out)
    _no_command(checked.out)
    loaded, problems = load(made)
    assert problems == []
    said = {name for each in loaded.plan.indicators.values() for name in each.name.values()}
    assert said >= {" ".join(text.split()) for text in TEXTS if text in said}
    assert len(loaded.plan.indicators) == len(TEXTS)


@pytest.mark.parametrize("text", ["::error::x", "=1+1", "##[add-mask]x", " ".join(TEXTS)])
def test_a_hostile_reason_stays_a_text(tmp_path: Path, text: str) -> None:
    shutil.copytree(PLANS / "contradictory", tmp_path, dirs_exist_ok=True)
    common = ["--plan", str(tmp_path), "--reason", text]
    words = ["waive", "abcb640c", *common, "--by", text, "--until", "2999-01-01"]
    assert main(words) == 0
    assert main(["fix", "bef687e6", *common]) == 0
    loaded, problems = load(tmp_path)
    assert problems == []
    (waiver,) = loaded.waivers
    assert (waiver.reason, waiver.by) == (text, text)
    assert len(loaded.corrected) == 1
    for form in ("text", "github", "markdown", "sarif", "junit", "json"):
        found = _run(f"check --plan {tmp_path} --format {form}")
        _shown(found.out)
        RULES[form](found.out)
