"""Rays by the compiled code: none, one, many; with joints and without; ships that come and go; and always the same."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import Span, instant
from cupola.places import load_station
from cupola.places.body import Box, Sphere
from cupola.places.joint import Joint, Parked
from cupola.places.part import Part
from cupola.places.scene import FREE
from cupola.places.sight import Sight
from cupola.sky.orbit import Vectors

ISS = load_station("iss")
NOON = instant("2021-10-09T12:00Z")
BALL = Part("ball", "the ball", (Sphere((0.0, 0.0, 10.0), 2.0),))
WALL = Part("wall", "the wall", (Box((0.0, 0.0, 20.0), (100.0, 100.0, 1.0)),))
DOWN = np.array([[0.0, 0.0, 1.0]])


def before(*parts: Part) -> Sight:
    """Give what a window at the origin that looks down has before it."""
    return Sight((0.0, 0.0, 0.0), (0.0, 0.0, 1.0), parts)


def half_sky(count: int, seed: int) -> Vectors:
    """Give unit vectors over the lower half of the sky."""
    rays = np.random.default_rng(seed).normal(size=(count, 3))
    rays[:, 2] = np.abs(rays[:, 2])
    result: Vectors = rays / np.linalg.norm(rays, axis=1, keepdims=True)
    return result


def test_one_ray_meets_the_nearest_thing_and_is_blocked_by_the_thickest() -> None:
    """Straight down it is 4 m inside the ball, from 8 m on, and 1 m inside the wall, from 19.5 m on."""
    for parts in ((BALL, WALL), (WALL, BALL)):
        assert before(*parts).blockers(DOWN, np.zeros(1), DOWN) == ["the ball"]
        assert before(*parts).clearance(DOWN, np.zeros(1), DOWN) == pytest.approx([-4.0])
    assert before(WALL).clearance(DOWN, np.zeros(1), DOWN) == pytest.approx([-1.0])


def test_nothing_in_the_way_is_as_free_as_can_be_told() -> None:
    assert before().clearance(DOWN, np.zeros(1), DOWN).tolist() == [FREE]
    assert before().blockers(DOWN, np.zeros(1), DOWN) == [None]
    assert before(BALL).clearance(-DOWN, np.zeros(1), DOWN).tolist() == [FREE]


def test_a_place_inside_a_body_is_blocked_all_around() -> None:
    rays = half_sky(100, 5)
    around = Part("around", "all around", (Sphere((0.0, 0.0, 1.0), 3.0),))
    assert (before(around).clearance(rays, np.zeros(100), rays) < 0.0).all()


def test_no_rays_at_all() -> None:
    none = np.empty((0, 3))
    for sight in (before(), before(BALL), ISS.sight("cupola.top")):
        assert sight.clearance(none, np.empty(0), none).shape == (0,)
        assert sight.blockers(none, np.empty(0), none) == []


@given(st.integers(0, 2**32))
def test_a_ball_hides_its_cone_and_nothing_else(seed: int) -> None:
    """2 m wide at 10 m: an angle of asin 0.2."""
    rays = half_sky(200, seed)
    free = before(BALL).clearance(rays, np.zeros(200), rays) >= 0.0
    inside = np.degrees(np.arccos(np.clip(rays[:, 2], -1.0, 1.0))) < np.degrees(np.arcsin(0.2))
    assert (free == ~inside).all()


def test_many_rays_in_one_call_are_as_each_alone_and_none_leaks_into_the_next() -> None:
    rays = half_sky(70_000, 11)
    at, sun = np.linspace(NOON, NOON + 12 * 86400.0, 70_000), half_sky(70_000, 12)
    sight = ISS.sight("nauka.forward")
    whole, names = sight.clearance(rays, at, sun), sight.blockers(rays, at, sun)
    some = np.random.default_rng(13).integers(0, 70_000, 300)
    for k in some.tolist():
        one = slice(k, k + 1)
        assert sight.clearance(rays[one], at[one], sun[one])[0] == whole[k]
        assert sight.blockers(rays[one], at[one], sun[one]) == [names[k]]
    assert [name is not None for name in names] == (whole < 0.0).tolist()
    shuffled = np.random.default_rng(14).permutation(70_000)
    assert np.array_equal(sight.clearance(rays[shuffled], at[shuffled], sun[shuffled]), whole[shuffled])


def test_rays_may_come_in_any_sort_of_array_and_are_not_changed() -> None:
    rays = half_sky(50, 3)
    sight, at = ISS.sight("cupola.top"), np.full(50, NOON)
    expected = sight.clearance(rays, at, np.tile(DOWN, (50, 1)))
    for way in (np.asfortranarray(rays), np.repeat(rays, 2, axis=0)[::2], rays.astype(np.float64)):
        way.flags.writeable = False
        assert np.array_equal(sight.clearance(way, at, np.broadcast_to(DOWN, (50, 3))), expected)
    assert np.array_equal(rays, half_sky(50, 3))


def test_a_ship_is_in_the_way_from_its_docking_to_before_it_leaves() -> None:
    ship = Part("ship", "the ship", (Sphere((0.0, 0.0, 10.0), 2.0),), there=Span(100.0, 200.0))
    at = np.array([99.9, 100.0, 199.9, 200.0])
    down = np.repeat(DOWN, 4, axis=0)
    assert before(ship, WALL).blockers(down, at, down) == ["the wall", "the ship", "the ship", "the wall"]
    assert before(ship).clearance(down, at, down).tolist() == [FREE, -4.0, -4.0, FREE]


@pytest.mark.parametrize(("at", "sun", "blocked"), [(0.0, 0.0, True), (0.0, 90.0, False), (50.0, 90.0, True)])
def test_a_joint_on_a_joint_turns_what_it_carries_twice(at: float, sun: float, blocked: bool) -> None:
    """The paddle hangs at x 5, z 10, from a hub at z 10 that turns about y with the Sun: overhead it is as drawn.

    With the Sun ahead the hub has turned by a quarter: the paddle is at z 15 or 5, and not in the ray's way. The gimbal
    on it stands still. At 50 s the hub is parked at zero.
    """
    hub = Joint("hub", (0.0, 0.0, 10.0), (0.0, 1.0, 0.0), (0.0, 0.0, -1.0), parked=(Parked(Span(40.0, 60.0), 0.0),))
    gimbal = Joint("gimbal", (5.0, 0.0, 10.0), (1.0, 0.0, 0.0), angle=90.0, on=hub)
    paddle = Part("paddle", "the paddle", (Box((5.0, 0.0, 10.0), (1.0, 0.1, 4.0)),), gimbal)
    ray = np.array([[5.0, 1.5, 10.0]]) / np.sqrt(25.0 + 2.25 + 100.0)  # turned by its gimbal it is 4 m wide along y
    way = np.array([[np.sin(np.radians(sun)), 0.0, -np.cos(np.radians(sun))]])
    assert (before(paddle).clearance(ray, np.array([at]), way)[0] < 0.0) == blocked


def test_numba_is_not_loaded_before_a_ray_is_asked_for() -> None:
    code = """
import sys
from cupola.places import load_station
station = load_station("iss")
station.sight("cupola.top")
print("numba" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
