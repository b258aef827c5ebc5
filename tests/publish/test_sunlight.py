from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import DAY, Span, SpanSet
from cupola.publish.moment import Clocks
from cupola.publish.sunlight import Light, Phases
from tests.publish.conftest import MIDNIGHT, SHOOT, at, small_phases, span

CLOCKS = Clocks(0.0, at("5 08:00"), "GMT")
LIGHT = Phases(small_phases())


def test_the_light_says_what_it_is_and_when_it_changes() -> None:
    """Each revolution begins with a minute of sunset; 09:00 begins the seventh of the day."""
    assert LIGHT.at(at("6 09:00")) == Light("sunset", 60.0, "eclipse")
    assert LIGHT.at(at("6 09:01")) == Light("eclipse", 1800.0, "sunrise")
    assert LIGHT.at(at("6 09:31:30")) == Light("sunrise", 30.0, "sun")
    assert LIGHT.at(at("6 10:29")) == Light("sun", 60.0, "sunset")


def test_outside_the_known_time_the_light_is_not_known() -> None:
    assert LIGHT.at(MIDNIGHT - 1) == Light("", None, "")
    assert LIGHT.at(SHOOT.stop) == Light("", None, "")
    assert LIGHT.at(SHOOT.stop - 1) == Light("sun", None, "")
    assert Phases({}).at(MIDNIGHT) == Light("", None, "")


@given(st.floats(min_value=0.0, max_value=3.9 * DAY))
def test_the_light_changes_when_it_says(offset: float) -> None:
    light = LIGHT.at(MIDNIGHT + offset)
    assert light.left is not None
    change = MIDNIGHT + offset + light.left
    assert LIGHT.at(change + 1e-3).phase == light.then
    assert LIGHT.at(change - 1e-3).phase in (light.phase, LIGHT.at(MIDNIGHT + offset).phase)


def test_a_day_of_sixteen_revolutions_has_sixteen_nights() -> None:
    nights = LIGHT.nights(Span(MIDNIGHT, MIDNIGHT + DAY), CLOCKS)
    assert [night.number for night in nights] == list(range(1, 17))
    seventh = nights[6]
    assert seventh.sunset is not None and seventh.dark is not None
    assert seventh.light is not None and seventh.sunrise_end is not None
    times = (seventh.sunset.utc_s, seventh.dark.utc_s, seventh.light.utc_s, seventh.sunrise_end.utc_s)
    assert times == ("09:00:00", "09:01:00", "09:31:00", "09:32:00")
    assert (seventh.length, seventh.sunset_s, seventh.sunrise_s) == ("30.0", 60, 60)


def test_a_night_across_the_edge_of_the_day_is_given_whole() -> None:
    nights = LIGHT.nights(span("6 09:20-10:40"), CLOCKS)
    assert [night.length for night in nights] == ["30.0", "30.0"]
    assert nights[0].sunset is not None and nights[0].sunset.utc == "09:00"


def test_phases_that_miss_each_other_by_less_than_a_second_are_one_night() -> None:
    """Edges are refined to 0.05 s, so that neighbours need not meet exactly."""
    apart = {
        "sunset": SpanSet([0.0], [60.0]),
        "eclipse": SpanSet([60.04], [1860.0]),
        "sunrise": SpanSet([1860.05], [1920.0]),
    }
    assert len(Phases(apart).nights(Span(0.0, 5400.0), CLOCKS)) == 1


def test_a_sunset_without_a_night_is_a_line_without_its_length() -> None:
    grazing = {"sunset": SpanSet([0.0], [300.0]), "sunrise": SpanSet([300.0], [600.0])}
    (night,) = Phases(grazing).nights(Span(0.0, 5400.0), CLOCKS)
    assert (night.dark, night.light, night.length) == (None, None, "")
    assert night.sunset is not None and night.sunrise_end is not None


def test_a_day_in_the_sun_has_no_night() -> None:
    assert Phases({"sun": SpanSet([0.0], [DAY])}).nights(Span(0.0, DAY), CLOCKS) == ()


def test_sunrises_are_counted_where_they_begin() -> None:
    assert LIGHT.begun("sunrise", Span(MIDNIGHT, MIDNIGHT + DAY)) == 16
    assert LIGHT.begun("sunrise", span("6 09:31-09:32")) == 1
    assert LIGHT.begun("sunrise", span("6 09:31:01-09:32")) == 0
