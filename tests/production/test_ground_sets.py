"""Sets on the ground in the documents: what is read, and every fault at its own line."""

from pathlib import Path

import pytest

from cupola.clock import SpanSet
from cupola.errors import CupolaError, Message
from cupola.light import Need
from cupola.places.ground import Horizon, Location
from cupola.production import inspect, load
from tests import ferry, small
from tests.ferry import BREAKDOWN, PRODUCTION, mixed, write_ferry
from tests.small import write_small

FERRY = Path(__file__).parents[2] / "productions/the-ferry"


def changed(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)


def faults(folder: Path, **texts: str) -> list[tuple[str, str, str]]:
    """Give code, text and the rest of the line pointed at, of each message of a film on the ground."""
    _, messages = inspect(write_ferry(folder, **texts))
    return [(m.code, m.text, _pointed(folder, m)) for m in messages]


def _pointed(folder: Path, message: Message) -> str:
    assert message.where is not None
    line = (folder / message.where.file).read_text("utf-8").splitlines()[message.where.line - 1]
    return line[message.where.column - 1 :]


def test_a_film_on_the_ground_is_read_without_station_and_orbit(tmp_path: Path) -> None:
    film = load(write_ferry(tmp_path))
    assert film.flight is None
    assert film.sets["slip"].location == Location(
        "SLIP", 61.1473, 7.3822, 3.0, Horizon(((0.0, 14.0), (100.0, 6.0), (250.0, 9.0)))
    )
    assert film.sets["shed"].location == Location("SHED", 61.15, 7.38)
    assert (film.sets["slip"].module, film.sets["slip"].capacity, film.sets["shed"].capacity) == ("", 50, 4)
    assert film.sets["slip"].open == SpanSet([film.stay.start], [film.stay.stop])


def test_its_shots_ask_for_light_at_their_set(tmp_path: Path) -> None:
    film = load(write_ferry(tmp_path))
    slip, shed = film.sets["slip"].location, film.sets["shed"].location
    assert {key: shot.need for key, shot in film.shots.items()} == {
        "1A": Need(light="sunset", location=slip),
        "1B": Need(light="blue", location=slip),
        "1C": Need(direct=True, location=slip, sun_from=(200.0, 230.0)),
        "2A": Need(location=shed),
    }


def test_a_question_of_the_flight_is_answered_in_words(tmp_path: Path) -> None:
    film = load(write_ferry(tmp_path))
    for ask in ("orbit", "station"):
        with pytest.raises(CupolaError, match="shot on the ground") as caught:
            getattr(film, ask)
        assert [m.code for m in caught.value.messages] == ["E423"]


def test_a_set_on_the_ground_stands_beside_those_aboard(tmp_path: Path) -> None:
    production, breakdown = mixed()
    film = load(write_small(tmp_path, production=production, breakdown=breakdown))
    assert film.station.name
    assert film.sets["steppe"].location == Location("STEPPE", 47.79, 67.71, 370.0, Horizon.level(1.0))
    assert film.sets["nauka"].location is None
    assert film.shots["2S"].need == Need(light="golden", direct=True, location=film.sets["steppe"].location)
    assert film.shots["2A"].need.location is None


def test_a_horizon_is_an_angle_or_a_list_of_them(tmp_path: Path) -> None:
    text = changed(PRODUCTION, "{lat: 61.15, lon: 7.38}", "{lat: 61.15, lon: 7.38, height: 1 km, horizon: -0.5 deg}")
    place = load(write_ferry(tmp_path, production=text)).sets["shed"].location
    assert place == Location("SHED", 61.15, 7.38, 1000.0, Horizon.level(-0.5))


SHED = "location: {lat: 61.15, lon: 7.38}"


@pytest.mark.parametrize(
    ("old", "new", "code", "words", "pointed"),
    [
        (SHED, "module: MLM", "E422", "names no station", "MLM"),
        (SHED, SHED + "\n    module: MLM", "E420", "in a module and on the ground", "location: {lat"),
        (SHED, SHED + "\n    cabin: 300 lx", "E420", "has the lamps of a cabin", "300 lx"),
        (SHED, "hears: []", "E106", "shed: module or location is missing", "shed:"),
        (SHED, "location: {lat: 61.15}", "E106", "lon is missing", "location: {lat"),
        (SHED, "location: {lat: 91, lon: 7.38}", "E106", "lat", "91"),
        (SHED, "location: {lat: 61.15, lon: 181}", "E106", "lon", "181"),
        (SHED, "location: {lat: 61.15, lon: 7.38, height: 120}", "E107", "120 has no unit", "120"),
        (SHED, "location: {lat: 61.15, lon: 7.38, height: 12 km}", "E106", "height", "12 km"),
        (SHED, "location: {lat: 61.15, lon: 7.38, horizon: 3}", "E107", "3 has no unit", "3"),
        (SHED, "location: {lat: 61.15, lon: 7.38, horizon: 3 m}", "E107", "measures a length", "3 m"),
        (SHED, "location: {lat: 61.15, lon: 7.38, horizon: 89 deg}", "E370", "stands 89 deg high", "89 deg"),
        (SHED, "location: {lat: 61.15, lon: 7.38, horizon: [3 deg]}", "E107", "list of azimuths", "horizon: [3 deg]"),
        (SHED, "location: {lat: 61.15, lon: 7.38, horizon: []}", "E370", "0 points", "horizon: []"),
        (SHED, "location: {lat: 61.15, lon: 7.38, hight: 3 m}", "E106", "hight is not a field here", "hight"),
        (
            "[100 deg, 6 deg], [250 deg, 9 deg]",
            "[250 deg, 9 deg], [100 deg, 6 deg]",
            "E370",
            "do not rise",
            "horizon: [[",
        ),
        (SHED, SHED + "\n    hears: [SM]", "E404", '"SM" is unknown', "hears: [SM]"),
        (SHED, SHED + "\n    open_from: 2027-01-01T00:00Z", "E406", "never open", "shed:"),
        ("title: The Slip", "title: The Slip\nstation: iss", "E422", "no orbit for it", "iss"),
    ],
)
def test_a_fault_of_a_place_is_told_at_its_line(
    tmp_path: Path, old: str, new: str, code: str, words: str, pointed: str
) -> None:
    found = faults(tmp_path, production=changed(PRODUCTION, old, new))
    assert [one[0] for one in found] == [code], found
    assert words in found[0][1]
    assert found[0][2].startswith(pointed)


@pytest.mark.parametrize(
    ("old", "new", "code", "words", "pointed"),
    [
        ("light: sunset", "light: sunsett", "E415", '"sunsett" is unknown', "sunsett"),
        ("light: sunset", "light: eclipse", "E415", '"eclipse" is unknown', "eclipse"),
        ("light: blue", "light: blue, direct: true", "E415", "no direct sun in the light blue", "blue"),
        ("light: blue", "window: cupola.top", "E421", "a window is of the station", "cupola.top"),
        ("light: blue", "view: earth-day", "E421", "a view is of the station", "earth-day"),
        ("light: blue", "passes: 2", "E421", "passes are revolutions", "2"),
        ("light: blue", "light: blue, view_by: day", "E421", "by day is said of a view", "day"),
        ("[200 deg, 230 deg]", "[200 deg]", "E107", "two azimuths", "sun_from: [200 deg]"),
        ("[200 deg, 230 deg]", "200 deg", "E107", "two azimuths", "200 deg"),
        ("[200 deg, 230 deg]", "[200, 230 deg]", "E107", "200 has no unit", "sun_from: [200,"),
        ("[200 deg, 230 deg]", "[200 deg, 400 deg]", "E107", "azimuths go from 0", "sun_from: [200"),
        ("[200 deg, 230 deg]", "[0 deg, 360 deg]", "E107", "no width", "sun_from: [0 deg"),
        ("cast: [ada], crew: [dina], camera: mini, setup: 10 min", "cast: [ada, bob], crew: [dina], camera: mini, "
         "setup: 10 min", "E407", '"bob" is unknown', "cast: [ada, bob]"),
    ],
)  # fmt: skip
def test_a_fault_of_a_shot_on_the_ground_is_told_at_its_line(
    tmp_path: Path, old: str, new: str, code: str, words: str, pointed: str
) -> None:
    found = faults(tmp_path, breakdown=changed(BREAKDOWN, old, new))
    assert [one[0] for one in found] == [code], found
    assert words in found[0][1]
    assert found[0][2].startswith(pointed)


def test_several_faults_are_told_at_once(tmp_path: Path) -> None:
    production = changed(PRODUCTION, SHED, "location: {lat: 61.15, lon: 7.38, horizon: 89 deg}")
    breakdown = changed(changed(BREAKDOWN, "light: sunset", "light: sun"), "light: blue", "window: cupola.top")
    codes = [code for code, _, _ in faults(tmp_path, production=production, breakdown=breakdown)]
    assert codes == ["E370", "E415", "E421"]


def test_an_orbit_without_a_station_is_refused(tmp_path: Path) -> None:
    text = changed(small.PRODUCTION, "station: iss\n", "")
    _, messages = inspect(write_small(tmp_path, production=text))
    assert [m.code for m in messages] == ["E422"]
    assert "an orbit, and no station" in messages[0].text


def test_the_suns_azimuth_is_not_asked_aboard(tmp_path: Path) -> None:
    text = changed(small.BREAKDOWN, "light: sunrise,", "light: sunrise, sun_from: [10 deg, 20 deg],")
    _, messages = inspect(write_small(tmp_path, breakdown=text))
    assert [m.code for m in messages] == ["E421"]


def test_light_words_of_the_ground_are_unknown_aboard(tmp_path: Path) -> None:
    text = changed(small.BREAKDOWN, "light: sunrise,", "light: golden,")
    _, messages = inspect(write_small(tmp_path, breakdown=text))
    assert [(m.code, '"golden" is unknown' in m.text) for m in messages] == [("E415", True)]


def test_the_ferry_is_a_sound_production() -> None:
    production, messages = inspect(FERRY)
    assert production is not None and messages == ()
    assert all(one.location is not None for one in production.sets.values())
    assert len(production.shots) == 10


def test_the_small_film_is_what_the_ferry_module_writes(tmp_path: Path) -> None:
    folder = write_ferry(tmp_path)
    assert (folder / "screenplay.fountain").read_text("utf-8") == ferry.SCREENPLAY
