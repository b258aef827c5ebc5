"""The words for light on the ground, their limits, and what contradicts itself."""

import pytest

from cupola.errors import SkyError
from cupola.light import Need
from cupola.light.ground import GROUND_PHASES, GROUND_WORDS, GroundLimits
from cupola.light.ground.conditions import SunClears, SunClimbs, SunFrom, SunHigher
from cupola.light.ground.limits import ground_terms
from tests.light.ground.places import STEPPE

USUAL = GroundLimits()


def test_the_usual_hours_are_those_of_photographers() -> None:
    assert (USUAL.day, USUAL.golden, USUAL.blue, USUAL.low) == (6.0, -4.0, -6.0, 3.0)


def test_each_word_comes_down_to_heights_of_the_sun() -> None:
    assert USUAL.terms("day", STEPPE) == ((SunHigher(STEPPE, 6.0), True),)
    assert USUAL.terms("night", STEPPE) == ((SunHigher(STEPPE, -6.0), False),)
    assert USUAL.terms("golden", STEPPE) == ((SunHigher(STEPPE, -4.0), True), (SunHigher(STEPPE, 6.0), False))
    assert USUAL.terms("any", STEPPE) == ()


def test_sunset_is_sunrise_with_the_sun_sinking() -> None:
    rise, fall = (dict(USUAL.terms(word, STEPPE)) for word in ("sunrise", "sunset"))
    assert rise.pop(SunClimbs(STEPPE)) and not fall.pop(SunClimbs(STEPPE))
    assert rise == fall == {SunClears(STEPPE): True, SunClears(STEPPE, 3.0): False}


@pytest.mark.parametrize("word", GROUND_WORDS)
def test_every_word_has_its_terms(word: str) -> None:
    assert ground_terms(Need(light=word), STEPPE, USUAL) == USUAL.terms(word, STEPPE)


def test_the_phases_are_words_too() -> None:
    assert set(GROUND_PHASES) < set(GROUND_WORDS)


def test_direct_sun_and_a_sector_come_on_top_and_each_term_once() -> None:
    need = Need(light="sunset", direct=True, sun_from=(200.0, 260.0))
    terms = ground_terms(need, STEPPE, USUAL)
    assert terms == (*USUAL.terms("sunset", STEPPE), (SunFrom(STEPPE, 200.0, 260.0), True))


@pytest.mark.parametrize(
    ("need", "words"),
    [
        (Need(light="eclipse"), '"eclipse" is unknown on the ground'),
        (Need(light="sun"), '"sun" is unknown on the ground'),
        (Need(window="cupola.top"), "no windows"),
        (Need(view="earth-day"), "no view from orbit"),
        (Need(light="night", direct=True), "no direct sun in the light night"),
        (Need(light="blue", direct=True), "no direct sun in the light blue"),
        (Need(sun_from=(90.0, 90.0)), "no width"),
        (Need(sun_from=(0.0, 360.0)), "no width"),
    ],
)
def test_a_need_that_cannot_be_on_the_ground_is_refused(need: Need, words: str) -> None:
    with pytest.raises(SkyError, match=words) as caught:
        ground_terms(need, STEPPE, USUAL)
    assert [m.code for m in caught.value.messages] == ["E372"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"day": -5.0},
        {"blue": -3.0},
        {"day": 61.0},
        {"blue": -19.0},
        {"low": 0.0},
        {"low": 31.0},
        {"golden": float("nan")},
        {"low": float("nan")},
    ],
)
def test_limits_in_the_wrong_order_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(SkyError) as caught:
        GroundLimits(**wrong)
    assert [m.code for m in caught.value.messages] == ["E371"]


def test_limits_say_themselves_in_words() -> None:
    words = str(GroundLimits(golden=-5.0))
    assert "golden hour with the Sun's centre 6 to -5 deg high" in words
    assert "refracted (Bennett 1982)" in words


def test_a_need_says_the_sector_it_wants() -> None:
    assert str(Need(light="golden", direct=True, sun_from=(200.0, 260.0))) == (
        "golden, direct sun, sun from 200 to 260 deg"
    )
