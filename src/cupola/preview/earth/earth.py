"""The Earth, ready to be looked at: tables and maps read once, then any number of pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from cupola.compiled import by_row
from cupola.preview import colour
from cupola.preview.earth import materials as stuff
from cupola.preview.earth.aloft import Sky, aloft, space
from cupola.preview.earth.bent import Bent, Floats
from cupola.preview.earth.clouds import Clouds
from cupola.preview.earth.grain import grain
from cupola.preview.earth.ground import Ground, reflectance
from cupola.preview.earth.kernel import SIDE, SPOT, Corners, Scene, View, corners
from cupola.preview.earth.kinds import ramps
from cupola.preview.earth.materials import Materials
from cupola.preview.earth.place import pixels
from cupola.preview.earth.pyramid import Floats32, Packed, fixed
from cupola.preview.earth.shine import LIT, Airs
from cupola.preview.eye import Eye
from cupola.preview.tables import air_within
from cupola.sky.airlight import AirTables
from cupola.sky.airlight.tables import HIGH_KM
from cupola.sky.airlight.within import AirWithin
from cupola.sky.atmosphere import REFRACTIVITY, TOP_KM, Air, density
from cupola.sky.earth import EQUATOR_KM, stretched
from cupola.sky.moon import moonlight
from cupola.sky.spectrum import SUNLIGHT_LX, sunlight, tristimulus, wavelengths
from cupola.sky.sun import AU_KM

_DARK_LX: Final = 2e-4
"""A Moon fainter than this is left out: the stars alone give as much (and are left out too)."""
_ABOVE_KM: Final = 7000.0


@dataclass(frozen=True, slots=True)
class Seen:
    """The Earth in a picture.

    Attributes
    ----------
    light : ndarray of float32, shape (height, width, 3)
        Linear Rec. 2020 with the luminance in cd/m2: what Sun and Moon make of ground, sea, clouds and air.
    through : ndarray of float32, shape (height, width, 3)
        Share of light from beyond that arrives: from space behind the air, from the ground's own lamps through clouds
        and air.
    tangent : ndarray of float32, shape (height, width)
        Lowest height of the ray, km, bent as it is; below 0 where it meets the ground.
    """

    light: Floats32
    through: Floats32
    tangent: Floats32


@dataclass(frozen=True, slots=True)
class Earth:
    """Tables and maps of the Earth.

    Attributes
    ----------
    airs, bent : Airs, Bent
        The light of the air, and its rays.
    ground : Ground
        Maps.
    clouds : Clouds or None
        The sky that `ground` shows.
    credits : tuple of str
        Whose pictures are in it.
    within : callable
        Gives what a camera within the air needs; it is asked when there is one.
    """

    airs: Airs
    bent: Bent
    ground: Ground
    clouds: Clouds | None
    credits: tuple[str, ...]
    within: Callable[[], AirWithin]

    @classmethod
    def read(
        cls,
        tables: AirTables,
        materials: Materials,
        clouds: Clouds | None,
        air: Air | None = None,
        within: Callable[[], AirWithin] = air_within,
    ) -> Earth:
        """Put tables, maps and clouds together; `air` is that of the tables, and of `within`."""
        shown = clouds or Clouds.even(0.0)
        ground = Ground(
            land=materials.land,
            relief=materials.relief,
            rough=materials.rough,
            shallows=materials.shallows,
            cover=materials.cover,
            mask=materials.mask,
            clouds=shown.cover,
            climate=shown.climate,
            kind=shown.kind,
            lean=shown.lean,
            squares=Packed.of(shown.squares),
            contrast=shown.contrast,
            ramps=fixed(ramps()),
            grain=Packed.of(grain()),
            light=fixed(reflectance(stuff.LIGHT)),
            slope=fixed(stuff.RELIEF.copy()),
            share=fixed(stuff.SHARE.copy()),
        )
        credits = tuple(text for text in (materials.credits, shown.credits) if text)
        return cls(Airs.of(tables), Bent.of(air or Air(), HIGH_KM), ground, clouds, credits, within)

    def seen(self, eye: Eye, width: int, height: int) -> Seen:
        """Give what a camera sees of it: width by height pixels."""
        weather = (self.clouds or Clouds.even(0.0)).weather(eye.at, eye.sun)
        scene = Scene(*self._air(eye, width), self.ground, weather)
        shape = (-(-height // SIDE) + 1, -(-width // SIDE) + 1)
        found = Corners(np.zeros((*shape, LIT), np.float32), np.zeros((*shape, SPOT)), np.zeros(shape))
        light, through = np.zeros((height, width, 3), np.float32), np.zeros((height, width, 3), np.float32)
        tangent = np.zeros((height, width), np.float32)
        size = (width, height)
        _spread(shape[0], SIDE, lambda rows: corners(scene, size, rows, found))
        _spread(height, 4 * SIDE, lambda rows: pixels(scene, rows, found, light, through, tangent))
        return Seen(light, through, tangent)

    def _air(self, eye: Eye, width: int) -> tuple[View, Bent, Airs, Sky, Floats]:
        """Give the camera, the air's rays and its light, the sky and the lamps."""
        view, lamps = _view(eye, width), _lamps(eye)
        height = view.distance - EQUATOR_KM
        if height >= TOP_KM:
            return view, self.bent, self.airs, space(), lamps
        airs, bent, sky = aloft(self.within(), self.bent, height, lamps, view.position / view.distance)
        return view, bent, airs, sky, lamps


def _spread(rows: int, strip: int, work: Callable[[tuple[int, int]], None]) -> None:
    """Do work on strips of rows, on all cores; the result is the same for any number of them."""
    by_row(-(-rows // strip), lambda k: work((k * strip, min((k + 1) * strip, rows))))


def _view(eye: Eye, width: int) -> View:
    position = stretched(np.asarray(eye.position, float))
    axes = np.stack([eye.forward, eye.right, eye.up]).astype(float)
    half = np.array(eye.half, float)
    distance = float(np.linalg.norm(position))
    index = 1.0 + REFRACTIVITY * float(density(max(distance - EQUATOR_KM, 0.0)))
    is_aloft = distance < EQUATOR_KM + TOP_KM
    return View(position, distance, axes, half, float(2.0 * half[0] / width), index if is_aloft else 1.0)


def _lamps(eye: Eye) -> Floats:
    """Give direction and brightness of Sun and Moon, shape (2, 6)."""
    sun, moon = np.asarray(eye.sun, float), np.asarray(eye.moon, float)
    strength = np.stack([np.full(3, (AU_KM / np.linalg.norm(sun)) ** 2), _moon_strength(sun, moon)])
    ways = stretched(np.stack([sun, moon]))
    ways /= np.linalg.norm(ways, axis=1, keepdims=True)
    return np.concatenate([ways, strength], axis=1)


def _moon_strength(sun: Floats, moon: Floats) -> Floats:
    """Give how bright the Moon is in each primary, as a share of the Sun at 1 au: on the Earth, wherever it is up."""
    # Seen from above the place under the Moon, which nothing hides it from; as bright as at the Earth's centre.
    far = float(np.linalg.norm(moon))
    above = moon * (_ABOVE_KM / far)
    lux = float(moonlight(above[None], moon[None], sun[None])[0]) * (1.0 - _ABOVE_KM / far) ** 2
    if not lux > _DARK_LX:
        return np.zeros(3)
    return lux / SUNLIGHT_LX * _moon_colour()


def _moon_colour() -> Floats:
    """Give the Moon's colour against the Sun's, of luminance 1.

    Its reflectance rises by the wavelength: 0.70, 1 and 1.31 of that at 550 nm at 400, 550 and 750 nm (Kieffer and
    Stone 2005, mean of the near side; rounded, confidence medium).
    """
    share = np.interp(wavelengths(), [380.0, 400.0, 550.0, 750.0, 780.0], [0.66, 0.70, 1.0, 1.31, 1.34])
    lit, bare = (tristimulus(sunlight() * one) for one in (share, np.ones_like(share)))
    found: Floats = colour.of_xyz(lit) / colour.of_xyz(bare) * bare[1] / lit[1]
    return found
