"""The colour of light: chromaticity, correlated colour temperature, mired.

The correlated colour temperature is that of the nearest black body in the CIE 1960 diagram (CIE 15:2018). The nearest
point of the locus is found by Newton's method on a table of it, made from Planck's law and the CIE 1931 observer.
Against Ohno's method (2013), as colour-science has it: 0.1 % from 1050 to 6500 K, 0.2 % to 10,000 K, 1 % to 25,000 K
(tested); the observer in bands of 10 nm is what is left.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cupola.sky.spectrum import tristimulus, wavelengths

Floats = NDArray[np.float64]

WARMEST_K: Final = 1000.0
COOLEST_K: Final = 100_000.0
FARTHEST: Final = 0.05
"""Distance from the locus, in the CIE 1960 diagram, beyond which a colour has no temperature (CIE 15:2018)."""

_SECOND_RADIATION: Final = 1.438776877e7  # Planck's law: hc/k in nm K, CODATA 2018
_STEP: Final = 1.0
_ROUNDS: Final = 4


def chromaticity(xyz: ArrayLike) -> Floats:
    """Give CIE 1931 x and y, shape (n, 2), of XYZ, shape (n, 3); nan where there is no light."""
    values = np.asarray(xyz, float)
    total = values.sum(axis=-1, keepdims=True)
    shares: Floats = values[..., :2] / np.where(total > 0, total, np.nan)
    return shares


def mired(kelvin: ArrayLike) -> Floats:
    """Give colour temperatures in mired, in which equal steps look alike, or mired in kelvin: a million over either."""
    turned: Floats = 1e6 / np.asarray(kelvin, float)
    return turned


def cct(xyz: ArrayLike) -> Floats:
    """Give the correlated colour temperature, in K, of XYZ, shape (n, 3); shape (n,).

    Returns
    -------
    ndarray, shape (n,)
        nan where there is no light, where the colour is farther than 0.05 from the locus (greens, purples), and where
        it is redder than 1000 K; bluer than 100,000 K counts as 100,000 K.
    """
    uv = _uv(np.asarray(xyz, float))
    table = _locus()
    last = (len(table) - 1) * _STEP
    place = _first_guess(uv)
    for _ in range(_ROUNDS):
        point, slope, curve = _read(table, place)
        away = uv - point
        push = (away * slope).sum(-1)
        hold = (slope * slope).sum(-1) - (away * curve).sum(-1)
        # Far inside the locus's bend the second derivative would turn the step round: half the slope's square is kept.
        step = push / np.maximum(hold, 0.5 * (slope * slope).sum(-1))
        place = np.clip(place + np.nan_to_num(step), 0.0, last)  # where there is no light, it stays
    away = np.linalg.norm(uv - _read(table, place)[0], axis=-1)
    seen = (away <= FARTHEST) & (place < last)
    found: Floats = np.where(seen, mired(place + mired(COOLEST_K)), np.nan)
    return found


def black_body(kelvin: ArrayLike) -> Floats:
    """Give the XYZ, Y = 1, of black bodies at temperatures, shape (n,), in K: shape (n, 3)."""
    heat = np.asarray(kelvin, float)[..., None]
    nm = wavelengths()
    exponent = _SECOND_RADIATION / heat
    power = (560.0 / nm) ** 5 * np.expm1(exponent / 560.0) / np.expm1(exponent / nm)
    xyz = tristimulus(power)
    normed: Floats = xyz / xyz[..., 1:2]
    return normed


def _uv(xyz: Floats) -> Floats:
    """Give CIE 1960 u and v, shape (n, 2)."""
    x, y, z = np.moveaxis(xyz, -1, 0)
    total = x + 15.0 * y + 3.0 * z
    total = np.where(total > 0, total, np.nan)
    return np.stack([4.0 * x / total, 6.0 * y / total], axis=-1)


def _first_guess(uv: Floats) -> Floats:
    """Give a place near the answer: the locus's nearest of a few points."""
    coarse = _locus()[::50, :2]
    gaps = (coarse**2).sum(-1) - 2.0 * uv @ coarse.T
    guess: Floats = np.argmin(gaps, axis=-1) * (50 * _STEP)
    return guess


def _read(table: Floats, place: Floats) -> tuple[Floats, Floats, Floats]:
    """Give point, first and second derivative of the locus at places from its cool end, in mired."""
    low = np.minimum((place / _STEP).astype(np.intp), len(table) - 2)
    part = (place / _STEP - low)[..., None]
    row = table[low] * (1.0 - part) + table[low + 1] * part
    return row[..., :2], row[..., 2:4], row[..., 4:6]


@cache
def _locus() -> Floats:
    """Give the locus at even steps of mired from 100,000 K to 1000 K: u, v and their two derivatives, shape (m, 6)."""
    places = np.arange(1e6 / COOLEST_K, 1e6 / WARMEST_K + _STEP, _STEP)
    uv = _uv(black_body(mired(places)))
    slope = np.gradient(uv, _STEP, axis=0, edge_order=2)
    curve = np.gradient(slope, _STEP, axis=0, edge_order=2)
    return np.concatenate([uv, slope, curve], axis=1)
