"""The words of tables, in every language: a table's own language is found by what it prints, and
its headings may be in another one.

Texts are taken as tables compare them: in small letters, with single spaces.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, TypeAlias

from plan_tracker.language.languages import figure_words, locales, remembered, table_words

_YEAR = r"(?:19|20)\d\d"
# What a column can hold, the first that fits being what it does: which list, and how it is looked
# for in the heading. A column that holds two others against each other has a word of each of its
# lists: in their order where it is `compared`, in any where it has them `together`.
_WHOLE, _BEGINS, _HAS = "whole-heading", "heading-begins", "heading-has"
_COMPARED, _TOGETHER = "compared", "together"
_ROLES = (
    ("number", _WHOLE, ("number",)),
    ("unit", _WHOLE, ("unit",)),
    ("period", _WHOLE, ("period",)),
    ("entity", _WHOLE, ("entity",)),
    ("indicator", _WHOLE, ("indicator",)),
    ("level", _WHOLE, ("level",)),
    ("base", _WHOLE, ("base",)),
    ("attainment", _WHOLE, ("attainment",)),
    ("remark", _BEGINS, ("remark",)),
    ("share", _HAS, ("share",)),
    ("change", _HAS, ("change",)),
    ("attainment", _COMPARED, ("with-plan", "plan")),
    ("attainment", _COMPARED, ("done", "over", "plan")),
    ("growth", _COMPARED, ("with-before", "before")),
    ("growth", _COMPARED, ("done", "over", "done")),
    ("growth", _HAS, ("growth",)),
    ("growth", _TOGETHER, ("percent", "moved")),
    ("change", _TOGETHER, ("moved",)),
    ("attainment", _HAS, ("attainment",)),
    ("attainment", _TOGETHER, ("percent", "part-done")),
    ("target", _BEGINS, ("target",)),
    ("indicator", _BEGINS, ("indicator",)),
    ("entity", _BEGINS, ("entity",)),
    ("target", _HAS, ("target",)),
    ("base", _HAS, ("base",)),
    ("level", _HAS, ("level",)),
)
_NAMES = ("indicator", "entity")
# What words set apart from the laws of sums and comparisons. `among` names a part beside which
# others overlap or are left out, and `whole` the total that such parts are named of.
LawException: TypeAlias = Literal[
    "net", "distinct", "among", "whole", "overlap", "not-additive", "weighted", "adjusted"
]
_ANYWHERE: tuple[LawException, ...] = (
    "net", "distinct", "among", "overlap", "not-additive", "weighted", "adjusted",
)  # fmt: skip
_BETWEEN = r"(?:\s*[/,&+-]\s*|\s+)"  # what stands between two words of one heading
_UNIT_BEHIND = re.compile(r"\s*\((?!\d)[^()]*\)\s*$")
_NOT_PRINTED = re.compile(r"[\s.]+")


def heading_role(heading: str) -> str:
    """What a column seems to hold; empty where its heading fits nothing.

    It is number, unit, period, indicator, entity or remark, or a kind of figures.
    """
    words = heading.replace("_", " ").strip()
    whole = _UNIT_BEHIND.sub("", words)
    for role, table, forms in _headings():
        text = whole if table == _WHOLE else words
        if any(form.search(text) for form in forms):
            return role
    return ""


def example_headings(*roles: str) -> str:
    """What a column of these roles may be headed in each language: `Indicator, Chỉ tiêu`."""
    lists = (_HAS, _BEGINS)
    words = (
        table_words(locale).get(table, {}).get(role, [])[:1]
        for role in roles
        for locale in locales()
        for table in lists
    )
    return ", ".join(word.rstrip("*").capitalize() for first in words for word in first)


@remembered
def entity_kinds() -> frozenset[str]:
    """The kinds of places and bodies that headings name, in all languages: `province`, `sở`."""
    lists = (table_words(locale).get(_WHOLE, {}).get("entity", ()) for locale in locales())
    return frozenset(word for words in lists for word in words)


def compared_parts(heading: str) -> tuple[str, str]:
    """What stands before and behind the words that compare two things: `so với`, `vs`."""
    match = _listed("compared", "with").search(heading)
    return (heading[: match.start()], heading[match.end() :]) if match else (heading, "")


def compares_with_earlier(heading: str) -> bool:
    """Whether a heading speaks of an earlier period without naming it: the same one a year ago."""
    return _listed("heading-has", "base").search(heading) is not None


def compares_with_just_before(heading: str) -> bool:
    """Whether a heading speaks of the period just before: the month before, not a year ago."""
    return _listed("compared", "just-before").search(heading) is not None


def says_only_figures(heading: str) -> bool:
    """Whether a heading names no more than that figures stand below it."""
    return _listed("figures", "any").fullmatch(heading) is not None


def is_total(name: str) -> bool:
    """Whether a row is called a total over the others, and nothing more."""
    return _listed("rows", "total").fullmatch(name) is not None


def totals(name: str) -> bool:
    """Whether a name has a word that says that it is worked out from others: a total, a balance."""
    return _listed("relations", "total").search(name) is not None


def compares(name: str) -> bool:
    """Whether a name has a word or sign that says that it compares others: growth, a share."""
    return _listed("relations", "compares").search(name) is not None


def in_percent(name: str) -> bool:
    """Whether a name says that what it names is in percent."""
    return _listed("relations", "percent").search(name) is not None


def is_rate(name: str) -> bool:
    """Whether a name says that an amount is multiplied by what it names: a yield, a price."""
    return _listed("relations", "rate").search(name) is not None


def is_rank(name: str) -> bool:
    """Whether a name says that it has the places of an order: a rank, a position."""
    whole = _UNIT_BEHIND.sub("", name)
    is_named = _listed("relations", "rank").search(name) is not None
    return is_named or _listed("relations", "rank-alone").fullmatch(whole) is not None


def is_mean(name: str) -> bool:
    """Whether a name says that what it names is a mean or an index, which lie between others."""
    return _listed("relations", "mean").search(name) is not None


def is_mean_alone(name: str) -> bool:
    """Whether a name is that of the mean of all lines beside it, and says nothing more."""
    return _listed("relations", "mean-alone").fullmatch(name.strip(" :")) is not None


def is_unlike_its_parts(name: str) -> bool:
    """Whether a whole may have of this what none of its parts has: inequality, contributions."""
    return _listed("relations", "unlike-parts").search(name) is not None


def is_uncertainty(name: str) -> bool:
    """Whether a name says how far a figure may be off: a margin of error."""
    return _listed("relations", "uncertainty").search(name) is not None


def is_intensive(name: str) -> bool:
    """Whether what has such a name does not add up over parts: a rate, a ratio, a median."""
    return _listed("relations", "intensive").search(name) is not None


def is_opening(name: str) -> bool:
    """Whether a name says that what it names was there at first."""
    return _listed("relations", "opening").search(name) is not None


def is_closing(name: str) -> bool:
    """Whether a name says that what it names is there in the end."""
    return _listed("relations", "closing").search(name) is not None


def is_difference(name: str) -> bool:
    """Whether a name says that it is what is left of one thing without another."""
    return _listed("relations", "difference").search(name) is not None


def law_exceptions(name: str) -> frozenset[LawException]:
    """The laws that need not hold of what has such a name: sums, or comparisons with others."""
    said: set[LawException] = {
        exception for exception in _ANYWHERE if _listed("exceptions", exception).search(name)
    }
    if "among" in said and _opens_a_list().search(name):
        said.add("whole")
    return frozenset(said)


def says_weighted(text: str) -> bool:
    """Whether a text says that percentages are weighted, so that no counts beside it make them."""
    return _listed("exceptions", "weighted").search(text) is not None


def counts_once(name: str) -> bool:
    """Whether a name is no more than what is counted once however often it comes: users, firms."""
    return _listed("exceptions", "counted").fullmatch(_UNIT_BEHIND.sub("", name)) is not None


def is_blank(text: str) -> bool:
    """Whether a cell says in words that it has no figure."""
    return _listed("rows", "nothing").fullmatch(text) is not None


def says_little(word: str) -> bool:
    """Whether a word only joins those of a name: `exports of coffee`, `coffee exports`."""
    return _listed("rows", "joins").fullmatch(word) is not None


def is_estimate(heading: str) -> bool:
    """Whether figures below a heading are estimates."""
    return _listed("figures", "estimate").search(heading) is not None


def fewer_is_better(name: str) -> bool:
    """Whether what has such a name gets better as it falls."""
    return _listed("indicators", "fewer-is-better").search(name) is not None


def at_a_date(name: str) -> bool:
    """Whether what has such a name is a level at a day rather than a sum over a time."""
    return _listed("indicators", "at-a-date").search(name) is not None


def table_unit(text: str) -> str:
    """What `Đơn vị: tỷ đồng` says of a whole table; empty where a text is none such."""
    match = _unit_line().search(text)
    return match["unit"].strip() if match else ""


def spelled_unit(unit: str, locale: str) -> str:
    """A unit that only tables shorten, in full; empty where it is none."""
    printed = _NOT_PRINTED.sub("", unit)
    for words, short in table_words(locale).get("short-units", {}).items():
        if printed in short:
            return str(words)
    return ""


def scale_word(power: int, locale: str) -> str:
    """The usual word for a power of ten; empty where the language has none."""
    return next(iter(figure_words(locale)["scale"].get(str(power), ())), "")


@remembered
def _headings() -> Sequence[tuple[str, str, Sequence[re.Pattern[str]]]]:
    return tuple(
        (role, table, tuple(_heading_forms(table, lists))) for role, table, lists in _ROLES
    )


def _heading_forms(table: str, lists: tuple[str, ...]) -> Iterator[re.Pattern[str]]:
    """A pattern for each language that has words for a role."""
    for locale in locales():
        words = table_words(locale).get(table, {})
        if not all(words.get(name) for name in lists):
            continue
        forms = [_any(words[name]) for name in lists]
        first = forms[0]
        before, behind = (
            _any(table_words(locale).get(_BEGINS, {}).get(name, ()))
            for name in ("articles", "endings")
        )
        if table == _WHOLE:
            # Several names may stand together: `Ministry/Department/Agency`.
            more = rf"(?:{_BETWEEN}(?:{first}|{before}))*" if lists[0] in _NAMES else ""
            yield re.compile(rf"^(?:{before}{_BETWEEN})*{first}{more}(?:\s+{behind})*$")
        elif table == _BEGINS:
            yield re.compile(rf"^(?:{before}\s+)*{first}")
        elif table == _TOGETHER:
            yield re.compile("^" + "".join(f"(?=.*{form})" for form in forms))
        else:
            yield re.compile(".*".join(forms))


@remembered
def _listed(table: str, name: str) -> re.Pattern[str]:
    """A list of words in all languages."""
    lists = (table_words(locale).get(table, {}).get(name, ()) for locale in locales())
    return re.compile(_any(word for words in lists for word in words))


@remembered
def _opens_a_list() -> re.Pattern[str]:
    """Words of parts at the end of a name, before the parts themselves: `Total, of which:`."""
    return re.compile(rf"\w.*{_listed('exceptions', 'among').pattern}\W*$")


@remembered
def _unit_line() -> re.Pattern[str]:
    lines = _listed("units", "line").pattern
    return re.compile(rf"\(?\s*{lines}\s*[:\-–]\s*(?P<unit>[^()]+)\)?")


def _any(words: Iterable[str]) -> str:
    """A pattern of any of these words, the longest first, or one that nothing fits."""
    longest = sorted(words, key=len, reverse=True)
    return f"(?:{'|'.join(map(_form, longest)) or '(?!)'})"


def _form(word: str) -> str:
    """A word by itself; `*` stands for the rest of one, `<year>` for a year."""
    form = re.escape(word).replace(r"\*", r"\w*").replace("<year>", _YEAR)
    start, end = (r"\b" if sign.isalnum() else "" for sign in (word[0], word[-1]))
    return f"{start}{form}{end}"
