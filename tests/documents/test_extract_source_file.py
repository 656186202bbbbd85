"""The source file that is written: accepted by the plan, whatever the document says."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings

from plan_tracker.documents import extract_figures
from plan_tracker.documents.reported import Reference
from plan_tracker.documents.source_file.declaring import aims_of
from plan_tracker.documents.source_file.headings import under_headings
from plan_tracker.documents.source_file.writing import Head, write_source
from plan_tracker.loading.drafts import load_plan, source_problems
from plan_tracker.loading.folder import load
from plan_tracker.model.plan import Plan
from tests.documents.paragraphs import read_paragraphs
from tests.documents.test_extract_laws import texts

ROOT = Path(__file__).parents[2]
PLAN: Plan = load_plan(ROOT, "vi")[0]
HEAD = Head("made", "made.txt", "0" * 64, "vi")


def _written(text: str, locale: str = "vi", plan: Plan = PLAN) -> str:
    head = Head("made", "made.txt", "0" * 64, locale)
    figures = extract_figures(text, locale)
    return write_source(
        head, figures, plan, lambda file, whole: source_problems(file, "made.yaml", whole)
    ).text


@settings(max_examples=60)
@given(texts)
@example("KÉM'PER'0,1")
def test_any_text_gives_a_file_that_the_plan_accepts(text: str) -> None:
    assert source_problems(_written(text), "made.yaml", PLAN) == []


@pytest.mark.parametrize("name", ["vi", "en"])
def test_every_figure_stands_in_the_file(name: str) -> None:
    for each in read_paragraphs(name):
        written = _written(each.text, each.locale)
        assert source_problems(written, "made.yaml", PLAN) == []
        for figure in extract_figures(each.text, each.locale):
            assert figure.printed in written


def test_the_written_file_loads_with_its_plan(tmp_path: Path) -> None:
    text = (
        "Doanh thu lĩnh vực CNTT năm 2023 đạt 100 tỷ USD (trong đó phần cứng điện tử 81,6 tỷ, "
        "phần mềm 3,8 tỷ), tăng 5% so với năm 2022. Lợi nhuận đạt 5 tỷ đồng."
    )
    for folder in ("targets", "seeds"):
        (tmp_path / folder).mkdir()
    for file in (ROOT / "targets").glob("*.yaml"):
        shipped = file.read_text(encoding="utf-8")
        (tmp_path / "targets" / file.name).write_text(shipped, encoding="utf-8")
    (tmp_path / "seeds" / "made.yaml").write_text(_written(text), encoding="utf-8")
    _, problems = load(tmp_path)
    # targets/ cites statements of the shipped sources, which this folder does not have
    assert [each for each in problems if "seeds" in each.place.file] == []


def test_unsure_figures_are_to_be_confirmed() -> None:
    written = _written("Doanh thu dịch vụ bưu chính năm 2023 ước đạt 20,495 tỷ đồng.")
    assert "confirm: true" in written
    assert "two ways" in written
    sure = _written("Doanh thu dịch vụ bưu chính năm 2023 ước đạt 20,5 tỷ đồng.")
    assert "confirm: true\n" not in sure


def test_what_fits_no_indicator_is_kept_as_a_comment() -> None:
    written = _written("Đàn lợn của tỉnh năm 2023 đạt 5.200 con.")
    assert "figures: []" in written
    assert '#   printed: "5.200 con"' in written


def test_parts_of_a_whole_are_proposed_as_an_identity() -> None:
    written = _written(
        "Doanh thu công nghiệp ICT năm 2017 đạt 91,6 tỷ USD (trong đó phần cứng điện tử 81,6 tỷ, "
        "phần mềm 3,8 tỷ, dịch vụ CNTT 5,4 tỷ)."
    )
    assert "unit: USD" in written
    assert "# identities:" in written
    assert "#     parts: [hardware-" in written


RANKED = """
indicators:
  exports: {name: Kim ngạch xuất khẩu, unit: USD, kind: flow}
  rice: {name: Xuất khẩu gạo, unit: USD, kind: flow}
  export-rank: {name: Thứ hạng kim ngạch xuất khẩu, unit: rank, kind: rank, better: lower}
  teams: {name: Tỷ lệ địa phương thành lập tổ công nghệ số, unit: "%", kind: ratio}
"""


def test_ranks_shares_and_counts_are_statements_where_the_plan_has_a_place(tmp_path: Path) -> None:
    (tmp_path / "targets").mkdir()
    (tmp_path / "targets" / "plan.yaml").write_text(RANKED, encoding="utf-8")
    written = _written(
        "Năm 2024, kim ngạch xuất khẩu đạt 405,5 tỷ USD, đứng thứ 20 thế giới, trong đó xuất khẩu "
        "gạo đạt 5,7 tỷ USD, chiếm 1,4%. Xuất khẩu gạo chiếm 1,4% tổng kim ngạch xuất khẩu. "
        "Tỷ lệ địa phương thành lập tổ công nghệ số đạt 82,5% (52/63 địa phương).",
        plan=load_plan(tmp_path, "vi")[0],
    )
    live = [line.strip() for line in written.splitlines() if not line.strip().startswith("#")]
    assert 'printed: "đứng thứ 20"' in live
    assert live[live.index('printed: "đứng thứ 20"') - 2] == "indicator: export-rank"
    assert '- {kind: share, printed: "1,4%", of: {indicator: exports}}' in live
    assert live[live.index('printed: "52/63 địa phương"') - 2] == "indicator: teams"


def test_a_plan_in_another_currency_than_its_figure_is_no_target() -> None:
    text = "Retail sales in 2024 were VND610 trillion, against the annual target of $251 billion."
    head = Head("a", "a.txt", "", "en")
    written = write_source(head, extract_figures(text, "en"), Plan({}), lambda *_: [], propose=True)
    assert written.entries
    assert aims_of(written, "a", Plan({})) == []


FIELDS = """
indicators:
  fish: {name: Giá trị lĩnh vực thủy sản, unit: VND, kind: flow}
  forest: {name: Giá trị lâm nghiệp, unit: VND, kind: flow}
  fish-jobs: {name: Lao động thủy sản, unit: person, kind: stock}
  forest-jobs: {name: Lao động lâm nghiệp, unit: person, kind: stock}
"""


def _indicators(text: str, folder: Path, *, propose: bool = False) -> list[str]:
    """The indicators of the figures of a text, in a plan of two fields."""
    (folder / "targets").mkdir()
    (folder / "targets" / "plan.yaml").write_text(FIELDS, encoding="utf-8")
    figures = under_headings(extract_figures(text, "vi"), text)
    plan = load_plan(folder, "vi")[0]
    written = write_source(
        HEAD,
        figures,
        plan,
        lambda file, whole: source_problems(file, "made.yaml", whole),
        propose=propose,
    )
    return [entry.indicator for entry in written.entries]


def test_the_field_is_the_one_that_the_heading_names(tmp_path: Path) -> None:
    text = "Lĩnh vực lâm nghiệp tăng mạnh\nNăm 2023, giá trị lĩnh vực đạt 120 tỷ đồng."
    assert _indicators(text, tmp_path) == ["forest"]


def test_a_number_that_cannot_be_said_again_is_of_the_other_that_its_words_fit(
    tmp_path: Path,
) -> None:
    text = "Năm 2023, lao động đạt 4.000 người. Năm 2023, lao động đạt 900 người."
    first, second = _indicators(text, tmp_path, propose=True)
    assert {first, second} == {"fish-jobs", "forest-jobs"}


@pytest.mark.parametrize(
    ("named", "entity"), [("cả nước", "VN"), ("thế giới", "WLD"), ("toàn cầu", "WLD")]
)
def test_what_a_multiple_is_of_is_the_level_of_whom_it_names(named: str, entity: str) -> None:
    text = f"Năm 2021, tỷ lệ hộ dùng điện mặt trời đạt 12%, gấp 1,2 lần mức của {named} (10%)."
    (own, theirs) = extract_figures(text, "vi")
    assert own.claims[0].reference == Reference("2021", entity=entity)
    assert (own.entity, theirs.printed, theirs.entity) == ("", "10%", entity)


def test_a_figure_near_which_no_time_is_named_says_so() -> None:
    timeless = _written("Doanh thu dịch vụ bưu chính ước đạt 20,5 tỷ đồng.")
    assert 'note: "no time is named near it"' in timeless
    timed = _written("Doanh thu dịch vụ bưu chính năm 2023 ước đạt 20,5 tỷ đồng.")
    assert "no time is named" not in timed
