"""What the files of a language's folder must hold, so that a gap in one is said and not met later.

A file is tables of keys. What stands under a key is text, a list of words, a switch or, in a few
places, tables once more. A role that a language has no words for is left out.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from plan_tracker.language.error import LanguageError

Check = Callable[[Any], str]  # what is wrong with a value; empty where nothing is


def _text(value: Any) -> str:
    return "" if isinstance(value, str) and value else "must be a text"


def _words(value: Any) -> str:
    listed = isinstance(value, list) and all(isinstance(word, str) and word for word in value)
    return "" if listed else "must be a list of words"


def _four(value: Any) -> str:
    return _words(value) or ("" if len(value) == 4 else "must be a list of four words")


def _switch(value: Any) -> str:
    return "" if isinstance(value, bool) else "must be true or false"


def _one_of(*allowed: str) -> Check:
    def check(value: Any) -> str:
        return "" if value in allowed else f"must be one of {', '.join(map(repr, allowed))}"

    return check


def _scales(value: Any) -> str:
    keys = {"from": int, "power": int, "word": str}
    listed = isinstance(value, list) and all(
        isinstance(scale, dict)
        and scale.keys() == keys.keys()
        and all(isinstance(scale[key], kind) for key, kind in keys.items())
        for scale in value
    )
    return "" if listed else "must be a list of {from = 9, power = 9, word = …}"


def _letters(value: Any) -> str:
    listed = isinstance(value, dict) and all(
        isinstance(letter, str) and len(letter) == 1 for letter in value.values()
    )
    return "" if listed else "must say of each letter which one it shows"


def _signs(value: Any) -> str:
    listed = isinstance(value, dict) and all(isinstance(sign, str) for sign in value.values())
    return "" if listed else "must say of each sign which marks it is"


def _pattern(value: Any) -> str:
    import re

    try:
        re.compile(value)
    except (re.error, TypeError):
        return "must be a regular expression"
    return ""


def _form(*parts: str) -> Check:
    """A text that may name these parts in braces, such as `{day:02}/{month:02}/{year}`."""

    def check(value: Any) -> str:
        if not isinstance(value, str):
            return "must be a text"
        try:
            value.format(**dict.fromkeys(parts, 1))
        except (KeyError, IndexError, ValueError, AttributeError):
            return f"can only name {', '.join(f'{{{part}}}' for part in parts)}"
        return ""

    return check


@dataclass(frozen=True, slots=True)
class Table:
    """What one table of a file may hold: any key, or only those that are named.

    `every` checks the value of a key that has no check of its own; `needed` must be there.
    """

    every: Check = _words
    keys: Mapping[str, Check] = field(default_factory=dict)
    only: frozenset[str] = frozenset()
    needed: frozenset[str] = frozenset()


_OPEN = Table()


def _meaning(*keys: str, needed: Collection[str] = ()) -> Table:
    return Table(only=frozenset(keys), needed=frozenset(needed))


def _role(*names: str) -> dict[str, Table]:
    """Roles with one meaning each, which is called as the role."""
    return {name: _meaning(name) for name in names}


_DATE = ("day", "month", "year")
_PERIODS = frozenset({
    "year", "years", "month", "quarter", "quarters", "first-months", "last-months", "months",
})  # fmt: skip
_MOVES = ("up", "down", "beyond", "more", "less", "equals", "fold", "same", "rank", "arrival")
_HEDGES = ("over", "nearly", "about", "estimate", "at-least", "at-most")
_CUES = (
    "reach", "share", "plan", "against", "weak", "same", "before-month", "before-quarter",
    "before-year", "earlier", "lack", "parts", "limit", "whole", "of-growth", "performance",
)  # fmt: skip
_MONTHS = tuple(str(month) for month in range(1, 13))
_HEADINGS = ("number", "unit", "period", "indicator", "entity")
_COLUMNS = ("attainment", "growth", "change", "share", "target", "base", "level")
# What the words of a sentence do in it; grammar.toml says of each what it is for.
USES = frozenset({
    "about", "across", "after", "after-number", "again", "ago", "among", "and", "as-fast", "at",
    "at-which", "average", "bare-move", "base-from", "between", "by", "by-much", "climbs-to",
    "compares", "contrasts", "counted-plan", "deficit", "difference", "done", "earning",
    "equates", "from", "gained", "in-order", "includes", "known-group", "lasting", "leads",
    "less-after", "level-noun", "level-of", "level-word", "marks", "more-after", "most",
    "moved-noun", "moves", "number-word", "obliges", "of", "of-whole", "on-which", "one", "or",
    "ordinal", "out-of", "out-of-many", "partitions", "past", "performance-noun",
    "place-follows", "plan-adjective", "plan-inside", "planned-after", "planned-word",
    "pronoun", "rank-number", "rank-ordinal", "rank-weak", "rate-noun", "rate-reached",
    "ratio-reached", "reached", "refers-back", "refers-behind", "relative", "respectively",
    "rest", "result-noun", "resulting", "road", "same-noun", "scored", "sign", "small",
    "spoken-currency", "superlative", "taken-apart", "taken-away", "than", "the", "threshold",
    "time-noun", "to", "together", "told-whole", "transitive", "turns-clause", "turns-to",
    "uncounted", "when", "where",
})  # fmt: skip
RULES = frozenset({
    "follows", "bare-multiples", "comparing-adjectives", "graded", "base-follows", "number-words",
})  # fmt: skip

FILES: Mapping[str, Mapping[str, Table]] = {
    "language.toml": {
        "": Table(keys={"name": _text}, only=frozenset({"name"}), needed=frozenset({"name"})),
        "numbers": Table(
            keys={"decimal": _one_of(",", "."), "group": _one_of(",", ".", " ", "\u00a0")},
            only=frozenset({"decimal", "group"}),
            needed=frozenset({"decimal", "group"}),
        ),
        "examples": Table(
            every=_text,
            only=frozenset({"figure", "unit"}),
            needed=frozenset({"figure", "unit"}),
        ),
        "alike": Table(every=_text),
        "ascii": Table(every=_text),
    },
    "figures.toml": {
        "scale": _OPEN,
        "glued": _OPEN,
        "abbreviated": _OPEN,
        "cased": _OPEN,
        "number": _OPEN,
        "rough": _OPEN,
        "fraction": _OPEN,
        "every": _meaning("every"),
        "ordinal": _meaning("rank"),
        "hedge": _meaning(*_HEDGES),
        "after": _meaning(*_HEDGES),
        "move": _meaning(*_MOVES, needed=("up", "down", "more", "less")),
        "sign": _meaning("minus", "plus"),
        "from": _meaning("range"),
        "to": _meaning("range"),
        "of": _meaning("total"),
        "year": _meaning("year"),
        "planned": _meaning("year"),
        "distance": _meaning("by"),
        "skip": _meaning("lead"),
        "per": _meaning("year"),
        "tail": _meaning("tail"),
        "correction": _meaning("revised"),
        "currency": _OPEN,
        "further-currency": _OPEN,
        "shared": _OPEN,
        "country": _OPEN,
        "code": _meaning("code"),
        "prefix": _OPEN,
        "unit": Table(needed=frozenset({"%", "point"})),
    },
    "prose.toml": {
        "cue": _meaning(*_CUES),
        **_role("light", "opening", "join", "calm", "law", "place", "each", "ratio", "phone"),
        **_role("structure", "span", "band", "base-prices"),
        "aged": _meaning("aged", "before"),
        "doubling": _meaning("doubled", "twice"),
        "by": _meaning("volume", "value"),
        "world": _OPEN,
        "still": _meaning("change"),
        "aim": _meaning("plan", "proposed", "potential"),
    },
    "grammar.toml": {
        "rules": Table(every=_switch, only=RULES),
        "words": Table(only=USES),
        "sentences": _meaning("abbreviations", "dated", "plurals", "counting"),
    },
    "periods.toml": {
        "dates": _meaning("order"),
        "day": _meaning("day", "number"),
        "month": _meaning("month", "letter", "after-year"),
        "month-name": _meaning(*_MONTHS),
        "month-word": _meaning("alone", "numbered"),
        "months": _meaning("first", "last", "letter"),
        "quarter": _meaning("quarter", "letter", "ordinal"),
        "quarter-name": _meaning(*_MONTHS[:4]),
        "quarters": _meaning("first", "last"),
        "half": _meaning("1", "2", "1-dated", "2-dated", "letter", "half"),
        "count": _OPEN,
        "years": _meaning("years", "several"),
        "until": _meaning("until", "alone", "year"),
        "ended": _meaning("ended", *_MONTHS),
        "lead": _meaning("first", "last"),
        "prices": _meaning("before", "after"),
        "between": _meaning("between", "and"),
        **_role("split-year", "from", "range", "to", "as-of", "end", "same-period", "reported"),
        **_role("part", "suffix", "article", "silent", "since"),
        "this": _meaning("this", "year"),
    },
    "tables.toml": {
        "whole-heading": _meaning(*_HEADINGS, *_COLUMNS),
        "heading-begins": _meaning("articles", "endings", "remark", *_HEADINGS, *_COLUMNS),
        "heading-has": _meaning(*_COLUMNS),
        "compared": _meaning(
            "with-plan", "plan", "with-before", "before", "done", "over", "with", "just-before"
        ),
        "together": _meaning("percent", "moved", "part-done"),
        "rows": _meaning("total", "nothing", "joins"),
        "relations": _meaning(
            "total", "compares", "percent", "rate", "mean", "uncertainty", "intensive",
            "difference", "opening", "closing", "rank", "rank-alone", "mean-alone", "unlike-parts",
        ),
        "exceptions": _meaning(
            "net", "distinct", "counted", "among", "overlap", "not-additive", "weighted", "adjusted"
        ),
        "figures": _meaning("estimate", "any"),
        "units": _meaning("line"),
        "short-units": _OPEN,
        "indicators": _meaning("fewer-is-better", "at-a-date"),
    },
    "indicators.toml": {
        "prices": _meaning("open", "said", "fixed"),
    },
    "encodings.toml": {
        "text": Table(
            keys={"code-page": _text, "syllable": _pattern},
            only=frozenset({"code-page", "syllable"}),
            needed=frozenset({"code-page", "syllable"}),
        ),
        "letters": Table(every=_letters),
        "marks": Table(every=_signs),
    },
    "display.toml": {
        "numbers": Table(
            keys={
                "between": _text,
                "percent": _form("number"),
                "scales": _scales,
            },
            only=frozenset({"between", "percent", "scales"}),
            needed=frozenset({"between", "percent", "scales"}),
        ),
        "days": Table(
            every=_form(*_DATE),
            only=frozenset({"day", "month"}),
            needed=frozenset({"day", "month"}),
        ),
        "periods": Table(
            keys={
                "year": _form("year"),
                "years": _form("first_year", "year"),
                "month": _form("month", "year"),
                "quarter": _form("quarter", "year"),
                "quarters": _four,
                "first-months": _form("count", "year"),
                "last-months": _form("count", "year"),
                "months": _form("first_month", "first_year", "month", "year"),
            },
            only=_PERIODS,
            needed=_PERIODS,
        ),
    },
}  # fmt: skip
_NEEDED = {
    "language.toml": ("", "numbers", "examples"),
    "figures.toml": ("scale", "move", "currency", "unit"),
    "display.toml": ("numbers", "days"),
}


def read_file(folder: Path, name: str) -> Mapping[str, Any]:
    """The tables of a file, which are all that it may hold. Raises LanguageError."""
    import tomllib

    path = folder / name
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if name in _NEEDED:
            raise LanguageError(f"{path}: is missing: a language needs it") from None
        data = {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LanguageError(f"{path}: cannot be read: {error}") from None
    problems = list(_problems(data, name))
    if problems:
        raise LanguageError("\n".join(f"{path}: {problem}" for problem in problems))
    return data


def _problems(data: Mapping[str, Any], name: str) -> Iterator[str]:
    """Everything that is wrong with a file, each with its table and key."""
    tables = {key: value for key, value in data.items() if isinstance(value, dict)}
    alone = {key: value for key, value in data.items() if not isinstance(value, dict)}
    known = FILES[name]
    yield from _table_problems(alone, known.get("", Table(only=frozenset({""}))), "")
    for key, table in tables.items():
        if key in known:
            yield from _table_problems(table, known[key], f"[{key}] ")
        else:
            yield f"[{key}] is no table that is read{_nearest(key, known)}"
    for key in _NEEDED.get(name, ()):
        if key and key not in tables:
            yield f"[{key}] is missing: add it"


def _table_problems(table: Mapping[str, Any], shape: Table, where: str) -> Iterator[str]:
    for key, value in table.items():
        if shape.only and key not in shape.only:
            yield f"{where}`{key}` is no key that is read{_nearest(key, shape.only)}"
        elif wrong := shape.keys.get(key, shape.every)(value):
            yield f"{where}`{key}` {wrong}"
    for key in sorted(shape.needed - table.keys()):
        yield f"{where}`{key}` is missing: add it"


def _nearest(word: str, known: Collection[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, known, n=1)
    return f"; did you mean `{near[0]}`?" if near else f": {', '.join(sorted(filter(None, known)))}"
