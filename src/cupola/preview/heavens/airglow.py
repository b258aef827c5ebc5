"""The glow of the night air: a shell of green light at 97 km and a fainter, yellow one of sodium below it.

A line of sight crosses a shell twice beside the Earth and once before it, or once over an eye below it; each crossing
glows by itself, so that the glow ends where the day begins.
"""

from __future__ import annotations

import math
from functools import cache
from typing import Final

import numpy as np
from numba import prange
from numpy.typing import NDArray

from cupola.compiled import compiled, spread
from cupola.preview.colour import luminance, of_xyz
from cupola.preview.eye import Eye
from cupola.preview.heavens.edge import STRETCH
from cupola.preview.heavens.splat import Frame
from cupola.preview.heavens.veil import Picture, Veil
from cupola.sky.earth import EQUATOR_KM, stretched
from cupola.sky.spectrum import LUMENS_PER_WATT, observer, wavelengths

Floats = NDArray[np.float64]

GREEN_R: Final = 250.0
"""Oxygen's line at 557.7 nm, straight up, rayleighs, on a usual night (Leinert and others 1998, table 13)."""
SODIUM_R: Final = 30.0
"""The lines at 589 nm, straight up, rayleighs (the same table; 10 in summer, 200 in winter): confidence low."""

_LINES: Final = ((557.7, GREEN_R, 97.0), (589.3, SODIUM_R, 92.0))
"""Wavelength in nm, rayleighs, and height of the shell in km."""
_WIDTH_KM: Final = 4.5
"""Half of a shell's thickness, as a standard deviation."""
_RAYLEIGH: Final = 1e10 / (4.0 * math.pi)
"""Photons a second from a m2 into a sr."""
_PHOTON: Final = 1.98644586e-16
"""Planck's constant times the speed of light: J nm."""
_SHELL_KM: Final = EQUATOR_KM + 97.0
_LOWEST_KM: Final = -60.0
_TOP_KM: Final = 120.0
_STEP_KM: Final = 0.25
_LENGTH_KM: Final = 2000.0
_DARK: Final = math.sin(math.radians(-10.0))
"""The Sun's elevation below which it does not shine on a shell at 97 km: acos(R / (R + 97 km)), rounded."""
_DUSK: Final = math.sin(math.radians(-6.0))


@cache
def crossings() -> Floats:
    """Give the light of one crossing of all shells, Rec. 2020 in cd/m2, by the ray's tangent height: shape (n, 3).

    Heights go from 60 km below the ground, where a crossing is short, to 120 km above it.
    """
    light = [_longer(height)[:, None] * zenith(nm, rayleighs) for nm, rayleighs, height in _LINES]
    found: Floats = np.sum(light, axis=0)
    return found


def zenith(nm: float, rayleighs: float) -> Floats:
    """Give the light of a line, Rec. 2020 in cd/m2, seen straight through its shell.

    A line is a colour that no screen has: what is below nothing is taken away, the luminance kept.
    """
    power = rayleighs * _RAYLEIGH * _PHOTON / nm  # W/m2/sr
    seen = np.array([float(np.interp(nm, wavelengths(), column)) for column in observer().T])
    held = np.maximum(of_xyz(seen), 0.0)
    found: Floats = held * float(LUMENS_PER_WATT * power * seen[1] / luminance(held))
    return found


def _longer(height: float) -> Floats:
    """Give by how much brighter than straight up one crossing of a shell is: the integral of a bell of heights."""
    radius = EQUATOR_KM + np.arange(_LOWEST_KM, _TOP_KM + _STEP_KM / 2, _STEP_KM)
    along = np.linspace(0.0, math.sqrt(_LENGTH_KM), 501) ** 2  # within 3e-5 of ten times as many
    above = np.sqrt(radius[:, None] ** 2 + along**2) - EQUATOR_KM
    bell = np.exp(-0.5 * ((above - height) / _WIDTH_KM) ** 2) / (_WIDTH_KM * math.sqrt(2.0 * math.pi))
    found: Floats = np.asarray(np.trapezoid(bell, along, axis=-1))
    return found


def add_airglow(picture: Picture, seen: Veil, eye: Eye) -> None:
    """Add the glow to a picture; none by day."""
    sun, place = stretched(eye.sun), stretched(eye.position)
    sun = sun / np.linalg.norm(sun)
    if not all_by_day(place, sun):
        _glow(picture, seen.through, seen.tangent, Frame.of(eye, picture), place, sun, crossings())


def all_by_day(place: Floats, sun: Floats) -> bool:
    """Say whether the Sun shines on all of the shell that an eye can see; both in stretched space, shape (3,)."""
    distance = float(np.linalg.norm(place))
    # over the horizon, and as far again as the shell is seen behind it
    reach = math.acos(EQUATOR_KM / max(distance, EQUATOR_KM)) + math.acos(EQUATOR_KM / _SHELL_KM)
    elevation = math.asin(min(max(float(place @ sun) / distance, -1.0), 1.0))
    return elevation - reach > math.asin(_DUSK)


@compiled
def night(sine: float) -> float:
    """Give how much of its glow a shell has by the sine of the Sun's elevation there: all in the Earth's shadow.

    By day the glow goes on, but beside sunlit air, a million times brighter, it is nothing.
    """
    share = (_DUSK - sine) / (_DUSK - _DARK)
    held = min(max(share, 0.0), 1.0)
    return held * held * (3.0 - 2.0 * held)


@compiled
def _lit(place: Floats, ray: Floats, sun: Floats, along: float, length: float) -> float:
    """Give how much of its glow a shell has at a distance along a ray; `length` is how far that is from the centre."""
    up = (place[0] + along * ray[0]) * sun[0] + (place[1] + along * ray[1]) * sun[1]
    return night((up + (place[2] + along * ray[2]) * sun[2]) / length)


@spread
def _glow(
    picture: Picture, through: Picture, tangent: Picture, frame: Frame, place: Floats, sun: Floats, light: Floats
) -> None:
    """Add the glow; eye and Sun stand in stretched space."""
    axes, last = frame.axes, len(light) - 1
    power = place[0] ** 2 + place[1] ** 2 + place[2] ** 2
    for i in prange(frame.height):
        ray = np.zeros(3)
        up = (1.0 - (i + 0.5) / frame.height * 2.0) * frame.along
        for j in range(frame.width):
            right = ((j + 0.5) / frame.width * 2.0 - 1.0) * frame.across
            for k in range(3):
                ray[k] = axes[0, k] + right * axes[1, k] + up * axes[2, k]
            ray[2] *= STRETCH
            size = 1.0 / math.sqrt(ray[0] ** 2 + ray[1] ** 2 + ray[2] ** 2)
            for k in range(3):
                ray[k] *= size
            nearest = -(ray[0] * place[0] + ray[1] * place[1] + ray[2] * place[2])
            square = power - nearest * nearest
            is_under = power < _SHELL_KM * _SHELL_KM
            if (nearest <= 0.0 and not is_under) or square > (EQUATOR_KM + _TOP_KM) ** 2:
                continue
            reach = math.sqrt(max(_SHELL_KM * _SHELL_KM - square, 0.0))
            length = math.sqrt(max(square, _SHELL_KM * _SHELL_KM))
            glow = 0.0 if is_under else _lit(place, ray, sun, nearest - reach, length)
            beyond = _lit(place, ray, sun, nearest + reach, length) if tangent[i, j] >= 0.0 else 0.0
            if glow == 0.0 and beyond == 0.0:
                continue
            high = math.sqrt(square) - EQUATOR_KM
            if high < _LOWEST_KM:
                low, part = 0, 0.0
                longer = math.sqrt(_SHELL_KM * _SHELL_KM - (EQUATOR_KM + _LOWEST_KM) ** 2) / reach
            else:
                at = min((high - _LOWEST_KM) / _STEP_KM, last - 1e-6)
                low, longer = int(at), 1.0
                part = at - low
            for k in range(3):
                one = longer * (light[low, k] * (1.0 - part) + light[low + 1, k] * part)
                picture[i, j, k] += one * (glow + beyond * through[i, j, k])
