"""Printed texts held against their document, each way that they can differ."""

from hashlib import sha256
from pathlib import Path

import pytest

from plan_tracker.documents.document import Document, Paragraph
from plan_tracker.documents.trace import Trace, trace
from plan_tracker.loading.folder import load
from plan_tracker.model.place import Place

TARGETS = """\
indicators:
  revenue: {name: Revenue, unit: VND, kind: flow}
  share: {name: Share, unit: "%", kind: ratio}
entities: {VN: {name: Viet Nam}}
"""
TEXT = (
    "Doanh thu đạt 16,7 tỷ đồng, giảm 8,6% so với cùng kỳ.\nTỷ lệ 12/63 tỉnh, đạt 99,5%, không đổi."
)


def _traced(tmp_path: Path, figures: str, text: str = TEXT, sha: str = "") -> Trace:
    (tmp_path / "targets").mkdir()
    (tmp_path / "seeds").mkdir()
    (tmp_path / "targets" / "a.yaml").write_text(TARGETS, encoding="utf-8")
    head = f"source: {{id: a, document: a.txt, sha256: {sha}, locale: vi, period: 2023}}\n"
    if not sha:
        head = "source: {id: a, document: a.txt, locale: vi, period: 2023}\n"
    (tmp_path / "seeds" / "a.yaml").write_text(f"{head}figures:\n{figures}", encoding="utf-8")
    loaded, problems = load(tmp_path)
    assert problems == []
    lines = enumerate(text.split("\n"), 1)
    blocks = tuple(Paragraph(line, Place("a.txt", number)) for number, line in lines)
    document = Document(blocks, sha256(text.encode()).hexdigest())
    return trace(loaded.sources, loaded.statements, {"a": document})


FIRST, OTHER, ELSEWHERE = "line: 1, printed: '16,7 tỷ đồng'", "reads-otherwise", "not-at-its-line"
# What the figure says after its id, and the name of what is found.
FIGURES = {
    "as it stands": (f"revenue, {FIRST}", ""),
    "shorter, same value": ("revenue, line: 1, unit: VND, printed: '16,7 tỷ'", ""),
    "cut in front": ("revenue, line: 1, printed: '6,7 tỷ đồng'", OTHER),
    "cut behind": ("revenue, line: 1, printed: '16,7'", OTHER),
    "other line": ("revenue, line: 2, printed: '16,7 tỷ đồng'", ELSEWHERE),
    "no such line": ("revenue, line: 9, printed: '16,7 tỷ đồng'", ELSEWHERE),
    "nowhere": ("revenue, line: 1, printed: '17 tỷ đồng'", ELSEWHERE),
    "no sign": (f"revenue, {FIRST}, claims: [{{kind: growth, printed: '8,6%'}}]", OTHER),
    "its sign": (f"revenue, {FIRST}, claims: [{{kind: growth, printed: 'giảm 8,6%'}}]", ""),
    "n of N as a share": ("share, line: 2, printed: 12/63 tỉnh", ""),
    "in words": (
        "share, line: 2, printed: '99,5%', "
        "claims: [{kind: change, printed: không đổi, against: 2022}]",
        "",
    ),
}


@pytest.mark.parametrize("name", FIGURES)
def test_each_way_to_differ(name: str, tmp_path: Path) -> None:
    said, expected = FIGURES[name]
    found = _traced(tmp_path, f"  - {{id: a, indicator: {said}}}\n")
    assert [each.name for each in found.findings] == ([expected] if expected else [])
    assert found.untraced == {}


def test_a_changed_document_is_named(tmp_path: Path) -> None:
    found = _traced(tmp_path, f"  - {{id: a, indicator: revenue, {FIRST}}}\n", sha="0" * 64)
    assert [each.name for each in found.findings] == ["document-changed"]


def test_what_has_no_line_is_counted(tmp_path: Path) -> None:
    found = _traced(tmp_path, "  - {id: a, indicator: revenue, printed: '16,7 tỷ đồng'}\n")
    assert found.untraced == {"a": 1}
    assert found.traced == 0
