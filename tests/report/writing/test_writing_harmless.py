"""No name can steer a terminal, break a table or become markup."""

import json
import re
from unicodedata import category

from hypothesis import example, given
from hypothesis import strategies as st

from plan_tracker.report.writing.draw import draw, text
from plan_tracker.report.writing.harmless import escape_markdown, harmless
from plan_tracker.report.writing.json import ITEMS, json_pieces, json_text
from plan_tracker.report.writing.screen import Screen

HOSTILE = "[red]a[/red] | <script>\x1b[31m\x9b1m\u202egnp.exe\u2028line\r\nend\ud800"
names = st.text(st.characters(), max_size=40)
values = st.recursive(
    names | st.floats() | st.integers() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=6,
)


@given(names)
@example(HOSTILE)
def test_one_line_without_control_characters(name: str) -> None:
    shown = harmless(name)
    assert not {category(each) for each in shown} & {"Cc", "Cs", "Zl", "Zp"}
    assert not set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200e\u200f") & set(shown)


@given(names)
@example(HOSTILE)
def test_harmless_twice_is_harmless_once(name: str) -> None:
    assert harmless(harmless(name)) == harmless(name)


def test_what_was_taken_out_is_seen() -> None:
    assert harmless("a\x1b[0mb\nc") == "a\ufffd[0mb c"
    assert harmless("Hà Nội") == "Hà Nội"


@given(names)
@example(HOSTILE)
@example("1. one")
@example("# one")
def test_a_markdown_cell_holds_no_markup(name: str) -> None:
    cell = escape_markdown(name)
    assert "\n" not in cell
    assert not re.search(r"(?<!\\)(?:\\\\)*[|<>`*_\[\]~$]", cell)
    assert not re.match(r"(#|\+|-|=|\d+[.)](\s|$))", cell)


@given(names)
@example(HOSTILE)
@example("\x7f")
@example("\U000e0001")
@example("\\\0d800\ud800x\udc00\\\\\0")
def test_json_says_the_name_without_raw_control_characters(name: str) -> None:
    document = json_text({"name": name})
    assert json.loads(document) == {"name": name}
    assert not {category(each) for each in document.replace("\n", "")} & {"Cc", "Cf", "Cs"}


@given(st.lists(values, max_size=3))
@example([ITEMS, [ITEMS], {ITEMS: "\n"}])
@example([])
@example(["\ud800", 1e16, 1e-7, -0.0, 2**70])
@example([1e16, {"\ud800": float("inf")}])
def test_json_in_pieces_is_the_same_json(items: list[object]) -> None:
    def document(items: list[object]) -> object:
        return {"a": 1, "b": [{"items": items}], "c": [2]}

    assert "".join(json_pieces(document([ITEMS]), items)) == json_text(document(items))


def test_json_has_no_infinity() -> None:
    assert json.loads(json_text([float("inf"), float("nan"), {"a": -float("inf")}])) == [
        None,
        None,
        {"a": None},
    ]


def test_markup_of_a_name_is_text() -> None:
    drawn = draw([text("[bold red]x[/] :smile:")], Screen(80))
    assert drawn == "[bold red]x[/] :smile:\n"
