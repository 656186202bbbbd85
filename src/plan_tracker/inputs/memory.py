"""How much memory a file may take while it is read."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MOST_MEMORY = 2_000_000_000  # bytes, beyond what the process has when the reading begins


def allowed_memory() -> int | None:
    """How many bytes this process may address (`ulimit -v`); None where nothing limits it."""
    try:
        import resource
    except ModuleNotFoundError:  # a system without such limits
        return None
    allowed, _ = resource.getrlimit(resource.RLIMIT_AS)
    return None if allowed == resource.RLIM_INFINITY else allowed


def need_memory(least: int) -> None:
    """Raise MemoryError where the process may address fewer bytes more than what comes will need.

    For libraries that crash where they are given none.
    """
    allowed = allowed_memory()
    if allowed is not None and allowed - _in_use("VmSize") < least:
        raise MemoryError


def needs_too_much() -> str:
    """What is said of a file that took more memory than there was: ours, or what the caller set."""
    allowed = allowed_memory()
    if allowed is not None and allowed - _in_use("VmSize") < MOST_MEMORY:
        return f"needs more memory to be read than {allowed:,} bytes (ulimit -v): allow more"
    return f"needs more than {MOST_MEMORY:,} bytes of memory to be read: split it"


@contextmanager
def bounded_memory(most: int = MOST_MEMORY) -> Iterator[None]:
    """Let what is done within take no more memory: whatever asks for more gets a MemoryError.

    Libraries unpack what a file says, and none of ours can be told to stop. Only Linux holds a
    process to a limit; elsewhere there is none.
    """
    if sys.platform != "linux":
        yield
        return

    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    ceiling = _in_use("VmData") + most
    limits = [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_DATA, (min([ceiling, *limits]), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _in_use(what: str) -> int:
    """Bytes of memory that the process may write to (VmData) or address (VmSize), used or not.

    0 where the system does not tell.
    """
    if sys.platform != "linux":
        return 0
    for line in Path("/proc/self/status").read_text("ascii", "replace").splitlines():
        name, _, amount = line.partition(":")
        if name == what:
            return int(amount.split()[0]) * 1024
    return 0
