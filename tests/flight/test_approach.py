"""The approach, from the end of the rendezvous to contact."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.clock import instant, utc_text
from cupola.errors import DocumentError, SkyError
from cupola.flight.approach import GRAVITY, Trouble, fly, port_for
from cupola.flight.craft import Capture, craft
from cupola.places import YawPitchRoll, load_station
from tests.flight.visits import AT, MOTION, flown, sharp, visit

ISS = load_station("iss")
PLANNED, MADE = instant("2021-10-05T12:12:00Z"), instant("2021-10-05T12:22:31Z")
KEEPING = instant("2021-10-05T12:03:30Z")


def names(trouble: Trouble | None = None) -> list[tuple[str, str]]:
    return [(leg.name, leg.hand) for leg in flown(trouble=trouble).legs]


def test_the_automatic_approach_of_the_film_crew_would_have_made_contact_when_it_was_planned() -> None:
    """12:12 (own knowledge); what the figures of the approach were set by."""
    for seed in range(5):
        contact = flown(seed=seed).contact
        assert contact is not None
        assert contact.at == pytest.approx(PLANNED, abs=60.0)
    assert names() == [("fly-around", "Kurs"), ("station keeping", "Kurs"), ("final approach", "Kurs")]


def test_taken_over_at_station_keeping_the_film_crew_makes_contact_ten_minutes_later_as_it_did() -> None:
    """12:22:31 by kosmonavtika.com; what the figures of the hand were set by."""
    for seed in range(5):
        contact = flown(trouble=Trouble("by hand", at=KEEPING), seed=seed).contact
        assert contact is not None
        assert contact.at == pytest.approx(MADE, abs=100.0)
        assert contact.is_captured
    assert names(trouble=Trouble("by hand", at=KEEPING)) == [
        ("fly-around", "Kurs"),
        ("station keeping", "Kurs"),
        ("take-over", "by hand"),
        ("final approach", "by hand"),
    ]


@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 10_000), port=st.sampled_from(["rassvet", "poisk", "zvezda"]))
def test_whatever_chance_brings_the_legs_follow_each_other_and_end_in_a_contact_that_holds(
    seed: int, port: str
) -> None:
    found = flown(port, seed=seed)
    assert found.contact is not None
    assert found.is_docked
    assert 0.09 < found.contact.speed < 0.15
    assert found.contact.aside < 0.15
    assert found.contact.sideways < 0.03
    assert found.legs[0].span.start == AT
    assert all(one.span.stop == other.span.start for one, other in pairwise(found.legs))
    assert found.contact.at == found.at[-1]
    assert sum(leg.spent for leg in found.legs) == pytest.approx(found.spent)


def test_the_ship_ends_with_its_gear_at_the_port_and_its_middle_a_reach_away() -> None:
    for port in ("rassvet", "poisk", "zvezda"):
        found = flown(port)
        assert found.contact is not None
        at = np.array(found.visit.port.at)
        away = found.places[-1] - at
        axis = np.array(found.visit.port.axis)
        assert away @ axis == pytest.approx(found.visit.craft.reach, abs=1e-6)
        assert np.linalg.norm(away - (away @ axis) * axis) == pytest.approx(found.contact.aside, abs=1e-6)


@pytest.mark.parametrize(("port", "key"), [("poisk", "soyuz"), ("harmony-zenith", "crew-dragon")])
def test_until_the_final_approach_a_ship_stays_clear_of_the_station(port: str, key: str) -> None:
    """No part of the ISS is farther than 57 m from the origin."""
    found = flown(port, key=key)
    final = next(leg for leg in found.legs if leg.name == "final approach")
    before = found.at < final.span.start
    assert np.linalg.norm(found.places[before], axis=1).min() > 150.0
    after = found.places[~before] - np.array(found.visit.port.at)
    axis = np.array(found.visit.port.axis)
    assert np.linalg.norm(after - np.outer(after @ axis, axis), axis=1).max() < 3.0


def test_at_a_port_on_the_far_side_it_takes_longer_and_costs_more() -> None:
    near, far = flown("rassvet"), flown("poisk")
    assert near.contact is not None
    assert far.contact is not None
    assert far.contact.at > near.contact.at + 300.0
    assert far.propellant > 1.3 * near.propellant


def test_a_station_that_is_turned_is_met_on_the_axis_that_its_port_then_has() -> None:
    """Pitched up by 90 deg, Rassvet looks along the flight: the ship comes from ahead."""
    found = fly(replace(visit(), turning=YawPitchRoll(0.0, 90.0, 0.0)))
    assert found.is_docked
    assert found.places[-1] == pytest.approx([-10.9, 0.0, 15.2], abs=0.2)


def test_without_errors_it_touches_as_it_should() -> None:
    """Beside the axis by 2 w v for each second of 20 in which an error is worked off: what the turning frame does."""
    one = visit()
    found = fly(replace(one, craft=sharp(one.craft)))
    assert found.contact is not None
    assert found.contact.speed == pytest.approx(0.12, abs=0.001)
    assert found.contact.aside == pytest.approx(2 * MOTION * 0.12 * 20.0, rel=0.1)
    assert found.contact.sideways == pytest.approx(0.0, abs=0.0005)
    assert found.contact.angle == 0.0
    assert found.at[0] == AT
    assert found.places[0] == pytest.approx([-285.0, 20.0, 285.0])


def test_the_final_approach_keeps_to_its_speeds() -> None:
    one = visit()
    found = fly(replace(one, craft=sharp(one.craft)))
    distance = found.places[:, 2] - 15.2
    speed = -np.gradient(distance)
    for wanted in (10.0, 50.0, 100.0):
        k = int(np.flatnonzero(distance > wanted)[-1])
        assert speed[k] == pytest.approx(one.craft.automatic.speed(wanted), rel=0.1)


def test_propellant_is_what_tsiolkovsky_says() -> None:
    found = flown()
    share = np.exp(-found.spent / (GRAVITY * 270.0))
    assert found.propellant == pytest.approx(6950.0 * (1.0 - share))
    assert 15.0 < found.propellant < 60.0


def test_a_take_over_comes_at_the_distance_that_is_asked_for_and_lasts_five_minutes() -> None:
    found = flown(trouble=Trouble("by hand", distance=60.0))
    k = next(k for k, leg in enumerate(found.legs) if leg.name == "take-over")
    assert found.legs[k - 1].distances[1] == pytest.approx(60.0, abs=0.5)
    assert found.legs[k].span.length == 300.0
    assert found.legs[k].distances == pytest.approx((60.0, 60.0), abs=1.5)
    assert found.legs[k + 1].name == "final approach"
    assert {leg.hand for leg in found.legs[k:]} == {"by hand"}


def test_taken_over_on_the_way_around_it_goes_on_around_by_hand() -> None:
    legs = names(trouble=Trouble("by hand", at=AT + 60.0))
    assert legs[:3] == [("fly-around", "Kurs"), ("take-over", "by hand"), ("fly-around", "by hand")]


def test_by_hand_a_ship_comes_slower_and_touches_less_exactly() -> None:
    auto = [flown(seed=seed).contact for seed in range(5)]
    hand = [flown(trouble=Trouble("by hand", at=KEEPING), seed=seed).contact for seed in range(5)]
    mean = [np.mean([(c.aside, c.speed) for c in some if c is not None], axis=0) for some in (auto, hand)]
    assert mean[1][0] > 1.5 * mean[0][0]
    assert mean[1][1] < mean[0][1]


def test_broken_off_it_is_away_as_far_as_it_came_from_and_has_not_touched() -> None:
    found = flown(trouble=Trouble("break off", distance=20.0))
    assert found.contact is None
    assert not found.is_docked
    assert found.legs[-1].name == "break-off"
    assert np.linalg.norm(found.places[-1]) == pytest.approx(np.linalg.norm([285.0, 20.0, 285.0]), abs=1.5)
    assert (found.places[:, 2] - 15.2).min() > 18.0


def test_the_same_seed_is_the_same_approach_to_the_last_bit() -> None:
    one, same = fly(visit(seed=5)), fly(visit(seed=5))
    assert one.contact == same.contact
    assert (one.places == same.places).all()
    assert fly(visit(seed=6)).contact != one.contact


def test_a_contact_that_the_gear_does_not_bear_is_none_that_holds() -> None:
    one = visit()
    weak = replace(one.craft, capture=replace(one.craft.capture, fastest=0.1))
    found = fly(replace(one, craft=weak))
    assert found.contact is not None
    assert not found.contact.is_captured
    assert not found.is_docked


@pytest.mark.parametrize("limit", ["sideways", "aside", "angle"])
def test_each_limit_of_the_gear_counts(limit: str) -> None:
    one = visit()
    most = one.craft.capture
    nothing = {name: 0.0 if name == limit else getattr(most, name) for name in ("sideways", "aside", "angle")}
    capture = Capture(most.slowest, most.fastest, nothing["aside"], nothing["sideways"], nothing["angle"], "", "low")
    weak = replace(one.craft, capture=capture)
    contact = fly(replace(one, craft=weak)).contact
    assert contact is not None
    assert not contact.is_captured


@pytest.mark.parametrize(
    ("trouble", "says"),
    [
        (Trouble("by hand", at=AT - 1.0), "2021-10-05T11:56:59Z is before the approach begins"),
        (Trouble("by hand", at=AT + 7200.0), "the approach has made contact before, at 2021-10-05T12:11"),
        (Trouble("break off", distance=500.0), "the approach begins 391 m from the port, nearer than 500 m"),
    ],
)
def test_trouble_outside_the_approach_is_refused(trouble: Trouble, says: str) -> None:
    with pytest.raises(SkyError, match=f"E708 {says}"):
        fly(visit(trouble=trouble))


def test_a_ship_too_weak_to_come_is_told() -> None:
    one = visit()
    with pytest.raises(SkyError, match=r"E710 after 4 hours the ship is still \d+ m from Rassvet nadir"):
        fly(replace(one, craft=replace(one.craft, thrust=0.001)))


def test_a_free_port_that_fits_is_given() -> None:
    assert port_for(ISS, "rassvet", craft("soyuz"), AT).name == "Rassvet nadir"
    assert port_for(ISS, "harmony-forward", craft("crew-dragon"), AT).name == "Harmony forward"


def test_a_port_that_is_taken_names_the_ship_and_those_that_are_free() -> None:
    with pytest.raises(SkyError, match="E706 Soyuz MS-18 is at Nauka nadir until 2021-10-17T01:14:00Z") as caught:
        port_for(ISS, "nauka", craft("soyuz"), AT)
    assert caught.value.messages[0].hint == "free then: rassvet, zvezda"
    assert port_for(ISS, "nauka", craft("soyuz"), instant("2021-10-17T02:00Z")).id == "nauka"


def test_a_ship_that_does_not_fit_is_told_where_it_would() -> None:
    with pytest.raises(SkyError, match="E707 Harmony forward takes a ring, and the ship has a probe") as caught:
        port_for(ISS, "harmony-forward", craft("soyuz"), AT)
    assert caught.value.messages[0].hint == "it docks at rassvet or nauka or poisk or zvezda"
    with pytest.raises(SkyError) as caught:
        port_for(load_station("haven-1"), "forward", craft("soyuz"), AT)
    assert caught.value.messages[0].hint == "no port of this station fits"


def test_a_port_that_is_none_is_told_with_the_nearest() -> None:
    with pytest.raises(DocumentError, match="E705"):
        port_for(ISS, "rasvet", craft("soyuz"), AT)


def test_the_times_of_the_legs_are_those_that_are_printed() -> None:
    assert [utc_text(leg.span.start)[11:16] for leg in flown().legs] == ["11:57", "12:02", "12:04"]
