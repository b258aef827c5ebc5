"""Sunlight above the air and the eye that sees it, in 41 bands of 10 nm.

Integrated to lux and chromaticity the bands are within 0.1 % and 0.0002 of the same sources taken by the nanometre.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

BANDS: Final = 41
LUMENS_PER_WATT: Final = 683.0
SUNLIGHT_LX: Final = 133_100.0
"""Illuminance above the air at 1 au on a plate that faces the Sun: the bands' sum to 0.1 %."""

_WIDTH_NM: Final = 10.0

# Wavelength in nm; the Sun at 1 au in W/m2/nm, mean of the band (ASTM G173-03, extraterrestrial column, NREL); the CIE
# 1931 standard observer at the band's middle; ozone's cross-section there in 1e-21 cm2 (Gorshelev, Serdyuchenko and
# others 2014, University of Bremen; mean of 20 nm).
_ROWS: Final = (
    (380, 1.087, 0.0014, 0.0000, 0.0065, 0.0025),
    (390, 1.058, 0.0042, 0.0001, 0.0200, 0.00473),
    (400, 1.504, 0.0143, 0.0004, 0.0678, 0.011),
    (410, 1.707, 0.0435, 0.0012, 0.2074, 0.0215),
    (420, 1.740, 0.1344, 0.0040, 0.6456, 0.0414),
    (430, 1.563, 0.2839, 0.0116, 1.3856, 0.0699),
    (440, 1.826, 0.3483, 0.0230, 1.7471, 0.121),
    (450, 1.991, 0.3362, 0.0380, 1.7721, 0.195),
    (460, 2.042, 0.2908, 0.0600, 1.6692, 0.299),
    (470, 1.999, 0.1954, 0.0910, 1.2876, 0.43),
    (480, 2.040, 0.0956, 0.1390, 0.8129, 0.634),
    (490, 1.892, 0.0320, 0.2080, 0.4652, 0.838),
    (500, 1.919, 0.0049, 0.3230, 0.2720, 1.19),
    (510, 1.925, 0.0093, 0.5030, 0.1582, 1.54),
    (520, 1.819, 0.0633, 0.7100, 0.0783, 1.87),
    (530, 1.874, 0.1655, 0.8620, 0.0422, 2.45),
    (540, 1.865, 0.2904, 0.9540, 0.0203, 2.92),
    (550, 1.867, 0.4335, 0.9950, 0.0088, 3.3),
    (560, 1.833, 0.5945, 0.9950, 0.0039, 3.88),
    (570, 1.837, 0.7621, 0.9520, 0.0021, 4.47),
    (580, 1.837, 0.9163, 0.8700, 0.0016, 4.54),
    (590, 1.778, 1.0263, 0.7570, 0.0011, 4.55),
    (600, 1.767, 1.0622, 0.6310, 0.0008, 4.86),
    (610, 1.728, 1.0026, 0.5030, 0.0003, 4.66),
    (620, 1.686, 0.8545, 0.3810, 0.0002, 4.02),
    (630, 1.659, 0.6424, 0.2650, 0.0001, 3.48),
    (640, 1.630, 0.4479, 0.1750, 0.0000, 2.94),
    (650, 1.583, 0.2835, 0.1070, 0.0000, 2.45),
    (660, 1.514, 0.1649, 0.0610, 0.0000, 2.05),
    (670, 1.532, 0.0874, 0.0320, 0.0000, 1.66),
    (680, 1.491, 0.0468, 0.0170, 0.0000, 1.34),
    (690, 1.462, 0.0227, 0.0082, 0.0000, 1.08),
    (700, 1.423, 0.0114, 0.0041, 0.0000, 0.844),
    (710, 1.393, 0.0058, 0.0021, 0.0000, 0.701),
    (720, 1.351, 0.0029, 0.0010, 0.0000, 0.584),
    (730, 1.327, 0.0014, 0.0005, 0.0000, 0.463),
    (740, 1.290, 0.0007, 0.0002, 0.0000, 0.419),
    (750, 1.278, 0.0003, 0.0001, 0.0000, 0.373),
    (760, 1.256, 0.0002, 0.0001, 0.0000, 0.284),
    (770, 1.214, 0.0001, 0.0000, 0.0000, 0.263),
    (780, 1.197, 0.0000, 0.0000, 0.0000, 0.267),
)  # fmt: skip


@cache
def _columns() -> Floats:
    columns = np.array(_ROWS).T.copy()
    columns.flags.writeable = False
    return columns


def wavelengths() -> Floats:
    """Give the middles of the bands, shape (41,), nm."""
    found: Floats = _columns()[0]
    return found


def sunlight() -> Floats:
    """Give the Sun's spectral irradiance above the air at 1 au, shape (41,), W/m2/nm."""
    found: Floats = _columns()[1]
    return found


def observer() -> Floats:
    """Give the CIE 1931 colour-matching functions, shape (41, 3)."""
    return _columns()[2:5].T


def ozone() -> Floats:
    """Give the absorption cross-section of an ozone molecule, shape (41,), cm2."""
    found: Floats = _columns()[5] * 1e-21
    return found


def tristimulus(irradiance: Floats) -> Floats:
    """Give CIE 1931 XYZ, Y in lx, of spectral irradiances.

    Parameters
    ----------
    irradiance : ndarray, shape (..., 41)
        W/m2/nm in the bands.

    Returns
    -------
    ndarray, shape (..., 3)
    """
    xyz: Floats = LUMENS_PER_WATT * _WIDTH_NM * (irradiance @ observer())
    return xyz
