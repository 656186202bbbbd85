"""Every word that the reports say, in English and in Vietnamese.

The English text is the key, so that one without a translation is still said.
"""

from plan_tracker.model.plan import Name
from plan_tracker.report.vietnamese import REASONS, UNITS, WORDS

_PLURALS = {
    unit: f"{unit}s"
    for unit in (
        "account", "enterprise", "home", "item", "month", "network", "person", "platform",
        "procedure", "province", "site", "stage", "subscription", "team", "transaction",
    )
} | {"agency": "agencies", "country": "countries", "ministry": "ministries"}  # fmt: skip
_VIETNAMESE = WORDS | REASONS


def label(text: str, lang: str) -> str:
    """The text in a language."""
    return _VIETNAMESE.get(text, text) if lang == "vi" else text


def unit_label(unit: str, lang: str) -> str:
    """A unit of a plan behind a number; one that is not known here is said as the plan has it."""
    return (UNITS if lang == "vi" else _PLURALS).get(unit, unit)


def name_of(name: Name, lang: str, default: str) -> str:
    """A name in a language, else in none in particular, else in any, else the default."""
    return name.get(lang) or name.get("") or next(iter(name.values()), "") or default
