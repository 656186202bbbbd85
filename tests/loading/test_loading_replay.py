"""What was known on an earlier day."""

from datetime import date
from pathlib import Path

import pytest

from plan_tracker.loading.folder import load
from plan_tracker.loading.loaded import Loaded
from plan_tracker.loading.replay import known_by

PLAN = "indicators: {calls: {unit: call, kind: flow}}\nentities: {VN: {name: Viet Nam}}\n"


@pytest.fixture
def loaded(tmp_path: Path) -> Loaded:
    heads = {"day": "published: 2023-07-12,", "month": "published: 2023-07,", "unknown": ""}
    (tmp_path / "targets").mkdir()
    (tmp_path / "targets" / "a.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "seeds").mkdir()
    for name, head in heads.items():
        text = (
            f"source: {{id: {name}, {head} locale: vi, period: 2023-H1}}\n"
            "figures: [{id: x, indicator: calls, printed: '3',\n"
            "  claims: [{kind: target, printed: '6'}, {kind: attainment, printed: 50%}]}]\n"
        )
        (tmp_path / "seeds" / f"{name}.yaml").write_text(text, encoding="utf-8")
    found, problems = load(tmp_path)
    assert problems == []
    return found


@pytest.mark.parametrize(
    ("day", "left_out"),
    [
        (date(2023, 7, 11), ("day", "month")),
        (date(2023, 7, 12), ("month",)),
        (date(2023, 7, 30), ("month",)),
        (date(2023, 7, 31), ()),
    ],
)
def test_what_was_published_by_then(loaded: Loaded, day: date, left_out: tuple[str, ...]) -> None:
    known, missing = known_by(loaded, day)
    assert missing == left_out
    kept = [name for name in ("day", "month", "unknown") if name not in left_out]
    assert list(dict.fromkeys(each.source for each in known.statements)) == kept
    assert known.frame["statement"].tolist() == [each.name for each in known.statements]
    assert known.frame.index.tolist() == list(range(len(known.statements)))


def test_without_a_day_of_publication_plan_values_wait_for_the_period(loaded: Loaded) -> None:
    known, missing = known_by(loaded, date(2023, 6, 29))
    assert [each.name for each in known.statements] == ["unknown#x"]
    assert missing == ("day", "month", "unknown")
