"""The air along a ray that grazes the Earth: how far it bends the ray, and how much light it takes.

Density of the US Standard Atmosphere 1976, refraction by the invariant of Bouguer (n r sin z is the same all along a
ray), Rayleigh scattering of Bodhaine and others (1999), ozone, haze near the ground and the thin dust of the
stratosphere. The air is round, still and cloudless; a ray is bent by the refractive index at 0.55 µm.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cupola.errors import Message, SkyError
from cupola.sky.earth import EQUATOR_KM
from cupola.sky.spectrum import ozone, wavelengths

Floats = NDArray[np.float64]

TOP_KM: Final = 100.0
"""Rays that pass higher are taken as straight and whole."""
REFRACTIVITY: Final = 2.778e-4
"""Refractive index less 1 of air at sea level, 15 °C and 0.55 µm (Peck and Reeder 1972)."""

# US Standard Atmosphere 1976: layers from the ground up; geopotential height in km, temperature in K, lapse in K/km.
# The last layer goes on above 86 km, where the air is too thin to matter.
_BASES: Final = (0.0, 11.0, 20.0, 32.0, 47.0, 51.0, 71.0, 84.852)
_TEMPERATURES: Final = (288.15, 216.65, 216.65, 228.65, 270.65, 270.65, 214.65, 186.946)
_LAPSES: Final = (-6.5, 0.0, 1.0, 2.8, 0.0, -2.8, -2.0, 0.0)
_HYDROSTATIC: Final = 34.163195  # g M / R, K/km
_GEOPOTENTIAL_KM: Final = 6356.766

_MOLECULES: Final = 2.546899e19  # of air in a cm3 at 288.15 K and 1013.25 hPa (Bodhaine and others 1999)
_DOBSON: Final = 2.6867e16  # molecules in a cm2 of one Dobson unit
# Ozone in 1e11 molecules/cm3 over height in km, middle latitudes: US Standard Atmosphere 1976 (Krueger and Minzner).
_OZONE_KM: Final = (*range(0, 52, 2), 55, 60, 65, 70, 100)
_OZONE: Final = (
    6.8, 6.8, 5.8, 5.7, 6.5, 11.3, 20.2, 23.5, 29.5, 40.4, 47.7, 48.6, 45.4, 40.3, 32.4, 25.2, 20.3, 15.8, 12.2, 8.73,
    6.07, 3.98, 2.74, 1.69, 1.03, 0.664, 0.25, 0.11, 0.033, 0.011, 0.0,
)  # fmt: skip
_HAZE_SCALE_KM: Final = 1.5
_HAZE_ANGSTROM: Final = 1.3
_DUST_KM: Final = 19.0
_DUST_WIDTH_KM: Final = 4.5
_DUST_ANGSTROM: Final = 1.6

_END_KM: Final = 120.0  # rays are followed up to here
_TROPOPAUSE_KM: Final = 11.0191  # geopotential 11 km: the density's slope jumps by a fifth
_NODES: Final = 40
_BENDING_STEP_KM: Final = 0.25


@dataclass(frozen=True, slots=True)
class Air:
    """What is in the air besides air.

    Attributes
    ----------
    ozone : float
        Ozone column in Dobson units; 250 over the tropics, 300 on average, 400 over northern spring.
    haze : float
        Optical depth at 0.55 µm, straight up, of the haze near the ground, which thins by e every 1.5 km.
    dust : float
        Optical depth at 0.55 µm, straight up, of the layer about 19 km high: 0.006 in quiet years, 0.1 after a great
        eruption.

    Raises
    ------
    SkyError
        A value below 0, or beyond 1000 Dobson units or a depth of 5 (E346).
    """

    ozone: float = 300.0
    haze: float = 0.10
    dust: float = 0.006

    def __post_init__(self) -> None:
        bounds = {"ozone": (self.ozone, 1000.0), "haze": (self.haze, 5.0), "dust": (self.dust, 5.0)}
        for name, (value, most) in bounds.items():
            if not 0.0 <= value <= most:
                hint = f"give 0 to {most:g}" + (" Dobson units" if name == "ozone" else ", the optical depth upwards")
                raise SkyError(Message("E346", f"air with {name} {value:g} is not the Earth's", hint=hint))


@dataclass(frozen=True, slots=True)
class Rays:
    """Rays through the whole air, from space to space. All arrays have the shape (n,).

    Attributes
    ----------
    tangent : ndarray
        Least height above the ground, km.
    impact : ndarray
        Distance from the Earth's centre at which the ray would pass if it were straight, km.
    bending : ndarray
        By how much it is turned towards the Earth, rad.
    air : ndarray
        Air passed, km at sea level's density.
    ozone : ndarray
        Ozone passed, as a multiple of the column straight up.
    haze, dust : ndarray
        Haze and dust passed, as multiples of the columns straight up.
    """

    tangent: Floats
    impact: Floats
    bending: Floats
    air: Floats
    ozone: Floats
    haze: Floats
    dust: Floats

    @classmethod
    def at(cls, tangent: ArrayLike) -> Rays:
        """Follow rays with tangent heights, shape (n,), 0 to 100 km.

        Heights go up by the square of the step, which takes away the pole of the integrand at the tangent point; then
        Gauss and Legendre's nodes, apart below and above the tropopause, are enough for 0.1 % (tested).
        """
        lowest = np.asarray(tangent, float)
        steps, weights = _steps(lowest)
        height = lowest[:, None] + steps**2
        radius, index = EQUATOR_KM + height, _index(height)
        impact = _index(lowest) * (EQUATOR_KM + lowest)
        bent = index * radius
        root = np.sqrt((bent - impact[:, None]) * (bent + impact[:, None]))
        # Length of the ray on both sides of its tangent point that each node stands for.
        length = 4.0 * bent / root * steps * weights
        thickness = density(height)
        turning = -REFRACTIVITY * thickness * _slope(height) * impact[:, None] / (index**2 * radius)
        return cls(
            tangent=lowest,
            impact=impact,
            bending=(length * turning).sum(-1),
            air=(length * thickness).sum(-1),
            ozone=(length * _ozone_share(height)).sum(-1),
            haze=(length * np.exp(-height / _HAZE_SCALE_KM)).sum(-1) / _HAZE_SCALE_KM,
            dust=(length * _dust_share(height)).sum(-1),
        )

    def transmission(self, air: Air) -> Floats:
        """Give the share of light that is left in each band of the spectrum, shape (n, 41)."""
        passed = (self.air, self.ozone, self.haze, self.dust)
        depth = sum(amount[:, None] * of for amount, of in zip(passed, _depths(air), strict=True))
        left: Floats = np.exp(-depth)
        return left


@dataclass(frozen=True, slots=True)
class Depths:
    """Optical depth that a km of air has at each height in each band, shape (n, 41): molecules, ozone, haze, dust."""

    molecules: Floats
    ozone: Floats
    haze: Floats
    dust: Floats

    @classmethod
    def at(cls, height: ArrayLike, air: Air) -> Depths:
        """Give the depths at heights, shape (n,), km above the ground."""
        above = np.asarray(height, float)
        shares = (
            density(above),
            _ozone_share(above),
            np.exp(-above / _HAZE_SCALE_KM) / _HAZE_SCALE_KM,
            _dust_share(above),
        )
        return cls(*(share[:, None] * of for share, of in zip(shares, _depths(air), strict=True)))


def _depths(air: Air) -> tuple[Floats, Floats, Floats, Floats]:
    """Give the depth in each band, shape (41,): a km of sea-level air; the columns of ozone, haze and dust."""
    colour = wavelengths() / 550.0
    return (
        scattering(),
        air.ozone * _DOBSON * ozone(),
        air.haze * colour**-_HAZE_ANGSTROM,
        air.dust * colour**-_DUST_ANGSTROM,
    )


def bending(height: ArrayLike) -> Floats:
    """Give by how much, in deg, the air bends a ray that passes the Earth at a tangent height in km.

    The refraction integral, kept for every 250 m; the ground's value below it, none to speak of above 100 km.
    """
    heights, logs = _bendings()
    angle: Floats = np.exp(np.interp(np.asarray(height, float), heights, logs))
    return angle


def lift(height: ArrayLike) -> Floats:
    """Give how much higher, in km, a bent ray seems to pass than it does: 1.77 km for one that grazes the ground.

    Seen from space it comes from where it would pass if it were straight: at n r instead of r (Bouguer).
    """
    above = np.maximum(np.asarray(height, float), 0.0)
    rise: Floats = (_index(above) - 1.0) * (EQUATOR_KM + above)
    return rise


def density(height: ArrayLike) -> Floats:
    """Give the density of the air at heights in km, sea level's being 1: US Standard Atmosphere 1976."""
    geopotential, layer = _layers(np.asarray(height, float))
    base, warmth, lapse, thickness = (column[layer] for column in _columns())
    over = geopotential - base
    ratio = 1.0 + lapse * over / warmth
    steep = np.where(lapse == 0.0, 1.0, lapse)
    gradient = ratio ** (-1.0 - _HYDROSTATIC / steep)
    found: Floats = thickness * np.where(lapse == 0.0, np.exp(-_HYDROSTATIC * over / warmth), gradient)
    return found


@cache
def scattering() -> Floats:
    """Give the share of light scattered in a km of sea-level air, shape (41,): Bodhaine and others (1999), eq. 29."""
    square = (wavelengths() * 1e-3) ** 2
    above = 1.0455996 - 341.29061 / square - 0.90230850 * square
    below = 1.0 + 0.0027059889 / square - 85.968563 * square
    coefficient: Floats = 1e-28 * above / below * _MOLECULES * 1e5
    return coefficient


@cache
def _bendings() -> tuple[Floats, Floats]:
    heights = np.arange(0.0, TOP_KM, _BENDING_STEP_KM)
    return heights, np.log(np.degrees(Rays.at(heights).bending))


def _steps(lowest: Floats) -> tuple[Floats, Floats]:
    """Give roots of heights above tangent heights, shape (n,), and the weights of an integral over them: (n, nodes)."""
    places, weights = np.polynomial.legendre.leggauss(_NODES)
    end = np.sqrt(_END_KM - lowest)[:, None]
    # Rays above the tropopause are parted as well, anywhere: a part without length would have the pole for a node.
    gap = _TROPOPAUSE_KM - lowest
    joint = np.sqrt(np.where(gap > 1e-6, gap, 1.0))[:, None]
    parts = ((np.zeros_like(joint), joint), (joint, end))
    steps = [0.5 * (start + stop + (stop - start) * places) for start, stop in parts]
    return np.concatenate(steps, axis=1), np.concatenate([0.5 * (b - a) * weights for a, b in parts], axis=1)


def _index(height: Floats) -> Floats:
    index: Floats = 1.0 + REFRACTIVITY * density(height)
    return index


def _slope(height: Floats) -> Floats:
    """Give the derivative of the density's logarithm, 1/km: hydrostatics and the lapse."""
    geopotential, layer = _layers(height)
    base, warmth, lapse, _ = (column[layer] for column in _columns())
    stretch = (_GEOPOTENTIAL_KM / (_GEOPOTENTIAL_KM + height)) ** 2
    slope: Floats = -(_HYDROSTATIC + lapse) / (warmth + lapse * (geopotential - base)) * stretch
    return slope


def _layers(height: Floats) -> tuple[Floats, NDArray[np.intp]]:
    geopotential = _GEOPOTENTIAL_KM * height / (_GEOPOTENTIAL_KM + height)
    return geopotential, np.clip(np.searchsorted(_BASES, geopotential, side="right") - 1, 0, None)


@cache
def _columns() -> tuple[Floats, Floats, Floats, Floats]:
    """Give the layers' bases, temperatures there, lapses and densities there."""
    bases, warmth, lapses = (np.array(column) for column in (_BASES, _TEMPERATURES, _LAPSES))
    thickness = np.ones(len(bases))
    for k in range(len(bases) - 1):
        over, ratio = bases[k + 1] - bases[k], warmth[k + 1] / warmth[k]
        still = np.exp(-_HYDROSTATIC * over / warmth[k])
        thickness[k + 1] = thickness[k] * (ratio ** (-1.0 - _HYDROSTATIC / lapses[k]) if lapses[k] else still)
    return bases, warmth, lapses, thickness


def _ozone_share(height: Floats) -> Floats:
    """Give the share of the ozone in a km of height."""
    column = float(np.trapezoid(_OZONE, _OZONE_KM))
    share: Floats = np.interp(height, _OZONE_KM, _OZONE) / column
    return share


def _dust_share(height: Floats) -> Floats:
    """Give the share of the stratosphere's dust in a km of height."""
    away = (height - _DUST_KM) / _DUST_WIDTH_KM
    share: Floats = np.exp(-0.5 * away**2) / (_DUST_WIDTH_KM * np.sqrt(2.0 * np.pi))
    return share
