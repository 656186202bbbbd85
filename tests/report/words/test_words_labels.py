"""Whatever is said in English is said in Vietnamese too."""

import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from plan_tracker.report.words.labels import label, name_of, unit_label

DOCS = Path(__file__).parents[3] / "docs"


@pytest.fixture(scope="module")
def catalogs() -> Iterator[object]:
    sys.path.insert(0, str(DOCS))
    import catalogs

    yield catalogs
    sys.path.remove(str(DOCS))


@pytest.fixture(scope="module")
def messages(catalogs: object) -> list[Message]:
    with catalogs.catalog_file("vi").open("rb") as file:
        catalog = read_po(file, locale="vi")
    assert not catalog.obsolete
    return [message for message in catalog if message.id]


def test_catalogs_are_up_to_date(catalogs: object) -> None:
    assert list(catalogs.stale("vi", catalogs.template())) == []


def test_every_text_of_the_code_is_translated(messages: list[Message]) -> None:
    for message in messages:
        (said,) = message.string if isinstance(message.id, tuple) else (message.string,)
        assert said and not message.fuzzy, message.id


def test_translations_have_the_same_parts(messages: list[Message]) -> None:
    for message in messages:
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        (said,) = message.string if isinstance(message.id, tuple) else (message.string,)
        assert _parts(said) == set().union(*map(_parts, ids)), message.id


def _parts(template: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_units() -> None:
    assert unit_label("person", "en") == "persons"
    assert unit_label("person", "vi") == "người"
    assert unit_label("widget", "vi") == "widget"


def test_no_text_is_no_header() -> None:
    assert label("", "vi") == ""


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ({"en": "Rail", "vi": "Tàu"}, "Tàu"),
        ({"": "Rail"}, "Rail"),
        ({"en": "Rail"}, "Rail"),
        ({}, "rail"),
    ],
)
def test_names(name: dict[str, str], said: str) -> None:
    assert name_of(name, "vi", "rail") == said
