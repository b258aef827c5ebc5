"""The ground track, read from the picture."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from matplotlib.path import Path

from cupola.clock import DAY, Span, instant
from cupola.errors import DocumentError
from cupola.light import Almanac, LightLimits
from cupola.light.track import Point, Revolution, ground_track
from cupola.places import load_station
from cupola.publish.charts import DARK, Subject, track_chart
from cupola.publish.charts.land import outlines
from cupola.publish.charts.map import NORTH, ROUND, SOUTH, Map, _pieces, _read
from cupola.publish.charts.sheet import Sheet, settings
from cupola.publish.charts.theme import PAPER
from cupola.publish.charts.track import _Place, _wrapped
from cupola.sky.terminator import terminator
from tests.october import STAY, stay_orbit
from tests.publish.drawing import Drawing

MIDNIGHT = instant("2021-10-09T00:00Z")


@cache
def almanac(hours: float) -> Almanac:
    """Give the almanac of so many hours of 9 October."""
    return Almanac(stay_orbit(), load_station("iss"), Span(MIDNIGHT, MIDNIGHT + hours * 3600.0))


@cache
def drawn(hours: float) -> Drawing:
    """Draw the ground track of so many hours."""
    return Drawing(track_chart(almanac(hours), Subject.bare("iss.tle", load_station("iss"))).svg())


@cache
def only() -> Revolution:
    """Give the one revolution of an hour and a half."""
    return ground_track(almanac(1.5))[0]


@cache
def edge() -> tuple[tuple[float, float], ...]:
    """Give the terminator as it is drawn for it, mm."""
    return tuple(drawn(1.5).lines("terminator-1")[0])


def place(lon: float, lat: float) -> tuple[float, float]:
    """Give the place of a point of the ground on the only map, by the ends of its terminator, mm."""
    left, right = edge()[0][0], edge()[-1][0]
    scale = (right - left) / ROUND
    foot = edge()[90][1] + scale * float(terminator(only().subsolar.lat, only().subsolar.lon, [0.0])[0])
    return left + (lon + 180.0) * scale, foot - lat * scale


def test_the_foot_says_from_where_landmarks_were_taken_to_be_in_sight() -> None:
    station, span = load_station("iss"), Span(MIDNIGHT, MIDNIGHT + 1800.0)
    high = Almanac(stay_orbit(), station, span, limits=LightLimits(landmark_elevation=25.0))
    words = Drawing(track_chart(high, Subject.bare("iss.tle", station)).svg()).words
    assert any("the station stands 25° high or more" in word for word in words)


def test_one_revolution_has_one_map_and_a_day_sixteen() -> None:
    assert drawn(1.5).names("terminator") == ["terminator-1"]
    assert len(drawn(24.0).names("terminator")) == 16
    assert "00:00–24:00 UTC   ·   16 revolutions" in drawn(24.0).words
    assert "16 sunrises and 16 sunsets at the station" in drawn(24.0).words


def test_the_terminator_on_the_map_is_the_suns() -> None:
    sun = only().subsolar
    across = np.linspace(-180, 180, 181)
    expected = [place(x, y) for x, y in zip(across, terminator(sun.lat, sun.lon, across), strict=True)]
    assert np.array(edge()) == pytest.approx(np.array(expected), abs=0.01)


def test_the_track_on_the_map_is_the_stations() -> None:
    pieces = [
        line for name in drawn(1.5).names("lit-1") + drawn(1.5).names("dark-1") for line in drawn(1.5).lines(name)
    ]
    found = np.array([point for line in pieces for point in line])
    for lon, lat in zip(only().lon.tolist(), only().lat.tolist(), strict=True):
        assert np.hypot(*(found - place(lon, lat)).T).min() < 0.02


def test_the_track_in_sunlight_is_a_full_line_and_in_eclipse_a_dashed_one() -> None:
    lit, dark = (drawn(1.5).groups[drawn(1.5).names(kind)[0]] for kind in ("lit-1", "dark-1"))
    assert "dasharray" not in next(iter(lit)).attrib["style"]
    assert "dasharray" in next(iter(dark)).attrib["style"]


def test_pieces_of_a_track_do_not_jump_across_the_map() -> None:
    for revolution in ground_track(almanac(24.0)):
        for _, lon, lat in _pieces(revolution):
            assert np.abs(np.diff(lon)).max() < 5
            assert len(lon) == len(lat)


def test_pieces_of_a_track_have_all_its_points() -> None:
    for revolution in ground_track(almanac(24.0)):
        points = {round(float(v), 6) for _, _, lat in _pieces(revolution) for v in lat}
        assert {round(float(v), 6) for v in revolution.lat} <= points


def test_a_place_between_two_points_of_a_track_lies_between_them() -> None:
    revolution = only()
    for k in range(0, len(revolution.at) - 1, 17):
        lon, lat = _read(revolution, float(revolution.at[k : k + 2].mean()))
        assert lat == pytest.approx(float(revolution.lat[k : k + 2].mean()), abs=1e-6)
        assert -180 <= lon <= 180


def test_every_ten_minutes_the_time_stands_beside_the_track() -> None:
    times = {f"{m // 60:02d}:{m % 60:02d}" for m in range(0, 90, 10)}
    assert len(times & set(drawn(1.5).words)) >= 8


def test_sunrise_and_sunset_are_told_above_each_map() -> None:
    rises = [word for word in drawn(24.0).words if word.startswith("▲")]
    falls = [word for word in drawn(24.0).words if word.startswith("▼")]
    assert len(rises) == len(falls) == 16
    assert rises[0] == "▲ 00:32"


def test_a_single_map_lists_landmarks_with_their_times() -> None:
    revolution = only()
    words = drawn(1.5).words
    names = {landmark.name for landmark, _ in revolution.overhead}
    assert len(names & set(words)) > 20
    first, when = min(((one, span) for one, span in revolution.overhead), key=lambda pair: pair[1].start)
    assert first.name in words
    assert Subject("x", 0.0, "UTC", "ISS").times(when) in words


def test_small_maps_name_the_landmarks_longest_in_sight_in_order_of_time() -> None:
    track = ground_track(almanac(24.0))
    below = drawn(24.0).find("station in sunlight").top
    lines = [text.text for text in drawn(24.0).texts if ", " in text.text and 30 < text.top < below - 1]
    assert 16 <= len(lines) <= 32
    named = ", ".join(lines).split(", ")
    assert track[0].overhead[0][0].name in named


@pytest.mark.parametrize("hours", [0.1, 1.5, 4.0, 9.0, 24.0])
def test_no_text_touches_another_or_leaves_the_sheet_or_is_too_small(hours: float) -> None:
    drawing = drawn(hours)
    assert drawing.collisions() == []
    assert drawing.strays() == []
    assert min(text.size for text in drawing.texts) >= 7


def test_more_than_a_sheet_holds_is_refused_with_the_remedy() -> None:
    two_days = Almanac(stay_orbit(), load_station("iss"), Span(MIDNIGHT, MIDNIGHT + 2 * DAY))
    with pytest.raises(DocumentError, match="E611") as caught:
        track_chart(two_days, Subject.bare("iss.tle", load_station("iss")))
    assert caught.value.messages[0].hint == "ask for one day, or for less with --from and --to"


def test_the_same_track_has_the_same_bytes_and_the_other_theme_others() -> None:
    subject = Subject.bare("iss.tle", load_station("iss"))
    one, two, dark = (track_chart(almanac(1.5), subject, theme).svg() for theme in (PAPER, PAPER, DARK))
    assert one == two
    assert one != dark


@pytest.mark.parametrize("count", range(1, 21))
def test_maps_of_any_number_have_room_and_keep_the_earths_shape(count: int) -> None:
    place = _Place.among(count)
    rows = -(-count // place.columns)
    assert place.height / place.width == pytest.approx((NORTH - SOUTH) / ROUND)
    assert place.columns * place.width + (place.columns - 1) * 5 <= 273.001
    assert rows * place.down <= 164.6
    assert place.height + 7 + 2 * 3.5 <= place.down + 1e-9


def test_names_are_joined_in_lines_that_fit() -> None:
    sheet = Sheet(PAPER, "A test")
    names = ["Lisbon", "Cairo", "Lake Baikal", "Strait of Gibraltar", "Fuji"]
    lines = _wrapped(sheet, names, 40.0)
    assert ", ".join(lines).split(", ") == names
    assert max(sheet.width(line) for line in lines) <= 40.0
    assert _wrapped(sheet, [], 40.0) == []


def test_the_lands_outlines_are_closed_and_small_enough_to_carry() -> None:
    from importlib.resources import files

    assert len(files("cupola.publish.charts").joinpath("data", "land.json").read_bytes()) <= 60_000
    for line in outlines():
        assert (line[0] == line[-1]).all()
        assert np.abs(line[:, 0]).max() <= 180.0
        assert np.abs(line[:, 1]).max() <= 90.0


def test_coarser_outlines_have_fewer_points_on_their_grid() -> None:
    coarse = outlines(1.0)
    assert sum(map(len, coarse)) < 0.75 * sum(map(len, outlines()))
    assert all((line == np.rint(line)).all() for line in coarse)


INLAND = ("Moscow", "Madrid", "Nairobi", "Chicago", "Uluru", "Baikonur", "Sao Paulo", "Delhi", "Kinshasa")


@pytest.mark.parametrize("name", INLAND)
def test_places_inland_lie_on_land(name: str) -> None:
    landmark = load_station("iss").landmarks[name]
    assert _on_land(landmark.lon, landmark.lat)


@pytest.mark.parametrize(("lon", "lat"), [(-30, 30), (80, -10), (-150, 0), (34, 43), (0, -50), (18, 35)])
def test_places_at_sea_do_not(lon: float, lat: float) -> None:
    assert not _on_land(lon, lat)


def _on_land(lon: float, lat: float) -> bool:
    """Count how often the outlines wind round a point."""
    from matplotlib.path import Path

    return sum(bool(Path(line).contains_point((lon, lat))) for line in outlines()) % 2 == 1


def test_the_whole_stay_is_within_the_map() -> None:
    lat = [r.lat for r in ground_track(Almanac(stay_orbit(), load_station("iss"), Span(STAY.start, STAY.start + DAY)))]
    assert min(float(v.min()) for v in lat) > SOUTH
    assert max(float(v.max()) for v in lat) < NORTH


@pytest.mark.parametrize("lat", [-20.0, 20.0])
def test_night_is_drawn_where_the_sun_is_not(lat: float) -> None:
    """In northern winter and in northern summer: the dark side is that of the point opposite to the Sun."""
    revolution = replace(only(), subsolar=Point(only().span.start, lat, 30.0))
    with settings():
        sheet = Sheet(PAPER, "A test")
        there = Map(sheet, 20.0, 20.0, 180.0, 68.0, roomy=False)
        there.draw(revolution, 1, Subject.bare("iss.tle", load_station("iss")))
    drawing = Drawing(sheet.svg())
    (outline,) = drawing.lines("night-1")  # matplotlib counts the points of a filled shape from the sheet's foot
    night = Path([(x, y + drawing.size[1]) for x, y in outline])
    assert not night.contains_point(there._at(30.0, lat))
    assert night.contains_point(there._at(-150.0, -lat))
