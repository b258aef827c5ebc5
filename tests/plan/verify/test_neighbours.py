"""Each broken rule about what goes on beside a set is named, and it alone."""

from __future__ import annotations

from dataclasses import replace

from cupola.clock import Span
from cupola.plan.result import Plan
from cupola.plan.verify import verify
from cupola.production import Production
from tests.plan.conftest import Desk
from tests.plan.edits import (
    changed,
    day,
    escorted,
    starting,
    the_strip,
    with_bodies,
    with_person,
    with_set,
    with_shot,
    with_time,
)


def beside(desk: Desk, shot: str, room: int) -> Production:
    """Give the production with Eve at work in Nauka for the last minute of a shot."""
    end = the_strip(desk.plan, shot).span.stop
    busy = with_time(desk.production, "eve", Span(end - 60, end + 600), "station", "MLM")
    return with_set(busy, "nauka", room=room)


def test_who_is_in_the_module_must_find_room(desk: Desk) -> None:
    assert verify(beside(desk, "2A", room=4), desk.plan) == ()
    faults = verify(beside(desk, "2A", room=3), desk.plan)
    assert [(f.code, f.text) for f in faults] == [
        ("E563", "2A (8 Oct 11:13-11:47): Eve Escort is in MLM meanwhile, which has room for 3")
    ]
    assert (faults[0].shots, faults[0].people) == (("2A",), ("eve",))


def test_who_comes_when_the_take_is_over_is_not_named(desk: Desk) -> None:
    end = the_strip(desk.plan, "2A").span.stop
    later = with_time(desk.production, "eve", Span(end, end + 600), "station", "MLM")
    assert verify(with_set(later, "nauka", room=3), desk.plan) == ()


def test_a_closed_set_is_closed_to_one(desk: Desk) -> None:
    production = with_shot(beside(desk, "2A", room=50), "2A", closed=True)
    assert [(f.code, f.text) for f in verify(production, desk.plan)] == [
        ("E563", "2A (8 Oct 11:13-11:47) needs a closed set: Eve Escort is in MLM meanwhile")
    ]


def test_where_somebody_sleeps_nobody_films(desk: Desk) -> None:
    span = the_strip(desk.plan, "2A").span
    asleep = with_time(desk.production, "eve", Span(span.start, span.start + 600), "sleep")
    assert verify(asleep, desk.plan) == (), "nobody knows where"
    faults = verify(with_person(asleep, "eve", sleeps_in="MLM"), desk.plan)
    assert [(f.code, f.text) for f in faults] == [
        ("E562", "Eve Escort sleeps in MLM (8 Oct 11:13-11:23) during 2A (8 Oct 11:13-11:47)")
    ]
    assert verify(with_person(asleep, "eve", sleeps_in="SM"), desk.plan) == ()


def next_door(desk: Desk, at: float, **changes: object) -> tuple[Production, Plan]:
    """Give a production and a plan in which 3B, made by Eve alone in a set beside Nauka, begins at an instant."""
    fields = {"escort": None, "cast": (), "crew": ("eve",), "set": "twin", **changes}
    production = with_shot(with_bodies(desk.production, 2), "3B", **fields)
    twin = replace(production.sets["nauka"], id="twin", name="TWIN")
    production = replace(production, sets={**production.sets, "twin": twin})
    production = with_time(production, "eve", Span(at - 3600, at + 7200), "film")
    plan = changed(desk.plan, "3B", lambda s: replace(escorted(s, None), set="twin", people=("eve",)))
    return production, changed(plan, "3B", lambda s: starting(s, at))


def test_work_next_door_during_a_quiet_take_is_named(desk: Desk) -> None:
    take = the_strip(desk.plan, "2A").passes[0].takes[0]
    production, plan = next_door(desk, take.start - 60)
    faults = [f for f in verify(production, plan) if f.code == "E515"]
    assert [f.shots for f in faults] == [("3B", "2A")]
    assert faults[0].text.startswith("2A needs quiet (8 Oct 11:13-11:47); 3B is made in TWIN (8 Oct 11:")


def test_work_next_door_during_the_set_up_of_a_quiet_shot_or_out_of_hearing_is_not_named(desk: Desk) -> None:
    first = the_strip(desk.plan, "2A").passes[0]
    length = the_strip(desk.plan, "3B").span.length
    production, plan = next_door(desk, first.takes[0].start - length)
    assert "E515" not in {f.code for f in verify(production, plan)}
    production, plan = next_door(desk, first.takes[0].start - 60)
    deaf = with_set(production, "nauka", hears=frozenset())
    assert "E515" not in {f.code for f in verify(deaf, plan)}


def test_outside_its_permit_a_set_is_not_open(desk: Desk) -> None:
    agreed = desk.production.sets["nauka"].open.clip(Span(day(7, "00:00"), day(8, "11:47")))
    faults = verify(with_set(desk.production, "nauka", open=agreed), desk.plan)
    assert [(f.code, f.shots) for f in faults] == [("E530", ("2A",))]
