"""`tracker extract` and `tracker trace` on the documents of the shipped sources.

The documents are not shipped. Where they are not beside the checkout these tests skip; with
PLAN_TRACKER_DOCUMENTS=required they fail instead.
"""

import os
from pathlib import Path

import pytest

from extract import documents
from plan_tracker.cli import main
from plan_tracker.documents import extract_figures
from plan_tracker.documents.readers.reading import read_document
from plan_tracker.documents.source_file.writing import Head, write_source
from plan_tracker.language.detection import detect_language
from plan_tracker.loading.drafts import load_plan, source_problems
from plan_tracker.loading.folder import load
from tests.documents.scoring import Scores, score

ROOT = Path(__file__).parents[2]
DOCUMENTS = ROOT.parent / "shared" / "seeds"
FIGURES, CLAIMS, BOUND = 0.97, 0.95, 0.93

if not DOCUMENTS.is_dir() and os.environ.get("PLAN_TRACKER_DOCUMENTS") != "required":
    missing = "the documents of the shipped sources are not here: put them into ../shared/seeds"
    pytest.skip(missing, allow_module_level=True)


def test_figures_and_claims_are_found() -> None:
    scores = Scores()
    for name, text, groups in documents(load(ROOT)[0], DOCUMENTS):
        score(groups, extract_figures(text, detect_language([text]).likeliest), scores, name)
    wrong = "\n".join(scores.wrong)
    assert scores.figures.f1 >= FIGURES, wrong
    assert scores.claims.f1 >= CLAIMS, wrong
    assert scores.bound.f1 >= BOUND, wrong


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("*.txt")), ids=lambda path: path.name[:3])
def test_the_source_file_is_accepted(path: Path) -> None:
    plan = load_plan(ROOT, "vi")[0]
    document = read_document(path)[0]
    assert document is not None
    written = write_source(
        Head("made", path.name, document.sha256, "vi"),
        extract_figures(document.text, "vi"),
        plan,
        lambda file, whole: source_problems(file, "made.yaml", whole),
    ).text
    assert source_problems(written, "made.yaml", plan) == []


def test_every_shipped_text_is_traced(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", "--plan", str(ROOT), "--documents", str(DOCUMENTS)]) == 0
    assert " 0 untraced" in capsys.readouterr().out
