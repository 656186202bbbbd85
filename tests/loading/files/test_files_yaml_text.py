"""Whatever text is written into a YAML file reads back as the same text."""

from hypothesis import example, given
from hypothesis import strategies as st

from plan_tracker.loading.files.tree import read_tree
from plan_tracker.loading.files.yaml_text import (
    comment,
    flow_list,
    flow_mapping,
    named_entry,
    quoted,
    scalar,
)

TEXTS = st.one_of(
    st.text(),
    st.text(
        alphabet="\"'\\:#-?{}[],&*!|>%@`~ \t\r\n\x85\u2028\ufeff\u200b\U000e0001aé", max_size=8
    ),
    st.sampled_from(["", "null", "~", "no", "<<", "---", "...", "- a", "a: b", "a #b", "1:30"]),
)


@given(TEXTS, TEXTS)
@example("a" * 2_000, "b")
@example("\\", "null")
def test_any_text_reads_back_as_it_is(name: str, text: str) -> None:
    lines = (
        comment(text),
        f"quoted: {quoted(text)}  {comment(text)}",
        f"scalar: {scalar(text)}  {comment(text)}",
        f"flow: {flow_mapping({'a': quoted(text), 'b': scalar(text)})}",
        f"list: {flow_list([quoted(text), scalar(text), scalar(text)])}",
        "names:",
        named_entry(name, scalar(text), indent="  "),
    )
    tree, problems = read_tree("\n".join(lines) + "\n", "made.yaml")
    if name == "<<":  # no key in any YAML that is read here
        assert len(problems) == 1
        return
    assert problems == []
    assert tree == {
        "quoted": text,
        "scalar": text,
        "flow": {"a": text, "b": text},
        "list": [text, text, text],
        "names": {name: text},
    }


@given(TEXTS)
def test_a_text_stays_in_its_line(text: str) -> None:
    for written in (quoted(text), scalar(text), comment(text)):
        assert len(f"{written}.".splitlines()) == 1


def test_a_name_stands_without_quotes() -> None:
    for name in ("duong-sat", "2024-H1", "2024-01/2024-09", "source#figure", "4.5", "tấn"):
        assert scalar(name) == name
