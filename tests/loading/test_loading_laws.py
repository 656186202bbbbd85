"""What holds for any text: loading never raises, and says the same twice."""

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plan_tracker.loading.files.tree import read_tree
from plan_tracker.loading.files.validate import validate
from plan_tracker.loading.folder import load
from plan_tracker.loading.frame.schema import frame_problems
from plan_tracker.loading.frame.statements import statements_frame
from plan_tracker.loading.loaded import Loaded
from plan_tracker.loading.shapes.source import SourceFile
from plan_tracker.model.interval import Interval
from plan_tracker.model.place import Problem
from plan_tracker.model.plan import Indicator
from plan_tracker.model.statement import Statement
from tests.loading.made_folders import BASE, SHIPPED, make_folder

SOURCE = (SHIPPED / "seeds/mic-2018.yaml").read_text(encoding="utf-8")
STRUCTURE = (SHIPPED / "targets/structure.yaml").read_text(encoding="utf-8")
# Pieces that mean something in YAML or in a plan, and any text at all
PIECES = st.one_of(
    st.sampled_from(
        ["- ", "{", "[", "]}", ": ", "\n  ", "#", "&a ", "*a", "!!str ", "<<: *a", "|\n", "'", '"']
    ),
    st.sampled_from(["null", "NaN", "1e999", "2023-02-30", "2023/2022", "0", "-1", "id", "52/0"]),
    st.text(max_size=8),
)


@st.composite
def broken(draw: st.DrawFn, text: str) -> str:
    """The text with some lines left out, doubled, moved, nested or written over."""
    lines = text.splitlines()
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        line = lines[at]
        column = draw(st.integers(0, len(line)))
        change = draw(st.sampled_from(["drop", "double", "move", "nest", "insert", "cut"]))
        lines[at : at + 1] = {
            "drop": [],
            "double": [line, line],
            "move": [f"  {line}"],
            "nest": [line[:column] + "[" * draw(st.integers(1, 50)) + line[column:]],
            "insert": [line[:column] + draw(PIECES) + line[column:]],
            "cut": [line[:column] + draw(PIECES)],
        }[change]
        lines = lines or [""]
    return "\n".join(lines)


def _load(files: dict[str, str | bytes]) -> tuple[Loaded, list[str]]:
    with tempfile.TemporaryDirectory() as folder:
        loaded, problems = load(make_folder(Path(folder), files))
        return loaded, [str(problem).replace(folder, "") for problem in problems]


FAST = settings(max_examples=60, suppress_health_check=list(HealthCheck))


@FAST
@given(broken(SOURCE), broken(STRUCTURE))
def test_never_raises_and_always_says_where(source: str, structure: str) -> None:
    files: dict[str, str | bytes] = {
        "seeds/case.yaml": source.encode("utf-8", "surrogatepass"),
        "targets/case.yaml": structure.encode("utf-8", "surrogatepass"),
    }
    problems = _load(files)[1]
    assert problems == _load(files)[1]
    assert all(problem.isprintable() for problem in problems)
    assert all(problem.startswith(("/seeds/", "/targets/")) for problem in problems)
    assert len(problems) == len(set(problems))


@FAST
@given(broken(BASE["seeds"]), broken(BASE["targets"]))
def test_what_is_loaded_without_problems_is_whole(source: str, targets: str) -> None:
    files: dict[str, str | bytes] = {
        "seeds/base.yaml": source.encode("utf-8", "surrogatepass"),
        "targets/base.yaml": targets.encode("utf-8", "surrogatepass"),
    }
    loaded, problems = _load(files)
    if not problems:
        assert list(loaded.frame["statement"]) == [each.name for each in loaded.statements]
        assert {
            each.subject.indicator for each in loaded.statements
        } <= loaded.plan.indicators.keys()


@FAST
@given(st.one_of(st.text(), broken(SOURCE)))
def test_a_tree_stands_where_its_text_stands(text: str) -> None:
    tree, problems = read_tree(text, "f")
    assert (tree is None) <= bool(problems)
    lines = text.count("\n") + text.count("\r") + 1
    places = [problem.place for problem in problems]
    places += tree.key_places.values() if tree is not None else []
    assert all(place.line <= lines + 1 for place in places)


def test_an_entry_left_out_leaves_the_others() -> None:
    tree, _ = read_tree(SOURCE.replace("    printed:", "    printd:", 1), "f")
    assert tree is not None
    valid, (problem,) = validate(tree, SourceFile)
    assert problem.message == "unknown key 'printd'; did you mean 'printed'?"
    assert valid is not None
    assert valid.skipped == {"sector-revenue-2017"}
    assert len(valid.file.figures) == len(tree["figures"]) - 1
    assert valid.tree["figures"][0].place == tree["figures"][1].place


def test_the_shipped_plan_loads_without_problems() -> None:
    loaded, problems = load(SHIPPED)
    assert problems == []
    assert len(loaded.statements) == len(loaded.frame) > 140
    assert set(loaded.sources) == set(loaded.frame["source"]) | {"mic-2022"}


def test_reading_twice_gives_the_same() -> None:
    (first, _), (second, _) = load(SHIPPED), load(SHIPPED)
    assert first.plan == second.plan
    assert first.statements == second.statements
    assert first.sources == second.sources
    assert first.frame.equals(second.frame)


def test_statements_stand_in_the_order_of_the_files() -> None:
    statements = load(SHIPPED)[0].statements
    places = [(each.place.file, each.place.line, each.place.column) for each in statements]
    assert places == sorted(places)


def _is_flow(statement: Statement, indicators: Mapping[str, Indicator]) -> bool:
    return statement.kind == "level" and indicators[statement.subject.indicator].kind == "flow"


def test_a_row_that_fails_leads_back_to_its_file_and_line() -> None:
    loaded, _ = load(SHIPPED)
    indicators = loaded.plan.indicators
    statements = [each for each in loaded.statements if _is_flow(each, indicators)]
    reading = statements[3].readings[0]
    huge = Fraction(10) ** 400
    statements[3] = replace(
        statements[3], readings=(replace(reading, value=huge, ordinary=Interval.exactly(huge)),)
    )
    period = statements[5].subject.period
    backwards = replace(period, start=period.end, end=period.start)
    statements[5] = replace(statements[5], subject=replace(statements[5].subject, period=backwards))
    third, fifth = statements[3], statements[5]
    assert frame_problems(statements_frame(statements), statements) == [
        Problem(
            third.place,
            f"{third.name} is too large to compute with: correct {third.printed!r}",
        ),
        Problem(
            fifth.place,
            f"{fifth.name} has a period that ends before it begins: correct {fifth.printed!r}",
        ),
    ]


@given(st.sampled_from(["2023-Q3", "quý III/2023", "Q3 2023", "third quarter of 2023"]))
def test_a_period_may_be_written_in_words(text: str) -> None:
    plan = "targets: [{id: t, indicator: a, period: 2024, due: 30 Sep 2024, value: 5}]"
    indicators = "indicators: {a: {name: A, unit: person, kind: flow, better: higher}}"
    source = f"source: {{id: s, locale: en, period: {text}, published: 30/9/2023}}"
    figures = "figures: [{id: f, indicator: a, printed: '5'}]"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part, lines in (("targets", (indicators, plan)), ("seeds", (source, figures))):
            (folder / part).mkdir()
            (folder / part / "a.yaml").write_text("\n".join(lines), encoding="utf-8")
        loaded, problems = load(folder)
    assert problems == []
    assert [each.subject.period.text for each in loaded.statements] == ["2023-Q3"]
    assert [each.published for each in loaded.statements] == ["2023-09-30"]
    assert [str(each.due) for each in loaded.plan.targets] == ["2024-09-30"]
