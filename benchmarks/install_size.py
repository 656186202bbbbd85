"""How much `pip install .` puts on a disk: every package, the largest first, and all of them.

The project and what it needs are installed into an empty folder, so that neither pip nor anything
that is there already is counted. What is counted is the space that files take up, compiled modules
included, as `du` counts it. With --locked, the versions of requirements.lock are taken, less what
only builds the project; with names of extras, what they need as well:

    python benchmarks/install_size.py
    python benchmarks/install_size.py --locked
    python benchmarks/install_size.py tables documents
"""

import argparse
import subprocess
import sys
import tempfile
from importlib.metadata import Distribution, distributions
from pathlib import Path

ROOT = Path(__file__).parent.parent
BLOCK, MEGABYTE = 512, 2**20
AIM = 340  # megabytes at most, without extras
LEAST_SHOWN = 1.0  # megabyte


def install(folder: Path, extras: list[str], locked: bool) -> None:
    """Install the project into an empty folder."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(folder)]
    constraints = []
    if locked:
        pins = folder.with_suffix(".txt")
        # A constraint has no hash.
        lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
        names = [line.removesuffix(" \\") for line in lines if not line.startswith(" ")]
        pins.write_text("\n".join(names), encoding="utf-8")
        constraints = ["--constraint", str(pins)]
    project = f"{ROOT}[{','.join(extras)}]" if extras else str(ROOT)
    subprocess.run([*pip, *constraints, project], check=True)


def megabytes(distribution: Distribution) -> float:
    """What the files of a package take up."""
    files = (Path(str(file.locate())) for file in distribution.files or ())
    return sum(file.stat().st_blocks for file in files if file.is_file()) * BLOCK / MEGABYTE


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("extras", nargs="*")
    arguments.add_argument("--locked", action="store_true")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "installed"
        install(folder, given.extras, given.locked)
        sizes = {each.name: megabytes(each) for each in distributions(path=[str(folder)])}
    for name, size in sorted(sizes.items(), key=lambda item: -item[1]):
        if size >= LEAST_SHOWN:
            print(f"{size:7.1f} MB  {name}")
    small = [size for size in sizes.values() if size < LEAST_SHOWN]
    print(f"{sum(small):7.1f} MB  {len(small)} smaller ones")
    print(f"{sum(sizes.values()):7.1f} MB  in all (at most {AIM} without extras)")


if __name__ == "__main__":
    main()
