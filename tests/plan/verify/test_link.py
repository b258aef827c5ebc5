"""The rule of links: the model keeps it, and the proof, which works out for itself what is open, finds it broken."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from cupola import places
from cupola.clock import Instants, Span, SpanSet, instant
from cupola.light import Need
from cupola.light.ground import GroundAlmanac
from cupola.light.link import links_of
from cupola.places.aircraft import Flights, aircraft
from cupola.places.ground import Horizon, Location
from cupola.places.hop import Hops, hopper
from cupola.places.link import Cone
from cupola.plan.light import almanac_of
from cupola.plan.make import make
from cupola.plan.result import Plan
from cupola.plan.search.solve import Stop
from cupola.plan.verify import verify
from cupola.plan.verify.fault import Case
from cupola.plan.verify.link import is_heard, link
from cupola.production import Event, Production, load
from tests.plan.edits import shifted, the_strip

PRODUCTIONS = Path(__file__).parents[3] / "productions"
FREE, CHALLENGE = PRODUCTIONS / "three-days-free", PRODUCTIONS / "the-challenge"
SHIP = Path(places.__file__).parent / "data/dragon-cupola.yaml"
SHOT = "view: earth-day, camera: komodo"
ONE_NODE = """\
    relays:
      - {name: East, lon: -41}
"""


def written(folder: Path, link: str) -> Path:
    """Write the film of the free capsule with a ship that has one relay, and a shot that asks for a link."""
    head, tail = SHIP.read_text("utf-8").split("    relays:\n")
    (folder / "ship.yaml").write_text(head + ONE_NODE + tail[tail.index("    source:") :], "utf-8")
    for name in ("production.yaml", "breakdown.yaml", "screenplay.fountain"):
        text = (FREE / name).read_text("utf-8").replace("station: dragon-cupola ", "station: ship.yaml ")
        text = text.replace(SHOT, f"view: earth-day, link: {link}, camera: komodo")
        (folder / name).write_text(text, "utf-8")
    return folder


@cache  # made in its folder once
def planned(folder: Path, link: str) -> tuple[Production, Plan]:
    """Give the film with its plan."""
    production = load(written(folder, link))
    return production, make(production, stop=Stop(work=5))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("film")


def takes(plan: Plan, shot: str) -> list[Span]:
    """Give the takes of a shot."""
    (strip,) = (one for one in plan.strips if one.shot == shot)
    return [take for one in strip.passes for take in one.takes]


@pytest.mark.parametrize("word", ["video", "none"])
def test_a_shot_rolls_while_its_link_is_as_it_asks(folder: Path, word: str) -> None:
    production, plan = planned(folder, word)
    assert verify(production, plan) == ()
    (spans,) = almanac_of(production).opportunities([Need(link=word)])
    assert 0.3 < spans.total / production.shoot.length < 0.7
    assert all(spans.covers(take) for take in takes(plan, "4A"))


def test_a_take_moved_to_where_the_link_is_shut_is_named(folder: Path) -> None:
    """The relay is over the Earth's edge for an hour and under it for 40 min: ten hours have both."""
    production, plan = planned(folder, "video")
    (spans,) = almanac_of(production).opportunities([Need(link="video")])
    told = {}
    for late in (1800.0 * k for k in range(20)):
        strip = shifted(the_strip(plan, "4A"), late)
        wrong = replace(plan, strips=tuple(strip if one.shot == "4A" else one for one in plan.strips))
        faults = list(link(Case(production, wrong)))
        told[bool(faults)] = faults
        assert bool(faults) is not all(spans.covers(take) for one in strip.passes for take in one.takes)
    assert set(told) == {True, False}
    text = "4A needs sunlight with the day side of the Earth in view of dome and a link for video; it is not so all "
    assert told[True][0].text.startswith(text) and told[True][0].code == "E746"
    assert "--set dome --link" in (told[True][0].hint or "")


def test_without_attitude_a_link_with_cones_is_neither_open_nor_shut(folder: Path) -> None:
    production, plan = planned(folder, "video")
    assert production.flight is not None
    everywhere = replace(production.station.links["tdrs"], looks=(Cone((0.0, 0.0, 1.0), 180.0),))
    ship = replace(production.station, links={"tdrs": everywhere})
    lost = (Event("lost", production.shoot, frozenset(), frozenset(), False, True),)
    for events, codes in (((), []), (lost, ["E746"])):
        turned = replace(production, flight=replace(production.flight, station=ship), events=events)
        assert [one.code for one in link(Case(turned, plan))] == codes
    assert list(link(Case(replace(production, events=lost), plan))) == []


def agree(spans: SpanSet, at: Instants, heard: np.ndarray) -> None:
    """Say that almanac and proof agree, but for a tenth of a second at an edge."""
    edges = np.concatenate([spans.starts, spans.stops])
    near = np.abs(at[:, None] - edges[None, :]).min(axis=1, initial=np.inf) < 0.1
    assert (spans.contains(at) == heard)[~near].all() and (~near).sum() > 100


@pytest.mark.parametrize("key", ["ku", "s-band", "luch", "russia"])
def test_the_proof_hears_the_iss_when_the_almanac_does(key: str) -> None:
    production = load(CHALLENGE)
    assert production.flight is not None
    whole = production.station.links[key]
    one = replace(whole, relays=whole.relays[:1], hidden=(Cone((1.0, 0.0, 0.0), 30.0),) if whole.turned else ())
    station = replace(production.station, links={key: one})
    changed = replace(production, flight=replace(production.flight, station=station))
    span = Span(production.shoot.start, production.shoot.start + 86_400.0)
    (found,) = almanac_of(changed, span).opportunities([Need(link=key)])
    at = np.arange(span.start, span.stop, 10.0)
    agree(found, at, is_heard(changed, Need(), one, at))
    assert 0 < found.total < span.length


@pytest.mark.parametrize(("body", "days"), [("mars", 4), ("moon", 60)])
def test_the_proof_hears_other_worlds_when_the_almanac_does(body: str, days: int) -> None:
    """On the Moon at 88 deg east, where libration brings the Earth up and down."""
    place = Location("x", 10.0, 88.0, body=body, horizon=Horizon(((0.0, 12.0), (180.0, 1.0))))
    span = Span(instant("2026-11-01T00:00Z"), instant("2026-11-01T00:00Z") + days * 86_400.0)
    need = Need(location=place)
    (found,) = GroundAlmanac(place, span).links(need).values()
    at = np.arange(span.start, span.stop, 900.0)
    agree(found, at, is_heard(load(CHALLENGE), need, links_of(need)[body], at))
    assert 0 < found.total < span.length


def test_the_proof_hears_what_flies_when_the_almanac_does() -> None:
    start, field = instant("2026-07-08T08:00:00Z"), Location("field", 55.878, 38.062)
    far = Flights.of(aircraft("il-76mdk", {}), (start,), field, (60.0, 38.062))
    craft = hopper("new-shepard")
    for flights in (far, Hops.of(craft, (start,), Location("site", craft.lat, craft.lon, craft.ground))):
        need = Need(location=flights.sky, flights=flights)
        span = Span(start - 600.0, start + flights.craft.lasts + 600.0)
        ((key, found),) = GroundAlmanac(flights.sky, span).links(need).items()
        at = np.arange(span.start, span.stop, 5.0)
        agree(found, at, is_heard(load(CHALLENGE), need, links_of(need)[key], at))
