"""What a picture is of."""

from __future__ import annotations

from cupola.clock import DAY, Span, SpanSet
from cupola.places import load_station
from cupola.publish.charts import Mark, Subject
from tests.publish.conftest import at, small_plan, span
from tests.publish.toy_light import MIDNIGHT, toy_production


def test_the_subject_of_a_production_has_its_title_clock_people_and_what_stops_filming() -> None:
    subject = Subject.of(toy_production(3600.0), ("bow",))
    assert (subject.title, subject.offset, subject.clock, subject.windows) == ("A Small Step", 3600.0, "GMT", ("bow",))
    assert [person.id for person in subject.people] == ["klim", "anna", "boris", "mark"]
    assert subject.marks == (Mark("Thruster test", span("7 09:30-10:00"), lost=True),)
    assert subject.film == SpanSet()
    assert subject.place == "International Space Station"


def test_film_time_is_that_of_the_plan_in_the_set() -> None:
    production = toy_production()
    plan = small_plan(production)
    everywhere = Subject.of(production, plan=plan)
    cupola = Subject.of(production, where=production.sets["cupola"], plan=plan)
    assert everywhere.film.total == (22 + 13 + 13 + 3 + 31) * 60
    assert list(cupola.film) == [span("9 11:00-11:31")]
    assert cupola.place == "CUPOLA"


def test_a_bare_orbit_is_on_utc_with_the_stations_own_timeline() -> None:
    subject = Subject.bare("iss.tle", load_station("iss"), ["cupola.top"])
    assert (subject.offset, subject.clock, subject.people, subject.open) == (0.0, "UTC", (), None)
    lost = [mark.what for mark in subject.marks if mark.lost]
    assert lost == ["Attitude lost, the station turns by 57 degrees"]
    assert all(event.effect != "none" for event in load_station("iss").events if event.what in lost)


def test_midnight_is_that_of_the_crews_clock() -> None:
    ahead = Subject("x", 7200.0, "MSK", "ISS")
    assert ahead.midnight(at("6 21:59")) == at("5 22:00")
    assert ahead.midnight(at("6 22:00")) == at("6 22:00")


def test_dates_are_written_from_the_first_to_the_last_day() -> None:
    subject = Subject("x", 0.0, "GMT", "ISS")
    assert subject.dates(Span(MIDNIGHT, MIDNIGHT + DAY)) == "Wed 6 Oct 2021"
    assert subject.dates(Span(MIDNIGHT, MIDNIGHT + 3.5 * DAY)) == "Wed 6 Oct – Sat 9 Oct 2021"


def test_a_span_that_ends_at_midnight_ends_at_24() -> None:
    subject = Subject("x", 3600.0, "CET", "ISS")
    assert subject.times(Span(at("6 08:00"), at("6 23:00"))) == "09:00–24:00"
    assert subject.times(span("6 08:00-09:33")) == "09:00–10:33"
