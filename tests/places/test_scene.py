"""A scene: bodies in the groups of their joints, carriers first, nothing of it behind the glass."""

import numpy as np
import pytest

from cupola.clock import Span
from cupola.places import load_station
from cupola.places.body import BOX, FRUSTUM, SPHERE, Box, Frustum, Sphere
from cupola.places.joint import Joint, Parked
from cupola.places.part import Part
from cupola.places.scene import REACH, scene

ISS = load_station("iss")
HUB = Joint("hub", (0.0, 0.0, 10.0), (0.0, 1.0, 0.0), (0.0, 0.0, -1.0), parked=(Parked(Span(5.0, 9.0), 90.0),))
MAST = Joint("mast", (3.0, 0.0, 10.0), (1.0, 0.0, 0.0), (0.0, 0.0, -1.0), on=HUB)
WING = Part("wing", "the wing", (Box((8.0, 0.0, 10.0), (10.0, 4.0, 0.1)),), MAST)
SHIP = Part("ship", "the ship", (Sphere((0.0, 0.0, 20.0), 2.0),), there=Span(100.0, 200.0))
TUBE = Part("tube", "the tube", (Frustum((0.0, 5.0, 3.0), (0.0, 9.0, 3.0), (1.0, 2.0)),))
ABOVE = Part("above", "the tank above", (Sphere((0.0, 0.0, -5.0), 4.0),))
DOWN = (0.0, 0.0, 1.0)


def test_bodies_stand_by_their_joints_each_after_its_carrier() -> None:
    found = scene((WING, SHIP, TUBE, ABOVE), (0.0, 0.0, 0.0), DOWN)
    assert found.carriers.tolist() == [0, 0, 1], "the mast turns on the hub, the hub on the station"
    assert found.firsts.tolist() == [0, 2, 2, 3], "two bodies stand still, the hub has none of its own"
    assert found.kinds.tolist() == [SPHERE, FRUSTUM, BOX]
    assert found.parts.tolist() == [1, 2, 0]
    assert found.there.tolist() == [[100.0, 200.0], [-np.inf, np.inf], [-np.inf, np.inf]]
    assert found.parked_firsts.tolist() == [0, 0, 1, 1]
    assert found.parked == pytest.approx(np.array([[5.0, 9.0, 0.0, 1.0]]), abs=1e-15)


def test_what_lies_behind_the_glass_is_left_out_but_not_what_reaches_round_it() -> None:
    """The tank's lower end is at z -1; a glass at -0.4 is farther from it than a ray that counts passes."""
    for height, count in ((-0.4, 0), (-0.6, 1)):
        assert len(scene((ABOVE,), (0.0, 0.0, height), DOWN).kinds) == count


def test_a_ball_holds_its_body_and_half_a_metre_about_it() -> None:
    found = scene((SHIP, TUBE), (0.0, 0.0, 0.0), DOWN)
    assert found.balls[0] == pytest.approx([0.0, 0.0, 20.0, (2.0 * np.sqrt(3.0) + REACH) ** 2])
    assert found.balls[1] == pytest.approx([0.0, 7.0, 3.0, (np.hypot(np.hypot(2.0, 2.0), 2.0) + REACH) ** 2])


def test_what_a_joint_may_sweep_is_a_box_around_every_position_of_what_it_carries() -> None:
    """The mast turns the wing, from x 3 to 13, about x: 2 m to each side. The hub turns that about y: 13.2 m round."""
    found = scene((WING,), (0.0, 0.0, 0.0), DOWN)
    round_x, far = np.hypot(2.0, 0.05), np.hypot(13.0, np.hypot(2.0, 0.05))
    assert found.swept[2] == pytest.approx([8.0, 0.0, 10.0, *np.add([5.0, round_x, round_x], REACH)], abs=1e-3)
    assert found.swept[1] == pytest.approx([0.0, 0.0, 10.0, *np.add([far, round_x, far], REACH)], abs=1e-3)


def test_nothing_before_a_window_is_a_scene_too() -> None:
    found = scene((), (0.0, 0.0, 0.0), DOWN)
    assert (found.firsts.tolist(), found.carriers.tolist(), found.kinds.tolist()) == ([0, 0], [0], [])
    assert found.numbers.shape == (0, 9)


@pytest.mark.parametrize("window", sorted(ISS.windows))
def test_every_window_of_the_iss_has_what_reaches_out_before_it(window: str) -> None:
    """What is left out lies wholly behind the glass: checked at the corners of each body's box."""
    sight = ISS.sight(window)
    found, normal = scene(sight.parts, sight.at, sight.normal), np.array(sight.normal)
    kept = set(found.parts.tolist())
    assert found.firsts[-1] == len(found.kinds)
    for k, part in enumerate(sight.parts):
        for body in part.bodies if part.joint is None and k not in kept else ():
            corners = np.array(np.meshgrid(*zip(*body.extent, strict=True))).reshape(3, -1).T
            assert ((corners - sight.at) @ normal).max() <= -REACH + 1e-9, part.id
