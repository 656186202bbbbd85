"""No word by which input is recognised stands in Python outside language/, and no language either.

A string with a letter that English does not have is such a word: texts for people are written in
English. That a comparison names a language says that a third one would need code.
"""

import ast
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

import plan_tracker
from plan_tracker.language.languages import locales

SOURCE = Path(plan_tracker.__file__).parent
FILES = sorted(
    file.relative_to(SOURCE).as_posix()
    for file in SOURCE.rglob("*.py")
    if SOURCE / "language" not in file.parents
)


def _tree(file: str) -> ast.Module:
    return ast.parse((SOURCE / file).read_text(encoding="utf-8"))


def _docstrings(tree: ast.Module) -> set[ast.expr]:
    blocks = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    first = (node.body[0] for node in ast.walk(tree) if isinstance(node, blocks) and node.body)
    return {statement.value for statement in first if isinstance(statement, ast.Expr)}


def foreign_words(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Each string with a letter of another alphabet than that of English, and its line."""
    docstrings = _docstrings(tree)
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and node not in docstrings else ""
        if isinstance(text, str) and any(_is_foreign(sign) for sign in text):
            assert isinstance(node, ast.Constant)
            yield node.lineno, text


def _is_foreign(sign: str) -> bool:
    combining = unicodedata.category(sign) == "Mn"
    return combining or (not sign.isascii() and "LATIN" in unicodedata.name(sign, ""))


def named_languages(tree: ast.Module, codes: tuple[str, ...]) -> Iterator[int]:
    """The lines where code takes another way for a language that it names."""

    def named(*nodes: ast.expr | None) -> bool:
        return any(isinstance(node, ast.Constant) and node.value in codes for node in nodes)

    for node in (node for node in ast.walk(tree) if isinstance(node, ast.expr)):
        match node:
            case ast.Compare(left=left, comparators=others):
                inner = [each for one in others for each in getattr(one, "elts", [one])]
                found = named(left, *inner)
            case ast.IfExp(body=body, orelse=orelse):
                found = named(body, orelse)
            case ast.Subscript(value=ast.Name(id="Literal"), slice=inside):
                found = named(*getattr(inside, "elts", [inside]))
            case ast.Dict(keys=keys):
                found = named(*keys)
            case _:
                found = False
        if found:
            yield node.lineno


def told_words(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The words that the text of a token is compared with."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Compare):
            continue
        sides = [node.left, *node.comparators]
        if any(_is_token_text(side) for side in sides):
            inner = [each for side in sides for each in getattr(side, "elts", [side])]
            texts = [each.value for each in inner if isinstance(each, ast.Constant)]
            yield from (
                (node.lineno, text)
                for text in texts
                if isinstance(text, str) and any(sign.isalpha() for sign in text)
            )


def _is_token_text(node: ast.expr) -> bool:
    called = getattr(node, "func", None)
    asked = isinstance(called, ast.Name) and called.id == "text_at"
    return asked or (isinstance(node, ast.Attribute) and node.attr in ("text", "before"))


@pytest.mark.parametrize("file", FILES)
def test_no_word_of_another_language_stands_in_code(file: str) -> None:
    assert list(foreign_words(_tree(file))) == []


@pytest.mark.parametrize("file", FILES)
def test_no_code_names_a_language_to_decide(file: str) -> None:
    assert list(named_languages(_tree(file), locales())) == []


@pytest.mark.parametrize("file", [file for file in FILES if file.startswith("documents/")])
def test_no_rule_compares_a_token_with_a_word(file: str) -> None:
    assert list(told_words(_tree(file))) == []


@pytest.mark.parametrize(
    ("code", "foreign", "named", "told"),
    [
        ('AND = {"và"}', 1, 0, 0),
        ('"""Nói: `và`."""\nx = "and"', 0, 0, 0),
        ('x = "e\\u0300"', 1, 0, 0),
        ('L = Literal["vi", "en"]', 0, 1, 0),
        ('x = "vi" if y else ""', 0, 1, 0),
        ('x = y if lang == "en" else z', 0, 1, 0),
        ('x = lang in ("vi",)', 0, 1, 0),
        ('x = {"vi": 1}[lang]', 0, 1, 0),
        ('def f(lang="en"): ...', 0, 0, 0),
        ('x = token.text == "and"', 0, 0, 1),
        ('x = text_at(tokens, at) in ("of", ",")', 0, 0, 1),
        ('x = token.text == ","', 0, 0, 0),
    ],
)
def test_what_is_looked_for_is_found(code: str, foreign: int, named: int, told: int) -> None:
    tree = ast.parse(code)
    assert len(list(foreign_words(tree))) == foreign
    assert len(list(named_languages(tree, ("en", "vi")))) == named
    assert len(list(told_words(tree))) == told
