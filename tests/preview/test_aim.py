"""Where the camera points."""

from dataclasses import replace

import numpy as np
import pytest

from cupola.clock import instant
from cupola.errors import CupolaError
from cupola.light.lens import Lens
from cupola.places import load_station
from cupola.preview.aim import WORDS, aim_of_view, aimed, aside, is_behind_earth
from cupola.preview.eye import Eye
from cupola.sky.earth import geodetic, limb_point, pierced
from tests.october import one_set_orbit

ISS = load_station("iss")
ORBIT = one_set_orbit("2021-10-05T00:00Z", "2021-10-17T00:00Z")
LISBON = instant("2021-10-06T12:45:07Z")


def eye(window: str, at: float, target: str) -> Eye:
    glass = ISS.window(window)
    axis = aimed(ORBIT, ISS, glass, at, target)
    return Eye.towards(ORBIT, ISS, np.array(axis or glass.normal), Lens(35.0), at)


def off(one: np.ndarray, two: np.ndarray) -> float:
    """Give the angle between two vectors, deg."""
    return float(np.degrees(np.arccos(np.clip(one @ two / np.linalg.norm(one) / np.linalg.norm(two), -1, 1))))


def test_straight_out_is_the_axis_of_the_window() -> None:
    assert aimed(ORBIT, ISS, ISS.window("cupola.top"), LISBON, "straight") is None


def test_a_landmark_stands_in_the_middle_of_the_picture() -> None:
    seen = eye("cupola.top", LISBON, "Lisbon")
    point, hit = pierced(seen.position[None], seen.forward[None])
    lat, lon, _ = geodetic(point)
    assert hit[0]
    assert (lat[0], lon[0]) == pytest.approx((ISS.landmarks["Lisbon"].lat, ISS.landmarks["Lisbon"].lon), abs=0.01)


def test_a_point_of_the_ground_is_aimed_at_by_its_degrees() -> None:
    seen = eye("cupola.top", LISBON, "40.0, -10.0")
    lat, lon, _ = geodetic(pierced(seen.position[None], seen.forward[None])[0])
    assert (lat[0], lon[0]) == pytest.approx((40.0, -10.0), abs=0.01)


def test_what_the_window_does_not_show_is_aimed_at_as_nearly_as_its_half_view_lets() -> None:
    window = ISS.window("nauka.forward")
    axis = np.array(aimed(ORBIT, ISS, window, LISBON, "nadir"))
    assert off(axis, np.array(window.normal)) == pytest.approx(window.half_view, abs=1e-6)
    assert axis[2] > 0.6  # down


@pytest.mark.parametrize(
    ("target", "hidden"),
    [("Lisbon", False), ("39.9,-13.3", False), ("-39.9,166.7", True), ("-45,63", True), ("nadir", False)]
    + [(word, False) for word in ("straight", "limb", "earth", "sunrise", *ISS.modules)],
)
def test_a_place_under_the_horizon_is_hidden_by_the_earth(target: str, hidden: bool) -> None:
    assert is_behind_earth(ORBIT, ISS, ISS.window("cupola.top"), LISBON, target) is hidden


def test_the_sun_is_hidden_by_night_and_no_sooner() -> None:
    window = ISS.window("cupola.top")
    night = instant("2021-10-10T13:30:00Z")
    assert is_behind_earth(ORBIT, ISS, window, night, "sun")
    assert not is_behind_earth(ORBIT, ISS, window, LISBON, "sun")


def test_how_far_a_target_is_outside_of_the_half_view_is_told() -> None:
    window = ISS.window("nauka.forward")
    down = off(np.array(eye("nauka.forward", LISBON, "straight").axes[0]), np.array([0.0, 0.0, 1.0]))
    assert aside(ORBIT, ISS, window, LISBON, "nadir") == pytest.approx(down - window.half_view, abs=5.0)
    assert aside(ORBIT, ISS, window, LISBON, "nadir") > 5.0
    assert aside(ORBIT, ISS, ISS.window("cupola.top"), LISBON, "Lisbon") == 0.0
    assert aside(ORBIT, ISS, window, LISBON, "limb") == 0.0


def test_the_limb_is_hit_by_the_axis() -> None:
    seen = eye("nauka.forward", LISBON, "limb")
    edge = limb_point(seen.position[None], seen.forward[None])[0] - seen.position
    assert off(seen.forward, edge) < 0.2


def test_the_earth_is_aimed_at_a_little_under_its_edge_from_a_level_window() -> None:
    seen = eye("nauka.forward", LISBON, "earth")
    edge = limb_point(seen.position[None], seen.forward[None])[0] - seen.position
    assert off(seen.forward, edge) == pytest.approx(8.0, abs=0.3)
    assert pierced(seen.position[None], seen.forward[None])[1][0]


def test_the_camera_turns_aside_from_a_ship_that_stands_before_the_earth() -> None:
    """Soyuz MS-19 is docked before Nauka's large porthole: straight ahead and down it takes half of the view."""
    window = ISS.window("nauka.forward")
    axis = np.array(aimed(ORBIT, ISS, window, LISBON, "earth"))
    alone = np.array(aimed(ORBIT, replace(ISS, parts=()), window, LISBON, "earth"))
    assert off(axis, alone) > 8.0
    at, sun = np.array([LISBON]), np.array([[0.0, 0.0, -1.0]])
    assert ISS.clearance(window.id, axis[None], at, sun)[0] > 0.0
    assert ISS.clearance(window.id, alone[None], at, sun)[0] < 0.0
    assert axis[2] == pytest.approx(alone[2], abs=0.03)  # as far down


def test_a_named_place_is_not_turned_away_from() -> None:
    ship = np.array(aimed(ORBIT, ISS, ISS.window("nauka.forward"), LISBON, "SOYUZ-MS19"))
    assert ISS.clearance("nauka.forward", ship[None], np.array([LISBON]), np.array([[0.0, 0.0, -1.0]]))[0] < 0.0


def test_the_earth_is_straight_out_of_a_window_that_looks_down() -> None:
    axis = aimed(ORBIT, ISS, ISS.window("cupola.top"), LISBON, "earth")
    assert axis == pytest.approx(ISS.window("cupola.top").normal, abs=1e-6)


def test_the_sunrise_is_the_limb_under_the_sun() -> None:
    at = instant("2021-10-05T20:37:35Z")
    seen = eye("nauka.forward", at, "sunrise")
    assert off(seen.forward, seen.sun - seen.position) < 1.5


def test_the_moon_is_aimed_at_wherever_a_window_shows_it() -> None:
    shown = 0
    for key, window in ISS.windows.items():
        axis = np.array(aimed(ORBIT, ISS, window, LISBON, "moon"))
        if off(axis, np.array(window.normal)) < window.half_view - 0.1:
            seen = eye(key, LISBON, "moon")
            assert off(seen.forward, seen.moon - seen.position) < 1e-4
            shown += 1
    assert 0 < shown < len(ISS.windows)


def test_a_docked_ship_is_aimed_at_in_the_frame_of_the_station() -> None:
    window, ship = ISS.window("nauka.forward"), ISS.modules["SOYUZ-MS19"]
    axis = np.array(aimed(ORBIT, ISS, window, LISBON, "SOYUZ-MS19"))
    wanted = np.mean(ship.ends, axis=0) - np.array(window.at)
    assert off(axis, wanted) < 1e-5 or off(axis, np.array(window.normal)) == pytest.approx(window.half_view)


def test_an_unknown_target_is_told_with_the_nearest_name() -> None:
    with pytest.raises(CupolaError, match=r'E818 .*"Lisbonn"') as error:
        aimed(ORBIT, ISS, ISS.window("cupola.top"), LISBON, "Lisbonn")
    assert "Lisbon" in str(error.value)


@pytest.mark.parametrize("word", [word for word in WORDS if word != "straight"])
def test_every_word_is_aimed_at_within_the_half_view(word: str) -> None:
    window = ISS.window("cupola.forward")
    axis = np.array(aimed(ORBIT, ISS, window, LISBON, word))
    assert np.linalg.norm(axis) == pytest.approx(1.0)
    assert off(axis, np.array(window.normal)) <= window.half_view + 1e-6


@pytest.mark.parametrize(
    ("view", "light", "target"),
    [
        (None, "any", "straight"),
        (None, "sunrise", "sunrise"),
        ("limb", "sunrise", "sunrise"),
        ("limb", "sun", "limb"),
        ("earth-day", "sun", "earth"),
        ("city-lights", "eclipse", "earth"),
        ("moon", "eclipse", "moon"),
        ("Lisbon", "sun", "Lisbon"),
        ("SOYUZ-MS19", "sunset", "SOYUZ-MS19"),
    ],
)
def test_what_a_shot_wants_to_see_is_aimed_at(view: str | None, light: str, target: str) -> None:
    assert aim_of_view(view, light) == target
