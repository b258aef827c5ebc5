"""Scene headings in their parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.script.heading import HEADING_WORDS, Heading, HeadingWords, split_heading, split_number

PARTS = [
    ("INT. KITCHEN - DAY", Heading("INT", "KITCHEN", "DAY")),
    ("EXT. STREET - NIGHT", Heading("EXT", "STREET", "NIGHT")),
    ("INT KITCHEN - DAY", Heading("INT", "KITCHEN", "DAY")),
    ("int. kitchen - day", Heading("INT", "kitchen", "day")),
    ("INT./EXT. CAR - DUSK", Heading("INT/EXT", "CAR", "DUSK")),
    ("I/E CAR", Heading("INT/EXT", "CAR", None)),
    ("EXT./INT. CAR - DAY", Heading("INT/EXT", "CAR", "DAY")),
    ("EST. CITY - DAWN", Heading("EXT", "CITY", "DAWN")),
    ("INT - HOUSE - DAY", Heading("INT", "HOUSE", "DAY")),
    # Only a last part that is a time of day is one.
    ("INT. BAKER STREET - SITTING ROOM", Heading("INT", "BAKER STREET - SITTING ROOM", None)),
    ("INT. BAKER STREET - SITTING ROOM - DAY", Heading("INT", "BAKER STREET - SITTING ROOM", "DAY")),
    ("INT. DAY ROOM", Heading("INT", "DAY ROOM", None)),
    ("INT. CLUB - NIGHT CLUB", Heading("INT", "CLUB - NIGHT CLUB", None)),
    ("INT HOUSE DAY", Heading("INT", "HOUSE DAY", None)),
    ("EXT. 1979", Heading("EXT", "1979", None)),
    ("INT. HOUSE - 1979", Heading("INT", "HOUSE - 1979", None)),
    ("INT. JEAN-LUC'S FLAT", Heading("INT", "JEAN-LUC'S FLAT", None)),
    # Times of more than one word, and what may stand with them.
    ("INT. HOUSE - MOMENTS LATER", Heading("INT", "HOUSE", "MOMENTS LATER")),
    ("INT. HOUSE - NIGHT - LATER", Heading("INT", "HOUSE", "NIGHT - LATER")),
    ("INT. BAKER STREET - HALL - DAY - CONTINUOUS", Heading("INT", "BAKER STREET - HALL", "DAY - CONTINUOUS")),
    ("INT. HOUSE - DAY, SAME TIME", Heading("INT", "HOUSE", "DAY - SAME TIME")),
    ("INT. HOUSE - DAY - MOMENTS LATER - FLASHBACK", Heading("INT", "HOUSE", "DAY - MOMENTS LATER")),
    ("ИНТ. ДОМ - НОЧЬ - ПОЗЖЕ", Heading("INT", "ДОМ", "НОЧЬ - ПОЗЖЕ")),
    ("EXT. NOON - LATER", Heading("EXT", "NOON", "LATER")),
    ("EXT. CLUB - MIDNIGHT - NIGHT", Heading("EXT", "CLUB - MIDNIGHT", "NIGHT")),
    ("INT. HOUSE - LATER THAT NIGHT", Heading("INT", "HOUSE", "LATER THAT NIGHT")),
    ("INT. HOUSE - THE NEXT MORNING", Heading("INT", "HOUSE", "THE NEXT MORNING")),
    ("INT. HOUSE - PRE-DAWN", Heading("INT", "HOUSE", "PRE-DAWN")),
    ("INT. HOUSE - CONT'D", Heading("INT", "HOUSE", "CONT'D")),
    ("INT. HOUSE - DAY 3", Heading("INT", "HOUSE", "DAY 3")),
    ("INT. HOUSE - DAY (1979)", Heading("INT", "HOUSE", "DAY")),
    ("INT. HOUSE - DAY - FLASHBACK (1944)", Heading("INT", "HOUSE", "DAY")),
    ("INT. HOUSE - FLASHBACK", Heading("INT", "HOUSE - FLASHBACK", None)),
    # Other dashes, other punctuation, other languages.
    ("INT. HOUSE – NIGHT", Heading("INT", "HOUSE", "NIGHT")),
    ("INT. HOUSE -- NIGHT", Heading("INT", "HOUSE", "NIGHT")),
    ("INT. HOUSE, NIGHT", Heading("INT", "HOUSE", "NIGHT")),
    ("ИНТ. КВАРТИРА МАШИ. КУХНЯ. НОЧЬ", Heading("INT", "КВАРТИРА МАШИ. КУХНЯ", "НОЧЬ")),
    ("НАТ. ДВОР - УТРО", Heading("EXT", "ДВОР", "УТРО")),
    ("ЭКСТ. ДВОР", Heading("EXT", "ДВОР", None)),
    ("ИНТ./НАТ. МАШИНА - ДЕНЬ", Heading("INT/EXT", "МАШИНА", "ДЕНЬ")),
    ("INNEN KÜCHE - TAG", Heading("INT", "KÜCHE", "TAG")),
    ("AUSSEN. STRASSE - SPÄTER", Heading("EXT", "STRASSE", "SPÄTER")),
    ("EXTÉRIEUR RUE - CRÉPUSCULE", Heading("EXT", "RUE", "CRÉPUSCULE")),
    # Forced headings have whatever they have.
    ("SNIPER SCOPE POV", Heading(None, "SNIPER SCOPE POV", None)),
    ("THE ROOF - NIGHT", Heading(None, "THE ROOF", "NIGHT")),
    ("DAWN", Heading(None, "DAWN", None)),
    ("INT.", Heading("INT", "", None)),
]


@pytest.mark.parametrize(("text", "parts"), PARTS, ids=[text for text, _ in PARTS])
def test_parts_of_a_heading(text: str, parts: Heading) -> None:
    assert split_heading(text) == parts


BEGINNINGS = [
    ("INT. X", True),
    ("INT X", True),
    ("INT", False),
    ("INT.", True),
    ("INT-X", False),
    ("INTO THE WOODS", False),
    ("I/E X", True),
    ("I X", False),
    ("E. X", False),
    ("INT / EXT. X", True),
    ("Innen ist es", False),
    ("Innen. Küche", True),
    ("INNEN KÜCHE", True),
    ("AUßEN HOF", True),
    ("Нат. двор", True),
    ("Натали поёт", False),
]


@pytest.mark.parametrize(("line", "expected"), BEGINNINGS)
def test_how_a_heading_begins(line: str, expected: bool) -> None:
    assert HEADING_WORDS.begin(line) is expected


NUMBERS = [
    ("INT. HOUSE #1#", ("INT. HOUSE", "1")),
    ("INT. HOUSE#1#", ("INT. HOUSE", "1")),
    ("INT. HOUSE #I-1-A#", ("INT. HOUSE", "I-1-A")),
    ("INT. HOUSE #110-A#", ("INT. HOUSE", "110-A")),
    ("INT. HOUSE #1.#", ("INT. HOUSE", "1.")),
    ("INT. HOUSE #2# #3#", ("INT. HOUSE #2#", "3")),
    ("INT. HOUSE #", ("INT. HOUSE #", None)),
    ("INT. HOUSE ##", ("INT. HOUSE ##", None)),
    ("INT. HOUSE #1 2#", ("INT. HOUSE #1 2#", None)),
    ("INT. HOUSE #1# X", ("INT. HOUSE #1# X", None)),
    ("#", ("#", None)),
]


@pytest.mark.parametrize(("text", "expected"), NUMBERS)
def test_scene_numbers(text: str, expected: tuple[str, str | None]) -> None:
    assert split_number(text) == expected


def test_words_of_ones_own() -> None:
    words = HeadingWords(interior=("SIS",), exterior=("ULK",), times=("YÖ",))
    assert split_heading("SIS./ULK. AUTO - YÖ", words) == Heading("INT/EXT", "AUTO", "YÖ")
    assert split_heading("SIS. TALO - NIGHT", words) == Heading("INT", "TALO - NIGHT", None)


@given(st.text(max_size=80))
def test_any_text_has_parts_that_stand_in_it(text: str) -> None:
    parts = split_heading(text)
    assert parts.location in text
    assert parts.time_of_day is None or parts.time_of_day.split()[0] in text


def test_a_heading_of_a_megabyte_is_split_at_once() -> None:
    assert split_heading("INT. " + "A - " * 250_000 + "DAY").time_of_day == "DAY"
    assert split_heading("INT. HOUSE - " + "LATER " * 200_000).time_of_day is None


def test_words_may_be_added() -> None:
    words = HEADING_WORDS.with_more({"interior": ["SIS", ""], "times": ["YÖ"]})
    assert split_heading("SIS. TALO - YÖ", words) == Heading("INT", "TALO", "YÖ")
    assert words.begin("INT. HOUSE")
    assert not words.begin(". HOUSE")
    assert words.exterior == HEADING_WORDS.exterior
