"""`tracker fix`: what it writes, what it leaves alone, and what comes of it."""

import json
from pathlib import Path
from unittest.mock import patch

import openpyxl
import pytest

from plan_tracker.loading.folder import load
from plan_tracker.reconcile.reconcile import reconcile
from tests.cli.shipped_copy import copy_shipped
from tests.cli.transcript import PLANS, run

HEAD = "source: {id: s, locale: vi, entity: VN, period: 2024-H1}\n"
TARGETS = (PLANS / "contradictory" / "targets" / "plan.yaml").read_text("utf-8")
SAID = 'corrected: {to: "6.312.045", reason: "seen in print", date: 2024-08-01}'


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    return copy_shipped(tmp_path)


def _made(folder: Path, figures: str) -> Path:
    for name, text in (("targets", TARGETS), ("seeds", HEAD + figures)):
        (folder / name).mkdir()
        (folder / name / "a.yaml").write_bytes(text.encode())
    return folder / "seeds" / "a.yaml"


def test_every_repair_of_the_shipped_plan_is_read_back_as_it_was_meant(shipped: Path) -> None:
    before = reconcile(load(shipped)[0])
    repairs = [(each, one) for each in before.findings for one in each.repairs]
    assert {finding.code for finding, _ in repairs} == {"PT102", "PT201", "PT301"}
    for finding, _ in repairs:
        run(f"tracker fix {finding.fingerprint} --plan {shipped}")
    loaded, problems = load(shipped)
    assert problems == []
    after = reconcile(loaded)
    assert not {each.fingerprint for each, _ in repairs} & {
        each.fingerprint for each in after.findings
    }
    rows = after.observations.set_index("statement")
    for _, repair in repairs:
        row = rows.loc[repair.statement]
        assert (row["state"], row["value"]) == ("repaired", float(repair.value))
        assert row["printed"] == repair.from_


def test_the_status_shows_the_corrected_value_with_its_mark(shipped: Path) -> None:
    def shown() -> dict[str, object]:
        document = json.loads(run(f"tracker status --plan {shipped} --format json").out)
        by_id = {each["id"]: each["actual"] for each in document["targets"]}
        return dict(by_id["ndxp-2023"])

    before = shown()
    assert run(f"tracker fix mic-2023-h1#ndxp --plan {shipped}").code == 0
    assert shown() == before
    assert before["state"] == "repaired" and before["printed"] == "287.620.511 triệu giao dịch"
    assert "*p" in run(f"tracker status --plan {shipped}").out


def test_a_dry_run_shows_the_difference_and_writes_nothing(shipped: Path) -> None:
    file = shipped / "seeds" / "mic-2023-h1.yaml"
    before = file.read_bytes()
    dry = run(f"tracker fix d411d0b6 --plan {shipped} --dry-run --on 2024-08-01")
    assert dry.code == 0 and file.read_bytes() == before
    added = [line for line in dry.out.split("\n") if line.startswith("+ ")]
    assert len(added) == 1 and "date: 2024-08-01" in added[0]
    wet = run(f"tracker fix d411d0b6 --plan {shipped} --on 2024-08-01")
    assert wet.out == dry.out
    lines = file.read_text("utf-8").splitlines()
    assert lines.count(added[0][1:]) == 1
    lines.remove(added[0][1:])
    assert lines == before.decode().splitlines()


LAYOUTS = {
    "block": (
        '- id: j  # the railways\n  indicator: journeys\n  printed: "6.312.045 triệu"  # p. 3\n'
        "  claims:\n  - {kind: attainment, printed: '52,6%', of: 2024}\n",
        '"6.312.045 triệu"  # p. 3\n', f'"6.312.045 triệu"  # p. 3\n  {SAID}\n',
    ),
    "flow": (
        "- {id: j, indicator: journeys, printed: 6.312.045 triệu, claims: [{kind: attainment,"
        " printed: '52,6%', of: 2024}]}  # all\n",
        "6.312.045 triệu,", f"6.312.045 triệu, {SAID},",
    ),
    "printed first": (
        "- printed: 6.312.045 triệu\n  id: j\n  indicator: journeys\n"
        "  claims: [{kind: attainment, printed: '52,6%', of: 2024}]\n",
        "6.312.045 triệu\n", f"6.312.045 triệu\n  {SAID}\n",
    ),
    "printed last, no line end": (
        "- id: j\n  indicator: journeys\n  claims: [{kind: attainment, printed: '52,6%', of: 2024}]"
        "\n  printed: 6.312.045 triệu",
        "6.312.045 triệu", f"6.312.045 triệu\n  {SAID}",
    ),
    "folded": (
        "- id: j\n  indicator: journeys\n  printed: >-\n    6.312.045\n    triệu\n\n  claims:"
        " [{kind: attainment, printed: '52,6%', of: 2024}]\n",
        "    triệu\n", f"    triệu\n  {SAID}\n",
    ),
    "windows": (
        "- id: j\r\n  indicator: journeys\r\n  printed: 6.312.045 triệu\r\n"
        "  claims: [{kind: attainment, printed: '52,6%', of: 2024}]\r\n",
        "6.312.045 triệu\r\n", f"6.312.045 triệu\r\n  {SAID}\r\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "with a byte order mark"])
def test_layouts_stay_as_they_are(tmp_path: Path, layout: str, mark: str) -> None:
    entries, old, new = LAYOUTS[layout]
    file = _made(tmp_path, f"figures:\n{entries}")
    file.write_bytes((mark + file.read_bytes().decode()).encode())
    before = file.read_bytes().decode()
    words = "--reason 'seen in print' --on 2024-08-01"
    found = run(f"tracker fix PT201 --plan {tmp_path} {words}")
    assert (found.code, found.err) == (0, "")
    assert before.count(old) == 1
    assert file.read_bytes().decode() == before.replace(old, new)
    assert load(tmp_path)[1] == []


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        (
            "- {id: a, indicator: tolls, printed: 5 tỷ đồng, note: &it 6.312.045 triệu}\n"
            "- {id: j, indicator: journeys, printed: *it, claims: [{kind: attainment, "
            "printed: '52,6%', of: 2024}]}\n",
            "by hand",
        ),
        (
            "- {id: j, indicator: journeys, printed: 6.312.045 triệu, claims: [{kind: attainment, "
            "printed: '60%', of: 2024}]}\n",
            "",
        ),
    ],
)
def test_what_cannot_be_written_is_refused(tmp_path: Path, entries: str, said: str) -> None:
    file = _made(tmp_path, f"figures:\n{entries}")
    before = file.read_bytes()
    found = run(f"tracker fix PT201 --plan {tmp_path}")
    if said:
        assert (found.code, found.out) == (2, "")
        assert said in found.err
        assert file.read_bytes() == before
    else:
        assert load(tmp_path)[1] == []


ENGLISH = "“6.312.045 triệu” of s#j has been corrected: 6,000,000 persons counts."
VIETNAMESE = "“6.312.045 triệu” của s#j đã được đính chính: số được dùng là 6.000.000"


@pytest.mark.parametrize(
    ("form", "lang", "said"),
    [
        ("text", "vi", VIETNAMESE),
        *(
            (form, "en", ENGLISH)
            for form in ("text", "json", "sarif", "markdown", "junit", "github")
        ),
    ],
)
def test_what_is_corrected_and_still_wrong_says_what_counts(
    tmp_path: Path, form: str, lang: str, said: str
) -> None:
    wrong = SAID.replace("6.312.045", "6.000.000")
    _made(tmp_path, "figures:\n" + LAYOUTS["flow"][0].replace("triệu,", f"triệu, {wrong},"))
    words = f"--fail-on warning --format {form} --lang {lang}"
    found = run(f"tracker check --plan {tmp_path} {words}")
    assert found.code == 1, found.err
    page = found.out.replace("%0A", " ").replace("\\", "")
    assert said in " ".join(page.split())


def test_a_claim_is_corrected_where_it_stands(tmp_path: Path) -> None:
    claims = "{kind: attainment, printed: 'đạt 4167%', of: 2024}"
    file = _made(
        tmp_path,
        "figures:\n- {id: a, indicator: tolls, printed: 1.250 tỷ đồng, claims: ["
        f"{claims}, {{kind: growth, printed: tăng 25%, against: 2023-H1}}, {{kind: base, printed: "
        "1.000 tỷ đồng, period: 2023-H1}]}\n",
    )
    before = file.read_text("utf-8")
    found = run(f"tracker fix s#a.attainment --plan {tmp_path} --on 2024-08-01 --reason x")
    assert (found.code, found.err) == (0, "")
    after = file.read_text("utf-8")
    said = ', corrected: {to: "đạt 41,67%", reason: "x", date: 2024-08-01}'
    assert after == before.replace("printed: 'đạt 4167%'", f"printed: 'đạt 4167%'{said}")
    assert run(f"tracker check --plan {tmp_path}").code == 0


CELLS = 'journeys,level,6.312.045 triệu\njourneys,attainment,"52,6%"\n'
OF_CELL = (
    '{cell: C2, printed: "6.312.045 triệu", to: "6.312.045", reason: "seen in print", '
    "on: 2024-08-01}"
)
IN_LIST = f"\ncorrections:\n  - {OF_CELL}\n"
TABLE_LAYOUTS = {
    "none yet": ("table: {file: t.csv}\n", f"table: {{file: t.csv}}{IN_LIST}"),
    "no line end": ("table: {file: t.csv}", f"table: {{file: t.csv}}{IN_LIST}"),
    "behind others": (
        "corrections:\n- cell: C3\n  printed: 52,6%  # half\n  to: 52,7%\n  reason: r\n"
        "  on: 2024-07-01\n\ntable: {file: t.csv}\n",
        "corrections:\n- cell: C3\n  printed: 52,6%  # half\n  to: 52,7%\n  reason: r\n"
        f"  on: 2024-07-01\n- {OF_CELL}\n\ntable: {{file: t.csv}}\n",
    ),
    "in brackets": (
        "table: {file: t.csv}\ncorrections: [{cell: C3, printed: '52,6%', to: '52,7%', reason: r, "
        "on: 2024-07-01}]  # one\n",
        "table: {file: t.csv}\ncorrections: [{cell: C3, printed: '52,6%', to: '52,7%', reason: r, "
        f"on: 2024-07-01}}, {OF_CELL}]  # one\n",
    ),
    "windows": (
        "table: {file: t.csv}\r\n", f"table: {{file: t.csv}}\r\ncorrections:\r\n  - {OF_CELL}\r\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("layout", TABLE_LAYOUTS)
def test_the_correction_of_a_cell_stands_in_its_source(tmp_path: Path, layout: str) -> None:
    before, after = TABLE_LAYOUTS[layout]
    file = _made(tmp_path, before)
    table = tmp_path / "seeds" / "t.csv"
    table.write_text(f"indicator,kind,printed\n{CELLS}", "utf-8")
    words = "--reason 'seen in print' --on 2024-08-01"
    dry = run(f"tracker fix PT201 --plan {tmp_path} {words} --dry-run")
    assert (dry.code, dry.err) == (0, "") and file.read_bytes().decode() == HEAD + before
    wet = run(f"tracker fix PT201 --plan {tmp_path} {words}")
    assert wet == dry and OF_CELL in wet.out
    assert file.read_bytes().decode() == HEAD + after
    assert table.read_text("utf-8").endswith(CELLS)
    assert run(f"tracker check --plan {tmp_path}").code == 0


def test_a_cell_is_named_with_its_sheet_where_there_are_several(tmp_path: Path) -> None:
    file = _made(tmp_path, "table: {file: t.xlsx, sheet: Quý 1}\n")
    book = openpyxl.Workbook()
    book.active.append(["nothing"])
    sheet = book.create_sheet("Quý 1")
    for row in (("indicator", "kind", "value", "unit"), ("journeys", "level", 6312045, "triệu")):
        sheet.append(row)
    sheet.append(("journeys", "attainment", 52.6, "%"))
    book.save(tmp_path / "seeds" / "t.xlsx")
    found = run(f"tracker fix PT201 --plan {tmp_path} --reason r --on 2024-08-01")
    assert (found.code, found.err) == (0, "")
    said = '{cell: "Quý 1!C2", printed: "6312045", to: "6312045 person"'
    assert file.read_text("utf-8").endswith(f'  - {said}, reason: "r", on: 2024-08-01}}\n')
    assert run(f"tracker check --plan {tmp_path}").code == 0


def test_what_stands_in_no_cell_with_a_name_is_left_alone(tmp_path: Path) -> None:
    _made(tmp_path, "table: {file: t.jsonl}\n")
    rows = (
        '{"indicator": "journeys", "kind": "level", "printed": "6.312.045 triệu"}\n'
        '{"indicator": "journeys", "kind": "attainment", "printed": "52,6%"}\n'
    )
    (tmp_path / "seeds" / "t.jsonl").write_text(rows, "utf-8")
    found = run(f"tracker fix PT201 --plan {tmp_path}")
    assert (found.code, found.out) == (2, "")
    assert "stands in no cell with a name: correct it as “6.312.045”" in found.err


def test_a_reason_is_text_whatever_it_holds(tmp_path: Path) -> None:
    file = _made(tmp_path, f"figures:\n{LAYOUTS['flow'][0]}")
    reason = 'a "b" \\ {c: d}, # e: [f] \x1b[31m\u202e \U0001f600'
    with patch.dict("os.environ", {"REASON": reason}):
        from plan_tracker.cli import main

        assert main(["fix", "PT201", "--plan", str(tmp_path), "--reason", reason]) == 0
    text = file.read_text("utf-8")
    assert "\x1b" not in text and "\u202e" not in text and "\U0001f600" in text
    assert load(tmp_path)[1] == []


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("0000000000000000", "names no finding"),
        ("d41", "names no finding"),
        ("PT403", "names 2 findings"),
        ("34ae08253ea72ac6", "has no repair"),
    ],
)
def test_which_finding(shipped: Path, word: str, said: str) -> None:
    found = run(f"tracker fix {word} --plan {shipped}")
    assert (found.code, found.out) == (2, "")
    assert said in found.err


def test_a_file_that_cannot_be_written_stays_whole(shipped: Path) -> None:
    file = shipped / "seeds" / "mic-2023-h1.yaml"
    before = file.read_bytes()
    with patch("os.fsync", side_effect=OSError(28, "No space left on device")):
        found = run(f"tracker fix d411d0b6 --plan {shipped}")
    assert (found.code, found.out) == (2, "")
    assert "No space left on device" in found.err
    assert file.read_bytes() == before
    assert {each.suffix for each in file.parent.iterdir()} == {".yaml"}
