"""The planets that the eye sees, as points among the stars: Mercury, Venus, Mars, Jupiter, Saturn.

Places by ERFA's `plan94` (Simon and others 1994): some 10 arcsec for the inner planets, 80 for Jupiter and Saturn, a
pixel of a 35 mm lens. Light as Mallama and Hilton (2018) give it, without the spots of Mars.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.clock import JD_1970
from cupola.light.colour import black_body
from cupola.preview.colour import of_xyz
from cupola.preview.heavens.stars import ZERO_LX, Stars, temperature
from cupola.sky.sun import C_AU_A_DAY
from cupola.sky.teme import terrestrial_days

Floats = NDArray[np.float64]

NAMES: Final = ("Mercury", "Venus", "Mars", "Jupiter", "Saturn")

_NUMBERS: Final = (1, 2, 4, 5, 6)
"""As `plan94` has them."""
# Magnitude at 1 au from Sun and Earth, by powers of the phase angle in deg (Mallama and Hilton 2018, section 2 and 3).
_PHASES: Final = (
    (-0.613, 6.3280e-02, -1.6336e-03, 3.3644e-05, -3.4265e-07, 1.6893e-09, -3.0334e-12),
    (-4.384, -1.044e-03, 3.687e-04, -2.814e-06, 8.938e-09),
    (-1.601, 2.267e-02, -1.302e-04),
    (-9.395, -3.7e-04, 6.16e-04),
    (-8.914, 2.6e-02),
)
_THIN_VENUS: Final = (163.7, (236.05828, -2.81914, 8.39034e-03))
"""Beyond this phase angle, deg, Venus has another law."""
_COLOURS: Final = (0.97, 0.82, 1.43, 0.87, 1.09)
"""B - V (Mallama and others 2017, rounded)."""
_SATURN: Final = 4
_SATURNS_POLE: Final = np.array([0.08547883, 0.07323576, 0.99364475])
"""ICRS; from the IAU's right ascension 40.589 deg and declination 83.537 deg."""
_RINGS: Final = (1.825, 0.378, 2.25)


def planets(at: float) -> Stars:
    """Give the planets at an instant, UTC seconds, as stars that do not move."""
    import erfa

    tt = terrestrial_days(np.array([at]))
    earth = erfa.epv00(JD_1970, tt)[0]["p"]
    number = np.array(_NUMBERS)
    seen = erfa.plan94(JD_1970, tt, number)["p"] - earth
    for _ in range(2):  # where they were when their light left
        late = np.linalg.norm(seen, axis=-1) / C_AU_A_DAY
        there = erfa.plan94(JD_1970, tt - late, number)["p"]
        seen = there - earth
    colours = np.maximum(of_xyz(black_body(temperature(np.array(_COLOURS)))), 0.0)
    light = ZERO_LX * 10.0 ** (-0.4 * magnitudes(there, seen))[:, None] * colours
    ways = seen / np.linalg.norm(seen, axis=-1, keepdims=True)
    return Stars(*(_still(of) for of in (ways, np.zeros_like(ways), light)))


def magnitudes(from_sun: Floats, from_earth: Floats) -> Floats:
    """Give the magnitudes of the planets from where they stand about Sun and Earth, au, shape (5, 3) each."""
    near, far = np.linalg.norm(from_sun, axis=-1), np.linalg.norm(from_earth, axis=-1)
    cosine = np.einsum("ni,ni->n", from_sun, from_earth) / (near * far)
    phase = np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0)))
    found = 5.0 * np.log10(near * far)
    for k, powers in enumerate(_PHASES):
        law = _THIN_VENUS[1] if NAMES[k] == "Venus" and phase[k] >= _THIN_VENUS[0] else powers
        found[k] += np.polynomial.polynomial.polyval(phase[k], law)
    found[_SATURN] -= _rings(from_sun[_SATURN], from_earth[_SATURN], float(phase[_SATURN]))
    magnitude: Floats = found
    return magnitude


def _rings(from_sun: Floats, from_earth: Floats, phase: float) -> float:
    """Give by how many magnitudes Saturn's rings make it brighter, by how far both Sun and Earth stand over them."""
    over = [float(np.arcsin(way @ _SATURNS_POLE / np.linalg.norm(way))) for way in (from_sun, from_earth)]
    open_ = np.sin(np.sqrt(max(over[0] * over[1], 0.0)))
    steady, surge, narrow = _RINGS
    return float(open_ * (steady + surge * np.exp(-narrow * phase)))


def _still(values: Floats) -> NDArray[np.float32]:
    found = np.ascontiguousarray(values, np.float32)
    found.flags.writeable = False
    return found
