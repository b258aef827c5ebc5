"""Each broken rule about sets, cameras, gear and cards is named, and it alone."""

from __future__ import annotations

from dataclasses import replace

from cupola.clock import SpanSet
from cupola.plan.result import Plan
from cupola.plan.verify import verify
from cupola.production import Gear, Production
from tests.plan.conftest import Desk
from tests.plan.edits import (
    changed,
    day,
    escorted,
    starting,
    the_strip,
    with_bodies,
    with_rules,
    with_set,
    with_shot,
)


def between(desk: Desk, **shot: object) -> tuple[Production, Plan]:
    """Give a production and a plan in which 3B, without an escort, is shot between the two passes of 1B."""
    production = with_shot(with_rules(desk.production, set_change=0.0), "3B", escort=None, **shot)
    plan = changed(desk.plan, "3B", lambda s: starting(escorted(s, None), day(7, "16:30")))
    return production, plan


def test_more_people_than_a_set_holds_are_named(desk: Desk) -> None:
    faults = verify(with_set(desk.production, "cupola", capacity=1), desk.plan)
    assert [(f.code, f.text) for f in faults] == [
        ("E530", "3B (7 Oct 11:00-11:18): 2 people in CUPOLA, which holds 1"),
        ("E530", "3A (7 Oct 11:23-12:05): 2 people in CUPOLA, which holds 1"),
    ]


def test_the_escort_takes_no_room(desk: Desk) -> None:
    assert verify(with_set(desk.production, "cupola", capacity=2), desk.plan) == ()


def test_a_set_that_closes_before_the_last_take_is_named(desk: Desk) -> None:
    closing = SpanSet([desk.production.stay.start], [day(8, "11:47")])
    faults = verify(with_set(desk.production, "nauka", open=closing), desk.plan)
    assert [(f.code, f.text) for f in faults] == [("E530", "NAUKA is not open all through 2A (8 Oct 11:13-11:47)")]


def test_a_set_is_held_between_the_passes_of_a_set_up(desk: Desk) -> None:
    production, plan = between(desk, set="nauka")
    plan = changed(plan, "3B", lambda s: replace(s, set="nauka"))
    faults = verify(with_bodies(production, 2), plan)
    assert [(f.code, f.text) for f in faults] == [
        ("E530", "NAUKA holds 1B (7 Oct 15:42-17:33) and 3B (7 Oct 16:30-16:48) at once")
    ]


def test_a_camera_stays_in_place_between_the_passes_of_a_set_up(desk: Desk) -> None:
    production, plan = between(desk)
    faults = verify(production, plan)
    assert [(f.code, f.text) for f in faults] == [
        ("E531", "2 × RED KOMODO 6K in use (7 Oct 16:30-16:48) by 1B, 3B; 1 is aboard")
    ]
    assert verify(with_bodies(production, 2), plan) == ()


def test_more_gear_than_aboard_is_named(desk: Desk) -> None:
    production, plan = between(desk, gear=(("led", 1),))
    faults = verify(with_bodies(production, 2), plan)
    assert [(f.code, f.text) for f in faults] == [
        ("E531", "3 × LED panel in use (7 Oct 16:30-16:48) by 1B, 3B; 2 are aboard")
    ]


def test_two_kinds_of_the_same_name_are_counted_apart(desk: Desk) -> None:
    """Two cameras of one model, or two boxes of panels, may be kept as two kinds; the proof once added them up."""
    production, plan = between(desk, camera="spare", gear=(("led-b", 2),))
    spare = replace(production.cameras["komodo"], id="spare")
    production = replace(
        production,
        cameras={**production.cameras, "spare": spare},
        gear={**production.gear, "led-b": Gear("led-b", "LED panel", 2)},
    )
    assert verify(production, changed(plan, "3B", lambda s: replace(s, camera="spare"))) == ()


def test_one_after_the_other_a_camera_serves_many(desk: Desk) -> None:
    production, plan = between(desk)
    end = the_strip(plan, "1A").span.stop
    gap = changed(plan, "3B", lambda s: starting(s, end + 300))
    assert verify(production, gap) == ()
