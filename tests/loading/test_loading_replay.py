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


def test_without_a_day_of_publication_a_source_waits_for_the_end_of_its_period(
    loaded: Loaded,
) -> None:
    known, missing = known_by(loaded, date(2023, 6, 29))
    assert list(known.statements) == []
    assert missing == ("day", "month", "unknown")


UNDATED = {
    "no-period": "{id: no-period, locale: vi}|2022|",
    "later-figure": "{id: later-figure, locale: vi, period: 2022}|2023|",
    "estimate": "{id: estimate, locale: vi, period: 2022}|2023|ước ",
    "plan": "{id: plan, locale: vi}|2030|",
}


@pytest.mark.parametrize(
    ("day", "left_out"),
    [
        (date(2022, 12, 30), ("no-period", "later-figure", "estimate")),
        (date(2022, 12, 31), ("later-figure",)),
        (date(2023, 12, 30), ("later-figure",)),
        (date(2023, 12, 31), ()),
    ],
)
def test_a_source_is_no_older_than_the_last_day_that_it_reports_on(
    tmp_path: Path, day: date, left_out: tuple[str, ...]
) -> None:
    (tmp_path / "targets").mkdir()
    (tmp_path / "targets" / "a.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "seeds").mkdir()
    for name, text in UNDATED.items():
        head, period, hedge = text.split("|")
        standing = "standing: plan, " if name == "plan" else ""
        (tmp_path / "seeds" / f"{name}.yaml").write_text(
            f"source: {head}\nfigures:\n"
            f"  - {{id: last, indicator: calls, period: {period}, {standing}printed: '{hedge}3'}}\n"
            f"  - {{id: first, indicator: calls, period: 2021, {standing}printed: '2'}}\n",
            encoding="utf-8",
        )
    found, problems = load(tmp_path)
    assert problems == []

    known, missing = known_by(found, day)
    assert sorted(missing) == sorted(left_out)
    assert {each.source for each in known.statements} == UNDATED.keys() - {*left_out}
