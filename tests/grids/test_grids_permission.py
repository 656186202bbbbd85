"""Which databases the caller allows to be asked, and which of them a plan means."""

import pytest

from plan_tracker.grids.queries.permission import (
    NOTHING,
    AddressError,
    Permission,
    Server,
    read_permission,
    read_url,
)

FILES = Permission(files=True)
SECRET = "4711-4712"


@pytest.mark.parametrize(
    ("word", "server"),
    [
        ("db.example.org/plans", Server("db.example.org", 5432, "plans")),
        ("DB.Example.org:5432/plans", Server("db.example.org", 5432, "plans")),
        ("reader@db:6000/Plans", Server("db", 6000, "Plans", "reader")),
        ("postgresql://reader@db/plans", Server("db", 5432, "plans", "reader")),
        ("[::1]:6000/plans", Server("::1", 6000, "plans")),
        ("%2Frun%2FPg/plans", Server("/run/Pg", 5432, "plans")),
        ("db/k%E1%BA%BF%20ho%E1%BA%A1ch", Server("db", 5432, "kế hoạch")),
    ],
)
def test_a_server_as_the_caller_names_it(word: str, server: Server) -> None:
    assert read_permission([word]) == Permission(servers=(server,))
    assert read_permission([str(server)]) == Permission(servers=(server,))
    assert not set(str(server)) & set(" '\"$`\\;&|<>*?!(){}~#")


def test_several_words_with_commas_or_spaces() -> None:
    servers = (Server("a", 5432, "b"), Server("c", 5432, "d", "u"))
    assert read_permission(["files,a/b", " u@c/d\n"]) == Permission(True, servers)
    assert read_permission("files") == FILES
    assert read_permission([""]) == NOTHING


@pytest.mark.parametrize(
    "word",
    [
        "file", "db", "db/", "/plans", "db/plans/x", "db/plans?host=x", "db/plans#x", "db:0/plans",
        "db:70000/plans", "db:x/plans", "u:p@db/plans", "a@b@db/plans", "sqlite:///x.db",
        "mysql://db/plans", "x y", "%2Frun%2Ca/plans", "db/pl%00ans", "db/pl%0Aans", "@db/plans",
        "postgresql+psycopg2://db/plans", "postgresql://db,evil/plans",
    ],
)  # fmt: skip
def test_words_that_allow_nothing(word: str) -> None:
    with pytest.raises(AddressError):
        read_permission([word])


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("postgresql://db/plans?host=evil", "carries options"),
        ("postgresql://db/plans?hostaddr=10.0.0.1", "carries options"),
        ("postgresql://db/plans?passfile=/etc/passwd", "carries options"),
        ("postgresql://db/plans?service=x", "carries options"),
        ("postgresql://db/plans?options=-c%20x%3Dy", "carries options"),
        ("postgresql://db/plans#x", "carries options"),
        ("postgresql+psycopg://u:4711-4712@db/plans", "holds a password"),
        ("postgresql://:4711-4712@db/plans", "holds a password"),
        ("postgresql://db:5432,evil:5432/plans", "names no host and database"),
        ("postgresql://db,evil/plans", "names no host and database"),
        ("postgresql://db%2Cevil/plans", "names no host and database"),
        ("postgresql:///plans", "names no host and database"),
        ("postgresql:///", "names no host and database"),
        ("postgresql+pg8000://db/plans", "no query is asked of"),
        ("postgresql+asyncpg://db/plans", "no query is asked of"),
        ("mysql://db/plans", "no query is asked of"),
        ("mssql+pyodbc:///?odbc_connect=x", "no query is asked of"),
        ("oracle://db/plans", "no query is asked of"),
        ("duckdb:///t.db", "no query is asked of"),
        ("sqlite+pysqlcipher://:p@/t.db", "no query is asked of"),
        ("sqlite+aiosqlite:///t.db", "no query is asked of"),
        ("sqlite:///file:t.db?mode=rwc&uri=true", "carries options"),
        ("sqlite://", "names no file"),
        ("sqlite:///", "names no file"),
        ("sqlite://evil/t.db", "names no file"),
        ("host=evil dbname=plans", "cannot be read"),
        ("", "cannot be read"),
    ],
)
def test_addresses_of_a_plan_that_are_refused(url: str, message: str) -> None:
    with pytest.raises(AddressError, match=message) as raised:
        read_url(url)
    assert SECRET not in str(raised.value)


@pytest.mark.parametrize(
    ("url", "word", "user"),
    [
        ("postgresql://db/plans", "db/plans", ""),
        ("postgresql+psycopg://DB:5432/plans", "db/plans", ""),
        ("postgresql://db/plans", "reader@db/plans", "reader"),
        ("postgresql://reader@db/plans", "reader@db/plans", "reader"),
        ("postgresql://db/plans", "reader@other/plans,second@db/plans", "second"),
    ],
)
def test_the_caller_says_who_asks(url: str, word: str, user: str) -> None:
    asked = read_url(url)
    assert isinstance(asked, Server)
    server = read_permission([word]).server(asked)
    assert server is not None and server.user == user


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://evil/plans", "postgresql://db:6000/plans", "postgresql://db/other",
        "postgresql://db/PLANS", "postgresql://postgres@db/plans", "postgresql://%2Fdb/plans",
        "postgresql://db.example.org/plans",
    ],
)  # fmt: skip
def test_another_server_than_the_caller_names_is_not_asked(url: str) -> None:
    asked = read_url(url)
    assert isinstance(asked, Server)
    assert read_permission(["reader@db/plans,db/plans"]).server(asked) is None
