"""Docking ports of stations."""

from __future__ import annotations

import numpy as np
import pytest

from cupola.clock import instant
from cupola.errors import DocumentError
from cupola.places import load_station, parse_station
from tests.places.test_load import HAVEN

ISS = load_station("iss")
PORTS = """\
ports:
  front:
    name: forward
    at: [10, 0, 0]
    axis: [2, 0, 0]
    mechanism: ring
    source: test
    confidence: low
"""


def test_a_port_of_ones_own_station_is_read_with_a_unit_axis() -> None:
    port = parse_station(HAVEN + PORTS, "haven.yaml").port("front")
    assert (port.id, port.name, port.at, port.axis) == ("front", "forward", (10.0, 0.0, 0.0), (1.0, 0.0, 0.0))
    assert (port.mechanism, port.source, port.confidence) == ("ring", "test", "low")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("mechanism: ring", "mechanism: hook"),
        ("    name: forward\n    at", "    nam: forward\n    at"),
        ("axis: [2, 0, 0]\n    mech", "axis: [0, 0, 0]\n    mech"),
        ("confidence: low\n", "confidence: sure\n"),
    ],
)
def test_what_is_wrong_with_a_port_is_told_at_its_line(old: str, new: str) -> None:
    assert old in PORTS
    with pytest.raises(DocumentError) as caught:
        parse_station(HAVEN + PORTS.replace(old, new), "haven.yaml")
    first = HAVEN.count("\n") + 1
    assert all(one.where and one.where.line and one.where.line > first for one in caught.value.messages)


def test_a_port_that_is_none_is_refused_with_the_nearest() -> None:
    with pytest.raises(DocumentError, match="E705 International Space Station has no docking port") as caught:
        ISS.port("rasvet")
    assert caught.value.messages[0].hint == 'Did you mean "rassvet"?'
    with pytest.raises(DocumentError, match="name them in its file under ports:"):
        parse_station(HAVEN, "haven.yaml").port("front")


def test_the_ships_of_those_days_stand_at_the_ports_that_bear_their_ports_names() -> None:
    """A ship's own place and axis in the station's list are those of its port."""
    seen = []
    for port in ISS.ports.values():
        for ship in ISS.modules.values():
            if ship.port == port.name:
                start, stop = (np.array(end) for end in ship.ends)
                assert np.allclose(start, port.at)
                assert np.allclose((stop - start) / np.linalg.norm(stop - start), port.axis)
                seen.append(ship.id)
    assert sorted(seen) == ["CREW-2", "PROGRESS-MS17", "SOYUZ-MS18", "SOYUZ-MS19"]


@pytest.mark.parametrize(
    ("port", "at", "ship"),
    [
        ("rassvet", "2021-10-05T12:22:30Z", None),
        ("rassvet", "2021-10-05T12:22:31Z", "SOYUZ-MS19"),
        ("nauka", "2021-10-05T12:00:00Z", "SOYUZ-MS18"),
        ("nauka", "2021-10-17T01:14:00Z", None),
        ("zvezda", "2021-10-05T12:00:00Z", None),
    ],
)
def test_a_port_is_taken_from_when_a_ship_docks_until_it_leaves(port: str, at: str, ship: str | None) -> None:
    found = ISS.ship_at(ISS.port(port), instant(at))
    assert (found.id if found else None) == ship


def test_ports_lie_at_the_outside_of_the_station_and_look_away_from_it() -> None:
    """Ten metres out on the axis there is nothing, whatever stands at the port itself."""
    for port in ISS.ports.values():
        out = np.array(port.at) + 10 * np.array(port.axis)
        others = [part for part in ISS.parts if part.there is None and part.joint is None]
        assert all(body.beyond((out[0], out[1], out[2])) > 3.0 for part in others for body in part.bodies), port.id


def test_every_port_says_where_its_figures_are_from() -> None:
    for name in ("iss", "haven-1"):
        assert all(port.source and port.confidence for port in load_station(name).ports.values())
