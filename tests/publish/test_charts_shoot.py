"""The light chart's facts, read from the picture."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest

from cupola.clock import DAY, Span, SpanSet
from cupola.light import Almanac
from cupola.places import load_station
from cupola.production.model import Event
from cupola.publish.charts import DARK, PAPER, Subject, Theme, shoot_chart
from cupola.publish.charts.shoot import _LEFT, _WIDTH
from cupola.publish.charts.windows import side_of
from tests.october import STAY, stay_orbit
from tests.publish.conftest import span
from tests.publish.drawing import Drawing
from tests.publish.toy_light import MIDNIGHT, toy, toy_station, toy_subject

DATES = ("2021-10-06", "2021-10-07", "2021-10-08", "2021-10-09")


@cache
def drawn(*windows: str, theme: Theme = PAPER, offset: float = 0.0, days: float = 4.0) -> Drawing:
    """Draw the toy light."""
    return Drawing(shoot_chart(toy(days), toy_subject(*windows, offset=offset), theme).svg())


def minutes(drawing: Drawing, name: str) -> list[tuple[float, float]]:
    """Give the spans of a named shape in minutes of the day, to the tenth of a second that an SVG keeps."""
    scale = 1440.0 / _WIDTH
    return [(round((a - _LEFT) * scale, 1), round((b - _LEFT) * scale, 1)) for a, b in drawing.across(name)]


@pytest.mark.parametrize("date", DATES)
def test_each_day_has_sixteen_nights_of_twenty_nine_minutes_where_they_are(date: str) -> None:
    assert minutes(drawn(), f"eclipse-{date}") == [(90.0 * k + 1, 90.0 * k + 30) for k in range(16)]


@pytest.mark.parametrize("date", DATES)
def test_the_four_phases_fill_the_day(date: str) -> None:
    spans = sorted(
        pair for phase in ("sun", "eclipse", "sunrise", "sunset") for pair in minutes(drawn(), f"{phase}-{date}")
    )
    assert (spans[0][0], spans[-1][1]) == (0.0, 1440.0)
    assert all(a[1] == pytest.approx(b[0], abs=0.11) for a, b in pairwise(spans))


def test_days_go_down_in_order_without_touching() -> None:
    places = [drawn().down(f"sun-{date}") for date in DATES]
    assert places == sorted(places)
    assert all(above[1] < below[0] for above, below in pairwise(places))


def test_sunrise_is_a_tick_above_the_band_and_sunset_one_below_it() -> None:
    top, bottom = drawn().down("sun-2021-10-07")
    rise, fall = drawn().down("sunrise-tick-2021-10-07"), drawn().down("sunset-tick-2021-10-07")
    assert rise[1] == pytest.approx(top, abs=0.01)
    assert rise[0] < top - 0.5
    assert fall[0] == pytest.approx(bottom, abs=0.01)
    assert fall[1] > bottom + 0.5
    assert [a for a, _ in minutes(drawn(), "sunrise-tick-2021-10-07")] == [90.0 * k + 30.5 for k in range(16)]


def test_direct_sun_through_a_chosen_window_is_a_lane_below_the_band() -> None:
    drawing = drawn("bow", "left")
    assert minutes(drawing, "direct-bow-2021-10-08") == [(90.0 * k + 31, 90.0 * k + 41) for k in range(16)]
    assert drawing.down("direct-bow-2021-10-08")[0] > drawing.down("sun-2021-10-08")[1]
    assert not drawing.names("direct-left")
    assert {"direct sun, bow", "direct sun, left"} <= set(drawing.words)


def test_the_set_ups_and_takes_of_the_plan_are_a_lane() -> None:
    assert minutes(drawn(), "film-2021-10-06") == [(600.0, 622.0)]
    assert minutes(drawn(), "film-2021-10-09") == [(480.0, 493.0), (573.0, 576.0), (660.0, 691.0)]
    assert not drawn().names("film-2021-10-08")


def test_what_stops_filming_is_hatched_and_said_below() -> None:
    assert minutes(drawn(), "lost-2021-10-07") == [(570.0, 600.0)]
    assert "Thu 7 Oct 09:30–10:00  Thruster test" in drawn().words
    assert "attitude lost" in drawn().words
    assert not [word for word in drawn().words if "Medical conference" in word]  # it stops nobody else


def test_an_event_over_midnight_is_hatched_on_both_days() -> None:
    night = Event(
        "Long test", Span(MIDNIGHT + DAY - 3600, MIDNIGHT + DAY + 1800), frozenset(), frozenset(), True, False
    )
    drawing = Drawing(shoot_chart(toy(), toy_subject(events=(night,))).svg())
    assert minutes(drawing, "stop-2021-10-06") == [(1380.0, 1440.0)]
    assert minutes(drawing, "stop-2021-10-07") == [(0.0, 30.0)]
    assert "Wed 6 Oct 23:00 – Thu 7 Oct 00:30  Long test" in drawing.words


def test_a_set_that_is_closed_shows_no_light() -> None:
    subject = Subject("A Small Step", 0.0, "GMT", "NAUKA", ("bow",), open=SpanSet.of([span("7 06:00-12:00")]))
    drawing = Drawing(shoot_chart(toy(), subject).svg())
    assert not drawing.names("sun-2021-10-06")
    assert minutes(drawing, "eclipse-2021-10-07") == [(361.0, 390.0), (451.0, 480.0), (541.0, 570.0), (631.0, 660.0)]
    assert len(minutes(drawing, "direct-bow-2021-10-07")) == 4


def test_night_and_beta_stand_beside_each_day_and_the_head_sums_them_up() -> None:
    assert drawn().words.count("30.0") == 4
    assert [word for word in drawn().words if word.endswith("°")] == ["−30.0°", "−35.0°", "−40.0°", "−45.0°"]
    assert "night 30 min   ·   beta −30 to −45°   ·   Sun to starboard" in drawn().words
    assert "no direct sun through any window to port" in drawn().words


def test_the_curve_of_beta_keeps_to_its_side() -> None:
    (curve,) = drawn().lines("beta")
    middle = (drawn().find("starboard").right + drawn().find("port").left) / 2
    assert max(x for x, _ in curve) < middle
    assert curve[0][0] > curve[-1][0]


def test_every_window_has_its_minutes_a_day() -> None:
    words = drawn().words
    assert [words[words.index(window) + 1] for window in ("right", "bow", "left")] == ["944", "160", "0"]
    assert words.index("STARBOARD") < words.index("FORWARD") < words.index("PORT")


def test_with_windows_chosen_the_head_gives_their_minutes() -> None:
    assert "direct sun, minutes a day: bow 160, left 0" in drawn("bow", "left").words


def test_the_crews_clock_is_below_and_utc_above() -> None:
    drawing = drawn(offset=7200.0, days=2.0)
    assert minutes(drawing, "eclipse-2021-10-06")[0] == (121.0, 150.0)  # 00:01 UTC
    above, below = drawing.find("UTC"), drawing.find("GMT")
    upper = [t.text for t in drawing.texts if abs(t.bottom - above.bottom) < 1 and t.text.endswith(":00")]
    lower = [t.text for t in drawing.texts if abs(t.bottom - below.bottom) < 1 and t.text.endswith(":00")]
    assert upper[:2] == ["22:00", "00:00"]
    assert (lower[0], lower[-1]) == ("00:00", "24:00")


@pytest.mark.parametrize("theme", [PAPER, DARK], ids=lambda theme: theme.name)
def test_a_theme_gives_the_phases_their_colours(theme: Theme) -> None:
    drawing = drawn(theme=theme)
    for phase in ("sun", "eclipse", "sunrise", "sunset"):
        assert drawing.colours(f"{phase}-2021-10-06") == {getattr(theme, phase)}


@pytest.mark.parametrize("windows", [(), ("bow",), ("bow", "left", "right")])
def test_no_text_touches_another_or_leaves_the_sheet_or_is_too_small(windows: tuple[str, ...]) -> None:
    drawing = drawn(*windows)
    assert drawing.collisions() == []
    assert drawing.strays() == []
    assert min(text.size for text in drawing.texts) >= 7


def test_a_whole_expedition_has_room_on_one_sheet() -> None:
    subject = Subject.bare("an expedition", toy_station())
    drawing = Drawing(shoot_chart(toy(180.0), subject).svg())
    assert len(drawing.names("sun-2")) == 180
    assert not drawing.names("sunrise-tick")
    assert drawing.collisions() == []
    assert drawing.down("eclipse-2022-04-03")[1] < drawing.find("sun").top
    dates = [word for word in drawing.words if word.endswith((" Oct", " Nov", " Dec", " Jan"))]
    assert 20 < len(dates) < 60


def test_a_single_hour_is_a_chart_too() -> None:
    drawing = Drawing(shoot_chart(toy(1 / 24), toy_subject()).svg())
    assert minutes(drawing, "eclipse-2021-10-06") == [(1.0, 30.0)]
    assert drawing.collisions() == []


@pytest.fixture(scope="module")
def october() -> Drawing:
    """The light chart of 5 to 17 October 2021, of the windows to port and the large porthole of Nauka."""
    iss = load_station("iss")
    kept = {key: window for key, window in iss.windows.items() if side_of(window) == "port" or key == "nauka.forward"}
    station = replace(iss, windows=kept)
    return Drawing(shoot_chart(Almanac(stay_orbit(), station, STAY), Subject.bare("The Challenge", station)).svg())


def test_in_october_2021_the_night_shrinks_from_day_to_day(october: Drawing) -> None:
    """Eclipse lasts a minute less than the night from sunset to sunrise of the Sun's centre."""
    dates = [f"2021-10-{day:02d}" for day in range(6, 16)]
    whole = [[b - a for a, b in minutes(october, f"eclipse-{date}")[1:-1]] for date in dates]
    means = [sum(lengths) / len(lengths) for lengths in whole]
    assert means == sorted(means, reverse=True)
    assert means[0] == pytest.approx(33.0, abs=0.5)
    assert means[-1] == pytest.approx(22.2, abs=0.5)
    assert all(13 <= len(minutes(october, f"eclipse-{date}")) <= 17 for date in dates)


def test_in_october_2021_the_sun_stays_to_starboard_and_port_windows_never_see_it(october: Drawing) -> None:
    words = october.words
    assert "night 34 to 23 min   ·   beta −31 to −60°   ·   Sun to starboard" in words
    assert "no direct sun through any window to port" in words
    for window in ("cupola.port", "kibo.aft", "kibo.forward", "zvezda.cabin-port", "poisk.port"):
        assert words[words.index(window) + 1] == "0"
    assert words[words.index("nauka.forward") + 1] != "0"
    assert "Fri 15 Oct 09:13–09:43  Attitude lost, the station turns by 57 degrees" in words
    assert minutes(october, "lost-2021-10-15") == [(553.0, 583.0)]


def test_the_picture_of_october_2021_has_no_text_on_another(october: Drawing) -> None:
    assert october.collisions() == []
    assert october.strays() == []
