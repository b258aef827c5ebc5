"""The Moon in a picture: its phase, its seas, turned as it is, and as bright as `sky.moon` says."""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.light.colour import black_body
from cupola.light.meter import MOON_K
from cupola.preview.colour import of_xyz
from cupola.preview.eye import Eye
from cupola.preview.heavens.disc import Disc, Face, paint, shine_of
from cupola.preview.heavens.edge import Edge
from cupola.preview.heavens.splat import Frame
from cupola.preview.heavens.veil import Picture
from cupola.sky.atmosphere import Air
from cupola.sky.earth import EQUATOR_KM
from cupola.sky.eclipse import FIRST_LIGHT_KM
from cupola.sky.moon import RADIUS_KM, open_moonlight
from cupola.sky.selene import lunar_axes
from cupola.sky.spectrum import SUNLIGHT_LX, sunlight, tristimulus

Floats = NDArray[np.float64]

HIGHLAND_ALBEDO: Final = 0.12
MARE: Final = 0.6
"""Brightness of the seas, the highlands' being 1: 0.07 to 0.12 (rounded; textbook values, confidence medium)."""
EARTH_ALBEDO: Final = 0.367
"""The Earth's geometric albedo (Mallama and others 2017), for the ashen light."""

# Latitude and longitude east of the middle, deg, and width and height in km: centres from the IAU's Gazetteer of
# Planetary Nomenclature; it gives one diameter, which is parted into width and height by eye.
_SEAS: Final = (
    (34.7, -14.9, 1150, 1050), (27.3, 18.4, 680, 620), (8.4, 30.8, 850, 680), (16.2, 59.1, 560, 430),
    (-7.8, 53.7, 600, 840), (-15.2, 34.6, 340, 340), (-20.6, -17.3, 720, 620), (-24.5, -38.6, 420, 400),
    (-10.5, -22.3, 400, 350), (13.2, 4.1, 250, 240), (7.8, -30.6, 510, 450), (57.6, 0.0, 1450, 200),
    (18.4, -57.4, 1100, 1750), (1.6, 1.0, 290, 200), (45.0, -31.7, 250, 230), (56.9, 81.5, 230, 230),
    (12.7, 86.5, 350, 350), (-1.7, 87.1, 370, 370), (-38.9, 93.0, 600, 600),
)  # fmt: skip
# Craters with bright rays: latitude, longitude, width of the bright ground, km, and by how much it is brighter.
_RAYS: Final = (
    (-43.3, -11.4, 900, 0.25),
    (9.6, -20.1, 400, 0.30),
    (8.1, -38.0, 250, 0.25),
    (23.7, -47.5, 200, 0.40),
    (16.1, 46.8, 130, 0.30),
    (-8.9, 61.0, 200, 0.20),
)
_ROWS: Final = 360
_CELLS: Final = 128
_THINNEST: Final = 1e-3
"""Mean brightness of the face's square below which the law of the Moon's light and the face's part: 2 deg from new."""
_SHORE: Final = 0.3
_BEND: Final = 0.1
_ROUGH: Final = 0.05
_OCTAVES: Final = 6
_WAVES: Final = 7


def add_moon(picture: Picture, eye: Eye, air: Air, floor_km: float = FIRST_LIGHT_KM) -> None:
    """Add the Moon to a picture.

    Parameters
    ----------
    floor_km : float
        As for the Sun.
    """
    edge, frame = Edge.before(eye.position, air), Frame.of(eye, picture)
    disc = Disc.of(eye, eye.moon, RADIUS_KM)
    box = disc.box(frame, edge, eye)
    if box is None:
        return
    none = Disc(disc.way, 0.0)
    paint(picture, box, frame, edge, edge.floor(floor_km), disc, face_of(eye, disc), none)


def face_of(eye: Eye, disc: Disc) -> Face:
    """Give the Moon's face: sunlit it adds up to `sky.moon.open_moonlight`; the Earth lights the rest."""
    at = np.array([eye.at])
    axes = lunar_axes(at, (eye.inertial @ eye.moon)[None])[0] @ eye.inertial
    sight = eye.sun - eye.moon
    colour = of_xyz(black_body(MOON_K)) / of_xyz(tristimulus(sunlight()) / SUNLIGHT_LX)
    face = Face(colour, axes, sight / np.linalg.norm(sight), ground(), 0.0)
    lux = float(open_moonlight(eye.position[None], eye.moon[None], eye.sun[None])[0])
    level = lux / (4.0 * disc.radius**2 * max(shine_of(disc, face, _CELLS), _THINNEST))
    return face._replace(light=level * colour, ashen=ashen_luminance(eye) / level)


def ashen_luminance(eye: Eye) -> float:
    """Give the luminance of the Moon's highlands by the light of the Earth, a sphere of Lambert, cd/m2."""
    distance = float(np.linalg.norm(eye.moon))
    cosine = float(eye.sun @ eye.moon) / (float(np.linalg.norm(eye.sun)) * distance)
    angle = float(np.arccos(np.clip(cosine, -1.0, 1.0)))
    full = SUNLIGHT_LX * EARTH_ALBEDO * (EQUATOR_KM / distance) ** 2
    phase = (np.sin(angle) + (np.pi - angle) * np.cos(angle)) / np.pi
    return float(full * phase * HIGHLAND_ALBEDO / np.pi)


@cache
def ground() -> NDArray[np.float32]:
    """Give how bright the Moon's ground is, shape (360, 720): highlands about 1, seas at their places, and rays."""
    lat = np.radians(90.0 - (np.arange(_ROWS) + 0.5) * 180.0 / _ROWS)[:, None]
    lon = np.radians((np.arange(2 * _ROWS) + 0.5) * 180.0 / _ROWS - 180.0)[None, :]
    rough = _mottle(lat, lon)
    bright = 1.0 + _ROUGH * rough
    dark = np.zeros(np.broadcast_shapes(lat.shape, lon.shape))
    for north, east, width, height in _SEAS:
        away = np.hypot(*_offsets(lat, lon, north, east, width, height)) * (1.0 + _BEND * rough)
        dark = np.maximum(dark, _eased((1.0 + _SHORE - away) / (2.0 * _SHORE)) * (0.9 + 0.1 * rough))
    bright *= 1.0 - (1.0 - MARE) * dark
    for north, east, width, more in _RAYS:
        away = np.hypot(*_offsets(lat, lon, north, east, width, width))
        bright += more * np.exp(-2.0 * away**2) * bright
    return bright.astype(np.float32)


def _offsets(lat: Floats, lon: Floats, north: float, east: float, width: float, height: float) -> tuple[Floats, Floats]:
    """Give how far places are east and north of a point, in halves of a width and a height in km; far if behind."""
    middle, turn = np.radians(north), lon - np.radians(east)
    across = np.cos(lat) * np.sin(turn) * 2.0 * RADIUS_KM / width
    along = np.cos(middle) * np.sin(lat) - np.sin(middle) * np.cos(lat) * np.cos(turn)
    behind = np.sin(middle) * np.sin(lat) + np.cos(middle) * np.cos(lat) * np.cos(turn) < 0.0
    return np.where(behind, 1e3, across), along * 2.0 * RADIUS_KM / height


def _mottle(lat: Floats, lon: Floats) -> Floats:
    """Give rough ground, standard deviation 1: waves of many lengths in all directions, always the same."""
    rng = np.random.default_rng(1969)
    points = np.stack(np.broadcast_arrays(np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)), axis=-1)
    total = np.zeros(points.shape[:2])
    for octave in range(_OCTAVES):
        for _ in range(_WAVES):
            way = rng.normal(size=3) * 4.0 * 2.0**octave
            total += 0.7**octave * np.sin(points @ way + rng.uniform(0.0, 2.0 * np.pi))
    found: Floats = total / total.std()
    return found


def _eased(share: Floats) -> Floats:
    """Give a share, held between 0 and 1, with soft ends."""
    held = np.clip(share, 0.0, 1.0)
    found: Floats = held * held * (3.0 - 2.0 * held)
    return found
