"""Frames as paper has them: their names and how they travel."""

from __future__ import annotations

from base64 import b64decode
from io import BytesIO
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from cupola.publish.prints import Print


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
