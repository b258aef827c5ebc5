"""Each broken rule about people is named, and it alone: asleep, elsewhere, in two places, too long, unescorted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cupola.clock import Span
from cupola.plan.result import Plan
from cupola.plan.verify import verify
from cupola.production import BlockKind, Production
from tests.plan.conftest import Desk
from tests.plan.edits import (
    changed,
    codes,
    day,
    escorted,
    starting,
    texts,
    the_strip,
    with_bodies,
    with_event,
    with_person,
    with_rules,
    with_set,
    with_shot,
    with_time,
)

MORNING = Span(day(8, "10:00"), day(8, "12:30"))
"""When 2B and 2A are shot, with Piet, Dina and (in 2A) Ada."""
WAVERING = (
    "Dina Director works on 1A (7 Oct 13:52-14:38) partly in film time and partly in private time; "
    "it must be all in the one"
)


@pytest.mark.parametrize(
    ("kind", "doing"),
    [
        ("sleep", "is asleep"),
        ("meal", "is at a meal"),
        ("exercise", "is exercising"),
        ("conference", "is in a planning conference"),
        ("rest", "is off duty"),
        ("station", "works for the station"),
        ("stowage", "restores stowage"),
        ("fitting", "is at a fitting"),
        ("rehearsal", "is at a rehearsal"),
    ],
)
def test_whatever_else_somebody_does_they_are_not_free(desk: Desk, kind: BlockKind, doing: str) -> None:
    faults = verify(with_time(desk.production, "ada", MORNING, kind, "NOD3"), desk.plan)
    assert [(f.code, f.text) for f in faults] == [
        ("E520", f"Ada Actress {doing} (8 Oct 10:00-12:30) during 2A (8 Oct 11:13-11:47)")
    ]
    assert faults[0].people == ("ada",)


def test_time_that_no_block_covers_is_not_there(desk: Desk) -> None:
    faults = verify(with_time(desk.production, "ada", MORNING, None), desk.plan)
    assert [(f.code, f.text) for f in faults] == [
        ("E520", "Ada Actress is not aboard all through 2A (8 Oct 11:13-11:47)")
    ]


def test_a_minute_that_is_missing_is_enough(desk: Desk) -> None:
    gap = Span(day(8, "11:20"), day(8, "11:21"))
    assert codes(verify(with_time(desk.production, "piet", gap, None), desk.plan)) == {"E520"}


def test_a_shot_that_runs_from_film_time_into_private_time_is_named(desk: Desk) -> None:
    evening = Span(day(7, "14:32"), day(7, "18:00"))
    faults = verify(with_time(desk.production, "dina", evening, "private"), desk.plan)
    assert [(f.code, f.text) for f in faults] == [("E520", WAVERING)]


def test_private_time_may_be_lent(desk: Desk) -> None:
    assert verify(with_time(desk.production, "piet", MORNING, "private"), desk.plan) == ()


@pytest.mark.parametrize(
    ("limit", "says"),
    [
        ({"private_per_day": 1800.0}, "of private time in 2B, 2A (8 Oct 10:15-11:47), 30 min are allowed that day"),
        (
            {"private_per_stay": 1800.0},
            "of private time in 2B, 2A (8 Oct 10:15-11:47), 30 min are allowed over the stay",
        ),
    ],
)
def test_more_private_time_than_agreed_is_named(desk: Desk, limit: dict[str, float], says: str) -> None:
    lent = with_time(desk.production, "piet", MORNING, "private")
    faults = verify(with_person(lent, "piet", **limit), desk.plan)
    assert [(f.code, f.text) for f in faults] == [("E523", f"Piet Player: 55 min 06 s {says}")]
    assert faults[0].shots == ("2B", "2A")


def test_film_time_does_not_count_as_private_time(desk: Desk) -> None:
    nothing = with_person(desk.production, "piet", private_per_day=0.0, private_per_stay=0.0)
    assert verify(nothing, desk.plan) == ()


def test_lent_time_does_not_count_as_film_time(desk: Desk) -> None:
    lent = with_time(desk.production, "piet", MORNING, "private")
    assert verify(with_person(lent, "piet", film_per_day=0.0), desk.plan) == ()


def test_a_limit_is_kept_to_the_second(desk: Desk) -> None:
    worked = sum(p.span.length for key in ("2A", "2B") for p in the_strip(desk.plan, key).passes)
    for limit, found in ((worked, set()), (worked - 1, {"E523"})):
        assert codes(verify(with_person(desk.production, "piet", film_per_day=limit), desk.plan)) == found


def test_newcomers_have_less_of_their_hours_on_the_first_days(desk: Desk) -> None:
    faults = verify(with_rules(desk.production, day_load=(1.0, 0.1, 1.0)), desk.plan)
    assert codes(faults) == {"E523"}
    assert {f.people for f in faults} == {("ada",), ("dina",)}, "Eve is no novice"
    assert all("39 min are allowed that day" in f.text for f in faults), "a tenth of 6 h 30 min"


def test_escorting_is_work(desk: Desk) -> None:
    faults = verify(with_person(desk.production, "eve", film_per_day=3000.0), desk.plan)
    assert [f.people for f in faults] == [("eve",)]
    assert "Eve Escort: 1 h 00 min of film work in 3B, 3A (7 Oct 11:00-12:05), 50 min are allowed that day" in texts(
        faults
    )


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"people": frozenset({"piet"})}, "Piet Player is needed for"),
        ({"people": frozenset({"piet", "dina"})}, "Dina Director and Piet Player are needed for"),
        ({"sets": frozenset({"nauka"})}, "NAUKA is closed for"),
        ({"stops_filming": True}, "filming stops for"),
    ],
)
def test_an_event_that_forbids_a_shot_is_named(desk: Desk, changes: dict[str, object], says: str) -> None:
    faults = verify(with_event(desk.production, day(8, "10:20"), day(8, "10:25"), **changes), desk.plan)
    assert [(f.code, f.text) for f in faults] == [
        ("E521", f'{says} "Visit" (8 Oct 10:20-10:25) during 2B (8 Oct 10:15-10:35)')
    ]


def test_an_event_takes_escorts_too(desk: Desk) -> None:
    faults = verify(with_event(desk.production, day(7, "11:10"), day(7, "11:11"), people=frozenset({"eve"})), desk.plan)
    assert [f.text.split(" for ")[0] for f in faults] == ["Eve Escort is needed"]


@pytest.mark.parametrize(
    "changes",
    [{"people": frozenset({"ada", "eve"})}, {"sets": frozenset({"cupola"})}, {}, {"attitude_lost": True}],
)
def test_an_event_that_concerns_others_forbids_nothing(desk: Desk, changes: dict[str, object]) -> None:
    assert verify(with_event(desk.production, day(8, "10:20"), day(8, "10:25"), **changes), desk.plan) == ()


def test_an_event_that_begins_when_a_shot_ends_forbids_nothing(desk: Desk) -> None:
    strip = the_strip(desk.plan, "2B")
    for start, stop in ((strip.span.stop, strip.span.stop + 60), (strip.span.start - 60, strip.span.start)):
        assert verify(with_event(desk.production, start, stop, stops_filming=True), desk.plan) == ()


def alone(desk: Desk) -> tuple[Production, Plan]:
    """Give a production in which 3B needs no escort, with two cameras, and its plan."""
    ruled = with_rules(desk.production, set_change=0.0)
    production = with_bodies(with_shot(ruled, "3B", escort=None), 2)
    return production, changed(desk.plan, "3B", lambda s: escorted(s, None))


def test_two_shots_at_once_in_two_sets_with_two_cameras_break_one_rule(desk: Desk) -> None:
    production, plan = alone(desk)
    faults = verify(production, changed(plan, "3B", lambda s: starting(s, day(7, "14:10"))))
    assert codes(faults) == {"E522"}
    assert [f.text for f in faults] == [
        "Ada Actress and Dina Director are in 1A (7 Oct 13:52-14:38) and 3B (7 Oct 14:10-14:28) at once"
    ]


def test_between_two_passes_people_are_free_for_another_shot(desk: Desk) -> None:
    production, plan = alone(desk)
    assert verify(production, changed(plan, "3B", lambda s: starting(s, day(7, "16:30")))) == ()


def test_rest_is_kept_to_the_second(desk: Desk) -> None:
    production, plan = alone(desk)
    end = the_strip(plan, "1B").passes[0].span.stop
    for pause, found in ((300.0, set()), (299.0, {"E522"})):
        trial = changed(plan, "3B", lambda s, at=end + pause: starting(s, at))  # type: ignore[misc]
        faults = verify(production, trial)
        assert codes(faults) == found
    assert (
        "Ada Actress and Dina Director have 4 min 59 s between 1B (7 Oct 15:42-16:00) "
        "and 3B (7 Oct 16:05-16:24); 5 min are needed" in texts(faults)
    )


def test_no_escort_is_named_for_every_pass(desk: Desk) -> None:
    production = with_person(with_set(desk.production, "nauka"), "eve", groups=frozenset({"usos"}))
    faults = verify(with_shot(production, "1B", escort="usos"), desk.plan)
    assert [f.text for f in faults] == [
        "1B in NAUKA has no escort; one of usos is needed (7 Oct 15:42-16:00)",
        "1B in NAUKA has no escort; one of usos is needed (7 Oct 17:33:13-17:33:28)",
    ]
    assert codes(faults) == {"E524"}


@pytest.mark.parametrize(
    ("by", "says"),
    [
        (None, "3B in CUPOLA has no escort; one of usos is needed (7 Oct 11:00-11:18)"),
        ("piet", "Piet Player cannot escort 3B: one of usos is needed (7 Oct 11:00-11:18)"),
        ("bob", "bob, who escorts 3B, is nobody aboard (7 Oct 11:00-11:18)"),
    ],
)
def test_who_cannot_escort_is_named(desk: Desk, by: str | None, says: str) -> None:
    faults = verify(desk.production, changed(desk.plan, "3B", lambda s: escorted(s, by)))
    assert [(f.code, f.text) for f in faults] == [("E524", says)]


def test_somebody_in_the_shot_cannot_escort_it(desk: Desk) -> None:
    production = with_person(desk.production, "dina", groups=frozenset({"usos"}))
    faults = verify(production, changed(desk.plan, "3B", lambda s: escorted(s, "dina")))
    assert [(f.code, f.text) for f in faults] == [
        ("E524", "Dina Director cannot escort 3B, being in it (7 Oct 11:00-11:18)")
    ]


def test_an_escort_gives_film_time_not_private_time(desk: Desk) -> None:
    lent = with_time(desk.production, "eve", Span(day(7, "11:00"), day(7, "12:30")), "private")
    faults = verify(lent, desk.plan)
    assert [(f.code, f.text) for f in faults] == [
        ("E524", "Eve Escort escorts 3B in private time; film time is needed (7 Oct 11:00-11:18)"),
        ("E524", "Eve Escort escorts 3A in private time; film time is needed (7 Oct 11:23-12:05)"),
    ]


def test_somebody_who_is_nobody_is_named_and_does_not_end_the_proof(desk: Desk) -> None:
    plan = changed(desk.plan, "2B", lambda s: replace(s, people=("nobody", "dina")))
    faults = verify(with_rules(desk.production, rest_between=7200.0, set_change=0.0), plan)
    assert {"E512", "E522"} == codes(faults)
    assert "2B (8 Oct 10:15-10:35): people in the plan: dina, nobody" in texts(faults)
