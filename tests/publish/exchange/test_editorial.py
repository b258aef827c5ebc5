"""OTIO, EDL and ALE, read back by OpenTimelineIO."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import opentimelineio as otio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.clock import Span, SpanSet
from cupola.errors import PlanError
from cupola.plan.result import Pass
from cupola.publish.exchange import Kind, Parcel, files
from tests.publish.conftest import at, span
from tests.publish.exchange.conftest import HOSTILE, lit, renamed, small_draft

ADAPTERS = {"otio": "otio_json", "edl": "cmx_3600", "ale": "ale"}
STORY = ["1A", "1B", "2A", "3A"]


def read(parcel: Parcel, kind: Any) -> Any:
    """Export, and read what came out."""
    (content,) = files(parcel, kind).values()
    return otio.adapters.read_from_string(content.decode(), ADAPTERS[kind])


def timecode(time: Any) -> str:
    """Write a time as timecode."""
    return str(otio.opentime.to_timecode(time))


def test_the_timeline_is_the_film_in_story_order(draft: Parcel) -> None:
    timeline = read(draft, "otio")
    (track,) = timeline.tracks
    assert [(type(one).__name__, one.name, one.duration().value) for one in track] == [
        ("Clip", "1A", 1080),
        ("Clip", "1B", 1080),
        ("Clip", "2A", 540),
        ("Clip", "3A", 360),
        ("Gap", "4A", 900),
        ("Gap", "5", 1440),
    ]
    assert timeline.duration() == otio.opentime.RationalTime(5400, 24)
    assert timeline.name == "A Small Step"


def test_a_clip_begins_where_its_first_take_does_by_the_time_of_day(draft: Parcel) -> None:
    clips = list(read(draft, "otio").find_clips())
    starts = [timecode(clip.source_range.start_time) for clip in clips]
    assert starts == ["10:20:00:00", "08:10:00:00", "09:10:00:00", "11:28:00:00"]
    media = clips[0].media_reference.available_range
    assert timecode(media.start_time) == "10:19:50:00"
    assert media.duration.to_seconds() == 80.0


def test_a_clip_carries_scene_take_and_card(draft: Parcel) -> None:
    timeline = read(draft, "otio")
    told = [clip.metadata["cupola"] for clip in timeline.find_clips()]
    assert [(one["scene"], one["shot"], one["take"], one["card"]) for one in told] == [
        ("1", "1A", 1, "A001"),
        ("1", "1B", 1, "A002"),
        ("2", "2A", 1, "B001"),
        ("3", "3A", 1, "A002"),
    ]
    assert dict(told[3], cast=list(told[3]["cast"])) == {
        "scene": "3",
        "heading": "INT. CUPOLA - SUNSET",
        "shot": "3A",
        "text": "Picture 3a.",
        "light": "any",
        "planned": True,
        "take": 1,
        "takes": 2,
        "card": "A002",
        "start": "2021-10-09T11:28:00Z",
        "stop": "2021-10-09T11:29:00Z",
        "day": 3,
        "light now": "sun",
        "set": "CUPOLA",
        "camera": "RED KOMODO 6K",
        "lens": "35 mm",
        "size": "CU",
        "cast": ["Anna Actress"],
    }


def test_light_phases_are_markers(draft: Parcel) -> None:
    found = {clip.name: [(m.name, m.color) for m in clip.markers] for clip in read(draft, "otio").find_clips()}
    assert found == {
        "1A": [("sun", "YELLOW")],
        "1B": [("sun", "YELLOW")],
        "2A": [("eclipse", "BLUE")],
        "3A": [("sun", "YELLOW")],
    }


def test_a_phase_that_ends_within_a_clip_has_a_marker_as_long_as_it_lasts(draft: Parcel) -> None:
    """1A is 45 s long, from 10:20:00; let sunset begin 30 s later."""
    turn = span("6 10:20-10:21").start + 30.0
    draft.__dict__["spans"] = {"sun": SpanSet([turn - 600], [turn]), "sunset": SpanSet([turn], [turn + 600])}
    draft.__dict__.pop("phases", None)
    clip = next(iter(read(draft, "otio").find_clips()))
    found = [(m.name, timecode(m.marked_range.start_time), m.marked_range.duration.value) for m in clip.markers]
    assert found == [("sun", "10:20:00:00", 720), ("sunset", "10:20:30:00", 360)]


def test_the_timeline_says_which_version_it_is(draft: Parcel, approved: Parcel) -> None:
    first, second = read(draft, "otio"), read(approved, "otio")
    assert dict(first.metadata["cupola"]) == {"documents": "0123456789abcdef", "version": 0}
    assert second.metadata["cupola"]["version"] == 2


def test_an_edl_has_the_same_cuts(draft: Parcel) -> None:
    edl = read(draft, "edl")
    (track,) = edl.tracks
    clips = [one for one in track if isinstance(one, otio.schema.Clip)]
    assert [one.name for one in clips] == STORY
    timeline = read(draft, "otio")
    ours = list(timeline.find_clips())
    for one, two in zip(clips, ours, strict=True):
        assert one.source_range == two.source_range
        assert one.range_in_parent() == two.range_in_parent()
        assert one.metadata["cmx_3600"]["reel"] == two.metadata["cupola"]["card"]


def test_an_edl_says_that_it_drops_no_frames(draft: Parcel) -> None:
    assert files(draft, "edl")["film.edl"].splitlines()[1] == b"FCM: NON-DROP FRAME"


def test_an_edl_leaves_a_hole_where_a_shot_is_left_out(approved: Parcel) -> None:
    strips = tuple(one for one in approved.plan.strips if one.shot != "2A")
    parcel = lit(Parcel(approved.production, replace(approved.plan, strips=strips, situation=None)))
    lines = files(parcel, "edl")["film.edl"].decode().splitlines()
    cuts = [line.split()[-2:] for line in lines if line[:3].isdigit()]
    assert cuts == [
        ["00:00:00:00", "00:00:45:00"],
        ["00:00:45:00", "00:01:30:00"],
        ["00:01:52:12", "00:02:07:12"],
    ]


def test_an_ale_logs_every_take(draft: Parcel) -> None:
    found = read(draft, "ale")
    assert found.metadata["ALE"]["header"]["FPS"] == "24"
    assert [clip.name for clip in found] == [
        *("1A-1", "1A-2", "2A-1", "2A-2"),
        *("1B-1", "1B-2", "1B-3", "1B-4", "3A-1", "3A-2"),
    ]
    last = found[-1]
    assert timecode(last.source_range.start_time) == "11:30:00:00"
    assert last.source_range.duration.to_seconds() == 60.0
    logged = dict(last.metadata["ALE"])
    assert (logged["Tape"], logged["Scene"], logged["Take"]) == ("A002", "3A", "2")
    assert (logged["Camera"], logged["Light"], logged["Shoot date"]) == ("RED KOMODO 6K", "sun", "2021-10-09")


@pytest.mark.parametrize("kind", ADAPTERS)
def test_a_take_over_midnight_is_read_back(kind: str, draft: Parcel) -> None:
    first = draft.plan.strips[0]
    rolling = Span(at("6 23:59:45"), at("7 00:00:45"))
    made = replace(first, passes=(Pass(span("6 23:30-23:59"), (rolling,)),))
    found = read(lit(Parcel(draft.production, replace(draft.plan, strips=(made,)))), kind)
    clip = next(iter(found.find_clips()))
    assert clip.source_range.duration.to_seconds() == (60 if kind == "ale" else 45)
    assert timecode(clip.source_range.end_time_inclusive()) == "23:59:59:22"


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=120) | st.sampled_from(HOSTILE), st.sampled_from(sorted(ADAPTERS)))
def test_a_name_never_becomes_a_cut_or_a_column(name: str, kind: str) -> None:
    draft = small_draft()
    parcel = lit(Parcel(renamed(draft.production, name), draft.plan))
    found = list(read(parcel, kind).find_clips())
    assert len(found) == (10 if kind == "ale" else 4)
    assert {clip.name for clip in found} <= {*STORY, *(f"{shot}-{k}" for shot in STORY for k in (1, 2, 3, 4))}


def renumbered(name: str) -> Parcel:
    """Give the small shoot with another id for 1A."""
    draft = small_draft()
    scene = draft.production.scenes[0]
    shots = (replace(scene.shots[0], id=name), *scene.shots[1:])
    production = replace(draft.production, scenes=(replace(scene, shots=shots), *draft.production.scenes[1:]))
    strips = (replace(draft.plan.strips[0], shot=name), *draft.plan.strips[1:])
    return lit(Parcel(production, replace(draft.plan, strips=strips)))


@pytest.mark.parametrize("name", ["7A", "Кадр 7", "a: b", "A, B; C", "* FROM CLIP NAME: x", "001 AX V C", *HOSTILE])
def test_a_shot_may_have_any_name_in_a_timeline_and_an_edl(name: str) -> None:
    parcel = renumbered(name)
    shown = next(iter(read(parcel, "otio").find_clips())).name
    assert "\n" not in shown
    assert name.isprintable() is False or "\u202e" in name or shown == name
    assert len(list(read(parcel, "edl").find_clips())) == 4


def test_the_same_plan_gives_the_same_bytes() -> None:
    kinds: tuple[Kind, ...] = ("otio", "edl", "ale")
    for kind in kinds:
        assert files(small_draft(), kind) == files(small_draft(), kind)


@pytest.mark.parametrize("kind", [*ADAPTERS, "resolve"])
def test_a_plan_that_records_nothing_is_refused(kind: Any, draft: Parcel) -> None:
    with pytest.raises(PlanError, match="E773"):
        files(lit(Parcel(draft.production, replace(draft.plan, strips=()))), kind)
