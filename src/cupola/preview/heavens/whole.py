"""All that shines besides the Earth in daylight: read once, added to each picture."""

from __future__ import annotations

from dataclasses import dataclass, field

from cupola.errors import Message, PreviewError
from cupola.preview.eye import Eye
from cupola.preview.heavens.airglow import add_airglow
from cupola.preview.heavens.lamps import Bits
from cupola.preview.heavens.moon import add_moon
from cupola.preview.heavens.planets import planets
from cupola.preview.heavens.stars import CREDIT as STARS_CREDIT
from cupola.preview.heavens.stars import Stars
from cupola.preview.heavens.sun import add_sun
from cupola.preview.heavens.towns import CANDELA, DRY, Towns
from cupola.preview.heavens.towns import CREDIT as TOWNS_CREDIT
from cupola.preview.heavens.veil import Picture, Veil
from cupola.sky.atmosphere import Air


@dataclass(frozen=True, slots=True)
class Heavens:
    """Stars, planets, Moon, Sun, the glow of the night air, the lights of towns.

    Attributes
    ----------
    air : Air
        What the light comes through.
    stars, towns : optional
        None: there are none in the picture.
    remarks : tuple of Message
        What is missing, and what to do (E810).
    """

    air: Air = field(default_factory=Air)
    stars: Stars | None = None
    towns: Towns | None = None
    remarks: tuple[Message, ...] = ()

    @classmethod
    def read(cls, air: Air | None = None, candela: float = CANDELA, sea: Bits = DRY) -> Heavens:
        """Read the lists of stars and towns; one that is not installed is left out, with a remark.

        Parameters
        ----------
        air : Air, optional
            Ozone, haze, dust.
        candela : float
            Light of a town for each head, cd; 0 for dark towns.
        sea : ndarray of uint8, shape (rows, columns / 8)
            Where no lamp stands, a bit a cell: `Materials.mask`.

        Raises
        ------
        PreviewError
            An impossible light (E812).
        """
        stars, towns = None, None
        remarks: list[Message] = []
        try:
            stars = Stars.read()
        except PreviewError as missing:
            remarks.extend(missing.messages)
        try:
            towns = Towns.read(candela, sea)
        except PreviewError as missing:
            if any(message.code != "E810" for message in missing.messages):
                raise
            remarks.extend(missing.messages)
        return cls(air or Air(), stars, towns, tuple(remarks))

    def add(self, picture: Picture, seen: Veil, eye: Eye) -> None:
        """Add all of it to a picture of the Earth.

        Parameters
        ----------
        picture : ndarray of float32, shape (h, w, 3)
            Rec. 2020 in cd/m2; changed in place.
        seen : Veil
            What stands before it.
        eye : Eye
            The camera.
        """
        if self.towns is not None:
            self.towns.add(picture, seen, eye)
        add_airglow(picture, seen, eye)
        if self.stars is not None:
            self.stars.add(picture, seen, eye, self.air)
        planets(eye.at).add(picture, seen, eye, self.air)
        add_moon(picture, eye, self.air)
        add_sun(picture, eye, self.air)

    @property
    def credits(self) -> tuple[str, ...]:
        """Whose work is in the picture, a line each."""
        given = ((self.stars, STARS_CREDIT), (self.towns, TOWNS_CREDIT))
        return tuple(line for one, line in given if one is not None)
