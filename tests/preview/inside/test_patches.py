"""Radiosity: the integrating sphere, black rooms, sums."""

from functools import cache

import numpy as np
import pytest

from cupola.preview.inside.cast import scene
from cupola.preview.inside.mesh import hull
from cupola.preview.inside.passes import straight_on
from cupola.preview.inside.patches import Patches, patches, reaching
from tests.preview.inside.rooms import RIGHT, UP, ball, cube, lamp, lights

LAMP = lamp(-0.85 * UP, UP, 1000.0)


@cache
def net_of(share: float) -> tuple[Patches, np.ndarray]:
    room = ball(share, 60, (LAMP,))
    net = patches(room, scene(room), 0.3, 32)
    return net, straight_on(room, scene(room), lights(room, lux=0.0), net)["row-1"]


@pytest.mark.parametrize("share", [0.5, 0.8])
def test_an_integrating_sphere_has_the_light_of_theory(share: float) -> None:
    """All light by way of walls: F rho / (A (1 - rho)); the room's own surface is 4 pi and some more."""
    net, straight = net_of(share)
    surface = hull(ball(share, 60)).area()
    assert net.gathered(straight)[:, 0].mean() == pytest.approx(1000 * share / (surface * (1 - share)), rel=0.02)


def test_black_walls_throw_nothing_back() -> None:
    net, straight = net_of(0.0)
    assert net.gathered(straight)[:, 0].max() <= straight.max() * 0.5 * 0.02  # the lamp's own body is grey


def test_twice_the_light_is_twice_the_light_by_way_of_walls() -> None:
    net, straight = net_of(0.5)
    assert net.gathered(2.0 * straight) == pytest.approx(2.0 * net.gathered(straight), rel=1e-3)


def test_colours_do_not_mix_between_primaries() -> None:
    net, straight = net_of(0.5)
    red = straight * np.array([1.0, 0.0, 0.0])
    found = net.gathered(red)
    assert found[:, 1:].max() == 0.0
    assert found[:, 0] == pytest.approx(net.gathered(straight)[:, 0], rel=1e-3)


def test_the_same_room_has_the_same_light() -> None:
    one, two = net_of(0.5), net_of.__wrapped__(0.5)
    assert (one[0].gathered(one[1]) == two[0].gathered(two[1])).all()


def test_every_ray_between_closed_walls_ends_on_a_patch() -> None:
    net, _ = net_of(0.5)
    assert (net.joins >= 0).mean() > 0.99


def test_light_leaves_by_a_window() -> None:
    """A window of 0.16 m2 in a room of 24 m2: a face before it sees it, the others in their share."""
    room = cube(0.6)
    net = patches(room, scene(room), 0.25, 32)
    out = (net.joins == -1).mean()
    assert 0.002 < out < 0.012


def test_a_meter_in_the_room_reads_what_the_walls_throw_at_it() -> None:
    """Walls that all send 100 lm/m2 give 100 lx anywhere, whichever way."""
    room = ball(0.5, 60)
    net = patches(room, scene(room), 0.3, 16)
    even = np.full((len(net.points), 3), 100.0)
    found = reaching(scene(room), net, even, np.array([[0.1, 0.2, 0.3]]), RIGHT[None], 512)
    assert found[0] == pytest.approx(100.0, rel=1e-6)


def test_the_two_faces_of_an_edge_are_two_patches() -> None:
    room = cube(0.6)
    net = patches(room, scene(room), 0.5, 8)
    spread = np.abs(np.einsum("kpi,kqi->kpq", net.normals, net.normals))
    assert spread.min() > 0.3  # of a window's frame, which is round to light; of two walls it would be 0
