"""Whether a plan has room in one process, and how to go on where it may not."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from plan_tracker.cli.output import tell
from plan_tracker.model.text import phrase

if TYPE_CHECKING:
    from plan_tracker.loading.loaded import Loaded

A_STATEMENT = 1_000  # bytes, as measured with a million of them
_GIGABYTE = 10**9
_LIMITS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")


def say_if_too_large(loaded: "Loaded") -> None:
    """Say on stderr where a plan may take more memory than there is."""
    free = memory_there()
    needed = A_STATEMENT * len(loaded.statements)
    if free is None or needed <= free:
        return
    tell(
        phrase(
            "{count} statements take about {needed} GB of memory in one process, and {free} GB "
            "are there: where that does not suffice, check them in parts with `--cluster local:2`.",
            count=f"{len(loaded.statements):,}",
            needed=f"{needed / _GIGABYTE:,.1f}",
            free=f"{free / _GIGABYTE:,.1f}",
        )
    )


def memory_there() -> int | None:
    """Bytes that this process has or may still have; None where the system does not tell."""
    if sys.platform != "linux":
        return None
    fields = dict(
        line.split(":", 1) for line in Path("/proc/meminfo").read_text("ascii").splitlines()
    )
    if "MemAvailable" not in fields:
        return None

    pages = Path("/proc/self/statm").read_text("ascii").split()[1]
    free = int(fields["MemAvailable"].split()[0]) * 1024 + int(pages) * os.sysconf("SC_PAGE_SIZE")
    for file in map(Path, _LIMITS):
        if file.is_file() and (limit := file.read_text("ascii").strip()).isdigit():
            free = min(free, int(limit))
    return free
