"""A plan on paper: each number as a text of its source's language, in YAML or in a table."""

import csv
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from plan_tracker.loading.folder import load
from plan_tracker.loading.loaded import Loaded
from tests.differential.plans import NOW, YEAR, Indicator, Number, Plan, Quantity, Statement

MARKS = {"vi": (".", ","), "en": (",", ".")}  # before thousands, before decimals
SCALES = {
    "vi": {0: "", 3: "nghìn", 6: "triệu", 9: "tỷ", 12: "nghìn tỷ", 15: "triệu tỷ"},
    "en": {0: "", 3: "thousand", 6: "million", 9: "billion", 12: "trillion", 15: "quadrillion"},
}
UNITS = {
    "vi": {
        "VND": "đồng", "USD": "USD", "person": "người", "province": "tỉnh",
        "kWh": "kWh", "MWh": "MWh", "GWh": "GWh",
        "point": "điểm phần trăm", "time": "lần",
    },
    "en": {
        "VND": "dong", "USD": "USD", "person": "people", "province": "provinces",
        "kWh": "kWh", "MWh": "MWh", "GWh": "GWh",
        "point": "percentage points", "time": "times",
    },
}  # fmt: skip
HEDGES = {
    "vi": {
        "over": ("hơn", "trên"), "nearly": ("gần",), "about": ("khoảng", "xấp xỉ"),
        "at-least": ("ít nhất", "tối thiểu"), "at-most": ("tối đa",), "estimate": ("ước đạt",),
    },
    "en": {
        "over": ("over", "more than"), "nearly": ("nearly", "almost"), "about": ("about",),
        "at-least": ("at least",), "at-most": ("at most",), "estimate": ("estimated",),
    },
}  # fmt: skip
MOVES = {"vi": ("tăng", "giảm"), "en": ("up", "down")}
SIGNS = {"vi": ("-{}", "−{}", "âm {}", "({})"), "en": ("-{}", "−{}", "minus {}", "({})")}


def printed(said: Statement, locale: str) -> str:
    """The text of a statement."""
    words = [MOVES[locale][said.number.negative]] if said.moves else []
    return " ".join([*words, amount(said.number, said.unit, locale, signed=not said.moves)])


def amount(number: Number, unit: str, locale: str, *, signed: bool = True) -> str:
    """A number with its hedge, its scale word and its unit."""
    choice = number.digits  # of words that mean the same
    digits = _digits(number.digits, number.places, locale)
    if number.upper is not None:
        digits = f"{digits}–{_digits(number.upper, number.places, locale)}"
    if number.population is not None:
        digits = f"{digits}/{number.population}"
    if number.negative and signed:
        digits = SIGNS[locale][choice % len(SIGNS[locale])].format(digits)
    hedges = HEDGES[locale].get(number.hedge, ("",))
    ending = "%" if unit == "%" else f" {SCALES[locale][number.scale]} {UNITS[locale][unit]}"
    return " ".join(f"{hedges[choice % len(hedges)]} {digits}{ending}".split())


def _digits(digits: int, places: int, locale: str) -> str:
    group, mark = MARKS[locale]
    whole, fraction = divmod(digits, 10**places)
    grouped = f"{whole:,}".replace(",", group)
    return f"{grouped}{mark}{fraction:0{places}d}" if places else grouped


def load_plan(plan: Plan, *, tables: bool = False, files: Mapping[str, str] = {}) -> Loaded:
    """The plan as the tracker loads it; `files` are names of files of sources, else their own.

    With `tables` every source is a table in long form.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("targets", "seeds"):
            (folder / part).mkdir()
        _write(folder / "targets" / "plan.yaml", declarations(plan, tables=tables))
        for source in plan.locales:
            said = [statement for statement in plan.statements if statement.source == source]
            head = {"source": _head(plan, source)}
            file = folder / "seeds" / f"{files.get(source, source)}.yaml"
            if tables and said:
                table = file.with_suffix(".csv")
                _write(file, {**head, "table": {"file": table.name}})
                _write_rows(table, [_row(each, plan.locales[source]) for each in said])
            else:
                _write(file, {**head, "figures": _figures(said, plan)})
        loaded, problems = load(folder)
    assert problems == [], problems
    return loaded


def declarations(plan: Plan, *, tables: bool) -> dict[str, Any]:
    """What stands in the file of targets; rows of `tables` have names of their own."""
    names = {said.name: _name_of_row(said) if tables else said.name for said in plan.statements}
    return {
        "indicators": {
            name: {
                "unit": indicator.unit,
                "kind": indicator.kind,
                **({"timing": indicator.timing} if indicator.timing else {}),
                **({"signed": True} if indicator.signed else {}),
                **({"additivity": indicator.additivity} if indicator.additivity else {}),
                **({"rebased": [_break(indicator)]} if indicator.rebased else {}),
                **({"weighted": True} if indicator.weighted else {}),
            }
            for name, indicator in plan.indicators.items()
        },
        "entities": {"VN": {"name": "Viet Nam"}},
        "settings": {"locale": "vi", **_closing(plan)},
        "targets": [
            {
                "id": f"goal-{quantity.indicator}-{quantity.period}".lower(),
                "indicator": quantity.indicator,
                "entity": "VN",
                "period": quantity.period,
                "value": amount(number, plan.indicators[quantity.indicator].unit, "vi"),
                **_revisions(plan, quantity),
            }
            for quantity, number in plan.targets.items()
        ],
        "identities": [
            {
                "id": identity.name,
                "total": identity.total,
                "parts": list(identity.parts),
                **(
                    {"overlap": True}
                    if identity.overlap
                    else {"rest": {"low": "0%", "high": f"{float(100 * identity.rest)}%"}}
                ),
                **({"stated": names[identity.stated]} if identity.stated else {}),
            }
            for identity in plan.identities
        ],
        "products": [
            {
                "id": product.name,
                "result": product.result,
                "factors": list(product.factors),
                "times": str(float(product.times)),
            }
            for product in plan.products
        ],
        "rates": [
            {"from": unit, "to": "VND", "period": YEAR, "low": low, "high": high}
            for unit, (low, high) in plan.rates.items()
        ],
        "populations": dict(plan.populations),
    }


def _head(plan: Plan, source: str) -> dict[str, Any]:
    head: dict[str, Any] = {
        "id": source,
        "locale": plan.locales[source],
        "entity": "VN",
        "period": NOW,
    }
    if source in plan.published:
        head["published"] = plan.published[source]
    if source in plan.roundings:
        head["rounding"] = {"base": plan.roundings[source], "random": True}
    if source in plan.rounded_to:
        head["rounding"] = {"to": plan.rounded_to[source]}
    return head


def _revisions(plan: Plan, quantity: Quantity) -> dict[str, Any]:
    unit = plan.indicators[quantity.indicator].unit
    said = [
        {"set": each.day, "value": amount(each.number, unit, "vi"), "reason": "another year"}
        for each in plan.revisions.get(quantity, ())
    ]
    return {"revisions": said} if said else {}


def _break(indicator: Indicator) -> dict[str, Any]:
    factor = {} if indicator.factor is None else {"factor": float(indicator.factor)}
    return {"at": indicator.rebased, **factor}


def _closing(plan: Plan) -> dict[str, Any]:
    if not plan.closing:
        return {}
    return {"closing": {"low": f"{-100 * float(plan.closing)}%", "high": "0%"}}


def _figures(said: Iterable[Statement], plan: Plan) -> list[dict[str, Any]]:
    figures: dict[str, dict[str, Any]] = {}
    for statement in said:
        figure = figures.setdefault(
            statement.figure,
            {
                "id": statement.figure,
                "indicator": statement.subject.indicator,
                "period": statement.period,
            },
        )
        text = printed(statement, plan.locales[statement.source])
        if statement.kind == "level":
            figure["printed"] = text
            figure |= _prices(statement.subject)
            if statement.number.population is not None:
                figure["population"] = "province"
        else:
            figure.setdefault("claims", []).append(_claim(statement, text))
    return list(figures.values())


def _claim(said: Statement, text: str) -> dict[str, Any]:
    claim: dict[str, Any] = {"kind": said.kind, "printed": text}
    claim |= _prices(said.subject)
    if said.kind == "share" and said.reference is None:
        return claim
    if said.reference is None:
        return {**claim, "period": said.subject.period}
    if said.form == "bare":
        return claim
    key = "of" if said.kind in ("attainment", "share") else "against"
    forms = {"index": {"as": "index"}, "yearly": {"per": "year"}, "": {}}
    return {**claim, **forms[said.form], key: _reference(said, said.reference)}


def _prices(quantity: Quantity) -> dict[str, str]:
    return {"basis": quantity.basis} if quantity.basis else {}


def _reference(said: Statement, reference: Quantity) -> dict[str, str]:
    parts = {"period": reference.period}
    if reference.indicator != said.subject.indicator:
        parts["indicator"] = reference.indicator
    return parts


def _row(said: Statement, locale: str) -> dict[str, str]:
    """A statement as a row of a table; none can say "per year", or of whom a count is."""
    row = {
        "indicator": said.subject.indicator,
        "period": said.period,
        "kind": said.kind,
        "printed": printed(said, locale),
    }
    if said.form == "index":
        row["as"] = "index"
    if said.reference is None:
        period = said.subject.period
        key = {"base": "against", "target": "of"}.get(said.kind)
        return {**row, key: period} if key else row
    elsewhere = said.reference.indicator != said.subject.indicator
    key = "of" if said.kind in ("attainment", "share") else "against"
    return {**row, key: said.reference.indicator if elsewhere else said.reference.period}


def _name_of_row(said: Statement) -> str:
    return f"{said.source}#VN/{said.subject.indicator}/{said.period}"


def _write(file: Path, content: Any) -> None:
    file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def _write_rows(file: Path, rows: list[dict[str, str]]) -> None:
    names = ("indicator", "period", "kind", "printed", "as", "against", "of")
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, names)
        writer.writeheader()
        writer.writerows(rows)
