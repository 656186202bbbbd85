"""The files of a new plan: an example with comments, or what a table seems to hold."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files

from plan_tracker.loading.proposal.indicators import slug
from plan_tracker.loading.proposal.parts import Aim, Column, Proposal

_CONFIRM = "  # confirm"


def example_files() -> dict[str, str]:
    """A small plan with comments, by the paths of its files."""
    folder = files("plan_tracker.loading.proposal").joinpath("example")
    names = {"targets/example.yaml": "targets.yaml", "seeds/example.yaml": "source.yaml"}
    return {path: folder.joinpath(name).read_text("utf-8") for path, name in names.items()}


def proposed_files(proposal: Proposal, source: str, file: str, sheet: str) -> dict[str, str]:
    """A target file and a source file for a table, by their paths; `source` names the source."""
    return {
        f"targets/{source}.yaml": "\n".join(_targets(proposal, file)) + "\n",
        f"seeds/{source}.yaml": "\n".join(_source(proposal, source, file, sheet)) + "\n",
    }


def _targets(proposal: Proposal, file: str) -> Iterator[str]:
    yield f"# Proposed from {file}. Whatever is marked `confirm` is a guess: look at it."
    yield "indicators:"
    for each in proposal.indicators:
        name = f"name: {{{proposal.locale}: {_text(each.name)}}}, unit: {_text(each.unit)}"
        said = f"{name}, kind: {each.kind}, better: {each.better}"
        yield f"  {each.id}: {{{said}}}{_CONFIRM}"
    yield ""
    yield "targets:" if proposal.aims else "targets: []"
    for name, aim in _named(proposal.aims):
        entity = f", entity: {_text(aim.entity)}" if aim.entity else ""
        said = f"id: {name}, indicator: {aim.indicator}{entity}, period: {aim.period}"
        yield f"  - {{{said}, value: {_text(aim.value)}}}"
    if proposal.more:
        yield f"  # {proposal.more:,} more rows state targets: add those that matter"
    yield ""
    doubt = f"{_CONFIRM}: {proposal.doubt}" if proposal.doubt else ""
    yield f"settings: {{locale: {proposal.locale}}}{doubt}"


def _named(aims: Iterable[Aim]) -> Iterator[tuple[str, Aim]]:
    """The plan values with a name for each; of several for one thing, the first."""
    taken: set[str] = set()
    for aim in aims:
        name = "-".join(part for part in (aim.indicator, slug(aim.entity), aim.period) if part)
        if name not in taken:
            taken.add(name)
            yield name, aim


def _source(proposal: Proposal, source: str, file: str, sheet: str) -> Iterator[str]:
    form = "Which column of the table holds what" if proposal.columns else "A table in long form"
    yield f"# {form}; `confirm` marks guesses."
    period = f", period: {proposal.period}" if proposal.period else ""
    head = f"id: {source}, locale: {proposal.locale}{period}"
    yield f"source: {{{head}}}{_CONFIRM}{proposal.doubt and f': {proposal.doubt}'}"
    yield "table:"
    yield f"  file: {_text(file)}"
    if sheet:
        yield f"  sheet: {_text(sheet)}"
    if proposal.header not in ((0,), ()):
        yield f"  header: {'-'.join(map(str, dict.fromkeys(proposal.header)))}"
    if not proposal.columns:  # long form
        return
    yield "  columns:"
    by_role: dict[str, list[Column]] = defaultdict(list)
    for column in proposal.columns:
        by_role[column.role].append(column)
    for role, columns in by_role.items():
        said = ", ".join(_column(each) for each in columns)
        yield f"    {role}: {said if len(columns) == 1 else f'[{said}]'}{_CONFIRM}"
    for heading in proposal.unused:
        yield f"    # not used: {' '.join(heading.split())}"
    for reason in proposal.left_out:
        yield f"    # left out: {' '.join(reason.split())}"
    yield "  names:"
    for each in proposal.indicators:
        yield f"    {_text(each.name)}: {each.id}"


def _column(column: Column) -> str:
    more = {"period": column.period, "as": "index" if column.as_index else ""}
    said = "".join(f", {key}: {text}" for key, text in more.items() if text)
    return f"{{column: {_text(column.name)}{said}}}" if said else _text(column.name)


def _text(text: str) -> str:
    """A text as YAML reads it back, whatever is in it."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
