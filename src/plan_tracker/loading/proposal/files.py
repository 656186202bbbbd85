"""The files of a new plan: an example with comments, or what a table seems to hold."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from string import Template

from plan_tracker.language.languages import folder_of, locales
from plan_tracker.language.letters import slug
from plan_tracker.loading.files.yaml_text import (
    comment,
    flow_list,
    flow_mapping,
    named_entry,
    quoted,
    scalar,
)
from plan_tracker.loading.proposal.parts import Aim, Column, Proposal, Proposed

EXAMPLE = ("targets/example.yaml", "seeds/example.yaml")  # where it stands in a plan
_YEAR = re.compile(r"\b\d{4}\b", re.ASCII)
_MOST_YEARS = 8  # an example names fewer
_CONFIRM = "confirm"  # the mark of what a person should look at


def example_files(year: int, locale: str) -> dict[str, str]:
    """A small plan of a year with comments, by the paths of its files.

    It is in a language, or in English where that has no example.
    """
    folder = folder_of(locale) / "example"
    if not folder.is_dir():
        folder = folder_of("en") / "example"
    years = {"start": year - 4, "last_year": year - 1, "year": year, "next_year": year + 1}
    texts = (folder / name for name in ("targets.yaml", "source.yaml"))
    return {
        path: Template(text.read_text("utf-8")).substitute(years)
        for path, text in zip(EXAMPLE, texts, strict=True)
    }


def is_example(texts: Mapping[str, str]) -> bool:
    """Whether files, by their paths, hold an example of any year and language as it was written."""
    years = {int(digits) for text in texts.values() for digits in _YEAR.findall(text)}
    if len(years) > _MOST_YEARS:
        return False
    return any(texts == example_files(year, locale) for locale in locales() for year in years)


def proposed_files(
    proposals: Sequence[Proposal], source: str, file: str, sheet: str
) -> dict[str, str]:
    """A target file and a source file for each table, by their paths; `source` names the source."""
    texts: dict[str, str] = {}
    for number, proposal in enumerate(proposals, 1):
        name = source if number == 1 else f"{source}-{number}"
        targets = _targets(proposal, file)
        texts[f"targets/{name}.yaml"] = "\n".join(targets) + "\n"
        texts[f"seeds/{name}.yaml"] = "\n".join(_source(proposal, name, file, sheet)) + "\n"
    return texts


def _targets(proposal: Proposal, file: str) -> Iterator[str]:
    yield comment(f"Proposed from {file}. Whatever is marked `confirm` is a guess: look at it, and")
    yield comment("take the mark away.")
    said = f"locale: {proposal.locale}"
    yield _guess(said, proposal.doubt) if proposal.doubt else said
    yield ""
    yield "indicators:"
    for indicator in proposal.indicators:
        yield f"  {indicator_entry(indicator, proposal.locale)}"

    yield ""
    yield "targets:" if proposal.aims else "targets: []"
    for name, aim in named_aims(proposal.aims):
        yield f"  - {target_entry(name, aim)}"
    if proposal.more:
        yield f"  # {proposal.more:,} more rows state targets: add those that matter"

    if proposal.sums:
        yield ""
        yield "identities:"
    for each in proposal.sums:
        parts = {
            "id": scalar(f"parts-of-{each.total}"),
            "total": scalar(each.total),
            "parts": flow_list(map(scalar, each.parts)),
            _CONFIRM: "true",
        }
        held = comment(f"adds up in {each.held} of {each.tested} columns")
        yield f"  - {flow_mapping(parts)}  {held}"


def indicator_entry(indicator: Proposed, locale: str) -> str:
    """An indicator as an entry of `indicators`, to be confirmed."""
    parts = {
        "name": flow_mapping({locale: _spaced(indicator.name)}),
        "unit": _spaced(indicator.unit),
        "kind": indicator.kind,
        "better": indicator.better,
        **({"timing": indicator.timing} if indicator.timing else {}),
        **({"signed": "true"} if indicator.signed else {}),
        _CONFIRM: "true",
    }
    return f"{scalar(indicator.id)}: {flow_mapping(parts)}"


def target_entry(name: str, aim: Aim) -> str:
    """A plan value as an entry of `targets`."""
    target = {
        "id": scalar(name),
        "indicator": scalar(aim.indicator),
        **({"entity": _spaced(aim.entity)} if aim.entity else {}),
        "period": scalar(aim.period),
        "value": _spaced(aim.value),
        **({"source": scalar(aim.source)} if aim.source else {}),
    }
    return flow_mapping(target)


def named_aims(aims: Iterable[Aim]) -> Iterator[tuple[str, Aim]]:
    """The plan values with a name for each; of several for one thing, the first."""
    things: set[tuple[str, str, str]] = set()
    taken: Counter[str] = Counter()
    for aim in aims:
        thing = aim.indicator, aim.entity, aim.period
        if thing in things:
            continue
        things.add(thing)
        parts = (aim.indicator, slug(aim.entity), aim.period.replace("/", "-"))
        name = "-".join(filter(None, parts))
        taken[name] += 1
        yield (name if taken[name] == 1 else f"{name}.{taken[name]}"), aim


def _source(proposal: Proposal, source: str, file: str, sheet: str) -> Iterator[str]:
    form = "Which column of the table holds what" if proposal.columns else "A table in long form"
    yield f"# {form}; `confirm` marks guesses."
    period = {"period": scalar(proposal.period)} if proposal.period else {}
    head = flow_mapping({"id": scalar(source), "locale": proposal.locale, **period})
    yield _guess(f"source: {head}", proposal.doubt) if proposal.doubt else f"source: {head}"

    yield "table:"
    yield f"  file: {quoted(file)}"
    if sheet:
        yield f"  sheet: {quoted(sheet)}"
    if proposal.header not in ((0,), (), (0, 0)):
        yield f"  header: {'-'.join(map(str, dict.fromkeys(proposal.header)))}"
    if proposal.rows is not None and proposal.columns:
        yield f"  rows: {proposal.rows[0]}-{proposal.rows[1]}"
    if proposal.numbers and proposal.columns:
        yield f"  numbers: {proposal.numbers}"
    if proposal.columns:  # else in long form, whose columns have names that are known
        yield from _columns(proposal)
    if proposal.cells:
        yield "  left-out:"
    for cell, reason in proposal.cells.items():
        yield f"    - {scalar(cell)}  {comment(reason)}"


def _columns(proposal: Proposal) -> Iterator[str]:
    """Which column holds what, and which name in a row is of which indicator."""
    by_role: dict[str, list[Column]] = defaultdict(list)
    for column in proposal.columns:
        by_role[column.role].append(column)

    yield "  columns:"
    for role, columns in by_role.items():
        if len(columns) == 1:
            yield f"    {role}: {_column(columns[0])}"
            continue
        yield f"    {role}:"
        for column in columns:
            yield f"      - {_column(column)}"
    for heading in proposal.unused:
        yield f"    {comment(f'not used: {heading}')}"
    for reason in proposal.left_out:
        yield f"    {comment(f'left out: {reason}')}"

    if proposal.names:
        yield "  names:"
    for name, indicator in proposal.names.items():
        value = scalar(indicator) if indicator is not None else "~"
        yield named_entry(_one_spaced(name), value, indent="    ")


def _column(column: Column) -> str:
    """The column by its name, with what its heading says beyond its role."""
    said = {
        "period": column.period,
        "of": column.of,
        "against": column.against,
        "as": "index" if column.as_index else "",
        "indicator": column.indicator,
        _CONFIRM: "true" if column.confirm else "",
    }
    more = {key: scalar(text) for key, text in said.items() if text} | dict(column.more)
    name = _spaced(column.name)
    return flow_mapping({"column": name, **more}) if more else name


def _guess(line: str, reason: str) -> str:
    """A line that a person should look at, and why."""
    return f"{line}  {comment(f'{_CONFIRM}: {reason}')}"


def _spaced(text: str) -> str:
    """What a cell says, whose line breaks and further blanks are only layout."""
    return quoted(_one_spaced(text))


def _one_spaced(text: str) -> str:
    return " ".join(text.split())
