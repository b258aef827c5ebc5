"""Each broken rule about somebody's hours is named: unrested, a long day or week, a short night, a late meal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cupola.clock import DAY, Span
from cupola.plan.result import Plan
from cupola.plan.verify import hours as checks
from cupola.plan.verify import verify
from cupola.plan.verify.fault import Case, Fault
from cupola.production import Production
from tests.plan.conftest import Desk
from tests.plan.edits import changed, codes, day, starting, texts, the_strip, with_person, with_time

HOUR, MINUTE = 3600.0, 60.0
SEVENTH = ("3B", "3A", "1A", "1B")
"""What is shot on 7 October, from 11:00 to 17:33, with a meal from 12:30 to 13:30; 2B and 2A follow on 8 October."""


def limited(desk: Desk, person: str, **limits: float) -> tuple[Fault, ...]:
    """Give the faults when somebody has other limits."""
    return verify(with_person(desk.production, person, **limits), desk.plan)


def spans(desk: Desk, *shots: str) -> list[Span]:
    """Give the passes of some shots."""
    return [one.span for key in shots for one in the_strip(desk.plan, key).passes]


def length(desk: Desk, *shots: str) -> float:
    """Give how long the passes of some shots last together."""
    return sum(span.length for span in spans(desk, *shots))


def test_the_plan_as_written_keeps_the_packaged_limits(desk: Desk) -> None:
    assert verify(desk.production, desk.plan) == ()


def test_nobody_works_right_after_waking(desk: Desk) -> None:
    """Who wakes at 06:00 has been up for five hours at 11:00."""
    assert limited(desk, "dina", after_waking=4.25 * HOUR) == ()
    assert codes(limited(desk, "dina", after_waking=4.25 * HOUR + 20 * MINUTE)) == {"E540"}
    faults = limited(desk, "dina", after_waking=5 * HOUR)
    assert [(f.code, f.text, f.people) for f in faults] == [
        (
            "E540",
            "Dina Director has been up for 4 h 15 min, 5 h 00 min are needed, before 2B (8 Oct 10:15-10:35)",
            ("dina",),
        )
    ]


def test_nobody_works_too_long_after_waking(desk: Desk) -> None:
    up = max(span.stop for span in spans(desk, "1B")) - day(7, "06:00")
    assert limited(desk, "ada", awake=up) == ()
    assert [(f.code, f.shots) for f in limited(desk, "ada", awake=up - 1)] == [("E540", ("1B",))]
    text = texts(limited(desk, "ada", awake=11 * HOUR))
    assert (
        text == "Ada Actress is up for 11 h 33 min, 11 h 00 min are allowed, at the end of 1B (7 Oct 17:33:13-17:33:28)"
    )


def test_nobody_works_right_before_sleep(desk: Desk) -> None:
    left = day(7, "21:30") - max(span.stop for span in spans(desk, "1B"))
    assert limited(desk, "ada", before_sleep=left) == ()
    assert [(f.code, f.shots) for f in limited(desk, "ada", before_sleep=left + 1)] == [("E540", ("1B",))]
    text = texts(limited(desk, "ada", before_sleep=4 * HOUR))
    assert text == "Ada Actress has 3 h 56 min before sleep, 4 h 00 min are needed, after 1B (7 Oct 17:33:13-17:33:28)"


def test_nobody_works_after_too_little_sleep(desk: Desk) -> None:
    assert limited(desk, "piet", sleep=8.5 * HOUR) == ()
    faults = limited(desk, "piet", sleep=9 * HOUR)
    assert [(f.code, f.shots) for f in faults] == [("E540", ("2B",)), ("E540", ("2A",))]
    assert faults[0].text == "Piet Player has slept 8 h 30 min, 9 h 00 min are needed, before 2B (8 Oct 10:15-10:35)"


def test_a_night_cut_short_concerns_the_day_after_it_alone(desk: Desk) -> None:
    short = with_time(desk.production, "ada", Span(day(7, "03:00"), day(7, "06:00")), "station")
    assert {f.shots[0] for f in verify(short, desk.plan)} == set(SEVENTH)
    assert codes(verify(short, desk.plan)) == {"E540"}


def test_two_blocks_of_sleep_that_touch_are_one_night(desk: Desk) -> None:
    """The night is parted by writing its second half as a block of its own."""
    parted = with_time(desk.production, "ada", Span(day(7, "02:00"), day(7, "06:00")), "sleep")
    assert verify(parted, desk.plan) == ()


def test_the_night_before_the_stay_begins_is_taken_to_have_been_long_enough(desk: Desk) -> None:
    """On 6 October all sleep from midnight, when the stay begins, to 06:00: that is six hours that are known of."""
    moved = changed(desk.plan, "2B", lambda s: starting(s, day(6, "10:15")))
    assert list(checks.rested(Case(desk.production, moved))) == []


def test_who_is_asleep_during_a_shot_is_not_named_twice(desk: Desk) -> None:
    asleep = with_time(desk.production, "ada", Span(day(8, "10:00"), day(8, "12:30")), "sleep")
    assert codes(verify(asleep, desk.plan)) == {"E520"}


def test_work_for_the_station_counts_with_that_for_the_film(desk: Desk) -> None:
    """Piet works for the station from 13:30 to 17:00."""
    most = 3.5 * HOUR + length(desk, "2B", "2A")
    assert limited(desk, "piet", work_per_day=most) == ()
    faults = limited(desk, "piet", work_per_day=most - 1)
    assert [(f.code, f.shots, f.people) for f in faults] == [("E541", ("2B", "2A"), ("piet",))]
    assert faults[0].text == (
        "Piet Player: 55 min 06 s of work for the film in 2B, 2A (8 Oct 10:15-11:47) and 3 h 30 min for the station "
        "that day, 4 h 25 min are allowed"
    )


def test_lent_time_is_work_of_the_day_too(desk: Desk) -> None:
    lent = with_time(desk.production, "piet", Span(day(8, "10:00"), day(8, "12:30")), "private")
    assert codes(verify(with_person(lent, "piet", work_per_day=4 * HOUR), desk.plan)) == {"E541"}


def test_a_week_holds_what_its_days_hold_together(desk: Desk) -> None:
    most = length(desk, *SEVENTH, "2B", "2A")
    assert limited(desk, "dina", film_per_week=most) == ()
    faults = limited(desk, "dina", film_per_week=most - 1)
    assert [(f.code, f.people) for f in faults] == [("E542", ("dina",))]
    assert faults[0].text.startswith(
        "Dina Director: 2 h 59 min of film work in the seven days from 7 Oct 11:00-11:18, in 3B, 3A, 1A, 1B, 2B, 2A; "
    )


def test_lent_time_is_no_film_work_of_the_week(desk: Desk) -> None:
    lent = with_time(desk.production, "piet", Span(day(8, "10:00"), day(8, "12:30")), "private")
    assert verify(with_person(lent, "piet", film_per_week=0.0), desk.plan) == ()


@pytest.mark.parametrize(("apart", "found"), [(7 * DAY, 0), (7 * DAY - 1, 1), (3 * DAY, 1)])
def test_seven_days_roll_from_any_minute(desk: Desk, apart: float, found: int) -> None:
    """Two days of work that much apart, of which a week has room for one."""
    first = the_strip(desk.plan, "2B")
    later = replace(starting(first, first.span.start + apart), shot="2A")
    case = week(desk.production, replace(desk.plan, strips=(first, later)), first.span.length)
    assert len(list(checks.film_per_week(case))) == found


def week(production: Production, plan: Plan, limit: float) -> Case:
    """Give a plan of a production in which Piet has this limit for a week, and which goes on for a month."""
    shoot = Span(production.shoot.start, production.shoot.start + 30 * DAY)
    return Case(with_person(replace(production, shoot=shoot), "piet", film_per_week=limit), plan)


def test_days_in_a_row_are_counted_on_the_crews_clock(desk: Desk) -> None:
    assert limited(desk, "dina", days_in_a_row=2) == ()
    faults = limited(desk, "dina", days_in_a_row=1)
    assert [(f.code, f.text) for f in faults] == [
        ("E542", "Dina Director works for the film on more than 1 day in a row by 2A (8 Oct 11:13-11:47)")
    ]
    assert limited(desk, "eve", days_in_a_row=1) == (), "she escorts on one day only"


def test_a_day_off_ends_the_row(desk: Desk) -> None:
    last = the_strip(desk.plan, "2B")
    once = with_person(desk.production, "piet", days_in_a_row=1)
    for days, expected in ((1, ["E542"]), (2, [])):
        strips = (replace(starting(last, last.span.start - days * DAY), shot="2A"), last)
        found = checks.days_in_a_row(Case(once, replace(desk.plan, strips=strips)))
        assert [fault.code for fault in found] == expected


def test_a_day_is_measured_from_call_to_wrap(desk: Desk) -> None:
    long = max(s.stop for s in spans(desk, "1B")) - min(s.start for s in spans(desk, "3B"))
    assert limited(desk, "dina", day_length=long) == ()
    faults = limited(desk, "dina", day_length=long - 1)
    assert [(f.code, f.shots) for f in faults] == [("E543", ("3B", "1B"))]
    assert faults[0].text.startswith(
        "Dina Director: 6 h 33 min from the call for 3B to the wrap after 1B (7 Oct 11:00-17:33), "
    )


def test_the_next_call_waits_for_the_turnaround(desk: Desk) -> None:
    rest = min(s.start for s in spans(desk, "2B")) - max(s.stop for s in spans(desk, "1B"))
    assert limited(desk, "dina", turnaround=rest) == ()
    assert codes(limited(desk, "dina", turnaround=rest + 1)) == {"E544"}
    faults = limited(desk, "dina", turnaround=17 * HOUR)
    assert [(f.code, f.shots, f.people) for f in faults] == [("E544", ("1B", "2B"), ("dina",))]
    assert faults[0].text == (
        "Dina Director has 16 h 41 min from the wrap after 1B (7 Oct 17:33:13-17:33:28) to the call for 2B "
        "(8 Oct 10:15-10:35), 17 h 00 min are needed"
    )


def test_no_turnaround_is_needed_within_a_day_and_midnight_parts_the_days_of_who_never_sleeps(desk: Desk) -> None:
    night = Span(day(7, "21:00"), day(8, "09:00"))
    awake = with_time(desk.production, "dina", night, "station")
    sleepless = with_time(awake, "dina", Span(day(6, "00:00"), day(6, "09:00")), "station")
    whole = with_time(sleepless, "dina", Span(day(6, "21:00"), day(7, "09:00")), "station")
    last = with_time(whole, "dina", Span(day(8, "21:00"), day(9, "06:00")), "station")
    for production in (desk.production, last):
        tired = with_person(production, "dina", turnaround=17 * HOUR, work_per_day=24 * HOUR)
        assert [f.shots for f in checks.turnaround(Case(tired, desk.plan))] == [("1B", "2B")]
    one_day = with_person(awake, "dina", turnaround=17 * HOUR)
    assert list(checks.turnaround(Case(one_day, desk.plan))) == [], "a night without sleep is no end of a day"


def test_a_meal_ends_the_stretch_without_one(desk: Desk) -> None:
    """On 7 October two hours before the meal, and from 13:52 to 17:33 after it."""
    assert limited(desk, "dina", meal_after=3.75 * HOUR) == ()
    faults = limited(desk, "dina", meal_after=3.5 * HOUR)
    assert [(f.code, f.shots) for f in faults] == [("E545", ("1A", "1B"))]
    assert faults[0].text == (
        "Dina Director works 3 h 40 min without a meal of 30 min, in 1A, 1B (7 Oct 13:52-17:33); 3 h 30 min are allowed"
    )


def test_a_meal_that_is_too_short_is_none(desk: Desk) -> None:
    assert limited(desk, "dina", meal_after=6 * HOUR, meal_break=1 * HOUR) == ()
    faults = limited(desk, "dina", meal_after=6 * HOUR, meal_break=1 * HOUR + 1)
    assert [(f.code, f.shots) for f in faults] == [("E545", ("3B", "3A", "1A", "1B"))]


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        ({"after_waking": 6 * HOUR}, "E540"),
        ({"awake": 5 * HOUR}, "E540"),
        ({"before_sleep": 10 * HOUR}, "E540"),
        ({"sleep": 9 * HOUR}, "E540"),
        ({"work_per_day": 4 * HOUR}, "E541"),
        ({"film_per_week": 0.5 * HOUR}, "E542"),
        ({"day_length": HOUR}, "E543"),
        ({"meal_after": HOUR}, "E545"),
    ],
)
def test_an_escort_keeps_every_limit_too(desk: Desk, limits: dict[str, float], code: str) -> None:
    """Eve escorts 3B and 3A on 7 October, from 11:00 to 12:05."""
    faults = limited(desk, "eve", **limits)
    assert {(f.code, f.people) for f in faults} == {(code, ("eve",))}
