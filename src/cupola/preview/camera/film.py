"""The film's curve: from light to the code values of a screen.

Middle grey, the luminance that the camera is set for, comes out as 18 % of white. Above it the curve bends over, so
that what is six stops brighter is white at last; below it runs into black steeper than light. The curve is
that of Naka and Rushton (J. Physiol. 185, 1966), x^n / (x^n + s^n), which film and eyes share. White is sunlight
outside the air: a sheet of paper held into the Sun would be white, and the Earth's air blue.
"""

from __future__ import annotations

from functools import cache
from math import floor, sqrt
from typing import Final

import numpy as np
from numba import prange
from numpy.typing import ArrayLike, NDArray

from cupola.compiled import compiled, spread
from cupola.light.exposure import Exposure
from cupola.preview.camera.metering import middle_cd_m2
from cupola.preview.colour import FROM_XYZ, TO_SRGB, TO_XYZ, encoded
from cupola.sky.spectrum import sunlight, tristimulus

Floats = NDArray[np.float64]
Picture = NDArray[np.float32]
Code = NDArray[np.uint8]

GREY: Final = 0.18
WHITE_STOPS: Final = 6.0
"""Stops over middle grey at which the picture is white."""
CONTRAST: Final = 1.5

_WHITE: Final = GREY * 2.0**WHITE_STOPS
# the half-way point s^n that takes 18 % to 18 %, once the curve is stretched so that _WHITE comes out as 1:
# g (1 + h/w) / (g + h) = 0.18 with g = 0.18^n, w = white^n
_G: Final = GREY**CONTRAST
_W: Final = _WHITE**CONTRAST
_HALF: Final = _G * (1.0 - GREY) / (GREY - _G / _W)
_STRETCH: Final = 1.0 + _HALF / _W
_BRIGHTEST: Final = 1e9
_CODES: Final = 4096
_TO_D65: Final = (0.95047, 1.0, 1.08883)
# Bradford's cone responses (ICC.1:2022, annex E).
_CONES: Final = np.array(
    [[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]]
)  # fmt: skip


def curve(light: ArrayLike) -> Floats:
    """Give the share of a screen's white for light, 0.18 being middle grey."""
    power = np.maximum(np.asarray(light, float), 0.0) ** CONTRAST
    found: Floats = np.minimum(power / (power + _HALF) * _STRETCH, 1.0)
    return found


def developed_as(light: Picture, exposure: Exposure) -> Code:
    """Give a picture, shape (h, w, 3), linear Rec. 2020 in cd/m2, as 8-bit sRGB."""
    code = np.empty(light.shape, np.uint8)
    gain = GREY / middle_cd_m2(exposure)
    given = np.ascontiguousarray(light, np.float32)
    _develop(given, (adaptation() * gain).astype(np.float32), TO_SRGB.astype(np.float32), _table(), code)
    return code


@cache
def adaptation() -> Floats:
    """Give the matrix of linear Rec. 2020 that makes sunlight outside the air white, shape (3, 3)."""
    sun = tristimulus(sunlight())
    seen, wanted = _CONES @ (sun / sun[1]), _CONES @ np.array(_TO_D65)
    adapted: Floats = FROM_XYZ @ np.linalg.inv(_CONES) @ np.diag(wanted / seen) @ _CONES @ TO_XYZ
    return adapted


@cache
def _table() -> Picture:
    """Give sRGB's code values times 255 of even steps of the light's square root, shape (4096,)."""
    codes = encoded((np.arange(_CODES) / (_CODES - 1)) ** 2) * 255.0
    return np.append(codes[:-1], 255.0001).astype(np.float32)  # so that white is 255, not just under


@spread
def _develop(light: Picture, adapt: Picture, to_srgb: Picture, table: Picture, code: Code) -> None:
    height, width = light.shape[:2]
    for row in prange(height):
        film = np.empty((3, width), np.float32)
        _expose(light[row], adapt, film)
        _print(film, to_srgb, table, row, code[row])


@compiled
def _expose(light: Picture, adapt: Picture, film: Picture) -> None:
    """Write the curve's shares, shape (3, w), of a row of light, shape (w, 3)."""
    none, one, most = np.float32(0.0), np.float32(1.0), np.float32(_BRIGHTEST)
    half, stretch = np.float32(_HALF), np.float32(_STRETCH)
    for k in range(3):
        red, green, blue = adapt[k, 0], adapt[k, 1], adapt[k, 2]
        for column in range(len(light)):
            value = red * light[column, 0] + green * light[column, 1] + blue * light[column, 2]
            value = min(max(value, none), most)
            power = value * sqrt(value)  # to the power of CONTRAST, in a tenth of the time
            film[k, column] = min(power / (power + half) * stretch, one)


@compiled
def _print(film: Picture, to_srgb: Picture, table: Picture, row: int, code: Code) -> None:
    """Write the code values of a row."""
    none, one, last = np.float32(0.0), np.float32(1.0), np.float32(len(table) - 1)
    shown = np.empty(3, np.float32)
    for column in range(len(code)):
        for k in range(3):
            shown[k] = (
                to_srgb[k, 0] * film[0, column] + to_srgb[k, 1] * film[1, column] + to_srgb[k, 2] * film[2, column]
            )
        least, most = min(shown[0], shown[1], shown[2]), max(shown[0], shown[1], shown[2])
        if least < none or most > one:
            grey = np.float32(0.2126) * shown[0] + np.float32(0.7152) * shown[1] + np.float32(0.0722) * shown[2]
            keep = _kept(grey, least, most)
            for k in range(3):
                shown[k] = min(max(grey + keep * (shown[k] - grey), none), one)
        noise = _noise(row, column)
        for k in range(3):
            code[column, k] = np.uint8(table[int(sqrt(shown[k]) * last + np.float32(0.5))] + noise)


@compiled
def _kept(grey: np.float32, least: np.float32, most: np.float32) -> np.float32:
    """Give the share of a colour's distance from grey that a screen can show."""
    none, keep = np.float32(0.0), np.float32(1.0)
    if least < none:
        keep = grey / (grey - least)
    if most > np.float32(1.0) and most > grey:
        keep = min(keep, (np.float32(1.0) - grey) / (most - grey))
    return max(keep, none)


@compiled
def _noise(row: int, column: int) -> float:
    """Give a number from 0 to just under 1, even over a picture: it takes the steps out of soft skies."""
    value = 0.7548776662466927 * row + 0.5698402909980532 * column  # Roberts 2018: the plastic number's powers
    return min(value - floor(value), 0.999)
