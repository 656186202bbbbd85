"""The message, the JSON and the picture of one finding have their numbers from one evidence."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from plan_tracker.loading.folder import load
from plan_tracker.model.finding import Finding
from plan_tracker.model.interval import Interval
from plan_tracker.model.text import Between, Listed, Phrase
from plan_tracker.reconcile.evidence.contrast import Contrast, Role, Row
from plan_tracker.reconcile.evidence.contrasts import contrasts
from plan_tracker.reconcile.reconcile import Reconciled, reconcile
from plan_tracker.reconcile.system.claims import TRUSTED_RELATIONS
from plan_tracker.report.check.json import finding_json
from slips import SLIPS, slip
from synthetic_reports import load_report, make_report
from tests.checks.made_cases import cases, load_case

ROOT = Path(__file__).parents[3]

Numbers = tuple[str, Interval, Interval]  # of what, in the message, in the picture


def _spans(text: Any) -> Iterator[tuple[str, Interval]]:
    """The printed texts that a text quotes, each with what it was read as."""
    if isinstance(text, Listed):
        for item in text.items:
            yield from _spans(item)
    elif isinstance(text, Phrase):
        quoted = text.parts.get("text")
        if "name" in text.parts and isinstance(quoted, Phrase):
            interval, printed = quoted.parts["interval"], quoted.parts["printed"]
            assert isinstance(interval, Between) and isinstance(printed, str)
            yield printed, interval.interval
        for part in text.parts.values():
            yield from _spans(part)


def _between(text: Any, part: str) -> Interval | None:
    found = text.parts.get(part) if isinstance(text, Phrase) else None
    return found.interval if isinstance(found, Between) else None


def _is_sum(row: Row) -> bool:
    """Whether a row is what the parts of a total come to, with nothing left."""
    return row.words is TRUSTED_RELATIONS["identity"].forward


def compared(finding: Finding, contrast: Contrast) -> Iterator[Numbers]:
    """All that both the message and the picture of a finding say."""
    quoted = dict(_spans(finding.message))
    for row in contrast.rows:
        if row.role in (Role.SAID, Role.GIVEN) and row.printed in quoted:
            yield row.name, quoted[row.printed], row.interval

        comparison = _between(finding.message, "comparison")
        if row.compares and comparison is not None:
            yield "comparison", comparison, row.interval

        whole = _between(finding.message, "sum")
        if row.role is Role.IMPLIED and _is_sum(row) and whole is not None:
            yield "sum", whole, row.interval


def agreeing(reconciled: Reconciled) -> int:
    """How many numbers of messages and pictures were compared: none of them differ."""
    pictures = contrasts(reconciled.system, reconciled.findings)
    count = 0
    for finding in reconciled.findings:
        if finding.evidence is not None:
            ends = finding_json(finding, "en")["intervals"]
            for saying in finding.evidence.sayings:
                if saying.name in ends and finding.trusted:
                    low = saying.interval.low
                    assert ends[saying.name]["low"] == (None if low is None else float(low))

        contrast = pictures.get(finding.fingerprint)
        for what, in_message, in_picture in compared(finding, contrast) if contrast else ():
            assert in_message == in_picture, f"{finding.code} {what}"
            count += 1
    return count


def test_message_and_picture_of_the_shipped_findings_agree() -> None:
    loaded, problems = load(ROOT)
    assert problems == []
    assert agreeing(reconcile(loaded)) == 3


@pytest.mark.parametrize(("code", "name", "case"), cases())
def test_message_and_picture_of_a_case_agree(
    tmp_path: Path, code: str, name: str, case: dict[str, Any]
) -> None:
    agreeing(reconcile(load_case(tmp_path, case)))


def test_message_and_picture_of_made_reports_agree() -> None:
    count = 0
    for number, kind in enumerate(sorted(SLIPS) * 2):
        rng = Random(number)
        report = make_report(rng, {"rounded": 0.85, "hedged": 0.15})
        slipped = slip(rng, report, kind)
        if slipped is not None:
            count += agreeing(reconcile(load_report(slipped[0])))
    assert count > 9
