"""Matching the scenes of a rewritten script with those of the old breakdown."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.script import Revision, Scene, parse, scenes
from cupola.script.match import match
from cupola.script.revision import SceneKey

KITCHEN = "Steam on the window. Anna stirs a pot and listens to the radio without hearing it at all."
STREET = "Rain falls on the empty tram stop where a dog waits for somebody who is late again tonight."
CABIN = "Boris zips himself into the sleeping bag, counts the sunrises left and turns his face away."
HATCH = "Four hands on one wheel; metal complains, then the hiss, then a smell of burnt almonds and cold."


def script(*parts: tuple[str, str]) -> tuple[Scene, ...]:
    """Make a script of (heading with number, text)."""
    return scenes(parse("\n" + "\n\n".join(f"{heading}\n\n{text}" for heading, text in parts)))


def keys(found: tuple[Scene, ...]) -> list[SceneKey]:
    return [SceneKey(s.number, s.heading, s.fingerprint, s.eighths) for s in found]


def told(revision: Revision) -> list[tuple[str, str | None, str | None]]:
    return [(c.kind, c.old_number, c.new_number) for c in revision.changes]


OLD = script(
    ("INT. KITCHEN - DAY #1#", KITCHEN),
    ("EXT. STREET - NIGHT #2#", STREET),
    ("INT. CABIN - NIGHT #3#", CABIN),
    ("INT. HATCH - DAY #4#", HATCH),
)


def revision_of(*parts: tuple[str, str], boneyard: tuple[Scene, ...] = ()) -> Revision:
    return match(keys(OLD), script(*parts), keys(boneyard))


def test_the_same_script_is_the_same() -> None:
    revision = match(keys(OLD), OLD)
    assert told(revision) == [("same", n, n) for n in "1234"]
    assert revision.is_empty


def test_a_scene_added_is_new() -> None:
    revision = revision_of(
        ("INT. KITCHEN - DAY #1#", KITCHEN),
        ("EXT. ROOF - DAWN #1A#", "Pigeons. Nobody else is up, and the light is only beginning."),
        ("EXT. STREET - NIGHT #2#", STREET),
        ("INT. CABIN - NIGHT #3#", CABIN),
        ("INT. HATCH - DAY #4#", HATCH),
    )
    assert told(revision)[1] == ("new", None, "1A")
    assert revision.count("same") == 4


def test_a_scene_taken_out_is_gone_and_told_last() -> None:
    revision = revision_of(
        ("INT. KITCHEN - DAY #1#", KITCHEN), ("INT. CABIN - NIGHT #3#", CABIN), ("INT. HATCH - DAY #4#", HATCH)
    )
    assert told(revision) == [("same", "1", "1"), ("same", "3", "3"), ("same", "4", "4"), ("gone", "2", None)]


def test_an_edited_scene_is_changed_by_so_much() -> None:
    revision = revision_of(
        ("INT. KITCHEN - DAY #1#", KITCHEN.replace("without hearing it at all", "and turns it off")),
        ("EXT. STREET - NIGHT #2#", STREET),
        ("INT. CABIN - NIGHT #3#", CABIN),
        ("INT. HATCH - DAY #4#", HATCH),
    )
    change = revision.changes[0]
    assert (change.kind, change.old_number) == ("changed", "1")
    assert change.likeness is not None
    assert 0.4 < change.likeness < 0.95


def test_a_scene_wholly_rewritten_under_its_heading_keeps_its_work() -> None:
    revision = revision_of(
        ("INT. KITCHEN - DAY #1#", "Nobody. A letter on the table, unopened, under a cup."),
        ("EXT. STREET - NIGHT #2#", STREET),
        ("INT. CABIN - NIGHT #3#", CABIN),
        ("INT. HATCH - DAY #4#", HATCH),
    )
    assert told(revision)[0] == ("changed", "1", "1")


def test_another_heading_alone_is_a_change() -> None:
    revision = revision_of(
        ("INT. KITCHEN - NIGHT #1#", KITCHEN),
        ("EXT. STREET - NIGHT #2#", STREET),
        ("INT. CABIN - NIGHT #3#", CABIN),
        ("INT. HATCH - DAY #4#", HATCH),
    )
    change = revision.changes[0]
    assert (change.kind, change.old_heading) == ("changed", "INT. KITCHEN - DAY")
    assert change.text() == "1  INT. KITCHEN - NIGHT: heading was INT. KITCHEN - DAY"  # its words are as they were


def test_a_scene_moved_is_the_only_one_that_moved() -> None:
    revision = revision_of(
        ("EXT. STREET - NIGHT #2#", STREET),
        ("INT. CABIN - NIGHT #3#", CABIN),
        ("INT. HATCH - DAY #4#", HATCH),
        ("INT. KITCHEN - DAY #1#", KITCHEN),
    )
    assert told(revision) == [("same", "2", "2"), ("same", "3", "3"), ("same", "4", "4"), ("moved", "1", "1")]


def test_scenes_counted_anew_are_renumbered() -> None:
    """A script without numbers, into which a scene is put: all after it are counted on, and keep their work."""
    old = script(("INT. KITCHEN - DAY", KITCHEN), ("EXT. STREET - NIGHT", STREET), ("INT. CABIN - NIGHT", CABIN))
    new = script(
        ("INT. KITCHEN - DAY", KITCHEN),
        ("INT. HATCH - DAY", HATCH),
        ("EXT. STREET - NIGHT", STREET),
        ("INT. CABIN - NIGHT", CABIN),
    )
    assert told(match(keys(old), new)) == [
        ("same", "1", "1"),
        ("new", None, "2"),
        ("renumbered", "2", "3"),
        ("renumbered", "3", "4"),
    ]


def test_the_same_heading_again_and_again_does_not_mislead() -> None:
    """Four scenes in one kitchen, one put before them all and one rewritten a little."""
    texts = (KITCHEN, STREET, CABIN, HATCH)
    old = script(*(("INT. KITCHEN - DAY", text) for text in texts))
    first = "A kettle begins to sing and nobody is there to take it off the flame in time."
    new = script(*(("INT. KITCHEN - DAY", text) for text in (first, KITCHEN, STREET, CABIN + " He hums.", HATCH)))
    assert [(c.old, c.kind) for c in match(keys(old), new).changes] == [
        (None, "new"),
        (0, "renumbered"),
        (1, "renumbered"),
        (2, "renumbered"),
        (3, "renumbered"),
    ]


def test_two_scenes_that_change_numbers_keep_their_own_work() -> None:
    revision = revision_of(
        ("EXT. STREET - NIGHT #1#", STREET),
        ("INT. KITCHEN - DAY #2#", KITCHEN),
        ("INT. CABIN - NIGHT #3#", CABIN),
        ("INT. HATCH - DAY #4#", HATCH),
    )
    assert [(c.kind, c.old_number, c.new_number) for c in revision.changes[:2]] == [
        ("renumbered", "2", "1"),
        ("renumbered", "1", "2"),
    ]
    assert sum(c.is_moved for c in revision.changes) == 1


def test_a_split_scene_is_one_changed_and_one_new() -> None:
    halves = "Steam on the window. Anna stirs a pot and listens", "to the radio without hearing it at all."
    revision = revision_of(
        ("INT. KITCHEN - DAY #1#", halves[0]),
        ("INT. KITCHEN - LATER #1A#", halves[1]),
        ("EXT. STREET - NIGHT #2#", STREET),
        ("INT. CABIN - NIGHT #3#", CABIN),
        ("INT. HATCH - DAY #4#", HATCH),
    )
    assert told(revision)[:2] == [("changed", "1", "1"), ("new", None, "1A")]
    assert revision.count("gone") == 0


def test_two_scenes_made_one_are_one_changed_and_one_gone() -> None:
    revision = revision_of(
        ("INT. KITCHEN - DAY #1#", f"{KITCHEN}\n\n{STREET}"),
        ("INT. CABIN - NIGHT #3#", CABIN),
        ("INT. HATCH - DAY #4#", HATCH),
    )
    assert told(revision) == [("changed", "1", "1"), ("same", "3", "3"), ("same", "4", "4"), ("gone", "2", None)]


def test_a_scene_replaced_by_another_under_its_number_is_gone_and_new() -> None:
    revision = revision_of(
        ("EXT. DESERT - DAWN #1#", "A capsule lies on its side, black, ticking as it cools down in the grass."),
        ("EXT. STREET - NIGHT #2#", STREET),
        ("INT. CABIN - NIGHT #3#", CABIN),
        ("INT. HATCH - DAY #4#", HATCH),
    )
    assert told(revision)[0] == ("new", None, "1")
    assert told(revision)[-1] == ("gone", "1", None)


def test_a_scene_returns_from_the_boneyard() -> None:
    buried = script(("INT. CELLAR - NIGHT #9#", "Bottles, a candle, and behind the bottles the other door."))
    revision = revision_of(
        ("INT. KITCHEN - DAY #1#", KITCHEN),
        ("EXT. STREET - NIGHT #2#", STREET),
        ("INT. CELLAR - NIGHT #2A#", "Bottles, a candle, and behind the bottles the other door."),
        ("INT. CABIN - NIGHT #3#", CABIN),
        ("INT. HATCH - DAY #4#", HATCH),
        boneyard=buried,
    )
    assert told(revision)[2] == ("returned", "9", "2A")
    assert revision.changes[2].old == 4
    assert not revision.changes[2].is_moved


def test_what_stays_in_the_boneyard_is_not_told() -> None:
    revision = match(keys(OLD), OLD, [SceneKey("9", "INT. CELLAR - NIGHT")])
    assert revision.is_empty


def test_the_living_come_before_the_boneyard() -> None:
    revision = match(keys(OLD), OLD, keys(OLD))
    assert [c.old for c in revision.changes] == [0, 1, 2, 3]


def test_the_same_words_in_the_boneyard_come_before_a_mere_heading() -> None:
    old = [SceneKey("7", "INT. KITCHEN - DAY", OLD[3].fingerprint)]
    buried = [SceneKey("1", "INT. KITCHEN - DAY", OLD[0].fingerprint)]
    assert [(c.kind, c.old) for c in match(old, OLD[:1], buried).changes] == [("returned", 1), ("gone", 0)]


def test_a_breakdown_without_fingerprints_is_matched_by_number_and_heading() -> None:
    bare = [replace(key, fingerprint="", eighths=None) for key in keys(OLD)]
    assert match(bare, OLD).is_empty
    moved = [replace(key, number=str(9 - int(key.number))) for key in bare]
    assert [c.old for c in match(moved, OLD).changes] == [0, 1, 2, 3]


def test_of_two_entries_as_much_alike_the_nearer_in_place_is_taken() -> None:
    """Two entries without fingerprints and of one heading; the scene that is left stands where the second stood."""
    old = [SceneKey("a", "INT. KITCHEN - DAY"), *keys(OLD[1:]), SceneKey("b", "INT. KITCHEN - DAY")]
    assert [c.old for c in match(old, [*OLD[1:], OLD[0]]).changes] == [1, 2, 3, 4, 0]
    assert [c.old for c in match(old, OLD).changes] == [0, 1, 2, 3, 4]


def test_scenes_of_the_same_words_are_paired_in_their_order() -> None:
    same = script(*[("INT. KITCHEN - DAY", KITCHEN)] * 3)
    assert [c.old for c in match(keys(same), same[:2]).changes] == [0, 1, 2]
    assert [c.old for c in match(keys(same[1:]), same[1:]).changes] == [0, 1]


def test_nothing_at_all() -> None:
    assert match([], []).changes == ()
    assert [c.kind for c in match(keys(OLD), ()).changes] == ["gone"] * 4
    assert [c.kind for c in match([], OLD).changes] == ["new"] * 4


@pytest.mark.parametrize("size", [1500])
def test_a_script_of_many_scenes_wholly_rewritten_is_matched_by_number(size: int) -> None:
    """Beyond a quarter of a million pairs only scenes that share a number or a heading are compared."""
    chance = random.Random(1)

    def version(seed: int) -> tuple[Scene, ...]:
        words = random.Random(seed)
        return script(
            *(
                (f"INT. ROOM {k} - DAY #{k}#", " ".join(str(words.random()) for _ in range(4)))
                for k in range(1, size + 1)
            )
        )

    old, new = version(2), list(version(3))
    chance.shuffle(new)
    revision = match(keys(old), new)
    assert all(c.old_number == c.new_number for c in revision.changes)


TEXTS = st.lists(st.sampled_from((KITCHEN, STREET, CABIN, HATCH, "A", "B c", KITCHEN + " More.")), max_size=8)
HEADINGS = ("INT. KITCHEN - DAY", "EXT. STREET - NIGHT", "INT. CABIN")


@given(TEXTS, TEXTS, TEXTS, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_nothing_is_matched_twice_or_lost(
    before: list[str], after: list[str], below: list[str], chance: random.Random
) -> None:
    def made(texts: list[str]) -> tuple[Scene, ...]:
        return script(*((f"{chance.choice(HEADINGS)} #{chance.randint(1, 9)}#", text) for text in texts))

    old, new, buried = made(before), made(after), made(below)
    revision = match(keys(old), new, keys(buried))
    assert [c.new for c in revision.changes if c.new is not None] == list(range(len(new)))
    used = [c.old for c in revision.changes if c.old is not None]
    assert len(used) == len(set(used))
    assert set(range(len(old))) <= set(used) <= set(range(len(old) + len(buried)))
    assert revision == match(keys(old), new, keys(buried))


@given(st.permutations(range(7)))
def test_as_few_scenes_as_can_be_are_said_to_have_moved(order: list[int]) -> None:
    texts = (KITCHEN, STREET, CABIN, HATCH, "Alpha beta gamma.", "Delta epsilon zeta.", "Eta theta iota.")
    old = script(*((f"INT. ROOM - DAY #{k}#", text) for k, text in enumerate(texts)))
    revision = match(keys(old), [old[k] for k in order])
    stayed = [c.old for c in revision.changes if not c.is_moved]
    assert stayed == sorted(stayed, key=lambda k: k or 0)
    assert len(stayed) == _longest_rise(order)


def _longest_rise(order: list[int]) -> int:
    """Give the length of a longest rising part, the plain way."""
    best = [1] * len(order)
    for k, value in enumerate(order):
        best[k] = 1 + max((best[j] for j in range(k) if order[j] < value), default=0)
    return max(best)
