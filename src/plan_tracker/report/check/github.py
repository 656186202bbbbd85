"""`tracker check --format github`: workflow commands that become annotations of the lines.

GitHub shows at most ten annotations of a level for a step. The worst come first; where there are
more, the tenth sums up the rest.
"""

from collections.abc import Callable, Iterator, Sequence

from plan_tracker.model.finding import Finding
from plan_tracker.model.plan import Severity
from plan_tracker.model.text import Text, phrase, plural
from plan_tracker.report.check.content import Checked
from plan_tracker.report.check.marks import mark_said, unmarked_said
from plan_tracker.report.summary import SEVERITIES
from plan_tracker.report.words.counts import figures_counted, findings_counted, statements_counted
from plan_tracker.report.words.findings import called, counted_codes, sentences
from plan_tracker.report.words.labels import said
from plan_tracker.report.writing.harmless import harmless

MOST = 10  # annotations of a level
_LONGEST = 4000  # characters of a message
_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}
_MORE: dict[Severity, Callable[[int], Text]] = {
    "error": lambda count: plural("{count} more error", "{count} more errors", count),
    "warning": lambda count: plural("{count} more warning", "{count} more warnings", count),
    "note": lambda count: plural("{count} more note", "{count} more notes", count),
}


def render_check_github(
    checked: Checked, named: Callable[[str], str] = str, lang: str = "en"
) -> str:
    """One command a line, then the counts; waived findings are only counted.

    `named` says how the platform calls a file.
    """
    return "\n".join(_lines(checked, named, lang)) + "\n"


def _lines(checked: Checked, named: Callable[[str], str], lang: str) -> Iterator[str]:
    for severity in SEVERITIES:
        found = [each for each in checked.findings if each.severity == severity and not each.waiver]
        shown = found if len(found) <= MOST else found[: MOST - 1]
        yield from (_annotation(each, named, lang) for each in shown)
        if len(found) > len(shown):
            yield _rest(severity, found[len(shown) :], lang)
    if checked.figures is not None:
        yield figures_counted(checked.figures, lang)
        yield from (harmless(mark_said(mark, lang)) for mark in checked.marks)
        if checked.marks:
            yield from unmarked_said(checked.figures.printed - len(checked.marks), lang)
    yield findings_counted(checked.summary, lang)
    yield statements_counted(checked.summary, lang)


def _annotation(finding: Finding, named: Callable[[str], str], lang: str) -> str:
    place = finding.locations[0] if finding.locations else None
    where: dict[str, object] = {"file": named(place.path)} if place else {}
    within = ""
    if place is not None and place.in_lines:
        where |= {"line": place.line, "col": place.column}
    elif place is not None:
        within = place.within
    lines = (within, *sentences(finding, lang), called(finding, lang))
    told = "\n".join(harmless(line) for line in lines if line)
    title = f"{finding.code} {finding.name}"
    return command(finding.severity, told, {**where, "title": title})


def _rest(severity: Severity, findings: Sequence[Finding], lang: str) -> str:
    title = said(_MORE[severity](len(findings)), lang)
    rest = phrase("{codes}: the job summary lists the worst of them, JSON all.")
    told = said(rest.filled(codes=counted_codes(findings)), lang)
    return command(severity, told, {"title": title})


def command(severity: Severity, said: str, properties: dict[str, object]) -> str:
    """A workflow command with its properties, as the platform wants both escaped."""
    given = ",".join(f"{name}={_property(str(each))}" for name, each in properties.items() if each)
    return f"::{_COMMANDS[severity]} {given}::{_data(said[:_LONGEST])}"


def _data(text: str) -> str:
    """Text behind `::`, escaped as the platform asks."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(harmless(text)).replace(":", "%3A").replace(",", "%2C")
