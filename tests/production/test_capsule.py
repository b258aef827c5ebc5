"""A craft of one's own: an orbit in figures, attitudes that the production asks for, each fault at its line."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from cupola.clock import Span, instant
from cupola.light import Need
from cupola.plan.light import almanac_of
from cupola.production import Production, inspect, load
from cupola.sky import subpoint

FREE = Path(__file__).parents[2] / "productions/three-days-free"
FIGURES = """\
orbit:
  height: 585 km                  # NSSDC 2021-084A: 575 to 585 km
  inclination: 51.6 deg
  epoch: 2021-09-16T00:02:56Z     # lift-off: NSSDC 2021-084A
  over: {lat: 28.608, lon: -80.604, heading: north}    # LC-39A; to the north-east, as every crew from there
"""
TURN = "  - {mode: dome-ahead, from: 2021-09-17T13:00:00Z, to: 2021-09-17T16:00:00Z}"


def written(folder: Path, old: str = "", new: str = "") -> Path:
    """Write the shipped production with one thing in its document changed."""
    for name in ("production.yaml", "breakdown.yaml", "screenplay.fountain"):
        text = (FREE / name).read_text("utf-8")
        if name == "production.yaml" and old:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        (folder / name).write_text(text, "utf-8")
    return folder


def orbit_of(folder: Path, lines: str) -> Production:
    """Load the production with another orbit."""
    return load(written(folder, FIGURES, f"orbit: {{{lines}}}\n"))


def test_the_free_flight_is_a_sound_production() -> None:
    production, messages = inspect(FREE)
    assert production is not None and messages == ()
    assert len(production.shots) == 11
    assert production.orbit.name == "the orbit of production.yaml"


def test_the_capsule_starts_over_its_pad(tmp_path: Path) -> None:
    """The stay begins 12 min after the epoch: half a quarter of a revolution along to the north-east."""
    production = load(FREE)
    at = np.array([production.stay.start])
    lat, lon, height = subpoint(production.orbit.positions(at), at)
    assert 28.6 < lat[0] <= 51.8 and -80.6 < lon[0] < 10.0
    assert height[0] == pytest.approx(590.0, abs=12.0)
    later = load(written(tmp_path, "  epoch: 2021-09-16T00:02:56Z ", "  epoch: 2021-09-16T00:15:00Z "))
    lat, lon, _ = subpoint(later.orbit.positions(at), at)
    assert (lat[0], lon[0]) == pytest.approx((28.6, -80.6), abs=0.2)


def test_an_orbit_without_an_epoch_holds_from_the_arrival(tmp_path: Path) -> None:
    production = orbit_of(tmp_path, "height: 420 km, inclination: 51.6 deg, over: {lat: 45.9, lon: 63.3}")
    at = np.array([production.stay.start])
    lat, lon, _ = subpoint(production.orbit.positions(at), at)
    assert (lat[0], lon[0]) == pytest.approx((45.9, 63.3), abs=0.2)
    assert production.orbit.age(at)[0] == 0.0


def test_an_orbit_may_be_told_by_perigee_apogee_node_and_place(tmp_path: Path) -> None:
    figures = "perigee: 190 km, apogee: 1400 km, inclination: 51.7 deg, node: 120 deg, along: 30 deg, lowest: 30 deg"
    production = orbit_of(tmp_path, f"{figures}, drag: 0.0003")
    (distance,) = np.linalg.norm(production.orbit.positions([production.stay.start]), axis=1)
    assert distance - 6378.137 == pytest.approx(190.0, abs=15.0)


@pytest.mark.parametrize(
    ("lines", "code", "words"),
    [
        ("inclination: 51.6 deg, node: 0 deg", "E730", "how high"),
        ("height: 585 km, perigee: 500 km, apogee: 600 km, inclination: 51.6 deg, node: 0 deg", "E730", "how high"),
        ("perigee: 500 km, inclination: 51.6 deg, node: 0 deg", "E730", "how high"),
        ("height: 585 km, apogee: 600 km, inclination: 51.6 deg, node: 0 deg", "E730", "how high"),
        ("height: 585 km, node: 0 deg", "E730", "no inclination"),
        ("height: 585 km, inclination: 51.6 deg", "E730", "which plane"),
        ("height: 585 km, inclination: 51.6 deg, node: 0 deg, over: {lat: 0, lon: 0}", "E730", "which plane"),
        ("height: 585 km, inclination: 51.6 deg, along: 3 deg, over: {lat: 0, lon: 0}", "E730", "said twice"),
        ("height: 85 km, inclination: 51.6 deg, node: 0 deg", "E730", "from 85 to 85 km"),
        ("height: 585 km, inclination: 51.6 deg, over: {lat: 62.9, lon: 40.5}", "E730", "62.9 deg N lies outside"),
        ("height: 585 km, elements: iss.tle", "E328", "by height and by elements"),
        ("ephemeris: iss.oem, node: 3 deg", "E328", "by node and by ephemeris"),
        ("height: 585, inclination: 51.6 deg, node: 0 deg", "E107", "585 has no unit"),
    ],
)
def test_an_orbit_that_lacks_a_figure_says_which(tmp_path: Path, lines: str, code: str, words: str) -> None:
    production, messages = inspect(written(tmp_path, FIGURES, f"orbit: {{{lines}}}\n"))
    assert production is None
    assert [(one.code, words in one.text) for one in messages] == [(code, True)], messages
    assert messages[0].where is not None and messages[0].where.file == "production.yaml"


def test_all_that_an_orbit_lacks_is_said_at_once(tmp_path: Path) -> None:
    _, messages = inspect(written(tmp_path, FIGURES, "orbit: {drag: 0.0001}\n"))
    assert [one.code for one in messages] == ["E730"] * 3


def test_the_dome_looks_ahead_while_the_production_asks_for_it() -> None:
    attitude = load(FREE).station.attitude
    asked = Span(instant("2021-09-17T13:00Z"), instant("2021-09-17T16:00Z"))
    assert str(attitude.at(asked.start)) == "yaw 0, pitch 0, roll 0 deg"
    assert str(attitude.at(asked.start - 1.0)) == str(attitude.at(asked.stop)) == "yaw 0, pitch -90, roll 0 deg"


def test_the_sun_stays_in_the_dome_for_longer_when_it_looks_ahead(tmp_path: Path) -> None:
    """By hand: seen from 585 km a rising Sun is 66 deg from straight down, and 9 deg higher it is behind the frame."""
    asked, turn = Span(instant("2021-09-17T13:00Z"), instant("2021-09-17T16:00Z")), TURN + "\n"
    need = Need(light="sun", window="dome", direct=True)
    (ahead,) = almanac_of(load(FREE), asked).opportunities([need])
    (down,) = almanac_of(load(written(tmp_path, turn, "")), asked).opportunities([need])
    assert ahead.total > 2 * down.total > 0.0


@pytest.mark.parametrize(
    ("new", "code", "words", "pointed"),
    [
        (TURN.replace("dome-ahead", "dome-ahaed"), "E731", '"dome-ahaed" is unknown', "dome-ahaed"),
        (TURN.replace("to: 2021-09-17T16", "to: 2021-09-17T12"), "E732", "ends before it begins", "2021-09-17T12"),
        (TURN.replace("from: 2021-09-17T13", "from: 2021-09-16T20"), "E732", "asked for at once", "2021-09-16T20"),
    ],
)
def test_a_turn_that_cannot_be_is_told_at_its_line(
    tmp_path: Path, new: str, code: str, words: str, pointed: str
) -> None:
    production, messages = inspect(written(tmp_path, TURN, new))
    assert production is None
    assert [(one.code, words in one.text) for one in messages] == [(code, True)], messages
    where, line = messages[0].where, messages[0].source
    assert where is not None and line is not None and line[where.column - 1 :].startswith(pointed)


def test_a_station_with_one_attitude_cannot_be_turned(tmp_path: Path) -> None:
    _, messages = inspect(written(tmp_path, "station: dragon-cupola ", "station: haven-1 "))
    assert [one.code for one in messages if one.code == "E731"] == ["E731", "E731"]
    assert "no modes to choose from" in next(one.text for one in messages if one.code == "E731")


def test_a_turn_must_not_meet_an_attitude_of_the_stations_own(tmp_path: Path) -> None:
    from importlib.resources import files

    text = files("cupola.places").joinpath("data", "dragon-cupola.yaml").read_text("utf-8")
    special = (
        "  special:\n    - {name: burn, from: 2021-09-17T15:00:00Z, to: 2021-09-17T15:10:00Z,\n"
        "       ypr: [0 deg, 0 deg, 0 deg], source: operator, confidence: low}\n"
    )
    folder = written(tmp_path, "station: dragon-cupola ", "station: ship.yaml ")
    (folder / "ship.yaml").write_text(text.replace("  modes:", f"{special}  modes:", 1), "utf-8")
    _, messages = inspect(folder)
    assert [one.code for one in messages] == ["E732"]
    assert "flies an attitude of its own" in messages[0].text


DAWN = """\
orbit:
  perigee: 190 km
  apogee: 1400 km
  inclination: 51.7 deg
  lowest: 40 deg
  epoch: 2021-09-16T00:02:56Z
  over: {lat: 28.608, lon: -80.604}
  then:
    - {from: 2021-09-17T02:55:35Z, apogee: 737 km, burn: 8 min}
    - {from: 2021-09-18T10:00:00Z, apogee: 738 km}
"""


def test_a_flight_of_several_orbits_is_a_sound_production(tmp_path: Path) -> None:
    production, messages = inspect(written(tmp_path, FIGURES, DAWN))
    assert production is not None and messages == ()
    at = production.stay.start + np.arange(0.0, 6000.0, 60.0)
    high = np.linalg.norm(production.orbit.positions(at), axis=1).max() - 6378.137
    later = np.linalg.norm(production.orbit.positions(at + 40 * 3600.0), axis=1).max() - 6378.137
    assert (high, later) == pytest.approx((1400.0, 737.0), abs=15.0)


def test_a_burn_is_on_the_timeline_and_no_direction_counts_meanwhile(tmp_path: Path) -> None:
    production = load(written(tmp_path, FIGURES, DAWN))
    burns = [one for one in production.events if one.what == "the engine burns"]
    assert [one.span.length for one in burns] == [480.0, 600.0]
    assert all(one.stops_filming and one.attitude_lost for one in burns)
    middle = instant("2021-09-17T02:55:35Z")
    assert burns[0].span == Span(middle - 240.0, middle + 240.0)
    assert production.attitude_lost.contains(np.array([middle])).all()
    around = Span(middle - 7200.0, middle + 7200.0)
    (seen,) = almanac_of(production, around).opportunities([Need(window="dome", view="limb")])
    assert not seen.clip(burns[0].span) and list(production.events) == sorted(
        production.events, key=lambda one: one.span.start
    )


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("02:55:35Z", "02:10:00Z", "E747", "km high before the burn of 2021-09-17T02:10:00Z"),
        ("2021-09-18T10", "2021-09-17T01", "E747", "is not after"),
        ("apogee: 738 km", "burn: 3 min", "E747", "does not say once how high"),
        ("apogee: 738 km", "apogee: 738 km, height: 700 km", "E747", "does not say once how high"),
        ("apogee: 738 km", "apogee: 150 km", "E730", "is not possible"),
        ("apogee: 738 km", "apogee: 738", "E107", "no unit"),
        ("apogee: 738 km", "apogy: 738 km", "E106", "is not a field here"),
        ("from: 2021-09-18T10", "form: 2021-09-18T10", "E106", "is not a field here"),
    ],
)
def test_a_burn_that_cannot_be_is_told_at_its_line(tmp_path: Path, old: str, new: str, code: str, words: str) -> None:
    production, messages = inspect(written(tmp_path, FIGURES, DAWN.replace(old, new)))
    assert production is None
    assert (code, True) in [(one.code, words in one.text) for one in messages], messages
    assert all(one.where is not None for one in messages)


def test_burns_are_said_of_an_orbit_in_figures(tmp_path: Path) -> None:
    lines = "orbit: {elements: ship.tle, then: [{from: 2021-09-17T02:55:35Z, apogee: 737 km}]}\n"
    _, messages = inspect(written(tmp_path, FIGURES, lines))
    assert [one.code for one in messages] == ["E328"] and "by then and by elements" in messages[0].text
