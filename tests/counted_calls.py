"""Work counted, which is the same on every machine, however busy it is."""

import sys
from collections.abc import Callable


def calls(work: Callable[..., object], *given: object) -> int:
    """How many functions are called for what is given, those of C included."""
    count = 0

    def called(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(called)
    try:
        work(*given)
    finally:
        sys.setprofile(before)
    return count
