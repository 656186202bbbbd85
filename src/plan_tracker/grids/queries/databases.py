"""What a query finds in a database that the caller lets it ask."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from plan_tracker.grids.named_rows import NamedRows
from plan_tracker.grids.queries import answer as limits
from plan_tracker.grids.queries.answer import Answer, QueryError, TooSlowError
from plan_tracker.grids.queries.permission import FILES, Permission, Server
from plan_tracker.model.place import Place, Problem

_ONLY_ALLOWED = "a query runs only where the caller allows it, never by the plan"
_TOO_SLOW = (
    f"a query may take {limits.MOST_SECONDS} seconds, and all queries of a plan "
    f"{limits.MOST_SECONDS_IN_ALL}: this one was stopped; ask for less"
)


@dataclass(frozen=True, slots=True)
class Question:
    """A query, where it stands, and where its database is named."""

    query: str
    place: Place
    database: Place


class Databases:
    """The databases that the caller lets the queries of one plan ask, and the time left for them.

    Files lie in the folder `plan`. What gives no rows says why, in one problem.
    """

    def __init__(self, permission: Permission, plan: Path) -> None:
        self._permission = permission
        self._plan = plan
        self._seconds: float = limits.MOST_SECONDS_IN_ALL

    def refused_files(self, database: Place) -> list[Problem]:
        """Why no SQLite file may be asked; nothing where the caller allows it."""
        if self._permission.files:
            return []
        remedy = f"add `--allow-sql {FILES}` if the SQLite files of this plan may be asked"
        return [Problem(database, f"{_ONLY_ALLOWED}: {remedy}")]

    def ask_file(self, question: Question, path: Path) -> tuple[NamedRows | None, list[Problem]]:
        """The rows of a query in a SQLite file, where files may be asked."""
        if refused := self.refused_files(question.database):
            return None, refused
        if not path.resolve().is_relative_to(self._plan.resolve()):
            message = f"{path.name} leads out of the plan's folder: put the file itself there"
            return None, [Problem(question.database, message)]

        def ask(seconds: float) -> Answer:
            from plan_tracker.grids.queries.sqlite_file import ask_file

            return ask_file(path, question.query, seconds)

        return self._answer(question, ask, f"sqlite:{path.name}")

    def ask_server(
        self, question: Question, meant: Server
    ) -> tuple[NamedRows | None, list[Problem]]:
        """The rows of a query on the caller's server that a plan means, where there is one."""
        server = self._permission.server(meant)
        if server is None:
            remedy = f"add `--allow-sql {meant}` if you trust that server, and this plan with its"
            return None, [Problem(question.database, f"{_ONLY_ALLOWED}: {remedy} data")]

        def ask(seconds: float) -> Answer:
            from plan_tracker.grids.queries.postgresql import ask_server

            return ask_server(server, question.query, seconds)

        return self._answer(question, ask, f"postgresql:{server.database}")

    def _answer(
        self, question: Question, ask: Callable[[float], Answer], file: str
    ) -> tuple[NamedRows | None, list[Problem]]:
        """What is answered within the time that is left."""
        begin = monotonic()
        try:
            if not self._seconds:
                raise TooSlowError
            answer = ask(min(limits.MOST_SECONDS, self._seconds))
        except TooSlowError:
            return None, [Problem(question.place, _TOO_SLOW)]
        except QueryError as error:
            return None, [Problem(question.place, str(error))]
        except ImportError:
            remedy = "pip install 'psycopg[binary]'"
            message = f"PostgreSQL is asked with psycopg, which is missing: {remedy}"
            return None, [Problem(question.database, message)]
        finally:
            self._seconds = max(0.0, self._seconds - (monotonic() - begin))

        if not answer.names:
            message = "the query gives no columns: write one SELECT"
            return None, [Problem(question.place, message)]
        return NamedRows(file, answer.names, answer.rows), []
