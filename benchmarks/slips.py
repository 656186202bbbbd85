"""How well slips of the pen are found, blamed and mended in synthetic reports.

    python benchmarks/slips.py [--slips 100] [--clean 2000] [--seed 1]

Into each report that is true and properly printed, one slip is put, or two. Whether the printed
numbers then contradict each other is decided apart from the engine under test, by one plain
conjunction of linear constraints in rationals: *provable* says that they cannot all be true as a
careful office means them, *beyond* that they cannot even if every number was cut off or rounded
with little care. *found*, *among* (every culprit is in some set of possible culprits) and *alone*
(nothing else is) are percentages of the provable, then of those beyond, then of those *clear*: of
those beyond without the misses where a slip of another statement that is no less likely, as
checked by that same conjunction, explains all that is printed as well, so that nobody could tell.
*few* are those of the provable whose culprits are named alone or among at most three, and *wrong*
those where one statement alone is blamed that is no culprit. *repaired* is of those alone: the
value is the right one. *false* counts errors that name no culprit. Of the kinds of slips, *random*
follows no pattern: another number with as many digits. In reports without a slip, *errors* are
false alarms, and *careless* counts those that a careful office cannot mean.
"""

from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from fractions import Fraction
from functools import reduce
from itertools import combinations_with_replacement
from operator import add
from random import Random
from signal import ITIMER_PROF, SIGPROF, setitimer, signal
from statistics import median
from time import process_time
from traceback import print_exc

import z3

from plan_tracker.model.finding import Finding, Repair
from plan_tracker.model.period import read_period
from plan_tracker.reconcile.checks.registry import CONTRADICTION_CHECKS
from plan_tracker.reconcile.reconcile import Reconciled, reconcile
from synthetic_reports import (
    EARLIER,
    LATER,
    NOW,
    RATE,
    SCALES,
    SPANS,
    YEAR,
    Ends,
    Key,
    Printed,
    Report,
    Said,
    load_report,
    make_report,
)

PATIENCE = 5.0  # seconds of work that one report may take, however busy the machine is
_FEW = 3  # culprits that a person can look up
CODES = {check.page.code for check in CONTRADICTION_CHECKS}  # of contradictions, as against remarks
Mend = Callable[[Random, Report, Said], Iterator[Printed]]


def possible(report: Report, careless: bool = False) -> bool:
    """Whether all that is printed can be true at once."""
    solver = z3.SolverFor("QF_LRA")
    keys = {Key(name, span, measure) for name in report.units for measure, span in SPANS}
    keys |= {said.x for said in report.said}
    value = {key: z3.Real("|".join(key)) for key in keys}
    solver.add(*(each >= 0 for each in value.values()))
    for key, printed in report.declared.items():
        solver.add(*_within(value[key], printed.means(careless), z3.RealVal(1)))
    for said in report.said:
        ends = said.printed.means(careless)
        if said.y is None:
            least, most = RATE if said.printed.unit == "USD" else (1, 1)
            ends = Ends(ends.low * least, ends.high * most, ends.open)
            solver.add(*_within(value[said.x], ends, z3.RealVal(1)))
        elif said.kind == "change":
            solver.add(*_within(value[said.x] - value[said.y], ends, z3.RealVal(1)))
        else:
            shift = 100 if said.kind == "growth" else 0
            factor = Ends((ends.low + shift) / 100, (ends.high + shift) / 100, ends.open)
            solver.add(*_within(value[said.x], factor, value[said.y]))
    for each in report.sums:
        for key in keys:
            if key.indicator == each.total:
                parts = (key._replace(indicator=part) for part in each.parts)
                inside = z3.Sum([value.get(part, z3.Real("|".join(part))) for part in parts])
                rest = Ends(Fraction(0), each.rest)
                solver.add(*_within(value[key] - inside, rest, value[key]))
    return bool(solver.check() == z3.sat)


def _within(term: z3.ArithRef, ends: Ends, unit: z3.ArithRef) -> tuple[z3.BoolRef, z3.BoolRef]:
    low, high = (z3.Q(end.numerator, end.denominator) * unit for end in (ends.low, ends.high))
    return (term > low, term < high) if ends.open else (term >= low, term <= high)


# The slips: each gives the ways in which one statement may come out wrong.


def _scale(rng: Random, report: Report, said: Said) -> Iterator[Printed]:
    if said.printed.unit != "%":
        for shift in (-9, -6, -3, 3, 6, 9):
            if said.printed.scale + shift in SCALES:
                yield replace(said.printed, scale=said.printed.scale + shift)


def _separator(rng: Random, report: Report, said: Said) -> Iterator[Printed]:
    for moved in (-2, -1, 1, 2):
        places = said.printed.places + moved
        if said.printed.places and 0 <= places < len(str(said.printed.digits)):
            yield replace(said.printed, places=places)


def _mark(rng: Random, report: Report, said: Said) -> Iterator[Printed]:
    """A thousands dot printed as a comma, a decimal comma as a dot."""
    printed = said.printed
    if printed.places == 0 and 1000 <= printed.digits < 10**6:
        yield replace(printed, places=3)
    if printed.places == 3 and 1000 <= printed.digits < 10**6:
        yield replace(printed, places=0)


def _index(rng: Random, report: Report, said: Said) -> Iterator[Printed]:
    printed = said.printed
    if said.kind == "growth" and not printed.falls:
        yield replace(printed, digits=printed.digits + 100 * 10**printed.places)


def _sign(rng: Random, report: Report, said: Said) -> Iterator[Printed]:
    if said.kind == "growth":
        first, _, rest = said.printed.word.partition(" ")
        yield replace(said.printed, word=f"{_OPPOSITE[first]} {rest}".strip())


_OPPOSITE = {"tăng": "giảm", "giảm": "tăng"}


def _transposition(rng: Random, report: Report, said: Said) -> Iterator[Printed]:
    digits = _figures(said.printed)
    for at in range(len(digits) - 1):
        yield from _spelled(
            said.printed, digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
        )


def _digit(rng: Random, report: Report, said: Said) -> Iterator[Printed]:
    digits = _figures(said.printed)
    for at in range(len(digits)):
        yield from _spelled(said.printed, digits[:at] + rng.choice("0123456789") + digits[at + 1 :])


def _missing(rng: Random, report: Report, said: Said) -> Iterator[Printed]:
    digits, places = _figures(said.printed), said.printed.places
    for at in range(len(digits)):
        left = places - (at >= len(digits) - places)
        yield from _spelled(replace(said.printed, places=left), digits[:at] + digits[at + 1 :])


def _extra(rng: Random, report: Report, said: Said) -> Iterator[Printed]:
    digits, places = _figures(said.printed), said.printed.places
    for at in range(len(digits)):
        more = places + (at >= len(digits) - places)
        yield from _spelled(
            replace(said.printed, places=more), digits[:at] + digits[at] + digits[at:]
        )


def _period(rng: Random, report: Report, said: Said) -> Iterator[Printed]:
    """A growth over another period than it names, a share of another period's plan."""
    spoken = {each.x for each in report.said}
    others = {"growth": (LATER, EARLIER), "attainment": (NOW, YEAR)}.get(said.kind, ())
    for period in others:
        y = said.y and said.y._replace(period=period)
        if y is not None and y != said.y and y in spoken and said.y in spoken:
            ratio = 100 * report.values[said.x] / report.values[y]
            yield replace(_percent(said.printed, said.kind, ratio), about=period)


def _points(rng: Random, report: Report, said: Said) -> Iterator[Printed]:
    """Points printed as percent, percent as points."""
    if report.units[said.x.indicator] == "%" and said.y is not None:
        now, before = report.values[said.x], report.values[said.y]
        if said.kind == "growth":
            yield _percent(said.printed, "change", now - before)
        elif said.kind == "change":
            yield _percent(said.printed, "growth", 100 * now / before)


def _percent(blank: Printed, kind: str, ratio: Fraction) -> Printed:
    """Another number in the place of the printed one, rounded to as many places."""
    value = ratio - 100 if kind == "growth" else ratio
    word = ("tăng" if value >= 0 else "giảm") if kind != "attainment" else ""
    plain = replace(blank, hedge="", word=word)
    return replace(plain, digits=round(abs(value) / plain.last))


def _currency(rng: Random, report: Report, said: Said) -> Iterator[Printed]:
    other = {"USD": "đồng", "đồng": "USD"}.get(said.printed.unit)
    if other and said.kind == "level":
        yield replace(said.printed, unit=other)


def _random(rng: Random, report: Report, said: Said) -> Iterator[Printed]:
    """Any other number with as many digits."""
    length = len(_figures(said.printed))
    yield from _spelled(said.printed, str(rng.randrange(10 ** (length - 1), 10**length)))


def _figures(printed: Printed) -> str:
    return f"{printed.digits:0{printed.places + 1}d}"


def _spelled(printed: Printed, digits: str) -> Iterator[Printed]:
    """The number with other digits; no number begins with a zero before another whole digit."""
    if (
        digits
        and len(digits) > printed.places
        and (digits[0] != "0" or len(digits) == printed.places + 1)
    ):
        yield replace(printed, digits=int(digits))


SLIPS: dict[str, Mend] = {
    "scale": _scale,
    "separator": _separator,
    "mark": _mark,
    "index": _index,
    "sign": _sign,
    "transposition": _transposition,
    "digit": _digit,
    "missing-digit": _missing,
    "extra-digit": _extra,
    "period": _period,
    "points": _points,
    "currency": _currency,
    "random": _random,
}
BESIDE = ("period", "points", "currency")  # slips that only further figures can show


def slip(rng: Random, report: Report, kind: str, spared: str = "") -> tuple[Report, str] | None:
    """The report with one slip of a kind, and the statement that it befell; None if it has none."""
    for said in rng.sample(report.said, len(report.said)):
        wrong = [each for each in SLIPS[kind](rng, report, said) if _differs(each, said.printed)]
        if wrong and said.name != spared:
            return report.with_said(replace(said, printed=rng.choice(wrong))), said.name
    return None


def _differs(one: Printed, other: Printed) -> bool:
    return (one.value, one.unit) != (other.value, other.unit)


def meant(said: Said) -> Iterator[tuple[str, Said]]:
    """What a statement may have been, by the kind of slip that made this one of it."""
    rng, nobody = Random(0), Report({}, (), {}, ())
    for kind in ("scale", "separator", "sign", "transposition"):
        yield from ((kind, replace(said, printed=each)) for each in SLIPS[kind](rng, nobody, said))
    yield from ((kind, replace(said, printed=each)) for kind, each in _digits_meant(said.printed))
    if said.kind in ("growth", "change") and said.printed.unit in ("%", "điểm phần trăm"):
        yield "points", replace(said, kind="change" if said.kind == "growth" else "growth")


def _digits_meant(printed: Printed) -> Iterator[tuple[str, Printed]]:
    """The numbers with one digit otherwise, more, or less where it stands twice."""
    digits = _figures(printed)
    for at in range(len(digits) + 1):
        decimal = at > len(digits) - printed.places
        twice = digits[at : at + 1] in (digits[at + 1 : at + 2] or "-")
        if at < len(digits) and twice:
            fewer = replace(printed, places=printed.places - (at >= len(digits) - printed.places))
            yield from (("extra-digit", e) for e in _spelled(fewer, digits[:at] + digits[at + 1 :]))
        for digit in "0123456789":
            other = digits[:at] + digit + digits[at + 1 :]
            yield from (("digit", e) for e in _spelled(printed, other) if at < len(digits))
            more = replace(printed, places=printed.places + decimal)
            longer = digits[:at] + digit + digits[at:]
            yield from (("missing-digit", e) for e in _spelled(more, longer))


def _ways(kind: str, printed: Printed) -> int:
    """How many texts a slip of a kind could make of one."""
    digits = len(_figures(printed))
    one = {"sign": 1, "index": 1, "mark": 1, "scale": 6, "digit": 9 * digits, "period": 2}
    one |= {"points": 1, "currency": 1}
    return one.get(kind, digits)


def another(report: Report, kind: str, culprit: str, named: set[str]) -> bool:
    """Whether a slip of another statement, no less likely, explains the report as well.

    Then nobody could tell from what is printed.
    """
    for said in report.said:
        if said.name not in named - {culprit}:
            continue
        most = _ways(kind, report.named(culprit).printed)
        likely = (each for by, each in meant(said) if _ways(by, said.printed) <= most)
        if any(possible(report.with_said(each)) for each in likely):
            return True
    return False


@dataclass
class Row:
    """Counts of one kind of slip."""

    reports: int = 0
    provable: int = 0
    beyond: int = 0
    detected: int = 0
    alone: int = 0
    among: int = 0
    few: int = 0
    wrong: int = 0
    beyond_alone: int = 0
    beyond_among: int = 0
    clear: int = 0
    clear_alone: int = 0
    clear_among: int = 0
    repaired: int = 0
    false_alarms: int = 0
    undecided: int = 0
    unanswered: int = 0
    seconds: list[float] = field(default_factory=list)


def together(rows: Sequence[Row]) -> Row:
    """The counts of several kinds."""
    names = [each.name for each in fields(Row)]
    return Row(*(reduce(add, [getattr(row, name) for row in rows]) for name in names))


def blamed(finding: Finding, report: Report) -> tuple[frozenset[str], ...]:
    """The sets of statements that a finding names as possible culprits, each once.

    A finding that reads a form of text in another notation throughout the source names no single
    statement in that set: it blames every text of a form that one of its own statements has.
    """
    forms = {_form(each) for each in report.said if each.name in finding.statements} - {""}
    doubtful = frozenset(each.name for each in report.said if _form(each) in forms)
    return tuple(dict.fromkeys(frozenset(each) or doubtful for each in finding.alternatives))


def _form(said: Said) -> str:
    """How a text can be read in another notation: a comma before three digits, an index."""
    printed = said.printed
    if said.kind == "growth" and not printed.falls and printed.value > 100:
        return "index"
    return "comma" if printed.places == 3 and 1000 <= printed.digits < 10**6 else ""


def contradictions(found: Reconciled) -> list[Finding]:
    """The findings that say what cannot be, without the remarks about single statements."""
    return [each for each in found.findings if each.code in CODES]


def judge(
    row: Row, report: Report, true: Report, kinds: Mapping[str, str], found: Reconciled
) -> None:
    """Count how a report with a provable contradiction came out; `kinds` are the slips by name."""
    culprits = set(kinds)
    findings = contradictions(found)
    sets = [blamed(each, report) for each in findings]
    row.detected += bool(findings)
    named = {name for each in sets for one in each for name in one}
    sole = {name for each in sets if len(each) == 1 for name in each[0]}
    alone = sole == culprits and all(len(each) == 1 for each in sets)
    among = culprits <= named
    far = not possible(report, careless=True)
    row.alone += alone
    row.among += among
    row.few += among and all(len(each) <= _FEW for each in sets)
    row.wrong += any(_is_wrong(each, culprits) for each in sets)
    row.beyond += far
    row.beyond_alone += far and alone
    row.beyond_among += far and among
    clear = far and (
        alone or not any(another(report, kind, name, named) for name, kind in kinds.items())
    )
    row.clear += clear
    row.clear_alone += clear and alone
    row.clear_among += clear and among
    row.repaired += alone and all(_repaired(each, findings, report, true) for each in culprits)
    row.false_alarms += sum(
        each.severity == "error" and bool(blame) and not any(one & culprits for one in blame)
        for each, blame in zip(findings, sets, strict=True)
    )


def _is_wrong(blame: Sequence[frozenset[str]], culprits: set[str]) -> bool:
    """Whether one statement alone is blamed, and wrongly."""
    return len(blame) == 1 and len(blame[0]) == 1 and not blame[0] <= culprits


def _repaired(name: str, findings: list[Finding], report: Report, true: Report) -> bool:
    right, wrong = (one.named(name).printed for one in (true, report))
    return any(
        repair.statement == name and _right(repair, right, wrong)
        for each in findings
        for repair in each.repairs
    )


def _right(repair: Repair, right: Printed, wrong: Printed) -> bool:
    """Whether a repair says what happened: the number meant, or what the printed one is about."""
    if wrong.about:
        period = read_period(wrong.about)
        return repair.period in (period.text, str(period.end))  # a stock counts at the last day
    if repair.slip in BESIDE:
        return repair.slip == "points" or right.unit != wrong.unit
    return repair.value == right.value


def run(rng: Random, kinds: tuple[str, ...], count: int, verbose: bool) -> Row:
    """Reports with one slip of each of these kinds."""
    row = Row()
    while row.reports < count:
        beside = next((kind for kind in kinds if kind in BESIDE), "")
        true = report = make_report(rng, {"rounded": 0.85, "hedged": 0.15}, beside)
        culprits: dict[str, str] = {}
        for kind in kinds:
            slipped = slip(rng, report, kind, *culprits)
            if slipped is None:
                break
            report = slipped[0]
            culprits[slipped[1]] = kind
        if len(culprits) < len(kinds):
            continue
        row.reports += 1
        if all(_provable(report, true, each) for each in culprits):
            row.provable += 1
            found, seconds = timed(report)
            row.seconds.append(seconds)
            if found is None:
                row.unanswered += 1
                continue
            row.undecided += bool(found.undecided)
            before = row.alone, row.false_alarms
            judge(row, report, true, culprits, found)
            if verbose and (row.alone == before[0] or row.false_alarms > before[1]):
                show(report, true, set(culprits), found)
    return row


def _provable(report: Report, true: Report, culprit: str) -> bool:
    """Whether this slip alone makes the report impossible."""
    return not possible(true.with_said(report.named(culprit)))


class _TooSlowError(Exception):
    """A report took longer than anybody would wait."""


def _give_up(*_: object) -> None:
    raise _TooSlowError


def timed(report: Report) -> tuple[Reconciled | None, float]:
    """What the engine finds, None if it fails or takes too long, and how many seconds it took."""
    loaded = load_report(report)
    start = process_time()
    signal(SIGPROF, _give_up)
    setitimer(ITIMER_PROF, PATIENCE)
    try:
        return reconcile(loaded), process_time() - start
    except _TooSlowError:
        return None, process_time() - start
    except Exception:  # a failure counts; the benchmark goes on
        print_exc()
        return None, process_time() - start
    finally:
        setitimer(ITIMER_PROF, 0)


def show(report: Report, true: Report, culprits: set[str], found: Reconciled) -> None:
    for name in culprits:
        right, wrong = (each.named(name).printed.text for each in (true, report))
        print(f"  {name}: {right!r} printed {wrong!r}; beyond={not possible(report, True)}")
    for each in contradictions(found):
        mended = [repair.to for repair in each.repairs]
        print(f"    {each.severity} {each.name} {each.alternatives} {mended}")
        print(f"      {each.message}\n      {each.remedy}")
    print("    undecided", len(found.undecided)) if found.undecided else None


CLEAN: dict[str, dict[str, float]] = {
    "rounded": {"rounded": 1},
    "truncated": {"rounded": 0.5, "truncated": 0.5},
    "all truncated": {"truncated": 1},
    "zeros": {"rounded": 0.5, "zeros": 0.5},
    "hedged": {"rounded": 0.5, "hedged": 0.5},
    "mixed": {"rounded": 0.4, "truncated": 0.2, "zeros": 0.2, "hedged": 0.2},
    # With other periods, points and dollars besides.
    **{kind: {"rounded": 0.7, "truncated": 0.2, "hedged": 0.1} for kind in BESIDE},
}


@dataclass
class CleanRow:
    reports: int = 0
    errors: int = 0
    warned: int = 0
    remarks: int = 0
    provable: int = 0
    undecided: int = 0
    unanswered: int = 0
    seconds: list[float] = field(default_factory=list)


def run_clean(
    rng: Random, manners: dict[str, float], beside: str, count: int, verbose: bool
) -> CleanRow:
    """Reports without any slip: an error in one is a false alarm."""
    row = CleanRow()
    for _ in range(count):
        report = make_report(rng, manners, beside)
        found, seconds = timed(report)
        row.reports += 1
        row.seconds.append(seconds)
        if found is None:
            row.unanswered += 1
            continue
        severities = {each.severity for each in contradictions(found)}
        row.remarks += any(f.code not in CODES and f.severity == "warning" for f in found.findings)
        row.errors += any(each.severity == "error" for each in found.findings)
        row.warned += "warning" in severities
        row.undecided += bool(found.undecided)
        row.provable += bool(severities - {"note"}) and not possible(report)
        assert not severities or possible(report, careless=True), "the generator errs"
        if verbose and "error" in severities:
            show(report, report, set(), found)
    return row


def main() -> None:
    parser = ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--slips", type=int, default=100, help="reports for each kind of slip")
    parser.add_argument("--clean", type=int, default=2000, help="reports without a slip")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="one kind of slip, or clean")
    parser.add_argument(
        "--verbose", action="store_true", help="print each report that came out ill"
    )
    args = parser.parse_args()
    _print(SLIP_COLUMNS)
    pairs = ("scale", "index", "sign", "separator", "transposition")
    kinds = [(kind,) for kind in SLIPS] + list(combinations_with_replacement(pairs, 2))
    rows: dict[str, Row] = {}
    for kind in kinds:
        name = "+".join(kind)
        if args.only in ("", name):
            count = args.slips if len(kind) == 1 else max(args.slips // 5, 1)
            rows[name] = run(Random(f"{args.seed} {name}"), kind, count, args.verbose)
            _print((name, *_slip_cells(rows[name])))
    for name, paired in (("all single slips", False), ("all pairs", True)):
        chosen = [row for kind, row in rows.items() if ("+" in kind) == paired]
        if len(chosen) > 1:
            _print((name, *_slip_cells(together(chosen))))
    print()
    _print(CLEAN_COLUMNS)
    for name, manners in CLEAN.items():
        if args.only in ("", "clean", name):
            count = args.clean // len(CLEAN)
            rng, beside = Random(f"{args.seed} {name}"), name if name in BESIDE else ""
            clean = run_clean(rng, manners, beside, count, args.verbose)
            _print((name, *_clean_cells(clean)))


SLIP_COLUMNS = (
    "slip", "reports", "provable", "found", "among", "alone", "few", "wrong",
    "beyond", "among", "alone",
    "clear", "among", "alone", "repaired", "false", "undecid.", "no answer", "ms", "at most",
)  # fmt: skip
CLEAN_COLUMNS = (
    "clean", "reports", "errors", "warned", "remarks", "careless", "undecid.", "no answer",
    "ms", "at most",
)  # fmt: skip


def _print(cells: tuple[str, ...]) -> None:
    print(
        "".join(f"{cell:{28 if at == 0 else '>10'}}" for at, cell in enumerate(cells)), flush=True
    )


def _slip_cells(row: Row) -> tuple[str, ...]:
    return (
        str(row.reports),
        str(row.provable),
        *(_share(part, row.provable) for part in (row.detected, row.among, row.alone)),
        *(_share(part, row.provable) for part in (row.few, row.wrong)),
        str(row.beyond),
        *(_share(part, row.beyond) for part in (row.beyond_among, row.beyond_alone)),
        str(row.clear),
        *(_share(part, row.clear) for part in (row.clear_among, row.clear_alone)),
        _share(row.repaired, row.alone),
        *map(str, (row.false_alarms, row.undecided, row.unanswered)),
        *_times(row.seconds),
    )


def _clean_cells(row: CleanRow) -> tuple[str, ...]:
    counts = (row.reports, row.errors, row.warned, row.remarks, row.provable)
    return (*map(str, (*counts, row.undecided, row.unanswered)), *_times(row.seconds))


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "-"


def _times(seconds: list[float]) -> tuple[str, str]:
    return (
        (f"{1000 * median(seconds):.0f}", f"{1000 * max(seconds):.0f}") if seconds else ("-", "-")
    )


if __name__ == "__main__":
    main()
