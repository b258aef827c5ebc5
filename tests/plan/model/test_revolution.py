"""Revolutions from Sun to Sun: by hand on a circle, and of the ISS against its sunrises and sunsets."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import Instants, Span
from cupola.light.moment import Vantage
from cupola.plan.model.revolution import noon_angle, revolutions
from cupola.sky.orbit import Vectors
from tests.plan import challenge

DAY = Span(0.0, 86400.0)


@dataclass(frozen=True)
class Circle:
    """A circular orbit in the plane of x and y: at noon at the instant 0, with the Sun on the x axis."""

    period: float
    span: Span = DAY
    jump: float = 0.0

    @property
    def joints(self) -> Instants:
        """Noon of the day, if there it jumps ahead by some seconds."""
        return np.array([43200.0]) if self.jump else np.empty(0)

    def states(self, at: Instants) -> tuple[Vectors, Vectors]:
        """Give position and velocity."""
        angle = 2 * np.pi * (at + np.where(at >= 43200.0, self.jump, 0.0)) / self.period
        position = 6800.0 * np.stack([np.cos(angle), np.sin(angle), 0 * angle], axis=-1)
        velocity = 7.6 * np.stack([-np.sin(angle), np.cos(angle), 0 * angle], axis=-1)
        return position, velocity

    def positions(self, at: Instants) -> Vectors:
        """Give positions."""
        return self.states(at)[0]


def vantage(circle: Circle, height: float = 0.0) -> Vantage:
    """Give a vantage with the Sun on the x axis, or some degrees above it."""
    sun = 1.5e8 * np.array([np.cos(np.radians(height)), 0.0, np.sin(np.radians(height))])
    return Vantage(circle, lambda at: np.tile(sun, (len(at), 1)))


@given(st.floats(5100.0, 7200.0), st.floats(-80.0, 80.0))
def test_on_a_circle_with_a_fixed_sun_it_is_the_period(period: float, beta: float) -> None:
    found = revolutions(vantage(Circle(period), beta), [DAY, Span(0.0, 20000.0)])
    assert found.lengths == pytest.approx((period, period), abs=1e-6)
    assert found.error < 1e-6


def test_a_quarter_after_noon_is_a_quarter_of_the_circle() -> None:
    at = np.array([0.0, 1400.0, 2799.0, 4200.0])
    angle = np.degrees(noon_angle(vantage(Circle(5600.0), 40.0), at)) % 360
    assert angle == pytest.approx([0.0, 90.0, 360 * 2799 / 5600, 270.0], abs=1e-9)


def test_a_jump_where_elements_change_is_part_of_the_error() -> None:
    found = revolutions(vantage(Circle(5600.0, jump=8.0)), [DAY])
    assert 3.0 < found.error < 9.0


def test_a_short_last_day_is_measured_too() -> None:
    assert revolutions(vantage(Circle(5600.0)), [Span(100.0, 400.0)]).lengths == pytest.approx((5600.0,), abs=1e-6)


def test_for_the_station_it_agrees_with_the_middles_of_its_days() -> None:
    """Half-way between a sunrise and the next sunset the Sun is highest; from one to the next is a revolution."""
    production, almanac = challenge.production(), challenge.almanac()
    found = revolutions(almanac.vantage, production.days)
    assert found.error < 15.0, "jumps of 8 s of flight are allowed where elements change"
    rises, sets = almanac.sunrises, almanac.sunsets[almanac.sunsets > almanac.sunrises[0]]
    noons = (rises[: len(sets)] + sets[: len(rises)]) / 2
    for day, length in zip(production.days[1:-1], found.lengths[1:-1], strict=True):
        today = noons[(noons >= day.start) & (noons < day.stop)]
        assert np.diff(today).mean() == pytest.approx(length, abs=1.5)


def test_it_is_longer_than_a_revolution_by_the_mean_motion_by_less_than_ten_seconds() -> None:
    production = challenge.production()
    found = revolutions(challenge.almanac().vantage, production.days)
    assert all(abs(length - production.orbit.revolution) < 10.0 for length in found.lengths)


def test_a_station_that_climbs_is_where_it_is_and_not_where_it_flies() -> None:
    """On a steep orbit the velocity leans out of the horizon; noon is where the Sun stands overhead all the same."""

    class Steep(Circle):
        def states(self, at: Instants) -> tuple[Vectors, Vectors]:
            position, velocity = super().states(at)
            return position, velocity + 3.0 * position / 6800.0

    circle = vantage(Circle(5600.0), 40.0)
    steep = vantage(Steep(5600.0), 40.0)
    at = np.linspace(0.0, 5000.0, 11)
    assert noon_angle(steep, at) == pytest.approx(noon_angle(circle, at))
