"""The same figures from CSV, Parquet and databases, in wide form and in long form."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from made_tables import COLUMNS, HEADINGS, POST, write_plan, write_sheet
from pyarrow import parquet

from plan_tracker.loading.folder import Loaded, load

WIDE = {
    "post-revenue/2024-H1.target": 5474e9,
    "post-revenue/2024-H1.base": 2480.4e9,
    "post-revenue/2024-H1": 2605.1e9,
    "post-revenue/2024-H1.attainment": 47.6,
    "post-revenue/2024-H1.growth": 5.0,
}
TEXTS = ("Doanh thu bưu chính", "tỷ đồng", "5.474", "2.480,4", "2.605,1", "47,6", "105,0")
WITH_COLUMNS = f"  columns:\n{COLUMNS}"
ENGLISH = ("Doanh thu bưu chính", "tỷ đồng", "5,474", "2,480.4", "2,605.1", "47.6", "105.0")


def values(loaded: Loaded) -> dict[str, float]:
    return {
        statement.name.removeprefix("s#VN/"): float(statement.readings[0].value)
        for statement in loaded.statements
    }


def places(loaded: Loaded, folder: Path) -> list[str]:
    return [str(s.place).removeprefix(f"{folder}/seeds/") for s in loaded.statements]


def load_text(folder: Path, text: str | bytes, table: str = WITH_COLUMNS) -> Loaded:
    write_plan(folder, f"  file: t.csv\n{table}")
    raw = text.encode() if isinstance(text, str) else text
    (folder / "seeds" / "t.csv").write_bytes(raw)
    loaded, problems = load(folder)
    assert [str(each) for each in problems] == []
    return loaded


@pytest.mark.parametrize("mark", [";", "\t", "|", ","])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_csv_with_any_mark_between_cells(tmp_path: Path, mark: str, line_end: str) -> None:
    rows = [HEADINGS, TEXTS]
    quote = '"' if mark == "," else ""
    lines = [mark.join(f"{quote}{cell}{quote}" for cell in row) for row in rows]
    loaded = load_text(tmp_path, "\ufeff" + line_end.join(["BÁO CÁO", *lines, "Ghi chú: a"]))
    assert values(loaded) == WIDE
    # The level is behind four cells and what separates them.
    start = len(f"{quote}{mark}{quote}".join(TEXTS[:4])) + 2 + 3 * len(quote)
    assert places(loaded, tmp_path)[0] == f"t.csv:3:{start}"


def test_a_cell_of_several_lines(tmp_path: Path) -> None:
    headings = '"Chỉ\ntiêu";"say ""TH"""'
    table = "  columns: {indicator: Chỉ tiêu, level: 'say \"TH\"'}\n"
    loaded = load_text(tmp_path, f'{headings}\nLao động;7\nLao động;"8"', table)
    assert values(loaded) == {"staff/2024-H1": 7.0, "staff/2024-H1~2": 8.0}
    assert places(loaded, tmp_path) == ["t.csv:3:10", "t.csv:4:11"]


def test_a_quotation_mark_that_is_not_closed(tmp_path: Path) -> None:
    write_plan(tmp_path, "  file: t.csv\n  columns: {indicator: A, level: B}\n")
    (tmp_path / "seeds" / "t.csv").write_text('A;B\nLao động;"7\nLao động;8', encoding="utf-8")
    (problem,) = load(tmp_path)[1]
    assert str(problem).endswith("t.csv:2:10: " + problem.message)
    assert "is not closed" in problem.message


def test_numbers_in_the_other_notation(tmp_path: Path) -> None:
    text = "\n".join(";".join(row) for row in (HEADINGS, ENGLISH))
    loaded = load_text(tmp_path, text, f"  numbers: en\n{WITH_COLUMNS}")
    assert values(loaded) == WIDE
    assert not any(loaded.frame["doubtful"].astype(str))
    # Without `numbers` they are read by the locale, and are in doubt.
    assert any(load_text(tmp_path, text).frame["doubtful"].astype(str))


def test_parquet_in_wide_form(tmp_path: Path) -> None:
    write_plan(tmp_path, f"  file: t.parquet\n{WITH_COLUMNS}")
    table = pa.table({name: [cell] for name, cell in zip(HEADINGS, POST, strict=True)})
    parquet.write_table(table, tmp_path / "seeds" / "t.parquet")
    loaded, problems = load(tmp_path)
    assert problems == []
    assert values(loaded) == WIDE
    assert places(loaded, tmp_path)[0] == "t.parquet:1:5"


LONG = (
    ("indicator", "entity", "kind", "printed", "value", "unit", "as"),
    ("post-revenue", None, "level", None, 2605.1, "tỷ đồng", None),
    ("post-revenue", "VN-HN", "level", "hơn 1,6 nghìn tỷ đồng", None, None, None),
    ("post-revenue", None, "growth", None, 105.2, None, "index"),
)
LONG_VALUES = {
    "post-revenue/2024-H1": 2605.1e9,
    "s#VN-HN/post-revenue/2024-H1": 1.6e12,
    "post-revenue/2024-H1.growth": 5.2,
}


def test_long_form_in_a_workbook(tmp_path: Path) -> None:
    write_plan(tmp_path, "  file: t.xlsx\n  header: 2\n")
    rows = [("a title",), *LONG]
    write_sheet(tmp_path / "seeds" / "t.xlsx", rows, formats={"E3": "0.00"})
    loaded, problems = load(tmp_path)
    assert problems == []
    assert values(loaded) == LONG_VALUES
    assert places(loaded, tmp_path) == [f"t.xlsx!Sheet1!{cell}" for cell in ("E3", "D4", "E5")]
    assert loaded.statements[0].printed == "2605,10 tỷ đồng"


def test_long_form_in_csv_with_semicolons(tmp_path: Path) -> None:
    text = "\n".join(";".join(str(cell or "") for cell in row) for row in LONG)
    assert values(load_text(tmp_path, text, "")) == LONG_VALUES


def test_long_form_in_a_workbook_says_what_is_wrong(tmp_path: Path) -> None:
    write_plan(tmp_path, "  file: t.xlsx\n")
    rows = [("indicator", "kind", "value", "value"), ("staff", "level", "=A1", None)]
    write_sheet(tmp_path / "seeds" / "t.xlsx", rows)
    problems = [str(each) for each in load(tmp_path)[1]]
    assert len(problems) == 2
    assert "t.xlsx!Sheet1!C2: the formula of this cell has no stored value" in problems[1]
    assert "t.xlsx!Sheet1!D1: two columns are headed 'value': rename one" in problems[0]


def fill_sqlite(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("create table plan (name, unit, target, base, level, of_plan, growth)")
        database.execute("insert into plan values (?, ?, ?, ?, ?, ?, ?)", POST)
        database.execute('create table long (indicator, entity, kind, printed, value, unit, "as")')
        database.executemany("insert into long values (?, ?, ?, ?, ?, ?, ?)", LONG[1:])
    database.close()


OF_QUERY = """\
  columns: {indicator: name, unit: unit, target: target, base: base, level: level,
    attainment: of_plan, growth: {column: growth, as: index}}
"""


@pytest.mark.parametrize("where", ["url: sqlite:///figures.db", "file: figures.db"])
def test_queries_in_both_forms(tmp_path: Path, where: str) -> None:
    write_plan(tmp_path, f"  sql: select * from plan where name != ':x'\n  {where}\n{OF_QUERY}")
    fill_sqlite(tmp_path / "seeds" / "figures.db")
    loaded, problems = load(tmp_path)
    assert problems == []
    assert values(loaded) == WIDE
    assert places(loaded, tmp_path)[0] == "sqlite:figures.db:1:5"
    write_plan(tmp_path, f"  sql: select * from long\n  {where}\n")
    loaded, problems = load(tmp_path)
    assert problems == []
    assert values(loaded) == LONG_VALUES


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("sql: select * from other\n  url: sqlite:///figures.db", "no such table: other"),
        ("sql: insert into plan (name) values (1)\n  url: sqlite:///figures.db", "readonly"),
        ("sql: select 1\n  url: sqlite:///other.db", "there is no file"),
        ("sql: select 1\n  url: nothing://x", "the address cannot be read"),
        ("sql: select 1\n  url: mysql+mysqldb://x", "the driver 'MySQLdb' is missing"),
        ("sql: select 1\n  file: t.csv", "is no SQLite file"),
        ("sql: select 1\n  file: ../../figures.db", "lies outside"),
        ("sql: select name from plan\n  url: sqlite:///figures.db", "has no column 'indicator'"),
    ],
)
def test_queries_that_cannot_be_asked(tmp_path: Path, table: str, message: str) -> None:
    write_plan(tmp_path, f"  {table}\n")
    fill_sqlite(tmp_path / "seeds" / "figures.db")
    before = (tmp_path / "seeds" / "figures.db").read_bytes()
    problems = [str(each) for each in load(tmp_path)[1]]
    assert any(message in each for each in problems), problems
    assert not (tmp_path / "seeds" / "other.db").exists()
    assert (tmp_path / "seeds" / "figures.db").read_bytes() == before


def server_programs() -> Path | None:
    """The folder of PostgreSQL's programs: on the path, or where Debian puts them."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((each for each in folders if (each / "postgres").exists()), None)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL server of our own, which listens on a socket only."""
    programs = server_programs()
    if programs is None:
        assert os.environ.get("PLAN_TRACKER_POSTGRESQL") != "required", "PostgreSQL is missing"
        pytest.skip("PostgreSQL is not installed")
    folder = tmp_path_factory.mktemp("pg")
    account = _account(folder)
    run = [
        *account,
        str(programs / "initdb"),
        "-D",
        str(folder / "data"),
        "-U",
        "planner",
        "-A",
        "trust",
    ]
    subprocess.run(run, check=True, capture_output=True)
    options = f"-k {folder} -c listen_addresses='' -c fsync=off"
    control = [*account, str(programs / "pg_ctl"), "-D", str(folder / "data"), "-w"]
    log = ["-l", str(folder / "log"), "-o", options]
    subprocess.run([*control, *log, "start"], check=True, stdout=subprocess.DEVNULL)
    try:
        yield f"postgresql+psycopg://planner@/postgres?host={folder}"
    finally:
        stop = [*control, "-m", "immediate", "stop"]
        subprocess.run(stop, check=True, stdout=subprocess.DEVNULL)


def _account(folder: Path) -> list[str]:
    """How to run as somebody else than root, whom the server refuses."""
    if os.geteuid() != 0:
        return []
    for each in (folder, *folder.parents):
        if each.stat().st_uid == 0 and each.is_relative_to("/tmp") and each != Path("/tmp"):
            each.chmod(0o755)
    shutil.chown(folder, "nobody")
    return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]


def test_a_real_server(tmp_path: Path, server: str) -> None:
    import sqlalchemy

    engine = sqlalchemy.create_engine(server, poolclass=sqlalchemy.pool.NullPool)
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "create table plan (name text, unit text, target numeric, base numeric(9,1), "
            "level double precision, of_plan real, growth numeric(9,3))"
        )
        insert = "insert into plan values (:a, :b, :c, :d, :e, :f, :g)"
        connection.execute(sqlalchemy.text(insert), dict(zip("abcdefg", POST, strict=True)))
    query = "  sql: select * from plan where name like '%bưu%' and growth::text != ':x'\n"
    write_plan(tmp_path, f"{query}  url: {server}\n{OF_QUERY}")
    loaded, problems = load(tmp_path)
    assert problems == []
    assert values(loaded) == WIDE
    assert places(loaded, tmp_path)[0] == "postgresql:postgres:1:5"
    printed = {each.kind: each.printed for each in loaded.statements}
    assert printed["growth"] == "105,000"  # a decimal keeps its zeros
    write_plan(tmp_path, f"  sql: delete from plan returning name\n  url: {server}\n{OF_QUERY}")
    assert "read-only" in str(load(tmp_path)[1][0])


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    url = f"postgresql+psycopg://planner:secret@/postgres?host={tmp_path}"
    write_plan(tmp_path, f"  sql: select 1\n  url: {url}\n{OF_QUERY}")
    (problem,) = load(tmp_path)[1]
    assert "the database cannot be reached" in problem.message
    assert "secret" not in problem.message
