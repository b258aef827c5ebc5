"""CZML: of the right form, and what a globe makes of it is where Skyfield has it.

The form is checked by `czml.schema.json`. Cesium's own loader (@cesium/engine 1.x, in Node) and czml3 4.0 have read the
files of the small production and of The Challenge; neither can be a dependency of the tests.
"""

from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pytest
from skyfield.api import EarthSatellite
from skyfield.framelib import itrs

from cupola.clock import Span, instant
from cupola.errors import PlanError
from cupola.places.ground import Location
from cupola.plan.figures import Money
from cupola.plan.result import Pass, Plan, Strip
from cupola.production import Production
from cupola.production import load as load_production
from cupola.publish.exchange import Parcel, files
from tests.publish.exchange.conftest import HOSTILE, lit, renamed, small_draft
from tests.skyfield_peer import bodies, times, timescale
from tests.small import ELEMENTS, write_small

SCHEMA = json.loads((Path(__file__).parent / "czml.schema.json").read_text("utf-8"))
NINE = instant("2021-10-06T09:00Z")


def by_hand(production: Production) -> Plan:
    """Plan 1A at nine on the 6th, in two passes, and 3B at noon."""
    one, two = production.shots["1A"], production.shots["3B"]
    later, noon = NINE + 5400.0, NINE + 3 * 3600.0
    passes = (
        Pass(Span(NINE, NINE + 1200.0), (Span(NINE + 1200.0, NINE + 1230.0),)),
        Pass(None, (Span(later, later + 30.0),)),
    )
    other = (Pass(Span(noon, noon + 600.0), (Span(noon + 600.0, noon + 620.0),)),)
    strips = (
        Strip(one.id, one.scene, one.set, one.people, one.camera, passes),
        Strip(two.id, two.scene, two.set, two.people, two.camera, other),
    )
    return Plan(production.title, production.digest, strips, (), 1, 1, 1, Money(), "by hand")


@pytest.fixture(scope="module")
def flown(tmp_path_factory: pytest.TempPathFactory) -> Parcel:
    """A shoot on the real orbit."""
    production = load_production(write_small(tmp_path_factory.mktemp("flown")))
    return Parcel(production, by_hand(production))


@pytest.fixture(scope="module")
def packets(flown: Parcel) -> dict[str, Any]:
    """Its packets by id."""
    return {one["id"]: one for one in read(flown)}


def read(parcel: Parcel) -> list[dict[str, Any]]:
    """Export, check the form, and give the packets."""
    found: list[dict[str, Any]] = json.loads(files(parcel, "czml")["shoot.czml"])
    jsonschema.Draft202012Validator(SCHEMA).validate(found)
    ids = [one["id"] for one in found]
    assert len(set(ids)) == len(ids)
    for one in found:
        assert one.get("parent", "document") in ids
        for reference in references(one):
            assert reference.removesuffix("#position") in ids
    return found


def references(packet: dict[str, Any]) -> list[str]:
    """Give what a packet refers to."""
    position = packet.get("position", {})
    single = [position["reference"]] if isinstance(position, dict) and "reference" in position else []
    return single + list(packet.get("polyline", {}).get("positions", {}).get("references", []))


def spans(text: str) -> Span:
    """Read an interval."""
    start, stop = text.split("/")
    return Span(instant(start), instant(stop))


def position(packet: dict[str, Any], at: float) -> Any:
    """Give where a packet is, metres: by the Newton form of the polynomial through the nearest samples."""
    (piece,) = [one for one in packet["position"] if at in spans(one["interval"])]
    samples = np.array(piece["cartesian"]).reshape(-1, 4)
    x = at - instant(piece["epoch"])
    near = np.sort(np.argsort(np.abs(samples[:, 0] - x), kind="stable")[: piece["interpolationDegree"] + 1])
    times, table = samples[near, 0], samples[near, 1:].copy()
    for order in range(1, len(near)):
        table[order:] = (table[order:] - table[order - 1 : -1]) / (times[order:] - times[:-order])[:, None]
    found = table[-1]
    for order in range(len(near) - 2, -1, -1):
        found = found * (x - times[order]) + table[order]
    return found


@pytest.mark.parametrize("time", ["2021-10-06T06:00:30Z", "2021-10-07T12:34:56Z", "2021-10-08T23:59:00Z"])
def test_the_station_is_where_skyfield_has_it(packets: dict[str, Any], time: str) -> None:
    """Within 60 m (52 measured): UT1 and polar motion are left out, which are 50 and 10 m here; the samples are 3 m."""
    at = instant(time)
    satellite = EarthSatellite(*ELEMENTS.splitlines(), ts=timescale())
    expected = satellite.at(times([at])[0]).frame_xyz(itrs).m
    assert np.linalg.norm(position(packets["station"], at) - expected) < 60.0


def test_the_sun_is_overhead_where_skyfield_has_it(packets: dict[str, Any]) -> None:
    """Where the ellipsoid's vertical points at the Sun: within 0.01 deg, a kilometre."""
    at = instant("2021-10-07T12:34:56Z")
    apparent = bodies()["earth"].at(times([at])[0]).observe(bodies()["sun"]).apparent().frame_xyz(itrs).km
    x, y, z = position(packets["sun"], at)
    vertical = np.array([x, y, z / (1 - 6.69437999014e-3)])
    cosine = vertical @ apparent / np.linalg.norm(vertical) / np.linalg.norm(apparent)
    assert np.degrees(np.arccos(cosine)) < 0.01


def test_the_station_changes_its_colour_with_the_light(packets: dict[str, Any], flown: Parcel) -> None:
    colours = packets["station"]["point"]["color"]
    assert packets["station"]["path"]["material"]["solidColor"]["color"] == colours
    edges = [spans(one["interval"]) for one in colours]
    assert edges[0].start == flown.production.shoot.start
    assert edges[-1].stop == flown.production.shoot.stop
    assert all(abs(one.stop - two.start) < 0.002 for one, two in pairwise(edges))
    dark = [spans(one["interval"]) for one in colours if one["rgba"] == [80, 110, 210, 255]]
    assert len(dark) == len(flown.spans["eclipse"])


def test_a_shot_is_there_while_it_is_made(packets: dict[str, Any]) -> None:
    shot = next(one for one in packets.values() if one["name"] == "1A")
    assert shot["availability"] == [
        "2021-10-06T09:00:00.000Z/2021-10-06T09:20:30.000Z",
        "2021-10-06T10:30:00.000Z/2021-10-06T10:30:30.000Z",
    ]
    assert shot["position"] == {"reference": "station#position"}
    assert shot["parent"] == "shots"
    assert "Scene: 1<br>Set: NAUKA<br>Light: sun" in shot["description"]


def test_a_line_shows_which_way_the_window_looks(packets: dict[str, Any], flown: Parcel) -> None:
    """The line is 300 km long, along the normal of the window in its station; 3B asks for no window and has none."""
    shot = next(one for one in packets.values() if one["name"] == "1A")
    here, end = shot["polyline"]["positions"]["references"]
    look = packets[end.removesuffix("#position")]
    assert here == "station#position"
    assert look["availability"] == shot["availability"]
    at = NINE + 600.0
    line = position(look, at) - position(packets["station"], at)
    assert np.linalg.norm(line) == pytest.approx(300_000.0, abs=20.0)
    station = flown.production.station
    place, speed = flown.production.orbit.states([at])
    matrix = station.attitude.body_from_inertial(np.array([at]), place, speed)[0]
    up = position(packets["station"], at)
    cosine = line @ up / np.linalg.norm(line) / np.linalg.norm(up)
    normal = matrix.T @ np.array(station.window("nauka.forward").normal)
    assert cosine == pytest.approx(normal @ place[0] / np.linalg.norm(place[0]), abs=1e-3)
    assert "polyline" not in next(one for one in packets.values() if one["name"] == "3B")


def test_the_clock_runs_over_the_shoot(packets: dict[str, Any]) -> None:
    clock = packets["document"]["clock"]
    assert clock["interval"] == "2021-10-06T06:00:00.000Z/2021-10-09T00:00:00.000Z"
    assert clock["currentTime"] == "2021-10-06T06:00:00Z"


def test_the_error_of_the_samples_is_stated(packets: dict[str, Any]) -> None:
    words = packets["station"]["description"].split()
    assert words[:2] == ["Sampled", "within"]
    assert 0 < float(words[2]) <= 10


def grounded(body: str = "earth") -> Parcel:
    """Give the small shoot on the ground, at one place."""
    draft = small_draft()
    place = Location("x", 45.92, 63.34, 100.0, body=body)
    sets = {key: replace(one, module="", location=place) for key, one in draft.production.sets.items()}
    return lit(Parcel(replace(draft.production, sets=sets), draft.plan))


def test_sets_on_the_ground_are_points_and_their_shots_stand_there() -> None:
    found = {one["id"]: one for one in read(grounded())}
    assert found["set-1"]["position"] == {"cartographicDegrees": [63.34, 45.92, 100.0]}
    assert "station" not in found
    shots = {one["name"]: one["position"] for key, one in found.items() if key.startswith("shot-")}
    assert shots["1A"] == {"reference": "set-1#position"}
    assert shots["3A"] == {"reference": "set-2#position"}


@pytest.mark.parametrize("body", ["mars", "moon"])
def test_a_film_on_another_world_has_nothing_for_a_globe(body: str) -> None:
    with pytest.raises(PlanError, match="E774 A Small Step is shot neither"):
        files(grounded(body), "czml")


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)


@pytest.mark.parametrize("name", [*HOSTILE, "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "a#position"])
def test_a_name_is_only_a_name(name: str) -> None:
    parcel = grounded()
    found = read(lit(Parcel(renamed(parcel.production, name), parcel.plan)))
    parser = _Tags()
    for one in found:
        parser.feed(one.get("description", ""))
    assert parser.tags == {"p", "br"}


def test_the_same_plan_gives_the_same_bytes(flown: Parcel) -> None:
    again = Parcel(flown.production, flown.plan)
    assert files(again, "czml") == files(flown, "czml")
