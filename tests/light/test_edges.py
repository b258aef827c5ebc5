"""Sunrises and sunsets: Skyfield's to the hundredth on its own model, none lost, and the answer says its limit."""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any, ClassVar

import numpy as np
import pytest
from numpy.typing import NDArray

from cupola.clock import DAY, Instants, Span, instant
from cupola.light import Edges, edges, orbit_edges
from cupola.light.condition import Condition
from cupola.light.moment import Moment, Vantage
from cupola.light.search import search
from cupola.sky import SunTable, limit
from cupola.sky.interpolation import Table, nodes
from tests.light.skies import Circle, Still
from tests.october import one_set, one_set_orbit
from tests.skyfield_peer import bodies, geometric_sun, satellite, times

THREE_DAYS = Span(instant("2021-10-08T00:00Z"), instant("2021-10-11T00:00Z"))


@dataclass(frozen=True, slots=True)
class LitBySphere(Condition):
    """The Sun's centre is not behind a sphere of 6378.1366 km, as Skyfield has it."""

    step: ClassVar[float] = 300.0

    def signed(self, moment: Moment) -> NDArray[np.float64]:
        distance = np.linalg.norm(moment.position, axis=-1)
        up = np.einsum("ni,ni->n", moment.position, moment.to_sun) / distance
        height: NDArray[np.float64] = np.arcsin(up) + np.arccos(6378.1366 / distance)
        return height


@cache
def skyfields_events() -> Instants:
    """Give Skyfield's sunrises and sunsets of three days, in order."""
    from skyfield.searchlib import find_discrete

    station = satellite(one_set())

    def lit(t: Any) -> Any:
        return station.at(t).is_sunlit(bodies())

    lit.step_days = 0.01  # type: ignore[attr-defined]
    found, _ = find_discrete(*times([THREE_DAYS.start, THREE_DAYS.stop]), lit)
    return np.array([t.timestamp() for t in found.utc_datetime()])


def test_on_skyfields_sphere_every_event_is_skyfields_within_10_ms() -> None:
    orbit = one_set_orbit("2021-10-08T00:00Z", "2021-10-11T00:00Z")
    sun = Table(THREE_DAYS.start, DAY / 4, geometric_sun(nodes(THREE_DAYS.start, THREE_DAYS.stop, DAY / 4, 4)), 4)
    (lit,) = search([LitBySphere()], Vantage(orbit.ephemeris(), sun).at, THREE_DAYS)
    ours = np.sort(np.concatenate([lit.starts, lit.stops]))
    ours = ours[(ours > THREE_DAYS.start) & (ours < THREE_DAYS.stop)]
    theirs = skyfields_events()
    assert len(ours) == len(theirs) == 92
    assert np.abs(ours - theirs).max() < 0.01


def test_the_real_limb_differs_from_a_sphere_by_seconds() -> None:
    """Flattening is worth up to 13.7 s of a sunrise on this orbit: the sphere is no limb to plan takes by."""
    orbit = one_set_orbit("2021-10-08T00:00Z", "2021-10-11T00:00Z")
    found = orbit_edges(orbit, limit("centre"))
    theirs = skyfields_events()
    assert len(found.at) == len(theirs)
    difference = np.abs(found.at - theirs)
    assert 4.0 < np.sqrt((difference**2).mean()) < 10.0
    assert 9.0 < difference.max() < 16.0


def all_limits() -> dict[str, Edges]:
    """Give the edges of twelve days by each limit."""
    return {word: orbit_edges(one_set_orbit(), limit(word)) for word in ("penumbra", "centre", "umbra", "refracted")}


def test_twelve_days_have_371_events_by_every_limit() -> None:
    for word, found in all_limits().items():
        assert len(found.at) == 371, word
        assert np.array_equal(found.rises[1:], ~found.rises[:-1])
        assert np.all(np.diff(found.at) > 0)


def test_sunset_comes_first_by_the_penumbra_and_last_by_refraction() -> None:
    limits = all_limits()
    order = ("penumbra", "centre", "umbra", "refracted")
    for earlier, later in pairwise(order):
        assert np.all(limits[earlier].sunsets < limits[later].sunsets)
        assert np.all(limits[earlier].sunrises > limits[later].sunrises)


def test_refraction_and_extinction_are_worth_what_the_study_of_the_orbit_says() -> None:
    """The last ray is 10 to 50 s later than the geometric sunset of the Sun's centre, by beta angle."""
    limits = all_limits()
    later = limits["refracted"].sunsets - limits["centre"].sunsets
    assert 6.0 < later.min() < later.max() < 50.0


def test_the_answer_says_which_limit_height_and_refraction_it_used() -> None:
    found = orbit_edges(one_set_orbit(), limit("refracted", 10.0)).as_json()
    assert (found["limit"], found["part"], found["height"]) == ("refracted", "upper", 10.0)
    assert found["refraction"] == pytest.approx(0.4123, abs=1e-4)
    assert set(found["edges"][0]) == {"utc", "kind"}
    assert {edge["kind"] for edge in found["edges"]} == {"sunrise", "sunset"}
    assert found["edges"][0]["utc"].startswith("2021-10-05T00:") and found["edges"][0]["utc"].endswith("Z")


def test_an_edge_at_the_end_of_the_span_is_no_event() -> None:
    """Starting in daylight is no sunrise, ending in it no sunset."""
    orbit = Circle()
    vantage = Vantage(orbit, Still())
    found = edges(vantage, Span(0.0, orbit.period), limit("centre"))
    assert found.rises.tolist() == [False, True]
    assert not len(edges(vantage, Span(0.0, 600.0), limit("centre")).at)


def test_the_almanacs_sun_and_the_series_give_the_same_edges() -> None:
    """Interpolating Sun and orbit costs less than 2 ms."""
    orbit = one_set_orbit()
    span = Span(orbit.span.start, orbit.span.start + DAY)
    direct = edges(Vantage(orbit), span, limit("centre"))
    fast = edges(Vantage(orbit.ephemeris(), SunTable(orbit.span)), span, limit("centre"))
    assert np.abs(direct.at - fast.at).max() < 2e-3
