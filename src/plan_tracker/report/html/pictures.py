"""The pictures of the page, each drawn for the place that it stands in."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from plan_tracker.model.finding import Finding
from plan_tracker.reconcile.evidence.contrast import Contrast
from plan_tracker.report.html.anchors import anchor
from plan_tracker.report.html.targets import Entry
from plan_tracker.report.pictures import bullet, contradiction, history, stages
from plan_tracker.report.pictures.shapes import Picture
from plan_tracker.report.pictures.svg import embedded
from plan_tracker.report.report import Report


@dataclass(frozen=True, slots=True)
class Pictures:
    """Draws what a report shows, in one language; a picture that says nothing is empty."""

    report: Report
    lang: str
    contrasts: Mapping[str, Contrast]

    def bullet(self, entry: Entry) -> Markup:
        """What is attained, expected by now and projected, beside what is to be reached."""
        picture = bullet.bullet(entry.target, self.lang, labelled=False)
        return self._drawn(picture, "bullet", entry.target.id)

    def history(self, entry: Entry) -> Markup:
        """What was reported, the path and what is projected."""
        trajectory, as_of = entry.explanation.trajectory, self.report.progress.as_of
        if trajectory is None or as_of is None:
            return Markup("")
        picture = history.history(entry.target, trajectory, as_of, self.lang)
        return self._drawn(picture, "history", entry.target.id)

    def stages(self, entry: Entry) -> Markup:
        """The stages of a milestone in time."""
        as_of = self.report.progress.as_of
        picture = stages.stages(entry.target, as_of, self.lang) if as_of else None
        return self._drawn(picture, "stages", entry.target.id)

    def contradiction(self, finding: Finding) -> Markup:
        """The intervals that do not meet."""
        contrast = self.contrasts.get(finding.fingerprint)
        if contrast is None:
            return Markup("")

        picture = contradiction.contradiction(contrast, self.report.plan, self.lang)
        return self._drawn(picture, "contradiction", finding.fingerprint)

    def _drawn(self, picture: Picture | None, kind: str, name: str) -> Markup:
        return Markup("" if picture is None else embedded(picture, anchor(self.lang, kind, name)))
