"""The sheet: its size, its bytes, its letters; and the strokes drawn on it."""

from __future__ import annotations

from io import BytesIO

import matplotlib
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PIL import Image

from cupola.publish.charts import DARK, PAPER, shoot_chart
from cupola.publish.charts.legend import Key, legend
from cupola.publish.charts.sheet import HEIGHT, MARGIN, WIDTH, Sheet, settings
from cupola.publish.charts.strokes import boxes, hours, ticks
from tests.publish.drawing import Drawing
from tests.publish.toy_light import toy, toy_subject


def _sheet() -> Sheet:
    with settings():
        sheet = Sheet(PAPER, "A test")
        sheet.head("over", "Title", ["first fact", "second fact"])
        sheet.foot("remark")
    return sheet


def test_a_sheet_is_a4_across() -> None:
    assert Drawing(_sheet().svg()).size == pytest.approx((297.0, 210.0), abs=1e-3)


def test_a_png_has_two_hundred_dots_an_inch_and_the_themes_ground() -> None:
    picture = Image.open(BytesIO(Sheet(DARK, "A test").png()))
    assert picture.size == (2338, 1653)
    assert picture.convert("RGB").getpixel((5, 5)) == (0x0F, 0x13, 0x1A)


def test_the_same_picture_has_the_same_bytes() -> None:
    one, two = (shoot_chart(toy(), toy_subject("bow")) for _ in range(2))
    assert one.svg() == two.svg()
    assert one.png() == two.png()


def test_a_picture_saved_twice_has_the_same_bytes() -> None:
    sheet = _sheet()
    assert sheet.svg() == sheet.svg()


def test_a_picture_tells_its_title_and_neither_date_nor_maker() -> None:
    svg = _sheet().svg()
    assert b"<title>A test</title>" in svg
    assert b"matplotlib" not in svg.lower()
    assert b"<dc:date>" not in svg
    assert set(Image.open(BytesIO(_sheet().png())).info) <= {"Title", "dpi"}


def test_nothing_on_a_sheet_is_fetched_from_elsewhere() -> None:
    svg = _sheet().svg()
    assert b'href="http' not in svg
    assert b"<script" not in svg
    assert b"<image" not in svg


def test_letters_have_stand_ins_where_they_are_not_installed() -> None:
    assert b"font-family: 'DejaVu Sans', Verdana, sans-serif" in _sheet().svg()


def test_a_users_settings_of_matplotlib_change_nothing_and_stay_as_they_were() -> None:
    before = _sheet().svg()
    with matplotlib.rc_context({"font.size": 20, "svg.fonttype": "path", "lines.solid_capstyle": "round"}):
        assert _sheet().svg() == before
        assert matplotlib.rcParams["font.size"] == 20


def test_text_is_written_as_it_is_and_never_as_a_formula() -> None:
    sheet = _sheet()
    sheet.text(50, 50, "$x$ costs 5 & <b>\u202e")
    assert "$x$ costs 5 & <b>" in Drawing(sheet.svg()).words


def test_a_place_is_in_millimetres_from_the_upper_left() -> None:
    sheet = _sheet()
    sheet.text(100, 50, "here")
    sheet.text(100, 60, "there", ha="right")
    sheet.patch(20, 30, 40, 5, facecolor="#123456", gid="patch")
    drawing = Drawing(sheet.svg())
    assert drawing.find("here").left == pytest.approx(100, abs=0.01)
    assert drawing.find("there").right == pytest.approx(100, abs=0.01)
    assert drawing.across("patch") == [pytest.approx((20, 60), abs=0.01)]
    assert drawing.down("patch") == pytest.approx((30, 35), abs=0.01)


def test_the_head_and_the_foot_keep_to_the_margins() -> None:
    drawing = Drawing(_sheet().svg())
    assert drawing.find("OVER").left == pytest.approx(MARGIN, abs=0.01)
    assert drawing.find("first fact").right == pytest.approx(WIDTH - MARGIN, abs=0.01)
    assert drawing.find("remark").bottom < HEIGHT
    assert drawing.collisions() == []


@given(st.text(alphabet="abcdefghij XYZ.-°", min_size=1, max_size=20), st.floats(7, 20))
@hypothesis_settings(max_examples=30)
def test_the_width_of_a_text_grows_with_its_size_and_its_letters(text: str, size: float) -> None:
    sheet = Sheet(PAPER, "A test")
    assert sheet.width(text, 2 * size) == pytest.approx(2 * sheet.width(text, size))
    assert sheet.width(text + "m", size) > sheet.width(text, size) - 1e-9


def test_a_width_is_that_of_the_drawn_letters() -> None:
    sheet = _sheet()
    sheet.text(50, 100, "Lake Baikal", 9)
    found = Drawing(sheet.svg()).find("Lake Baikal")
    assert sheet.width("Lake Baikal", 9) == pytest.approx(found.right - found.left, abs=0.01)
    assert sheet.width("Lake Baikal", 9, "bold") > sheet.width("Lake Baikal", 9)


def test_boxes_and_ticks_of_many_spans_are_one_named_shape() -> None:
    with settings():
        sheet = Sheet(PAPER, "A test")
        axes = sheet.axes(10, 20, 100, 50)
        axes.set(xlim=(0, 100), ylim=(50, 0))
        boxes(axes, [(0, 10), (20, 30)], (10, 5), "boxes", facecolor="#123456")
        ticks(axes, [40, 60], (0, 5), "ticks", edgecolor="#654321")
        boxes(axes, [], (10, 5), "none", facecolor="#123456")
    drawing = Drawing(sheet.svg())
    assert drawing.across("boxes") == [pytest.approx(pair, abs=0.01) for pair in ((10, 20), (30, 40))]
    assert drawing.down("boxes") == pytest.approx((25, 30), abs=0.01)
    assert [a for a, _ in drawing.across("ticks")] == pytest.approx([50, 70], abs=0.01)
    assert drawing.colours("boxes") == {"#123456"}
    assert not drawing.names("none")


def test_hours_stand_at_whole_multiples_within_the_span() -> None:
    with settings():
        sheet = Sheet(PAPER, "A test")
        axes = sheet.axes(10, 20, 100, 50)
        hours(axes, (30, 130), lambda minute: f"{minute:.0f} min", "bottom", 60)
    assert Drawing(sheet.svg()).words == ["60 min", "120 min"]


def test_a_key_breaks_into_lines_and_says_where_it_ends() -> None:
    with settings():
        sheet = Sheet(PAPER, "A test")
        forms = ("box", "shade", "up", "down", "lane", "line", "dashes", "dot", "ring", "rise", "set", "hatch", "cross")
        keys = [Key(f"the form called {form}", form, "#123456", (1, 3)) for form in forms]  # type: ignore[arg-type]
        bottom = legend(sheet, 10, 50, 160, keys)
    drawing = Drawing(sheet.svg())
    assert drawing.words == [key.name for key in keys]
    assert bottom == pytest.approx(50 + 4.4 * (len({round(text.bottom, 1) for text in drawing.texts}) - 1))
    assert max(text.right for text in drawing.texts) <= 160.1
    assert drawing.collisions() == []


def test_one_long_name_in_a_key_stands_on_a_line_of_its_own() -> None:
    with settings():
        sheet = Sheet(PAPER, "A test")
        bottom = legend(sheet, 10, 50, 40, [Key("a name far too long for the line", "box", "#123456")])
    assert bottom == 50
