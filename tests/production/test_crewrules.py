"""What comes with the package carries its source and confidence, and a production may lay its own over it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from cupola.clock import instant
from cupola.production import inspect, load
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
