"""Day plans laid over a stay: every minute once, nights run over midnight, dates and weekends take their own plan."""

from __future__ import annotations

from itertools import pairwise

from cupola.clock import DAY, Span, SpanSet, instant
from cupola.production.calendar import lay_out, plan_faults
from cupola.production.crewrules import KNOWN, crew_rules
from cupola.production.person import Block
from cupola.production.personform import BlockForm


def block(start: str, stop: str, kind: str) -> BlockForm:
    """Give a block as it is written."""
    return BlockForm.model_validate({"from": start, "to": stop, "is": kind})


DAYPLAN = [block("06:00", "08:00", "rest"), block("08:00", "21:30", "film"), block("21:30", "06:00", "sleep")]
OFF = [block("06:00", "21:30", "private"), block("21:30", "06:00", "sleep")]
PLANS = {"work": DAYPLAN, "off": OFF}
STAY = Span(instant("2021-10-07T00:00Z"), instant("2021-10-12T00:00Z"))  # Thursday to Monday


def at(blocks: tuple[Block, ...], when: str) -> str:
    """Give what somebody does at an instant."""
    return next(b.kind for b in blocks if instant(when) in b.span)


def test_the_night_runs_over_midnight() -> None:
    blocks = lay_out(PLANS, "work", None, {}, STAY, 0)
    assert at(blocks, "2021-10-08T02:00Z") == "sleep"
    assert at(blocks, "2021-10-07T02:00Z") == "sleep", "also the night before the stay's first day"
    assert SpanSet.of(b.span for b in blocks) == SpanSet([STAY.start], [STAY.stop]), "no minute is left over"


def test_weekends_and_single_dates_have_their_own_plan() -> None:
    dates = {instant("2021-10-08T00:00Z"): "off"}
    blocks = lay_out(PLANS, "work", "off", dates, STAY, 0)
    found = {day: at(blocks, f"2021-10-{day:02d}T12:00Z") for day in range(7, 12)}
    assert found == {7: "film", 8: "private", 9: "private", 10: "private", 11: "film"}


def test_a_crew_clock_ahead_of_utc_moves_the_day() -> None:
    blocks = lay_out(PLANS, "work", None, {}, STAY, 3 * 3600)
    assert at(blocks, "2021-10-08T05:30Z") == "film"
    assert at(blocks, "2021-10-08T18:29Z") == "film"
    assert at(blocks, "2021-10-08T18:31Z") == "sleep"


def test_blocks_do_not_overlap_where_a_night_meets_an_early_day() -> None:
    early = [block("00:00", "12:00", "station"), block("12:00", "24:00", "film")]
    dates = {instant("2021-10-08T00:00Z"): "early"}
    blocks = lay_out({**PLANS, "early": early}, "work", None, dates, STAY, 0)
    assert at(blocks, "2021-10-08T02:00Z") == "station", "the later day's own plan goes before the night it cuts short"
    ordered = sorted(blocks, key=lambda b: b.span.start)
    assert all(a.span.stop <= b.span.start for a, b in pairwise(ordered))


def test_overlaps_and_empty_blocks_are_found() -> None:
    assert plan_faults(DAYPLAN) == []
    assert plan_faults([block("06:00", "08:00", "rest"), block("07:00", "09:00", "film")]) == [
        (1, "the block overlaps block 1 of the same day")
    ]
    assert plan_faults([block("21:00", "06:00", "sleep"), block("05:00", "07:00", "film")])[0][0] == 1
    assert plan_faults([block("06:00", "06:00", "rest")])[0][1].startswith("the block is empty")


def test_the_packaged_day_plans_fill_a_day_without_overlap() -> None:
    for name in KNOWN:
        rules = crew_rules(name)
        for plan in rules.days.values():
            assert plan_faults(plan.blocks) == []
            assert sum((b.stop - b.start) % DAY or DAY for b in plan.blocks) == DAY
        assert {item.confidence for item in rules.sources.values()} <= {"high", "medium", "low"}
        assert all(item.source for item in rules.sources.values())


def test_the_packaged_day_keeps_the_station_rules() -> None:
    """8.5 h sleep and 2.5 h exercise for residents (Outpost p. 22; souzveche.ru), 6.5 h of work a day as the limit."""
    rules = crew_rules("iss-2021")
    hours = {
        kind: sum((b.stop - b.start) % DAY for b in rules.days["resident"].blocks if b.kind == kind) / 3600
        for kind in ("sleep", "exercise")
    }
    assert hours == {"sleep": 8.5, "exercise": 2.5}
    assert rules.limits.film_per_day == 6.5 * 3600
