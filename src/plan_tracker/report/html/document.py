"""`tracker status -o report.html`: one page that needs nothing but itself, in all languages."""

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache, partial
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from plan_tracker.model.finding import Finding
from plan_tracker.model.place import Place
from plan_tracker.model.text import Name, phrase, plural
from plan_tracker.reconcile.evidence.contrasts import contrasts
from plan_tracker.report.html import meanings
from plan_tracker.report.html.anchors import anchor
from plan_tracker.report.html.page import Page, page_of
from plan_tracker.report.html.pictures import Pictures
from plan_tracker.report.html.targets import TABLE, explained
from plan_tracker.report.report import Report
from plan_tracker.report.status import columns
from plan_tracker.report.status.almost import why_no_data
from plan_tracker.report.status.notes import method_lines, target_lines, target_reasons
from plan_tracker.report.words import numbers
from plan_tracker.report.words.counts import counted, statements_counted
from plan_tracker.report.words.findings import group_sentences
from plan_tracker.report.words.labels import label, name_of, said, spoken
from plan_tracker.report.words.languages import page_languages
from plan_tracker.report.words.numbers import percent
from plan_tracker.report.writing.harmless import harmless
from plan_tracker.version import __version__

_GROUPS = re.compile(r"(?<=\d) (?=\d{3})")  # spaces within a number, where no line may end
_HARMLESS = (Markup, int)
_LONGEST = 1000  # characters of a text; what is longer says by how much
_FILES = {"style": "report.css", "dark": "dark.css", "plain": "plain.css", "script": "report.js"}
# What opens below a target is read only when it is wanted: 1,000 of them would be slow. Without
# scripts it stands there. An element cannot hold one of its own kind, so the further languages,
# which are one themselves, have marks in their place.
_LATER = Markup("<noscript>"), Markup("</noscript>")
_LATER_STILL = Markup("<!--later-->"), Markup("<!--/later-->")


def render_status_html(report: Report, lang: str, folder: Path = Path()) -> str:
    """The page, which shows one language first and has the others too.

    Files of the plan are named from its folder on: the page goes to other people.
    """
    environment = _environment()
    parts = {name: Markup(_read(file)) for name, file in _FILES.items()}
    return environment.get_template("page.html.jinja").render(
        **_words(lang),
        report=report,
        bodies=_bodies(environment, report, lang, folder),
        parts=parts,
        hashes={name: _hash(part) for name, part in parts.items()},
    )


def _bodies(environment: Environment, report: Report, lang: str, folder: Path) -> dict[str, Markup]:
    """The report in each language, the one that is shown first coming first."""
    explanations = explained(report)
    languages = page_languages(lang)
    ordered = sorted(languages, key=lambda code: code != lang)
    pages = {code: page_of(report, code, explanations) for code in ordered}
    contradictions = contrasts(report.system, _to_draw(pages[lang])) if report.system else {}
    thresholds = report.plan.settings.thresholds
    place = partial(_place, folder=folder)
    unfit = why_no_data(report, report.progress.targets, place)
    bodies = {}
    for code, page in pages.items():
        shares = {key: percent(100 * float(share), code) for key, share in thresholds.items()}
        body = environment.get_template("report.html.jinja").render(
            **_words(code),
            page=page,
            plan_title=name_of(report.plan.head.title, code, ""),
            pictures=Pictures(report, code, contradictions),
            later=_LATER if code == lang else _LATER_STILL,
            frame="main" if code == lang else "div",  # a page has one main part
            languages=languages,
            meanings=meanings,
            table=TABLE,
            columns=columns,
            meant=lambda text, shares=shares: text.format(**shares),
            place=place,
            told_of=partial(group_sentences, lang=code, placed=place),
            reasons=partial(target_reasons, report, lang=code, said_place=place, unfit=unfit),
            version=__version__,
        )
        bodies[code] = Markup(body)
    return bodies


def _to_draw(page: Page) -> Iterator[Finding]:
    """The findings on the page that may be contradictions: a note never is one."""
    for group in page.findings:
        for shown in group.shown:
            yield from (finding for finding in shown.findings if finding.severity != "note")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("plan_tracker.report", "html"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        auto_reload=False,  # else every part of a page asks whether its file has changed
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _words(lang: str) -> dict[str, Any]:
    """What templates say things with, in one language."""
    return {
        "lang": lang,
        "say": partial(label, lang=lang),
        "spoken": partial(spoken, lang=lang),
        "tell": lambda template, **parts: said(phrase(template, **parts), lang),
        "told": partial(said, lang=lang),
        "counts": lambda one, many, count: said(plural(one, many, count), lang),
        "counted": partial(counted, lang=lang),
        "statements_counted": partial(statements_counted, lang=lang),
        "together": lambda formula: _GROUPS.sub("\u00a0", said(formula, lang)),
        "name": Name,
        "anchor": partial(anchor, lang),
        "named": lambda name, default: name_of(name, lang, default),
        "notes": lambda target: [*method_lines(target, lang), *target_lines(target, lang)],
        **{
            name: partial(getattr(numbers, name), lang=lang)
            for name in ("amount", "day", "estimated", "number", "percent", "period")
        },
    }


def _place(place: Place, folder: Path) -> str:
    file = Path(place.file)
    inside = file.relative_to(folder) if file.is_relative_to(folder) else file
    return str(replace(place, file=inside.as_posix()))


def _shown(value: object) -> object:
    """A text as it stands in the page, before it is escaped: no control character, no end of it."""
    if isinstance(value, _HARMLESS):
        return value
    text = str(value)
    more = len(text) - _LONGEST
    return harmless(text) if more <= 0 else f"{harmless(text[:_LONGEST])}… (+{more})"


def _read(file: str) -> str:
    return files("plan_tracker.report.html").joinpath(file).read_text(encoding="utf-8")


def _hash(text: str) -> Markup:
    """By which the page's policy knows the text of an element."""
    digest = b64encode(sha256(text.encode()).digest()).decode()
    return Markup(f"'sha256-{digest}'")
