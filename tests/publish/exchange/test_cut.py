"""The film in story order, by hand and for any lengths."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cupola.production.lesson import Lesson
from cupola.publish.exchange import Parcel
from cupola.publish.exchange.cut import cut, shared
from cupola.publish.exchange.footage import recordings


def test_the_film_runs_in_story_order_with_holes_for_what_is_not_shot(draft: Parcel) -> None:
    """Scenes last 90, 22.5, 15, 37.5 and 60 s; 4A is in the boneyard, scene 5 on the ground."""
    found = cut(draft, recordings(draft.schedule), 24)
    assert [(s.scene.number, s.shot.id if s.shot else "", s.frames, s.recording is not None) for s in found] == [
        ("1", "1A", 1080, True),
        ("1", "1B", 1080, True),
        ("2", "2A", 540, True),
        ("3", "3A", 360, True),
        ("4", "4A", 900, False),
        ("5", "", 1440, False),
    ]


def test_a_shot_is_represented_by_its_first_take(draft: Parcel) -> None:
    found = cut(draft, recordings(draft.schedule), 24)
    assert [slot.recording.number for slot in found if slot.recording] == [1, 1, 1, 1]


def test_a_lesson_is_no_scene_of_the_film(draft: Parcel) -> None:
    lesson = Lesson("fit", ("anna",), hours=3600.0, worth=60.0)
    scenes = (replace(draft.production.scenes[0], lesson=lesson), *draft.production.scenes[1:])
    parcel = Parcel(replace(draft.production, scenes=scenes), draft.plan)
    assert [slot.scene.number for slot in cut(parcel, (), 24)] == ["2", "3", "4", "5"]


def test_shots_share_a_scene_as_their_takes_are_long(draft: Parcel) -> None:
    base = draft.production
    one, two = base.scenes[0].shots
    scenes = (replace(base.scenes[0], shots=(replace(one, take=30.0), replace(two, take=60.0))), *base.scenes[1:])
    parcel = Parcel(replace(base, scenes=scenes), draft.plan)
    assert [slot.frames for slot in cut(parcel, (), 24)][:2] == [720, 1440]


def test_frames_are_shared_to_the_last_one() -> None:
    assert shared(10, [1.0, 1.0, 1.0]) == [3, 4, 3]
    assert shared(3, [1.0, 100.0, 1.0]) == [1, 1, 1]
    assert shared(2, [1.0, 1.0, 1.0]) == [1, 1, 0]


@given(st.integers(1, 10**6), st.lists(st.floats(1, 7200), min_size=1, max_size=20))
def test_nothing_is_lost_and_the_longer_take_never_has_less(frames: int, weights: list[float]) -> None:
    found = shared(frames, weights)
    assert sum(found) == frames
    assert len(found) == len(weights)
    assert min(found) >= (1 if frames >= len(weights) else 0)
    for one, length in zip(weights, found, strict=True):
        for other, less in zip(weights, found, strict=True):
            assert one > other or length <= less + 1 or frames < len(weights)
