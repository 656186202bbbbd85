"""What shells offer for an argument: names in the plan and codes of checks, without any search.

Nothing is reconciled and no table read for it, so that it comes at once; fingerprints, which need
that, are not offered. Some shells take what they are offered for a command again: only names of
harmless signs are offered.
"""

import re
from pathlib import Path

from typer import Context

from plan_tracker.reconcile.checks.pages import pages

_HARMLESS = re.compile(r"[\w.#/+-]+")


def complete_subject(context: Context, incomplete: str) -> list[str]:
    """Targets, statements and codes that begin so."""
    targets, statements = _names(context)
    return _offered([*targets, *statements, *pages()], incomplete)


def complete_measured(context: Context, incomplete: str) -> list[str]:
    """Targets and indicators that begin so."""
    from plan_tracker.loading.folder import read_small_folder

    read = read_small_folder(_folder(context))
    plan = read.plan if read is not None else None
    names = [*(each.id for each in plan.targets), *plan.indicators] if plan is not None else []
    return _offered(names, incomplete)


def complete_finding(context: Context, incomplete: str) -> list[str]:
    """Statements and codes that begin so: a finding may be called by them."""
    return _offered([*_names(context)[1], *pages()], incomplete)


def _offered(names: list[str], incomplete: str) -> list[str]:
    return [each for each in names if each.startswith(incomplete) and _HARMLESS.fullmatch(each)]


def _folder(context: Context) -> Path:
    """The plan folder, as far as the line has been typed."""
    return Path(context.params.get("folder") or context.params.get("plan") or ".")


def _names(context: Context) -> tuple[list[str], list[str]]:
    """The targets and the statements of the plan; none where it cannot be read, or names tables."""
    from plan_tracker.loading.folder import read_small_folder

    read = read_small_folder(_folder(context))
    if read is None:
        return [], []
    return [each.id for each in read.plan.targets], [each.name for each in read.printed]
