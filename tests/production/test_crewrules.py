"""What comes with the package carries its source and confidence, and a production may lay its own over it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cupola.clock import instant
from cupola.production import Person, inspect, load
from cupola.production.crewrules import KNOWN, camera_kinds, crew_rules
from tests.small import PRODUCTION, write_small

KOMODO = "{model: RED KOMODO 6K, mode: R3D MQ, bodies: 1, rate: 637 Mbps}"


def test_every_packaged_value_has_a_source_and_a_confidence() -> None:
    for name in KNOWN:
        rules = crew_rules(name)
        assert all(item.source and item.confidence for item in rules.sources.values())
        assert all(plan.source and plan.confidence for plan in rules.days.values())
    assert all(kind.source and kind.rate > 0 for kind in camera_kinds().values())


def test_the_rate_of_a_camera_is_that_of_its_frames() -> None:
    """6144 × 3240 pixels of 16 bit, 24 frames a second, at 7:1, are 1092 Mbps; 1 Gbps is 450 GB an hour."""
    kinds = camera_kinds()
    assert abs(kinds["red-komodo-hq"].rate - 6144 * 3240 * 16 * 24 / 7 / 1e6) < 1.0
    assert kinds["canon-c300iii-raw"].rate == 1000


def test_a_camera_is_of_a_packaged_kind_or_ones_own(tmp_path: Path) -> None:
    own = load(write_small(tmp_path / "a")).cameras["komodo"]
    packaged = load(
        write_small(tmp_path / "b", production=PRODUCTION.replace(KOMODO, "{kind: red-komodo-mq, bodies: 1}"))
    )
    assert replace(packaged.cameras["komodo"], sensor=None) == own
    faster = PRODUCTION.replace(KOMODO, "{kind: red-komodo-mq, bodies: 1, rate: 1 Gbps}")
    assert load(write_small(tmp_path / "c", production=faster)).cameras["komodo"].gb_per_hour == 450.0


def test_a_camera_without_kind_or_rate_and_an_unknown_kind_are_named(tmp_path: Path) -> None:
    _, found = inspect(
        write_small(tmp_path, production=PRODUCTION.replace(KOMODO, "{model: Mine, mode: best, bodies: 1}"))
    )
    assert [(m.code, m.text) for m in found] == [("E106", "cameras › komodo: rate is missing")]
    text = PRODUCTION.replace(KOMODO, "{kind: red-komodo-mk, bodies: 1}")
    _, found = inspect(write_small(tmp_path, production=text))
    assert [(m.code, m.hint) for m in found] == [("E413", 'Did you mean "red-komodo-mq"?')]


def test_a_price_is_an_amount_or_one_of_the_crew_rules(tmp_path: Path) -> None:
    def price(written: str) -> float:
        text = PRODUCTION.replace("plays: PETER, day", f"plays: PETER, price: {written}, day")
        return load(write_small(tmp_path, production=text)).people["piet"].price

    assert price("crew-time") == 130000.0
    assert price("5000 USD/h") == 5000.0
    text = PRODUCTION.replace("plays: PETER, day", "plays: PETER, price: crew-tyme, day")
    _, found = inspect(write_small(tmp_path, production=text))
    assert [(m.code, m.hint) for m in found] == [("E401", 'Did you mean "crew-time"?')]


@pytest.mark.parametrize("wrong", ["130000", "130000 USD", "-1 USD/h", "[1]", '"Crew time"', "{}"])
def test_a_price_that_is_none_is_said_once_and_as_it_is_written(tmp_path: Path, wrong: str) -> None:
    text = PRODUCTION.replace("plays: PETER, day", f"plays: PETER, price: {wrong}, day")
    _, (message,) = inspect(write_small(tmp_path, production=text))
    assert (message.code, message.text.split(": ")[0]) == ("E107", "people › piet › price")


def test_private_time_costs_what_film_time_does_unless_it_is_said(tmp_path: Path) -> None:
    def prices(written: str) -> tuple[float, float, float]:
        text = PRODUCTION.replace("plays: PETER, day", f"plays: PETER, {written}, day")
        piet = load(write_small(tmp_path, production=text)).people["piet"]
        return piet.price, piet.private_price, piet.day_rate

    assert prices("price: crew-time") == (130000.0, 130000.0, 0.0)
    assert prices("price: crew-time, private_price: 200000 USD/h") == (130000.0, 200000.0, 0.0)
    assert prices("private_price: crew-time, day_rate: 1200 USD/day") == (0.0, 130000.0, 1200.0)
    text = PRODUCTION.replace("plays: PETER, day", "plays: PETER, private_price: crew-tim, day")
    _, found = inspect(write_small(tmp_path, production=text))
    assert [(m.code, m.hint) for m in found] == [("E401", 'Did you mean "crew-time"?')]


def test_the_rules_of_the_ground_are_laid_over_those_of_the_station() -> None:
    base, ground = crew_rules("iss-2021"), crew_rules("ground")
    assert (ground.limits.day_length, ground.limits.turnaround, ground.limits.meal_after) == (43200, 39600, 21600)
    assert (base.limits.day_length, base.limits.meal_after) == (86400, 86400), "none aboard"
    assert (ground.rules.time_factor, ground.rules.day_load) == ([1.0], [1.0])
    assert (ground.limits.awake, ground.rules.pass_gap) == (base.limits.awake, base.rules.pass_gap)
    assert (ground.days, ground.prices, ground.cards) == (base.days, base.prices, base.cards)


def test_a_production_may_take_the_rules_of_the_ground_and_change_them(tmp_path: Path) -> None:
    text = PRODUCTION.replace("crew_clock:", "crew_rules: ground\ncrew_clock:", 1)
    text = text.replace("film_per_day: 3 h}}", "film_per_day: 3 h, turnaround: 12 h, days_in_a_row: 5}}")
    people = load(write_small(tmp_path, production=text)).people
    assert (people["dina"].limits.turnaround, people["dina"].limits.days_in_a_row) == (11 * 3600, 6)
    assert (people["eve"].limits.turnaround, people["eve"].limits.days_in_a_row) == (12 * 3600, 5)
    assert people["eve"].limits.film_per_day == 3 * 3600


def test_who_arrives_later_is_not_there_before(tmp_path: Path) -> None:
    def piet(arrive: str) -> Person:
        text = PRODUCTION.replace("plays: PETER, day", f"plays: PETER, arrive: {arrive}, day")
        return load(write_small(tmp_path, production=text)).people["piet"]

    assert piet("2021-10-07T12:00Z").blocks[0].span.start == instant("2021-10-07T12:00Z")
    assert piet("2021-04-09T12:00Z").blocks[0].span.start == instant("2021-10-06T00:00Z"), "the stay begins then"
    assert piet("2021-04-09T12:00Z").arrive == instant("2021-04-09T12:00Z")


def test_who_arrives_when_the_stay_is_over_is_named(tmp_path: Path) -> None:
    text = PRODUCTION.replace("plays: PETER, day", "plays: PETER, arrive: 2021-10-09T06:00Z, day")
    _, found = inspect(write_small(tmp_path, production=text))
    assert [(m.code, m.text) for m in found if m.code == "E409"] == [
        ("E409", "Piet Player arrives when the stay is over")
    ]


def test_the_station_s_own_timeline_counts_where_it_falls_into_the_stay(tmp_path: Path) -> None:
    assert {e.what for e in load(write_small(tmp_path / "a")).events} == {"Fire drill", "Attitude lost"}
    later = PRODUCTION.replace("2021-10-09T00:00:00Z", "2021-10-16T00:00:00Z").replace(
        "2021-10-09T06:00:00Z", "2021-10-16T06:00:00Z"
    )
    production = load(write_small(tmp_path / "b", production=later))
    test = next(e for e in production.events if "thruster test" in e.what)
    assert test.stops_filming
    assert instant("2021-10-15T09:02Z") in test.span
    lost = next(e for e in production.events if "57 degrees" in e.what)
    assert lost.attitude_lost
    assert production.attitude_lost.contains([instant("2021-10-15T09:30Z")]).all()
