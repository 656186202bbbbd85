"""The file for `targets/` with what a document needs and the plan does not have yet."""

from collections.abc import Iterable, Iterator, Sequence

from plan_tracker.documents.source_file.entry import FigureEntry
from plan_tracker.documents.source_file.kept import CannotKeepError
from plan_tracker.documents.source_file.writing import Head, Written
from plan_tracker.loading.files.nodes import Items, Keys
from plan_tracker.loading.files.tree import read_tree
from plan_tracker.loading.files.yaml_text import comment
from plan_tracker.loading.proposal.files import indicator_entry, named_aims, target_entry
from plan_tracker.loading.proposal.parts import Aim, Proposed
from plan_tracker.model.plan import Plan

_YEAR = 4  # digits; what a plan wants is for a year
_IN_BLOCK = ("", " ", "-", "#")  # how the lines of a block begin
_OPEN = ("", "#")  # how those that need not belong to it do


def aims_of(written: Written, source: str, plan: Plan) -> list[Aim]:
    """The plan values that a document prints, where the plan has no target for that time."""
    declared = {(target.indicator, str(target.period)) for target in plan.targets}
    live = [entry for entry in written.entries if not entry.unusable()]
    aims = (aim for entry in live for aim in _aims(entry, written.period, source))
    return [aim for aim in aims if (aim.indicator, aim.period) not in declared]


def _aims(entry: FigureEntry, period: str | None, source: str) -> Iterator[Aim]:
    """The plan value that a figure is, and the first that stands beside it."""
    figure, name = entry.figure, f"{source}#{entry.id}"
    usual = (figure.period or period or "")[:_YEAR]
    if figure.standing == "plan" and figure.printed and usual:
        yield Aim(entry.indicator, usual, figure.printed, source=name)
    for claim, line in zip(figure.claims, entry.claims, strict=True):
        named = claim.reference.period if claim.reference else None
        due = (named or usual)[:_YEAR]
        alike = not figure.unit or claim.unit in ("", figure.unit)
        if claim.kind == "target" and not line.off and due and alike:
            yield Aim(entry.indicator, due, claim.printed, source=f"{name}.target")
            return


def targets_file(
    head: Head, standing: str, indicators: Sequence[Proposed], aims: Sequence[Aim]
) -> str:
    """A file of targets with what is `standing` in it, which stays as it is, and more.

    Raises CannotKeepError where its blocks are not written in lines.
    """
    lines = standing.splitlines() or _head(head)
    blocks = list(_blocks(indicators, aims, head.locale))
    for block, entries in blocks:
        lines = _with_entries(lines, block, entries)
    text = "\n".join(lines) + "\n"
    if standing and not _holds(text, standing):
        said = "; ".join(entry for _, entries in blocks for entry in entries)
        raise CannotKeepError(f"nothing can be added to its blocks: write by hand: {said}")
    return text


def _head(head: Head) -> list[str]:
    doubt = f"  {comment(f'confirm: {head.doubt}')}" if head.doubt else ""
    return [
        comment(f"Proposed from {head.document}. Whatever is marked `confirm` is a guess: look at"),
        comment("it, and take the mark away."),
        f"locale: {head.locale}{doubt}",
    ]


def _blocks(
    indicators: Iterable[Proposed], aims: Iterable[Aim], locale: str
) -> Iterator[tuple[str, list[str]]]:
    """The entries of each block that gets some."""
    declared = [indicator_entry(each, locale) for each in indicators]
    aimed = [f"- {target_entry(name, aim)}" for name, aim in named_aims(aims)]
    if declared:
        yield "indicators", declared
    if aimed:
        yield "targets", aimed


def _with_entries(lines: Sequence[str], block: str, entries: Sequence[str]) -> list[str]:
    """The lines with entries at the end of a block, which may be a new one."""
    heads = (f"{block}:", f"{block}: []", f"{block}: {{}}")
    first = next((at for at, line in enumerate(lines) if line.rstrip() in heads), None)
    if first is None:
        return [*lines, "", f"{block}:", *(f"  {entry}" for entry in entries)]

    beyond = (at for at in range(first + 1, len(lines)) if lines[at][:1] not in _IN_BLOCK)
    end = next(beyond, len(lines))
    while end > first + 1 and lines[end - 1][:1] in _OPEN:
        end -= 1
    inside = [line for line in lines[first + 1 : end] if line.strip()[:1] not in _OPEN]
    indent = inside[0][: len(inside[0]) - len(inside[0].lstrip())] if inside else "  "
    more = [f"{indent}{entry}" for entry in entries]
    return [*lines[:first], f"{block}:", *lines[first + 1 : end], *more, *lines[end:]]


def _holds(text: str, standing: str) -> bool:
    """Whether all that stands in a file stands in its new text."""
    before, (after, problems) = read_tree(standing, "")[0], read_tree(text, "")
    if before is None or after is None or problems:
        return False
    return all(_is_part(value, after.get(name)) for name, value in before.items())


def _is_part(value: object, whole: object) -> bool:
    if isinstance(value, Items) and isinstance(whole, Items):
        return whole[: len(value)] == value
    if isinstance(value, Keys) and isinstance(whole, Keys):
        return value.items() <= whole.items()
    return value == whole
