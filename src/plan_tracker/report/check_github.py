"""`tracker check --format github`: workflow commands that become annotations of the lines.

GitHub shows at most ten annotations of a level for a step. The worst come first; where there are
more, the tenth sums up the rest.
"""

from collections.abc import Callable, Iterator, Sequence

from plan_tracker.model.finding import Finding
from plan_tracker.model.plan import Severity
from plan_tracker.report.checked import SEVERITIES, Checked
from plan_tracker.report.finding_words import counted_codes, sentences
from plan_tracker.report.harmless import harmless
from plan_tracker.report.summary import findings_counted, statements_counted

MOST = 10  # annotations of a level
_LONGEST = 4000  # characters of a message
_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}


def render_check_github(checked: Checked, named: Callable[[str], str] = str) -> str:
    """One command a line, then the counts; waived findings are only counted.

    `named` says how the platform calls a file.
    """
    return "\n".join(_lines(checked, named)) + "\n"


def _lines(checked: Checked, named: Callable[[str], str]) -> Iterator[str]:
    for severity in SEVERITIES:
        found = [each for each in checked.findings if each.severity == severity and not each.waiver]
        shown = found if len(found) <= MOST else found[: MOST - 1]
        yield from (_annotation(each, named) for each in shown)
        if len(found) > len(shown):
            yield _rest(severity, found[len(shown) :])
    yield findings_counted(checked.summary, "en")
    yield statements_counted(checked.summary, "en")


def _annotation(finding: Finding, named: Callable[[str], str]) -> str:
    place = finding.locations[0] if finding.locations else None
    where = {"file": named(place.file), "line": place.line, "col": place.column} if place else {}
    said = "\n".join(map(harmless, (*sentences(finding), f"Finding {finding.fingerprint}")))
    title = f"{finding.code} {finding.name}"
    return _command(finding.severity, said, {**where, "title": title})


def _rest(severity: Severity, findings: Sequence[Finding]) -> str:
    title = f"{len(findings):,} more {severity}s"
    said = f"{counted_codes(findings)}: the job summary lists the worst of them, JSON all."
    return _command(severity, said, {"title": title})


def _command(severity: Severity, said: str, properties: dict[str, object]) -> str:
    given = ",".join(f"{name}={_property(str(each))}" for name, each in properties.items() if each)
    return f"::{_COMMANDS[severity]} {given}::{_data(said[:_LONGEST])}"


def _data(text: str) -> str:
    """Text behind `::`, escaped as the platform asks."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(harmless(text)).replace(":", "%3A").replace(",", "%2C")
