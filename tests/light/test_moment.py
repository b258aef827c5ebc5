"""Moments: directions are right, parts share with the whole, and nothing is worked out that nobody asks for."""

import numpy as np
import pytest

from cupola.clock import Instants, Span
from cupola.light.moment import Vantage
from cupola.places import Attitude, SpecialAttitude, YawPitchRoll
from cupola.sky.orbit import Vectors
from tests.light.skies import Circle, Still, times_only

AT = np.array([0.0, 700.0, 1400.0, 2100.0])


class Counting(Circle):
    """A trajectory that counts how often it is asked."""

    def __init__(self) -> None:
        super().__init__()
        object.__setattr__(self, "asked", [])

    def states(self, at: Instants) -> tuple[Vectors, Vectors]:
        """Give states, and remember for how many instants."""
        self.__dict__["asked"].append(len(at))
        return super().states(at)


def test_the_station_flies_forward_and_its_nadir_is_down() -> None:
    moment = Vantage(Circle(), Still()).at(AT)
    up = moment.position / np.linalg.norm(moment.position, axis=1)[:, None]
    ahead = moment.velocity / np.linalg.norm(moment.velocity, axis=1)[:, None]
    assert moment.direction((0.0, 0.0, 1.0)) == pytest.approx(-up)
    assert moment.direction((1.0, 0.0, 0.0)) == pytest.approx(ahead)
    assert moment.direction((0.0, 1.0, 0.0)) == pytest.approx(np.broadcast_to([0.0, 0.0, -1.0], (4, 3)))


def test_a_negative_beta_is_a_sun_to_starboard() -> None:
    moment = Vantage(Circle(), Still(-60.0)).at(AT)
    starboard = np.einsum("ni,ni->n", moment.to_sun, moment.direction((0.0, 1.0, 0.0)))
    assert starboard == pytest.approx(np.sin(np.radians(60.0)), abs=1e-4)


def test_the_stations_attitude_turns_its_directions() -> None:
    level, turned = (
        Vantage(Circle(), Still(), Attitude(ypr)).at(AT) for ypr in (YawPitchRoll(0, 0, 0), YawPitchRoll(90, 0, 0))
    )
    assert turned.direction((1.0, 0.0, 0.0)) == pytest.approx(level.direction((0.0, 1.0, 0.0)))


def test_a_part_has_the_values_of_the_whole() -> None:
    whole = Vantage(Circle(), Still(-30.0)).at(AT)
    part = whole.part(1, 3)
    assert len(part) == 2
    assert np.array_equal(part.at, AT[1:3])
    assert np.array_equal(part.turn, np.array(whole.turn)[:, 1:3])
    for name in ("position", "velocity", "fixed", "sun", "to_sun", "body"):
        assert np.array_equal(getattr(part, name), getattr(whole, name)[1:3]), name


def test_taken_instants_have_the_values_of_the_whole_in_their_order() -> None:
    whole, which = Vantage(Circle(), Still(-30.0)).at(AT), np.array([3, 1, 1])
    some = whole.taken(which)
    assert np.array_equal(some.at, AT[which])
    assert np.array_equal(some.turn, np.array(whole.turn)[:, which])
    for name in ("sun_in_body", "position", "velocity", "fixed", "sun", "to_sun", "body"):
        assert np.array_equal(getattr(some, name), getattr(whole, name)[which]), name


def test_vectors_in_the_station_are_those_that_its_directions_point_along() -> None:
    moment = Vantage(Circle(), Still(), Attitude(YawPitchRoll(30, -20, 10))).at(AT)
    for k, axis in enumerate(((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))):
        assert moment.in_body(moment.direction(axis))[:, k] == pytest.approx(np.ones(4))
        assert moment.sun_in_body[:, k] == pytest.approx(np.sum(moment.direction(axis) * moment.to_sun, axis=1))


def test_the_sun_in_the_station_takes_one_propagation() -> None:
    trajectory = Counting()
    assert Vantage(trajectory, Still()).at(AT).sun_in_body.shape == (4, 3)
    assert trajectory.__dict__["asked"] == [4]


def test_parts_share_one_propagation() -> None:
    trajectory = Counting()
    whole = Vantage(trajectory, Still()).at(AT)
    for part in (whole.part(0, 2), whole.part(2, 4)):
        assert part.velocity.shape == part.position.shape == (2, 3)
    assert trajectory.__dict__["asked"] == [4]


def test_nothing_is_propagated_before_it_is_asked_for() -> None:
    with pytest.raises(AssertionError, match="nobody should ask"):
        _ = times_only(AT).position
    assert len(times_only(AT).part(0, 1).at) == 1


def test_what_is_shared_is_worked_out_once_a_key() -> None:
    made: list[str] = []
    moment = times_only(AT)

    def make() -> np.typing.NDArray[np.float64]:
        made.append("made")
        return np.zeros(4)

    assert moment.once("a", make) is moment.once("a", make)
    moment.once("b", make)
    assert made == ["made", "made"]


def test_joints_are_those_of_the_orbit_and_of_the_attitude_in_order() -> None:
    class Torn(Circle):
        @property
        def joints(self) -> Instants:
            return np.array([5.0, 50.0, 500.0])

    turn = SpecialAttitude("turn", Span(20.0, 50.0), YawPitchRoll(0, 0, 0), "test", "high")
    vantage = Vantage(Torn(), Still(), Attitude(YawPitchRoll(0, 0, 0), (turn,)))
    assert vantage.joints(Span(0.0, 100.0)).tolist() == [5.0, 20.0, 50.0]
