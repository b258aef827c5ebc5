"""Ways on: as little lost and moved as can be, then other answers to the same question."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

import pytest

from cupola.clock import Span
from cupola.light import Almanac
from cupola.plan.replan import drafting as module
from cupola.plan.replan.bulletin import Bulletin, standing
from cupola.plan.replan.difference import moved
from cupola.plan.replan.drafting import Drafting, Strips
from cupola.plan.replan.onward import Onward
from cupola.plan.replan.seats import Seats, fewest_moves
from cupola.plan.result import Plan
from cupola.plan.situation import situated
from cupola.plan.verify import verify
from cupola.production import Event
from tests.plan.conftest import Desk
from tests.plan.edits import day

NOBODY: frozenset[str] = frozenset()
MORNING = day(7, "06:00")


def closed(place: str, start: float, stop: float) -> Event:
    """Give a set closed in a span."""
    return Event(f"{place} is closed", Span(start, stop), NOBODY, frozenset({place}), False, False)


def drafting(desk: Desk, hit: Sequence[str], *events: Event, plan: Plan | None = None) -> Drafting:
    """Give the ways on of the small production from Thursday morning."""
    bulletin = Bulletin(MORNING, events=events)
    stand = standing(desk.production, plan or desk.plan, bulletin)
    world = situated(desk.production, stand.situation)
    almanac = Almanac(world.orbit, world.station, world.shoot, world.attitude_lost)
    locked = [strip for strip in stand.ahead if strip.lock]
    return Drafting(Onward.of(world, almanac, stand.situation, stand.begun, locked), stand, hit)


def legal(desk: Desk, strips: Strips, *events: Event) -> bool:
    """Say whether strips break no rule but that something is left out."""
    stand = standing(desk.production, desk.plan, Bulletin(MORNING, events=events))
    plan = replace(desk.plan, strips=strips, situation=stand.situation)
    return all(fault.code in ("E510", "E511") for fault in verify(desk.production, plan))


def test_without_a_hit_everything_stays(desk: Desk) -> None:
    found = drafting(desk, []).fewest_moves()
    assert found == desk.plan.strips


def test_a_scene_of_which_a_shot_finds_no_place_is_dropped_whole(desk: Desk) -> None:
    """The cupola is closed to the wrap: 3A and 3B go, and nothing of scene 3 stays behind."""
    event = closed("cupola", day(7, "11:00"), desk.production.shoot.stop)
    ways = drafting(desk, ["3A", "3B"], event)
    found = ways.fewest_moves()
    assert {strip.shot for strip in found} == {"1A", "1B", "2A", "2B"}
    assert ways.finished(found) == {"1", "2"}
    assert ways.worth(found) == 100
    assert ways.left_out(found) == [], "scene 3 is not possible any more"
    assert not ways.is_possible("3")
    assert ways.most_film(found) == found
    assert legal(desk, found, event)


def test_what_is_left_out_and_possible_is_brought_in_beside_the_rest(desk: Desk) -> None:
    less = replace(desk.plan, strips=tuple(strip for strip in desk.plan.strips if strip.scene != "3"))
    ways = drafting(desk, [], plan=less)
    first = ways.fewest_moves()
    assert first == less.strips
    assert ways.left_out(first) == ["3"]
    most = ways.most_film(first)
    assert ways.worth(most) == 125
    assert [strip for strip in most if strip.scene != "3"] == list(first)


def test_on_other_days_something_lands_on_another_day_and_no_scene_is_lost(desk: Desk) -> None:
    event = closed("cupola", day(7, "11:00"), day(7, "11:30"))
    ways = drafting(desk, ["3A", "3B"], event)
    first = ways.fewest_moves()
    other = ways.other_days(first)
    assert ways.finished(other) == ways.finished(first) == {"1", "2", "3"}
    days = [{s.shot: desk.production.day_of(s.span.start) for s in way if s.scene == "3"} for way in (first, other)]
    assert days[0] != days[1]
    assert legal(desk, other, event)


def test_when_nothing_moved_there_are_no_other_days_and_no_other_scene(desk: Desk) -> None:
    ways = drafting(desk, [])
    first = ways.fewest_moves()
    assert ways.other_days(first) == ()
    assert ways.other_scene(first) == ()


def test_a_scene_that_is_dropped_may_be_kept_at_the_price_of_another(desk: Desk) -> None:
    """Piet's day leaves room for scene 2 as it was; a plan without it is offered as the first way here."""
    ways = drafting(desk, ["2A"])
    without = tuple(strip for strip in desk.plan.strips if strip.scene != "2")
    found = ways.other_scene(without)
    assert "2" in ways.finished(found)
    assert legal(desk, found)


def test_a_lesson_is_not_kept_at_the_price_of_one_like_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A way with scene 2 in the place of 1 is another one, unless the two are alike."""
    ways = drafting(desk, ["2A"])
    two, one = (tuple(strip for strip in desk.plan.strips if strip.scene != number) for number in ("1", "2"))
    monkeypatch.setattr(ways, "_place", lambda *_, **__: two)
    assert ways.other_scene(one) == two
    board = replace(ways._onward.board, alike=(("1", "2"),))
    monkeypatch.setattr(ways, "_onward", replace(ways._onward, board=board))
    assert ways.other_scene(one) == ()


def test_a_locked_strip_never_makes_room(desk: Desk) -> None:
    strips = tuple(replace(strip, lock=strip.shot in ("1A", "2B")) for strip in desk.plan.strips)
    event = closed("cupola", day(7, "11:00"), day(7, "12:10"))
    ways = drafting(desk, ["3A", "3B"], event, plan=replace(desk.plan, strips=strips))
    for way in (first := ways.fewest_moves(), ways.other_days(first), ways.most_film(first)):
        kept = {strip.shot: strip for strip in way}
        assert all(kept[strip.shot] == strip for strip in strips if strip.lock and strip.shot in kept)


def test_the_search_ends_when_its_work_is_spent(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any budget nothing is tried beyond placing what was hit."""
    monkeypatch.setattr(module, "_BUDGET", -1.0)
    less = replace(desk.plan, strips=tuple(strip for strip in desk.plan.strips if strip.scene != "3"))
    ways = drafting(desk, [], plan=less)
    first = ways.fewest_moves()
    assert ways.most_film(first) == first


def test_the_same_question_has_the_same_answer(desk: Desk) -> None:
    event = closed("nauka", day(7, "13:00"), day(7, "18:00"))
    one, two = (drafting(desk, ["1A", "1B"], event).fewest_moves() for _ in range(2))
    assert one == two
    before = {strip.shot: strip for strip in desk.plan.strips}
    assert {strip.shot for strip in one if moved(before[strip.shot], strip)} >= {
        strip.shot for strip in one if strip.scene == "1"
    }


def test_a_scene_that_was_not_hit_is_not_given_up_for_one_that_was(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first way asks for every scene that is whole beside what was hit; the one with most film asks for none."""
    asked: list[frozenset[str]] = []
    real = fewest_moves

    def listening(*args: Any, must: Collection[str] = (), **options: Any) -> Seats:
        asked.append(frozenset(must))
        return real(*args, must=must, **options)

    monkeypatch.setattr(module, "fewest_moves", listening)
    event = closed("cupola", day(7, "11:00"), desk.production.shoot.stop - 3600)
    ways = drafting(desk, ["3A", "3B"], event)
    monkeypatch.setattr(ways, "is_possible", lambda _: True)
    monkeypatch.setattr(ways, "_openings", lambda _: frozenset({2}))
    first = ways.fewest_moves()
    assert set(asked[1:]) == {frozenset({"1", "2"})}
    asked.clear()
    ways.most_film(first)
    assert set(asked) == {frozenset()}
