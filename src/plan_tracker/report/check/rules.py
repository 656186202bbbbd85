"""The checks that findings come from; each one's docstring is its page."""

from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from inspect import getdoc
from pkgutil import iter_modules

from plan_tracker.reconcile import checks
from plan_tracker.report.words.labels import label
from plan_tracker.report.words.languages import language


@dataclass(frozen=True, slots=True)
class Rule:
    """The code and name that findings carry, and what the check looks for."""

    code: str
    name: str
    page: str


@lru_cache(maxsize=1)
def rules() -> dict[str, Rule]:
    """Every check by its code, in the order of the codes."""
    modules = (
        import_module(f"{checks.__name__}.{each.name}") for each in iter_modules(checks.__path__)
    )
    found = [
        Rule(module.CODE, module.NAME, getdoc(module) or "")
        for module in modules
        if hasattr(module, "CODE")
    ]
    return {rule.code: rule for rule in sorted(found, key=lambda rule: rule.code)}


def page_said(rule: Rule, lang: str) -> str:
    """The page in a language, a paragraph a line where it is not the docstring itself."""
    if not language(lang).translated:
        return rule.page
    return "\n\n".join(label(each, lang) for each in paragraphs(rule.page))


def paragraphs(page: str) -> list[str]:
    """The paragraphs of a page, each on one line."""
    return [" ".join(each.split()) for each in page.split("\n\n")]
