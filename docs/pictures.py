"""Draw the pictures of README and of docs/tables.md; with --check, only compare.

They are the same on every machine, as nothing is measured.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from plan_tracker.loading.folder import load
from plan_tracker.reconcile.evidence.contrasts import contrasts
from plan_tracker.reconcile.reconcile import reconcile
from plan_tracker.report.pictures.contradiction import contradiction
from plan_tracker.report.pictures.overview import overview
from plan_tracker.report.pictures.svg import svg
from plan_tracker.report.report import Report, build_report
from table_pictures import table_pictures

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "pictures"
WIDTH = 760.0
CONTRADICTION = "PT201"


def pictures() -> Iterator[tuple[Path, str]]:
    """Every picture with the file that it belongs in."""
    report = _shipped()
    assert report.system is not None
    declared = [each for each in report.progress.targets if each.target.origin == "declared"]
    yield FOLDER / "status.svg", svg(overview(declared, "en", WIDTH))
    (finding,) = (each for each in report.findings if each.code == CONTRADICTION)
    found = contrasts(report.system, [finding])[finding.fingerprint]
    yield FOLDER / "contradiction.svg", svg(contradiction(found, report.plan, "en", WIDTH))
    yield from table_pictures(FOLDER)


def _shipped() -> Report:
    loaded, problems = load(ROOT)
    if problems:
        sys.exit("\n".join(map(str, problems)))
    return build_report(loaded, reconcile(loaded))


def main() -> int:
    """Write what has changed, or name it."""
    changed = [
        (file, page)
        for file, page in pictures()
        if not file.is_file() or file.read_text(encoding="utf-8") != page
    ]
    for file, page in changed:
        if "--check" in sys.argv:
            print(f"{file.relative_to(ROOT)} is not what it shows: make pictures")
        else:
            file.write_text(page, encoding="utf-8")
    return int("--check" in sys.argv and bool(changed))


if __name__ == "__main__":
    sys.exit(main())
