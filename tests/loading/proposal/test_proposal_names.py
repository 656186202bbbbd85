"""What `init` and `extract` propose for a name: one identifier, and the name itself unharmed."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_tracker.documents import extract_figures
from plan_tracker.documents.source_file.writing import Head, write_source
from plan_tracker.language.letters import slug
from plan_tracker.loading.drafts import load_plan, source_problems
from plan_tracker.loading.files.tree import read_tree
from plan_tracker.loading.proposal.files import proposed_files
from plan_tracker.loading.proposal.indicators import proposed
from plan_tracker.loading.proposal.parts import Aim, Column, Proposal, Proposed


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Đường sắt Hà Nội", "duong-sat-ha-noi"),
        ("Số hộ gia đình có đường truyền Internet", "so-ho-gia-dinh-co-duong-truyen-internet"),
        ("x" * 59 + " y", "x" * 59),
        ("…", ""),
        ("", ""),
    ],
)
def test_names_are_plain(text: str, name: str) -> None:
    assert slug(text) == name


@pytest.mark.parametrize("name", ["Đàn lợn", "Doanh thu dịch vụ bưu chính và chuyển phát quốc tế"])
def test_a_name_is_one_indicator_for_a_table_and_a_document(name: str, tmp_path: Path) -> None:
    (tmp_path / "targets").mkdir()
    (tmp_path / "targets" / "plan.yaml").write_text("indicators: {}\n")
    plan = load_plan(tmp_path, "vi")[0]
    figures = extract_figures(f"{name} đạt 5.200 con.", "vi")
    assert [figure.subject for figure in figures] == [name]

    head = Head("made", "made.txt", "0" * 64, "vi")
    written = write_source(
        head,
        figures,
        plan,
        lambda text, whole: source_problems(text, "made.yaml", whole),
        propose=True,
    )
    assert f"indicator: {proposed(name, 'con', 'vi', 1).id}\n" in written.text


TEXTS = st.text(min_size=1, max_size=20)


@given(name=TEXTS, heading=TEXTS, file=TEXTS, sheet=TEXTS, doubt=TEXTS, entity=TEXTS)
def test_any_name_reads_back(
    name: str, heading: str, file: str, sheet: str, doubt: str, entity: str
) -> None:
    indicator = Proposed("null", name, "%", "ratio", "higher")
    proposal = Proposal(
        "vi",
        (1,),
        (Column(1, "indicator", heading, heading), Column(2, "level", heading, heading, "2024-H1")),
        (indicator,),
        "2024-H1",
        {name: "null"},
        aims=(Aim("null", "2024", name, entity),),
        left_out=(heading,),
        doubt=doubt,
    )
    texts = proposed_files([proposal], "null", file, sheet)
    trees = {path: read_tree(text, path) for path, text in texts.items()}
    assert [problems for _, problems in trees.values()] == [[], []]

    targets, source = (tree for tree, _ in trees.values())
    assert targets is not None and source is not None
    # Further blanks in a cell are layout; those in the name of a file or a sheet are not.
    spaced, named = " ".join(name.split()), " ".join(heading.split())
    assert targets["indicators"]["null"]["name"] == {"vi": spaced}
    assert targets["targets"][0]["value"] == spaced
    assert targets["targets"][0]["indicator"] == "null"
    assert targets["targets"][0]["entity"] == " ".join(entity.split())
    assert source["source"]["id"] == "null"
    assert (source["table"]["file"], source["table"]["sheet"]) == (file, sheet)
    assert source["table"]["columns"] == {
        "indicator": named,
        "level": {"column": named, "period": "2024-H1"},
    }
    assert source["table"]["names"] == {spaced: "null"}
