"""Aircraft of a production: sets in them, gravity of shots, and each fault at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from cupola.errors import Message
from cupola.places.aircraft import Flights
from cupola.production import Production, inspect, load

PARABOLIC = Path(__file__).parents[2] / "productions/a-parabolic-day"
TAKEOFFS = "takeoffs: [2026-07-08T08:30:00Z, 2026-07-08T12:30:00Z]"
BAY = "bay: {name: CARGO BAY, aircraft: ilyushin, capacity: 6}"


def written(folder: Path, *changes: tuple[str, str]) -> Path:
    """Write the shipped production with things in its documents changed."""
    texts = {name: (PARABOLIC / name).read_text("utf-8") for name in
             ("production.yaml", "breakdown.yaml", "screenplay.fountain")}  # fmt: skip
    for old, new in changes:
        (name,) = (name for name, text in texts.items() if old in text)
        assert texts[name].count(old) == 1, old
        texts[name] = texts[name].replace(old, new)
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def messages(folder: Path, *changes: tuple[str, str]) -> tuple[Message, ...]:
    """Give what is wrong with the production when it is changed."""
    return inspect(written(folder, *changes))[1]


def loaded(folder: Path, *changes: tuple[str, str]) -> Production:
    """Load the production changed."""
    return load(written(folder, *changes))


def test_the_parabolic_day_is_a_sound_production() -> None:
    production, found = inspect(PARABOLIC)
    assert production is not None and found == ()
    assert len(production.shots) == 7
    assert production.flight is None


def test_a_set_in_an_aircraft_is_at_the_airfield_and_its_light_is_in_the_air() -> None:
    production = load(PARABOLIC)
    bay, need = production.sets["bay"], production.shots["2A"].need
    assert bay.location is not None and (bay.location.lat, bay.location.lon) == (55.878, 38.062)
    assert need.location is not None and (need.location.lat, need.location.height) == (56.8, 7500.0)
    assert need.flights is bay.flights and need.gravity == "weightless"
    assert production.sets["field"].flights is None


def test_the_room_of_a_set_in_an_aircraft_is_the_aircrafts(tmp_path: Path) -> None:
    assert load(PARABOLIC).sets["bay"].capacity == 6
    assert loaded(tmp_path, (BAY, BAY.replace(", capacity: 6", ""))).sets["bay"].capacity == 12


def test_an_aircraft_without_a_sector_flies_over_its_airfield(tmp_path: Path) -> None:
    line = "    sector: {lat: 56.8, lon: 39.4}          # where the parabolas are flown: estimate\n"
    flights = loaded(tmp_path, (line, "")).sets["bay"].flights
    assert flights is not None and (flights.sky.lat, flights.sky.lon) == (55.878, 38.062)


def test_figures_of_the_production_go_over_those_of_the_kind(tmp_path: Path) -> None:
    more = f"{TAKEOFFS}\n    weightless: 28 s\n    parabolas: 12\n    moon: 2\n    heavy: 1.9\n    height: 8 km"
    flights = loaded(tmp_path, (TAKEOFFS, more)).sets["bay"].flights
    assert isinstance(flights, Flights)
    craft = flights.craft
    assert (craft.weightless, craft.parabolas, craft.moon, craft.heavy, craft.height) == (28.0, 12, 2, 1.9, 8000.0)
    assert craft.period == 300.0


@pytest.mark.parametrize(
    ("old", "new", "code", "words", "pointed"),
    [
        ("kind: il-76mdk ", "kind: il-67 ", "E733", '"il-67" is unknown', "il-67"),
        (BAY, BAY.replace("ilyushin", "ilyushn"), "E733", '"ilyushn" is unknown', "ilyushn"),
        (BAY, BAY.replace("capacity: 6", "cabin: 200 lx"), "E733", "is in an aircraft, and has a cabin", "200 lx"),
        (BAY, BAY.replace("capacity: 6", "location: {lat: 1, lon: 2}"), "E733", "and has a location", "location"),
        (TAKEOFFS, TAKEOFFS.replace("T12", "T09"), "E736", "a flight lasts 1 h 41 min", "2026-07-08T09"),
        (TAKEOFFS, TAKEOFFS.replace("]", ", 2026-07-08T16:00:00Z]"), "E736", "takes off 3 times on 2026-07-08", "take"),
        (TAKEOFFS, "takeoffs: []", "E106", "at least 1 item", "takeoffs"),
        (TAKEOFFS, f"{TAKEOFFS}\n    period: 60 s", "E737", "lasts 74 s", "ilyushin"),
        (TAKEOFFS, f"{TAKEOFFS}\n    weightless: 25", "E107", "25 has no unit", "25"),
        (TAKEOFFS, f"{TAKEOFFS}\n    height: 12 km", "E106", "less than or equal to 9000", "12 km"),
        ("take: 22 s, takes: 4", "take: 40 s, takes: 4", "E735", "gives 25 s of gravity weightless", "40 s"),
        ("take: 15 s, takes: 2", "take: 26 s, takes: 2", "E735", "gives 25 s of gravity heavy", "26 s"),
        ("take: 22 s, takes: 4", "take: 22 s, takes: 21", "E735", "a set-up goes over 20 at most", "21"),
        ("gravity: heavy", "gravity: haevy", "E734", '"haevy" is unknown', "haevy"),
        ("gravity: heavy", "gravity: moon", "E734", "is never there", "moon"),
        ("light: golden,", "light: golden, gravity: weightless,", "E734", "is never there", "weightless"),
    ],
)
def test_a_fault_of_flights_and_gravity_is_told_at_its_line(
    tmp_path: Path, old: str, new: str, code: str, words: str, pointed: str
) -> None:
    found = messages(tmp_path, (old, new))
    assert [(one.code, words in one.text) for one in found] == [(code, True)], found
    where, line = found[0].where, found[0].source
    assert where is not None and line is not None
    assert line[where.column - 1 :].startswith(pointed), (line, where)


def test_more_takes_than_all_flights_have_parabolas_are_refused(tmp_path: Path) -> None:
    once = (TAKEOFFS, TAKEOFFS.replace(", 2026-07-08T12:30:00Z", ""))
    found = messages(tmp_path, once, ("take: 22 s, takes: 4", "take: 22 s, takes: 11"))
    assert [one.code for one in found] == ["E735"]
    assert "11 takes need 11 stretches of gravity weightless; all flights have 10" in found[0].text


def test_short_takes_share_a_parabola(tmp_path: Path) -> None:
    """Three of 5 s with 2 s between fit into 25 s: 30 takes are ten parabolas."""
    changed = ("take: 22 s, takes: 4, reset: 2 min", "take: 5 s, takes: 30, reset: 2 s")
    assert messages(tmp_path, changed) == ()


def test_a_station_and_an_aircraft_are_one_production(tmp_path: Path) -> None:
    from tests.small import BREAKDOWN, PRODUCTION, write_small

    craft = "aircraft: {il: {kind: il-76mdk, airfield: {lat: 55.9, lon: 38.1}, takeoffs: [2021-10-07T08:00:00Z]}}\n"
    production = PRODUCTION.replace("sets:\n", f"{craft}sets:\n  bay: {{name: BAY, aircraft: il}}\n", 1)
    assert 'scene: "1"' in BREAKDOWN
    folder = write_small(tmp_path, production=production)
    bay = load(folder).sets["bay"]
    assert bay.flights is not None and bay.module == ""


def test_a_shot_aboard_may_say_that_it_floats(tmp_path: Path) -> None:
    from tests.small import BREAKDOWN, write_small

    floats = BREAKDOWN.replace("light: sunrise,", "light: sunrise, gravity: weightless,", 1)
    _, found = inspect(write_small(tmp_path / "a", breakdown=floats))
    assert found == ()
    _, found = inspect(write_small(tmp_path / "b", breakdown=floats.replace("weightless", "earth")))
    assert [one.code for one in found] == ["E734"]


TEN = Path(__file__).parents[2] / "productions/ten-minutes"
HOP = "takeoffs: [2026-10-13T14:50:00Z]"


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        (HOP, f"{HOP}\n    weightless: 30 s", "E737", "weightless is said of parabolas"),
        (HOP, HOP.replace("]", ", 2026-10-13T14:55:00Z]"), "E736", "a flight lasts 10 min 17 s"),
        ("take: 65 s, takes: 1", "take: 200 s, takes: 1", "E735", "gives 2 min 20 s of gravity heavy"),
        ("take: 65 s, takes: 1", "take: 65 s, takes: 9", "E735", "need 9 stretches of gravity heavy"),
        ("[ellen], gravity: heavy", "[ellen], gravity: mars", "E734", "is never there"),
    ],
)  # fmt: skip
def test_a_fault_of_a_hop_is_told(tmp_path: Path, old: str, new: str, code: str, words: str) -> None:
    for name in ("production.yaml", "breakdown.yaml", "screenplay.fountain"):
        text = (TEN / name).read_text("utf-8")
        (tmp_path / name).write_text(text.replace(old, new, 1), "utf-8")
    _, found = inspect(tmp_path)
    assert [(one.code, words in one.text) for one in found] == [(code, True)], found


def test_an_aircraft_needs_an_airfield_and_a_craft_that_hops_knows_its_own(tmp_path: Path) -> None:
    line = "    airfield: {lat: 55.878, lon: 38.062}    # Chkalovsky\n"
    assert [one.code for one in messages(tmp_path, (line, ""))][:1] == ["E106"]
    base = load(TEN).sets["seat-one"].location
    assert base is not None and (base.lat, base.lon) == (31.422927, -104.757152)


LOOKS = "window: window 3, view: limb,"


@pytest.mark.parametrize(
    ("new", "words"),
    [
        ("window: window 9, view: limb,", 'New Shepard has no window "window 9"'),
        ("window: window 2, view: Lisbon,", 'the view "Lisbon" is not worked out there'),
        ("view: limb,", "a view needs a window"),
    ],
)
def test_a_window_or_view_that_a_craft_does_not_have_is_told_at_its_line(tmp_path: Path, new: str, words: str) -> None:
    ten = PARABOLIC.parent / "ten-minutes"
    for name in ("production.yaml", "breakdown.yaml", "screenplay.fountain"):
        text = (ten / name).read_text("utf-8")
        (tmp_path / name).write_text(text.replace(LOOKS, new, 1), "utf-8")
    (message,) = inspect(tmp_path)[1]
    assert message.code == "E748" and words in message.text and message.where is not None and message.hint


def test_a_craft_looks_where_its_heading_says(tmp_path: Path) -> None:
    ten = PARABOLIC.parent / "ten-minutes"
    for name in ("production.yaml", "breakdown.yaml", "screenplay.fountain"):
        text = (ten / name).read_text("utf-8")
        (tmp_path / name).write_text(
            text.replace("    kind: new-shepard ", "    heading: 75 deg\n    kind: new-shepard "), "utf-8"
        )
    flights = load(tmp_path).sets["seat-one"].flights
    assert flights is not None and flights.heading == 75.0
    bay = loaded(tmp_path, (TAKEOFFS, f"{TAKEOFFS}\n    heading: 30 deg")).sets["bay"].flights
    assert bay is not None and bay.heading == 30.0
