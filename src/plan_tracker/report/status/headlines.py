"""Each finding in a line: how bad it is, what does not fit, and of what."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from plan_tracker.model.finding import Finding
from plan_tracker.model.plan import Severity
from plan_tracker.model.statement import Statement
from plan_tracker.reconcile.checks.pages import page_of
from plan_tracker.report.report import Report
from plan_tracker.report.words.counts import counted
from plan_tracker.report.words.findings import alike, severity_said
from plan_tracker.report.words.labels import label, name_of
from plan_tracker.report.words.numbers import period


@dataclass(frozen=True, slots=True)
class Headline:
    """Findings in a line: what is said of them, and the names that it is said of."""

    severity: str
    style: Severity
    code: str
    verdict: str
    subject: str
    findings: tuple[Finding, ...]

    @property
    def count(self) -> int:
        """How many findings it stands for."""
        return len(self.findings)


def headlines(report: Report, lang: str) -> list[Headline]:
    """The errors and warnings that nobody has accepted, worst first; alike ones in one."""
    open_ = [each for each in report.findings if each.severity != "note" and not each.waiver]
    wanted = {name for finding in open_ for name in finding.statements}
    known = {each.name: each for each in report.statements if each.name in wanted}
    return [_headline(group, known, report, lang) for group in alike(open_)]


def _headline(
    group: Sequence[Finding], known: Mapping[str, Statement], report: Report, lang: str
) -> Headline:
    first = group[0]
    subjects = _subjects(group, known, report, lang)
    count = counted(len(group), "figure", lang)
    subject = f"{count}, {', '.join(subjects)}" if len(group) > 1 else ", ".join(subjects[:1])
    return Headline(
        severity_said(first, lang),
        first.severity,
        first.code,
        label(page_of(first.code).verdict, lang),
        subject,
        tuple(group),
    )


def _subjects(
    group: Iterable[Finding], known: Mapping[str, Statement], report: Report, lang: str
) -> list[str]:
    """What the findings are about, by name and period; what the plan alone says, by its name."""
    names: dict[str, None] = {}
    for finding in group:
        statement = known.get(finding.statements[0]) if finding.statements else None
        if statement is None:
            names.update(dict.fromkeys(finding.trusted[:1]))
            continue
        about = statement.subject
        indicator = report.plan.indicators.get(about.indicator)
        name = name_of(indicator.name, lang, about.indicator) if indicator else about.indicator
        names[f"{name}, {period(about.period.text, lang)}"] = None
    return list(names)
