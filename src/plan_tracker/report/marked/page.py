"""`tracker check report.docx -o report.html`: the text with marks, and a card for each finding."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from plan_tracker.documents.document import Block
from plan_tracker.model.finding import Finding
from plan_tracker.model.plan import Plan
from plan_tracker.reconcile.evidence.contrast import Contrast
from plan_tracker.reconcile.evidence.contrasts import contrasts
from plan_tracker.reconcile.system.system import System
from plan_tracker.report.check.content import Checked
from plan_tracker.report.marked.laid_out import Line, Rows, lay_out, remarks_of
from plan_tracker.report.pictures.contradiction import contradiction
from plan_tracker.report.pictures.svg import embedded
from plan_tracker.report.words.counts import counted, figures_counted, findings_counted
from plan_tracker.report.words.findings import called, sentences, severity_said
from plan_tracker.report.words.labels import label
from plan_tracker.report.writing.harmless import harmless
from plan_tracker.version import __version__

_MOST_CARDS = 500  # findings; nobody reads more of them on a page
_STYLES = (("html", "report.css"), ("marked", "marked.css"))
_DARK = ("html", "dark.css")


@dataclass(frozen=True, slots=True)
class CheckedText:
    """A document or table as it was read, by the name of its file."""

    title: str
    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True)
class Card:
    """A finding in words and as a picture, which is empty where it says nothing."""

    anchor: str
    finding: Finding
    severity: str
    sentences: tuple[str, ...]
    name: str
    picture: Markup


@dataclass(frozen=True, slots=True)
class LaidText:
    """A document as it is laid out on the page."""

    title: str
    parts: tuple[Line | Rows, ...]


def render_marked_html(
    texts: Sequence[CheckedText], checked: Checked, system: System, plan: Plan, lang: str
) -> str:
    """One page in one language, which needs nothing but itself.

    Each figure that a finding names leads to its card, and each card to where it stands.
    """
    findings = checked.findings[:_MOST_CARDS]
    anchors = {finding.fingerprint: f"finding-{at}" for at, finding in enumerate(findings, 1)}
    drawn = contrasts(system, [finding for finding in findings if finding.severity != "note"])
    remarks = list(remarks_of(findings, anchors))
    style = Markup("\n".join(_read(*style) for style in _STYLES))
    dark = Markup(_read(*_DARK))
    return (
        _environment()
        .get_template("page.html.jinja")
        .render(
            lang=lang,
            say=partial(label, lang=lang),
            more=partial(counted, thing="finding", lang=lang),
            place=str,
            first_line=_first_line(checked, lang),
            texts=[LaidText(text.title, tuple(lay_out(text.blocks, remarks))) for text in texts],
            cards=[_card(finding, anchors, drawn, plan, lang) for finding in findings],
            left=len(checked.findings) - len(findings),
            style=style,
            dark=dark,
            hashes=[_hash(style), _hash(dark)],
            version=__version__,
        )
    )


def _first_line(checked: Checked, lang: str) -> str:
    if checked.figures is None:
        return findings_counted(checked.summary, lang)
    return figures_counted(checked.figures, lang)


def _card(
    finding: Finding,
    anchors: Mapping[str, str],
    drawn: Mapping[str, Contrast],
    plan: Plan,
    lang: str,
) -> Card:
    anchor, contrast = anchors[finding.fingerprint], drawn.get(finding.fingerprint)
    picture = Markup("")
    if contrast is not None:
        picture = Markup(embedded(contradiction(contrast, plan, lang), f"{anchor}-picture"))
    severity = severity_said(finding, lang)
    name = called(finding, lang)
    return Card(anchor, finding, severity, sentences(finding, lang), name, picture)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("plan_tracker.report", "marked"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: value if isinstance(value, Markup | int) else harmless(str(value)),
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _read(folder: str, file: str) -> str:
    return files(f"plan_tracker.report.{folder}").joinpath(file).read_text(encoding="utf-8")


def _hash(text: str) -> Markup:
    """By which the page's policy knows the text of an element."""
    digest = b64encode(sha256(text.encode()).digest()).decode()
    return Markup(f"'sha256-{digest}'")
