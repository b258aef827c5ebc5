"""A scene that was cut in two is told as such, and so are two that became one."""

from __future__ import annotations

from cupola.script import Scene, parse, revise, scenes, write_first
from cupola.script.match import match
from cupola.script.parting import Parting, partings
from cupola.script.revision import SceneKey

FIRST = """\
Anna floats to the window and wipes the fog from the glass with her sleeve. The first light of the morning comes over
the edge of the Earth and falls on the photographs that are taped beside the frame."""
SECOND = """\
Peter brings the coffee in two silver bags. He lets one of them go, and it turns slowly towards her hand while neither
of them says a word about what happened during the night."""
OTHER = """\
The capsule hangs under its parachute over the steppe; horses run from the noise, and a boy on a motorcycle looks up."""
THIRD = """\
A telephone rings in an empty kitchen in Kaluga until the neighbour knocks, waits, and goes away
down the cold stairs."""


def script(*parts: tuple[str, str, str]) -> tuple[Scene, ...]:
    return scenes(
        parse("".join(f"\n{heading} #{number}#\n\n{text}\n" for number, heading, text in parts), "a.fountain")
    )


def found(before: tuple[Scene, ...], after: tuple[Scene, ...]) -> tuple[Parting, ...]:
    keys = [SceneKey(one.number, one.heading, one.fingerprint, one.eighths) for one in before]
    return partings(keys, after, match(keys, after))


WHOLE = script(("6", "EXT. STEPPE - DAY", OTHER), ("7", "INT. NAUKA - DAY", f"{FIRST}\n\n{SECOND}"))
CUT = script(("6", "EXT. STEPPE - DAY", OTHER), ("7", "INT. NAUKA - DAY", FIRST), ("7A", "INT. CUPOLA - DAY", SECOND))


def test_a_scene_cut_in_two_was_split() -> None:
    assert found(WHOLE, CUT) == (Parting("split", ("7",), ("7", "7A")),)
    assert found(WHOLE, CUT)[0].text() == "scene 7 split into 7 and 7A"


def test_two_scenes_made_one_were_joined() -> None:
    assert found(CUT, WHOLE) == (Parting("joined", ("7", "7A"), ("7",)),)
    assert found(CUT, WHOLE)[0].text() == "scenes 7 and 7A joined into 7"


def test_a_scene_cut_in_three_was_split_into_three() -> None:
    whole = script(("7", "INT. NAUKA - DAY", f"{FIRST}\n\n{SECOND}\n\n{THIRD}"))
    cut = script(
        ("7", "INT. NAUKA - DAY", FIRST), ("7A", "INT. NAUKA - DAY", SECOND), ("7B", "INT. NAUKA - DAY", THIRD)
    )
    assert found(whole, cut) == (Parting("split", ("7",), ("7", "7A", "7B")),)


def test_a_new_scene_beside_a_rewritten_one_is_no_part_of_it() -> None:
    after = script(("6", "EXT. STEPPE - DAY", OTHER), ("7", "INT. NAUKA - DAY", FIRST), ("8", "INT. KITCHEN", THIRD))
    assert found(WHOLE, after) == ()


def test_a_part_that_stands_elsewhere_is_no_parting() -> None:
    after = script(
        ("5", "INT. CUPOLA - DAY", SECOND), ("6", "EXT. STEPPE - DAY", OTHER), ("7", "INT. NAUKA - DAY", FIRST)
    )
    assert found(WHOLE, after) == ()


def test_nothing_was_parted_where_nothing_changed() -> None:
    assert found(WHOLE, WHOLE) == found((), ()) == found((), WHOLE) == ()


def test_the_breakdown_says_so_when_it_is_brought_in_step() -> None:
    _, revision = revise(write_first(WHOLE), CUT)
    assert revision.lines()[1] == "scene 7 split into 7 and 7A"
    _, revision = revise(write_first(CUT), WHOLE)
    assert revision.lines()[1] == "scenes 7 and 7A joined into 7"
    assert revise(write_first(CUT), CUT)[1].parted == ()
