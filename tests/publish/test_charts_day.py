"""The day chart of a window, read from the picture."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from cupola.clock import DAY, Span, instant
from cupola.errors import DocumentError
from cupola.light import Almanac, Need
from cupola.light.reading import Reading
from cupola.light.sights import Sight
from cupola.places import load_station
from cupola.publish.charts import DARK, PAPER, Mark, Subject, Theme, day_chart
from cupola.publish.charts.day import _LEFT, _WIDTH, day_sheet
from cupola.publish.charts.daylight import DayLight
from tests.october import stay_orbit
from tests.publish.conftest import span
from tests.publish.drawing import Drawing
from tests.publish.toy_light import MIDNIGHT, ROUND, toy, toy_subject


def toy_reading(hours: float) -> Reading:
    """Give a meter that reads 80,000 lx of sun, 5,000 lx of earthshine by day, and 0.1 lx of moonlight by night."""
    at = MIDNIGHT + np.arange(0.0, hours * 3600.0 + 1.0, 60.0)
    place = (at - MIDNIGHT) % ROUND
    day = place >= 1830.0
    direct = np.where((place >= 1860.0) & (place < 2460.0), 80000.0, 0.0)
    earth, moon, nothing = np.where(day, 5000.0, 0.0), np.where(day, 0.0, 0.1), np.zeros(len(at))
    return Reading(
        at=at,
        phase=np.where(day, "sun", "eclipse"),
        elevation=-20.0 - 40.0 * np.cos((place + 2685.0) * 2 * np.pi / ROUND),
        sun=np.zeros((len(at), 3)),
        incidence=nothing,
        beam_lx=nothing,
        direct_lx=direct,
        earth_lx=earth,
        moon_lx=moon,
        luminance=nothing,
        xyz=np.zeros((len(at), 3)),
        cct=nothing,
        blocked_by=np.full(len(at), None, object),
    )


def sight(what: str, minute: float, off_axis: float = 10.0, sun: float = 20.0) -> Sight:
    """Give a landmark that comes into view at a minute of the day, for four minutes."""
    start = MIDNIGHT + minute * 60.0
    seen = Span(start, start + 240.0)
    return Sight(what, seen, start + 120.0, off_axis, 40.0, 600.0, sun, 0.5, "right to left", "sun", float("nan"))


def toy_light(hours: float = 24.0, sights: tuple[Sight, ...] = ()) -> DayLight:
    """Give a day of the toy light through the window called bow."""
    almanac = toy(hours / 24.0)
    (direct,) = almanac.opportunities([Need("any", "bow", direct=True)])
    facts = ("160 min of direct sun", "beta −30.0°")
    return DayLight("bow", "The window bow", almanac.phases(), direct, toy_reading(hours), sights, facts, "limits")


def drawn(light: DayLight, subject: Subject | None = None, theme: Theme = PAPER) -> Drawing:
    """Draw a day."""
    return Drawing(day_sheet(light, subject or toy_subject("bow"), theme).svg())


@cache
def plain() -> Drawing:
    """Draw the toy day."""
    return drawn(toy_light(sights=(sight("Lisbon", 600), sight("Cairo", 610, sun=-20.0))))


def minutes(drawing: Drawing, name: str, hours: float = 24.0) -> list[tuple[float, float]]:
    """Give the spans of a named shape in minutes of the day."""
    scale = hours * 60.0 / _WIDTH
    return [(round((a - _LEFT) * scale, 1), round((b - _LEFT) * scale, 1)) for a, b in drawing.across(name)]


def test_the_band_has_the_phases_of_the_day() -> None:
    assert minutes(plain(), "eclipse") == [(90.0 * k + 1, 90.0 * k + 30) for k in range(16)]
    assert len(minutes(plain(), "sun")) == 16
    assert len(minutes(plain(), "sunrise-tick")) == len(minutes(plain(), "sunset-tick")) == 16


def test_sunrise_ticks_stand_above_the_band_and_sunset_ticks_hang_below() -> None:
    top, bottom = plain().down("sun")
    assert plain().down("sunrise-tick")[0] < top - 1
    assert plain().down("sunset-tick")[1] > bottom + 1


def test_direct_sun_is_a_lane_below_the_band() -> None:
    assert minutes(plain(), "direct") == [(90.0 * k + 31, 90.0 * k + 41) for k in range(16)]
    assert plain().down("direct")[0] > plain().down("sun")[1]


def test_the_curve_of_the_sun_crosses_the_limb_where_its_elevation_is_zero() -> None:
    (curve,) = plain().lines("elevation")
    x, y = np.array(curve).T
    reading = toy_reading(24.0)
    assert len(curve) == len(reading.at)
    slope, foot = np.polyfit(reading.elevation, y, 1)
    assert slope < 0  # up is up
    assert y == pytest.approx(slope * reading.elevation + foot, abs=0.01)
    assert x == pytest.approx(_LEFT + (reading.at - MIDNIGHT) / DAY * _WIDTH, abs=0.01)


def test_lux_is_on_a_scale_of_powers_of_ten() -> None:
    sun, earth = (min(y for line in plain().lines(f"{n}-lux") for _, y in line) for n in ("direct", "earth"))
    moon = min(y for line in plain().lines("moon-lux") for _, y in line)
    assert {"1", "1\u2009000", "10\u2009000", "0.01", "0.001"} <= set(plain().words)
    decade = (plain().find("1").bottom - plain().find("10\u2009000").bottom) / 4
    assert moon - earth == pytest.approx(decade * np.log10(5000.0 / 0.1), abs=0.01)
    assert earth - sun == pytest.approx(decade * np.log10(80000.0 / 5000.0), abs=0.01)


def test_a_light_that_is_not_there_is_not_drawn() -> None:
    assert len(plain().lines("direct-lux")) == 16
    dark = replace(toy_reading(24.0), direct_lx=np.zeros(1441))
    assert drawn(replace(toy_light(), reading=dark)).lines("direct-lux") == []


def test_a_landmark_stands_where_it_comes_into_view() -> None:
    scale = _WIDTH / 1440.0
    for what, minute in (("Lisbon", 600), ("Cairo", 610)):
        assert plain().find(what).left == pytest.approx(_LEFT + minute * scale + 1.9, abs=0.05)
    assert "2 of 2" in plain().words


def test_with_more_landmarks_than_room_those_nearest_to_the_axis_are_named() -> None:
    many = tuple(sight(f"Landmark {k:03d}", 600, off_axis=float(k)) for k in range(40))
    words = [word for word in drawn(toy_light(sights=many)).words if word.startswith("Landmark")]
    assert 5 < len(words) < 40
    assert sorted(words) == [f"Landmark {k:03d}" for k in range(len(words))]


def test_a_landmark_that_would_leave_the_sheet_is_not_named() -> None:
    drawing = drawn(toy_light(sights=(sight("A landmark with a long name", 1438),)))
    assert "0 of 1" in drawing.words
    assert drawing.strays() == []


def test_a_window_without_landmarks_says_so() -> None:
    assert "no landmark comes into this window" in drawn(toy_light()).words


def test_the_crews_blocks_are_rows_with_their_names() -> None:
    assert minutes(plain(), "film-klim") == [(480.0, 720.0)]
    assert minutes(plain(), "sleep-anna") == [(0.0, 360.0), (1290.0, 1440.0)]
    assert {"Klim Director", "Anna Actress", "Mark Escort"} <= set(plain().words)
    assert plain().words.count("film") == 4
    rows = [plain().down(f"film-{key}")[0] for key in ("klim", "anna", "boris", "mark")]
    assert rows == sorted(rows)
    assert plain().find("Anna Actress").bottom < rows[2]


def test_the_plan_stands_above_the_crew() -> None:
    assert minutes(plain(), "plan") == [(600.0, 622.0)]
    assert plain().down("plan")[1] < plain().down("film-klim")[0]


def test_a_long_name_is_shortened_and_touches_nothing() -> None:
    subject = toy_subject("bow")
    people = tuple(replace(person, name=f"{person.name} Featherstonehaugh-Cholmondeley") for person in subject.people)
    drawing = drawn(toy_light(), replace(subject, people=people))
    assert [word for word in drawing.words if word.endswith("…")]
    assert drawing.collisions() == []


def test_a_crowd_leaves_room_for_the_curves() -> None:
    subject = toy_subject("bow")
    crowd = tuple(replace(subject.people[0], id=f"p{k}", name=f"Person {k}") for k in range(30))
    drawing = drawn(
        toy_light(sights=tuple(sight(f"L{k}", 30.0 * k) for k in range(40))), replace(subject, people=crowd)
    )
    assert "Person 14" in drawing.words
    assert "Person 15" not in drawing.words
    assert drawing.collisions() == []
    top, bottom = drawing.down("elevation")
    assert bottom - top > 10


def test_what_stops_filming_is_hatched() -> None:
    marks = (Mark("Test", span("6 09:00-10:00"), lost=False), Mark("Turn", span("6 11:00-11:30"), lost=True))
    drawing = drawn(toy_light(), replace(toy_subject("bow"), marks=marks))
    assert minutes(drawing, "stop") == [(540.0, 600.0)]
    assert minutes(drawing, "lost") == [(660.0, 690.0)]
    assert "nobody films" in drawing.words
    assert "nobody films" not in plain().words


def test_a_part_of_a_day_fills_the_sheet() -> None:
    drawing = drawn(toy_light(hours=3.0))
    assert minutes(drawing, "eclipse", 3.0) == [(1.0, 30.0), (91.0, 120.0)]
    assert {"00:10", "03:00"} <= set(drawing.words)
    assert drawing.collisions() == []


def test_the_crews_clock_is_below_and_utc_above() -> None:
    drawing = drawn(toy_light(hours=12.0), toy_subject("bow", offset=7200.0))
    above, below = drawing.find("UTC"), drawing.find("GMT")
    upper = [t.text for t in drawing.texts if abs(t.bottom - above.bottom) < 1 and t.text[-3:-2] == ":"]
    lower = [t.text for t in drawing.texts if abs(t.bottom - below.bottom) < 1 and t.text[-3:-2] == ":"]
    assert (upper[0], lower[0]) == ("00:00", "02:00")


@pytest.mark.parametrize("theme", [PAPER, DARK], ids=lambda theme: theme.name)
def test_a_theme_gives_the_phases_their_colours(theme: Theme) -> None:
    drawing = drawn(toy_light(), theme=theme)
    for phase in ("sun", "eclipse", "sunrise", "sunset"):
        assert drawing.colours(phase) == {getattr(theme, phase)}


def test_an_unknown_window_is_refused() -> None:
    with pytest.raises(DocumentError, match="E311"):
        day_chart(toy(), toy_subject(), "bough")


@pytest.fixture(scope="module")
def nauka() -> DayLight:
    """The morning of 9 October 2021 behind the large porthole of Nauka."""
    start = instant("2021-10-09T09:00Z")
    return DayLight.of(Almanac(stay_orbit(), load_station("iss"), Span(start, start + 4 * 3600.0)), "nauka.forward")


def test_the_real_meter_is_read_every_20_seconds_and_at_both_ends(nauka: DayLight) -> None:
    assert nauka.span.length == 4 * 3600.0
    assert set(np.diff(nauka.reading.at).tolist()) == {20.0}


def test_the_real_porthole_gets_direct_sun_after_sunrise_only(nauka: DayLight) -> None:
    """It looks forward: the Sun is before it while it climbs, as long as the station does not hide it."""
    rises = nauka.phases["sunrise"].starts
    assert len(nauka.direct) > 2
    for one in nauka.direct:
        assert one.start - max(r for r in rises if r <= one.start) < 30 * 60
    lit = nauka.reading.direct_lx > 0
    assert nauka.reading.direct_lx.max() == pytest.approx(1e5, rel=0.3)  # 133 klx outside, glass 0.85, slanting
    assert nauka.reading.elevation[lit].min() > -2


def test_the_real_meter_sees_earthshine_by_day_and_little_by_night(nauka: DayLight) -> None:
    dark = nauka.phases["eclipse"].contains(nauka.reading.at)
    assert nauka.reading.earth_lx[~dark].max() > 3000
    assert nauka.reading.total_lx[dark].max() < 60


def test_the_real_morning_is_drawn_without_a_text_on_another(nauka: DayLight) -> None:
    drawing = drawn(nauka, Subject.bare("iss.tle", load_station("iss")))
    assert drawing.collisions() == []
    assert drawing.strays() == []
    assert min(text.size for text in drawing.texts) >= 7
    assert nauka.facts[0].startswith(f"{nauka.direct.total / 60:.0f} min of direct sun in ")
    assert [s.off_axis for s in nauka.sights] == sorted(s.off_axis for s in nauka.sights)


def test_the_same_day_has_the_same_bytes(nauka: DayLight) -> None:
    subject = Subject.bare("iss.tle", load_station("iss"))
    assert day_sheet(nauka, subject).svg() == day_sheet(nauka, subject).svg()
