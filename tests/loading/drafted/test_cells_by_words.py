"""Findings about cells are known again wherever the cells stand, and tell of them by words."""

from hypothesis import given, settings
from hypothesis import strategies as st

from plan_tracker.documents.document import Document, Paragraph, Table
from plan_tracker.documents.drafted.documents import NamedDocument, draft_documents
from plan_tracker.grids.grid import Cell, Grid
from plan_tracker.loading.drafted.files import draft_grid
from plan_tracker.model.finding import Finding
from plan_tracker.model.place import Place
from plan_tracker.reconcile.reconcile import reconcile

WRONG = [
    ["Region", "2022", "2023"],
    ["North", "1,204", "1,311"],
    ["South", "887", "902"],
    ["East", "521", "566"],
    ["West", "1,433", "1,392"],
    ["Total", "4,045", "4,711"],
]
TITLES = st.lists(st.sampled_from(["Report of the office", "", "Table 3. Persons"]), max_size=4)
FILES = st.sampled_from(["a.csv", "b/final (2).csv", "Biểu 01.csv"])


def grid(rows: list[list[str]], file: str, table: int = 0) -> Grid:
    cells = {
        (row, column): Cell(text, Place(file, row, column, table=table))
        for row, texts in enumerate(rows, 1)
        for column, text in enumerate(texts, 1)
        if text
    }
    return Grid(file, cells)


def found(rows: list[list[str]], file: str) -> list[Finding]:
    return list(reconcile(draft_grid(grid(rows, file)).loaded).findings)


def document(*tables: list[list[str]], said: str = "", file: str = "r.txt") -> NamedDocument:
    prose = (Paragraph(said, Place(file, paragraph=1)),) if said else ()
    grids = (Table(grid(rows, file, number)) for number, rows in enumerate(tables, 1))
    return NamedDocument(file, file, Document((*prose, *grids), ""), "en")


@settings(max_examples=25)
@given(TITLES, FILES, st.integers(0, 2))
def test_a_finding_is_known_again_when_its_table_moves(
    titles: list[str], file: str, blank: int
) -> None:
    moved = [*([each] for each in titles), *([[""]] * blank), *WRONG, ["Source: the office"]]
    (first,), (second,) = found(WRONG, "first.csv"), found(moved, file)
    assert first.fingerprint == second.fingerprint
    assert first.locations != second.locations or first.locations[0].file == file


def test_another_number_is_another_finding() -> None:
    other = [[text.replace("4,711", "4,811") for text in row] for row in WRONG]
    assert found(WRONG, "a.csv")[0].fingerprint != found(other, "a.csv")[0].fingerprint


def test_cells_of_documents_are_told_by_words_and_those_of_sheets_by_place() -> None:
    (finding,) = reconcile(draft_documents([document(WRONG)], files=False).loaded).findings
    assert "Total, 2023" in finding.statements
    assert "Total, 2023 “4,711”" in str(finding.message)
    (of_sheet,) = found(WRONG, "a.csv")
    assert "C6" in of_sheet.statements
    assert finding.fingerprint == of_sheet.fingerprint


def test_cells_with_the_same_words_have_names_of_their_own() -> None:
    twice = document(
        WRONG, [row if row[0] != "Total" else ["Total", "4,045", "4,811"] for row in WRONG]
    )
    drafted = draft_documents([twice], files=False)
    names = [each.name for each in drafted.loaded.statements]
    assert len(names) == len(set(names)) and "Total, 2023 (2)" in names
    findings = reconcile(drafted.loaded).findings
    assert len({each.fingerprint for each in findings}) == len(findings) == 2


def test_prose_and_cells_never_share_a_name() -> None:
    prose = "Total, 2023 was 4,711 persons, 3 percent of the target of 9,000 persons."
    drafted = draft_documents([document(WRONG, said=prose)], files=False)
    names = [each.name for each in drafted.loaded.statements]
    assert len(names) == len(set(names))


def test_what_findings_of_several_files_are_known_by_is_the_same_as_of_one() -> None:
    (of_one,) = reconcile(draft_documents([document(WRONG)], files=False).loaded).findings
    said = "Fees were $215 million, 91 percent of the target of $260 million."
    alone = document(said=said, file="s.txt")
    (of_prose,) = reconcile(draft_documents([alone], files=False).loaded).findings
    both = reconcile(draft_documents([document(WRONG), alone], files=True).loaded).findings
    assert {each.fingerprint for each in both} == {of_one.fingerprint, of_prose.fingerprint}
