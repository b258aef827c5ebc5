"""The light of the air seen from space, worked out once for one kind of air: tables that a picture is read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.errors import Message, SkyError
from cupola.sky.airlight.kernel import Medium, again_table, sunshine_table
from cupola.sky.airlight.profile import Profile
from cupola.sky.airlight.views import daylight_table, ground_table, limb_table
from cupola.sky.atmosphere import Air
from cupola.sky.spectrum import sunlight, tristimulus
from cupola.steps import OnStep

Floats = NDArray[np.float64]
Table = NDArray[np.float32]

HIGH_KM: Final = 6.0
"""The second height of ground: between it and the sea's, light is read linearly."""
ALBEDO: Final = 0.25
"""Share that the ground reflects into the air: the mean of land, sea and cloud below, rounded; confidence medium."""


@dataclass(frozen=True, slots=True)
class Fineness:
    """How finely tables are made: their shapes, and after them the steps of a ray.

    Attributes
    ----------
    sunshine, again, limb, ground, daylight : tuple of int
        As the functions of `kernel` and `views` take them.
    """

    sunshine: tuple[int, int, int] = (96, 384, 400)
    again: tuple[int, int, int, int] = (48, 96, 128, 24)
    limb: tuple[int, int, int, int] = (72, 128, 40, 60)
    ground: tuple[int, int, int, int] = (40, 96, 24, 32)
    daylight: tuple[int, int] = (256, 32)


FINE: Final = Fineness()
"""For pictures: within 3 % of rays followed on their own, at the median 0.3 %."""
COARSE: Final = Fineness((48, 192, 100), (16, 48, 64, 12), (36, 64, 16, 24), (16, 48, 10, 12), (64, 12))
"""For trials: a second of work."""


@dataclass(frozen=True, slots=True)
class AirTables:
    """The light of the air, CIE 1931 XYZ with Y in cd/m2 and lx at 1 au. Axes: `views` and `kernel.sun_place`.

    Shapes are those of `FINE`.

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
    def made(
        cls,
        air: Air | None = None,
        albedo: float = ALBEDO,
        on_step: OnStep = lambda _: None,
        fineness: Fineness = FINE,
    ) -> AirTables:
        """Work them out: about five seconds of two cores, and as much again the first time on a machine.

        Parameters
        ----------
        air : Air, optional
            Ozone, haze, dust.
        albedo : float
            What the ground reflects into the air.
        on_step : callable
            Told how much is done.
        fineness : Fineness
            How finely.

        Raises
        ------
        SkyError
            An albedo outside 0 to 1 (E347).
        """
        if not 0.0 <= albedo <= 1.0:
            raise SkyError(Message("E347", f"no ground reflects {albedo:g} of its light", hint="give 0 to 1"))
        medium = medium_of(Profile.of(air or Air()), albedo, fineness, on_step)
        limb = limb_table(medium, eye(), *fineness.limb)
        on_step(0.7)
        grounds = []
        for height in (0.0, HIGH_KM):
            grounds.append(_ground(medium, height, fineness))
            on_step(0.85 + 0.15 * (height > 0.0))
        ground, shaded, lit, daylight = (np.stack(of).astype(np.float32) for of in zip(*grounds, strict=True))
        return cls(limb.astype(np.float32), ground, shaded, lit, daylight)

    def arrays(self) -> dict[str, Table]:
        """Give the tables by name, to be kept."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[np.generic]], fineness: Fineness = FINE) -> AirTables | None:
        """Make them of what `arrays` gave; None if it is not that."""
        views, suns = fineness.ground[:2]
        shapes = {
            "limb": (*fineness.limb[:3], 3),
            "ground": (2, *fineness.ground[:3], 3),
            "shaded": (2, views, suns, 3),
            "lit": (2, views, suns, 3),
            "daylight": (2, suns, 3),
        }
        found = {name: arrays[name] for name in shapes if name in arrays}
        if any(name not in found or found[name].shape != shape for name, shape in shapes.items()):
            return None
        return cls(**{name: np.asarray(table, np.float32) for name, table in found.items()})


def eye() -> Floats:
    """Give what turns shares of sunlight in bands into XYZ, shape (3, 41)."""
    return np.ascontiguousarray(tristimulus(np.diag(sunlight())).T)


def medium_of(profile: Profile, albedo: float, fineness: Fineness = FINE, on_step: OnStep = lambda _: None) -> Medium:
    """Give what light goes through, over ground that reflects a share of it."""
    bare = (profile.molecules, profile.particles, profile.extinction)
    shone = sunshine_table(profile.extinction, *fineness.sunshine)
    on_step(0.1)
    once = Medium(*bare, shone, np.zeros((2, 2, profile.extinction.shape[1])))
    again = again_table(once, albedo, *fineness.again)
    on_step(0.4)
    return once._replace(again=again)


def _ground(medium: Medium, height: float, fineness: Fineness) -> tuple[Floats, Floats, Floats, Floats]:
    """Give the tables of ground at a height: light of the air, of ground in shade and in the Sun, and daylight."""
    light, passed = ground_table(medium, eye(), height, *fineness.ground)
    direct, beam, sky = daylight_table(medium, height, fineness.ground[1], *fineness.daylight)
    through = [np.einsum("qb,vb,sb->vsq", eye(), passed, of) / np.pi for of in (sky, beam)]
    return light, through[0], through[1], (direct + sky) @ eye().T
