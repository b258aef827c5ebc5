"""The station's own shadow: on a small station by hand, over the stay in figures, and nothing lost."""

from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from cupola.clock import Span, SpanSet, instant
from cupola.errors import DocumentError
from cupola.light import Almanac, LightLimits, Need, holds
from cupola.light.demand import direct_sun
from cupola.light.moment import Vantage
from cupola.light.search import search
from cupola.light.shade import SunReaches, shadows
from cupola.places import load_station
from cupola.places.body import Box
from cupola.places.joint import Joint, Parked
from cupola.places.part import Part
from cupola.places.sight import Sight
from tests.light.skies import Circle, Still
from tests.october import STAY, one_set_orbit, stay_orbit

ISS = load_station("iss")
BARE = replace(ISS, parts=())
ROUND = Circle()
EDGE = 0.02  # s: an edge of a shadow is found to 1 ms, and that of an opportunity cut by 10 ms
LATE = Span(instant("2021-10-05T15:00Z"), STAY.stop)


@dataclass(frozen=True, slots=True)
class Sky:
    """A level station on a circular orbit with the Sun in its plane: it passes overhead at instant 0."""

    parts: tuple[Part, ...]

    @property
    def sight(self) -> Sight:
        """A window at the origin that looks up."""
        return Sight((0.0, 0.0, 0.0), (0.0, 0.0, -1.0), self.parts)

    @property
    def vantage(self) -> Vantage:
        """From where it is judged."""
        return Vantage(ROUND, Still())

    def reached(self, span: Span) -> SpanSet:
        """Give when the Sun reaches the window."""
        return search([SunReaches(self.sight, ())], self.vantage.at, span)[0]


def plate(width: float, x: float = 0.0, height: float = 30.0) -> Part:
    """Give a plate above the window, so wide along the flight, with its middle `x` ahead."""
    return Part(f"{x:g}", f"plate {x:g}", (Box((x, 0.0, -height), (width, 10.0, 0.02)),))


@cache
def almanac(*, bare: bool = False) -> Almanac:
    """Give the almanac of the stay once the crew is aboard."""
    return Almanac(stay_orbit(), BARE if bare else ISS, LATE)


def minutes(found: SpanSet) -> float:
    """Give the minutes a day."""
    return found.total / 60 / (LATE.length / 86400)


@pytest.mark.parametrize("width", [0.5, 2.0, 10.0])
def test_a_plate_overhead_hides_the_sun_as_long_as_it_takes_to_pass(width: float) -> None:
    """By hand: the Sun goes round in a revolution; the edges are atan(half the width over 30 m) from overhead."""
    sky = Sky((plate(width),))
    dark = sky.reached(Span(-600.0, 600.0)).complement(Span(-600.0, 600.0))
    # the lower face counts, 29.99 m up, for the way in and out
    half = np.arctan2(width / 2, 29.99) / (2 * np.pi) * ROUND.period
    assert dark.starts == pytest.approx([-half], abs=EDGE)
    assert dark.stops == pytest.approx([half], abs=EDGE)


@pytest.mark.parametrize("ahead", np.arange(-20.0, 20.0, 0.73).tolist())
def test_no_plate_of_half_a_metre_30_m_away_is_lost_wherever_it_stands(ahead: float) -> None:
    """It stands square to the ray, so that it always takes 0.95 deg of the Sun's way."""
    distance, tilt = 30.0, np.arctan2(ahead, 30.0)
    centre = (distance * np.sin(tilt), 0.0, -distance * np.cos(tilt))
    part = Part("p", "p", (Box((0.0, 0.0, 0.0), (0.5, 10.0, 0.02)),), Joint("j", (0, 0, 0), (0, 1, 0), angle=0.0))
    turned = Joint("j", centre, (0.0, 1.0, 0.0), angle=float(-np.degrees(tilt)))
    part = replace(part, bodies=(Box(centre, (0.5, 10.0, 0.02)),), joint=turned)
    dark = Sky((part,)).reached(Span(-900.0, 900.0)).complement(Span(-900.0, 900.0))
    assert dark.total == pytest.approx(2 * np.arctan2(0.25, 29.99) / (2 * np.pi) * ROUND.period, abs=2 * EDGE)


def test_shadows_are_named_and_divided_where_one_blocker_takes_over() -> None:
    """Two plates that touch, 4 m wide each; the Sun comes from ahead, so that the one ahead is first."""
    sky, whole = Sky((plate(4.0, 2.0), plate(4.0, -2.0))), Span(-600.0, 600.0)
    dark = sky.reached(whole).complement(whole)
    found = shadows(dark, sky.sight, sky.vantage)
    assert [shadow.blocker for shadow in found] == ["plate 2", "plate -2"]
    assert found[0].span.start == pytest.approx(dark.starts[0], abs=EDGE)
    assert found[0].span.stop == found[1].span.start == pytest.approx(0.0, abs=0.01)
    assert found[1].span.stop == pytest.approx(dark.stops[0], abs=EDGE)


def test_one_blocker_makes_one_shadow_however_long() -> None:
    sky, whole = Sky((plate(40.0, height=10.0),)), Span(-1200.0, 1200.0)
    (found,) = shadows(sky.reached(whole).complement(whole), sky.sight, sky.vantage)
    assert found.blocker == "plate 0"
    assert found.span.length > 900.0


def test_a_ship_that_leaves_and_an_array_that_is_parked_are_not_missed() -> None:
    """A plate that is overhead from instant 100 on, and one that stands upright until its joint is let go at 50."""
    ship = replace(plate(10.0), there=Span(100.0, 300.0))
    upright = Joint("j", (0.0, 0.0, -30.0), (0.0, 1.0, 0.0), parked=(Parked(Span(-9e3, 50.0), 90.0),))
    for part, start in ((ship, 100.0), (replace(plate(10.0), joint=upright), 50.0)):
        sky = Sky((part,))
        (reached,) = search([SunReaches(sky.sight, ())], sky.vantage.at, Span(-80.0, 120.0), joints=[50.0, 100.0])
        dark = reached.complement(Span(-80.0, 120.0))
        assert dark.starts[-1] == pytest.approx(start, abs=EDGE)


def test_the_bare_station_s_sun_is_divided_into_what_falls_in_and_what_is_blocked() -> None:
    for window in ("nauka.forward", "cupola.forward", "zvezda.cabin-starboard"):
        need = Need(window=window, direct=True)
        (real,), (bare,) = almanac().opportunities([need]), almanac(bare=True).opportunities([need])
        dark = almanac().shadows(window)
        blocked = SpanSet([s.span.start for s in dark], [s.span.stop for s in dark])
        assert not (real & blocked)
        assert real.total + blocked.total == pytest.approx(bare.total, abs=EDGE * (len(dark) + 2 * len(real)))
        assert all(one.span.stop <= two.span.start for one, two in pairwise(dark))


def test_a_bare_station_has_no_shadow() -> None:
    assert almanac(bare=True).shadows("nauka.forward") == []


def test_shadows_of_an_unknown_window_are_refused() -> None:
    with pytest.raises(DocumentError, match="E311"):
        almanac().shadows("nauka.foward")


def test_there_is_no_shadow_told_while_the_attitude_is_lost() -> None:
    lost = SpanSet([instant("2021-10-15T09:13Z")], [instant("2021-10-15T09:43Z")])
    span = Span(instant("2021-10-15T06:00Z"), instant("2021-10-15T12:00Z"))
    found = Almanac(stay_orbit(), ISS, span, lost).shadows("zvezda.cabin-starboard")
    assert found
    assert not any(shadow.span.overlaps(Span(lost.starts[0], lost.stops[0])) for shadow in found)


# minutes of direct sun a day from 5 to 17 October 2021: as if nothing were in the way, and really
MINUTES = {
    "cupola.top": (94, 79),
    "cupola.forward": (341, 171),
    "destiny.nadir": (94, 94),
    "nauka.forward": (371, 151),
    "zvezda.w9": (94, 68),
    "poisk.starboard": (1013, 699),
}


@pytest.mark.parametrize("window", MINUTES)
def test_minutes_of_direct_sun_a_day_are_those_of_the_accuracy_page(window: str) -> None:
    need = Need(window=window, direct=True)
    bare, real = MINUTES[window]
    assert minutes(almanac(bare=True).opportunities([need])[0]) == pytest.approx(bare, abs=1.0)
    assert minutes(almanac().opportunities([need])[0]) == pytest.approx(real, abs=1.0)


@pytest.mark.parametrize("window", ["poisk.port", "kibo.aft", "kibo.forward", "zvezda.cabin-port", "cupola.port"])
def test_port_windows_have_neither_sun_nor_shadow(window: str) -> None:
    assert not almanac().opportunities([Need(window=window, direct=True)])[0]
    assert almanac().shadows(window) == []


def test_the_big_porthole_loses_its_sun_to_the_starboard_wings_and_radiators() -> None:
    """Of 371 minutes a day 220: the inner wings and their truss to starboard, and the radiators on the way there."""
    lost: dict[str, float] = {}
    for shadow in almanac().shadows("nauka.forward"):
        lost[shadow.blocker] = lost.get(shadow.blocker, 0.0) + shadow.span.length / 60 / (LATE.length / 86400)
    ordered = sorted(lost, key=lambda name: -lost[name])
    assert ordered[:3] == ["solar wing 1A", "the starboard heat radiators", "solar wing 3A"]
    assert lost["solar wing 1A"] == pytest.approx(98.0, abs=2.0)
    assert sum(lost.values()) == pytest.approx(220.0, abs=2.0)


def test_rassvet_and_the_soyuz_take_light_from_the_cupola() -> None:
    assert {shadow.blocker for shadow in almanac().shadows("cupola.top")} == {"Rassvet", "Soyuz MS-19"}


def test_what_is_asked_afresh_sees_the_shadow_too() -> None:
    need = Need(window="nauka.forward", direct=True)
    day = Span(instant("2021-10-09T00:00Z"), instant("2021-10-09T06:00Z"))
    for shadow in Almanac(stay_orbit(), ISS, day).shadows("nauka.forward"):
        middle = [(shadow.span.start + shadow.span.stop) / 2]
        assert not holds(need, middle, stay_orbit(), ISS)[0]
        assert holds(need, middle, stay_orbit(), BARE)[0]


@pytest.mark.parametrize(("window", "longest"), [("nauka.forward", 0), ("zvezda.w13", 0), ("cupola.aft-starboard", 3)])
def test_no_shadow_of_a_day_is_lost_against_looking_every_second(window: str, longest: int) -> None:
    """Busy windows. The slits between the radiators' panels, 0.4 m wide and far off, may be lost: 3 s of sun."""
    span = Span(instant("2021-10-12T00:00Z"), instant("2021-10-13T00:00Z"))
    fresh, at = Almanac(one_set_orbit(), ISS, span), np.arange(span.start, span.stop)
    moment = fresh.vantage.at(at)
    every = np.all([c.signed(moment) >= 0 for c in direct_sun(window, ISS, LightLimits())], axis=0)
    (found,) = fresh.opportunities([Need(window=window, direct=True)])
    edges = np.concatenate([found.starts, found.stops])
    clear = np.abs(at[:, None] - edges[None, :]).min(axis=1, initial=np.inf) > 0.1
    lost = np.flatnonzero((every != found.contains(at)) & clear)
    runs = np.split(lost, np.flatnonzero(np.diff(lost) > 1) + 1)
    assert max(len(run) for run in runs) == longest
