"""Tables in long form: read all at once, they say what they would say one row at a time."""

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from plan_tracker.loading.folder import load
from plan_tracker.loading.frame.schema import STATEMENTS
from plan_tracker.loading.frame.statements import statements_frame
from plan_tracker.loading.loaded import Loaded
from plan_tracker.model.place import Problem
from plan_tracker.reading import read_printed
from plan_tracker.reconcile.reconcile import reconcile

PLAN = """\
indicators:
  revenue: {name: Revenue, unit: VND, kind: flow, better: higher}
  balance: {name: Balance, unit: VND, kind: flow, better: higher, signed: true}
  coverage: {name: Coverage, unit: "%", kind: ratio, better: higher, bounds: {low: 0, high: 100}}
  place: {name: Place, unit: rank, kind: rank, better: lower}
entities: {VN: {name: Viet Nam}}
"""
SOURCE = (
    "source: {{id: s, locale: {locale}, entity: VN, period: 2023-H1{more}}}\ntable: {{{table}}}\n"
)
COLUMNS = (
    "indicator", "entity", "period", "kind", "against", "of", "unit", "timing", "standing",
    "published", "status", "basis", "weighted", "printed", "value",
)  # fmt: skip
Row = dict[str, Any]


def load_rows(
    folder: Path,
    rows: list[Row],
    *,
    locale: str = "vi",
    ending: str = "parquet",
    more: str = "",
    plan: str = PLAN,
) -> tuple[Loaded, list[Problem]]:
    for name in ("targets", "seeds"):
        (folder / name).mkdir(exist_ok=True)
    (folder / "targets" / "plan.yaml").write_text(plan)
    source = SOURCE.format(locale=locale, more=more, table=f"file: t.{ending}")
    (folder / "seeds" / "s.yaml").write_text(source)
    used = [name for name in COLUMNS if any(name in row for row in rows)]
    if ending == "csv":
        with (folder / "seeds" / "t.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, used)
            writer.writeheader()
            writer.writerows(rows)
    else:
        columns = {name: [row.get(name) for row in rows] for name in used}
        texts = {name: pa.string() for name in COLUMNS[:-1]}
        table = {name: pa.array(cells, texts.get(name)) for name, cells in columns.items()}
        parquet.write_table(pa.table(table), folder / "seeds" / "t.parquet")
    return load(folder)


def assert_same(frame: pd.DataFrame, one_by_one: pd.DataFrame) -> None:
    """Rows read all at once are those read one by one; a number prints no text."""
    STATEMENTS.validate(frame)
    assert list(frame.columns) == list(one_by_one.columns)
    printed = frame["printed"] != ""
    for name in frame.columns:
        mine, theirs = frame[name], one_by_one[name]
        if name == "printed":
            assert mine[printed].tolist() == theirs[printed].tolist()
        elif mine.dtype.kind == "f":
            np.testing.assert_allclose(mine, theirs, rtol=1e-13, atol=1e-12, err_msg=name)
        else:
            assert mine.astype(object).tolist() == theirs.astype(object).tolist(), name


def level(**cells: Any) -> Row:
    return {"indicator": "revenue", "kind": "level", **cells}


@st.composite
def numerals(draw: st.DrawFn, locale: str) -> str:
    """Digits as offices print them: grouped or not, with decimals or not, and as none does."""
    whole = draw(st.integers(0, 10 ** draw(st.integers(1, 12))))
    group, mark = (".", ",") if locale == "vi" else (",", ".")
    text = f"{whole:,}".replace(",", group) if draw(st.booleans()) else str(whole)
    decimals = draw(st.text("0123456789", max_size=4))
    odd = draw(st.sampled_from([text, text, text, text.replace(group, mark), f"0{text}"]))
    return f"{odd}{mark}{decimals}" if decimals else odd


ROUNDINGS = ["", ", rounding: {to: 100}", ", rounding: {base: 5, random: true}"]
TEXTS = {
    "level": ("{} tỷ đồng", "hơn {} triệu đồng", "gần {} nghìn tỷ đồng", "{}", "ước đạt {} USD",
              "khoảng {} tỷ đồng", "-{} đồng", "ít nhất {} đồng", "năm {}", "{} tấn", "{}-90 tỷ"),
    "base": ("{} tỷ đồng", "vượt {} tỷ đồng"),
    "target": ("{} tỷ đồng", "dưới {} tỷ đồng"),
    "growth": ("tăng {}%", "giảm {}%", "{}%", "bằng {}%", "gấp {} lần", "tăng {} lần", "{}",
               "tăng khoảng {}%", "không đổi", "tăng {}% so với năm 2022"),
    "attainment": ("đạt {}%", "vượt {}%", "{}", "gần {}%", "tăng {}%"),
    "multiple": ("gấp {} lần", "{} lần"),
    "change": ("tăng {} tỷ đồng", "giảm {} đồng"),
}  # fmt: skip


@st.composite
def printed_rows(draw: st.DrawFn) -> Row:
    kind = draw(st.sampled_from(list(TEXTS)))
    text = draw(st.sampled_from(TEXTS[kind])).format(draw(numerals("vi")))
    row: Row = {"indicator": draw(st.sampled_from(["revenue", "balance"])), "kind": kind}
    if kind in ("multiple", "change"):
        row["against"] = "2022-H1"
    return {**row, "entity": draw(st.sampled_from(["VN", "VN-HN", None])), "printed": text}


def readable(row: Row) -> bool:
    units = {"VND": "VND"}
    readings, _ = read_printed(row["printed"], "vi", row["kind"], unit="VND", units=units)
    return bool(readings) and readings[0].unit in ("VND", "USD", "%", "time")


@settings(max_examples=25)
@given(
    st.lists(printed_rows().filter(readable), min_size=1, max_size=12), st.sampled_from(ROUNDINGS)
)
@example(rows=[level(printed="gần 0 tỷ đồng"), level(printed="gần 1 tỷ đồng")], rounding="")
def test_texts_read_all_at_once_are_those_read_one_by_one(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Row], rounding: str
) -> None:
    loaded, problems = load_rows(tmp_path_factory.mktemp("plan"), rows, more=rounding)
    assert problems == []
    assert_same(loaded.frame, statements_frame(loaded.statements))


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["revenue", "balance", "coverage", "place"]),
            st.sampled_from(["level", "growth", "attainment"]),
            st.one_of(
                st.integers(0, 10**14),
                st.floats(1e-20, 1e12),
                st.decimals(0, 10**9, places=3).map(float),
                st.sampled_from([0.1, 1e-7, 1234.0, 20.495, 112.6, 1e15, 2.5e17]),
            ),
            st.sampled_from([None, "tỷ đồng", "đồng"]),
        ),
        min_size=1,
        max_size=12,
    ),
    st.sampled_from(["vi", "en"]),
    st.sampled_from(ROUNDINGS),
)
def test_numbers_read_all_at_once_are_those_read_one_by_one(
    tmp_path_factory: pytest.TempPathFactory, cells: list[Any], locale: str, rounding: str
) -> None:
    rows = [
        {"indicator": name, "kind": kind, "value": float(value)}
        | ({"unit": unit} if kind == "level" and name in ("revenue", "balance") and unit else {})
        for name, kind, value, unit in cells
        if locale == "vi" or not unit
    ] or [level(value=1.0)]
    loaded, problems = load_rows(
        tmp_path_factory.mktemp("plan"), rows, locale=locale, more=rounding
    )
    assert problems == []
    assert_same(loaded.frame, statements_frame(loaded.statements))


@pytest.mark.parametrize(
    ("cell", "ends"),
    [
        (1234.5, (1234.45, 1234.55)),
        (1234.0, (1233.5, 1234.5)),
        (20.495, (20.4945, 20.4955)),
        # Digits beyond the ninth come from computing; whole numbers are exact.
        (0.1 + 0.2, (0.2999999995, 0.3000000005)),
        (123.456789, (123.4567885, 123.4567895)),
        (123.4567891, (123.4567886, 123.4567896)),
        (1234567890.5, (1234567885.5, 1234567895.5)),
        (1234567891.0, (1234567890.5, 1234567891.5)),
    ],
)
def test_a_number_is_as_wide_as_its_shortest_decimal_form(
    tmp_path: Path, cell: float, ends: tuple[float, float]
) -> None:
    loaded, problems = load_rows(tmp_path, [level(value=cell)])
    assert problems == []
    assert list(loaded.frame.loc[0, ["low", "high"]]) == pytest.approx(ends, rel=1e-14)
    assert_same(loaded.frame, statements_frame(loaded.statements))
    # The mark in it is ours: it is in no doubt.
    assert loaded.frame.loc[0, "doubtful"] == ""


def test_what_a_person_prints_means_all_its_digits(tmp_path: Path) -> None:
    rows = [level(printed="123,4567891"), level(value="123.4567891")]
    loaded, problems = load_rows(tmp_path, rows, ending="csv")
    assert problems == []
    widths = (loaded.frame["high"] - loaded.frame["low"]).tolist()
    assert widths == pytest.approx([1e-7, 1e-6], rel=1e-4)


def test_a_csv_cell_keeps_its_zeros(tmp_path: Path) -> None:
    loaded, problems = load_rows(
        tmp_path, [level(value="86.10"), level(value="86.1")], ending="csv"
    )
    assert problems == []
    assert (loaded.frame["high"] - loaded.frame["low"]).tolist() == pytest.approx([0.01, 0.1])
    assert loaded.frame["file_line"].tolist() == [2, 3]
    assert_same(loaded.frame, statements_frame(loaded.statements))


def test_names_tell_rows_apart(tmp_path: Path) -> None:
    rows = [
        level(entity="Hà Nội", printed="1 tỷ đồng"),
        level(entity="Hà Nội", printed="2 tỷ đồng"),
        {**level(entity="Hà Nội", printed="tăng 1%"), "kind": "growth"},
    ]
    loaded, problems = load_rows(tmp_path, rows)
    assert problems == []
    assert loaded.frame["statement"].tolist() == [
        "s#Hà_Nội/revenue/2023-H1",
        "s#Hà_Nội/revenue/2023-H1~2",
        "s#Hà_Nội/revenue/2023-H1.growth",
    ]
    assert [each.name for each in loaded.statements] == loaded.frame["statement"].tolist()


def test_targets_may_cite_a_row(tmp_path: Path) -> None:
    load_rows(tmp_path, [level(printed="1 tỷ đồng")])
    target = "targets:\n  - {{id: t, indicator: revenue, period: 2023, value: 5, source: {}}}\n"
    wrong = []
    for name in ("s#VN/revenue/2023-H1", "s#VN/revenue/2023"):
        (tmp_path / "targets" / "t.yaml").write_text(target.format(name))
        wrong.append([each.message for each in load(tmp_path)[1]])
    assert wrong[0] == []
    assert "no source says 's#VN/revenue/2023'" in wrong[1][0]


def test_what_a_claim_compares_with(tmp_path: Path) -> None:
    rows = [
        {"indicator": "revenue", "kind": kind, "printed": "5", **more}
        for kind, more in (
            ("base", {}), ("base", {"against": "2021-H1"}), ("growth", {}), ("target", {}),
            ("target", {"of": "2025"}), ("attainment", {"of": "2025"}),
            ("share", {"of": "balance"}), ("base", {"period": "2020-H1"}),
        )
    ]  # fmt: skip
    loaded, problems = load_rows(tmp_path, rows)
    assert problems == []
    frame = loaded.frame.astype({"ref_indicator": str, "ref_period": str})
    assert frame["period"].tolist()[:5] == ["2022-H1", "2021-H1", "2023-H1", "2023", "2025"]
    assert frame["ref_period"].tolist()[2] == "2022-H1"
    assert frame["ref_period"].tolist()[5:7] == ["2025", "2023-H1"]
    assert frame["ref_indicator"].tolist()[6] == "balance"
    assert frame["period"].tolist()[7] == "2020-H1"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            {"indicator": "revenu"},
            "the indicator 'revenu' is not declared; did you mean 'revenue'?",
        ),
        ({"kind": "levl"}, "kind cannot be 'levl'; did you mean 'level'?"),
        ({"kind": "stage"}, "kind cannot be 'stage'"),
        ({"period": "2023-H3"}, "period '2023-H3' is not understood"),
        ({"printed": "many"}, "'many' is not a number"),
        ({"printed": None}, "the row says nothing"),
        ({"of": "2023"}, "a row of kind level has no `of`"),
        ({"kind": "multiple"}, "a claim of kind multiple needs `against`"),
        ({"unit": "tỉ"}, "'tỉ' cannot come after"),
    ],
)
def test_what_is_wrong_in_a_row_is_said_at_its_place(
    tmp_path: Path, row: Row, message: str
) -> None:
    rows = [level(printed="1 tỷ đồng"), {**level(printed="5 tỷ đồng"), **row}]
    _, problems = load_rows(tmp_path, rows)
    assert [str(each.place).endswith("t.parquet:2:1") for each in problems] == [True]
    assert message in problems[0].message


def test_everything_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    rows = [
        level(printed="1 tỷ đồng"), level(printed="2 tỷ đồng", period="2023-H9"),
        level(printed="xyz"), {"indicator": "revenu", "kind": "level", "printed": "1"},
        {"indicator": "revenue", "kind": "grwth", "printed": "1"}, level(), level(value="1e5"),
        level(value="12abc"), level(printed="3 tỷ đồng", against="2022"),
    ]  # fmt: skip
    _, problems = load_rows(tmp_path, rows, ending="csv")
    # A kind of mistake is said at its first row.
    assert [each.place.line for each in problems] == [3, 4, 5, 6, 7, 8, 10]
    assert "'1e5' is no number as 1234.5" in problems[5].message
    assert "(and 1 more rows)" in problems[5].message


def test_a_wrong_column_is_not_said_a_million_times(tmp_path: Path) -> None:
    _, problems = load_rows(tmp_path, [level(printed=f"x{n}y") for n in range(500)])
    assert 1 <= len(problems) <= 50


@pytest.mark.parametrize("wrong", ["{id: f, indicator: none, printed: x}", "{oops"], ids=len)
def test_a_table_is_refused_beside_many_problems_elsewhere(tmp_path: Path, wrong: str) -> None:
    load_rows(tmp_path, [level(printed="1 tỷ đồng"), level(indicator="lost", printed="2 tỷ đồng")])
    figures = "\n".join(f"- {wrong}" for _ in range(60))
    source = "source: {id: a, locale: vi, period: 2023}\nfigures:\n"
    (tmp_path / "seeds" / "a.yaml").write_text(f"{source}{figures}\n")
    (tmp_path / "targets" / "b.yaml").write_text("indicators: {lost: {name")
    loaded, problems = load(tmp_path)
    assert any("seeds/a.yaml" in str(each) for each in problems)
    assert len(loaded.frame) == 0


HEADINGS = "indicator,period,kind,printed"


@pytest.mark.parametrize("header", ["", ", header: 1"])
@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"{HEADINGS}\n", "t.csv has no rows below its headings: fill it, or take the source out"),
        (f"{HEADINGS},printed\nrevenue,2023,level,1,2\n", "two columns are headed 'printed'"),
        ("", ""),
        ("\ufeff\n\n", ""),
    ],
)  # fmt: skip
def test_long_forms_that_say_nothing(tmp_path: Path, text: str, message: str, header: str) -> None:
    load_rows(tmp_path, [level(printed="1 tỷ đồng")])
    (tmp_path / "seeds" / "t.csv").write_text(text, "utf-8")
    table = SOURCE.format(locale="vi", more="", table=f"file: t.csv{header}")
    (tmp_path / "seeds" / "s.yaml").write_text(table)
    _, problems = load(tmp_path)
    assert problems and message in str(problems[0])


@pytest.mark.parametrize("columns", ["", ", columns: {indicator: indicator, level: printed}"])
def test_two_columns_of_one_name_in_parquet(tmp_path: Path, columns: str) -> None:
    load_rows(tmp_path, [level(printed="1 tỷ đồng")])
    cells = [pa.array([text]) for text in ("revenue", "level", "1", "2")]
    table = pa.Table.from_arrays(cells, names=["indicator", "kind", "printed", "printed"])
    parquet.write_table(table, tmp_path / "seeds" / "t.parquet")
    source = SOURCE.format(locale="vi", more="", table=f"file: t.parquet{columns}")
    (tmp_path / "seeds" / "s.yaml").write_text(source)
    (problem,) = load(tmp_path)[1]
    assert "two columns are headed 'printed': rename one" in str(problem)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("file: t.parquet, columns: {indicator: A}", "`columns` names no figures"),
        ("sql: select 1, url: x", "the address cannot be read"),
        ("sql: select 1", "`sql` needs a database"),
        ("file: t.parquet, url: x", "say with `sql` what to ask"),
        ("file: t.parquet, sheet: A", "only a workbook has a `sheet`"),
        ("file: t.parquet, header: 3", "`header` is for tables with rows above"),
        ("file: t.parquet, names: {A: revenue}", "`names` is for a table with `columns`"),
        ("file: t.parquet, header: x", "header is a row such as 3"),
        ("file: t.parquet, columns: {grwth: A}", "unknown key 'grwth'; did you mean 'growth'?"),
        ("file: t.doc", "no table that can be read"),
        ("file: ../../t.csv", "lies outside"),
        ("file: none.parquet", "there is no file"),
        ("{}", "the key 'file' is missing"),
    ],
)
def test_tables_of_other_kinds_are_refused_clearly(
    tmp_path: Path, table: str, message: str
) -> None:
    load_rows(tmp_path, [level(printed="1 tỷ đồng")])
    source = SOURCE.format(locale="vi", more="", table=table if table != "{}" else "")
    (tmp_path / "seeds" / "s.yaml").write_text(source)
    _, problems = load(tmp_path)
    assert len(problems) == 1
    assert message in str(problems[0])


def test_columns_that_are_missing_are_named(tmp_path: Path) -> None:
    _, problems = load_rows(tmp_path, [{"indicator": "revenue"}])
    assert [each.message.split(": ")[0] for each in problems] == [
        f"{tmp_path}/seeds/t.parquet has neither a column 'printed' nor 'value'",
        f"{tmp_path}/seeds/t.parquet has no column 'kind'",
    ]


@pytest.mark.parametrize(
    ("cells", "width"),
    [
        (pa.array([Decimal("86.10")]), 0.01),
        (pa.array([86], pa.int64()), 1.0),
        (pa.array([86.1], pa.float32()), 0.1),
        (pa.array(["86.100"]), 0.001),
        (pa.array([None], pa.null()), None),
        (pa.array([True]), None),
    ],
    ids=lambda each: str(each.type) if isinstance(each, pa.Array) else "",
)
def test_numbers_of_any_type_keep_their_precision(
    tmp_path: Path, cells: pa.Array, width: float | None
) -> None:
    load_rows(tmp_path, [level(printed="1")])
    table = {"indicator": ["revenue"], "kind": ["level"], "value": cells}
    parquet.write_table(pa.table(table), tmp_path / "seeds" / "t.parquet")
    loaded, problems = load(tmp_path)
    if width is None:
        assert len(problems) == 1
    else:
        assert problems == []
        assert (loaded.frame["high"] - loaded.frame["low"]).tolist() == pytest.approx([width])
        assert_same(loaded.frame, statements_frame(loaded.statements))


def test_rows_say_their_timing(tmp_path: Path) -> None:
    timings = ("", "end", "average", "over")
    rows = [level(indicator="coverage", timing=timing, printed="5%") for timing in timings]
    loaded, problems = load_rows(tmp_path, rows, ending="csv")
    assert problems == []
    assert loaded.frame["timing"].tolist() == list(timings)
    # Only a level at the last day leaves the others out.
    assert (loaded.frame["start"] == loaded.frame["end"]).tolist() == [False, True, False, False]
    assert_same(loaded.frame, statements_frame(list(loaded.statements)))

    _, problems = load_rows(tmp_path, [level(timing="mean", printed="5")], ending="csv")
    (problem,) = problems
    assert "timing cannot be 'mean': write end or average or over" in problem.message


@pytest.mark.parametrize(
    ("status", "provisional", "revised", "rebased"),
    [
        ("p", True, False, False),
        ("E", True, False, False),
        ("r", False, True, False),
        ("b", False, False, True),
        ("b p", True, False, True),
        ("revised", False, True, False),
        ("A", False, False, False),
        ("", False, False, False),
    ],
)
def test_the_status_of_an_observation(
    tmp_path: Path, status: str, provisional: bool, revised: bool, rebased: bool
) -> None:
    loaded, problems = load_rows(tmp_path, [level(value="5", status=status)], ending="csv")
    assert problems == []
    said = list(loaded.frame.loc[0, ["provisional", "revised", "rebased"]])
    assert said == [provisional, revised, rebased]
    assert_same(loaded.frame, statements_frame(loaded.statements))


def test_a_status_that_is_none(tmp_path: Path) -> None:
    _, (problem,) = load_rows(tmp_path, [level(value="5", status="x")], ending="csv")
    assert "status cannot be 'x': write p (provisional), e (estimated)" in problem.message


@pytest.mark.parametrize(
    ("cells", "widths"),
    [
        (("40.0", "41.0", "52.0", "0.0", "37.0"), [1, 1, 1, 0.5, 1]),
        (("40.00", "41.50", "52.00", "36.00", "37.00"), [0.1] * 5),
        (("40.0", "41.0", "52.0", "36.5", "37.0"), [0.1] * 5),
        (("40.0", "41.0", "52.0", "36.0"), [0.1] * 4),
        (("40.0", "41.0", "52.0", "36", "37.0"), [0.1, 0.1, 0.1, 1, 0.1]),
    ],
)
@pytest.mark.parametrize("column", ["printed", "value"])
def test_zeros_that_end_all_decimals_are_a_format(
    tmp_path: Path, cells: tuple[str, ...], widths: list[float], column: str
) -> None:
    rows = [
        level(indicator="revenue", period=f"{2010 + year}", **{column: cell})
        for year, cell in enumerate(cells)
    ]
    loaded, problems = load_rows(tmp_path, rows, ending="csv", locale="en")
    assert problems == []
    assert (loaded.frame["high"] - loaded.frame["low"]).tolist() == pytest.approx(widths)
    assert_same(loaded.frame, statements_frame(list(loaded.statements)))


def test_rows_say_which_of_several_plans_they_are_about(tmp_path: Path) -> None:
    rows = [
        {
            "indicator": "revenue",
            "kind": "target",
            "of": "2023",
            "standing": "aspired",
            "printed": "9",
        },
        {"indicator": "revenue", "kind": "attainment", "standing": "aspired", "printed": "50%"},
        {"indicator": "revenue", "kind": "attainment", "of": "2023", "printed": "60%"},
        level(standing="plan", printed="5"),
    ]
    loaded, problems = load_rows(tmp_path, rows, ending="csv")
    assert problems == []
    assert loaded.frame["standing"].tolist() == ["aspired", "", "", ""]
    assert loaded.frame["ref_standing"].tolist() == ["", "aspired", "", ""]
    assert loaded.frame["measure"].tolist() == ["target", "actual", "actual", "target"]
    assert_same(loaded.frame, statements_frame(list(loaded.statements)))

    _, problems = load_rows(tmp_path, [level(standing="actaul", printed="5")], ending="csv")
    (problem,) = problems
    assert "'actaul' is nearly 'actual'" in problem.message


def test_rows_say_their_prices(tmp_path: Path) -> None:
    """Growth at constant prices is none of the levels at current ones."""
    rows = [
        level(period="2022", basis="current-prices", printed="211 đồng"),
        level(period="2023", basis="current-prices", printed="233 đồng"),
        {
            "indicator": "revenue",
            "kind": "growth",
            "period": "2023",
            "basis": "constant-prices",
            "printed": "tăng 4%",
        },
    ]
    loaded, problems = load_rows(tmp_path, rows, ending="csv")
    assert problems == []
    assert loaded.frame["basis"].tolist() == ["current-prices"] * 2 + ["constant-prices"]
    assert_same(loaded.frame, statements_frame(loaded.statements))
    assert reconcile(loaded).findings == ()

    rows[2]["basis"] = "current-prices"
    loaded, problems = load_rows(tmp_path, rows, ending="csv")
    assert [finding.severity for finding in reconcile(loaded).findings] == ["error"]


def test_rows_of_weighted_percentages(tmp_path: Path) -> None:
    rows = [
        level(indicator="coverage", printed="520/1000", weighted="true"),
        level(indicator="coverage", printed="57,3%", weighted="true"),
    ]
    loaded, problems = load_rows(tmp_path, rows, ending="csv")
    assert problems == []
    assert_same(loaded.frame, statements_frame(loaded.statements))
    assert reconcile(loaded).findings == ()


@pytest.mark.parametrize(
    ("column", "problem"),
    [
        ("basis", "basis cannot be 'x': write current-prices or constant-prices"),
        ("weighted", "weighted cannot be 'x': write true, or leave the cell empty"),
    ],
)
def test_prices_and_weights_that_are_none(tmp_path: Path, column: str, problem: str) -> None:
    _, (found,) = load_rows(tmp_path, [level(value="5", **{column: "x"})], ending="csv")
    assert problem in found.message


TWO_PLANS = (
    PLAN
    + """\
targets:
  - {id: statutory, indicator: revenue, entity: VN, period: 2023, value: 1000 đồng}
  - {id: aspired, indicator: revenue, entity: VN, period: 2023, value: 1250 đồng,
     standing: aspired}
  - {id: statutory-hn, indicator: revenue, entity: VN-HN, period: 2023, value: 400 đồng}
  - {id: aspired-hn, indicator: revenue, entity: VN-HN, period: 2023, value: 500 đồng,
     standing: aspired}
"""
)


@pytest.mark.parametrize("of", [{}, {"of": "2023"}])
def test_a_percentage_is_of_the_plan_that_the_level_beside_it_fits(
    tmp_path: Path, of: dict[str, str]
) -> None:
    def row(kind: str, entity: str, printed: str) -> Row:
        said = of if kind == "attainment" else {}
        return {
            "indicator": "revenue", "kind": kind, "entity": entity, "period": "2023",
            "printed": printed, **said,
        }  # fmt: skip

    rows = [
        row("level", "VN", "987 đồng"),
        row("attainment", "VN", "79,0%"),
        row("attainment", "VN-HN", "93,3%"),
        row("level", "VN-HN", "373 đồng"),
        row("attainment", "VN-DN", "50%"),
    ]
    loaded, problems = load_rows(tmp_path, rows, ending="csv", plan=TWO_PLANS)
    assert problems == []
    assert loaded.frame["ref_standing"].tolist() == ["", "aspired", "", "", ""]
    assert loaded.frame["unsure"].tolist() == [False, True, True, False, True]
    assert_same(loaded.frame, statements_frame(loaded.statements))
    assert [each for each in reconcile(loaded).findings if each.severity != "note"] == []

    # What is so many percent of neither plan may be of a third one: no more than a warning.
    rows[1]["printed"] = "60,0%"
    loaded, _ = load_rows(tmp_path, rows, ending="csv", plan=TWO_PLANS)
    severities = {each.severity for each in reconcile(loaded).findings}
    assert severities - {"note"} == {"warning"}
