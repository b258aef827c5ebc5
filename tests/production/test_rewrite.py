"""Two versions of the scenes of a film: scenes are followed by their words, and their shots by their scenes."""

from __future__ import annotations

import pytest

from cupola.errors import DocumentError
from cupola.production.rewrite import Scenes, compare, of_breakdown
from cupola.script import parse as script
from cupola.script import revise, scenes
from cupola.tree import parse
from tests.small import BREAKDOWN, SCREENPLAY


def breakdown(text: str) -> Scenes:
    return of_breakdown(parse(text, "breakdown.yaml"))


def played(text: str) -> Scenes:
    return Scenes(scenes(script(text, "a.fountain")))


def lines(before: Scenes, after: Scenes) -> list[str]:
    return compare(before, after).lines()


IN_STEP = revise(BREAKDOWN, scenes(script(SCREENPLAY, "a.fountain")))[0]


def test_nothing_differs_from_itself() -> None:
    assert lines(breakdown(IN_STEP), breakdown(IN_STEP)) == []
    assert lines(played(SCREENPLAY), breakdown(IN_STEP)) == []


def test_fields_and_shots_are_told_by_scene() -> None:
    after = IN_STEP.replace("takes: 3}", "takes: 5}", 1).replace("priority: 1", "priority: 3", 1)
    assert lines(breakdown(IN_STEP), breakdown(after)) == ["scene 1: priority 1 → 3", "scene 1: shot 1A: takes 3 → 5"]


def test_a_renumbered_scene_takes_its_shots_and_ties_along() -> None:
    new = SCREENPLAY.replace("#1#", "#11#").replace("#2#", "#12#")
    after = revise(IN_STEP, scenes(script(new, "a.fountain")))[0]
    assert "shot: 11A" in after
    assert lines(breakdown(IN_STEP), breakdown(after)) == [
        "4 scenes: 2 same, 2 renumbered",
        "11 (was 1)  INT. NAUKA - DAY: renumbered",
        "12 (was 2)  INT. NAUKA - NIGHT: renumbered",
    ]


def test_scenes_that_are_gone_and_new_are_told() -> None:
    new = SCREENPLAY.replace(
        "EXT. STEPPE - DAY #4#\n\nA capsule under its parachute.", "EXT. SEA - NIGHT #5#\n\nWaves."
    )
    assert lines(played(SCREENPLAY), played(new)) == [
        "4 scenes: 3 same, 1 new, 1 gone",
        "5  EXT. SEA - NIGHT: new, 1/8 pages",
        "4  EXT. STEPPE - DAY: gone",
    ]


def test_a_faulty_breakdown_is_an_error() -> None:
    with pytest.raises(DocumentError, match="E106"):
        breakdown("schema: cupola/1\nscenes: [{scene: 1}]\n")


def test_a_scene_whose_number_is_kept_is_omitted() -> None:
    new = SCREENPLAY.replace("EXT. STEPPE - DAY #4#\n\nA capsule under its parachute.", ".OMITTED #4#")
    assert scenes(script(new, "a.fountain"))[-1].is_omitted
    assert lines(played(SCREENPLAY), played(new)) == [
        "3 scenes: 3 same, 1 omitted",
        "4  EXT. STEPPE - DAY: omitted",
    ]
    assert lines(played(new), played(new)) == []


HEADED = SCREENPLAY.replace("INT. NAUKA - DAY #1#", "INT. ZVEZDA - DAY #1#")


def test_a_new_heading_alone_is_told_as_that_where_the_screenplay_is_there() -> None:
    found = scenes(script(HEADED, "a.fountain"))
    after = of_breakdown(parse(revise(IN_STEP, found)[0], "breakdown.yaml"), found)
    assert lines(breakdown(IN_STEP), after)[1:] == ["1  INT. ZVEZDA - DAY: heading was INT. NAUKA - DAY"]


def test_without_the_screenplay_a_new_heading_may_have_new_words_below_it() -> None:
    after = revise(IN_STEP, scenes(script(HEADED, "a.fountain")))[0]
    (line,) = lines(breakdown(IN_STEP), breakdown(after))[1:]
    assert line.startswith("1  INT. ZVEZDA - DAY: heading was INT. NAUKA - DAY, perhaps some words too")


def test_a_screenplay_that_is_not_in_step_lends_no_words() -> None:
    other = scenes(script(HEADED.replace("The", "A"), "a.fountain"))
    after = revise(IN_STEP, scenes(script(HEADED, "a.fountain")))[0]
    found = of_breakdown(parse(after, "breakdown.yaml"), other)
    assert [bool(one.elements) for one in found.scenes] == [
        one.fingerprint in {each.fingerprint for each in other} for one in found.scenes
    ]
