"""Frames as paper has them: small pictures, with what is said of each."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass


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
    """

    key: str
    jpeg: bytes
    width: int
    height: int
    exposure: str = ""
    remarks: tuple[str, ...] = ()

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
