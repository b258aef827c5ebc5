"""Plans of shots on the ground: made from the almanac of their place, proven second by second by the formulas."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest

from cupola.light import Almanac, Need
from cupola.light.ground import GroundSets, holds_on_ground
from cupola.places.ground import Location
from cupola.plan.light import light_of
from cupola.plan.make import make
from cupola.plan.model.assemble import problem, spread
from cupola.plan.result import Plan
from cupola.plan.search.solve import Stop
from cupola.plan.verify import verify
from cupola.plan.wording import need_words
from cupola.production import Production, load
from tests.ferry import mixed, write_ferry
from tests.light.ground.places import altaz
from tests.small import write_small

FERRY = Path(__file__).parents[2] / "productions/the-ferry"
HERE = Location("here", 50.0, 10.0)


@cache
def film() -> tuple[Production, Plan]:
    """Give the small film on the ground with its plan."""
    with TemporaryDirectory() as folder:
        production = load(write_ferry(Path(folder)))
    return production, make(production, stop=Stop(work=5))


@cache
def ferry() -> tuple[Production, Plan]:
    """Give The Ferry with its plan."""
    production = load(FERRY)
    return production, make(production, stop=Stop(work=5))


def test_a_film_on_the_ground_has_the_light_of_its_sets_and_a_flight_its_almanac(tmp_path: Path) -> None:
    assert isinstance(light_of(film()[0]), GroundSets)
    assert isinstance(light_of(load(write_small(tmp_path))), Almanac)


def test_every_shot_of_the_film_is_planned_and_the_plan_is_legal() -> None:
    production, plan = film()
    assert {strip.shot for strip in plan.strips} == set(production.shots)
    assert verify(production, plan) == ()


def test_the_takes_lie_in_the_light_that_was_asked_for_by_skyfield() -> None:
    """Blue hour: the Sun's centre 4 to 6 deg down. Sector: 200 to 230 deg. Sunset: over the ridge of 6 to 9 deg."""
    production, plan = film()
    found = {}
    for strip in plan.strips:
        place = production.shots[strip.shot].need.location
        assert place is not None
        takes = [take for one in strip.passes for take in one.takes]
        at = np.concatenate([np.linspace(take.start, take.stop, 10) for take in takes])
        found[strip.shot] = altaz(place, "sun", at)
    assert found["1B"][0].min() > -6.0 and found["1B"][0].max() < -4.0
    assert found["1C"][1].min() > 200.0 and found["1C"][1].max() < 230.0
    assert found["1A"][0].min() > 6.0 and found["1A"][0].max() < 12.0
    assert found["1A"][1].min() > 180.0


def test_a_take_moved_out_of_its_light_is_named() -> None:
    production, plan = film()
    strip = next(s for s in plan.strips if s.shot == "1B")
    (one,) = strip.passes
    late = replace(one, takes=tuple(replace(t, start=t.start + 3600, stop=t.stop + 3600) for t in one.takes))
    others = tuple(s for s in plan.strips if s.shot != "1B")
    moved = replace(plan, strips=(*others, replace(strip, passes=(late,))))
    codes = {fault.code for fault in verify(production, moved)}
    assert "E514" in codes


def test_takes_on_the_ground_are_made_in_one_go() -> None:
    production, _ = film()
    board = problem(production, light_of(production))
    assert all(len(task.passes) == 1 for task in board.tasks.values())
    shot = replace(production.shots["1A"], takes=9, passes=None)
    light = light_of(production).opportunities([shot.need])[0]
    assert spread(shot, light, 1.0) == (9,)


def test_a_film_on_the_ground_has_no_revolutions() -> None:
    production, _ = film()
    board = problem(production, light_of(production))
    assert board.least_pass == 0.0


def test_ground_and_station_are_planned_together(tmp_path: Path) -> None:
    production, breakdown = mixed()
    loaded = load(write_small(tmp_path, production=production, breakdown=breakdown))
    board = problem(loaded, light_of(loaded))
    need = loaded.shots["2S"].need
    assert need.location is not None
    rolling = board.tasks["2S"].rolling
    assert len(rolling) > 0
    for span in rolling:
        assert holds_on_ground(need, need.location, np.linspace(span.start, span.stop, 20)).all()
    assert board.least_pass > 2000


def test_the_ferry_shoots_everything_and_its_sunset_at_sunset() -> None:
    production, plan = ferry()
    assert {strip.shot for strip in plan.strips} == set(production.shots)
    assert verify(production, plan) == ()
    gold = next(strip for strip in plan.strips if strip.shot == "5A")
    place = production.sets["deck"].location
    assert place is not None
    at = np.array([t for one in gold.passes for take in one.takes for t in (take.start, take.stop)])
    high, side, _ = altaz(place, "sun", at)
    assert (high < 6.0).all() and (high > 0.0).all()
    assert ((side > 255.0) & (side < 290.0)).all()


@pytest.mark.parametrize(
    ("need", "words"),
    [
        (Need(light="golden", location=HERE), "the golden hour"),
        (Need(light="day", location=HERE), "daylight"),
        (Need(light="blue", location=HERE), "the blue hour"),
        (Need(light="night", location=HERE), "night"),
        (Need(direct=True, location=HERE), "direct sun"),
        (Need(light="golden", direct=True, location=HERE), "direct sun in the golden hour"),
        (Need(light="sunset", direct=True, location=HERE), "direct sun at sunset"),
        (Need(sun_from=(200.0, 260.0), location=HERE), "the Sun from 200 to 260 deg"),
        (
            Need(light="day", sun_from=(200.0, 260.0), location=HERE),
            "daylight with the Sun from 200 to 260 deg",
        ),
    ],
)
def test_needs_on_the_ground_are_said_in_words(need: Need, words: str) -> None:
    assert need_words(need) == words
