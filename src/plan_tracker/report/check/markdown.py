"""`tracker check --format markdown`: a summary for a pull-request comment or a job's page."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from plan_tracker.model.finding import Finding
from plan_tracker.model.place import Place
from plan_tracker.model.text import Name, phrase
from plan_tracker.report.check.content import Checked
from plan_tracker.report.check.marks import mark_said, unmarked_said
from plan_tracker.report.summary import SEVERITIES
from plan_tracker.report.words.counts import (
    counted,
    figures_counted,
    findings_counted,
    statements_counted,
)
from plan_tracker.report.words.findings import (
    alike,
    alike_said,
    counted_codes,
    group_handle,
    group_sentences,
)
from plan_tracker.report.words.labels import label, said
from plan_tracker.report.writing.harmless import escape_comment

_LONGEST = 60_000  # characters; a comment may have 65,536
_FOR_REST = 500  # of them, for what is said of those left out
_OPEN = frozenset({"error", "warning"})  # what stands open; notes and what is waived is folded


def render_check_markdown(checked: Checked, lang: str, named: Callable[[str], str] = str) -> str:
    """The counts, then the findings by severity, as many as a comment may hold.

    `named` says how a file is called where the comment is read.
    """
    head = f"## {escape_comment(findings_counted(checked.summary, lang))}\n"
    if checked.figures is not None:
        head += f"\n{escape_comment(figures_counted(checked.figures, lang))}\n"
    foot = f"\n{escape_comment(statements_counted(checked.summary, lang))}\n"
    room = _LONGEST - len(head) - len(foot)
    body = ""
    for title, findings, is_open in _groups(checked, lang):
        groups = alike(findings)
        entries = (
            (_finding(each, checked.figures is None, lang, named), len(each)) for each in groups
        )
        body += _group(title, findings, entries, is_open, room - len(body), lang)
    return head + body + _marks(checked, room - len(body), lang) + foot


def _marks(checked: Checked, room: int, lang: str) -> str:
    """The marks of figures that there is room for, folded, and how many have no room or none."""
    if not checked.marks:
        return ""
    title = counted(len(checked.marks), "figure", lang)
    begin, end = f"\n<details>\n<summary>{title}</summary>\n\n", "\n</details>\n"
    left, lines = room - len(begin) - len(end) - _FOR_REST, []
    for mark in checked.marks:
        line = f"- {escape_comment(mark_said(mark, lang))}\n"
        left -= len(line)
        if left < 0:
            break
        lines.append(line)
    if left < 0 and not lines:
        return ""
    if rest := len(checked.marks) - len(lines):
        lines.append(f"- {counted(rest, 'figure', lang)} {label('more', lang)}\n")
    printed = checked.figures.printed if checked.figures else len(checked.marks)
    unmarked = unmarked_said(printed - len(checked.marks), lang)
    return "".join((begin, *lines, *(f"- {escape_comment(line)}\n" for line in unmarked), end))


def _groups(checked: Checked, lang: str) -> Iterator[tuple[str, list[Finding], bool]]:
    for severity in SEVERITIES:
        found = [each for each in checked.findings if each.severity == severity and not each.waiver]
        yield counted(len(found), severity, lang), found, severity in _OPEN
    waived = [each for each in checked.findings if each.waiver]
    yield said(phrase("{count} waived", count=len(waived)), lang), waived, False


def _group(
    title: str,
    findings: Sequence[Finding],
    entries: Iterator[tuple[str, int]],
    is_open: bool,
    room: int,
    lang: str,
) -> str:
    """The findings of a group that there is room for, and how many there was none for.

    Each entry comes with how many findings it tells of.
    """
    if not findings:
        return ""
    attribute = " open" if is_open else ""
    begin = f"\n<details{attribute}>\n<summary>{title}</summary>\n\n"
    end = "\n</details>\n"
    left = room - len(begin) - len(end) - _FOR_REST
    lines, told = [], 0
    for line, count in entries:
        left -= len(line)
        if left < 0:
            break
        lines.append(line)
        told += count
    rest = [finding for group in alike(findings) for finding in group][told:]
    if rest:
        more = f"{counted(len(rest), 'finding', lang)} {label('more', lang)}"
        lines.append(f"- {more}: {counted_codes(rest)}\n")
    return begin + "".join(lines) + end


def _finding(
    group: Sequence[Finding], has_plan: bool, lang: str, named: Callable[[str], str]
) -> str:
    """Findings that are alike; only in the source file of a plan can a repair be written."""
    finding = group[0]
    names = group_handle(group, lang, mendable=has_plan).replace("`", "")
    place = f" `{_code(_where(finding.locations[0], named))}`" if finding.locations else ""
    head = escape_comment(f"{finding.code} {said(Name(finding.name), lang)}")
    more = alike_said(group, lang)
    sentences = group_sentences(group, lang, partial(_where, named=named))
    told = "".join(f"  \n  {escape_comment(sentence)}" for sentence in sentences)
    return f"- **{head}**{place}{more}{told}  \n  <sub>{escape_comment(names)}</sub>\n"


def _where(place: Place, named: Callable[[str], str]) -> str:
    """A place in a file as it is called where the comment is read."""
    whole = str(place)
    return named(place.path) + whole.removeprefix(place.path) if whole != place.path else whole


def _code(text: str) -> str:
    """A file's name and place between backticks, which only a backtick could end."""
    return escape_comment(text, in_code=True)
