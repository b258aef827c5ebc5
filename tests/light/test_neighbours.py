"""What of the station stands in a window's field."""

import numpy as np
import pytest

from cupola.clock import Span, SpanSet, instant
from cupola.light import Almanac, Need, holds
from cupola.light.demand import demand
from cupola.light.neighbours import field, neighbours
from cupola.light.sights import sights
from cupola.light.window import place_of
from cupola.places import load_station
from cupola.sky import Orbit
from tests.october import element_sets, stay_orbit

ISS = load_station("iss")
AT = instant("2021-10-09T00:00Z")
SUN = np.array([0.3, 0.8, -0.5]) / np.linalg.norm([0.3, 0.8, -0.5])
STAY = Span(instant("2021-10-05T12:30Z"), instant("2021-10-17T01:00Z"))


def named(window: str, at: float = AT) -> dict[str, float]:
    """Give the shares of a window's field by name."""
    return {one.name: one.share for one in neighbours(ISS, ISS.window(window), at, SUN)}


@pytest.mark.parametrize("window", ["cupola.top", "nauka.forward", "zvezda.w12"])
def test_directions_fill_the_field_evenly(window: str) -> None:
    """The inner half of the solid angle holds half of them, and none lies outside."""
    glass = ISS.window(window)
    rays = field(glass)
    ahead = rays @ np.array(glass.normal)
    edge = np.cos(np.radians(glass.half_view))
    assert np.linalg.norm(rays, axis=1) == pytest.approx(1.0)
    assert ahead.min() >= edge
    assert (ahead > (1 + edge) / 2).mean() == pytest.approx(0.5, abs=0.01)
    assert np.linalg.norm(rays.mean(axis=0) - np.array(glass.normal) * ahead.mean()) < 0.01


def test_the_docked_soyuz_and_rassvet_stand_in_the_big_portholes_field() -> None:
    """Eleven metres ahead, 2.7 m wide and 7 m long: 8 % of a field of 45 deg about the axis."""
    shares = named("nauka.forward")
    assert shares["Soyuz MS-19"] == pytest.approx(0.08, abs=0.03)
    assert shares["Rassvet"] > 0.03
    assert list(shares.values()) == sorted(shares.values(), reverse=True)


def test_cygnus_stands_beside_the_cupola() -> None:
    assert named("cupola.starboard")["Cygnus NG-16"] > 0.1
    assert "Cygnus NG-16" not in named("cupola.port")


def test_nothing_stands_before_the_science_window() -> None:
    assert named("destiny.nadir") == {}


def test_a_ship_is_not_there_before_it_docks() -> None:
    before = named("nauka.forward", instant("2021-10-05T12:00Z"))
    assert "Soyuz MS-19" not in before
    assert before["Rassvet"] > named("nauka.forward")["Rassvet"], "the ship hid some of it"


def test_no_module_stands_in_the_field_of_its_own_window() -> None:
    for window in ISS.windows.values():
        assert ISS.modules[window.module].name not in named(window.id)


def found(window: str, view: str) -> SpanSet:
    almanac = Almanac(stay_orbit(), ISS, STAY)
    return almanac.opportunities([Need(window=window, view=view)])[0]


def test_a_docked_ship_is_in_view_while_it_is_docked() -> None:
    assert found("cupola.top", "SOYUZ-MS19").total == pytest.approx(STAY.length, abs=1.0)
    assert not found("zvezda.w12", "SOYUZ-MS19"), "it looks the other way"
    assert not found("nauka.forward", "MLM"), "its own module"
    early = Span(instant("2021-10-05T12:10Z"), instant("2021-10-05T13:00Z"))
    almanac = Almanac(Orbit(element_sets(), early), ISS, early)
    spans = almanac.opportunities([Need(window="cupola.top", view="SOYUZ-MS19")])[0]
    assert spans.starts == pytest.approx([instant("2021-10-05T12:22:31Z")], abs=0.02)


@pytest.mark.parametrize(("window", "view"), [("cupola.starboard", "Houston"), ("cupola.starboard", "sun")])
def test_what_the_station_hides_is_not_in_view(window: str, view: str) -> None:
    """While it is in the field: the line to it meets nothing where the need holds, and something where it does not."""
    span = Span(instant("2021-10-08T00:00Z"), instant("2021-10-10T00:00Z"))
    almanac, need = Almanac(stay_orbit(), ISS, span), Need(window=window, view=view)
    spans = almanac.opportunities([need])[0]
    at = np.arange(span.start, span.stop, 5.0)
    moment = almanac.vantage.at(at)
    asked = demand(need, ISS, almanac.limits).conditions
    in_field = np.all([c.signed(moment) >= 0 for c in asked[:-1]], axis=0)
    line = (place_of(moment, ISS.landmark(view)) if view != "sun" else moment.sun) - moment.position
    rays = np.einsum("nij,nj->ni", moment.body, line / np.linalg.norm(line, axis=-1, keepdims=True))
    met = ISS.blockers(window, rays[in_field], at[in_field], moment.sun_in_body[in_field])
    free, holds_now = np.array([name is None for name in met]), spans.contains(at[in_field])
    edges = np.concatenate([spans.starts, spans.stops])
    assert 0 < holds_now.sum() < in_field.sum(), "some of it is hidden"
    assert all(np.abs(edges - t).min() < 0.05 for t in at[in_field][free != holds_now])
    assert holds(need, at[in_field][free & holds_now], stay_orbit(), ISS).all()
    assert {s.span for s in sights(almanac, window, [view])} == set(spans)
