"""What a PDF costs to read grows with what it holds, whatever that is."""

from collections.abc import Callable
from contextlib import suppress

import pytest

from plan_tracker.documents.readers import pdf
from plan_tracker.documents.readers.drawing.pages import drawn_pages
from plan_tracker.documents.readers.pdf import read_pdf
from plan_tracker.documents.readers.unreadable import UnreadableError
from tests.counted_calls import calls
from tests.documents.readers.made_pdf import HEIGHT, MadePage, made_pdf


@pytest.fixture(autouse=True)
def _counted_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Calls in another process cannot be counted."""
    monkeypatch.setattr(pdf, "pages_apart", drawn_pages)


def tiny_words(count: int) -> MadePage:
    page = MadePage()
    for at in range(count):
        page.put("1" if at % 3 else "a", at * 37 % 590, 20 + at * 53 % 800, 1)
    return page


def tight_rows(count: int) -> MadePage:
    page = MadePage()
    for at in range(count):
        page.put("9", 10 + 20 * (at % 25), 20 + 800 * (at // 25) / (count / 25), 0.5)
    return page


def many_rules(count: int) -> MadePage:
    page = MadePage()
    page.put("Text and 1 2 3", 50, 50)
    for at in range(count):
        page.line(0, at * 31 % HEIGHT, 590, at * 31 % HEIGHT)
        page.line(at * 7 % 590, 0, at * 7 % 590, HEIGHT)
    return page


@pytest.mark.parametrize("made", [tiny_words, tight_rows, many_rules])
def test_much_of_one_kind_on_a_page(made: Callable[[int], MadePage]) -> None:
    few, many = (calls(_read, made_pdf(made(count))) for count in (800, 3_200))
    assert many < 7 * few


def _read(raw: bytes) -> None:
    """Read a page, of which it may be told that its columns cannot be told apart."""
    with suppress(UnreadableError):
        read_pdf(raw, "a.pdf")


def test_many_pages() -> None:
    page = MadePage()
    page.put("Total 1,234 5,678", 50, 100)
    few, many = (calls(read_pdf, made_pdf(*[page] * count), "a.pdf") for count in (5, 40))
    assert many < 9 * few
