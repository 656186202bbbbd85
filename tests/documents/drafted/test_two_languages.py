"""Documents whose paragraphs are in two languages: each is read in its own."""

from plan_tracker.documents.document import Document, Paragraph, Table
from plan_tracker.documents.drafted.documents import NamedDocument, draft_documents
from plan_tracker.grids.grid import Cell, Grid
from plan_tracker.loading.drafted.files import Drafted
from plan_tracker.model.place import Place
from plan_tracker.reconcile.reconcile import reconcile
from tests.documents.drafted.made import NAME, document_of

# Both hold; read in the other language they would not.
VI = (
    "Thu ngân sách của huyện năm 2023 đạt 1.250 tỷ đồng, bằng 104,2% dự toán (1.200 tỷ đồng).\n"
    "Sản lượng lúa đạt 86,4 nghìn tấn, tăng 8,0% so với năm trước (80,0 nghìn tấn)."
)
EN = (
    "Budget revenue of the district in 2023 reached 1,250 billion dong, 104.2% of the estimate "
    "(1,200 billion dong).\n"
    "Rice output was 86.4 thousand tonnes, up 8.0% from 80.0 thousand tonnes in the previous year."
)
WRONG = "Chi ngân sách đạt 900 tỷ đồng, bằng 75,0% dự toán (1.000 tỷ đồng)."


def drafted(document: Document) -> Drafted:
    named = NamedDocument(NAME, NAME, document, "vi", one_language=False)
    return draft_documents([named], files=False)


def test_nothing_is_wrong_with_a_report_and_its_summary() -> None:
    pairs = zip(VI.split("\n"), EN.split("\n"), strict=True)
    in_turn = "\n".join(line for pair in pairs for line in pair)
    for text in (f"{VI}\n{EN}", f"{EN}\n{VI}", in_turn):
        reconciled = reconcile(drafted(document_of(text)).loaded)
        assert reconciled.findings == ()
        assert reconciled.tested.sum() >= 12, text


def test_what_is_wrong_in_one_language_is_found() -> None:
    reconciled = reconcile(drafted(document_of(f"{EN}\n{VI}\n{WRONG}\n{EN}")).loaded)
    assert [finding.severity for finding in reconciled.findings] == ["error"]


def test_marks_that_nobody_explains_may_be_all_they_can_be() -> None:
    doubtful = "- 1.234 t (104.2%), 2023: 1.184 t"
    statements = drafted(document_of(f"{VI}\n{doubtful}\n{EN}")).loaded.statements
    (level,) = (each for each in statements if each.printed.startswith("1.234"))
    (reading,) = level.readings
    assert reading.ordinary.low is not None and reading.ordinary.high is not None
    assert reading.ordinary.low < 2 and reading.ordinary.high > 1_233


def test_a_table_has_the_marks_of_its_own_language() -> None:
    # As many numbers speak for one mark as for the other: the words decide.
    rows = [
        ("", "2022", "2023"),
        *(("A", "1.234", "2,345"), ("B", "3.215", "4,125"), ("C", "2.116", "1,117")),
        ("Total", "6.965", "7,587"),  # 2022: 6.565
    ]
    cells = {
        (row, column): Cell(text, Place(NAME, row, column))
        for row, texts in enumerate(rows, 1)
        for column, text in enumerate(texts, 1)
    }
    table = Table(Grid(NAME, cells))
    prose = {"vi": VI, "en": EN}
    for locale, text in prose.items():
        other = prose["en" if locale == "vi" else "vi"]
        said = [Paragraph(line, Place(NAME, 1)) for line in f"{other}\n{text}".split("\n")]
        document = Document((*said, table), "")
        statements = drafted(document).loaded.statements
        assert {each.locale for each in statements if each.printed in rows[-1]} == {locale}
