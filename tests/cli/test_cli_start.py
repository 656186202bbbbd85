"""Help, completion and wrong usage start without anything heavy."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

# Not pydantic: typer itself needs it once there is an option to read.
HEAVY = (
    "pandas", "pandera", "numpy", "scipy", "z3", "rich", "babel", "ruamel", "resvg_py", "dask",
    "distributed",
)  # fmt: skip
COMPLETION = {
    "_TRACKER_COMPLETE": "complete_bash",
    "COMP_WORDS": "tracker st",
    "COMP_CWORD": "1",
}
PROBE = """
import sys
from plan_tracker.cli import main
try:
    code = main(sys.argv[1:])
finally:
    found = {name.partition(".")[0] for name in sys.modules}
    print(*sorted(found), file=sys.stderr)
sys.exit(code)
"""


@pytest.mark.parametrize(
    ("words", "variables", "code"),
    [
        (["--help"], {}, 0),
        (["--version"], {}, 0),
        (["status", "--help"], {}, 0),
        (["check", "--help"], {}, 0),
        (["explain", "--help"], {}, 0),
        (["plot", "--help"], {}, 0),
        (["plot", "PT201"], {}, 2),
        (["statsu"], {}, 2),
        (["status", "--unknown"], {}, 2),
        (["check", "--fail-on", "nothing"], {}, 2),
        (["explain"], {}, 2),
        ([], COMPLETION, 0),
    ],
    ids=str,
)
def test_nothing_heavy(words: list[str], variables: dict[str, str], code: int) -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)} | variables
    found = subprocess.run(
        [sys.executable, "-c", PROBE, *words],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert found.returncode == code, found.stderr
    imported = set(found.stderr.splitlines()[-1].split())
    assert "typer" in imported
    assert not imported & set(HEAVY)


def test_a_plan_without_tables_reads_none() -> None:
    plan = str(Path(__file__).parent / "plans" / "fine")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    found = subprocess.run(
        [sys.executable, "-c", PROBE, "status", "--plan", plan],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert found.returncode == 0, found.stderr
    imported = set(found.stderr.splitlines()[-1].split())
    assert not imported & {
        "openpyxl",
        "sqlite3",
        "psycopg",
        "jinja2",
        "resvg_py",
        "dask",
        "distributed",
    }
