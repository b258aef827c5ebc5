"""The screenplay as plain data."""

from __future__ import annotations

import json

from cupola.script import as_json, parse, scenes
from cupola.script.annotation import tagged

SCRIPT = """\
Title: A SMALL STEP
Author: Anna
Author: Boris

# One

INT. NAUKA - DAY #1#

ANNA floats. [[how?]]

ANNA (V.O.)
Morning.

BORIS ^
Yes.

EXT. STEPPE #2#

BORIS
Down.

ANNA
Down.

INT. CUPOLA #3#

ANNA
There.
"""
screenplay = parse(SCRIPT)
REPORT = as_json(screenplay, scenes(screenplay))


def test_it_is_json() -> None:
    assert json.loads(json.dumps(REPORT)) == REPORT
    assert list(REPORT) == ["title", "scenes", "characters", "elements"]


def test_the_title_page() -> None:
    assert REPORT["title"] == {"Title": "A SMALL STEP", "Author": "Anna\nBoris"}


def test_a_scene() -> None:
    assert REPORT["scenes"][0] == {
        "number": "1",
        "heading": "INT. NAUKA - DAY",
        "place_kind": "INT",
        "location": "NAUKA",
        "time_of_day": "DAY",
        "line": 7,
        "eighths": 1,
        "pages": "1/8",
        "lines": 10,
        "screen_time_s": 7.5,
        "characters": ["ANNA", "BORIS"],
        "is_omitted": False,
        "revision": None,
        "elements": {},
        "fields": {},
    }
    assert REPORT["scenes"][1]["time_of_day"] is None


def test_characters_by_first_appearance() -> None:
    assert REPORT["characters"] == [
        {"name": "ANNA", "scenes": ["1", "2", "3"], "speeches": 3},
        {"name": "BORIS", "scenes": ["1", "2"], "speeches": 2},
    ]


def test_who_speaks_before_the_first_scene_is_known_too() -> None:
    found = parse("\nANNA\nYes.\n")
    assert as_json(found, scenes(found))["characters"] == [{"name": "ANNA", "scenes": [], "speeches": 1}]


def test_elements_have_what_they_have_and_no_more() -> None:
    elements = REPORT["elements"]
    assert elements[0] == {"kind": "section", "text": "One", "line": 5, "column": 3, "level": 1}
    assert elements[1] == {"kind": "action", "text": "ANNA floats.", "line": 9, "column": 1}
    assert elements[2] == {"kind": "note", "text": "how?", "line": 9, "column": 14}
    assert elements[3] == {"kind": "character", "text": "ANNA (V.O.)", "line": 11, "column": 1, "dual": "left"}
    assert elements[5]["dual"] == "right"


def test_what_a_scene_asks_for_is_told() -> None:
    found = parse("INT. A [[props: torch, spoon × 2; light: sun]]\n\nOne. [[revision: Blue]]\n")
    (scene,) = as_json(found, scenes(found))["scenes"]
    assert scene["elements"] == {"props": [{"name": "torch", "count": 1}, {"name": "spoon", "count": 2}]}
    assert (scene["fields"], scene["revision"]) == ({"light": "sun"}, "Blue")


def test_tags_are_told_with_their_places() -> None:
    found = tagged(parse("INT. A\n\nThe torch[[props: torch]].\n"))
    assert as_json(found, scenes(found))["elements"][0]["tags"] == [
        {"category": "props", "name": "torch", "start": 4, "stop": 9}
    ]
