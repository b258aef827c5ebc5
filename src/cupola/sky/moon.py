"""The Moon: where it is seen, in TEME, its phase, and the light that it sends.

Place by ERFA's `moon98` (Meeus 1998, chapter 47; 2.9 arcsec rms against ELP/MPP02, 18 arcsec at worst) with light time;
the Earth's aberration is the Moon's own and drops out. From the station the Moon stands up to a degree elsewhere than
from the Earth's centre: its direction is the Moon less the station's position.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.clock import DAY, JD_1970, Instants, Span
from cupola.sky.eclipse import limb_elevation, limit
from cupola.sky.interpolation import Table, nodes
from cupola.sky.orbit import Vectors
from cupola.sky.sun import AU_KM, C_AU_A_DAY
from cupola.sky.teme import from_mean_equator, terrestrial_days

Floats = NDArray[np.float64]

RADIUS_KM: Final = 1737.4
"""The Moon's mean radius: IAU Working Group on Cartographic Coordinates 2015."""
MEAN_DISTANCE_KM: Final = 384400.0
FULL_MOON_LX: Final = 0.32
"""Full Moon above the air at its mean distance, lx: V = -12.73 (Allen 1976) and 2.54e-6 lx for magnitude 0."""

_STEP: Final = DAY / 2
_POINTS: Final = 8


def moon_position(at: Instants) -> Vectors:
    """Give the apparent Moon from the Earth's centre at instants, shape (n,): km, TEME, shape (n, 3)."""
    import erfa

    tt = terrestrial_days(at)
    state = erfa.moon98(JD_1970, tt)
    late = np.linalg.norm(state["p"], axis=-1) / C_AU_A_DAY
    return from_mean_equator((state["p"] - state["v"] * late[:, None]) * AU_KM, tt)


class MoonTable:
    """The Moon of a span, solved for every twelve hours and interpolated: 0.001 arcsec from `moon_position`."""

    __slots__ = ("_table",)

    def __init__(self, span: Span) -> None:
        self._table = Table(span.start, _STEP, moon_position(nodes(span.start, span.stop, _STEP, _POINTS)), _POINTS)

    def __call__(self, at: Instants) -> Vectors:
        """Give the apparent Moon at instants of the span, shape (n,): km, TEME, shape (n, 3)."""
        return self._table(at)


def phase_angle(position: Vectors, moon: Vectors, sun: Vectors) -> Floats:
    """Give the angle at the Moon between the Sun and the viewer, in deg: 0 is full Moon, 180 is new.

    Parameters
    ----------
    position, moon, sun : ndarray, shape (n, 3)
        The viewer, the Moon and the Sun from the Earth's centre, km, in one frame; for the Earth's
        centre the viewer's position is 0.
    """
    to_viewer, to_sun = position - moon, sun - moon
    cross = np.linalg.norm(np.cross(to_viewer, to_sun), axis=-1)
    angle: Floats = np.degrees(np.arctan2(cross, np.einsum("ni,ni->n", to_viewer, to_sun)))
    return angle


def angular_radius(position: Vectors, moon: Vectors) -> Floats:
    """Give half the Moon's width on the sky of the viewer, in deg, shape (n,)."""
    radius: Floats = np.degrees(np.arcsin(RADIUS_KM / np.linalg.norm(moon - position, axis=-1)))
    return radius


def moonlight(position: Vectors, moon: Vectors, sun: Vectors) -> Floats:
    """Give the Moon's illuminance, in lx, on a plate at the station that faces it; none behind the Earth.

    Phase law of Allen (1976) as in Krisciunas and Schaefer (1991, eq. 9), without the opposition surge: within 7 deg of
    full the real Moon is up to a third brighter. What is behind the hard limb is dark, straight rays, no air.

    Parameters
    ----------
    position, moon, sun : ndarray, shape (n, 3)
        The station, the Moon and the Sun from the Earth's centre, km, in one frame whose z is the Earth's axis.
    """
    centre = limb_elevation(position, moon, limit("centre"))
    shown = np.clip(0.5 + centre / (2.0 * angular_radius(position, moon)), 0.0, 1.0)
    light: Floats = open_moonlight(position, moon, sun) * shown
    return light


def open_moonlight(position: Vectors, moon: Vectors, sun: Vectors) -> Floats:
    """Give the same as `moonlight` of a Moon that nothing hides."""
    angle = phase_angle(position, moon, sun)
    fading = 10.0 ** (-0.4 * (0.026 * angle + 4e-9 * angle**4))
    near = (MEAN_DISTANCE_KM / np.linalg.norm(moon - position, axis=-1)) ** 2
    lit = (AU_KM / np.linalg.norm(sun - moon, axis=-1)) ** 2
    light: Floats = FULL_MOON_LX * fading * near * lit
    return light
