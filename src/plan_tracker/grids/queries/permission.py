"""Which databases the caller lets the queries of a plan ask; a plan itself allows nothing.

A plan's `url` only chooses among the servers that the caller has named: what connects is the
caller's own address, so that no credential can go anywhere else.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, unquote

FILES = "files"
_PORT = 5432
_LAST_PORT = 65_535
_POSTGRESQL = ("postgresql", "postgresql+psycopg", "postgres")
_SQLITE = ("sqlite", "sqlite+pysqlite")
_SERVER = re.compile(
    r"(?:(?P<user>[^:/?#@\[\]]+)@)?"
    r"(?P<host>\[[0-9A-Fa-f:.]+\]|%2[Ff][^:/?#@\[\]]*|[A-Za-z0-9._-]+)"
    r"(?::(?P<port>[0-9]{1,5}))?"
    r"/(?P<database>[^:/?#@]+)"
)
_EXAMPLE = "write HOST/DATABASE, or USER@HOST:PORT/DATABASE"


class AddressError(ValueError):
    """What keeps an address of a database from being used, with its remedy."""


@dataclass(frozen=True, slots=True)
class Server:
    """A database on a PostgreSQL server; a host that begins with a slash is a folder of sockets.

    Without a `user`, it is the one whom the caller's environment names.
    """

    host: str
    port: int
    database: str
    user: str = ""

    def __str__(self) -> str:
        """As the caller would name it; no sign in it means anything to a shell."""
        host = f"[{self.host}]" if ":" in self.host else quote(self.host, safe="")
        user = f"{quote(self.user, safe='')}@" if self.user else ""
        port = f":{self.port}" if self.port != _PORT else ""
        return f"{user}{host}{port}/{quote(self.database, safe='')}"

    def is_meant_by(self, asked: "Server") -> bool:
        """Whether a plan that names `asked` means this one; it may leave the user to the caller."""
        place = (asked.host, asked.port, asked.database)
        return place == (self.host, self.port, self.database) and asked.user in ("", self.user)


@dataclass(frozen=True, slots=True)
class Permission:
    """What the caller allows: SQLite files inside the plan's folder, and servers by name."""

    files: bool = False
    servers: tuple[Server, ...] = ()

    def server(self, asked: Server) -> Server | None:
        """The caller's server that a plan means; None where the caller has named no such server."""
        return next((server for server in self.servers if server.is_meant_by(asked)), None)


NOTHING = Permission()


def read_permission(words: Iterable[str]) -> Permission:
    """What the caller's words allow, `files` or servers, with commas or spaces between them.

    Raises AddressError.
    """
    words = (words,) if isinstance(words, str) else words
    names = [name for word in words for name in re.split(r"[,\s]+", word) if name]
    servers = tuple(_caller_server(name) for name in names if name != FILES)
    return Permission(FILES in names, servers)


def read_url(url: str) -> Server | str:
    """What a plan's `url` names: a server, or the path of a SQLite file. Raises AddressError."""
    scheme, mark, address = url.partition("://")
    if not mark:
        raise AddressError(
            "the address cannot be read: write postgresql://HOST/DATABASE, or name a SQLite file "
            "with `file`"
        )
    if scheme.lower() in _SQLITE:
        return _sqlite_path(address)
    if scheme.lower() in _POSTGRESQL:
        return _server(address)
    raise AddressError(
        "the address is of a database that no query is asked of: only PostgreSQL "
        "(postgresql://HOST/DATABASE) and SQLite files can be; save others as .csv or .parquet"
    )


def _caller_server(name: str) -> Server:
    scheme, mark, address = name.partition("://")
    if mark and scheme.lower() in _SQLITE:
        raise AddressError(f"SQLite files are not named one by one: write {FILES}")
    if mark and scheme.lower() not in _POSTGRESQL:
        raise AddressError("only PostgreSQL servers can be asked: " + _EXAMPLE)
    return _server(address if mark else name)


def _server(address: str) -> Server:
    userinfo, _, _ = address.rpartition("@")
    if ":" in userinfo:  # and is never shown
        raise AddressError(
            "the address holds a password: take it out; the caller gives it in PGPASSWORD or in "
            "the password file of PostgreSQL"
        )
    _check_plain(address)
    match = _SERVER.fullmatch(address)
    if match is None:
        raise AddressError(f"the address names no host and database: {_EXAMPLE}")
    host, database, user = (unquote(match[part] or "") for part in ("host", "database", "user"))
    port = int(match["port"] or _PORT)
    # The library that connects takes a comma for the end of one host and the beginning of another.
    if "," in host or not 0 < port <= _LAST_PORT or not (host + database + user).isprintable():
        raise AddressError(f"the address names one host, one port and one database: {_EXAMPLE}")
    host = host if host.startswith("/") else host.strip("[]").lower()
    return Server(host, port, database, user)


def _sqlite_path(address: str) -> str:
    _check_plain(address)
    host, slash, path = address.partition("/")
    if host or not slash or not path:
        raise AddressError("the address names no file: name the SQLite file with `file`")
    return path


def _check_plain(address: str) -> None:
    """Options after a question mark can read files, and lead to another server."""
    if "?" in address or "#" in address:
        raise AddressError("the address carries options, which a query may not have: take them out")
