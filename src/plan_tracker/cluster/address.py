"""Where a cluster is, as people say it: processes of this machine, or a scheduler elsewhere."""

import re
from dataclasses import dataclass

MOST_PROCESSES = 1_000
_LOCAL = re.compile(r"local:([1-9][0-9]{0,3})")
_SCHEDULER = re.compile(r"(?:tcp|tls)://(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:]+\]):([0-9]{1,5})")


@dataclass(frozen=True, slots=True)
class ClusterAddress:
    """So many `processes` of this machine, or the address of a `scheduler`."""

    processes: int = 0
    scheduler: str = ""


def read_address(text: str) -> ClusterAddress | None:
    """The place that a text such as local:4 or tcp://scheduler:8786 names; None for any other."""
    local = _LOCAL.fullmatch(text)
    if local and int(local[1]) <= MOST_PROCESSES:
        return ClusterAddress(processes=int(local[1]))

    scheduler = _SCHEDULER.fullmatch(text)
    if scheduler and 0 < int(scheduler[1]) < 2**16:
        return ClusterAddress(scheduler=text)
    return None
