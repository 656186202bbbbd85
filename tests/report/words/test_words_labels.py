"""Whatever is said in English is said in Vietnamese too."""

from string import Formatter

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

import catalogs
from plan_tracker.report.words.labels import label, name_of, unit_label


@pytest.fixture(scope="module")
def messages() -> list[Message]:
    with catalogs.catalog_file("vi").open("rb") as file:
        catalog = read_po(file, locale="vi")
    assert not catalog.obsolete
    return [message for message in catalog if message.id]


def test_catalogs_are_up_to_date() -> None:
    assert list(catalogs.stale("vi", catalogs.template())) == []


def test_every_text_of_the_code_is_translated(messages: list[Message]) -> None:
    for message in messages:
        assert _translation(message) and not message.fuzzy, message.id


def test_translations_have_the_same_parts(messages: list[Message]) -> None:
    for message in messages:
        ids = (message.id,) if isinstance(message.id, str) else message.id
        assert _parts(_translation(message)) == set().union(*map(_parts, ids)), message.id


def _translation(message: Message) -> str:
    """What a message is in Vietnamese, which has one form for any count."""
    if isinstance(message.id, str):
        assert isinstance(message.string, str)
        return message.string
    assert isinstance(message.string, tuple)
    (form,) = message.string
    return form


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
