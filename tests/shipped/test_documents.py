"""The figures of the shipped sources against the documents they were taken from.

The documents are not shipped. Where they are not beside the checkout these tests skip; with
PLAN_TRACKER_DOCUMENTS=required they fail instead.
"""

import os
from hashlib import sha256
from pathlib import Path

import pytest

from plan_tracker.loading.folder import load
from plan_tracker.loading.loaded import Loaded

ROOT = Path(__file__).parents[2]
DOCUMENTS = ROOT.parent / "shared" / "seeds"
# Compared with the documents only where the text is printed: stages may be told in other words.
LOADED: Loaded = load(ROOT)[0]

if not DOCUMENTS.is_dir() and os.environ.get("PLAN_TRACKER_DOCUMENTS") != "required":
    missing = "the documents of the shipped sources are not here: put them into ../shared/seeds"
    pytest.skip(missing, allow_module_level=True)


@pytest.mark.parametrize("source", LOADED.sources.values(), ids=lambda source: source.id)
def test_document_is_the_one_that_was_read(source) -> None:  # type: ignore[no-untyped-def]
    assert sha256((DOCUMENTS / source.document).read_bytes()).hexdigest() == source.sha256


@pytest.mark.parametrize("statement", LOADED.statements, ids=lambda statement: statement.name)
def test_text_stands_at_its_line(statement) -> None:  # type: ignore[no-untyped-def]
    source = LOADED.sources[statement.source]
    lines = (DOCUMENTS / source.document).read_text(encoding="utf-8").splitlines()
    assert statement.document_line is not None
    assert statement.printed in lines[statement.document_line - 1]
