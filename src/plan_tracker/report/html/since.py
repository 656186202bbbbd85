"""What has changed of a target since the report before."""

from dataclasses import dataclass

from plan_tracker.model.text import Word, phrase
from plan_tracker.progress.outcome import Progress, TargetStatus
from plan_tracker.report.words.labels import said
from plan_tracker.report.words.numbers import COMPUTED, number


@dataclass(frozen=True, slots=True)
class Since:
    """`said` is what is new, `was` the status where it was another one; either may be empty.

    `points` are by how many percent of the target more is attained; None where that is not known.
    """

    said: str = ""
    was: str = ""
    points: float | None = None


def since(target: TargetStatus, earlier: Progress | None, lang: str) -> Since:
    """What has changed of a target since an earlier progress, in words of a language."""
    known = {before.id: before for before in earlier.targets} if earlier else {}
    before = known.get(target.id)
    if before is None or before.actual is None:
        is_new = earlier is not None and target.actual is not None
        return Since(said(phrase("first figure"), lang) if is_new else "")
    was = phrase("was {status}", status=Word(before.status.replace("-", " ")))
    status = "" if before.status == target.status else said(was, lang)
    if before.actual == target.actual:
        return Since(said(phrase("no new figure"), lang), status)
    points = _points(target, before)
    if points is None:
        return Since(said(phrase("new figure"), lang), status)
    size = ("+" if points > 0 else "") + number(points, lang, COMPUTED)
    return Since(said(phrase("{size} points", size=size), lang), status, points)


def _points(target: TargetStatus, before: TargetStatus) -> float | None:
    now, then = target.attainment, before.attainment
    if now is None or then is None or now.value is None or then.value is None:
        return None
    return now.value - then.value
