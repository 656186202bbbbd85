"""What keeps a plan from being used is said in the language of whoever reads it."""

import pytest

from plan_tracker.loading.files.tree import read_tree
from plan_tracker.loading.files.validate import validate
from plan_tracker.loading.shapes.target import TargetFile
from plan_tracker.model.place import Place, Problem
from plan_tracker.model.text import phrase
from plan_tracker.report.words.labels import said

SAID = [
    ("a: [b\n", "a.yaml:1:4: dấu [ mở ở đây chưa đóng: hãy thêm ], và đặt chữ có dấu phẩy trong "
     "dấu nháy"),
    ("", "a.yaml:1:1: tệp trống: hãy điền nội dung hoặc xóa tệp"),
    ("\tlocale: vi\n", "a.yaml:1:1: dòng này thụt vào bằng phím tab, YAML không cho phép: hãy dùng "
     "dấu cách"),
    ("targetz: []\n", "a.yaml:1:1: khóa lạ 'targetz'; có phải ý bạn là 'targets'?"),
    ("targets: {}\n", "a.yaml:1:10: targets phải là một danh sách, không phải các cặp khóa và "
     "giá trị"),
    ("targets: [{id: t}]\n", "a.yaml:1:11: thiếu khóa 'indicator' và 'period': hãy thêm "
     "`indicator: …` và `period: 2026`"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sentence"), SAID)
def test_vietnamese(text: str, sentence: str) -> None:
    tree, problems = read_tree(text, "a.yaml")
    if tree is not None:
        problems = validate(tree, TargetFile)[1]
    assert said(problems[0].told, "vi").startswith(sentence)


def test_problems_are_compared_by_what_they_say_in_english() -> None:
    place = Place("a.yaml", 1, 1)
    marked = Problem(place, phrase("the key {key} is missing: add it", key="id"))
    assert marked == Problem(place, "the key id is missing: add it")
    assert len({marked, Problem(place, "the key id is missing: add it")}) == 1
