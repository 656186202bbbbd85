"""Bring the catalogs of translations up to date with the code; with --check, only compare.

New texts come in without a translation, which a test then asks for; texts that are gone go. The
compiled catalog stands beside its source, so that nothing need be built where it is used.
"""

import ast
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from gettext import GNUTranslations
from pathlib import Path
from typing import Any, get_args

from babel.messages import Catalog
from babel.messages.catalog import Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment, nodes
from typer.main import get_command

import plan_tracker
from plan_tracker.cli.app import app
from plan_tracker.cli.manual import help_texts
from plan_tracker.language.languages import figure_words, folder_of, locales
from plan_tracker.model import text
from plan_tracker.model.reading import Hedge
from plan_tracker.model.statement import Measure, StatementKind
from plan_tracker.progress.difference import CAUSES
from plan_tracker.progress.methods.registry import judging_methods
from plan_tracker.progress.observed.observation import State
from plan_tracker.progress.projected.registry import METHODS
from plan_tracker.progress.status import REASONS, WORST_FIRST
from plan_tracker.reconcile.checks.pages import pages
from plan_tracker.reconcile.evidence.contrast import Role
from plan_tracker.report.check.pages import paragraphs
from plan_tracker.report.explain import chart, meanings
from plan_tracker.report.html import meanings as page
from plan_tracker.report.status import columns, notes, order
from plan_tracker.report.summary import SEVERITIES
from plan_tracker.report.words import marks
from plan_tracker.report.words.languages import DOMAIN, UNIT

SOURCE = Path(plan_tracker.__file__).parent
MARKERS = (  # what takes an English text first
    "label", "phrase", "Word", "words",
    "PeriodError", "PeriodNotUnderstoodError", "ImpossibleDayError",
)  # fmt: skip
_WIDTH = 100
_BORN = datetime(2026, 11, 22, tzinfo=UTC)
_UNITS = (  # that plans often have, beside those that figures are read with
    "account", "agency", "country", "enterprise", "home", "item", "ministry",
    "ministry-or-province", "month", "network", "person", "platform", "procedure", "province",
    "site", "stage", "subscription", "team", "transaction",
)  # fmt: skip
_NO_LINE: Any = None  # a place without a line, which Babel writes and its types leave out


def _spaced(names: Iterable[str]) -> tuple[str, ...]:
    """Identifiers as they are said: `on-track` as `on track`."""
    return tuple(name.replace("-", " ") for name in names if name)


# Texts that are chosen at run time, by the module that has them.
TABLES: dict[str, tuple[str, ...]] = {
    "loading/files/spot.py": ("entity", "indicator", "population", "target"),
    "model/reading.py": _spaced(get_args(Hedge)),
    "model/statement.py": (*get_args(StatementKind), *get_args(Measure)),
    "model/text.py": (
        text.AND, text.OR, text.EITHER, text.COMMA, text.SPACE, text.COLON, text.PLUS,
    ),
    "progress/difference.py": tuple(CAUSES.values()),
    "progress/methods": tuple(
        band for method in judging_methods() for band in _spaced(method.bands)
    ),
    "progress/observed/observation.py": get_args(State),
    "progress/projected/registry.py": (
        *_spaced(method.name for method in METHODS),
        *(method.needs for method in METHODS),
        "final",
    ),
    "progress/observed/roll_ups.py": ("sum", "mean", "weighted", "ratio"),
    "progress/status.py": (*_spaced(WORST_FIRST), *REASONS.values()),
    "progress/judged/formulas.py": (
        "actual", "target", "baseline", "attainment", "gap closed", "expected", "pace",
        "time distance", "required rate", "projection", "shortfall", "projection error",
    ),
    "progress/judged/measured.py": ("a month",),
    "reading/claims.py": ("as index", "as growth", "as attainment", "times more"),
    "reconcile/culprits/relaxed_readings.py": ("in points", "in percent"),
    "reading/numbers.py": tuple(
        f"{mark} {means}"
        for mark in ("comma", "dot")
        for means in ("groups thousands", "is the decimal mark")
    ),
    "reconcile/checks": (
        *_spaced(page.name for page in pages().values()),
        *(page.verdict for page in pages().values()),
        *(text for page in pages().values() for text in paragraphs(page.text)),
    ),
    "extract/trace.py": ("document changed", "not at its line", "reads otherwise"),
    "progress/goals/paths.py": ("linear", "geometric", "logistic", "seasonal", "points"),
    "report/explain/chart.py": tuple(said for said, _ in chart.MARKS.values()),
    "report/explain/meanings.py": (
        *(text for texts in meanings.STATUSES.values() for text in texts),
        *meanings.ADVICE.values(),
    ),
    "report/html/meanings.py": (
        *page.MARKS,
        *page.MARKS.values(),
    ),
    "reconcile/evidence": (*(role.value for role in Role), "possible"),
    "report/status/columns.py": tuple(
        column.heading for column in (*columns.COLUMNS, *columns.GROUPS) if column.heading
    ),
    "report/status/notes.py": (*notes.STAGE_STATES.values(), *notes.STAGE_MARKS),
    "report/status/order.py": tuple(order.SECTIONS.values()),
    "report/summary.py": SEVERITIES,
    "report/words/marks.py": tuple(marks.LEGEND.values()),
}  # fmt: skip


def template() -> Catalog:
    """Every text of the code, with the module that it stands in."""
    catalog = Catalog(creation_date=_BORN)
    for file in sorted(SOURCE.rglob("*.py")):
        where = [(file.relative_to(SOURCE).as_posix(), _NO_LINE)]
        for found in texts_in(file.read_text(encoding="utf-8")):
            catalog.add(found, locations=where)
    for file in sorted(SOURCE.rglob("*.jinja")):
        where = [(file.relative_to(SOURCE).as_posix(), _NO_LINE)]
        for found in texts_in_template(file.read_text(encoding="utf-8")):
            catalog.add(found, locations=where)
    for module, texts in TABLES.items():
        for each in texts:
            catalog.add(each, locations=[(module, _NO_LINE)])
    for each in help_texts(get_command(app)):
        catalog.add(each, locations=[("cli", _NO_LINE)])
    words = figure_words("en")
    for unit in dict.fromkeys((*words["unit"], *words["currency"], *_UNITS)):
        catalog.add(unit, locations=[("report/words/labels.py", _NO_LINE)], context=UNIT)
    return catalog


def texts_in(code: str) -> Iterator[str | tuple[str, str]]:
    """The texts that a module marks; of a choice between two, both."""
    calls = (node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call))
    for call in calls:
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        if name in MARKERS and call.args:
            yield from _literals(call.args[0])
        elif name == "plural" and isinstance(call.args[0], ast.Constant):
            one, many = (text for each in call.args[:2] for text in _literals(each))
            yield one, many


def texts_in_template(template: str) -> Iterator[str | tuple[str, str]]:
    """The texts that a template of the page says; of a choice between two, both."""
    for call in Environment().parse(template).find_all(nodes.Call):
        name = call.node.name if isinstance(call.node, nodes.Name) else ""
        texts = [text for each in call.args[:2] for text in _constants(each)]
        if name in ("say", "tell"):
            yield from texts
        elif name == "counts":
            one, many = texts
            yield one, many


def _constants(node: nodes.Expr) -> Iterator[str]:
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, nodes.CondExpr) and node.expr2 is not None:
        yield from (*_constants(node.expr1), *_constants(node.expr2))


def _literals(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*_literals(node.body), *_literals(node.orelse))


def updated(lang: str, new: Catalog) -> Catalog:
    """The catalog of a language with every text of the template, and no other."""
    file = catalog_file(lang)
    known = Catalog(locale=lang)
    if file.is_file():
        with file.open("rb") as source:
            known = read_po(source, locale=lang, domain=DOMAIN)
    catalog = Catalog(
        locale=lang,
        domain=DOMAIN,
        header_comment=f"# {DOMAIN} in {lang}. `make catalogs` brings it up to date.",
        project=DOMAIN,
        version="1",
        msgid_bugs_address="-",
        last_translator="-",
        language_team="-",
        creation_date=_BORN,
        revision_date=_BORN,
        fuzzy=False,
    )
    for message in new:
        if message.id:
            old = known.get(message.id, message.context)
            catalog.add(
                message.id,
                old.string if old else None,
                locations=message.locations,
                flags=old.flags if old else (),
                context=message.context,
            )
    return catalog


def catalog_file(lang: str, ending: str = "po") -> Path:
    """Where the catalog of a language stands."""
    return folder_of(lang) / "LC_MESSAGES" / f"{DOMAIN}.{ending}"


def translated() -> list[str]:
    """The languages that have a catalog."""
    return [lang for lang in locales() if catalog_file(lang).is_file()]


def stale(lang: str, new: Catalog) -> Iterator[Path]:
    """The files of a language that differ from the code, or from each other."""
    source, compiled = (catalog_file(lang, ending) for ending in ("po", "mo"))
    with source.open("rb") as file:
        known = read_po(file, locale=lang)
    if {(each.context, each.id) for each in known} != {(each.context, each.id) for each in new}:
        yield source
    with compiled.open("rb") as file:
        words = GNUTranslations(file)
    if any(_compiled(each, words) != each.string for each in known if each.id):
        yield compiled


def _compiled(message: Message, words: GNUTranslations) -> str | tuple[str, ...]:
    """What the compiled catalog says for a message."""
    if not isinstance(message.id, str):
        one, many = message.id
        return (words.ngettext(one, many, 2),)
    if message.context:
        return words.pgettext(message.context, message.id)
    return words.gettext(message.id)


def write(lang: str, new: Catalog) -> None:
    """Write the catalog of a language and its compiled form."""
    catalog = updated(lang, new)
    catalog_file(lang).parent.mkdir(parents=True, exist_ok=True)
    with catalog_file(lang).open("wb") as file:
        write_po(file, catalog, width=_WIDTH, sort_by_file=True, include_lineno=False)
    with catalog_file(lang, "mo").open("wb") as file:
        write_mo(file, catalog)


def main() -> int:
    """Exit 1 when a catalog is out of date, with --check; else write all."""
    new = template()
    if "--check" not in sys.argv[1:]:
        for lang in translated():
            write(lang, new)
        return 0
    old = [file for lang in translated() for file in stale(lang, new)]
    for file in old:
        print(
            f"out of date: {file.relative_to(SOURCE.parent)}; run `make catalogs`", file=sys.stderr
        )
    return bool(old)


if __name__ == "__main__":
    sys.exit(main())
