"""Coverage-guided fuzzing of what reads files and figures, for as long as one likes.

    pip install '.[fuzzing]' && python fuzz/read_with_atheris.py -max_total_time=600

The tests have short runs of the same with hypothesis. A crash here is a bug: nothing that stands in
a file may raise.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris

with atheris.instrument_imports(include=["plan_tracker"]):
    from plan_tracker.loading.folder import load
    from plan_tracker.reading import read_printed

_FILES = ("targets/a.yaml", "seeds/a.yaml", "waivers.yaml")


def read_anything(data: bytes) -> None:
    """The first byte says what the rest is: a figure in one of two languages, or a file."""
    kind, rest = data[:1], data[1:]
    choice = kind[0] % 5 if kind else 0
    if choice < 2:
        read_printed(rest.decode("utf-8", "replace"), ("vi", "en")[choice])
        return
    with TemporaryDirectory() as folder:
        for name in ("targets", "seeds"):
            Path(folder, name).mkdir()
        Path(folder, _FILES[choice - 2]).write_bytes(rest)
        load(Path(folder))


if __name__ == "__main__":
    atheris.Setup(sys.argv, read_anything)
    atheris.Fuzz()
