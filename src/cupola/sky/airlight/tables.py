"""The light of the air seen from space, worked out once for one kind of air: tables that a picture is read from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.errors import Message, SkyError
from cupola.sky.airlight.kernel import Medium, again_table, sunshine_table
from cupola.sky.airlight.profile import Profile
from cupola.sky.airlight.views import daylight_table, ground_table, limb_table
from cupola.sky.atmosphere import Air
from cupola.sky.spectrum import observer, sunlight, tristimulus

Floats = NDArray[np.float64]
Table = NDArray[np.float32]

HIGH_KM: Final = 6.0
"""The second height of ground: between it and the sea's, light is read linearly."""
ALBEDO: Final = 0.25
"""Share that the ground reflects into the air: the mean of land, sea and cloud below, rounded; confidence medium."""

_SUNSHINE: Final = (96, 384, 400)
_AGAIN: Final = (48, 96, 128, 24)
_LIMB: Final = (72, 128, 40, 60)
_GROUND: Final = (40, 96, 24, 32)
_DAYLIGHT: Final = (96, 256, 32)

OnStep = Callable[[float], None]
"""Told the share of the work that is done, 0 to 1."""


@dataclass(frozen=True, slots=True)
class AirTables:
    """The light of the air, CIE 1931 XYZ with Y in cd/m2 and lx at 1 au. Axes: `views` and `kernel.sun_place`.

    Attributes
    ----------
    limb : ndarray, shape (72, 128, 40, 3)
        Radiance of the air along rays that miss the ground: by tangent height, the Sun's elevation at the tangent
        point, and its azimuth from the line of sight.
    ground : ndarray, shape (2, 40, 96, 24, 3)
        Radiance of the air before ground at sea level and 6 km: by line of sight, the Sun's elevation and azimuth.
    shaded, lit : ndarray, shape (2, 40, 96, 3)
        Radiance of white ground of both heights, seen through the air: in the shade, lit by the sky alone, and what
        direct sun adds on a plate that faces it.
    daylight : ndarray, shape (2, 96, 3)
        Illuminance of level ground at both heights, Sun and sky, by the Sun's elevation.
    """

    limb: Table
    ground: Table
    shaded: Table
    lit: Table
    daylight: Table

    @classmethod
    def made(cls, air: Air | None = None, albedo: float = ALBEDO, on_step: OnStep = lambda _: None) -> AirTables:
        """Work them out: about half a minute of two cores.

        Parameters
        ----------
        air : Air, optional
            Ozone, haze, dust.
        albedo : float
            What the ground reflects into the air.
        on_step : callable
            Told how much is done.

        Raises
        ------
        SkyError
            An albedo outside 0 to 1 (E347).
        """
        if not 0.0 <= albedo <= 1.0:
            raise SkyError(Message("E347", f"no ground reflects {albedo:g} of its light", hint="give 0 to 1"))
        medium = _medium(Profile.of(air or Air()), albedo, on_step)
        limb = limb_table(medium, _eye(), *_LIMB)
        on_step(0.6)
        grounds = []
        for height in (0.0, HIGH_KM):
            grounds.append(_ground(medium, height))
            on_step(0.8 + 0.2 * (height > 0.0))
        ground, shaded, lit, daylight = (np.stack(of).astype(np.float32) for of in zip(*grounds, strict=True))
        return cls(limb.astype(np.float32), ground, shaded, lit, daylight)

    def arrays(self) -> dict[str, Table]:
        """Give the tables by name, to be kept."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[np.generic]]) -> AirTables | None:
        """Make them of what `arrays` gave; None if it is not that."""
        shapes = {
            "limb": (*_LIMB[:3], 3),
            "ground": (2, *_GROUND[:3], 3),
            "shaded": (2, *_GROUND[:2], 3),
            "lit": (2, *_GROUND[:2], 3),
            "daylight": (2, _GROUND[1], 3),
        }
        found = {name: arrays[name] for name in shapes if name in arrays}
        if any(name not in found or found[name].shape != shape for name, shape in shapes.items()):
            return None
        return cls(**{name: np.asarray(table, np.float32) for name, table in found.items()})


def _eye() -> Floats:
    """Give what turns shares of sunlight in bands into XYZ, shape (3, 41)."""
    return np.ascontiguousarray(tristimulus(np.diag(sunlight())).T)


def _medium(profile: Profile, albedo: float, on_step: OnStep) -> Medium:
    bare = (profile.molecules, profile.particles, profile.extinction)
    shone = sunshine_table(profile.extinction, *_SUNSHINE)
    on_step(0.05)
    once = Medium(*bare, shone, np.zeros((2, 2, len(observer()))))
    again = again_table(once, albedo, *_AGAIN)
    on_step(0.3)
    return once._replace(again=again)


def _ground(medium: Medium, height: float) -> tuple[Floats, Floats, Floats, Floats]:
    """Give the tables of ground at a height: light of the air, of ground in shade and in the Sun, and daylight."""
    light, passed = ground_table(medium, _eye(), height, *_GROUND)
    direct, beam, sky = daylight_table(medium, height, *_DAYLIGHT)
    through = [np.einsum("qb,vb,sb->vsq", _eye(), passed, of) / np.pi for of in (sky, beam)]
    return light, through[0], through[1], (direct + sky) @ _eye().T
