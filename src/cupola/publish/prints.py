"""Frames as paper has them: small pictures, with what is said of each."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from cupola.preview.frames import Frame
from cupola.production.scene import Shot
from cupola.publish.language import Language

ON_A_CALL_SHEET: Final = 480
"""Pixels across: 300 to the inch on 41 mm."""
ON_A_WALL: Final = 960
"""The same on 65 mm of a storyboard, or 92 mm of one that is printed on A3."""

_QUALITY = 86


@dataclass(frozen=True, slots=True)
class Print:
    """A frame that was taken, small enough for paper.

    Attributes
    ----------
    key : str
        The key of what was taken: hexadecimal digits.
    jpeg : bytes
        The picture, so many pixels wide and high.
    exposure : str
        The exposure that it was developed with: `f/4, 1/48 s, ISO 800`.
    remarks : tuple of str
        What is to be known of it, such as why it is black.
    credits : tuple of str
        Whose pictures and lists are in it.
    """

    key: str
    jpeg: bytes
    width: int
    height: int
    exposure: str = ""
    remarks: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name by which a sheet asks for the picture."""
        return f"frame-{self.key}.svg"

    @property
    def address(self) -> str:
        """The picture as an address that holds it whole, for a page that needs nothing else."""
        return f"data:image/jpeg;base64,{b64encode(self.jpeg).decode()}"

    @property
    def drawing(self) -> str:
        """The picture within an SVG: a file of text, which is what a sheet can be given."""
        size = f'width="{self.width}" height="{self.height}"'
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><image {size} href="{self.address}"/></svg>'


def described(shot: Shot, place: str, language: Language) -> str:
    """Say what is in the frame of a shot, for who cannot see it: `3A: CU, 35 mm, CUPOLA, cupola.top`."""
    words = (shot.size, shot.lens, place, language.name(shot.need.window or ""))
    return language.say("frame-described", shot=shot.id, what=", ".join(word for word in words if word))


def print_of(frame: Frame, width: int) -> Print | None:
    """Print a frame at most so many pixels wide; None where its picture is damaged."""
    from PIL import Image

    held = BytesIO()
    try:
        with Image.open(frame.file, formats=("PNG",)) as picture:
            shown = picture.convert("RGB")
    except (OSError, ValueError, SyntaxError):
        return None
    if shown.width > width:
        shown = shown.resize((width, max(1, round(shown.height * width / shown.width))), Image.Resampling.LANCZOS)
    shown.save(held, "JPEG", quality=_QUALITY)
    return Print(frame.key, held.getvalue(), *shown.size, frame.exposure, frame.remarks, frame.credits)


def credits_of(prints: Iterable[Print]) -> tuple[str, ...]:
    """Give whose pictures and lists are in some frames, each once."""
    return tuple(dict.fromkeys(credit for one in prints for credit in one.credits))


def prints_of(frames: Mapping[str, Frame], width: int) -> dict[str, Print]:
    """Print frames by shot, at most so many pixels wide; those whose pictures are damaged are left out."""
    found = {shot: print_of(frame, width) for shot, frame in frames.items()}
    return {shot: one for shot, one in found.items() if one is not None}
