"""Phases: they fill all time, last as long as the atmosphere says, and turn round when the Sun only brushes the air."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.clock import Instants, Span, SpanSet
from cupola.light import PHASES, LightLimits
from cupola.light.moment import Vantage
from cupola.light.phases import PhaseConditions, SunAbove
from cupola.light.search import search
from cupola.sky.eclipse import limit
from cupola.sky.orbit import Vectors
from tests.authorities.sky_october_2021 import DISC_CROSSING, TRANSITION
from tests.light.skies import Circle, Still

ORBIT = Circle()
SPAN = Span(-0.25 * ORBIT.period, 2.25 * ORBIT.period)
PARTS = PhaseConditions.of(LightLimits())


def phases_at(beta: float, span: Span = SPAN) -> dict[str, SpanSet]:
    """Give the phases of the circular orbit at a beta angle."""
    vantage = Vantage(ORBIT, Still(beta))
    first, full = search([PARTS.first, PARTS.full], vantage.at, span)
    return PARTS.spans(first, full, vantage, span)


def fills(phases: dict[str, SpanSet], span: Span) -> bool:
    """Say whether phases fill a span without overlap."""
    joined = SpanSet()
    for spans in phases.values():
        joined = joined | spans
    total = sum(spans.total for spans in phases.values())
    return joined == SpanSet([span.start], [span.stop]) and abs(total - span.length) < 1e-6


def test_a_revolution_goes_sun_sunset_eclipse_sunrise() -> None:
    phases = phases_at(-30.0, Span(0.0, ORBIT.period))
    order = sorted((float(spans.starts[k]), word) for word, spans in phases.items() for k in range(len(spans)))
    assert [word for _, word in order] == ["sun", "sunset", "eclipse", "sunrise", "sun"]


@pytest.mark.parametrize("beta", TRANSITION)
def test_sunrise_and_sunset_last_as_long_as_the_light_takes_from_1_to_95_percent(beta: float) -> None:
    """7 %: the authority is an integral of the beam through the air, ours are two tangent heights."""
    phases = phases_at(beta)
    for word in ("sunrise", "sunset"):
        lengths = phases[word].stops - phases[word].starts
        assert lengths == pytest.approx([TRANSITION[beta]] * len(lengths), rel=0.07)


@pytest.mark.parametrize("beta", DISC_CROSSING)
def test_without_air_the_disc_crosses_the_limb_as_fast_as_geometry_says(beta: float) -> None:
    """2 %: the table is for a sphere, to 0.1 s."""
    vantage = Vantage(ORBIT, Still(beta))
    upper, lower = search([SunAbove(limit("umbra")), SunAbove(limit("penumbra"))], vantage.at, SPAN)
    crossing = upper - lower
    assert crossing.stops - crossing.starts == pytest.approx([DISC_CROSSING[beta]] * len(crossing), rel=0.03)


def test_the_umbra_of_a_circular_orbit_is_as_long_as_by_hand() -> None:
    """At beta 0 the Sun's centre is hidden for 2·asin(R/r) of the revolution; 0.3 s for the limb's flattened shape."""
    vantage = Vantage(ORBIT, Still(0.0))
    (lit,) = search([SunAbove(limit("centre"))], vantage.at, Span(0.0, ORBIT.period))
    dark = ORBIT.period * 2 * np.arcsin(6378.137 / ORBIT.radius) / (2 * np.pi)
    assert ORBIT.period - lit.total == pytest.approx(dark, abs=0.3)


@settings(max_examples=60)
@given(st.floats(-89.0, 89.0))
def test_the_four_phases_fill_all_time(beta: float) -> None:
    assert fills(phases_at(beta), SPAN)


def test_at_high_beta_there_is_no_night_at_all() -> None:
    phases = phases_at(-80.0)
    assert phases["sun"].total == pytest.approx(SPAN.length)
    assert not phases["eclipse"]


def grazing() -> float:
    """Find the beta at which the Sun sinks into the air and does not set: between the two limits."""
    for beta in np.arange(68.0, 74.0, 0.05):
        vantage = Vantage(ORBIT, Still(float(beta)))
        first, full = search([PARTS.first, PARTS.full], vantage.at, SPAN)
        if first.total == SPAN.length and full.total < SPAN.length - 30.0:
            return float(beta)
    raise AssertionError("no grazing beta")


def test_where_the_sun_only_dips_into_the_air_sunset_turns_into_sunrise_at_its_lowest() -> None:
    phases = phases_at(grazing(), Span(0.0, ORBIT.period))
    assert not phases["eclipse"]
    assert (len(phases["sunset"]), len(phases["sunrise"])) == (1, 1)
    assert phases["sunset"].stops[0] == phases["sunrise"].starts[0]
    assert phases["sunset"].stops[0] == pytest.approx(ORBIT.period / 2, abs=0.1)


class Swing(Circle):
    """A station that swings to and fro over the terminator: its noon Sun only peeps over the limb."""

    def states(self, at: Instants) -> tuple[Vectors, Vectors]:
        """Give positions and velocities: 111 deg from the Sun, less half a degree at instant 0 of each hour."""
        swing = 2 * np.pi * at / 3600.0
        angle = np.radians(111.0 - 0.5 * np.cos(swing))
        rate = np.radians(0.5 * np.sin(swing)) * 2 * np.pi / 3600.0
        cos, sin, zero = np.cos(angle), np.sin(angle), np.zeros(len(at))
        position = self.radius * np.stack([cos, sin, zero], axis=-1)
        return position, self.radius * rate[:, None] * np.stack([-sin, cos, zero], axis=-1)


def test_where_the_sun_only_peeps_out_sunrise_turns_into_sunset_at_its_highest() -> None:
    span = Span(-1800.0, 1800.0)
    vantage = Vantage(Swing(), Still(0.0))
    first, full = search([PARTS.first, PARTS.full], vantage.at, span)
    phases = PARTS.spans(first, full, vantage, span)
    assert not phases["sun"]
    assert (len(phases["sunrise"]), len(phases["sunset"]), len(phases["eclipse"])) == (1, 1, 2)
    assert phases["sunrise"].stops[0] == phases["sunset"].starts[0]
    assert phases["sunrise"].stops[0] == pytest.approx(0.0, abs=0.01)
    assert fills(phases, span)


def test_a_span_that_begins_or_ends_in_a_sunrise_is_told_from_a_sunset() -> None:
    whole = phases_at(-30.0)
    rise, dusk = whole["sunrise"], whole["sunset"]
    middle = float(rise.starts[0] + rise.stops[0]) / 2
    evening = float(dusk.starts[0] + dusk.stops[0]) / 2
    for span in (Span(middle, middle + 60.0), Span(middle - 60.0, middle), Span(evening, evening + 60.0)):
        phases = phases_at(-30.0, span)
        assert fills(phases, span)
        for word in PHASES:
            assert phases[word].total == pytest.approx(whole[word].clip(span).total, abs=5e-3), word


@settings(max_examples=40)
@given(st.floats(-75.0, 75.0))
def test_asked_instant_by_instant_the_phases_are_those_of_the_search(beta: float) -> None:
    phases = phases_at(beta)
    at = np.linspace(SPAN.start, SPAN.stop, 400, endpoint=False)
    edges = np.concatenate([np.concatenate([spans.starts, spans.stops]) for spans in phases.values()])
    at = at[np.abs(at[:, None] - edges[None, :]).min(axis=1) > 0.01]
    moment = Vantage(ORBIT, Still(beta)).at(at)
    for word in PHASES:
        assert np.array_equal(PARTS.hold(word, moment), phases[word].contains(at)), word
