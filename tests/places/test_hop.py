"""Hops to the edge of space: against what was published, by energy, and two ways of telling gravity that must agree."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.clock import Span
from cupola.errors import DocumentError, SkyError
from cupola.places.ground import Location
from cupola.places.hop import FLOATING, Hops, hopper, read_hoppers, shipped_hoppers, track

PUBLISHED = json.loads((Path(__file__).parents[1] / "authorities/hops.json").read_text("utf-8"))["flights"]
SITE = Location("site", 31.4, -104.8, 1120.0)
SHEPARD = hopper("new-shepard")


def hops(*launches: float) -> Hops:
    """Give flights of a New Shepard."""
    return Hops.of(SHEPARD, launches or (0.0,), SITE)


@pytest.mark.parametrize("real", PUBLISHED, ids=lambda one: one["craft"])
def test_every_phase_comes_within_five_seconds_of_what_was_published(real: dict[str, Any]) -> None:
    craft = hopper(real["craft"])
    flight = track(craft)
    at, height = flight.apogee
    assert at == pytest.approx(real["apogee_s"], abs=5.0)
    assert height / 1000 == pytest.approx(real["apogee_km"], abs=0.5)
    assert (craft.burn, craft.slowed, craft.landing) == (
        real["engine_stops_s"],
        real["canopies_s"],
        real["landing_s"],
    )
    assert flight.floats[0] == pytest.approx(real["engine_stops_s"], abs=5.0)
    if "reentry_s" in real:
        assert craft.parts == real["parts_s"]
        assert flight.floats[1] == pytest.approx(real["reentry_s"], abs=5.0)
        assert flight.rises_through(100_000.0) == pytest.approx(real["space_s"], abs=5.0)


def test_new_shepard_floats_for_three_minutes_and_falls_hard() -> None:
    """Published: three to four minutes of floating, re-entry from T+335 s, about 5 g."""
    flight, real = track(SHEPARD), PUBLISHED[0]
    start, stop = flight.floats
    assert 180.0 < stop - start < 240.0
    assert flight.felt[flight.time > 300.0].max() == pytest.approx(real["load_g"], abs=0.5)


def test_four_minutes_afloat_are_not_possible_below_the_apogee_of_unity_22() -> None:
    """By hand: 98 s from engine stop to the top, and as long down to the same height; the air comes before that."""
    craft = hopper("spaceshiptwo")
    flight = track(craft)
    start, stop = flight.floats
    assert 150.0 < stop - start < 2 * (158.0 - 60.0)
    light = flight.time[(flight.felt < 1.0) & (flight.time >= craft.burn)]
    assert light[-1] - light[0] < 200.0


def test_the_coast_keeps_its_energy_where_there_is_no_air() -> None:
    """By hand: v^2/2 - mu/r is the same at 80 km on the way up, at the top and at 80 km on the way down."""
    flight = track(SHEPARD)
    high = flight.height > 85_000.0
    energy = flight.speed[high] ** 2 / 2 - 9.80665 * 6_371_008.8**2 / (6_371_008.8 + flight.height[high])
    assert np.ptp(energy) < 2e-3 * 9.80665 * 20_000.0


def test_smaller_steps_change_nothing_that_matters(monkeypatch: pytest.MonkeyPatch) -> None:
    from cupola.places import hop

    usual = track(SHEPARD)
    monkeypatch.setattr(hop, "_STEP", 0.01)
    fine = track.__wrapped__(SHEPARD)
    assert fine.apogee[0] == pytest.approx(usual.apogee[0], abs=0.1)
    assert fine.apogee[1] == pytest.approx(usual.apogee[1], abs=30.0)
    assert fine.floats == pytest.approx(usual.floats, abs=0.1)


@pytest.mark.parametrize("key", list(shipped_hoppers()))
def test_a_flight_begins_and_ends_on_its_ground_and_has_no_leap(key: str) -> None:
    craft = hopper(key)
    flight = track(craft)
    assert (flight.time[0], flight.time[-1]) == (0.0, craft.landing)
    assert (flight.height[0], flight.height[-1]) == (craft.start, craft.ground)
    assert np.abs(np.diff(flight.height)).max() < 60.0  # 1.1 km/s for a step of 0.05 s
    assert (np.diff(flight.time) > 0).all()


def test_wings_sink_evenly_and_canopies_slowly_at_last() -> None:
    glide, fall = track(hopper("spaceshiptwo")), track(SHEPARD)
    assert np.ptp(glide.speed[glide.time > 361.0]) < 1e-6
    assert fall.speed[-10:] == pytest.approx([-26 / 3.6] * 10)


def test_gravity_by_hand() -> None:
    flight = hops(1000.0)
    assert flight.words == ("earth", "heavy", "weightless")
    (floats,) = flight.spans("weightless")
    assert (floats.start, floats.stop) == (1142.0, 1339.0)
    assert [(s.start, s.stop) for s in flight.spans("heavy")] == [(1001.0, 1141.0), (1367.0, 1439.0)]
    assert flight.feels("earth", [0.0, 1500.0, 1616.9, 1700.0, 1200.0]).tolist() == [True, True, True, True, False]
    assert flight.flown() == [Span(1000.0, 1617.0)]


def test_each_launch_floats_by_itself() -> None:
    assert [span.start for span in hops(0.0, 10_000.0).spans("weightless")] == [142.0, 10_142.0]


@given(st.floats(-100.0, 2000.0), st.sampled_from(["weightless", "heavy", "earth"]))
@settings(max_examples=100)
def test_what_the_spans_give_is_felt_there(at: float, word: str) -> None:
    """The almanac works from the spans, the proof from what is felt."""
    flight = hops(0.0, 900.0)
    if flight.spans(word).contains([at])[0]:
        assert flight.feels(word, [at])[0], (at, word)


def test_a_craft_that_stays_in_the_air_longer_floats_longer() -> None:
    faster = replace(SHEPARD, speed=SHEPARD.speed + 50.0)
    assert np.ptp(track(faster).floats) > np.ptp(track(SHEPARD).floats)
    assert track(faster).felt.min() < FLOATING


def test_an_unknown_craft_is_refused_with_the_nearest() -> None:
    with pytest.raises(SkyError) as caught:
        hopper("new-sheperd")
    assert (caught.value.messages[0].code, caught.value.messages[0].hint) == ("E733", 'Did you mean "new-shepard"?')


def test_a_document_says_what_is_wrong_with_it() -> None:
    text = "schema: cupola/1\ncraft:\n  firework:\n    name: Firework\n    burn: 3\n    fuse: 1\n"
    with pytest.raises(DocumentError) as caught:
        read_hoppers(text, "hops.yaml")
    assert any('"fuse" is unknown' in one.text for one in caught.value.messages)
