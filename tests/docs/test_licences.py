"""The page of licences names every package of the lock files, and nothing else."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_page_of_licences_is_what_the_lock_files_name() -> None:
    command = [sys.executable, str(ROOT / "docs" / "licences.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
