"""What comes of a picture: a file of its own, a part of a page, dots."""

import re
from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree as Xml

import pytest

from plan_tracker.model.plan import Plan
from plan_tracker.report.pictures.bullet import bullet
from plan_tracker.report.pictures.contradiction import contradiction
from plan_tracker.report.pictures.lettering import apart, fitted, width_of, wrapped
from plan_tracker.report.pictures.palette import ROLES
from plan_tracker.report.pictures.png import png
from plan_tracker.report.pictures.shapes import Picture
from plan_tracker.report.pictures.slide import HEIGHT, WIDTH, Heading, slide
from plan_tracker.report.pictures.stages import stages
from plan_tracker.report.pictures.svg import embedded, svg
from tests.report.pictures.made import (
    AS_OF,
    HOSTILE,
    make_contrast,
    make_stage,
    make_target,
    within,
)

SVG = "{http://www.w3.org/2000/svg}"
TAGS = {
    "svg", "title", "desc", "g", "rect", "line", "polyline", "polygon", "circle", "text",
}  # fmt: skip
CLASS = re.compile(rf"(?:fill|stroke)-(?:{'|'.join(ROLES.values())})")


def pictures() -> Iterator[Picture | None]:
    stage = make_stage(HOSTILE, "reached", reached=AS_OF)
    found = make_contrast(within(1, 2), within(4, None))
    for name in ("Things", HOSTILE):
        yield bullet(make_target(name={"": name}, unit=name), "en")
        yield stages(make_target(stages=(stage,)), AS_OF, "vi")
        yield contradiction(
            replace(found, rows=tuple(replace(row, printed=name) for row in found.rows)),
            Plan(), "vi",
        )  # fmt: skip


PICTURES = [picture for picture in pictures() if picture]


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: "")
def test_inside_a_page_a_picture_has_no_style_of_its_own(picture: Picture) -> None:
    text = embedded(picture, "one")
    root = Xml.fromstring(text)
    assert "style" not in text.split(">", 1)[0] and "<style" not in text
    assert "#" not in re.sub(r"<(text|title|desc)\b.*?</\1>", "", text)
    assert "http" not in text
    for element in root.iter():
        assert element.tag in TAGS
        assert not {"style", "href", "onload", "onclick", "font-family"} & set(element.attrib)
        for name in element.get("class", "picture").split():
            assert name == "picture" or CLASS.fullmatch(name)
        assert element.get("fill", "none") == "none"
        assert "stroke" not in element.attrib


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: "")
def test_a_screen_reader_hears_what_is_shown(picture: Picture) -> None:
    root = Xml.fromstring(embedded(picture, "one"))
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "one-title one-text")
    title, desc = root.find("title"), root.find("desc")
    assert title is not None and desc is not None
    assert (title.get("id"), desc.get("id")) == ("one-title", "one-text")
    assert title.text and desc.text


def test_ids_are_those_of_the_name() -> None:
    one, two = (embedded(PICTURES[0], name) for name in ("one", "two"))
    ids = re.findall(r'id="([^"]+)"', one + two)
    assert len(ids) == len(set(ids)) == 4


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: "")
def test_a_file_of_its_own_asks_for_nothing(picture: Picture) -> None:
    text = svg(picture)
    root = Xml.fromstring(text)
    assert root.tag == f"{SVG}svg"
    assert text.count("http") == 1  # its namespace
    assert not any(element.tag.endswith(("script", "image", "use", "a")) for element in root.iter())
    assert not any(name.startswith("on") for each in root.iter() for name in each.attrib)
    assert {"font-family"} <= set(root.attrib)


def test_small_pictures_are_small() -> None:
    picture = bullet(make_target(), "en", labelled=False)
    assert picture is not None
    assert len(embedded(picture, "t")) < 1500
    assert len(embedded(PICTURES[0], "t")) < 3000


def test_a_word_of_a_plan_is_never_more_than_a_word() -> None:
    name = "<b onload='x'>&amp; \"]]>"
    picture = bullet(make_target(name={"": name}, unit=name), "en")
    assert picture is not None
    root = Xml.fromstring(embedded(picture, "t"))
    assert root.findtext("title") == name
    assert any(name[:8] in (text.text or "") for text in root.iter("text"))


def test_dots() -> None:
    page = svg(PICTURES[0])
    one, two = png(page, 1), png(page, 2)
    size = [int.from_bytes(dots[at : at + 4]) for dots in (one, two) for at in (16, 20)]
    assert one.startswith(b"\x89PNG")
    assert size[2:] == [2 * each for each in size[:2]] == [1120, 192]


def test_vietnamese_is_written_in_the_font_that_is_brought_along() -> None:
    """Every letter has a shape of its own, not the box of a font that has it not, nor another's."""
    letters = "ệữặỷđơưốẫọ"

    def shape(letter: str, font: str) -> bytes:
        return png(
            f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">'
            f'<text y="30" font-size="24" font-family="{font}">{letter}</text></svg>'
        )

    shapes = {letter: shape(letter, "Be Vietnam Pro") for letter in (*letters, "\U000f0000")}
    assert len(set(shapes.values())) == len(shapes)
    assert all(shapes[letter] != shape(letter, "No Such Font") for letter in letters)


def test_a_slide_holds_everything_between_its_title_and_its_sources() -> None:
    heading = Heading("A title " * 30, "What it says " * 60, ("Source: a report", HOSTILE))
    page = slide(PICTURES[2], heading)
    root = Xml.fromstring(page)
    assert (root.get("width"), root.get("height")) == (str(WIDTH), str(HEIGHT))
    above, inner, below = root.findall(f"{SVG}g")
    heights = [float(line.attrib["y"]) for line in (*above, *below)]
    assert heights == sorted(heights) and heights[-1] < HEIGHT - 20
    moved = re.fullmatch(
        r"translate\(([\d.]+),([\d.]+)\) scale\(([\d.]+)\)", inner.attrib["transform"]
    )
    assert moved is not None
    x, y, scale = map(float, moved.groups())
    picture = PICTURES[2]
    assert x >= 0 and x + scale * picture.width <= WIDTH
    last_above = float(above[-1].attrib["y"])
    assert all(height < y or height > y + scale * picture.height for height in heights)
    assert last_above < y and scale > 0.5


@pytest.mark.parametrize(
    "text", ["short", "ộ" * 300, "WWWW " * 99, "…" * 99, HOSTILE, "", "日本語" * 50]
)
@pytest.mark.parametrize("room", [10, 60, 300])
def test_a_cut_text_fits(text: str, room: float) -> None:
    cut = fitted(text, 12, room)
    assert width_of(cut, 12) <= max(room, width_of("…", 12))
    assert len(wrapped(text, 12, room, 3)) <= 3
    assert all(
        width_of(line, 12) <= max(room, width_of("…", 12)) for line in wrapped(text, 12, room, 3)
    )


def test_labels_are_pushed_apart() -> None:
    assert apart([50, 52, 54], [20, 20, 20], 0, 100) == [40, 60, 80]
    assert apart([95], [20], 0, 100) == [80]
    assert apart([5], [20], 0, 100) == [0]
