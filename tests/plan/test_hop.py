"""The film of ten minutes: cameras side by side, each take inside what the flight gives, all in one launch."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from cupola.plan.make import make
from cupola.plan.result import Plan
from cupola.plan.search.solve import Stop
from cupola.plan.verify import verify
from cupola.production import Production, inspect, load

TEN = Path(__file__).parents[2] / "productions/ten-minutes"


@cache
def film() -> tuple[Production, Plan]:
    """Give the film with its plan."""
    production = load(TEN)
    return production, make(production, stop=Stop(work=5))


def take(shot: str) -> tuple[float, float]:
    """Give the only take of a shot, in seconds from lift-off."""
    production, plan = film()
    (strip,) = (one for one in plan.strips if one.shot == shot)
    (only,) = (span for one in strip.passes for span in one.takes)
    return only.start - production.mission_start, only.stop - production.mission_start


def test_the_film_is_sound_planned_whole_and_legal() -> None:
    production, messages = inspect(TEN)
    assert production is not None and messages == ()
    assert {strip.shot for strip in film()[1].strips} == set(production.shots)
    assert verify(*film()) == ()


def test_two_seats_are_shot_side_by_side() -> None:
    for one, other in (("2A", "3A"), ("4A", "5A")):
        (a, b), (c, d) = take(one), take(other)
        assert max(a, c) < min(b, d)


def test_every_take_is_where_the_flight_gives_what_it_asks_for() -> None:
    """Boost until 142 s; floating until 339 s; heavy again until the canopies at 440 s."""
    assert take("2A")[0] > 0.0 and take("2A")[1] <= 142.0
    assert take("4A")[0] >= 142.0 and take("4A")[1] <= 340.0
    assert take("6A")[0] >= 340.0 and take("6A")[1] <= 440.0
