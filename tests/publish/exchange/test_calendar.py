"""Calendars: the right hours, read by two readers, and a new plan that changes the entries of the old one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import icalendar
import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.errors import PlanError
from cupola.plan.result import Pass, Plan
from cupola.plan.versions import Version
from cupola.production.lesson import Lesson
from cupola.publish.exchange import Parcel, files
from cupola.publish.exchange.calendar import history
from cupola.publish.language import Language, language_of
from tests.publish.conftest import at, shot, small_first, small_plan, small_production, small_second, span, strip
from tests.publish.exchange.conftest import HOSTILE, renamed, small_approved, small_draft


def utc(text: str) -> datetime:
    """Give an instant of October 2021 as a reader of calendars gives it."""
    return datetime.fromtimestamp(at(text), UTC)


def events(parcel: Parcel, person: str) -> list[Any]:
    """Give the events of somebody's calendar, as icalendar reads them."""
    (content,) = files(parcel, "ics", person).values()
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def replanned(version: Version, plan: Plan) -> Version:
    """Give a version with another plan in it."""
    return replace(version, written=replace(version.written, plan=plan))


def titles(found: list[Any]) -> dict[str, Any]:
    """Give events by the shot in their summary; the first pass of each."""
    return {str(event["summary"]).split()[0]: event for event in reversed(found)}


def test_each_pass_of_somebody_is_an_event_of_theirs(draft: Parcel) -> None:
    found = [(str(e["summary"]), e["dtstart"].dt, e["dtend"].dt) for e in events(draft, "anna")]
    assert found == [
        ("1A NAUKA - BIG PORTHOLE", utc("6 10:00"), utc("6 10:22")),
        ("1B NAUKA - BIG PORTHOLE", utc("9 08:00"), utc("9 08:13")),
        ("1B NAUKA - BIG PORTHOLE", utc("9 09:33"), utc("9 09:36")),
        ("3A CUPOLA", utc("9 11:00"), utc("9 11:31")),
    ]


def test_an_escort_is_told_so(draft: Parcel) -> None:
    (event,) = events(draft, "mark")
    assert str(event["summary"]) == "3A escort: CUPOLA"


def test_everybody_with_something_to_do_has_a_calendar_of_their_own(draft: Parcel) -> None:
    assert set(files(draft, "ics")) == {f"calendar-{name}.ics" for name in ("klim", "anna", "boris", "mark")}
    assert files(draft, "ics", "anna") == {"calendar-anna.ics": files(draft, "ics")["calendar-anna.ics"]}


def test_a_second_reader_reads_the_same(approved: Parcel) -> None:
    for content in files(approved, "ics").values():
        other = vobject.readOne(content.decode())
        ours: list[Any] = list(icalendar.Calendar.from_ical(content).walk("VEVENT"))
        assert [one.uid.value for one in other.vevent_list] == [str(one["uid"]) for one in ours]
        for one, two in zip(other.vevent_list, ours, strict=True):
            assert (one.dtstart.value, one.dtend.value) == (two["dtstart"].dt, two["dtend"].dt)
            assert one.dtstart.value.utcoffset() == timedelta(0)
            assert (one.summary.value, one.location.value) == (str(two["summary"]), str(two["location"]))
            assert one.description.value == str(two["description"])


def test_what_is_needed_is_in_the_description(draft: Parcel) -> None:
    text = str(titles(events(draft, "anna"))["3A"]["description"])
    assert text.splitlines() == [
        "Scene 3: Picture 3a.",
        "Takes, UTC: 11:28:00–11:29:00, 11:30:00–11:31:00",
        "GMT: 11:00–11:31",
        "With: Klim Director",
        "Escort: Mark Escort",
        "Asks: Lisbon by night in cupola.top",
        "Camera: RED KOMODO 6K 35 mm",
        "Draft",
    ]


def russian(parcel: Parcel, *people: str) -> Parcel:
    """Give a parcel whose people read Russian, some of them or all, and names that Russian knows."""
    base = language_of("ru")
    names = {**base.form.names, "Klim Director": "Клим", "CUPOLA": "КУПОЛ", "Lisbon": "Лиссабон"}
    spoken = Language(base.form.model_copy(update={"names": names}))
    readers = {
        key: replace(one, language="ru" if key in people else "") for key, one in parcel.production.people.items()
    }
    production = replace(parcel.production, people=readers)
    made = replace(parcel, production=production, spoken={"ru": spoken})
    return made if people else replace(made, language=spoken)


def test_a_calendar_is_in_the_language_of_its_reader(draft: Parcel) -> None:
    event = titles(events(russian(draft, "anna"), "anna"))["3A"]
    assert (str(event["summary"]), str(event["location"])) == ("3A КУПОЛ", "КУПОЛ (Купол)")
    assert event["summary"].params["LANGUAGE"] == "ru"
    assert [str(one) for one in event["categories"].cats] == ["съёмка"]
    assert str(event["description"]).splitlines() == [
        "Эпизод 3: Picture 3a.",
        "Дубли, UTC: 11:28:00–11:29:00, 11:30:00–11:31:00",
        "GMT: 11:00–11:31",
        "Вместе: Клим",
        "Сопровождает: Mark Escort",
        "Нужно: в кадре Лиссабон ночью, илл. «центр» Купола",
        "Камера: RED KOMODO 6K 35 мм",
        "Черновик",
    ]
    assert str(titles(events(russian(draft, "anna"), "klim"))["3A"]["summary"]) == "3A CUPOLA"


def test_an_alarm_says_how_soon_what_begins_in_the_language_of_the_calendar(draft: Parcel) -> None:
    for parcel, expected in (
        (draft, ["in 15 min: 3A CUPOLA"]),
        (russian(draft), ["через 15 мин: 3A КУПОЛ"]),
    ):
        bells = titles(events(parcel, "anna"))["3A"].subcomponents
        assert [str(bell["description"]) for bell in bells] == expected


def test_a_calendar_in_another_language_changes_the_entries_of_the_first(approved: Parcel) -> None:
    """UID, sequence and hours are those of the plan, whatever is read."""
    fixed = ("uid", "sequence", "dtstart", "dtend", "status")
    for person in approved.production.people:
        one, other = (events(parcel, person) for parcel in (approved, russian(approved)))
        assert [[str(e[key]) for key in fixed] for e in one] == [[str(e[key]) for key in fixed] for e in other]


def test_entries_are_told_apart_by_kind(draft: Parcel) -> None:
    kinds = {str(e["summary"]): [str(one) for one in e["categories"].cats] for e in events(draft, "mark")}
    assert kinds == {"3A escort: CUPOLA": ["escort"]}
    taught = tuple(
        replace(one, lesson=Lesson("medical", ("anna",), 3600.0, 1.0)) if one.number == "3" else one
        for one in draft.production.scenes
    )
    found = titles(events(replace(draft, production=replace(draft.production, scenes=taught)), "anna"))
    assert {key: str(e["categories"].cats[0]) for key, e in found.items()} == {
        "1A": "shoot",
        "1B": "shoot",
        "3A": "lesson",
    }


def test_a_lesson_has_no_takes(draft: Parcel) -> None:
    strips = tuple(replace(one, camera="") for one in draft.plan.strips)
    (event,) = events(Parcel(draft.production, replace(draft.plan, strips=strips)), "mark")
    lines = str(event["description"]).splitlines()
    assert "Time, UTC: 11:28:00–11:29:00, 11:30:00–11:31:00" in lines
    assert not any(line.startswith(("Takes", "Camera")) for line in lines)


def test_a_draft_is_tentative_and_carries_no_clock(draft: Parcel) -> None:
    for event in events(draft, "anna"):
        assert (str(event["status"]), event["sequence"]) == ("TENTATIVE", 0)
        assert event["dtstamp"].dt == datetime(1970, 1, 1, tzinfo=UTC)


def test_an_approved_plan_is_confirmed_and_stamped_with_its_approval(approved: Parcel) -> None:
    for event in events(approved, "klim"):
        assert event["dtstamp"].dt == utc("7 12:30")
        assert str(event["status"]) in ("CONFIRMED", "CANCELLED")
        assert "Version 2, approved by Bo AD" in str(event["description"])


def test_a_new_version_moves_cancels_and_keeps_the_entries_of_the_old(approved: Parcel) -> None:
    """1A stands since version 1, 1B came with 2, 3A moved from the 8th to the 9th, 4A left."""
    first = Parcel(approved.production, approved.versions[0].plan, approved.versions[:1])
    before = {str(e["uid"]): e for e in events(first, "klim")}
    after = {str(e["uid"]): e for e in events(approved, "klim")}
    assert before.keys() < after.keys()
    found = {(str(e["summary"]).split()[0], e["sequence"], str(e["status"])) for e in after.values()}
    assert found == {
        ("1A", 1, "CONFIRMED"),
        ("2A", 1, "CONFIRMED"),
        ("1B", 2, "CONFIRMED"),
        ("3A", 2, "CONFIRMED"),
        ("4A", 2, "CANCELLED"),
    }
    moved = titles(list(after.values()))["3A"]
    assert before[str(moved["uid"])]["dtstart"].dt == utc("8 11:00")
    assert moved["dtstart"].dt == utc("9 11:00")
    assert "Changed: " in str(moved["description"])


def test_a_cancelled_entry_stands_where_it_was_and_rings_no_bell(approved: Parcel) -> None:
    event = titles(events(approved, "boris"))["4A"]
    assert (event["dtstart"].dt, event["dtend"].dt) == (utc("9 11:40"), utc("9 11:53"))
    assert str(event["transp"]) == "TRANSPARENT"
    assert not event.subcomponents


def test_alarms_ring_before_each_event_and_earlier_before_the_first_of_a_day(draft: Parcel) -> None:
    bells = [[alarm["trigger"].dt for alarm in event.subcomponents] for event in events(draft, "anna")]
    near, far = timedelta(minutes=-15), timedelta(minutes=-60)
    assert bells == [[near, far], [near, far], [near], [near]]


def test_who_is_taken_off_a_shot_has_it_cancelled(approved: Parcel) -> None:
    plan = approved.plan
    without = tuple(replace(one, people=tuple(p for p in one.people if p != "anna")) for one in plan.strips)
    last = replace(
        approved.versions[1], written=replace(approved.versions[1].written, plan=replace(plan, strips=without))
    )
    parcel = Parcel(approved.production, last.plan, (approved.versions[0], last))
    assert {str(e["status"]) for e in events(parcel, "anna")} == {"CANCELLED"}


def test_a_shot_that_left_the_breakdown_is_cancelled_all_the_same(approved: Parcel) -> None:
    production = approved.production
    old = production.shots["4A"]
    gone = replace(
        production, scenes=tuple(replace(s, shots=tuple(o for o in s.shots if o != old)) for s in production.scenes)
    )
    plan = replace(approved.plan, boneyard=())
    last = replace(approved.versions[1], written=replace(approved.versions[1].written, plan=plan))
    event = titles(events(Parcel(gone, plan, (approved.versions[0], last)), "boris"))["4A"]
    assert str(event["status"]) == "CANCELLED"


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert files(small_approved(), "ics") == files(small_approved(), "ics")


def test_nobody_unknown_idle_or_in_another_format_has_a_calendar(draft: Parcel) -> None:
    with pytest.raises(PlanError, match=r'E770 there is no person "ana"\n.*"anna"'):
        files(draft, "ics", "ana")
    empty = Parcel(draft.production, replace(draft.plan, strips=()))
    with pytest.raises(PlanError, match="E771 Anna Actress has nothing to do"):
        files(empty, "ics", "anna")
    with pytest.raises(PlanError, match="E771 nobody has"):
        files(empty, "ics")


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=200) | st.sampled_from(HOSTILE))
def test_a_name_never_becomes_an_event_and_both_readers_read_it_alike(name: str) -> None:
    draft = small_draft()
    parcel = Parcel(renamed(draft.production, name), draft.plan)
    content = files(parcel, "ics")["calendar-anna.ics"]
    ours = icalendar.Calendar.from_ical(content)
    other = vobject.readOne(content.decode())
    assert len(ours.walk("VEVENT")) == len(other.vevent_list) == 4
    for one, two in zip(other.vevent_list, ours.walk("VEVENT"), strict=True):
        assert one.summary.value == str(two["summary"])
        assert one.description.value == str(two["description"])
        assert str(two["summary"]).isprintable() or any(letter in str(two["summary"]) for letter in name)


def test_letters_of_all_scripts_arrive(draft: Parcel) -> None:
    parcel = Parcel(renamed(draft.production, "Пётр, אורי; 宇宙"), draft.plan)
    event = events(parcel, "anna")[0]
    assert str(event["location"]) == "Пётр, אורי; 宇宙 (MLM)"


PLANS = (small_plan, small_first, small_second)


@given(st.lists(st.sampled_from(PLANS), min_size=1, max_size=6), st.sampled_from(["anna", "klim", "boris", "mark"]))
def test_an_entry_never_goes_back_to_an_earlier_sequence(makers: list[Any], person: str) -> None:
    production = small_production()
    plans: list[Plan] = [make(production) for make in makers]
    before: dict[Any, Any] = {}
    for count in range(1, len(plans) + 1):
        now = history(plans[:count], person)
        assert before.keys() <= now.keys()
        for key, entry in now.items():
            old = before.get(key)
            if old is not None:
                assert entry.version >= old.version
                assert (entry == old) == (entry.version == old.version)
        before = now
    last = {
        (one.shot, k)
        for one in plans[-1].strips
        for k, p in enumerate(one.passes, 1)
        if person in (*one.people, p.escort)
    }
    assert {key for key, entry in before.items() if not entry.is_cancelled} == last


def test_a_pass_that_is_saved_is_cancelled_and_the_other_stays() -> None:
    made = shot("1B", "anna")
    two = strip(made, Pass(span("9 08:00-08:10"), (span("9 08:10-08:11"),)), Pass(None, (span("9 09:33-09:34"),)))
    one = replace(two, passes=two.passes[:1])
    base = small_plan(small_production())
    found = history([replace(base, strips=(two,)), replace(base, strips=(one,))], "anna")
    assert [(key, entry.version, entry.is_cancelled) for key, entry in found.items()] == [
        (("1B", 1), 1, False),
        (("1B", 2), 2, True),
    ]
