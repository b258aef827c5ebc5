"""From the frames that states are published in into the house's: TEME, the frame of SGP4.

GCRS to the true equator by precession and nutation IAU 2006/2000A (ERFA's `c2i06a`), then by the Earth rotation angle
less Greenwich mean sidereal time 1982, which is how TEME is tied to the Earth (Vallado and others 2006). Both angles
take UTC for UT1; it drops out of their difference. EME2000, the mean equator and equinox of J2000, is the GCRS turned
by the frame bias, 0.02 arcsec. States in an ITRF are turned by sidereal time alone, as all that is Earth-fixed here.
"""

from __future__ import annotations

import re
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.clock import DAY, JD_1970, Instants
from cupola.sky.earth import SPIN, from_fixed, sidereal_angle
from cupola.sky.interpolation import Table, nodes
from cupola.sky.orbit import Vectors
from cupola.sky.teme import terrestrial_days

Matrices = NDArray[np.float64]

FRAMES: Final = ("EME2000", "J2000", "GCRF", "ICRF", "TEME")
"""Inertial frames that can be read, by their CCSDS names."""

_FIXED: Final = re.compile(r"ITRF(?:[- ]?\d{2,4})?")
_STEP: Final = DAY / 4  # the fastest term of nutation worth a centimetre has 4.7 days
_POINTS: Final = 8


def is_known_frame(name: str) -> bool:
    """Say whether states in a frame can be turned into TEME."""
    return name.upper() in FRAMES or _FIXED.fullmatch(name.upper()) is not None


def to_teme(frame: str, at: Instants, position: Vectors, velocity: Vectors) -> tuple[Vectors, Vectors]:
    """Turn states at instants, shape (n,), from a known frame into TEME.

    The 50 arcsec by which TEME itself turns in a year are left out of the velocity: 0.05 mm/s.

    Parameters
    ----------
    position, velocity : ndarray, shape (n, 3)
        km and km/s.
    """
    name = frame.upper()
    if name == "TEME":
        return position, velocity
    if name not in FRAMES:
        carried = np.cross([0.0, 0.0, SPIN], position)
        return from_fixed(position, at), from_fixed(velocity + carried, at)
    matrices = _from_gcrs(at)
    if name in ("EME2000", "J2000"):
        matrices = matrices @ _gcrs_from_j2000()
    return np.einsum("nij,nj->ni", matrices, position), np.einsum("nij,nj->ni", matrices, velocity)


def _from_gcrs(at: Instants) -> Matrices:
    """Give the matrices from the GCRS to TEME, shape (n, 3, 3): worked out four times a day, and interpolated."""
    start, stop = float(at[0]), float(at[-1])
    table = Table(start, _STEP, _exact(nodes(start, stop, _STEP, _POINTS)).reshape(-1, 9), _POINTS)
    return table(at).reshape(-1, 3, 3)


def _exact(at: Instants) -> Matrices:
    import erfa

    turn = erfa.era00(JD_1970, at / DAY) - sidereal_angle(at)
    matrices: Matrices = erfa.rz(turn, erfa.c2i06a(JD_1970, terrestrial_days(at)))
    return matrices


def _gcrs_from_j2000() -> Matrices:
    import erfa

    bias: Matrices = erfa.bp06(2451545.0, 0.0)[0]
    return bias.T
