"""How often the tracker says of a made-up plan what an oracle says that knows only digits and laws.

    python -m benchmarks.differential [--clean 3000] [--slips 2000] [--seed 1] [--blocks all]

Plans are drawn as in `tests/differential`, whose tests look at a few of them: true ones, as a
careful office prints them (*clean*: nothing worse than a note may be found), and the same with one
slip of the pen (*slips*). Of these *worse* counts where more was found than can be proven, *milder*
where less. Where a contradiction is provable, the culprit is named *alone*, *among* others, or the
suspects named explain all that is printed as well (*otherwise*); else it is *missed*. *wrong* are
those where one statement alone is blamed that is no culprit, whether or not it explains. Each plan
that fails is printed in one line with its finding. Ends with 1 if any fails.
"""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Sequence

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.differential.exceptions import EXCEPTIONS
from tests.differential.judging import explained_otherwise, findings_of, named, worst
from tests.differential.laws import LAWS
from tests.differential.oracle import Expected, Severity, expected
from tests.differential.plans import Plan
from tests.differential.planted import slips_in
from tests.differential.printing import load_plan
from tests.differential.worlds import BLOCKS, Block, calendar, plans

BLOCKS_OF: dict[str, Sequence[Block]] = {
    "all": BLOCKS,
    "time": (calendar,),
    "exceptions": EXCEPTIONS,
    "laws": LAWS,
}
FAILURES = ("false", "worse", "milder", "missed")
Tally = Counter[str]


def look_at_clean(plan: Plan, tally: Tally) -> None:
    """Count what is found in a true plan."""
    assert expected(plan) == Expected(Severity.NONE, Severity.NONE), "the plan is not true"
    tally["clean"] += 1
    findings = findings_of(load_plan(plan))
    if findings:
        tally["false"] += 1
        _tell("false", f"{findings[0].code} {findings[0].severity} {findings[0].message}")


def look_at_slip(plan: Plan, kind: str, culprit: str, tally: Tally) -> None:
    """Count what is found in a plan with one slip."""
    tally["slips"] += 1
    least, most = expected(plan)
    findings = findings_of(load_plan(plan))
    severity = worst(findings)
    told = ", ".join(sorted({finding.code for finding in findings})) or "nothing"
    what = f"{told} in slip {tally['slips']}, {kind} in {culprit}"
    if severity > most:
        tally["worse"] += 1
        _tell("worse", f"{severity.name} of at most {most.name}: {what}")
    if severity < least:
        tally["milder"] += 1
        _tell("milder", f"{severity.name} of at least {least.name}: {what}")

    if least == Severity.ERROR:
        tally["provable"] += 1
        tally[_blame(plan, culprit, named(findings), tally)] += 1


def _blame(plan: Plan, culprit: str, suspects: set[str], tally: Tally) -> str:
    if culprit in suspects:
        return "alone" if len(suspects) == 1 else "among"
    if len(suspects) == 1:
        tally["wrong"] += 1
    if explained_otherwise(plan, culprit, suspects):
        return "otherwise"
    _tell("missed", f"{culprit}, instead of which {', '.join(sorted(suspects)) or 'none'}")
    return "missed"


def _tell(verdict: str, what: str) -> None:
    print(f"{verdict}: {what}", flush=True)


def look_at_many_clean(count: int, blocks: Sequence[Block], start: int, tally: Tally) -> None:
    """Draw true plans, the same for the same start."""

    @seed(start)
    @_drawn(count)
    @given(plans(blocks=blocks))
    def look(plan: Plan) -> None:
        look_at_clean(plan, tally)

    look()


def look_at_many_slips(count: int, blocks: Sequence[Block], start: int, tally: Tally) -> None:
    """The same with a slip in each."""

    @seed(start)
    @_drawn(count)
    @given(st.data())
    def look(data: st.DataObject) -> None:
        true = data.draw(plans(blocks=blocks))
        kind, wrong = data.draw(slips_in(true))
        look_at_slip(true.with_statement(wrong), kind, wrong.name, tally)

    look()


def _drawn(count: int) -> settings:
    """So many plans, none of them made smaller, however long each takes."""
    return settings(
        max_examples=count,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


def main() -> int:
    parser = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--clean", type=int, default=3000)
    parser.add_argument("--slips", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--blocks", choices=BLOCKS_OF, default="all")
    arguments = parser.parse_args()

    tally: Tally = Counter()
    blocks = BLOCKS_OF[arguments.blocks]
    if arguments.clean:
        look_at_many_clean(arguments.clean, blocks, arguments.seed, tally)
    if arguments.slips:
        look_at_many_slips(arguments.slips, blocks, arguments.seed, tally)
    columns = ("clean", "false", "slips", "worse", "milder", "provable")
    blamed = ("alone", "among", "otherwise", "missed", "wrong")
    print("  ".join(f"{column} {tally[column]}" for column in (*columns, *blamed)))
    return 1 if any(tally[failure] for failure in FAILURES) else 0


if __name__ == "__main__":
    raise SystemExit(main())
