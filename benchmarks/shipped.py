"""How much of the shipped plan `tracker extract` gives again, from its documents into a fresh one.

    python benchmarks/shipped.py [--documents ../shared/seeds] [--missing]

The plan begins with the indicators of this one alone: its goals and identities name statements of
the shipped source files. A statement comes
again where the fresh plan has one of its document, line, kind and printed text, whichever more of
the words around it either has; a figure is a statement of a level. What the fresh file has as a
comment alone counts as missing. Statements that the shipped plan assumes, as no document says them,
are listed with the reason and counted apart. What `tracker check` finds is counted by its code, in
both plans and in the shipped one without the identities, rates and populations that it assumes.
`--missing` lists the statements that do not come again.
"""

import json
import shutil
import subprocess
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from ruamel.yaml import YAML

from plan_tracker.loading.folder import load
from plan_tracker.loading.loaded import Loaded
from plan_tracker.model.statement import Statement

PLANS_OWN = {  # what the plan says, and no document
    "mic-2017#sector-budget.share": "the text does not say of what the 8 % are",
    "mic-2018#digital-productivity-gain": (
        "the text has growth of productivity; the plan keeps that gain as an indicator"
    ),
    "mic-2020#internet.rise": "the text says “in the last five years”, not since when",
    "mic-2020#5g-trial.stage": "no number; that a trial is a stage is the plan's",
    "mic-2023-h1#5g.stage": "no number; its stages are the plan's",
    "mic-2023-h1#cloud.stage": "no number; its stages are the plan's",
    "mic-2023-h1#5g-market.stage": "no number; its stages are the plan's",
    "mic-2023-h1#cloud-market.stage": "no number; its stages are the plan's",
}
ASSUMED = ("identities", "rates", "populations")
ROOT = Path(__file__).parent.parent
CANNOT_BE_USED = 2  # the exit code of a command


def tracker(*arguments: str | Path) -> str:
    """What a command prints."""
    command = [sys.executable, "-m", "plan_tracker", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode >= CANNOT_BE_USED:
        raise SystemExit(f"{' '.join(map(str, arguments))}: {done.stdout}{done.stderr}")
    return done.stdout


def extract_again(documents: Path, plan: Path) -> None:
    """Every shipped document, into a plan that has no source file yet."""
    for name in ("targets", "seeds"):
        (plan / name).mkdir()
    shutil.copy(ROOT / "targets" / "indicators.yaml", plan / "targets")
    for path in sorted((ROOT / "seeds").glob("*.yaml")):
        source = YAML(typ="safe").load(path.read_text(encoding="utf-8"))["source"]
        document = documents / source["document"]
        options = ("--locale", source["locale"], "--period", str(source["period"]))
        tracker("extract", document, *options, "--plan", plan, "-o", plan / "seeds" / path.name)


def leave_out_assumptions(plan: Path) -> None:
    """The shipped plan without its identities, rates and populations, which no document states."""
    for name in ("targets", "seeds"):
        shutil.copytree(ROOT / name, plan / name)
    yaml = YAML()
    for path in (plan / "targets").glob("*.yaml"):
        declared = yaml.load(path)
        kept = {key: block for key, block in declared.items() if key not in ASSUMED}
        yaml.dump(kept, path)
    for path in (plan / "seeds").glob("*.yaml"):
        source = yaml.load(path)
        for figure in source["figures"]:
            for key in ("population", "except"):
                figure.pop(key, None)
        yaml.dump(source, path)


def read(plan: Path) -> Loaded:
    """A plan that has no problem."""
    loaded, problems = load(plan)
    if loaded is None:
        raise SystemExit("\n".join(map(str, problems)))
    return loaded


def comes_again(shipped: Statement, fresh: Sequence[Statement]) -> bool:
    """Whether one of some statements prints the same."""
    own = shipped.printed.lower()
    return any(
        own in statement.printed.lower() or statement.printed.lower() in own
        for statement in fresh
        if statement.kind == shipped.kind and statement.document_line == shipped.document_line
    )


def findings(plan: Path) -> Counter[str]:
    """The findings of a plan by level and code."""
    found = json.loads(tracker("check", "--plan", plan, "--format", "json"))["findings"]
    return Counter(f"{finding['severity']} {finding['code']}" for finding in found)


def main() -> None:
    """Print how much comes again, and how both plans are judged."""
    parser = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--documents", type=Path, default=ROOT.parent / "shared" / "seeds")
    parser.add_argument("--missing", action="store_true")
    args = parser.parse_args()

    with TemporaryDirectory() as folder, TemporaryDirectory() as bare:
        extract_again(args.documents, Path(folder))
        leave_out_assumptions(Path(bare))
        shipped, fresh = read(ROOT), read(Path(folder))
        judged = findings(ROOT), findings(Path(bare)), findings(Path(folder))
    by_source = {
        source: [each for each in fresh.statements if each.source == source]
        for source in shipped.sources
    }
    missing = [
        statement
        for statement in shipped.statements
        if not comes_again(statement, by_source[statement.source])
    ]

    assumed = [statement for statement in missing if statement.name in PLANS_OWN]
    lost = [statement for statement in missing if statement.name not in PLANS_OWN]
    printed = len(shipped.statements) - len(assumed)
    lost_levels = sum(statement.kind == "level" for statement in lost)
    levels = sum(
        statement.kind == "level" and statement not in assumed for statement in shipped.statements
    )
    print(
        f"{len(shipped.statements) - len(missing)} of {len(shipped.statements)} again: "
        f"{printed - len(lost)} of the {printed} that a document says, "
        f"{levels - lost_levels} figures of {levels}"
    )
    for statement in assumed:
        print(f"  the plan's own: {statement.name}: {PLANS_OWN[statement.name]}")
    if args.missing:
        print(*(f"  missing: {each.name} {each.kind} {each.printed!r}" for each in lost), sep="\n")
    names = ("shipped", "shipped, without what it assumes", "fresh")
    for name, counts in zip(names, judged, strict=True):
        print(f"{name}: " + ", ".join(f"{n} {code}" for code, n in sorted(counts.items())))


if __name__ == "__main__":
    main()
