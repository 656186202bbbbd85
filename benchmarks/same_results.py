"""Whether two versions of the program say the same, byte for byte.

    python benchmarks/same_results.py plans FOLDER [--reports 2000] [--seed 1]
    python benchmarks/same_results.py record RESULTS PLANS...     (run by the one version)
    python benchmarks/same_results.py record OTHER PLANS...       (run by the other)
    python benchmarks/same_results.py compare RESULTS OTHER [--show 5]

`plans` writes generated plan folders, a fifth of them without a slip. `record` runs the commands
of COMMANDS in every plan folder at or below those named and keeps exit code and output. `compare`
counts the results that differ, by command and by what differs, and shows the first ones.
"""

import contextlib
import gzip
import io
import json
import os
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from synthetic_reports import Report, Said

COMMANDS = ("check", "status", "figures")
_CLEAN_IN = 5  # each fifth report is without a slip


def write_plans(folder: Path, count: int, seed: int) -> None:
    """Write generated plans below a folder, the same ones for the same seed."""
    from slips import SLIPS, slip
    from synthetic_reports import make_report

    kinds = list(SLIPS)
    for number in range(count):
        rng = Random(f"{seed} {number}")
        report = make_report(rng)
        if number % _CLEAN_IN:
            slipped = slip(rng, report, kinds[number % len(kinds)])
            report = slipped[0] if slipped else report
        _write_plan(folder / f"{number:05d}", report)


def _write_plan(folder: Path, report: "Report") -> None:
    kinds = {"VND": "flow", "person": "stock", "%": "ratio"}
    targets = {
        "indicators": {
            name: {"unit": unit, "kind": kinds[unit]} for name, unit in report.units.items()
        },
        "targets": [
            {
                "id": f"goal-{key.indicator}",
                "indicator": key.indicator,
                "entity": "VN",
                "period": key.period,
                "value": printed.text,
            }
            for key, printed in report.declared.items()
        ],
        "identities": [
            {
                "id": f"sum-{total.total}",
                "total": total.total,
                "parts": list(total.parts),
                "rest": {"low": "0%", "high": f"{float(100 * total.rest)}%"},
            }
            for total in report.sums
        ],
        "settings": {"locale": "vi"},
    }
    figures = [_figure(number, said) for number, said in enumerate(report.said)]
    head = {"id": "report", "locale": "vi", "entity": "VN", "period": "2023-H1"}
    for name, content in (
        ("targets/plan.yaml", targets),
        ("seeds/report.yaml", {"source": head, "figures": figures}),
    ):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


def _figure(number: int, said: "Said") -> dict[str, object]:
    figure: dict[str, object] = {
        "id": f"f{number}",
        "indicator": said.x.indicator,
        "period": said.x.period,
    }
    if said.kind == "level":
        return {**figure, "printed": said.printed.text}
    claim: dict[str, object] = {"kind": said.kind, "printed": said.printed.text}
    if said.kind in ("base", "target"):
        return {**figure, "claims": [{**claim, "period": said.x.period}]}
    if said.y is not None:
        key = "of" if said.kind in ("attainment", "share") else "against"
        claim[key] = {"indicator": said.y.indicator, "period": said.y.period}
    return {**figure, "claims": [claim]}


def record(results: Path, places: list[Path]) -> None:
    """Run the commands in every plan folder and keep what each says."""
    from plan_tracker.cli import main

    with gzip.open(results, "wt", encoding="utf-8") as lines:
        for name, folder in _plan_folders(places):
            os.chdir(folder)
            for command in COMMANDS:
                output = io.StringIO()
                with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
                    code = main([command, "--format", "json"])
                row = {"plan": name, "command": command, "code": code, "says": output.getvalue()}
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")


def _plan_folders(places: list[Path]) -> Iterator[tuple[str, Path]]:
    for place in (place.resolve() for place in places):
        for targets in sorted(place.rglob("targets")):
            if (targets.parent / "seeds").is_dir():
                yield f"{place.name}/{targets.parent.relative_to(place)}", targets.parent


def compare(first: Path, second: Path, show: int) -> int:
    """Print how many results differ, and the first ones; the number of those that differ."""
    differing: Counter[str] = Counter()
    total = 0
    with gzip.open(first, "rt", encoding="utf-8") as left, gzip.open(second, "rt") as right:
        for before, after in zip(map(json.loads, left), map(json.loads, right), strict=True):
            total += 1
            if before == after:
                continue
            differing[after["command"]] += 1
            if sum(differing.values()) <= show:
                print(f"== {after['plan']} {after['command']}: {before['code']} {after['code']}")
                lines = unified_diff(_lines(before["says"]), _lines(after["says"]), n=1)
                print("\n".join(line[:300] for line, _ in zip(lines, range(30), strict=False)))
    print(f"{total} results, {sum(differing.values())} differ: {dict(differing) or 'none'}")
    return sum(differing.values())


def _lines(says: str) -> list[str]:
    try:
        return json.dumps(json.loads(says), ensure_ascii=False, indent=1).splitlines()
    except ValueError:
        return says.splitlines()


def main() -> None:
    parser = ArgumentParser(description=__doc__.split("\n")[0])
    actions = parser.add_subparsers(dest="action", required=True)
    plans = actions.add_parser("plans")
    plans.add_argument("folder", type=Path)
    plans.add_argument("--reports", type=int, default=2000)
    plans.add_argument("--seed", type=int, default=1)
    recording = actions.add_parser("record")
    recording.add_argument("results", type=Path)
    recording.add_argument("plans", type=Path, nargs="+")
    comparing = actions.add_parser("compare")
    comparing.add_argument("first", type=Path)
    comparing.add_argument("second", type=Path)
    comparing.add_argument("--show", type=int, default=5)
    args = parser.parse_args()
    if args.action == "plans":
        write_plans(args.folder, args.reports, args.seed)
    elif args.action == "record":
        record(args.results.resolve(), args.plans)
    else:
        raise SystemExit(bool(compare(args.first, args.second, args.show)))


if __name__ == "__main__":
    main()
