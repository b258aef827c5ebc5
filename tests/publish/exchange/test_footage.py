"""Takes, cards and timecode, by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import Span
from cupola.light.exposure import Sensor
from cupola.plan.result import Pass
from cupola.publish.exchange import Parcel
from cupola.publish.exchange.footage import doubts, frame_rate, recordings, timecode_frames
from tests.publish.conftest import at, small_plan, small_production, span
from tests.publish.exchange.conftest import lit


def with_data(**gigabytes: float) -> Parcel:
    """Give the small shoot with other amounts of data for shots."""
    base = small_production()
    scenes = tuple(
        replace(scene, shots=tuple(replace(s, data_gb=gigabytes.get(f"s{s.id}", s.data_gb)) for s in scene.shots))
        for scene in base.scenes
    )
    production = replace(base, scenes=scenes)
    return lit(Parcel(production, small_plan(production)))


def test_takes_are_in_the_order_in_which_they_are_shot(draft: Parcel) -> None:
    found = [(one.name, one.day, one.card) for one in recordings(draft.schedule)]
    assert found == [
        ("1A-1", 1, "A001"),
        ("1A-2", 1, "A001"),
        ("2A-1", 2, "B001"),
        ("2A-2", 2, "B001"),
        ("1B-1", 3, "A002"),
        ("1B-2", 3, "A002"),
        ("1B-3", 3, "A002"),
        ("1B-4", 3, "A002"),
        ("3A-1", 3, "A002"),
        ("3A-2", 3, "A002"),
    ]


def test_a_take_that_does_not_fit_goes_on_the_next_card() -> None:
    """Cards hold 50 GB: of four takes of 20 GB two fit, and then 3A of 5 GB a take fits beside the last two."""
    found = [(one.name, one.card) for one in recordings(with_data(s1B=80.0).schedule) if one.day == 3]
    assert found == [
        ("1B-1", "A002"),
        ("1B-2", "A002"),
        ("1B-3", "A003"),
        ("1B-4", "A003"),
        ("3A-1", "A003"),
        ("3A-2", "A003"),
    ]


def test_a_take_larger_than_a_card_has_one_of_its_own() -> None:
    found = [one.card for one in recordings(with_data(s1B=400.0).schedule) if one.shot.id == "1B"]
    assert found == ["A002", "A003", "A004", "A005"]


def test_what_no_camera_is_at_is_not_recorded(draft: Parcel) -> None:
    """Sound alone, a rehearsal, a lesson."""
    strips = (replace(draft.plan.strips[0], camera=""), *draft.plan.strips[1:])
    schedule = replace(draft.schedule, plan=replace(draft.plan, strips=strips))
    assert {one.shot.id for one in recordings(schedule)} == {"2A", "1B", "3A"}


@pytest.mark.parametrize(("rate", "frames"), [(24.0, 24), (23.976, 24), (29.97, 30), (25.0, 25), (120.0, 60)])
def test_the_rate_is_that_of_the_first_camera_that_is_known(rate: float, frames: int) -> None:
    production = small_production()
    sensor = Sensor(25.6, 13.5, 800.0, rate, 14.0, ())
    cameras = production.cameras | {"gopro": replace(production.cameras["gopro"], sensor=sensor)}
    assert frame_rate(production) == 24
    assert frame_rate(replace(production, cameras=cameras)) == frames


def filmed(rates: dict[str, float]) -> Parcel:
    base = small_production()
    cameras = {
        key: replace(one, sensor=Sensor(25.6, 13.5, 800.0, rates[key], 14.0, ()) if key in rates else None)
        for key, one in base.cameras.items()
    }
    production = replace(base, cameras=cameras)
    return lit(Parcel(production, small_plan(production)))


@pytest.mark.parametrize(
    ("komodo", "gopro", "told"),
    [
        (24.0, 24.0, []),
        (25.0, 24.0, ["24 frames a second; the timecode counts 25"]),
        (24.0, 25.0, ["25 frames a second; the timecode counts 24"]),
        (29.97, 30.0, ["29.97 frames a second; the timecode counts 30"]),
        (
            23.976,
            59.94,
            ["23.976 frames a second; the timecode counts 24", "59.94 frames a second; the timecode counts 24"],
        ),
    ],
)
def test_a_camera_of_another_rate_than_the_timecode_is_told(komodo: float, gopro: float, told: list[str]) -> None:
    """Drop-frame rates too: they are never silently taken for whole ones."""
    parcel = filmed({"komodo": komodo, "gopro": gopro})
    found = doubts(parcel.production, recordings(parcel.schedule))
    assert {one.code for one in found} <= {"W775"}
    assert sorted(one.text.split(" records ")[1] for one in found) == sorted(told)


def test_a_camera_of_which_nothing_is_known_is_not_doubted(draft: Parcel) -> None:
    assert doubts(draft.production, recordings(draft.schedule)) == ()


def test_a_take_over_midnight_is_told(draft: Parcel) -> None:
    first = draft.plan.strips[0]
    takes = (Span(at("6 23:59:45"), at("7 00:00:45")), Span(at("7 00:10"), at("7 00:11")))
    over = replace(first, passes=(Pass(span("6 23:30-23:59"), takes),))
    parcel = lit(Parcel(draft.production, replace(draft.plan, strips=(over,))))
    (found,) = doubts(parcel.production, recordings(parcel.schedule))
    assert (found.code, found.text.split(":")[0]) == ("W776", f"{first.shot}-1")
    to_the_second = replace(first, passes=(Pass(span("6 23:30-23:59"), (Span(at("6 23:59"), at("7 00:00")),)),))
    parcel = lit(Parcel(draft.production, replace(draft.plan, strips=(to_the_second,))))
    assert doubts(parcel.production, recordings(parcel.schedule)) == ()


def test_timecode_is_the_time_of_day() -> None:
    assert timecode_frames(at("9 00:00"), 24) == 0
    assert timecode_frames(at("9 01:00:01"), 25) == 3601 * 25


@given(st.floats(0, 4e9), st.sampled_from([24, 25, 30, 48, 50, 60]))
def test_timecode_never_runs_past_a_day(instant: float, rate: int) -> None:
    assert 0 <= timecode_frames(instant, rate) <= 86_400 * rate
