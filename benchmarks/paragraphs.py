"""What `tracker` understands of annotated paragraphs: figures, claims, periods, planted slips.

    python benchmarks/paragraphs.py [--reports ../shared/reports] [--misses]

The paragraphs of `tests/documents/cases/fields-80.txt`, and those of `fields-en.txt` to
`fields-en-7.txt` and `fields-vi-rounds.txt` beside it, in one language each, were annotated before
they were read (their form stands in the first). A figure is found where its value is, a claim where
its kind and value are, and bound where they are on the figure that they are about. Precision is of
what is read: the value and the unit of each figure, its period where the text has one, each claim
on a figure. A planted slip is found by a finding, at its level or above, that has its printed text;
any other error is a false one, any other warning a wrong one. English and Vietnamese are counted
apart. `--misses` lists what is missed or wrong. `--reports` reads annotated passages of a folder
too; what is not annotated there stands in `reports-figures.yaml`, by what is printed: `more`
figures (value, unit, period), and the `periods` of others.
"""

import json
import re
from argparse import ArgumentParser
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

import reports
from plan_tracker.documents import Claim, Figure
from plan_tracker.documents.extract import extract_from
from plan_tracker.language.stretches import whole
from plan_tracker.loading.fit import currencies
from plan_tracker.model.period import Period, read_period

CASES = Path(__file__).parent.parent / "tests" / "documents" / "cases"
FIELDS = ("fields-80", "fields-en", "fields-en-5", "fields-en-6", "fields-en-7", "fields-vi-rounds")
MORE = Path(__file__).with_name("reports-figures.yaml")
LEVELS = ("base", "target")  # claims that are levels themselves
MAY_BE_LEVEL = ("share", "base", "target", "growth", "attainment")
MEASURES = ("%", "point", "basis point", "t", "kg", "ha", "km", "m", "m2", "m3", "kWh", "MW", "l")
TIMES = ("second", "minute", "hour", "day", "week", "month", "year", "quintal")
KINDS = {  # as the annotated passages call them
    "plan_share": "attainment",
    "plan_value": "target",
    "prior_value": "base",
    "abs_change": "change",
    "times": "multiple",
}
MONEY = {"đồng": "VND"}
RUPEES = {"PKR": ("Rs",), "INR": ("Rs",)}  # which of them, the text may leave open
COUNT = "n"
PERCENT = ("%", "point")


@dataclass(frozen=True, slots=True)
class Said:
    """A claim that the text makes, of one of some `kinds`, with one of some `values`."""

    kinds: Sequence[str]
    printed: str
    values: Sequence[float]


@dataclass(frozen=True, slots=True)
class Row:
    """A figure that the text has; one that is only claimed about has no `values`."""

    printed: str
    values: Sequence[float | tuple[float, float]]
    units: Sequence[str]
    periods: Sequence[str]
    claims: Sequence[Said]
    may_be_claim: bool = False


@dataclass(frozen=True, slots=True)
class Annotated:
    """A paragraph and what it says; `slip` is the printed text of a planted one, with a level."""

    name: str
    locale: str
    text: str
    rows: Sequence[Row]
    slip: tuple[str, str] | None = None


@dataclass(slots=True)
class Tally:
    """How much of some paragraphs was understood, and what was not."""

    counts: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def count(self, what: str, right: bool, miss: str) -> None:
        """Count something that is right, or missed."""
        self.counts[f"all {what}"] += 1
        self.counts[what] += right
        if not right:
            self.misses.append(f"{what}: {miss}")

    def share(self, what: str) -> str:
        """How many of all are right."""
        right, every = self.counts[what], self.counts[f"all {what}"]
        return f"{what} {right}/{every} = {right / every:.3f}" if every else f"{what} none"


def read_fields(path: Path) -> Iterator[Annotated]:
    """The paragraphs of a file of ours."""
    for block in re.split(r"^= ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        head, *lines = block.strip().splitlines()
        name, _, period = head.split()
        text = " ".join(line for line in lines if line[:2] not in ("- ", "! "))
        rows = [_row(line[2:], period) for line in lines if line.startswith("- ")]
        slips = [line[2:].rpartition(" | ") for line in lines if line.startswith("! ")]
        slip = [(what.split(" -> ")[0].strip(), level.strip()) for what, _, level in slips]
        yield Annotated(name, "vi" if name[0] == "v" else "en", text, rows, *slip)


def _row(line: str, usual: str) -> Row:
    printed, value, unit, period, *claims = (part.strip() for part in line.split("|"))
    return Row(
        printed.removeprefix("~ "),
        [_value(text) for text in value.split(" or ") if text],
        unit.split(" or "),
        [] if (period or usual) == "?" else (period or usual).split(" or "),
        [_said(claim) for text in claims for claim in text.split(";") if claim],
        may_be_claim=printed.startswith("~"),
    )


def _value(text: str) -> float | tuple[float, float]:
    low, _, high = text.partition("..")
    return (float(low), float(high)) if high else float(low)


def _said(claim: str) -> Said:
    what, _, values = claim.rpartition("=")
    kinds, _, printed = what.strip().partition(" ")
    return Said(kinds.split("/"), printed.strip(), [float(text) for text in values.split(" or ")])


def read_passages(folder: Path) -> Iterator[Annotated]:
    """The annotated passages of a folder, as far as they are annotated."""
    by_document: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for line in (folder / "claims.jsonl").read_text(encoding="utf-8").splitlines():
        by_document[json.loads(line)["doc"]].append(json.loads(line))
    ours = YAML(typ="safe").load(MORE.read_text(encoding="utf-8"))

    for passage in reports.passages(folder):
        ours_of_it = ours.get(passage.name.removesuffix(".txt"), {})
        periods = ours_of_it.get("periods", {})
        rows = [_annotated_row(row, periods) for row in by_document[passage.name]]
        rows += [_row(line, "?") for line in ours_of_it.get("more", ())]
        yield Annotated(passage.name, passage.locale, passage.text, rows)


def _annotated_row(row: Mapping[str, Any], periods: Mapping[str, str]) -> Row:
    value, unit, printed = row["value"], row["unit"], row["value_as_printed"] or ""
    values = [] if value is None else [tuple(value) if isinstance(value, list) else value]
    period = str(periods.get(printed, row.get("period") or ""))
    claims = [
        Said(
            (KINDS.get(claim["kind"], claim["kind"]), *claim.get("also", ())),
            claim["as_printed"],
            claim["value"] if isinstance(claim["value"], list) else [claim["value"]],
        )
        for claim in row["claims"]
    ]
    unit = MONEY.get(unit, unit) or COUNT
    measured = unit.split("/")[0] in (*MEASURES, *TIMES, *currencies())
    return Row(
        printed,
        values,
        [unit, *RUPEES.get(unit, ())] if measured else [COUNT],
        [_as_plans_write(text) for text in period.split(" or ") if text not in ("", "?")],
        claims,
        may_be_claim="also_as" in row,
    )


def _as_plans_write(period: str) -> str:
    """A period such as 2023-01..2023-04 or 2025-M1/M9."""
    period = re.sub(r"-M?(\d)\b", r"-0\1", period.replace("..", "/"))
    return re.sub(
        r"^(\d{4})-(\d\d)/M?(\d{1,2})$", lambda m: f"{m[1]}-{m[2]}/{m[1]}-{m[3]:0>2}", period
    )


def count(paragraph: Annotated, tally: Tally) -> None:
    """Count what is understood of a paragraph."""
    figures = extract_from(paragraph.text, whole(paragraph.text, paragraph.locale))
    claims = [(figure, claim) for figure in figures for claim in figure.claims]
    at = paragraph.name

    for row in paragraph.rows:
        level = [figure for figure in figures if _is_row(figure, row)]
        as_claim = [
            figure for figure, claim in claims if row.may_be_claim and _is_level(claim, row)
        ]
        if row.values:
            tally.count("figures", bool(level or as_claim), f"{at} {row.printed!r}")
        subjects = [figure for figure in figures if figure.value is None] if not row.values else []
        for said in row.claims:
            found = [figure for figure, claim in claims if _is(claim, said)]
            bound = [figure for figure in found if figure in (*level, *as_claim, *subjects)]
            what = f"{at} {'/'.join(said.kinds)} {said.printed!r} of {row.printed!r}"
            given = f" <- {[figure.printed or figure.subject for figure in found]}" if found else ""
            tally.count("claims", bool(found), what)
            tally.count("bound", bool(bound), what + given)

    for figure in figures:
        _count_read(figure, paragraph, tally)


def _count_read(figure: Figure, paragraph: Annotated, tally: Tally) -> None:
    """Count what is read of a figure, and whether it is right."""
    rows = [row for row in paragraph.rows if _is_row(figure, row)]
    at = f"{paragraph.name} {figure.printed!r}"
    if figure.value is not None:
        right = any(_is_unit(figure.unit or "", row.units) for row in rows)
        right |= any(_is_claimed(figure, row) for row in paragraph.rows)
        tally.count("value and unit", right, f"{at} {float(figure.value):g} {figure.unit}")
        wanted = [row for row in rows if row.periods]
        if figure.period and wanted:
            right = any(_same(figure.period, period) for row in wanted for period in row.periods)
            tally.count("period", right, f"{at} {figure.period} <- {wanted[0].periods}")
    else:
        rows = [row for row in paragraph.rows if not row.values]
    rows += [row for row in paragraph.rows if any(_is_level(c, row) for c in figure.claims)]
    about = [said for row in rows for said in row.claims]
    rest = [row for row in paragraph.rows if row.may_be_claim]
    for claim in figure.claims:
        right = any(_is(claim, said) for said in about) or any(_is_level(claim, r) for r in rest)
        tally.count("bound right", right, f"{at} has {claim.kind} {claim.printed!r}")


def count_findings(paragraph: Annotated, tally: Tally) -> None:
    """Count the findings of a paragraph: its slip, and what is wrongly said."""
    passage = reports.Passage(paragraph.name, paragraph.locale, paragraph.text, (), ())
    found = reports.check(passage)
    printed = {statement.name: statement.printed for statement in found.system.statements}
    slip, least = paragraph.slip or ("", "")
    told = False
    for finding in found.findings:
        texts = " | ".join(printed[name] for name in finding.statements)
        grave = reports.LEVELS.index(finding.severity)
        if slip and slip in texts:
            told |= grave >= reports.LEVELS.index(least)
        elif grave:
            wrong = "false errors" if finding.severity == "error" else "wrong warnings"
            tally.counts[wrong] += 1
            tally.misses.append(f"{wrong}: {paragraph.name} {finding.code} {texts}")
    if slip and least != "note":
        tally.count("slips", told, f"{paragraph.name} {slip}")


def _is_row(figure: Figure, row: Row) -> bool:
    return any(_near(figure, value) for value in row.values)


def _is_claimed(figure: Figure, row: Row) -> bool:
    """Whether a figure has the value and the unit of a claim, such as a base or a share."""
    for said in row.claims:
        units = row.units if set(said.kinds) & {*LEVELS, "change"} else PERCENT
        alike = any(_near(figure, value) for value in said.values)
        if alike and _is_unit(figure.unit or "", units):
            return True
    return False


def _near(read: Figure | Claim, value: float | tuple[float, float]) -> bool:
    """Whether a value is read, or a range whose ends are."""
    if isinstance(value, tuple):
        low, high = value
        ends = (
            read.low is not None
            and read.high is not None
            and float(read.low) <= low < high <= float(read.high)
        )
        return ends and _close(read.value, (low + high) / 2, 0.05)
    return _close(read.value, value, 1e-4)


def _close(read: Fraction | None, value: float, within: float) -> bool:
    return read is not None and abs(float(read) - value) <= within * abs(value)


def _is(claim: Claim, said: Said) -> bool:
    """Whether a claim is this one: its sign may be in its words, a percentage be a number."""
    alike = claim.kind in said.kinds
    plan = "target" in said.kinds and any(_close(claim.of, value, 1e-6) for value in said.values)
    signs = [value * sign for value in said.values for sign in (1, -1, 0.01)]
    return plan or (alike and any(_near(claim, value) for value in signs))


def _is_level(claim: Claim, row: Row) -> bool:
    """Whether a figure stands as a claim about another one."""
    alike = any(_near(claim, value) for value in row.values)
    return row.may_be_claim and alike and claim.kind in MAY_BE_LEVEL


def _is_unit(unit: str, units: Sequence[str]) -> bool:
    """Whether a unit is one of some. What something is `per` is not judged."""
    head = unit.partition("/")[0]
    counted = head not in currencies() and head not in (*MEASURES, *TIMES)
    return any(head == known.partition("/")[0] or (known == COUNT and counted) for known in units)


def _same(read: str, known: str) -> bool:
    """Whether two periods are one; a known date is any period that ends on it."""
    periods: list[Period] = []
    for text in (read, known):
        try:
            periods.append(read_period(text))
        except ValueError:
            return read == known
    one, two = periods
    return one.end == two.end and (two.start in (two.end, one.start))


def _line(tally: Tally) -> str:
    kinds = ("figures", "claims", "bound", "value and unit", "period", "bound right", "slips")
    wrong = ", ".join(f"{tally.counts[what]} {what}" for what in ("false errors", "wrong warnings"))
    return ", ".join(tally.share(kind) for kind in kinds if f"all {kind}" in tally.counts) + (
        f", {wrong}" if "all slips" in tally.counts else ""
    )


def score(paragraphs: Iterable[Annotated], *, findings: bool) -> dict[str, Tally]:
    """What is understood, by language."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for paragraph in paragraphs:
        count(paragraph, tallies[paragraph.locale])
        if findings:
            count_findings(paragraph, tallies[paragraph.locale])
    return tallies


def main() -> None:
    """Print what is understood of all paragraphs."""
    parser = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--reports", type=Path)
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()

    read = {name: score(read_fields(CASES / f"{name}.txt"), findings=True) for name in FIELDS}
    if args.reports:
        read["reports"] = score(read_passages(args.reports), findings=False)
    for name, tallies in read.items():
        for locale, tally in sorted(tallies.items(), reverse=True):
            print(f"{name} {locale}: {_line(tally)}")
            if args.misses:
                print(*(f"  {miss}" for miss in tally.misses), sep="\n")


if __name__ == "__main__":
    main()
