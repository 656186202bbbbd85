"""Work that copies of this process share, each of which does every so manieth piece of it.

What a piece gives depends on that piece alone, so that it is the same however many copies there
are. A copy that ends before its time leaves its pieces to this process.
"""

import gc
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import TypeVar

from plan_tracker.inputs.second_process import end_with

T = TypeVar("T")
Work = Callable[[Sequence[int]], Iterator[T]]  # a result for each piece, worked out when it is due


def processors() -> int:
    """How many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def shared(
    work: Work[T], pieces: Sequence[int], copies: int, deadline: float | None = None
) -> Iterator[tuple[int, T]]:
    """What comes of each piece, as it comes; nothing is begun after the `deadline`.

    `deadline` is one of `time.monotonic`. An error of a copy is raised here.
    """
    left = dict.fromkeys(pieces)
    if copies > 1 and _may_be_copied():
        for piece, result in _from_copies(work, pieces, copies, deadline):
            del left[piece]
            yield piece, result
    yield from _one_by_one(work, list(left), deadline)


def _one_by_one(
    work: Work[T], pieces: Sequence[int], deadline: float | None
) -> Iterator[tuple[int, T]]:
    """The work on some pieces, until the deadline."""
    results = zip(pieces, work(pieces), strict=False)
    while deadline is None or time.monotonic() < deadline:
        result = next(results, None)
        if result is None:
            return
        yield result


def _may_be_copied() -> bool:
    """Only where a copy starts with all that this process holds, and may be waited for."""
    return sys.platform == "linux" and not multiprocessing.current_process().daemon


def _from_copies(
    work: Work[T], pieces: Sequence[int], copies: int, deadline: float | None
) -> Iterator[tuple[int, T]]:
    context = multiprocessing.get_context("fork")
    readers: list[Connection] = []
    processes: list[multiprocessing.context.ForkProcess] = []
    # What is there already is never looked through for garbage again: that would copy its pages.
    gc.freeze()
    try:
        for number in range(min(copies, len(pieces))):
            reader, writer = context.Pipe(duplex=False)
            process = context.Process(
                target=_copy,
                args=(work, pieces[number::copies], deadline, writer, os.getpid()),
                daemon=True,
            )
            process.start()
            writer.close()
            readers.append(reader)
            processes.append(process)
        yield from _received(readers)
    finally:
        gc.unfreeze()
        for process in processes:
            process.terminate()
        for process in processes:
            process.join()


def _received(readers: list[Connection]) -> Iterator[tuple[int, T]]:
    """What the copies send, until all have ended."""
    waiting = list(readers)
    while waiting:
        for reader in wait(waiting):
            assert isinstance(reader, Connection)
            try:
                sent = reader.recv()
            except EOFError:
                waiting.remove(reader)
                continue
            if isinstance(sent, BaseException):
                raise sent
            yield sent


def _copy(
    work: Work[T],
    pieces: Sequence[int],
    deadline: float | None,
    writer: Connection,
    parent: int,
) -> None:
    """What a copy does: it says nothing on the terminal, and ends when the first process does."""
    end_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(BrokenPipeError):
        try:
            for result in _one_by_one(work, pieces, deadline):
                writer.send(result)
        except Exception as error:
            writer.send(error)
    writer.close()
