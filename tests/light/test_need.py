"""Needs and limits: how they read, and what cannot be."""

import pytest

from cupola.errors import SkyError
from cupola.light import LIGHT_WORDS, VIEW_BY_WORDS, VIEW_WORDS, LightLimits, Need


def test_the_words_are_those_of_the_breakdown() -> None:
    assert LIGHT_WORDS == ("any", "sun", "eclipse", "sunrise", "sunset")
    assert VIEW_WORDS == ("earth-day", "earth-night", "terminator", "limb", "city-lights", "sun", "moon")
    assert VIEW_BY_WORDS == ("any", "day", "night")


@pytest.mark.parametrize(
    ("need", "text"),
    [
        (Need(), "any light"),
        (Need(light="sunrise", window="nauka.forward", direct=True), "sunrise, direct sun, through nauka.forward"),
        (Need(window="cupola.top", view="Lisbon", view_by="night"), "Lisbon by night, through cupola.top"),
        (Need(window="zvezda.w9", view="earth-day"), "earth-day, through zvezda.w9"),
    ],
)
def test_a_need_reads_in_film_words(need: Need, text: str) -> None:
    assert str(need) == text


def test_equal_needs_are_one() -> None:
    assert len({Need(light="sun"), Need(light="sun"), Need()}) == 2


@pytest.mark.parametrize(("first", "full"), [(28.0, 8.0), (-1.0, 28.0), (8.0, 101.0), (float("nan"), 28.0)])
def test_limits_of_sunrise_must_be_two_heights_in_the_air_in_order(first: float, full: float) -> None:
    with pytest.raises(SkyError, match="E309"):
        LightLimits(first_light=first, full_light=full)


def test_the_limits_say_every_number_they_use() -> None:
    text = str(LightLimits(1.5, 31.0, 71.0, 2.0, -7.0, 13.0))
    for number in ("1.5 km", "31 km", "71 deg", "above 2 deg", "below -7 deg", "13 deg high"):
        assert number in text
