"""A copy of the shipped plan that a test may change."""

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[2]


def copy_shipped(folder: Path) -> Path:
    """The shipped targets/ and seeds/ in a folder."""
    for name in ("targets", "seeds"):
        shutil.copytree(ROOT / name, folder / name)
    return folder
