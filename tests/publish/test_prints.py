"""Frames as paper has them: their names and how they travel."""

from __future__ import annotations

from base64 import b64decode
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from cupola.light import Need
from cupola.preview.frames import Frame
from cupola.publish.language import english, language_of
from cupola.publish.prints import Print, described, print_of, prints_of
from tests.publish.conftest import shot


def jpeg(width: int, height: int) -> bytes:
    """Give a grey picture."""
    held = BytesIO()
    Image.new("RGB", (width, height), (90, 90, 90)).save(held, "JPEG")
    return held.getvalue()


@given(st.binary(max_size=200), st.integers(1, 4000), st.integers(1, 4000))
def test_the_drawing_holds_the_picture_byte_for_byte(data: bytes, width: int, height: int) -> None:
    drawing = ElementTree.fromstring(Print("0af3", data, width, height).drawing)
    (image,) = drawing
    assert (drawing.get("width"), drawing.get("height")) == (str(width), str(height))
    assert b64decode((image.get("href") or "").partition("base64,")[2]) == data


def test_the_address_can_be_shown_by_a_page() -> None:
    one = Print("0af3", jpeg(48, 27), 48, 27)
    kind, _, data = one.address.partition(";base64,")
    assert kind == "data:image/jpeg"
    assert Image.open(BytesIO(b64decode(data))).size == (48, 27)


def test_two_keys_are_two_names() -> None:
    assert Print("0a", b"", 1, 1).name == "frame-0a.svg" != Print("0b", b"", 1, 1).name


def frame(folder: Path, width: int, height: int) -> Frame:
    """Keep a picture, red on its left half and blue on its right, as a frame."""
    picture = Image.new("RGB", (width, height), (200, 20, 20))
    picture.paste((20, 20, 200), (width // 2, 0, width, height))
    picture.save(folder / "0af3.png")
    return Frame(folder / "0af3.png", "0af3", "ISO 800", ("one",))


def test_a_print_is_as_wide_as_paper_has_room_and_keeps_shape_and_colours(tmp_path: Path) -> None:
    made = print_of(frame(tmp_path, 960, 540), 480)
    assert made is not None
    assert (made.key, made.width, made.height, made.exposure, made.remarks) == ("0af3", 480, 270, "ISO 800", ("one",))
    shown = Image.open(BytesIO(made.jpeg))
    assert shown.size == (480, 270)
    for x, wanted in ((120, (200, 20, 20)), (360, (20, 20, 200))):
        assert all(abs(a - b) < 12 for a, b in zip(shown.getpixel((x, 135)), wanted, strict=True))  # type: ignore[arg-type]


def test_a_small_frame_is_not_blown_up(tmp_path: Path) -> None:
    made = print_of(frame(tmp_path, 96, 54), 480)
    assert made is not None
    assert (made.width, made.height) == (96, 54)


def test_the_same_frame_is_the_same_print(tmp_path: Path) -> None:
    one = frame(tmp_path, 320, 180)
    assert print_of(one, 160) == print_of(one, 160)


def test_a_frame_whose_picture_is_cut_off_is_no_print(tmp_path: Path) -> None:
    one = frame(tmp_path, 960, 540)
    whole = one.file.read_bytes()
    one.file.write_bytes(whole[: len(whole) // 2])
    assert print_of(one, 480) is None


@given(st.integers(16, 400), st.integers(16, 400), st.integers(16, 400))
@settings(max_examples=15, deadline=None)
def test_a_print_is_never_wider_than_asked_for_and_keeps_its_shape(width: int, height: int, room: int) -> None:
    with TemporaryDirectory() as folder:
        made = print_of(frame(Path(folder), width, height), room)
    assert made is not None
    assert made.width == min(width, room)
    assert abs(made.height - height * made.width / width) <= 1
    assert Image.open(BytesIO(made.jpeg)).size == (made.width, made.height)


def test_frames_are_printed_by_shot_and_damaged_ones_left_out(tmp_path: Path) -> None:
    good = frame(tmp_path, 96, 54)
    (tmp_path / "bad.png").write_bytes(b"no picture")
    bad = Frame(tmp_path / "bad.png", "0af4", "", ())
    found = prints_of({"1A": good, "1B": bad}, 48)
    assert set(found) == {"1A"}
    assert found["1A"].width == 48


def test_what_is_in_a_frame_is_said_in_the_language_of_the_paper() -> None:
    looking = shot("3A", "anna", need=Need("any", "cupola.top", view="Lisbon"))
    assert described(looking, "CUPOLA", english()) == "3A: CU, 35 mm, CUPOLA, cupola.top"
    assert described(looking, "КУПОЛ", language_of("ru")) == "3A: CU, 35 mm, КУПОЛ, илл. «центр» Купола"
    assert described(shot("1A", lens="", size=""), "NAUKA", english()) == "1A: NAUKA"
