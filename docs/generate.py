"""Write the pages that come from the code and the shipped plan; with --check, only compare."""

import sys
from collections.abc import Callable
from functools import partial
from inspect import getdoc
from pathlib import Path
from textwrap import dedent
from typing import Any, get_args

from typer import Context
from typer.core import TyperGroup
from typer.main import get_command

from man_pages import man_pages
from plan_page import plan_page
from plan_tracker.cli.app import EXIT_CODES, app
from plan_tracker.loading.folder import load
from plan_tracker.loading.shapes.schema import SchemaName, schema_text
from plan_tracker.progress.methods.registry import judging_methods
from plan_tracker.progress.projected import projection, registry
from plan_tracker.progress.status import REASONS
from plan_tracker.reading import costs
from plan_tracker.reconcile.checks.registry import CHECKS
from plan_tracker.reconcile.reconcile import reconcile
from python_page import python_page

DOCS = Path(__file__).parent
ROOT = DOCS.parent


def checks_page() -> str:
    """One section a check, from its page."""
    lines = [
        "# Checks",
        "",
        "Each finding carries the code of one of these. Cases that pass, fail and lie outside a",
        "check are in `tests/checks/cases/`. This page is made from the code by `make docs`.",
    ]
    for page in (check.page for check in CHECKS.values()):
        lines += ["", f"## {page.code} {page.name}", "", f"**{page.title}**", "", page.body]
    return "\n".join(lines) + "\n"


def findings_page() -> str:
    """Two lines a finding on the shipped plan: what does not add up, and what would mend it."""
    loaded, problems = load(ROOT)
    if problems:
        raise SystemExit("\n".join(map(str, problems)))
    lines = [
        "# Findings on the shipped reports",
        "",
        "What `tracker check` says of the reports in `seeds/`, worst first: the contradiction,",
        "then what would mend it. Notes on implied plan values and estimates are left to the",
        "command.",
        "This page is made by `make docs`.",
    ]
    for finding in reconcile(loaded).findings:
        if finding.severity != "note":
            lines += [
                "",
                f"## {finding.severity}: {finding.code} {finding.name}, "
                f"{', '.join(finding.statements)}",
                "",
                f"- {finding.message}",
                f"- {finding.remedy}",
            ]
    return "\n".join(lines) + "\n"


def costs_page() -> str:
    """What each way of reading a statement costs, and why."""
    title, _, body = (costs.__doc__ or "").strip().partition("\n\n")
    table = {
        "read as plainly printed": costs.ORDINARY,
        "read carelessly: cut off, or with zeros that say nothing": costs.LAX,
        "all texts of one form in another notation": costs.NOTATION,
        "one text in another notation than others of its form": costs.NOTATION + costs.MIXED,
        "a careless reading that a slip needs elsewhere": costs.BESIDE,
        **{f"slip: {name}, of one way": cost for name, cost in costs.SLIPS.items()},
        "a slip at its surest": costs.SUREST,
        "a statement let go": costs.GIVEN_UP,
        "a target, identity or rate let go": costs.TRUSTED,
    }
    rows = [f"| {name} | {cost:,} |" for name, cost in table.items()]
    lines = ["# Costs", "", f"**{title}**", "", body, "", "| way out | cost |", "| --- | ---: |"]
    lines += [
        *rows,
        "",
        f"EVIDENCE is {costs.EVIDENCE} a tenth of the chance, TIED is {costs.TIED},",
        f"SELDOM is {costs.SELDOM:.0%}.",
    ]
    return "\n".join([*lines, "This page is made from the code by `make docs`."]) + "\n"


def methods_page() -> str:
    """How targets are judged and projected, from the docstrings, and every reason code."""
    lines = [
        "# Methods",
        "",
        "How a target is judged (`--method`, or `settings: {method: …}`), how its end is projected",
        "(`projection:` of a target, or `settings: {projection: …}`), and what the reasons mean.",
        "This page is made from the code by `make docs`.",
        "",
        "# Judging",
    ]
    for way in judging_methods():
        lines += _section(way.name, getdoc(way) or "")
    lines += ["", "# Projecting", "", dedent(projection.__doc__ or "").strip().partition("\n\n")[2]]
    for method in registry.METHODS:
        lines += [*_section(method.name, getdoc(method) or ""), "", f"Needs {method.needs}."]
    lines += ["", "# Reasons", "", *(f"- `{code}`: {said}" for code, said in REASONS.items())]
    return "\n".join(lines) + "\n"


def _section(name: str, page: str) -> list[str]:
    title, _, body = page.strip().partition("\n\n")
    return ["", f"## {name}", "", f"**{title}**", "", body.strip()]


def commands_page() -> str:
    """One section a command: its help, its arguments and options, examples, and exit codes."""
    lines = [
        "# Commands",
        "",
        "Run in the folder that holds `targets/` and `seeds/`, or name it with `--plan DIR`.",
        "`tracker --install-completion` makes the shell complete commands and options, `tracker",
        "--version` says which version this is. This page is made from the code by `make docs`.",
        "",
        "| exit code | meaning |",
        "| --- | --- |",
        *(f"| {code} | {meaning} |" for code, meaning in EXIT_CODES.items()),
    ]
    for name, command in sorted(_commands().commands.items()):
        lines += _command(name, command)
    return "\n".join(lines) + "\n"


def _commands() -> TyperGroup:
    tracker = get_command(app)
    assert isinstance(tracker, TyperGroup)
    return tracker


def _manual() -> dict[str, str]:
    tracker = _commands()
    return man_pages(tracker, dict(sorted(tracker.commands.items())), EXIT_CODES)


def _command(name: str, command: Any) -> list[str]:
    parts = dedent(command.help or "").strip().split("\n\n")
    examples = [part.removeprefix("Example: ") for part in parts if part.startswith("Example: ")]
    title, *body = [part for part in parts if not part.startswith("Example: ")]
    context = Context(command, info_name=f"tracker {name}")
    lines = ["", f"## tracker {name}", "", f"**{title}**", ""]
    lines += [line for part in body for line in (part, "")]
    lines += ["```console", *(f"$ {each}" for each in examples), "```", ""]
    lines += [f"`{command.get_usage(context).removeprefix('Usage: ')}`", ""]
    return lines + [_parameter(each, context) for each in command.params]


def _parameter(parameter: Any, context: Any) -> str:
    names, said = parameter.get_help_record(context)
    if parameter.param_type_name == "argument":
        names = parameter.metavar or names
    return f"- `{' '.join(names.split())}`: {' '.join(said.split())}"


SCHEMAS = {f"../schema/{name}.json": partial(schema_text, name) for name in get_args(SchemaName)}
MANUAL = {f"../man/{name}": partial(str, page) for name, page in _manual().items()}
PAGES: dict[str, Callable[[], str]] = {
    "checks.md": checks_page,
    "commands.md": commands_page,
    "costs.md": costs_page,
    "findings.md": findings_page,
    "methods.md": methods_page,
    "plan.md": plan_page,
    "python.md": python_page,
    **SCHEMAS,
    **MANUAL,
}


def main() -> int:
    """Exit 1 when a page differs from what the code says, with --check; else write it."""
    stale = []
    for name, page in PAGES.items():
        text = page()
        path = DOCS / name
        if "--check" not in sys.argv[1:]:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        elif not path.is_file() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
    if stale:
        print(f"out of date: {', '.join(stale)} ; run `make docs`", file=sys.stderr)
    return bool(stale)


if __name__ == "__main__":
    sys.exit(main())
