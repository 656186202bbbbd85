"""Every command runs on the shipped plan; what it says there is for other tests to judge."""

import json
import shlex
from pathlib import Path

from tests.cli.transcript import run

PLAN = f"--plan {shlex.quote(str(Path(__file__).parents[2]))}"


def test_status() -> None:
    found = run(f"tracker status {PLAN} --format json")
    document = json.loads(found.out)
    assert found.code == 0
    assert {"ndxp-2023", "services-2023"} <= {target["id"] for target in document["targets"]}
    assert {target["target"]["origin"] for target in document["targets"]} == {
        "declared",
        "implied",
    }


def test_status_in_words() -> None:
    found = run(f"COLUMNS=100 tracker status {PLAN} --lang vi --full")
    assert found.code == 0
    assert "Chỉ tiêu được giao" in found.out
    assert max(map(len, found.out.splitlines())) <= 100


def test_check() -> None:
    found = run(f"tracker check {PLAN} --format json")
    document = json.loads(found.out)
    assert found.code == (1 if document["summary"]["error"] else 0)
    assert any(
        (finding["repair"] or {}).get("statement") == "mic-2023-h1#ndxp"
        for finding in document["findings"]
    )


def test_figures() -> None:
    figures = json.loads(run(f"tracker figures {PLAN} --format json").out)
    assert len(figures) > 100


def test_explain() -> None:
    found = run(f"tracker explain ndxp-2023 {PLAN}")
    assert found.code == 0
    assert "287.620.511 triệu giao dịch" in found.out
