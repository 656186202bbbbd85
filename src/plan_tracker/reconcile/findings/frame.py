"""The findings as a frame, for those who go on computing."""

from collections.abc import Iterable, Iterator, Sequence

import pandas as pd
import pandera.pandas as pa

from plan_tracker.model.finding import Finding
from plan_tracker.reconcile.findings.finding import SEVERITIES

_TEXTS = (
    "name", "message", "remedy", "statement", "statements", "file", "repair_from", "repair_to",
    "fingerprint",
)  # fmt: skip

FINDINGS = pa.DataFrameSchema(
    {
        "code": pa.Column(str, pa.Check.str_matches(r"^PT\d{3}$")),
        "severity": pa.Column(str, pa.Check.isin(SEVERITIES)),
        **{name: pa.Column(str) for name in _TEXTS},
        "line": pa.Column(int, pa.Check.ge(0)),
        "column": pa.Column(int, pa.Check.ge(0)),
        "repair_value": pa.Column(float, nullable=True),
        "waived": pa.Column(bool),
    },
    strict=True,
)


def findings_frame(findings: Sequence[Finding]) -> pd.DataFrame:
    """A row for each finding, the worst first; texts are in English.

    `statement` is the first that it is about, `statements` all of them with commas between;
    `file`, `line` and `column` are where it stands. The columns of a repair are empty, its value
    NaN in base units, where none is known.
    """
    kinds = {name: str(column.dtype) for name, column in FINDINGS.columns.items()}
    frame = pd.DataFrame(list(_rows(findings)), columns=list(kinds))
    checked: pd.DataFrame = FINDINGS.validate(frame.astype(kinds))
    return checked


def _rows(findings: Iterable[Finding]) -> Iterator[dict[str, object]]:
    for finding in findings:
        place = finding.locations[0] if finding.locations else None
        repair = finding.repair
        yield {
            "code": finding.code,
            "severity": finding.severity,
            "name": finding.name,
            "message": str(finding.message),
            "remedy": str(finding.remedy),
            "statement": finding.statements[0] if finding.statements else "",
            "statements": ", ".join(finding.statements),
            "file": place.file if place else "",
            "line": place.line if place else 0,
            "column": place.column if place else 0,
            "repair_from": repair.from_ if repair else "",
            "repair_to": repair.to if repair else "",
            "repair_value": float(repair.value) if repair else None,
            "fingerprint": finding.fingerprint,
            "waived": finding.waiver is not None,
        }
