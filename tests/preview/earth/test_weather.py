"""A sky of our own: as much cloud as the Earth has, zone by zone, without seams, the same each time."""

from __future__ import annotations

import numpy as np
import pytest

from cupola.preview.earth import weather
from cupola.preview.earth.ground import WHITEST
from cupola.preview.earth.pyramid import Floats32

ROWS = 128
CLOUDY = 0.03
"""Less than that nobody sees."""


@pytest.fixture(scope="module")
def skies() -> list[Floats32]:
    return [weather.sky(seed, ROWS)[0] for seed in (1, 2, 3)]


def wet(sky: Floats32) -> Floats32:
    """Lay the climate over a sky, as pictures do."""
    odds = weather.climate(ROWS)[0]
    odds = odds / (1.0 - odds)
    share = sky / WHITEST
    return (WHITEST * share * odds / (1.0 + share * (odds - 1.0))).astype(np.float32)


def area() -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return np.cos(np.radians(90.0 - (np.arange(ROWS) + 0.5) * 180.0 / ROWS))[:, None]


def mean(sky: Floats32) -> float:
    return float((sky * area()).sum() / area().sum() / sky.shape[1])


def test_two_thirds_of_the_earth_are_cloudy(skies: list[Floats32]) -> None:
    cover = np.mean([mean((wet(sky) > CLOUDY).astype(np.float32)) for sky in skies])
    assert 0.60 <= cover <= 0.68


def test_clouds_send_back_about_a_quarter_of_the_light(skies: list[Floats32]) -> None:
    assert 0.17 < np.mean([mean(wet(sky)) for sky in skies]) < 0.28


def test_the_subtropics_are_clearer_than_the_equator_and_the_middle_latitudes(skies: list[Floats32]) -> None:
    latitude = 90.0 - (np.arange(ROWS) + 0.5) * 180.0 / ROWS
    cover = np.mean([wet(sky) > CLOUDY for sky in skies], axis=(0, 2))

    def zone(low: float, high: float) -> float:
        return float(cover[(latitude >= low) & (latitude < high)].mean())

    assert zone(18, 32) < 0.55
    assert zone(0, 8) > zone(18, 32) + 0.15
    assert zone(50, 62) > zone(18, 32) + 0.2
    assert zone(-62, -50) > 0.75


@pytest.mark.parametrize("north", range(-67, 68, 15))
def test_each_zone_is_as_cloudy_as_it_is(skies: list[Floats32], north: int) -> None:
    """Against Stubenrauch and others 2013, rounded; deserts and decks of cloud move a zone's mean by a little."""
    latitude = 90.0 - (np.arange(ROWS) + 0.5) * 180.0 / ROWS
    zone = np.abs(latitude - north) < 7.5
    cover = np.mean([wet(sky)[zone] > CLOUDY for sky in skies])
    known = np.interp(latitude[zone], *np.array(weather._ZONES, float).T).mean()
    assert cover == pytest.approx(known, abs=0.12)


def test_nothing_is_whiter_than_the_thickest_cloud_or_less_than_clear(skies: list[Floats32]) -> None:
    for sky in skies:
        assert sky.min() == 0.0
        assert 0.6 * WHITEST < sky.max() <= WHITEST


def test_a_seed_is_one_sky_and_another_seed_another(skies: list[Floats32]) -> None:
    assert np.array_equal(weather.sky(2, ROWS)[0], skies[1])
    assert np.corrcoef(skies[0].ravel(), skies[1].ravel())[0, 1] < 0.5


def test_the_sky_has_no_seam_at_180_deg(skies: list[Floats32]) -> None:
    for sky in skies:
        inner = np.abs(np.diff(sky, axis=1)).mean()
        assert np.abs(sky[:, 0] - sky[:, -1]).mean() < 1.6 * inner


def test_a_finer_sky_is_the_same_sky(skies: list[Floats32]) -> None:
    fine = weather.sky(1, 2 * ROWS)[0].reshape(ROWS, 2, 2 * ROWS, 2).mean(axis=(1, 3))
    assert np.corrcoef(fine.ravel(), skies[0].ravel())[0, 1] > 0.85


def test_progress_is_told_to_the_end() -> None:
    told: list[float] = []
    weather.sky(1, 32, told.append)
    assert told[-1] == 1.0
    assert told == sorted(told)


def odds(lat: float, lon: float) -> float:
    share = weather.climate(180)[0][int(90.0 - lat), int(lon + 180.0)]
    return float(share / (1.0 - share))


@pytest.mark.parametrize(("lat", "lon"), [(23, 8), (22, 48), (-25, 133), (-23, -69)])
def test_deserts_are_clear(lat: float, lon: float) -> None:
    assert odds(lat, lon) < 0.35


@pytest.mark.parametrize(("lat", "lon"), [(-17, -83), (-14, 4), (29, -126)])
def test_decks_lie_over_cold_water(lat: float, lon: float) -> None:
    assert odds(lat, lon) > 1.8


def test_far_from_both_the_zone_rules() -> None:
    assert odds(-45.0, -100.0) == pytest.approx(1.0, abs=0.1)


def test_storms_turn_with_their_half_of_the_earth() -> None:
    storms = weather._storms(np.random.default_rng(1))
    assert len(storms) == 2 * weather._STORMS
    assert (np.sign(storms[:, 4]) == np.sign(storms[:, 2])).all()
    assert np.linalg.norm(storms[:, :3], axis=1) == pytest.approx(1.0)


def test_a_storm_turns_a_place_about_its_middle_and_leaves_the_far_ones() -> None:
    storm = np.array([1.0, 0.0, 0.0, 0.1, 2.0, 1.0, 0.0])
    x, y, z, _ = weather._storm(storm, np.cos(0.05), np.sin(0.05), 0.0)
    assert np.hypot(np.hypot(x, y), z) == pytest.approx(1.0)
    assert x == pytest.approx(np.cos(0.05))  # as far from the middle as before
    assert np.arctan2(z, y) == pytest.approx(2.0 * np.exp(-0.25), abs=0.02)
    assert weather._storm(storm, 0.0, 1.0, 0.0) == (0.0, 1.0, 0.0, 0.0)


def test_noise_is_smooth_and_0_at_its_nodes() -> None:
    assert weather._noise(3.0, -4.0, 5.0, 7) == 0.0
    values = [weather._noise(0.3 + k * 1e-4, 1.7, -2.2, 7) for k in range(100)]
    assert np.abs(np.diff(values)).max() < 1e-3
    assert np.std([weather._noise(k * 0.37, k * 0.11, k * 0.73, 7) for k in range(2000)]) == pytest.approx(
        0.27, abs=0.06
    )


def test_cells_have_their_points_at_distance_0() -> None:
    distances = [weather._cells(k * 0.013, 0.4, 0.7, 5) for k in range(500)]
    assert 0.0 <= min(distances) < 0.4
    assert max(distances) < 1.6


def kind(lat: float, lon: float) -> float:
    """Give how a place changes the kind of its clouds."""
    lean = weather.climate(180)[1][int(90.0 - lat), int(lon + 180.0)]
    return float(6.0 * lean - 3.0)


def test_cold_water_makes_cells_and_forests_make_towers() -> None:
    assert kind(-17, -83) < -2.0 and kind(29, -126) < -2.0
    assert kind(-3, -62) > 0.7 and kind(0, 20) > 0.7
    assert kind(-45, -100) == pytest.approx(0.0, abs=0.1)


def test_zones_have_their_kinds() -> None:
    """The trade winds puffs, the equator towers, the middle latitudes sheets, with something of all about."""
    kinds = 3.0 * np.mean([weather.sky(seed, 64)[1] for seed in (1, 2, 3)], axis=0)
    latitude = 90.0 - (np.arange(64) + 0.5) * 180.0 / 64

    def zone(low: float, high: float) -> float:
        return float(kinds[(np.abs(latitude) >= low) & (np.abs(latitude) < high)].mean())

    assert 0.5 < zone(15, 30) < 1.4 < zone(0, 9) < 2.2 < zone(48, 70)
    assert kinds[(np.abs(latitude) > 15) & (np.abs(latitude) < 30)].std() > 0.2
