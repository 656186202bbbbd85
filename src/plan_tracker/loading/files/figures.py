"""One more figure in the text of a source file, or in that of a new one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from plan_tracker.loading.files.lists import appended
from plan_tracker.loading.files.nodes import Items
from plan_tracker.loading.files.tree import read_tree
from plan_tracker.loading.files.yaml_text import flow_list, flow_mapping, quoted, scalar
from plan_tracker.model.text import phrase


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """A claim as it is to stand there; `of` or `against` is a period, or empty."""

    kind: str
    printed: str
    of: str = ""
    against: str = ""


@dataclass(frozen=True, slots=True)
class FigureEntry:
    """A figure as it is to stand there; an empty `entity` or `period` is that of the source."""

    id: str
    indicator: str
    printed: str
    entity: str = ""
    period: str = ""
    claims: Sequence[ClaimEntry] = ()


class CannotAddError(ValueError):
    """A text that no figure can be added to; the message says why."""


def new_source(name: str, locale: str, entity: str, period: str, figure: FigureEntry) -> str:
    """The text of a source file with one figure."""
    head = {
        "id": scalar(name),
        "locale": locale,
        **({"entity": scalar(entity)} if entity else {}),
        "period": scalar(period),
    }
    entry = _entry(replace(figure, entity="", period=""))  # those of the source
    return f"source: {flow_mapping(head)}\nfigures:\n  - {entry}\n"


def with_figure(text: str, file: str, figure: FigureEntry) -> str:
    """The text of a source file with one more figure, behind those that stand there.

    Raises CannotAddError, which shows the entry.
    """
    tree, problems = read_tree(text, file)
    known = tree.get("figures") if tree is not None and not problems else None
    entry = _entry(figure)
    if not isinstance(known, Items):
        raise CannotAddError(
            phrase(
                "{file}: has no list of `figures`: write it by hand: - {entry}",
                file=file,
                entry=entry,
            )
        )
    after = appended(text, "figures", known, entry)
    there, wrong = read_tree(after, file)
    added, _ = read_tree(f"figures: [{entry}]", file)
    if wrong or not there or not added or there["figures"] != [*known, *added["figures"]]:
        raise CannotAddError(phrase("{file}: write it by hand: - {entry}", file=file, entry=entry))
    return after


def _entry(figure: FigureEntry) -> str:
    parts = {
        "id": scalar(figure.id),
        "indicator": scalar(figure.indicator),
        **({"entity": scalar(figure.entity)} if figure.entity else {}),
        **({"period": scalar(figure.period)} if figure.period else {}),
        "printed": quoted(figure.printed),
        **({"claims": flow_list(map(_claim, figure.claims))} if figure.claims else {}),
    }
    return flow_mapping(parts)


def _claim(claim: ClaimEntry) -> str:
    parts = {
        "kind": claim.kind,
        "printed": quoted(claim.printed),
        **({"of": scalar(claim.of)} if claim.of else {}),
        **({"against": scalar(claim.against)} if claim.against else {}),
    }
    return flow_mapping(parts)
