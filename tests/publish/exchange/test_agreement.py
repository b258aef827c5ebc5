"""The formats beside each other: every one tells of the same takes, at the same instants; on the house production."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import icalendar
import opentimelineio as otio
import pytest

from cupola.clock import Span, SpanSet, instant, utc_text
from cupola.plan.figures import Money
from cupola.plan.result import Bone, Pass, Plan, Strip
from cupola.production import Production, load
from cupola.publish.exchange import KINDS, Parcel, files
from tests.publish.conftest import at

FOLDER = Path(__file__).parents[3] / "productions" / "the-challenge"
HOURS = range(8, 16)


def by_hand(production: Production) -> Plan:
    """Plan the first eight shots on 9 October, an hour each: 20 min of set-up, two takes; leave the rest out."""
    strips, shots = [], list(production.shots.values())
    for hour, shot in zip(HOURS, shots, strict=False):
        rolling = at(f"9 {hour:02d}:20")
        takes = (Span(rolling, rolling + shot.take), Span(rolling + 900.0, rolling + 900.0 + shot.take))
        passes = (Pass(Span(rolling - 1200.0, rolling), takes),)
        strips.append(Strip(shot.id, shot.scene, shot.set, shot.people, shot.camera, passes))
    bones = tuple(Bone(shot.id, shot.scene, "by hand") for shot in shots[len(HOURS) :])
    return Plan(production.title, production.digest, tuple(strips), bones, 1, 1, 1, Money(), "by hand")


@pytest.fixture(scope="module")
def parcel() -> Parcel:
    """The house production with its orbit and light; its opportunities are of no interest here."""
    production = load(FOLDER)
    made = Parcel(production, by_hand(production), (), {"production": {}, "breakdown": {}})
    made.__dict__["opportunities"] = {shot: SpanSet() for shot in production.shots}
    return made


@pytest.fixture(scope="module")
def out(parcel: Parcel) -> dict[str, bytes]:
    """All files of all formats."""
    return {name: content for kind in KINDS for name, content in files(parcel, kind).items()}


def rows(content: bytes, encoding: str = "utf-8-sig") -> list[dict[str, str]]:
    """Read a CSV."""
    return list(csv.DictReader(io.StringIO(content.decode(encoding), newline=""), strict=True))


def meant(parcel: Parcel) -> list[tuple[str, str]]:
    """Give the shots with the instants at which their takes begin, in time order."""
    strips = parcel.plan.strips
    return sorted((utc_text(take.start), strip.shot) for strip in strips for one in strip.passes for take in one.takes)


def timecode(start: str) -> str:
    """Give the timecode of an instant."""
    return f"{start[11:19]}:00"


def test_every_format_has_files_of_its_own(out: dict[str, bytes], parcel: Parcel) -> None:
    assert len(out) == sum(len(files(parcel, kind)) for kind in KINDS)


def test_the_table_of_takes_has_every_take(out: dict[str, bytes], parcel: Parcel) -> None:
    assert [(row["start (UTC)"], row["shot"]) for row in rows(out["takes.csv"])] == meant(parcel)


def test_the_logs_of_avid_and_resolve_have_every_take(out: dict[str, bytes], parcel: Parcel) -> None:
    expected = [(timecode(start), shot) for start, shot in meant(parcel)]
    resolve = rows(out["resolve.csv"], "utf-16")
    assert [(row["Start TC"], row["Shot"]) for row in resolve] == expected
    avid: Any = otio.adapters.read_from_string(out["takes.ale"].decode(), "ale")
    logged = [(otio.opentime.to_timecode(one.source_range.start_time), one.metadata["ALE"]["Scene"]) for one in avid]
    assert logged == expected
    assert [row["Reel Name"] for row in resolve] == [one.metadata["ALE"]["Tape"] for one in avid]


def test_the_film_has_the_first_take_of_every_shot(out: dict[str, bytes], parcel: Parcel) -> None:
    first = {shot: start for start, shot in reversed(meant(parcel))}
    for name, adapter in (("film.otio", "otio_json"), ("film.edl", "cmx_3600")):
        film: Any = otio.adapters.read_from_string(out[name].decode(), adapter)
        starts = {one.name: otio.opentime.to_timecode(one.source_range.start_time) for one in film.find_clips()}
        assert starts == {shot: timecode(start) for shot, start in first.items()}


def test_the_film_is_as_long_as_its_screenplay(out: dict[str, bytes], parcel: Parcel) -> None:
    film: Any = otio.adapters.read_from_string(out["film.otio"].decode(), "otio_json")
    length = sum(scene.screen_time for scene in parcel.production.scenes if scene.lesson is None)
    assert film.duration().to_seconds() == pytest.approx(length, abs=len(parcel.production.scenes) / 24)


def test_the_calendars_have_every_pass_of_everybody(out: dict[str, bytes], parcel: Parcel) -> None:
    for key, person in parcel.production.people.items():
        spans = {(s.span.start, s.span.stop) for s in parcel.plan.strips if key in s.people}
        content = out.get(f"calendar-{key}.ics")
        found: list[Any] = list(icalendar.Calendar.from_ical(content).walk("VEVENT")) if content else []
        assert {(one["dtstart"].dt.timestamp(), one["dtend"].dt.timestamp()) for one in found} == spans, person.name


def test_the_globe_has_every_strip_while_it_is_made(out: dict[str, bytes], parcel: Parcel) -> None:
    packets = {one["name"]: one for one in json.loads(out["shoot.czml"]) if one["id"].startswith("shot-")}
    expected = {s.shot: [(one.span.start, one.span.stop) for one in s.passes] for s in parcel.plan.strips}
    found = {name: [tuple(map(instant, one.split("/"))) for one in p["availability"]] for name, p in packets.items()}
    assert found == expected


def test_the_document_has_every_strip_and_bone(out: dict[str, bytes], parcel: Parcel) -> None:
    plan = json.loads(out["plan.json"])["plan"]
    assert [one["shot"] for one in plan["strips"]] == [one.shot for one in parcel.plan.strips]
    assert [one["shot"] for one in plan["boneyard"]] == [one.shot for one in parcel.plan.boneyard]
    assert {row["shot"] for row in rows(out["boneyard.csv"])} == {one.shot for one in parcel.plan.boneyard}


def test_the_light_of_a_take_is_the_same_in_all_of_them(out: dict[str, bytes]) -> None:
    table = [row["light"] for row in rows(out["takes.csv"])]
    avid: Any = otio.adapters.read_from_string(out["takes.ale"].decode(), "ale")
    assert [one.metadata["ALE"]["Light"] for one in avid] == table
    station = next(one for one in json.loads(out["shoot.czml"]) if one["id"] == "station")
    colours = {"sun": 255, "sunset": 255, "sunrise": 255, "eclipse": 80}
    for row in rows(out["takes.csv"]):
        start = instant(row["start (UTC)"])
        edges = [(tuple(map(instant, one["interval"].split("/"))), one["rgba"]) for one in station["point"]["color"]]
        (rgba,) = [rgba for (begin, end), rgba in edges if begin <= start < end]
        assert rgba[0] == colours[row["light"]]


def test_the_names_of_the_house_production_arrive(out: dict[str, bytes], parcel: Parcel) -> None:
    names = {row["name"] for row in rows(out["cast-list.csv"])}
    assert names == {person.name for person in parcel.production.people.values()}
