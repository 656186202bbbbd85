"""Every word that the reports say, in each language.

The English text is the key, so that one without a translation is still said.
"""

from plan_tracker.model.plan import Name
from plan_tracker.model.text import Part, name_in, said_in
from plan_tracker.report.words.languages import language


def said(text: Part, lang: str) -> str:
    """A text, a day or a period in a language."""
    return said_in(language(lang), text)


def label(text: str, lang: str) -> str:
    """A fixed text in a language."""
    return language(lang).words(text)


def spoken(name: str, lang: str) -> str:
    """A status, a method or a band as it is said: `on-track` as `on track`."""
    return label(name.replace("-", " "), lang)


def unit_label(unit: str, lang: str, count: int = 2) -> str:
    """A unit of a plan behind a number, which is one or many: `1 clinic`, `12 clinics`."""
    return language(lang).unit(unit, count)


def name_of(name: Name, lang: str, default: str) -> str:
    """A name in a language, else in none in particular, else in any, else the default."""
    return name_in(name, lang, default)
