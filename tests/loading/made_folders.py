"""Plan folders made for tests."""

from pathlib import Path

from ruamel.yaml import YAML

FOLDER = Path(__file__).parent
BASE: dict[str, str] = YAML(typ="base").load(
    (FOLDER / "plan_of_cases.yaml").read_text(encoding="utf-8")
)
SHIPPED = FOLDER.parents[1]


def make_folder(folder: Path, files: dict[str, str | bytes]) -> Path:
    """The plan that every case adds to, with more files: path in the folder -> content."""
    base: dict[str, str | bytes] = {f"{part}/base.yaml": text for part, text in BASE.items()}
    for name, content in (base | files).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder
