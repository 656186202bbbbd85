"""The pages of the checks, in the languages of the reports."""

from plan_tracker.reconcile.checks.pages import CheckPage
from plan_tracker.report.words.labels import label
from plan_tracker.report.words.languages import language


def page_said(page: CheckPage, lang: str) -> str:
    """The page in a language, a paragraph a line where it is not the original text."""
    if not language(lang).translated:
        return page.text
    return "\n\n".join(label(paragraph, lang) for paragraph in paragraphs(page.text))


def paragraphs(page: str) -> list[str]:
    """The paragraphs of a page, each on one line."""
    return [" ".join(paragraph.split()) for paragraph in page.split("\n\n")]
