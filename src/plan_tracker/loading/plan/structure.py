"""How declared figures hang together: entities, identities, rates, populations, programmes."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise

from plan_tracker.inputs.words import nearest, shown
from plan_tracker.loading.files.spot import Entry, Notes, Spot
from plan_tracker.loading.fit import currencies, dimension
from plan_tracker.loading.shapes.structure import (
    CountShape,
    IdentityShape,
    RangeShape,
    RateShape,
)
from plan_tracker.model.interval import Interval
from plan_tracker.model.plan import (
    Entity,
    Identity,
    Indicator,
    Population,
    PopulationCount,
    Product,
    Programme,
    Rate,
)
from plan_tracker.model.text import phrase


def read_range(shape: RangeShape, spot: Spot, notes: Notes) -> Interval:
    """The numbers from low to high; notes a range that holds none."""
    interval = Interval(shape.low, shape.high)
    if interval.empty:
        notes.add(
            spot.place,
            phrase(
                "low ({low}) lies above high ({high}): swap them",
                low=_plain(shape.low),
                high=_plain(shape.high),
            ),
        )
    return interval


def entities(
    entries: Sequence[Entry], populations: Collection[str], notes: Notes
) -> dict[str, Entity]:
    """The declared entities, whose parents must be declared and no descendants."""
    names = {name: shape.parent for name, shape, _ in entries}
    for _, shape, spot in entries:
        if shape.parent:
            notes.known(shape.parent, names, "entity", spot.at("parent").place)
        if shape.population:
            place = spot.at("population").place
            notes.known(shape.population, populations, "population", place)
        if shape.from_ and shape.until and shape.from_ > shape.until:
            message = phrase(
                "`from` {start} is after `until` {end}: swap them",
                start=str(shape.from_),
                end=str(shape.until),
            )
            notes.add(spot.at("from").place, message)
    places = {name: spot.at("parent") for name, _, spot in entries}
    for cycle in _cycles({name: [parent] if parent else [] for name, parent in names.items()}):
        notes.add(
            places[cycle[0]].place,
            phrase("the parents go round in a circle: {chain}: take one out", chain=_chain(cycle)),
        )
    return {
        name: Entity(name, s.name, s.parent or "", spot.key, s.population or "", s.from_, s.until)
        for name, s, spot in entries
    }


def identities(
    entries: Iterable[Entry], indicators: Mapping[str, Indicator], notes: Notes
) -> Iterator[Identity]:
    """The identities whose total and parts are declared."""
    for name, shape, spot in entries:
        rest = read_range(shape.rest, spot.at("rest"), notes)
        places = [(shape.total, spot.at("total"))]
        places += [(part, spot.at("parts", index)) for index, part in enumerate(shape.parts)]
        known = [notes.known(each, indicators, "indicator", at.place) for each, at in places]
        _check_identity(shape, spot, notes)
        if all(known):
            _check_units(places, indicators, notes)
            yield Identity(
                name,
                shape.total,
                shape.parts,
                rest,
                shape.stated,
                spot.place,
                shape.overlap,
                shape.confirm,
            )


def _check_identity(shape: IdentityShape, spot: Spot, notes: Notes) -> None:
    seen = {shape.total}
    for index, part in enumerate(shape.parts):
        if part in seen:
            what = phrase(
                "{part} is the total itself: take it out"
                if part == shape.total
                else "{part} is a part already: take it out"
            )
            notes.add(
                spot.at("parts", index).place,
                what.filled(part=shown(part)),
            )
        seen.add(part)
    if shape.overlap and "rest" in spot.keys:
        message = phrase(
            "parts that overlap may make any sum, so that nothing is known of a `rest`: "
            "take it out, or `overlap`"
        )
        notes.add(spot.at("rest").key, message)


def _check_units(
    places: Sequence[tuple[str, Spot]], indicators: Mapping[str, Indicator], notes: Notes
) -> None:
    """Shares, amounts of money and numbers of things do not make one total."""
    total = indicators[places[0][0]]
    for name, spot in places[1:]:
        part = indicators[name]
        if dimension(part.unit) != dimension(total.unit):
            message = phrase(
                "{name} is in {unit}, but its total {total} in {other}: only what has one "
                "unit adds up",
                name=shown(name),
                unit=part.unit,
                total=shown(total.id),
                other=total.unit,
            )
            notes.add(spot.place, message)


def products(
    entries: Sequence[Entry], indicators: Mapping[str, Indicator], notes: Notes
) -> Iterator[Product]:
    """The products whose result and factors are declared."""
    for name, shape, spot in entries:
        places = [(shape.result, spot.at("result").place)]
        places += [(each, spot.at("factors", at).place) for at, each in enumerate(shape.factors)]
        known = [notes.known(each, indicators, "indicator", place) for each, place in places]
        if shape.result in shape.factors:
            notes.add(
                places[0][1],
                phrase("{result} is a factor of itself: take it out", result=shown(shape.result)),
            )
        elif all(known):
            yield Product(name, shape.result, shape.factors, shape.times, spot.place)


def rates(entries: Sequence[Entry], notes: Notes) -> Iterator[Rate]:
    """The rates; two for one pair of currencies on one day would leave the choice open."""
    for _, shape, spot in entries:
        for key, unit in (("from", shape.from_), ("to", shape.to)):
            if unit not in currencies():
                remedy = nearest(unit, currencies()) or phrase(
                    "; known: {names}", names=", ".join(sorted(currencies()))
                )
                notes.add(
                    spot.at(key).place,
                    phrase("{unit} is not a currency{remedy}", unit=shown(unit), remedy=remedy),
                )
        if shape.from_ == shape.to:
            notes.add(spot.at("to").place, phrase("a rate is between two currencies, not one"))
        if not 0 < shape.low <= shape.high:
            message = phrase(
                "a rate needs 0 < low <= high, not {low}, {high}",
                low=_plain(shape.low),
                high=_plain(shape.high),
            )
            notes.add(spot.at("low").place, message)
        rate = Interval(shape.low, shape.high)
        yield Rate(shape.from_, shape.to, shape.period, rate, shape.source, spot.place)
    _check_overlap([(shape, spot) for _, shape, spot in entries], notes)


def _check_overlap(declared: Sequence[tuple[RateShape, Spot]], notes: Notes) -> None:
    ordered = sorted(
        declared,
        key=lambda each: (sorted((each[0].from_, each[0].to)), each[0].period.start, each[1].place),
    )
    for (first, before), (second, spot) in pairwise(ordered):
        one_pair = {first.from_, first.to} == {second.from_, second.to}
        if one_pair and second.period.start <= first.period.end:
            message = phrase(
                "a rate of {first} and {to} for {period} stands at {place} already: let their "
                "periods not overlap",
                first=first.from_,
                to=first.to,
                period=str(first.period),
                place=str(before.place),
            )
            notes.add(spot.at("period").place, message)


def populations(entries: Sequence[Entry], notes: Notes) -> dict[str, Population]:
    """The populations: sizes that do not overlap, or members that do not go round in a circle."""
    members = {
        name: [each for each in shape if isinstance(each, str)] for name, shape, _ in entries
    }
    for name, shape, spot in entries:
        for index, member in enumerate(members[name]):
            notes.known(member, members, "population", spot.at(index).place)
            if member in members[name][:index]:
                notes.add(
                    spot.at(index).place,
                    phrase("{member} is a member already: take it out", member=shown(member)),
                )
        _check_counts([each for each in shape if isinstance(each, CountShape)], spot, notes)
    spots = {name: spot for name, _, spot in entries}
    for cycle in _cycles(members):
        notes.add(
            spots[cycle[0]].place,
            phrase("the members go round in a circle: {chain}: take one out", chain=_chain(cycle)),
        )
    return {
        name: Population(name, _counts(shape), tuple(members[name]), spot.key)
        for name, shape, spot in entries
    }


def _counts(shape: Iterable[CountShape | str]) -> tuple[PopulationCount, ...]:
    return tuple(
        PopulationCount(each.value, each.from_, each.until)
        for each in shape
        if isinstance(each, CountShape)
    )


def _check_counts(counts: Sequence[CountShape], spot: Spot, notes: Notes) -> None:
    for each in counts:
        if each.from_ and each.until and each.from_ > each.until:
            notes.add(
                spot.place,
                phrase(
                    "`from` {start} is after `until` {end}: swap them",
                    start=str(each.from_),
                    end=str(each.until),
                ),
            )
    spans = sorted((c.from_ or date.min, c.until or date.max, c.value) for c in counts)
    for (_, until, first), (start, _, second) in pairwise(spans):
        if start <= until:
            message = phrase(
                "has the sizes {first} and {second} at once: part them with `from` and `until`",
                first=first,
                second=second,
            )
            notes.add(spot.key, message)


def programmes(
    entries: Iterable[Entry], targets: Collection[str], notes: Notes
) -> dict[str, Programme]:
    """The programmes, whose members must be targets."""
    found: dict[str, Programme] = {}
    for name, shape, spot in entries:
        for member in shape.members:
            notes.known(member, targets, "target", spot.at("members", member).key)
        if not sum(shape.members.values()):
            notes.add(
                spot.at("members").key, phrase("the weights make 0: give one member a weight")
            )
        found[name] = Programme(name, shape.name, dict(shape.members), spot.key)
    return found


def _cycles(links: Mapping[str, Collection[str]]) -> Iterator[list[str]]:
    """Circles in the links: wherever a way along them comes back to a name that it has passed."""
    done: set[str] = set()
    for start in links:
        way = {} if start in done else {start: iter(links[start])}
        while way:
            name = next(reversed(way))
            following = next(way[name], None)
            if following is None:
                done.add(name)
                del way[name]
            elif following in way:
                passed = list(way)
                yield passed[passed.index(following) :]
            elif following in links and following not in done:
                way[following] = iter(links[following])


def _plain(number: Fraction | None) -> str:
    return "nothing" if number is None else f"{float(number):g}"


def _chain(cycle: Sequence[str]) -> str:
    return " > ".join([*cycle, cycle[0]])
