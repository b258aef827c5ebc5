"""The Earth's edge as it is seen from the station: how deep it lies, how wide it is, and how it squeezes the Sun."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from cupola.sky.atmosphere import Rays, lift
from cupola.sky.earth import EQUATOR_KM, limb_point, surface_point, vertical

Floats = NDArray[np.float64]

HEIGHT_KM = 410.0
ORBIT_KM = EQUATOR_KM + HEIGHT_KM
DISC = 0.5331
"""The Sun's width at 1 au, deg."""


def depressions(lat: float) -> tuple[Floats, Floats]:
    """Give the horizon's depth below the local horizontal all round, geometric and refracted, deg."""
    place, up = surface_point(lat, 0.0, HEIGHT_KM)[None], vertical(surface_point(lat, 0.0)[None])
    phi, turn = np.radians(lat), np.radians(np.arange(0.0, 360.0, 15.0))
    north, east = np.array([-np.sin(phi), 0.0, np.cos(phi)]), np.array([0.0, 1.0, 0.0])
    ways = np.cos(turn)[:, None] * north + np.sin(turn)[:, None] * east
    sight = limb_point(np.broadcast_to(place, ways.shape), ways) - place
    distance = np.linalg.norm(sight, axis=-1)
    geometric = np.degrees(np.arcsin(-(sight @ up[0]) / distance))
    return geometric, geometric - np.degrees(float(lift(0.0)) / distance)


@pytest.mark.parametrize("lat", [-51.6, -30.0, 0.0, 15.0, 45.0, 51.6])
def test_at_410_km_the_horizon_lies_19_95_to_20_03_deg_down(lat: float) -> None:
    """And 20.00 to 20.08 without air: WGS84, by latitude and azimuth."""
    geometric, refracted = depressions(lat)
    assert 19.985 < geometric.min() <= geometric.max() < 20.085
    assert 19.94 < refracted.min() <= refracted.max() < 20.04


def test_over_the_latitudes_of_the_station_the_whole_range_is_met() -> None:
    refracted = np.concatenate([depressions(lat)[1] for lat in np.arange(-51.6, 51.7, 5.16)])
    assert refracted.min() == pytest.approx(19.95, abs=0.01)
    assert refracted.max() == pytest.approx(20.03, abs=0.01)


def test_the_earth_is_140_deg_wide() -> None:
    down = np.concatenate([depressions(lat)[1] for lat in (0.0, 51.6)])
    assert 2 * (90.0 - down.mean()) == pytest.approx(140.0, abs=0.1)


def test_the_limb_is_2322_km_away_and_a_kilometre_of_it_a_milliradian_wide_and_less() -> None:
    distance = np.sqrt(ORBIT_KM**2 - EQUATOR_KM**2)
    assert distance == pytest.approx(2322.0, abs=5.0)
    assert 1000.0 / distance == pytest.approx(0.43, abs=0.005)


def seen_and_true(tangent: Floats) -> tuple[Floats, Floats, Floats]:
    """Give where rays are seen, and from where they come, deg from the nadir; and by how much they are bent, rad."""
    rays = Rays.at(tangent)
    seen = np.arcsin(rays.impact / ORBIT_KM)
    return np.degrees(seen), np.degrees(seen - rays.bending), rays.bending


@pytest.mark.parametrize(("tangent", "within"), [(12.0, 0.06), (15.0, 0.03), (20.0, 0.01), (30.0, 0.002)])
def test_the_air_squeezes_the_sun_as_the_theory_of_occultations_has_it(tangent: float, within: float) -> None:
    """1 / (1 + a D / H): bending a, distance of the limb D, H in which bending falls by e (Baum and Code 1953)."""
    near = tangent + np.array([-0.02, 0.0, 0.02])
    seen, true, bent = seen_and_true(near)
    squeezed = (seen[2] - seen[0]) / (true[2] - true[0])
    scale = (near[2] - near[0]) / np.log(bent[0] / bent[2])
    distance = np.sqrt(ORBIT_KM**2 - (EQUATOR_KM + tangent) ** 2)
    assert squeezed == pytest.approx(1.0 / (1.0 + bent[1] * distance / scale), rel=within)


def flattening(lowest: float) -> float:
    """Give height over width of the Sun's disc whose lower limb is seen by a ray of a tangent height."""
    tangent = np.arange(lowest, 90.0, 0.05)
    seen, true, _ = seen_and_true(tangent)
    top = np.interp(true[0] + DISC, true, seen)
    return float((top - seen[0]) / DISC)


def test_low_in_the_air_the_sun_is_two_and_a_half_times_as_wide_as_high_and_above_it_round() -> None:
    assert flattening(8.0) == pytest.approx(1 / 2.5, abs=0.06)
    assert flattening(20.0) == pytest.approx(0.84, abs=0.06)
    assert flattening(60.0) == pytest.approx(1.0, abs=0.005)
    depths = [flattening(km) for km in (5.0, 8.0, 12.0, 16.0, 20.0, 30.0, 40.0)]
    assert depths == sorted(depths)
