"""Queries: what they give, and that they run only where they may and do nothing but read."""

import json
import os
import shutil
import socket
import sqlite3
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import psycopg
import pytest

from plan_tracker.grids.queries import answer
from plan_tracker.grids.queries.permission import (
    NOTHING,
    Permission,
    Server,
    read_permission,
)
from plan_tracker.loading.folder import load
from tests.loading.tables.made_tables import (
    LONG,
    LONG_VALUES,
    POST,
    WIDE,
    places,
    values,
    write_plan,
)

FILES = Permission(files=True)
OF_QUERY = """\
  columns: {indicator: name, unit: unit, target: target, base: base, level: level,
    attainment: of_plan, growth: {column: growth, as: index}}
"""
ENDLESS = "with recursive n(x) as (select 1 union all select x + 1 from n)"
SECRET = "4711-4712"


def ask(folder: Path, query: str, where: str, permission: Permission, more: str = "") -> list[str]:
    """The problems of a plan that asks this query of this database."""
    write_plan(folder, f"  sql: {json.dumps(query)}\n  {where}\n{more}")
    return [str(problem) for problem in load(folder, permission)[1]]


@pytest.mark.parametrize(
    ("where", "word"),
    [
        ("file: figures.db", "files"),
        ("url: sqlite:///figures.db", "files"),
        ("url: postgresql+psycopg://reader@db.example.org/plans", "reader@db.example.org/plans"),
    ],
)
def test_without_the_callers_word_no_query_runs(tmp_path: Path, where: str, word: str) -> None:
    (tmp_path / "seeds").mkdir()
    fill_sqlite(tmp_path / "seeds" / "figures.db")
    (problem,) = ask(tmp_path, "select * from long", where, NOTHING)
    assert problem.startswith(f"{tmp_path}/seeds/s.yaml:4:")
    assert "runs only where the caller allows it, never by the plan" in problem
    assert f"`--allow-sql {word}`" in problem


# SQLite files


def fill_sqlite(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("create table plan (name, unit, target, base, level, of_plan, growth)")
        database.execute("insert into plan values (?, ?, ?, ?, ?, ?, ?)", POST)
        database.execute('create table long (indicator, entity, kind, printed, value, unit, "as")')
        database.executemany("insert into long values (?, ?, ?, ?, ?, ?, ?)", LONG[1:])
    database.close()


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan with a SQLite file."""
    folder = tmp_path / "plan"
    (folder / "seeds").mkdir(parents=True)
    fill_sqlite(folder / "seeds" / "figures.db")
    return folder


@pytest.mark.parametrize("where", ["url: sqlite:///figures.db", "file: figures.db"])
def test_queries_in_both_forms(plan: Path, where: str) -> None:
    assert ask(plan, "select * from plan where name != ':x'", where, FILES, OF_QUERY) == []
    loaded, _ = load(plan, FILES)
    assert values(loaded) == WIDE
    assert places(loaded, plan)[0] == "sqlite:figures.db:1:5"
    assert ask(plan, "select * from long;", where, FILES) == []
    assert values(load(plan, FILES)[0]) == LONG_VALUES


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("insert into plan (name) values (1)", "does more than read"),
        ("vacuum into '{out}'", "does more than read"),
        ("attach '{out}' as out", "does more than read"),
        ("pragma writable_schema = on", "does more than read"),
        ("pragma query_only = off", "does more than read"),
        ("with n as (select 1) delete from plan", "does more than read"),
        ("begin", "does more than read"),
        ("select * from plan; delete from plan", "is not one statement"),
        ("rollback; delete from plan; select 1", "does more than read"),
        ("select load_extension('{out}')", "not authorized to use function: load_extension"),
        ("select * from pragma_database_list", "not authorized"),
        ("create temp table out (a)", "no answer"),
        ("select * from plan where name = :name", "is not one statement without parameters"),
        ("select * from other", "no such table: other"),
        ("select name from plan", "has no column 'indicator'"),
        ("reindex", "the query gives no columns"),
        ("select zeroblob(200000)", "a text or row of more than 100,000"),
    ],
)
def test_a_query_can_only_read_one_file(plan: Path, query: str, message: str) -> None:
    file, out = plan / "seeds" / "figures.db", plan.parent / "out.db"
    before = file.read_bytes()
    problems = ask(plan, query.replace("{out}", str(out)), "file: figures.db", FILES)
    assert any(message in problem for problem in problems), problems
    assert file.read_bytes() == before
    assert not out.exists()
    assert sorted(entry.name for entry in (plan / "seeds").iterdir()) == ["figures.db", "s.yaml"]


@pytest.mark.parametrize(
    "where",
    [
        "url: sqlite:///{elsewhere}",
        "url: sqlite:///../../other/elsewhere.db",
        "file: ../../other/elsewhere.db",
        "file: '{elsewhere}'",
        "file: link.db",
        "url: sqlite:///link.db",
        "file: linked/elsewhere.db",
    ],
)
def test_only_files_in_the_plans_folder_are_asked(plan: Path, where: str) -> None:
    elsewhere = plan.parent / "other" / "elsewhere.db"
    elsewhere.parent.mkdir()
    with sqlite3.connect(elsewhere) as database:
        database.execute("create table long as select ? as indicator, 'level' as kind", [SECRET])
    database.close()
    (plan / "seeds" / "link.db").symlink_to(elsewhere)
    (plan / "seeds" / "linked").symlink_to(elsewhere.parent)
    where = where.replace("{elsewhere}", str(elsewhere))
    problems = ask(plan, "select * from long", where, FILES)
    assert any("lies outside" in problem for problem in problems)
    assert not any(SECRET in problem for problem in problems)


def test_a_folder_of_sources_that_lies_elsewhere_has_no_files_to_ask(plan: Path) -> None:
    (plan / "seeds").rename(plan.parent / "elsewhere")
    (plan / "seeds").symlink_to(plan.parent / "elsewhere")
    (problem,) = ask(plan, "select * from long", "file: figures.db", FILES)
    assert "leads out of the plan's folder" in problem


@pytest.mark.parametrize("ending", ["-wal", "-journal"])
def test_a_file_that_is_being_written_is_not_asked(plan: Path, ending: str) -> None:
    """What lies beside a SQLite file is no part of the plan, and what is in it would be missing."""
    beside = plan / "seeds" / f"figures.db{ending}"
    beside.symlink_to("/dev/zero")
    (problem,) = ask(plan, "select * from long", "file: figures.db", FILES)
    assert f"{beside.name} lies beside it" in problem
    beside.unlink()
    beside.touch()
    assert ask(plan, "select * from long", "file: figures.db", FILES) == []


@pytest.mark.parametrize("name", ["no.db", "figures.txt"])
def test_other_names_of_files(plan: Path, name: str) -> None:
    (plan / "seeds" / "figures.txt").touch()
    (problem,) = ask(plan, "select 1", f"file: {name}", FILES)
    assert "there is no file" in problem or "is no SQLite file" in problem


def test_what_a_file_that_cannot_be_read_holds_is_not_printed(plan: Path) -> None:
    file = plan / "seeds" / "figures.db"
    whole = file.read_bytes()
    file.write_text(SECRET * 1000)
    (problem,) = ask(plan, "select * from long", "file: figures.db", FILES)
    assert "no SQLite file, or a damaged one" in problem and SECRET not in problem
    # The text of a schema, which SQLite quotes where it cannot understand it.
    schema = b"CREATE TABLE plan (name, unit"
    assert schema in whole
    damaged = f"CREATE TABLE ({SECRET}".encode().ljust(len(schema))
    file.write_bytes(whole.replace(schema, damaged))
    (problem,) = ask(plan, "select * from long", "file: figures.db", FILES)
    assert "damaged" in problem and SECRET not in problem


@pytest.mark.parametrize(
    "query",
    [
        f"select json_extract('{{}}', '{SECRET}')",
        f"select cast(x'ff' || cast('{SECRET}' as blob) as text) as kind",
    ],
)
def test_what_rows_hold_is_not_printed_by_an_error(plan: Path, query: str) -> None:
    (problem,) = ask(plan, query, "file: figures.db", FILES)
    assert "the query has no answer" in problem and SECRET not in problem


@pytest.mark.parametrize(
    "query",
    [
        f"{ENDLESS} select count(*) from n",
        f"{ENDLESS} select group_concat(x) from n",
        f"{ENDLESS} select x from n where x < 0",
    ],
)
def test_an_endless_query_ends(plan: Path, query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer, "MOST_SECONDS", 0)
    (problem,) = ask(plan, query, "file: figures.db", FILES)
    assert "a query may take 30 seconds" in problem


def test_all_queries_of_a_plan_have_a_limit(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many sources whose queries nearly take their time would take for ever together."""
    monkeypatch.setattr(answer, "MOST_SECONDS_IN_ALL", 0.1)
    assert ask(plan, f"{ENDLESS} select count(*) from n", "file: figures.db", FILES) != []
    source = (plan / "seeds" / "s.yaml").read_text("utf-8")
    query = source.replace("id: s,", "id: t,").replace("count(*)", "1")
    (plan / "seeds" / "t.yaml").write_text(query, "utf-8")
    first, second = map(str, load(plan, FILES)[1])
    assert "s.yaml:3:8: " in first and "t.yaml:3:8: " in second
    assert "all queries of a plan 300" in first and "all queries of a plan 300" in second


def test_rows_and_bytes_have_limits(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer, "MOST_ROWS", 1000)
    monkeypatch.setattr(answer, "MOST_BYTES", 100_000)
    (problem,) = ask(plan, f"{ENDLESS} select x from n", "file: figures.db", FILES)
    assert "the query gives more than 1,000 rows: ask for fewer" in problem
    query = f"{ENDLESS} select printf('%.900c', 'x') from n"
    (problem,) = ask(plan, query, "file: figures.db", FILES)
    assert "the query gives more than 100,000 bytes: ask for less" in problem


# PostgreSQL


@dataclass(frozen=True)
class Postgres:
    """A server of our own, which listens on a socket only."""

    folder: Path

    def word(self, role: str = "reader") -> str:
        """What the caller says to allow it."""
        return str(Server(str(self.folder), 5432, "postgres", role))

    def connect(self) -> psycopg.Connection[tuple[object, ...]]:
        """As its superuser."""
        host = str(self.folder)
        return psycopg.connect(host=host, dbname="postgres", user="planner", autocommit=True)


def server_programs() -> Path | None:
    """The folder of PostgreSQL's programs: on the path, or where Debian puts them."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((each for each in folders if (each / "postgres").exists()), None)


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    programs = server_programs()
    if programs is None:
        assert os.environ.get("PLAN_TRACKER_POSTGRESQL") != "required", "PostgreSQL is missing"
        pytest.skip("PostgreSQL is not installed")
    # Not below the folder of pytest, which every run closes to all but its own user.
    with TemporaryDirectory(prefix="pg-") as name:
        folder = Path(name)
        account = _account(folder)
        data = str(folder / "data")
        make = [*account, str(programs / "initdb"), "-D", data, "-U", "planner", "-A", "trust"]
        subprocess.run(make, check=True, capture_output=True)
        options = f"-k {folder} -c listen_addresses='' -c fsync=off"
        control = [*account, str(programs / "pg_ctl"), "-D", data, "-w"]
        log = ["-l", str(folder / "log"), "-o", options]
        subprocess.run([*control, *log, "start"], check=True, stdout=subprocess.DEVNULL)
        try:
            server = Postgres(folder)
            _fill(server)
            yield server
        finally:
            stop = [*control, "-m", "immediate", "stop"]
            subprocess.run(stop, check=True, stdout=subprocess.DEVNULL)


def _account(folder: Path) -> list[str]:
    """How to run as somebody else than root, whom the server refuses."""
    if os.geteuid() != 0:
        return []
    shutil.chown(folder, "nobody")
    return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]


def _fill(server: Postgres) -> None:
    """A table, a role that may read and write it, and roles that may do too much."""
    with server.connect() as connection:
        for statement in (
            "create table plan (name text, unit text, target numeric, base numeric(9,1), "
            "level double precision, of_plan real, growth numeric(9,3))",
            "create table hidden (name text)",
            "create sequence counter",
            "create role reader login",
            "grant all on plan, counter to reader",
            "create role runner login in role pg_execute_server_program",
            "create role sleeper login in role planner noinherit",
        ):
            connection.execute(statement)
        connection.execute("insert into plan values (%s, %s, %s, %s, %s, %s, %s)", POST)


def state(server: Postgres) -> list[tuple[object, ...]]:
    """All that a query could have changed."""
    with server.connect() as connection:
        return connection.execute(
            "select *, (select last_value from counter), "
            "(select count(*) from pg_largeobject_metadata) from plan"
        ).fetchall()


def ask_postgres(folder: Path, server: Postgres, query: str, role: str = "reader") -> list[str]:
    where = f"url: postgresql+psycopg://{server.word(role)}"
    return ask(folder, query, where, read_permission([server.word(role)]), OF_QUERY)


def test_a_real_server(tmp_path: Path, postgres: Postgres) -> None:
    query = "select * from plan where name like '%bưu%' and growth::text != ':x'"
    assert ask_postgres(tmp_path, postgres, query) == []
    loaded, _ = load(tmp_path, read_permission([postgres.word()]))
    assert values(loaded) == WIDE
    assert places(loaded, tmp_path)[0] == "postgresql:postgres:1:5"
    printed = {each.kind: each.printed for each in loaded.statements}
    assert printed["growth"] == "105,000"  # a decimal keeps its zeros


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("rollback; update plan set level = 1; select * from plan", 'at or near "rollback"'),
        ("select * from plan; update plan set level = 1", "multiple commands"),
        ("select * from plan; commit; update plan set level = 1", "multiple commands"),
        ("update plan set level = 1 returning *", 'at or near "update"'),
        ("with u as (update plan set level = 1 returning *) select * from u", "data-modifying"),
        ("copy plan to program 'touch {out}'", 'at or near "copy"'),
        ("copy (select 1) to '{out}'", 'at or near "copy"'),
        ("select * into other from plan", "INTO is not allowed here"),
        ("select * from plan for update", "read-only transaction"),
        ("select nextval('counter')", "read only sql transaction"),
        ("set transaction read write", 'at or near "set"'),
        ("do $$ begin update plan set level = 1; end $$", 'at or near "do"'),
        ("select set_config('transaction_read_only', 'off', false)", "active sql transaction"),
        ("select pg_read_file('/etc/passwd')", "permission denied for function pg_read_file"),
        ("select lo_from_bytea(0, 'x')", ""),  # older servers let it, and it is taken back
        ("select * from hidden", "permission denied for table hidden"),
        ("select * from nothing", 'relation "nothing" does not exist'),
    ],
)
def test_a_query_can_only_read_a_server(
    tmp_path: Path, postgres: Postgres, query: str, message: str
) -> None:
    before, out = state(postgres), postgres.folder / "out"
    problems = ask_postgres(tmp_path, postgres, query.replace("{out}", str(out)))
    assert any(message in problem for problem in problems), problems
    assert state(postgres) == before
    assert not out.exists()


@pytest.mark.parametrize("role", ["planner", "runner", "sleeper"])
def test_roles_that_may_do_too_much_are_refused(
    tmp_path: Path, postgres: Postgres, role: str
) -> None:
    (problem,) = ask_postgres(tmp_path, postgres, "select pg_read_file('/etc/passwd')", role)
    assert "may read files of the server and run programs there" in problem


@pytest.mark.parametrize("query", ["select name::int from plan", "select name::regclass from plan"])
def test_what_a_server_holds_is_not_printed_by_an_error(
    tmp_path: Path, postgres: Postgres, query: str
) -> None:
    (problem,) = ask_postgres(tmp_path, postgres, query)
    assert "the database gives no answer" in problem
    assert str(POST[0]) not in problem and str(POST[0]).lower() not in problem


@pytest.mark.parametrize(
    "query",
    [
        "select pg_sleep(1000)",
        f"{ENDLESS} select count(*) from n",
        "select set_config('statement_timeout', '0', false), pg_sleep(1000)",
    ],
)
def test_an_endless_query_to_a_server_ends(
    tmp_path: Path, postgres: Postgres, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answer, "MOST_SECONDS", 1)
    (problem,) = ask_postgres(tmp_path, postgres, query)
    assert "a query may take 30 seconds" in problem


def test_rows_and_bytes_of_a_server_have_limits(
    tmp_path: Path, postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answer, "MOST_ROWS", 1000)
    monkeypatch.setattr(answer, "MOST_BYTES", 100_000)
    (problem,) = ask_postgres(tmp_path, postgres, "select generate_series(1, 100000)")
    assert "the query gives more than 1,000 rows: ask for fewer" in problem
    query = "select repeat('x', 900) from generate_series(1, 100000)"
    (problem,) = ask_postgres(tmp_path, postgres, query)
    assert "the query gives more than 100,000 bytes: ask for less" in problem


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "socket").mkdir()
    (problem,) = ask_postgres(tmp_path, Postgres(tmp_path / "socket"), "select 1")
    assert "the database cannot be reached" in problem


# A stranger's server


@dataclass(frozen=True)
class Stranger:
    """Somebody who listens for what is sent to them."""

    listener: socket.socket

    @property
    def address(self) -> str:
        host, port = self.listener.getsockname()
        return f"{host}:{port}/plans"

    def was_called(self) -> bool:
        self.listener.setblocking(False)
        try:
            self.listener.accept()[0].close()
        except BlockingIOError:
            return False
        return True


@pytest.fixture
def stranger(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Stranger]:
    """With a caller whose environment has passwords, and names a server, for others."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        host, port = listener.getsockname()
        monkeypatch.setenv("PGPASSWORD", SECRET)
        (tmp_path / "passwords").write_text(f"*:*:*:*:{SECRET}\n")
        (tmp_path / "passwords").chmod(0o600)
        (tmp_path / "services").write_text(f"[stranger]\nhost={host}\nport={port}\n")
        monkeypatch.setenv("PGPASSFILE", str(tmp_path / "passwords"))
        monkeypatch.setenv("PGSERVICEFILE", str(tmp_path / "services"))
        yield Stranger(listener)


@pytest.mark.parametrize("allowed", ["", "files", "db.example.org/plans", "127.0.0.1/plans"])
@pytest.mark.parametrize(
    "url",
    [
        "postgresql://{address}",
        "postgresql+psycopg://reader@{address}",
        "postgresql://reader:x@{address}",
        "postgresql://{address}?passfile=/etc/passwd",
        "postgresql://127.0.0.1/plans?host=127.0.0.1&port={port}",
        "postgresql://127.0.0.1/plans?hostaddr=127.0.0.1&port={port}",
        "postgresql://127.0.0.1/plans?service=stranger",
        "postgresql://db.example.org,127.0.0.1:{port}/plans",
        "postgresql://db.example.org,127.0.0.1:5432,{port}/plans",
        "postgresql:///?service=stranger",
    ],
)
def test_nothing_is_sent_to_a_server_that_the_caller_does_not_name(
    tmp_path: Path, stranger: Stranger, url: str, allowed: str
) -> None:
    port = str(stranger.listener.getsockname()[1])
    where = f"url: {url.replace('{address}', stranger.address).replace('{port}', port)}"
    (problem,) = ask(tmp_path, "select 1", where, read_permission([allowed]))
    assert "cannot be reached" not in problem and SECRET not in problem
    assert not stranger.was_called()


def test_a_server_that_the_caller_names_is_called(tmp_path: Path, stranger: Stranger) -> None:
    """The one before would pass as well if nobody was ever called."""
    called = Thread(target=lambda: stranger.listener.accept()[0].close())
    called.start()
    where = f"url: postgresql://{stranger.address}"
    (problem,) = ask(tmp_path, "select 1", where, read_permission([stranger.address]))
    called.join()
    assert "the database cannot be reached" in problem and SECRET not in problem
