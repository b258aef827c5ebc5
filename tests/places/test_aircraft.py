"""Parabolas, second by second: by hand, by two ways that must agree, and against what is published of flights."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.clock import Span
from cupola.errors import DocumentError, SkyError
from cupola.places.aircraft import Aircraft, Flights, aircraft, read_aircraft, shipped_aircraft
from cupola.places.gravity import GRAVITY, GRAVITY_WORDS
from cupola.places.ground import Location

FIELD = Location("field", 55.9, 38.1)
SMALL = replace(
    shipped_aircraft()["il-76mdk"],
    weightless=20.0,
    pull_up=10.0,
    pull_out=15.0,
    heavy=2.0,
    period=100.0,
    parabolas=4,
    series=2,
    pause=50.0,
    climb=600.0,
    descent=300.0,
)


def flights(craft: Aircraft = SMALL, *takeoffs: float) -> Flights:
    """Give flights that begin at instants, at 0 if none is given."""
    return Flights.of(craft, takeoffs or (0.0,), FIELD, (56.0, 39.0))


def pairs(of: Flights, word: str) -> list[tuple[float, float]]:
    """Give the spans of a gravity as pairs."""
    return [(span.start, span.stop) for span in of.spans(word)]


def test_a_small_flight_by_hand() -> None:
    """Pull-ups at 600, 700, then 50 s more: 850 and 950; each 10 s heavy, 20 s falling, 15 s heavy."""
    flight = flights()
    assert pairs(flight, "weightless") == [(610, 630), (710, 730), (860, 880), (960, 980)]
    assert pairs(flight, "heavy")[:3] == [(600, 610), (630, 645), (700, 710)]
    assert pairs(flight, "earth")[1] == (645, 700)
    assert flight.flown() == [Span(0.0, 995.0 + 300.0)]


def test_on_the_ground_and_in_level_flight_it_is_the_earths() -> None:
    assert flights().gravity([-1e6, 0.0, 599.9, 645.0, 699.9, 800.0, 996.0, 1e6]).tolist() == [1.0] * 8
    assert flights().gravity([600.0, 609.9, 610.0, 629.9, 630.0, 644.9]).tolist() == [2.0, 2.0, 0.0, 0.0, 2.0, 2.0]


def test_no_parabola_comes_after_the_last() -> None:
    odd = replace(SMALL, parabolas=3)
    assert len(flights(odd).spans("weightless")) == 3
    assert flights(odd).gravity([965.0]).tolist() == [1.0]


def test_mars_comes_first_and_then_the_moon() -> None:
    craft = replace(SMALL, mars=1, moon=2)
    flight = flights(craft)
    assert [craft.word(k) for k in range(4)] == ["mars", "moon", "moon", "weightless"]
    assert [len(flight.spans(word)) for word in ("mars", "moon", "weightless")] == [1, 2, 1]
    assert flight.gravity([615.0, 715.0, 965.0]) == pytest.approx([0.379, 0.165, 0.0], abs=1e-3)


def test_what_keeps_some_gravity_falls_for_longer() -> None:
    """By hand: 20 s / (1 - 0.1654) = 23.96 s; 20 s / (1 - 0.3794) = 32.23 s."""
    craft = replace(SMALL, mars=1, moon=1)
    assert [round(craft.falls(k), 2) for k in range(3)] == [32.23, 23.96, 20.0]


def test_each_flight_is_counted_from_its_own_take_off() -> None:
    two = flights(SMALL, 0.0, 5000.0)
    assert pairs(two, "weightless")[4:] == [(5610, 5630), (5710, 5730), (5860, 5880), (5960, 5980)]


@given(
    st.floats(1, 60),
    st.floats(0, 40),
    st.floats(0, 40),
    st.integers(1, 9),
    st.integers(1, 9),
    st.floats(0, 400),
    st.integers(0, 3),
    st.integers(0, 3),
    st.floats(0, 50_000),
)
@settings(max_examples=80)
def test_spans_and_the_place_in_the_flight_tell_the_same(
    weightless: float, up: float, out: float, parabolas: int, series: int, pause: float, mars: int, moon: int, at: float
) -> None:
    """The almanac works from the one, the proof from the other."""
    craft = replace(
        SMALL, weightless=weightless, pull_up=up, pull_out=out, period=200.0, parabolas=parabolas, series=series,
        pause=pause, mars=min(mars, parabolas), moon=min(moon, parabolas - min(mars, parabolas)),
    )  # fmt: skip
    flight = flights(craft, 100.0, 100.0 + craft.lasts + 1.0)
    instants = np.append(np.arange(0.0, 3000.0, 7.3), at)
    felt = flight.gravity(instants)
    for word in ("weightless", "moon", "mars", "earth", "heavy"):
        spans = flight.spans(word)
        edges = np.concatenate([spans.starts, spans.stops])
        near = np.abs(instants[:, None] - edges[None, :]).min(axis=1, initial=np.inf) < 1e-6
        same = felt == (craft.heavy if word == "heavy" else GRAVITY[word])
        assert (spans.contains(instants) == same)[~near].all(), word


@pytest.mark.parametrize(
    ("key", "minutes", "count", "seconds"), [("il-76mdk", (90, 120), 10, 25.0), ("a310", (165, 195), 31, 22.0),
                                             ("b727", (80, 100), 15, 22.0)]
)  # fmt: skip
def test_packaged_flights_last_as_long_as_is_published(
    key: str, minutes: tuple[int, int], count: int, seconds: float
) -> None:
    """Il-76MDK 1.5 to 2 h, A310 about 3 h with 31 x 22 s (11 min in all), 727 about 1.5 h."""
    craft = aircraft(key, {})
    assert minutes[0] <= craft.lasts / 60 <= minutes[1]
    assert (craft.parabolas, craft.falls(count - 1)) == (count, seconds)
    assert craft.source and craft.confidence in ("high", "medium", "low")


def test_31_parabolas_of_an_a310_are_eleven_minutes() -> None:
    assert flights(aircraft("a310", {})).spans("weightless").total / 60 == pytest.approx(11.4, abs=0.1)


def test_figures_of_ones_own_go_over_the_packaged_ones() -> None:
    assert aircraft("il-76mdk", {"weightless": 28.0, "parabolas": 15}).falls(14) == 28.0


def test_the_sky_of_its_sets_is_as_high_as_it_flies_and_its_horizon_sinks() -> None:
    """By hand: arccos(6371 / 6378.5) = 2.78 deg."""
    flight = flights()
    assert (flight.sky.lat, flight.sky.lon, flight.sky.height) == (56.0, 39.0, 7500.0)
    assert flight.sky.horizon.angle([123.0])[0] == pytest.approx(-2.78, abs=0.01)


def test_every_word_of_gravity_is_known() -> None:
    assert GRAVITY_WORDS == ("any", "weightless", "moon", "mars", "earth", "heavy")
    assert GRAVITY["moon"] == pytest.approx(0.1654, abs=1e-4)
    assert GRAVITY["mars"] == pytest.approx(0.3794, abs=1e-4)


@pytest.mark.parametrize(
    ("kind", "changed", "code", "words"),
    [
        ("il-67", {}, "E733", '"il-67" is unknown'),
        ("il-76mdk", {"period": 60.0}, "E737", "lasts 74 s with its pull-ups, and the next begins after 60 s"),
        ("il-76mdk", {"moon": 8, "mars": 3}, "E737", "3 + 8 parabolas"),
        ("b727", {"weightless": 70.0}, "E737", "lasts 162"),
    ],
)
def test_figures_that_contradict_each_other_are_refused(
    kind: str, changed: dict[str, float], code: str, words: str
) -> None:
    with pytest.raises(SkyError) as caught:
        aircraft(kind, changed)
    assert (caught.value.messages[0].code, words in caught.value.messages[0].text) == (code, True)


def test_a_document_says_all_that_is_wrong_with_it_at_once() -> None:
    text = "schema: cupola/1\naircraft:\n  glider:\n    name: Glider\n    weightless: 5\n    wings: 2\n"
    with pytest.raises(DocumentError) as caught:
        read_aircraft(text, "aircraft.yaml")
    texts = [one.text for one in caught.value.messages]
    assert any("5 has no unit" in one for one in texts)
    assert any('"wings" is unknown' in one for one in texts)
    assert len(texts) > 10
