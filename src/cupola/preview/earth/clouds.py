"""The clouds of a picture: a sky that a seed makes, one that the user gives as a picture, or none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cupola.clock import DAY
from cupola.errors import Message, PreviewError
from cupola.preview.earth import grain, image, kinds, pyramid, weather
from cupola.preview.earth.bent import Floats
from cupola.preview.earth.ground import WHITEST, Weather
from cupola.preview.earth.materials import SHARE
from cupola.preview.earth.pyramid import Floats32, Pyramid
from cupola.preview.kept import kept
from cupola.steps import OnStep

SEED: Final = 1
"""The sky that is shown when none is asked for."""
MOST_SEED: Final = 999_999

_DRIFT: Final = 9.0 / 360.0
"""Turns a day by which weather goes east: storms of the middle latitudes make 8 to 15 deg (rounded)."""
_BEND_DAYS: Final = 5.3
_FOLLOWS: Final = 0.3
"""Share of the Sun's way north and south that clouds of the tropics go with it (Waliser and Gautier 1993; rounded)."""


@dataclass(frozen=True, slots=True)
class Clouds:
    """A sky.

    Attributes
    ----------
    cover : Pyramid
        Share of light that clouds send back, 0 to 0.7.
    climate : Pyramid
        Where there are more and fewer of them: odds / (1 + odds).
    kind, lean : Pyramid
        Of which kind they are, a third of the index of `kinds.KINDS`; and a half, with a sixth of what the place adds.
    squares, contrast : Pyramid, ndarray
        How they look from near: `kinds.squares`.
    is_own : bool
        Whether Cupola made it: then it drifts and changes its shape from day to day, and has shapes near the camera.
    credits : str
        Whose picture it is.
    """

    cover: Pyramid
    climate: Pyramid
    kind: Pyramid
    lean: Pyramid
    squares: Pyramid
    contrast: pyramid.Floats32
    is_own: bool
    credits: str = ""

    @classmethod
    def of_seed(cls, seed: int = SEED, on_step: OnStep = lambda _: None) -> Clouds:
        """Open the sky of a seed, 0 to 999999, or make it: a quarter of a minute.

        Raises
        ------
        PreviewError
            Another seed (E809).
        """
        if not 0 <= seed <= MOST_SEED:
            raise _unknown(str(seed))
        arrays = kept("clouds", str(seed), lambda step: _made(seed, step), on_step, sources=(weather, pyramid))
        cover, odds, kind, lean = (Pyramid.read(arrays, name) for name in ("cover", "climate", "kind", "lean"))
        near = kept("kinds", "", lambda _: _near(), sources=(kinds, grain, pyramid))
        return cls(cover, odds, kind, lean, Pyramid.read(near, "squares"), near["contrast"], is_own=True)

    @classmethod
    def of_file(cls, path: Path, on_step: OnStep = lambda _: None) -> Clouds:
        """Open the user's picture of clouds: white, or opaque, where they are; it stays as it is.

        Raises
        ------
        PreviewError
            The picture is missing (E101), none (E806), not the whole Earth (E807), too large (E808).
        """
        image.looked_at(path)
        key = image.fingerprint(path)
        arrays = kept("cloud-map", key, lambda step: _taken(path, step), on_step, sources=(image, pyramid))
        return cls(Pyramid.read(arrays, "cover"), *_plain(), is_own=False, credits=f"Clouds: {path.name}.")

    @classmethod
    def chosen(cls, choice: str, on_step: OnStep = lambda _: None) -> Clouds | None:
        """Give the clouds that a user asks for: `none`, the number of a sky, or a picture.

        Raises
        ------
        PreviewError
            It is none of these (E809), or a picture that cannot be read: `of_file`.
        """
        if choice == "none":
            return None
        if choice.isascii() and choice.isdigit():
            return cls.of_seed(int(choice), on_step)
        if Path(choice).suffix:
            return cls.of_file(Path(choice), on_step)
        raise _unknown(choice)

    @classmethod
    def even(cls, share: float) -> Clouds:
        """Make a sky that is the same everywhere and sends back a share of light, 0 to 0.7."""
        return cls(_even(share), *_plain(), is_own=False)

    def weather(self, at: float, sun: Floats) -> Weather:
        """Give where the clouds stand at an instant, UTC seconds, and a place of the Sun, Earth-fixed, shape (3,)."""
        days = at / DAY
        declination = float(np.degrees(np.arctan2(sun[2], np.hypot(sun[0], sun[1]))))
        is_cloudy = self.is_own or bool(self.cover.codes.any())
        phase = 2.0 * np.pi * (days / _BEND_DAYS % 1.0)
        return Weather(days * _DRIFT % 1.0, _FOLLOWS * declination / 180.0, phase, is_cloudy, self.is_own)


def _unknown(choice: str) -> PreviewError:
    hint = f"give none, a number from 0 to {MOST_SEED}, or a picture of clouds"
    return PreviewError(Message("E809", f"no clouds are known by {choice}", hint=hint))


def _made(seed: int, on_step: OnStep) -> dict[str, pyramid.Codes]:
    cover, kind = weather.sky(seed, on_step=on_step)
    odds, lean = weather.climate()
    maps = {"cover": cover, "kind": kind, "climate": odds, "lean": lean}
    found: dict[str, pyramid.Codes] = {}
    for name, one in maps.items():
        found |= Pyramid.of(pyramid.copies(one, SHARE)).named(name)
    return found


def _near() -> dict[str, NDArray[Any]]:
    squares, contrast = kinds.squares()
    return {**squares.named("squares"), "contrast": contrast}


def _plain() -> tuple[Pyramid, Pyramid, Pyramid, Pyramid, Floats32]:
    """Give what a sky without kinds has in their place."""
    squares = Pyramid.of([np.zeros((16, 16, len(kinds.KINDS)), np.uint8), np.zeros((8, 8, len(kinds.KINDS)), np.uint8)])
    return _even(0.5), _even(0.0), _even(0.5), squares, pyramid.fixed(np.zeros((len(kinds.KINDS), 2), np.float32))


def _taken(path: Path, on_step: OnStep) -> dict[str, pyramid.Codes]:
    """Take what is opaque for cloud, or, where all is, what is light."""
    light, alpha = (np.asarray(band) for band in image.bands(path, "LA"))
    on_step(0.5)
    share = (light if alpha.min() == 255 else alpha).astype(np.float32)
    share *= np.float32(WHITEST / 255.0)
    return Pyramid.of(pyramid.copies(share, SHARE)).named("cover")


def _even(share: float) -> Pyramid:
    return Pyramid.of(pyramid.copies(np.full((16, 32), share, np.float32), SHARE))
