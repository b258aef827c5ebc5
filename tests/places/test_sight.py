"""What stands in a window's light: small stations by ruler, and the ISS of October 2021."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.clock import Span, instant
from cupola.errors import DocumentError
from cupola.places import Station, load_station, parse_station
from cupola.places.rays import throw
from cupola.places.scene import FREE, scene
from cupola.sky.orbit import Vectors
from tests.places.test_hull import ARRAYED
from tests.places.test_load import HAVEN

ISS = load_station("iss")
NOON = instant("2021-10-09T12:00Z")
UP = (0.0, 0.0, -1.0)
windows = st.sampled_from(sorted(ISS.windows))


def rays(*directions: tuple[float, float, float]) -> Vectors:
    """Give directions as unit vectors."""
    found = np.array(directions, float)
    result: Vectors = found / np.linalg.norm(found, axis=1, keepdims=True)
    return result


def clearance(station: Station, window: str, ray: tuple[float, float, float], at: float, sun: object = UP) -> float:
    """Give the clearance of one ray."""
    one = rays(ray)
    return float(station.clearance(window, one, np.array([at]), np.array([sun], float))[0])


def blocker(station: Station, window: str, ray: tuple[float, float, float], at: float, sun: object = UP) -> str | None:
    """Give what one ray meets first."""
    return station.blockers(window, rays(ray), np.array([at]), np.array([sun], float))[0]


def one_by_one(window: str, ways: Vectors, at: Vectors, sun: Vectors) -> Vectors:
    """Give the clearance by asking every body of the station, before the glass or behind it, none left out."""
    sight, least = ISS.sight(window), np.full(len(ways), FREE)
    for side in (1.0, -1.0):
        x, y, z = (side * np.array(sight.normal)).tolist()
        whole = scene(sight.parts, sight.at, (x, y, z))
        whole.balls[:, 3], whole.swept[:, 3:] = np.inf, np.inf  # as if every ray came near everything
        found = np.empty(len(ways))
        throw(whole, ways, at, sun, found, np.empty(len(ways), np.intp))
        least = np.minimum(least, found)
    return least


# Haven's dome looks down from (5, 0, 2.2); the Dragon is a cylinder 4 m wide from (10, 0, 0) to (18, 0, 0).
DOCKED, GONE = instant("2026-01-10T00:00Z"), instant("2026-03-01T00:00Z")


def test_a_ship_is_in_the_way_while_it_is_docked() -> None:
    """At 5.5 m it is 0.2 m below the window's height: a ray 3 deg up meets it, one 1 deg up passes below."""
    high, low = (1.0, 0.0, -np.tan(np.radians(3.0))), (1.0, 0.0, -np.tan(np.radians(0.5)))
    assert clearance(parse_station(HAVEN, "haven.yaml"), "dome", high, DOCKED) < 0
    station = parse_station(HAVEN, "haven.yaml")
    assert blocker(station, "dome", high, DOCKED) == "Dragon"
    assert (clearance(station, "dome", high, GONE), blocker(station, "dome", high, GONE)) == (FREE, None)
    assert clearance(station, "dome", low, DOCKED) > 0


def test_the_clearance_is_the_length_of_ray_inside() -> None:
    """45 deg up and forward from (5, 0, 2.2) it would enter the Dragon's end; straight ahead and up through its flank:
    from (5, 0, 2.2) toward (14, 0, 0) it goes in at z = 2 and out at the axis' other side or the far end, 18 m."""
    ray = rays((9.0, 0.0, -2.2))[0]
    enter, leave = (2.2 - 2.0) / -ray[2], min((2.2 + 2.0) / -ray[2], 13.0 / ray[0])
    enter = max(enter, 5.0 / ray[0])
    station = parse_station(HAVEN, "haven.yaml")
    assert clearance(station, "dome", (9.0, 0.0, -2.2), DOCKED) == pytest.approx(enter - leave)


def test_a_windows_own_module_is_never_in_the_way() -> None:
    station = parse_station(HAVEN, "haven.yaml")
    assert clearance(station, "dome", (0.0, 0.0, -1.0), DOCKED) == FREE
    for key, window in ISS.windows.items():
        assert window.module not in {part.id for part in ISS.sight(key).parts}


@pytest.mark.parametrize(
    ("sun", "at", "blocked"),
    [
        (UP, "2026-01-10T00:00Z", True),
        ((1.0, 0.0, 0.0), "2026-01-10T00:00Z", False),
        (UP, "2026-01-05T03:00Z", False),
        (UP, "2026-01-05T06:00Z", True),
    ],
)
def test_a_wing_turns_with_the_sun_unless_parked(sun: object, at: str, blocked: bool) -> None:
    """The wing lies at y from 3.5 to 8.5, tilted 30 deg about x through (5, 3, 0), so that it rises to z 0.25 to 2.75.

    Turned by 90 or 45 deg about y it swings away from above the ray. The ray goes from the window at (5, 0, 2.2) to
    the wing's middle: y = 3 + 3 cos 30, z = 3 sin 30.
    """
    ray = (0.0, 3.0 + 3.0 * np.cos(np.pi / 6), 3.0 * np.sin(np.pi / 6) - 2.2)
    station = parse_station(ARRAYED, "haven.yaml")
    assert (clearance(station, "dome", ray, instant(at), sun) < 0) == blocked
    assert (blocker(station, "dome", ray, instant(at), sun) == "the wing") == blocked


def test_the_first_thing_met_is_named() -> None:
    """From Nauka's porthole ahead and a little up Rassvet, steeply up Zarya that Rassvet hangs from."""
    assert blocker(ISS, "nauka.forward", (1.0, 0.0, -0.05), NOON) == "Rassvet"
    assert blocker(ISS, "nauka.forward", (1.0, 0.0, -0.9), NOON) == "Zarya"


def test_an_unknown_window_is_told() -> None:
    with pytest.raises(DocumentError, match="E311"):
        ISS.clearance("nauka.foward", rays(UP), np.array([NOON]), rays(UP))


def test_no_rays_have_no_clearance() -> None:
    none = np.empty((0, 3))
    assert ISS.clearance("cupola.top", none, np.empty(0), none).shape == (0,)
    assert ISS.blockers("cupola.top", none, np.empty(0), none) == []


@given(windows, st.integers(0, 2**32))
@settings(max_examples=30, deadline=None)
def test_no_body_is_passed_over(window: str, seed: int) -> None:
    """Quick tests leave out what no ray comes near: the answer is that of asking every body, up to the cap of 25 cm."""
    some = np.random.default_rng(seed)
    ways, suns = (rays(*some.normal(size=(400, 3))) for _ in range(2))
    ways[ways @ np.array(ISS.window(window).normal) < 0] *= -1
    at = some.uniform(instant("2021-10-05T00:00Z"), instant("2021-10-18T00:00Z"), 400)
    found = ISS.clearance(window, ways, at, suns)
    assert np.allclose(found, one_by_one(window, ways, at, suns), rtol=0, atol=1e-9)
    names = ISS.blockers(window, ways, at, suns)
    assert [name is not None for name in names] == (found < 0).tolist()


@given(windows, st.integers(0, 2**32))
@settings(max_examples=30, deadline=None)
def test_the_clearance_has_no_jump_as_the_sun_moves(window: str, seed: int) -> None:
    """Ray and Sun together turned by 1e-9: what is small changes little, also through the joints of the arrays."""
    some = np.random.default_rng(seed)
    sun = rays(*some.normal(size=(400, 3)))
    sun[sun @ np.array(ISS.window(window).normal) < 0] *= -1
    near, at = rays(*(sun + 1e-9 * np.cross(sun, [0.48, 0.6, 0.64]))), np.full(400, NOON)
    one, two = (ISS.clearance(window, way, at, way) for way in (sun, near))
    small = (np.abs(one) < FREE) & (np.hypot(sun[:, 0], sun[:, 2]) > 0.01)
    assert np.abs(one - two)[small].max(initial=0.0) < 0.05


# October 2021, from the drawings: what is where before which window


@pytest.mark.parametrize(
    ("window", "ray", "name"),
    [
        ("cupola.starboard", (0.0, 6.1, 0.5), "Cygnus NG-16"),  # 6 m to starboard of the Cupola, from z 7.1 to 13.5
        ("cupola.starboard", (0.0, 6.1, 4.5), "Cygnus NG-16"),
        ("destiny.nadir", (-7.2, 0.0, 3.0), "Cygnus NG-16"),
        ("nauka.forward", (11.0, 0.0, -2.0), "Rassvet"),  # 11 m ahead, from z 5.8 to 11.8
        ("nauka.forward", (11.0, 0.0, 2.0), "Soyuz MS-19"),  # below it, to z 19.1
        ("nauka.forward", (11.0, 1.2, 2.0), "Soyuz MS-19"),
        ("nauka.forward", (11.0, 1.6, 2.0), None),  # 1.36 m wide: past it at 8 deg
        ("cupola.forward", (5.0, 5.0, -1.5), "Destiny"),
        ("kibo.aft", (0.0, -5.0, 1.0), "Kibo's exposed platform"),
        ("kibo.aft", (0.0, -5.0, -2.0), "solar wing 2A"),
        ("poisk.starboard", (0.0, 1.0, 0.2), None),
    ],
)
def test_what_stands_before_a_window_is_what_the_drawings_say(
    window: str, ray: tuple[float, float, float], name: str | None
) -> None:
    assert blocker(ISS, window, ray, NOON, ray) == name


def test_rassvet_and_the_soyuz_hide_7_deg_to_each_side_of_the_big_portholes_axis() -> None:
    """The survey: 11 m ahead, about 7 deg of azimuth to each side. The Soyuz is 2.72 m wide, Rassvet 2.35 m."""
    for down, names in ((0.1, "Soyuz MS-19"), (-0.15, "Rassvet")):
        turn = np.radians(np.arange(-20.0, 20.001, 0.1))
        ways = rays(*np.stack([np.cos(turn), np.sin(turn), np.full(len(turn), down)], axis=1))
        at = np.full(len(turn), NOON)
        hit = np.array(ISS.blockers("nauka.forward", ways, at, ways)) == names
        half = float(np.degrees(turn[hit].max() - turn[hit].min())) / 2
        assert half == pytest.approx(7.0, abs=0.8), names


def test_before_the_film_crew_came_the_soyuz_was_not_in_the_way() -> None:
    ray = (11.0, 0.0, 2.0)
    docked = instant("2021-10-05T12:22:31Z")
    assert blocker(ISS, "nauka.forward", ray, docked - 1.0, ray) is None
    assert blocker(ISS, "nauka.forward", ray, docked, ray) == "Soyuz MS-19"


def test_the_station_says_when_anything_comes_goes_or_is_parked() -> None:
    found = ISS.joints(Span(instant("2021-10-05T00:00Z"), instant("2021-10-18T00:00Z")))
    expected = ["2021-10-05T10:30Z", "2021-10-05T12:22:31Z", "2021-10-05T13:30Z", "2021-10-17T01:14Z"]
    assert found.tolist() == [instant(text) for text in expected]


def test_a_ray_looks_past_the_edges_of_a_wing_between_its_two_blankets() -> None:
    """With the Sun overhead wing 3A lies astern at y 33.9, its blankets 2.1 m apart: between them one sees through."""
    window = np.array(ISS.window("poisk.starboard").at)
    for y, expected in ((33.9 - 3.6, "solar wing 3A"), (33.9, None), (33.9 + 3.6, "solar wing 3A")):
        sight = np.array([-20.0, y, 0.7]) - window
        assert blocker(ISS, "poisk.starboard", tuple(sight), NOON, UP) == expected


def test_haven_1_has_one_window_and_a_dragon_ahead_of_it() -> None:
    haven = load_station("haven-1")
    assert list(haven.windows) == ["haven.dome"]
    assert haven.windows["haven.dome"].area == pytest.approx(0.95, abs=0.005)
    assert {haven.windows["haven.dome"].confidence, haven.attitude.confidence} == {"low"}
    at = instant("2026-06-01T00:00Z")
    for azimuth, tilt in product(np.radians(np.arange(0, 360, 15)), np.radians((0.0, 45.0, 80.0))):
        ray = (np.sin(tilt) * np.cos(azimuth), np.sin(tilt) * np.sin(azimuth), np.cos(tilt))
        assert clearance(haven, "haven.dome", ray, at) > 0
    assert blocker(haven, "haven.dome", (1.0, 0.0, -0.05), at) == "Crew Dragon"
