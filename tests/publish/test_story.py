from __future__ import annotations

import pytest

from cupola.publish.language import language_of
from cupola.publish.story import LONGEST, Heading, clipped, headings, part_of_day, tone
from tests.publish.conftest import scene


@pytest.mark.parametrize(
    ("kind", "time", "colour"),
    [
        ("INT", "DAY", "int-day"),
        ("EXT", "DAY", "ext-day"),
        ("INT", "NIGHT", "int-night"),
        ("EXT", "NIGHT", "ext-night"),
        ("INT/EXT", "DAY", "ext-day"),
        ("INT", "SUNRISE", "dawn"),
        ("EXT", "SUNSET", "dusk"),
        ("INT", "EARLY MORNING", "int-day"),
        ("INT", "НОЧЬ", "int-night"),
        ("INT", "", "plain"),
        ("", "DAY", "plain"),
    ],
)
def test_strips_have_the_usual_colours(kind: str, time: str, colour: str) -> None:
    assert tone(kind, part_of_day(time)) == colour


def test_a_heading_is_taken_apart() -> None:
    found = headings([scene("1", "INT. BAKER STREET - SITTING ROOM - NIGHT", 3, time="NIGHT")])["1"]
    assert (found.kind, found.place, found.time, found.tone) == (
        "INT",
        "BAKER STREET - SITTING ROOM",
        "NIGHT",
        "int-night",
    )


@pytest.mark.parametrize(
    ("kind", "place", "time", "line"),
    [
        ("INT", "NAUKA", "DAY", "INT NAUKA - DAY"),
        ("INT", "NAUKA", "", "INT NAUKA"),
        ("", "NAUKA", "DAY", "NAUKA - DAY"),
        ("", "", "", ""),
    ],
)
def test_a_heading_stands_on_one_line(kind: str, place: str, time: str, line: str) -> None:
    assert Heading(kind, place, time, "plain").line == line


def test_a_time_that_goes_on_has_the_colour_of_the_scene_before() -> None:
    found = headings(
        [
            scene("1", "INT. NAUKA - NIGHT", 3, time="NIGHT"),
            scene("2", "INT. ZARYA - CONTINUOUS", 3, time="CONTINUOUS"),
            scene("3", "EXT. STATION - LATER", 3, time="LATER"),
            scene("4", "INT. NAUKA", 3, time=None),
            scene("5", "INT. NAUKA - LATER", 3, time="LATER"),
        ]
    )
    assert [found[n].tone for n in "12345"] == ["int-night", "int-night", "ext-night", "plain", "plain"]


def test_a_night_that_goes_on_is_a_night_in_every_language() -> None:
    night = scene("1", "INT. NAUKA - NIGHT - LATER", 3, time="NIGHT - LATER")
    english, russian = (headings([night], language)["1"] for language in (None, language_of("ru")))
    assert (english.place, english.time, english.tone) == ("NAUKA", "NIGHT - LATER", "int-night")
    assert english.line == "INT NAUKA - NIGHT - LATER"
    assert (russian.time, russian.tone) == ("НОЧЬ - ПОЗЖЕ", "int-night")


def test_a_text_is_cut_where_paper_ends() -> None:
    assert clipped("two\n  lines") == "two lines"
    assert clipped("x" * 5000) == "x" * (LONGEST - 1) + "…"
    assert clipped("word " * 3, 9) == "word wor…"
