"""Real passages: nothing possible is called an error, and what cannot be true is found."""

import pytest

import reports

pytestmark = pytest.mark.skipif(
    not reports.SHARED.is_dir(), reason="the real passages are not at hand"
)


def test_real_passages() -> None:
    score = reports.Score()
    for passage in reports.passages(reports.SHARED):
        score.add(passage, reports.check(passage))
    assert score.counts["wrong error"] == 0
    assert score.counts["wrong warning"] <= score.documents / 5
    assert score.counts["found"] >= score.counts["contradictions"] - 1
