"""New examples for the laws that the tests state, for as long as one asks.

    make fuzz MINUTES=30

Each pass draws with another seed, which it prints: the same seed draws the same examples. The last
pass is finished. What failed once is kept in .hypothesis/ and tried first in later passes, until it
holds. Exit code 1 where anything failed. tests/differential takes ten times its examples here; how
often it finds culprits alone, `pytest tests/differential -n 0 --hypothesis-profile=fuzz
--hypothesis-show-statistics` tells. With atheris, a quarter of the time goes to
fuzz/read_with_atheris.py.
"""

import argparse
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from random import SystemRandom

_ROOT = Path(__file__).parents[1]
_COVERAGE_GUIDED = Path(__file__).with_name("read_with_atheris.py")


def main() -> int:
    """Try the laws, then the readers; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("minutes", type=float)
    minutes: float = parser.parse_args().minutes
    guided = find_spec("atheris") is not None
    failed = _try_laws(minutes * (0.75 if guided else 1))
    if guided:
        failed += _try_readers(minutes * 0.25)
    else:
        print("atheris is not installed: no coverage-guided pass (pip install '.[fuzzing]')")
    print(f"failed: {', '.join(failed) or 'nothing'}")
    return 1 if failed else 0


def _try_laws(minutes: float) -> list[str]:
    """Pass after pass, the last one begun before the time is over; those that failed."""
    end, failed = time.monotonic() + 60 * minutes, []
    while time.monotonic() < end:
        seed = SystemRandom().randrange(2**32)
        words = ["-m", "hypothesis", "--hypothesis-profile=fuzz", f"--hypothesis-seed={seed}"]
        print(f"pytest {' '.join(words)}", flush=True)
        done = subprocess.run([sys.executable, "-m", "pytest", *words], cwd=_ROOT, check=False)
        if done.returncode:
            failed.append(f"seed {seed}")
    return failed


def _try_readers(minutes: float) -> list[str]:
    command = [sys.executable, str(_COVERAGE_GUIDED), f"-max_total_time={round(60 * minutes)}"]
    done = subprocess.run(command, cwd=_ROOT, check=False)
    return [] if done.returncode == 0 else [_COVERAGE_GUIDED.name]


if __name__ == "__main__":
    sys.exit(main())
