"""The pictures of the page, each drawn for the place that it stands in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from plan_tracker.model.finding import Finding
from plan_tracker.reconcile.evidence.contrast import Contrast
from plan_tracker.report.html.anchors import anchor
from plan_tracker.report.html.targets import Entry
from plan_tracker.report.pictures import bullet, contradiction, history, stages
from plan_tracker.report.pictures.shapes import Picture
from plan_tracker.report.pictures.svg import embedded
from plan_tracker.report.report import Report

_NARROW = 340.0  # pixels: as wide as the screen of a phone has room for


@dataclass(frozen=True, slots=True)
class Pictures:
    """Draws what a report shows, in one language; a picture that says nothing is empty.

    Each comes with its values in words, which the page shows where a pointer or the keyboard is. A
    picture that stands by itself is drawn for wide and for narrow screens.
    """

    report: Report
    lang: str
    contrasts: Mapping[str, Contrast]

    def bullet(self, entry: Entry) -> Markup:
        """What is attained, expected by now and projected, or the stages, in a row of the table."""
        target = entry.target
        picture = bullet.bullet(target, self.lang, labelled=False)
        picture = picture or stages.stage_bar(target, self.lang)
        if picture is None:
            return Markup("")
        name = anchor(self.lang, "bullet", target.id)
        return Markup(embedded(picture, name, focused=True)) + _values(picture)

    def history(self, entry: Entry) -> Markup:
        """What was reported, the path and what is projected."""
        trajectory, as_of = entry.explanation.trajectory, self.report.progress.as_of
        if trajectory is None or as_of is None:
            return Markup("")
        draw = partial(history.history, entry.target, trajectory, as_of, self.lang)
        return self._drawn(draw, "history", entry.target.id)

    def stages(self, entry: Entry) -> Markup:
        """The stages of a milestone in time."""
        as_of = self.report.progress.as_of
        if as_of is None:
            return Markup("")
        draw = partial(stages.stages, entry.target, as_of, self.lang)
        return self._drawn(draw, "stages", entry.target.id)

    def contradiction(self, finding: Finding) -> Markup:
        """The intervals that do not meet."""
        contrast = self.contrasts.get(finding.fingerprint)
        if contrast is None:
            return Markup("")

        draw = partial(contradiction.contradiction, contrast, self.report.plan, self.lang)
        return self._drawn(draw, "contradiction", finding.fingerprint)

    def _drawn(self, draw: Callable[..., Picture | None], kind: str, name: str) -> Markup:
        """A picture as wide as its own width, and as a phone."""
        wide, narrow = draw(), draw(width=_NARROW)
        if wide is None or narrow is None:
            return Markup("")
        drawings = (
            embedded(wide, anchor(self.lang, kind, name), "wide"),
            embedded(narrow, anchor(self.lang, f"narrow-{kind}", name), "narrow"),
        )
        return Markup("".join(drawings)) + _values(wide)


def _values(picture: Picture) -> Markup:
    """What a picture shows in words; a screen reader has them from the picture."""
    return Markup('<span class="tip" aria-hidden="true">{}</span>').format(picture.description)
