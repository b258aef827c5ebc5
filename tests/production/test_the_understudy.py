"""The ground shoot that ships with Cupola: two weeks at Baikonur, with every rule of a ground shoot in it."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

from cupola.clock import DAY, Span, instant
from cupola.plan.argument.foresight import foresee
from cupola.plan.light import light_of
from cupola.plan.model.assemble import problem
from cupola.production import Production, inspect

FOLDER = Path(__file__).parents[2] / "productions/the-understudy"


@cache
def film() -> Production:
    production, messages = inspect(FOLDER)
    assert production is not None and messages == (), messages
    return production


def test_it_is_a_ground_shoot_of_two_weeks() -> None:
    production = film()
    assert production.flight is None and not production.ships
    assert (len(production.scenes), len(production.shots), len(production.people)) == (26, 69, 8)
    assert len({one.location for one in production.sets.values()}) >= 6
    worked = [day for day in production.days if any(_is_film(production, day, key) for key in production.people)]
    assert (len(production.days), len(worked)) == (13, 12), "a day off after six"


def _is_film(production: Production, day: Span, person: str) -> bool:
    return any(block.kind == "film" and block.span.overlaps(day) for block in production.people[person].blocks)


def test_every_kind_of_light_on_the_ground_is_in_it() -> None:
    light = Counter(shot.need.light for shot in film().shots.values())
    assert set(light) >= {"day", "golden", "blue", "night", "sunrise", "sunset"}
    assert sum(shot.need.direct for shot in film().shots.values()) >= 10
    assert {shot.camera for shot in film().shots.values()} == {"a", "b"}


def test_hair_that_is_cut_does_not_grow_again() -> None:
    looks = film().people["irina"].looks
    assert looks is not None and looks.order == ("plait", "cutting", "cropped")
    worn = {dict(shot.looks).get("irina", looks.all[0]) for shot in film().shots.values() if "irina" in shot.people}
    assert worn == {"plait", "cutting", "cropped"}


def test_the_child_works_five_hours_within_eight_and_is_home_by_half_past_seven() -> None:
    child = film().people["dana"]
    assert (child.limits.film_per_day, child.limits.day_length) == (5 * 3600.0, 8 * 3600.0)
    ends = [(block.span.stop + film().crew_offset) % DAY for block in child.blocks if block.kind == "film"]
    assert max(ends) <= 19.5 * 3600.0


def test_everything_in_it_can_be_shot() -> None:
    """No shot lacks its light or its people; the whole film is in a plan of 30 units of work."""
    production = film()
    almanac = light_of(production)
    board = problem(production, almanac)
    assert foresee(production, board, almanac) == ()
    assert board.total == 5950


def test_the_sun_rises_down_the_row_of_the_alley() -> None:
    """Scene 5 is shot at one sunrise only: its light comes on each dawn of the shoot at seven by the crew's clock."""
    production = film()
    need = production.shots["5A"].need
    (light,) = light_of(production).opportunities([need])
    assert len(light) == 13
    first = float(light.starts[0])
    assert instant("2026-10-05T01:50:00Z") < first < instant("2026-10-05T02:20:00Z")
