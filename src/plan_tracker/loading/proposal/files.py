"""The files of a new plan: an example with comments, or what a table seems to hold."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files

from plan_tracker.language.letters import slug
from plan_tracker.loading.files.yaml_text import (
    comment,
    flow_list,
    flow_mapping,
    named_entry,
    quoted,
    scalar,
)
from plan_tracker.loading.proposal.parts import Aim, Column, Proposal

_CONFIRM = "confirm"  # what the comment behind a guess says


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
    yield comment(f"Proposed from {file}. Whatever is marked `confirm` is a guess: look at it.")
    yield "indicators:"
    for indicator in proposal.indicators:
        shape = flow_mapping(
            {
                "name": flow_mapping({proposal.locale: _spaced(indicator.name)}),
                "unit": _spaced(indicator.unit),
                "kind": indicator.kind,
                "better": indicator.better,
            }
        )
        yield _guess(f"  {scalar(indicator.id)}: {shape}")

    yield ""
    yield "targets:" if proposal.aims else "targets: []"
    for name, aim in _named(proposal.aims):
        entity = {"entity": _spaced(aim.entity)} if aim.entity else {}
        target = {
            "id": scalar(name),
            "indicator": scalar(aim.indicator),
            **entity,
            "period": scalar(aim.period),
            "value": _spaced(aim.value),
        }
        yield f"  - {flow_mapping(target)}"
    if proposal.more:
        yield f"  # {proposal.more:,} more rows state targets: add those that matter"

    yield ""
    settings = f"settings: {flow_mapping({'locale': proposal.locale})}"
    yield _guess(settings, proposal.doubt) if proposal.doubt else settings


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
    period = {"period": scalar(proposal.period)} if proposal.period else {}
    head = flow_mapping({"id": scalar(source), "locale": proposal.locale, **period})
    yield _guess(f"source: {head}", proposal.doubt)

    yield "table:"
    yield f"  file: {quoted(file)}"
    if sheet:
        yield f"  sheet: {quoted(sheet)}"
    if proposal.header not in ((0,), ()):
        yield f"  header: {'-'.join(map(str, dict.fromkeys(proposal.header)))}"
    if proposal.columns:  # else in long form, whose columns have names that are known
        yield from _columns(proposal)


def _columns(proposal: Proposal) -> Iterator[str]:
    """Which column holds what, and which name in a row is of which indicator."""
    by_role: dict[str, list[Column]] = defaultdict(list)
    for column in proposal.columns:
        by_role[column.role].append(column)

    yield "  columns:"
    for role, columns in by_role.items():
        shapes = [_column(column) for column in columns]
        yield _guess(f"    {role}: {shapes[0] if len(shapes) == 1 else flow_list(shapes)}")
    for heading in proposal.unused:
        yield f"    {comment(f'not used: {heading}')}"
    for reason in proposal.left_out:
        yield f"    {comment(f'left out: {reason}')}"

    yield "  names:"
    for indicator in proposal.indicators:
        yield named_entry(_one_spaced(indicator.name), scalar(indicator.id), indent="    ")


def _column(column: Column) -> str:
    """The column by its name, with what its heading says beyond its role."""
    more = {"period": scalar(column.period)} if column.period else {}
    if column.as_index:
        more["as"] = "index"
    name = _spaced(column.name)
    return flow_mapping({"column": name, **more}) if more else name


def _guess(line: str, reason: str = "") -> str:
    """A line that a person should look at, and why."""
    return f"{line}  {comment(f'{_CONFIRM}: {reason}' if reason else _CONFIRM)}"


def _spaced(text: str) -> str:
    """What a cell says, whose line breaks and further blanks are only layout."""
    return quoted(_one_spaced(text))


def _one_spaced(text: str) -> str:
    return " ".join(text.split())
