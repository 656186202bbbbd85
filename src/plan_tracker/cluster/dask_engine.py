"""Dask as an engine: other processes, of this machine or of others, work on the parts of a plan.

Parts are files in a folder that all of them see, so that a part is read again where the process
that had it has ended.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import dask
import distributed
from distributed.comm.core import CommClosedError
from distributed.scheduler import KilledWorker

from plan_tracker.cluster.address import ClusterAddress
from plan_tracker.model.text import Text, phrase
from plan_tracker.version import __version__

_PATIENCE = 20.0  # seconds until a scheduler must have answered, and must have a worker
_LOST = (CommClosedError, TimeoutError, OSError, distributed.client.FutureCancelledError)


class ClusterError(Exception):
    """A cluster that cannot be used; `message` says why, and what to do."""

    def __init__(self, message: Text) -> None:
        super().__init__(str(message))
        self.message = message


class DaskEngine:
    """Works on parts in the processes of a cluster; parts are kept in a folder meanwhile."""

    def __init__(self, client: "distributed.Client", folder: Path) -> None:
        self._client = client
        self._folder = folder

    @property
    def folder(self) -> Path:
        """A folder that ends with the engine."""
        return self._folder

    def each(self, function: Callable[[Any], Any], values: Sequence[Any]) -> Sequence[Any]:
        """What a function makes of each, wherever that lies; no result is kept that nobody has."""
        with _told():
            futures: Sequence[Any] = self._client.map(function, values, pure=False)
        return futures

    def gather(self, handles: Sequence[Any]) -> Sequence[Any]:
        """The values themselves; ends with what a part could not be worked on for."""
        with _told():
            values: Sequence[Any] = self._client.gather(handles)
        return values


@contextmanager
def open_cluster(address: ClusterAddress) -> Iterator[DaskEngine]:
    """An engine on a cluster, which is ended with it where it is of this machine.

    Raises ClusterError where it does not answer, or cannot go on.
    """
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    settings = {"logging.distributed": "critical"}
    with (
        dask.config.set(settings),
        TemporaryDirectory(prefix="plan-tracker-") as folder,
        _client(address) as client,
    ):
        _wait_for_workers(client, address)
        yield DaskEngine(client, Path(folder))


@contextmanager
def _client(address: ClusterAddress) -> Iterator["distributed.Client"]:
    if address.scheduler:
        try:
            client = distributed.Client(address.scheduler, timeout=_PATIENCE, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            raise ClusterError(
                phrase(
                    "No scheduler answers at {address}: start one with `dask scheduler`, or "
                    "correct the address.",
                    address=address.scheduler,
                )
            ) from error
        with client:
            yield client
        return

    local = distributed.LocalCluster(
        n_workers=address.processes,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address=None,
        silence_logs=logging.CRITICAL,
    )
    with local, distributed.Client(local, set_as_default=False) as client:
        yield client


def _wait_for_workers(client: "distributed.Client", address: ClusterAddress) -> None:
    """Until there is a worker, which must have this version."""
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError as error:
        raise ClusterError(
            phrase(
                "The scheduler at {address} has no workers: start some with `dask worker "
                "{address}`.",
                address=address.scheduler,
            )
        ) from error

    others = {version for version in _versions(client) if version != __version__}
    if others:
        raise ClusterError(
            phrase(
                "Workers must have plan-tracker {version}, as this machine has: install it where "
                "they run.",
                version=__version__,
            )
        )


def _versions(client: "distributed.Client") -> Sequence[str]:
    """The version that each worker has; none where it cannot be had."""
    try:
        return list(client.run(_version, on_error="return").values())
    except Exception:  # a worker without it cannot even read what it is asked
        return [""]


def _version() -> str:
    return __version__


@contextmanager
def _told() -> Iterator[None]:
    """What ends the work, in words."""
    try:
        yield
    except KilledWorker as error:
        raise ClusterError(
            phrase(
                "Workers ended again and again on the same part: give each more memory, or cut "
                "the plan into smaller parts."
            )
        ) from error
    except FileNotFoundError as error:
        raise ClusterError(
            phrase(
                "Workers do not see {file}: set TMPDIR to a folder that they share.",
                file=str(error.filename),
            )
        ) from error
    except _LOST as error:
        raise ClusterError(
            phrase("The cluster does not answer any more: start it again.")
        ) from error
