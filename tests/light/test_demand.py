"""From film words to conditions: what each word brings in, and what cannot be asked for."""

import pytest

from cupola.errors import CupolaError
from cupola.light import LightLimits, Need
from cupola.light.demand import demand
from cupola.places import load_station

ISS = load_station("iss")
LIMITS = LightLimits()


def names(need: Need) -> list[str]:
    """Give the kinds of conditions a need comes down to."""
    return [type(condition).__name__ for condition in demand(need, ISS, LIMITS).conditions]


@pytest.mark.parametrize(
    ("need", "phase", "conditions", "turned"),
    [
        (Need(), None, [], False),
        (Need(light="eclipse"), "eclipse", [], False),
        (Need(light="sun", window="cupola.top"), "sun", [], True),
        (Need(light="sun", window="cupola.top", direct=True), "sun", ["DirectSun", "SunAbove", "SunReaches"], True),
        (Need(window="cupola.top", view="earth-day"), None, ["SeesEarth", "GroundDay"], True),
        (Need(window="cupola.top", view="earth-night"), None, ["SeesEarth", "GroundNight"], True),
        (Need(window="nauka.forward", view="terminator"), None, ["SeesEarth", "GroundDay", "GroundNight"], True),
        (Need(window="nauka.forward", view="limb"), None, ["SeesEarth", "LimbInFrame"], True),
        (Need(window="nauka.forward", view="city-lights"), None, ["SeesEarth"], True),
        (Need(window="nauka.forward", view="SOYUZ-MS19"), None, ["PartInFrame"], True),
        (Need(window="nauka.forward", view="sun"), None, ["BodyInFrame", "BodyUp", "BodyShows"], True),
        (Need("eclipse", "zvezda.w12", view="moon"), "eclipse", ["BodyInFrame", "BodyUp", "BodyShows"], True),
        (Need(window="cupola.top", view="Lisbon"), None, ["SeesEarth", "InFrame", "Overhead", "PlaceShows"], True),
        (
            Need(window="cupola.top", view="Lisbon", view_by="day"), None,
            ["SeesEarth", "InFrame", "Overhead", "LandmarkDay", "PlaceShows"], True,
        ),
        (
            Need(light="eclipse", window="cupola.top", view="Lisbon", view_by="night"), "eclipse",
            ["SeesEarth", "InFrame", "Overhead", "LandmarkNight", "PlaceShows"], True,
        ),
    ],
)  # fmt: skip
def test_each_word_brings_in_its_conditions(need: Need, phase: str | None, conditions: list[str], turned: bool) -> None:
    found = demand(need, ISS, LIMITS)
    assert (found.phase, found.turned) == (phase, turned)
    assert names(need) == conditions


def test_the_limits_reach_the_conditions() -> None:
    limits = LightLimits(incidence=60.0, landmark_elevation=20.0, ground_night=-9.0, terminator=3.0)
    edge = demand(Need(window="cupola.top", view="terminator"), ISS, limits).conditions
    assert [getattr(edge[1], "above", None), getattr(edge[2], "below", None)] == [-3.0, 3.0]
    direct = demand(Need(window="cupola.top", direct=True), ISS, limits).conditions[0]
    view = demand(Need(window="cupola.top", view="Rome", view_by="night"), ISS, limits).conditions
    assert getattr(direct, "incidence", None) == 60.0
    assert [getattr(view[2], "elevation", None), getattr(view[3], "below", None)] == [20.0, -9.0]


@pytest.mark.parametrize(
    ("need", "code", "words"),
    [
        (Need(light="sunrize"), "E313", 'light "sunrize" is unknown\nhint: Did you mean "sunrise"?'),
        (Need(window="cupola.top", view="Rome", view_by="nite"), "E313", 'Did you mean "night"?'),
        (Need(window="cupola.topp", view="Rome"), "E311", 'Did you mean "cupola.top"?'),
        (Need(window="cupola.top", view="Rom"), "E312", 'Did you mean "Rome"?'),
        (Need(view="Rome"), "E313", "a view needs a window"),
        (Need(direct=True), "E313", "direct sun needs a window"),
        (Need(light="eclipse", window="cupola.top", direct=True), "E313", "no direct sun in eclipse"),
        (Need(window="cupola.top", view="earth-day", view_by="night"), "E313", "is said of a landmark"),
        (Need(window="cupola.top", view_by="night"), "E313", "is said of a landmark"),
    ],
)
def test_what_cannot_be_asked_for_is_refused(need: Need, code: str, words: str) -> None:
    with pytest.raises(CupolaError) as caught:
        demand(need, ISS, LIMITS)
    assert caught.value.messages[0].code == code
    assert words in str(caught.value)


def test_city_lights_are_any_one_city_by_night() -> None:
    found = demand(Need(window="cupola.top", view="city-lights"), ISS, LIMITS)
    cities = [place for place in ISS.landmarks.values() if place.kind == "city"]
    assert len(found.one_of) == len(cities) > 50
    assert {type(c).__name__ for one in found.one_of for c in one} == {
        "InFrame",
        "Overhead",
        "LandmarkNight",
        "PlaceShows",
    }
    assert found.sees_earth is not None


def test_a_view_of_the_sky_does_not_ask_for_the_earth() -> None:
    """Portholes that look up see Sun and Moon all the same."""
    assert demand(Need(window="zvezda.w12", view="moon"), ISS, LIMITS).sees_earth is None
