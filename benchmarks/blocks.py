"""One block of statements with a few errors: how long it takes, and what is said of each error.

    python benchmarks/blocks.py [--statements N ...] [--errors N ...] [--count N] [--seed N]

A total and its parts are reported with their level, the level a year before, growth, the plan,
attainment and the share of the total, as true numbers and as printed ones, a few of which are then
made a thousand or ten times what they were. Each such figure is contradicted by its own row alone,
so that each must be in a finding, among its culprits. Also blocks that are many plain figures of
one quantity. For each size the middle and the longest seconds of work, the shares of errors that
are in a finding, among the culprits, and a culprit alone, and how many statements are named as not
searched to the end.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from plan_tracker.loading.folder import load
from plan_tracker.reconcile.reconcile import Reconciled, reconcile

STATEMENTS = (60, 125, 250, 500)
ERRORS = (1, 2, 4, 6)
PLAIN = (5, 20, 63)  # figures of one quantity
AIM = 3.0  # seconds
ROW = 6  # statements on one part
PLAN = """\
indicators:
{indicators}
identities: [{{id: all, total: i0, parts: [{parts}], stated: s#f0}}]
entities: {{VN: {{name: Viet Nam}}}}
"""
ALONE = """\
indicators: {i0: {unit: VND, kind: flow}}
entities: {VN: {name: Viet Nam}}
"""
SOURCE = """\
source: {id: s, locale: en, entity: VN, period: 2023-H1}
figures:
"""


@dataclass(frozen=True, slots=True)
class Row:
    """The true levels of one indicator, in million VND: now, a year before, and planned."""

    now: int
    before: int
    plan: int


@dataclass(frozen=True, slots=True)
class Answer:
    """How long one block took, and how many of its errors are told and blamed."""

    seconds: float
    errors: int
    told: int
    named: int
    alone: int
    not_searched: int


def rows(rng: random.Random, parts: int) -> list[Row]:
    """The total and its parts."""
    made = [
        Row(now, int(now / rng.uniform(0.7, 1.6)), int(now / rng.uniform(0.3, 0.7)))
        for now in (int(10 ** rng.uniform(4.0, 6.0)) for _ in range(parts))
    ]
    totals = (sum(getattr(row, name) for row in made) for name in ("now", "before", "plan"))
    return [Row(*totals), *made]


def source(rng: random.Random, made: Sequence[Row], errors: int) -> tuple[str, list[str]]:
    """What a source prints of them, and the names of the figures that are wrong."""
    wrong = set(rng.sample(range(1, len(made)), errors))
    culprits = [f"s#f{number}" for number in sorted(wrong)]
    return SOURCE + "".join(_printed(rng, made, wrong)), culprits


def _printed(rng: random.Random, made: Sequence[Row], wrong: set[int]) -> Iterator[str]:
    for number, row in enumerate(made):
        times = rng.choice((10, 1000)) if number in wrong else 1
        claims = [
            f'{{kind: base, printed: "{row.before:,} million VND", period: 2022-H1}}',
            f'{{kind: growth, printed: "{100 * row.now / row.before - 100:.2f}%"}}',
            f'{{kind: target, printed: "{row.plan:,} million VND", period: 2023}}',
            f'{{kind: attainment, printed: "{100 * row.now / row.plan:.2f}%", of: 2023}}',
        ]
        if number:
            share = 100 * row.now / made[0].now
            claims.append(f'{{kind: share, printed: "{share:.3f}%", of: {{indicator: i0}}}}')
        level = f'id: f{number}, indicator: i{number}, printed: "{row.now * times:,} million VND"'
        yield f"  - {{{level}, claims: [{', '.join(claims)}]}}\n"


def block(rng: random.Random, folder: Path, statements: int, errors: int) -> list[str]:
    """A plan whose statements are all one block; the names of the wrong figures."""
    made = rows(rng, max(statements // ROW - 1, errors))
    text, culprits = source(rng, made, errors)
    indicators = "\n".join(f"  i{at}: {{unit: VND, kind: flow}}" for at in range(len(made)))
    parts = ", ".join(f"i{at}" for at in range(1, len(made)))
    _write(folder, PLAN.format(indicators=indicators, parts=parts), text)
    return culprits


def plain(rng: random.Random, folder: Path, figures: int) -> list[str]:
    """Many figures of one quantity, no two of which agree."""
    numbers = rng.sample(range(1_000, 10_000), figures)
    printed = [
        f'  - {{id: f{at}, indicator: i0, printed: "{number:,} million VND"}}\n'
        for at, number in enumerate(numbers)
    ]
    _write(folder, ALONE, SOURCE + "".join(printed))
    return [f"s#f{at}" for at in range(figures)]


def _write(folder: Path, plan: str, text: str) -> None:
    for name, content in (("targets", plan), ("seeds", text)):
        (folder / name).mkdir(parents=True)
        (folder / name / "a.yaml").write_text(content, encoding="utf-8")


def measure(folder: Path, culprits: Sequence[str]) -> Answer:
    """What is said of one plan, once it is loaded."""
    loaded, problems = load(folder)
    if problems:
        raise RuntimeError(str(problems[0]))
    start = time.process_time()
    reconciled = reconcile(loaded)
    return _answer(reconciled, culprits, time.process_time() - start)


def _answer(reconciled: Reconciled, culprits: Sequence[str], seconds: float) -> Answer:
    serious = [finding for finding in reconciled.findings if finding.severity != "note"]
    told = {name for finding in serious for name in finding.statements}
    ways = [finding.alternatives for finding in serious]
    named = {name for alternatives in ways for changed in alternatives for name in changed}
    alone = {name for alternatives in ways if len(alternatives) == 1 for name in alternatives[0]}
    wrong = set(culprits)
    return Answer(
        seconds,
        len(wrong),
        len(wrong & (told | named)),
        len(wrong & named),
        len(wrong & alone),
        len(reconciled.not_searched),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--statements", type=int, nargs="*", default=STATEMENTS)
    parser.add_argument("--errors", type=int, nargs="*", default=ERRORS)
    parser.add_argument("--count", type=int, default=3, help="blocks of each kind")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()

    rng = random.Random(arguments.seed)
    print(f"{'block':>28}   median  longest   told  named  alone   left")
    longest = 0.0
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder) / "first", block(rng, Path(folder) / "first", 60, 1))  # imports
        for statements in arguments.statements:
            for errors in arguments.errors:
                answers = []
                for number in range(arguments.count):
                    place = Path(folder) / f"{statements}-{errors}-{number}"
                    answers.append(measure(place, block(rng, place, statements, errors)))
                longest = max(longest, _print(f"{statements} statements, {errors} wrong", answers))
        for figures in PLAIN:
            place = Path(folder) / f"plain-{figures}"
            answer = measure(place, plain(rng, place, figures))
            longest = max(longest, _print(f"{figures} figures of one", [answer]))
    print(f"longest {longest:.2f} s, {longest / AIM:.2f} of what is allowed")


def _print(name: str, answers: Sequence[Answer]) -> float:
    errors = sum(answer.errors for answer in answers)
    seconds = [answer.seconds for answer in answers]
    shares = (
        sum(getattr(answer, share) for answer in answers) / errors
        for share in ("told", "named", "alone")
    )
    left = sum(answer.not_searched for answer in answers)
    cells = " ".join(f"{share:6.0%}" for share in shares)
    print(f"{name:>28} {median(seconds):8.2f} {max(seconds):8.2f} {cells} {left:6}", flush=True)
    return max(seconds)


if __name__ == "__main__":
    main()
