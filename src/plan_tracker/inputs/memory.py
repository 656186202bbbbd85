"""How much memory a file may take while it is read."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MOST_MEMORY = 2_000_000_000  # bytes, beyond what the process has when the reading begins
NEEDS_TOO_MUCH = f"needs more than {MOST_MEMORY:,} bytes of memory to be read: split it"


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
    ceiling = _in_use() + most
    limits = [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_DATA, (min([ceiling, *limits]), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _in_use() -> int:
    """Bytes of memory that the process may write to, whether it has or not."""
    for line in Path("/proc/self/status").read_text("ascii", "replace").splitlines():
        name, _, amount = line.partition(":")
        if name == "VmData":
            return int(amount.split()[0]) * 1024
    return 0
