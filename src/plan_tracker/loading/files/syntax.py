"""What keeps a text from being YAML, in the words of somebody who has never heard of a parser."""

import re

from ruamel.yaml.error import MarkedYAMLError

from plan_tracker.model.place import Place, Problem
from plan_tracker.model.text import Part, phrase

_CLOSING = {"}": "{", "]": "["}
_KEY_WITHOUT_BLANK = re.compile(r"\s*(?:- )?[\w-]+:[^\s:/]")
_VALUE_WITH_COLON = re.compile(r"\s*(?:- )?[\w-]+: .*: ")
_DASH_WITHOUT_BLANK = re.compile(r"\s*-[^\s\-\d.]")
_MORE_BEHIND_QUOTES = re.compile(r"""[^"']*: +("[^"]*"|'[^']*') *[^\s#,}\]]""")
_COLON_IN_TEXT = phrase(
    'a text that holds a colon and a blank must be in quotes: write `key: "a: b"`'
)
_MISPLACED = ("mapping values are not allowed", "did not find expected", "expected '-' indicator")
_REMEDIES = {  # parts of what parsers say, where the place and the line tell no more
    "unknown escape": phrase("write \\\\ for \\, or use single quotes"),
    "expected ':'": phrase("write `key: value`"),
}


def syntax_problem(error: MarkedYAMLError, text: str, name: str) -> Problem:
    """The problem of a text that a parser gave up on: its place, what is wrong, and the remedy."""
    mark = error.problem_mark or error.context_mark
    what = " ".join(filter(None, (error.context, error.problem)))
    if mark is None:
        return Problem(Place(name), phrase("is not YAML: {what}", what=what))
    line = _line(text, mark.line)
    opened = error.context_mark
    place = Place(name, mark.line + 1, mark.column + 1)
    if opened is not None and (sentence := _unclosed(what)):
        if opened.line == mark.line and line[mark.column : mark.column + 1] == ":":
            return Problem(place, _COLON_IN_TEXT)
        return Problem(Place(name, opened.line + 1, opened.column + 1), sentence)

    sentence = (
        _tab(line, what)
        or _wrong_dash(line, what)
        or _wrong_sign(line[mark.column : mark.column + 1], what)
        or _wrong_colon(text, mark.line, what)
        or _wrong_indent(line, what)
    )
    if sentence:
        return Problem(place, sentence)
    remedy = next((remedy for part, remedy in _REMEDIES.items() if part in what), None)
    if remedy:
        return Problem(place, phrase("is not YAML: {what}: {remedy}", what=what, remedy=remedy))
    return Problem(place, phrase("is not YAML: {what}", what=what))


def _unclosed(what: str) -> Part:
    """What opens at a place and is closed nowhere; empty where the parser means something else."""
    if "expected ',' or '}'" in what:
        return phrase(
            "the {{ that opens here is not closed: add }}, and put text with commas in quotes"
        )
    if "expected ',' or ']'" in what:
        return phrase(
            "the [ that opens here is not closed: add ], and put text with commas in quotes"
        )
    if "quoted scalar" in what and "end of stream" in what:
        return phrase(
            "the quotes that open here are not closed: add the same sign at the end of the text"
        )
    return ""


def _tab(line: str, what: str) -> Part:
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent or "tab character" in what:
        return phrase("a tab indents this line, which YAML does not allow: use blanks")
    return ""


def _wrong_sign(sign: str, what: str) -> Part:
    """A sign that cannot stand where it does."""
    if "cannot start any token" in what:
        return phrase("a text cannot begin with {sign}: put it in quotes", sign=sign)
    if sign in _CLOSING and "did not find expected" in what:
        return phrase(
            "there is a {sign} without its {opening}: take it out",
            sign=sign,
            opening=_CLOSING[sign],
        )
    return ""


def _wrong_colon(text: str, number: int, what: str) -> Part:
    """A colon too many, or one without a blank behind it, in this line or the one above it."""
    line = _line(text, number)
    if "unexpected ':'" in what:
        return phrase("a blank is missing behind a colon: write `key: value`")
    if "mapping values are not allowed" not in what:
        return ""
    if _VALUE_WITH_COLON.match(line):
        return _COLON_IN_TEXT
    above = next((each for each in reversed(text.splitlines()[:number]) if each.strip()), "")
    if _KEY_WITHOUT_BLANK.match(above):
        return phrase(
            "a blank is missing behind the colon of `{above}` above: write `key: value`",
            above=above.strip(),
        )
    return phrase("this line is indented further than the key above it: align the two")


def _wrong_dash(line: str, what: str) -> Part:
    """A dash that is part of a word where it was to begin an entry of a list."""
    misplaced = (
        "mapping values are not allowed",
        "did not find expected",
        "expected '-' indicator",
    )
    if _DASH_WITHOUT_BLANK.match(line) and any(part in what for part in misplaced):
        return phrase("a blank is missing behind the dash: write `- {{id: …}}`")
    return ""


def _wrong_indent(line: str, what: str) -> Part:
    """A line that begins where no line above it does."""
    if "did not find expected key" in what or "expected '-' indicator" in what:
        if _MORE_BEHIND_QUOTES.match(line):
            return phrase(
                "there is more behind the closing quotes: put the whole text in quotes of the "
                "other kind"
            )
        return phrase(
            "this line, indented by {blanks}, does not go on with what stands above it: align it "
            "with the lines that it belongs to",
            blanks=len(line) - len(line.lstrip()),
        )
    return ""


def _line(text: str, number: int) -> str:
    """A line of a text, counted from 0 as parsers do."""
    lines = text.splitlines()
    return lines[number] if number < len(lines) else ""
