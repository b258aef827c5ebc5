"""Colours of a picture: linear Rec. 2020 with its luminance in cd/m2 inside, sRGB in files and on screens.

Rec. 2020 is wide enough for the red of a sunrise and the green of airglow, which in sRGB would be less than nothing.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

# ITU-R BT.2020-2 and IEC 61966-2-1, both with the white D65: from CIE 1931 XYZ.
FROM_XYZ: Final = np.array(
    [
        [1.7166512, -0.3556708, -0.2533663],
        [-0.6666844, 1.6164812, 0.0157685],
        [0.0176399, -0.0427706, 0.9421031],
    ]
)
TO_XYZ: Final = np.linalg.inv(FROM_XYZ)
LUMINANCE: Final = TO_XYZ[1]
"""What each primary adds to the luminance."""
SRGB_FROM_XYZ: Final = np.array(
    [
        [3.2404542, -1.5371385, -0.4985314],
        [-0.9692660, 1.8760108, 0.0415560],
        [0.0556434, -0.2040259, 1.0572252],
    ]
)
TO_SRGB: Final = SRGB_FROM_XYZ @ TO_XYZ
FROM_SRGB: Final = np.linalg.inv(TO_SRGB)


def of_xyz(xyz: ArrayLike) -> Floats:
    """Turn CIE 1931 XYZ, shape (..., 3), into linear Rec. 2020."""
    found: Floats = np.asarray(xyz, float) @ FROM_XYZ.T
    return found


def luminance(picture: ArrayLike) -> Floats:
    """Give the luminance of linear Rec. 2020, shape (..., 3), as precisely as it is told: singly is much quicker."""
    light = np.asarray(picture)
    found: Floats = light @ (LUMINANCE.astype(np.float32) if light.dtype == np.float32 else LUMINANCE)
    return found


def decoded(code: ArrayLike) -> Floats:
    """Turn sRGB code values, 0 to 1, into linear light."""
    value = np.asarray(code, float)
    found: Floats = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    return found


def encoded(light: ArrayLike) -> Floats:
    """Turn linear light, 0 to 1, into sRGB code values."""
    value = np.clip(np.asarray(light, float), 0.0, 1.0)
    found: Floats = np.where(value <= 0.0031308, 12.92 * value, 1.055 * value ** (1 / 2.4) - 0.055)
    return found
