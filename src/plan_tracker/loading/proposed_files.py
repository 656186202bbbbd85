"""The files of a new plan: an example with comments, or what a table seems to hold."""

import json
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files

from plan_tracker.loading.proposal import Column, Proposal
from plan_tracker.model.period import read_period

_CONFIRM = "  # confirm"


def example_files() -> dict[str, str]:
    """A small plan with comments, by the paths of its files."""
    folder = files("plan_tracker.loading").joinpath("example")
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
    aims = [each for each in proposal.indicators if each.target]
    period = _target_period(proposal)
    yield "targets:" if aims else "targets: []"
    for each in aims:
        said = f"id: {each.id}-{period}, indicator: {each.id}, period: {period}"
        yield f"  - {{{said}, value: {_text(each.target)}}}"
    yield ""
    yield f"settings: {{locale: {proposal.locale}}}"


def _target_period(proposal: Proposal) -> str:
    own = next((each.period for each in proposal.columns if each.role == "target"), "")
    return own or read_period(proposal.period).year


def _source(proposal: Proposal, source: str, file: str, sheet: str) -> Iterator[str]:
    yield "# Which column of the table holds what; `confirm` marks guesses."
    head = f"id: {source}, locale: {proposal.locale}, period: {proposal.period}"
    yield f"source: {{{head}}}{_CONFIRM}"
    yield "table:"
    yield f"  file: {_text(file)}"
    if sheet:
        yield f"  sheet: {_text(sheet)}"
    if proposal.header != (0,):
        yield f"  header: {'-'.join(map(str, dict.fromkeys(proposal.header)))}"
    yield "  columns:"
    by_role: dict[str, list[Column]] = defaultdict(list)
    for column in proposal.columns:
        by_role[column.role].append(column)
    for role, columns in by_role.items():
        said = ", ".join(_column(each) for each in columns)
        yield f"    {role}: {said if len(columns) == 1 else f'[{said}]'}{_CONFIRM}"
    for heading in proposal.unused:
        yield f"    # not used: {' '.join(heading.split())}"
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
