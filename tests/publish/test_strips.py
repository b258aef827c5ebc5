from __future__ import annotations

from dataclasses import replace

import pytest

from cupola.clock import SpanSet
from cupola.light import Need
from cupola.places.ground import Location
from cupola.production.looks import Looks
from cupola.production.model import Production
from cupola.publish.casting import Casting
from cupola.publish.day import Schedule
from cupola.publish.strips import StripPrinter, StripRow, asks
from cupola.publish.sunlight import Phases
from tests.publish.conftest import at


@pytest.fixture
def rows(schedule: Schedule, casting: Casting, phases: Phases) -> dict[str, StripRow]:
    printer = StripPrinter(schedule, casting, phases)
    return {work.shot.id: printer.row(work) for day in schedule.days for work in day.works}


def test_a_strip_says_who_where_and_with_what(rows: dict[str, StripRow]) -> None:
    row = rows["1A"]
    assert (row.set, row.module, row.camera, row.lens, row.size) == ("NAUKA", "MLM", "RED KOMODO 6K", "35 mm", "CU")
    assert (row.cast, row.crew, row.escorts) == ("1, 2", "Klim Director", "")
    assert row.gear == "2\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}LED panel, sound recorder"
    assert (row.start.crew, row.stop.crew, row.length, row.takes, row.take_length) == (
        "10:00",
        "10:22",
        "22 min",
        2,
        "1 min",
    )
    assert rows["3A"].escorts == "Mark Escort"


def test_takes_go_on_counting_over_the_passes(rows: dict[str, StripRow]) -> None:
    first, second = rows["1B"].passes
    assert (first.setup, first.setup_length, second.setup) == ("08:00–08:10", "10 min", "")
    assert [(t.number, t.start.crew_s, t.stop.crew_s) for one in (first, second) for t in one.takes] == [
        (1, "08:10:00", "08:11:00"),
        (2, "08:12:00", "08:13:00"),
        (3, "09:33:00", "09:34:00"),
        (4, "09:35:00", "09:36:00"),
    ]


def test_each_take_has_its_light_and_how_long_it_stays(rows: dict[str, StripRow]) -> None:
    """The night of 09:00 lasts from 09:01 to 09:31; 2A rolls at 09:10 and 09:12, 1B at 08:10 in the Sun till 09:00."""
    assert [(t.phase, t.change) for t in rows["2A"].passes[0].takes] == [
        ("eclipse", "sunrise in 21 min"),
        ("eclipse", "sunrise in 19 min"),
    ]
    assert (rows["1B"].passes[0].takes[0].phase, rows["1B"].passes[0].takes[0].change) == ("sun", "sunset in 50 min")


def test_a_near_change_is_given_in_seconds(schedule: Schedule, casting: Casting) -> None:
    change = at("7 09:10:40")
    near = Phases({"sun": SpanSet([at("7 09:00")], [change]), "sunset": SpanSet([change], [at("7 09:14")])})
    printer = StripPrinter(schedule, casting, near)
    takes = printer.row(schedule.days[1].works[0]).passes[0].takes
    assert [(t.phase, t.change) for t in takes] == [("sun", "sunset in 40 s"), ("sunset", "")]


@pytest.mark.parametrize(
    ("need", "words"),
    [
        (Need("any"), ""),
        (Need("sun", "nauka.forward"), "at nauka.forward"),
        (Need("sun", "nauka.forward", direct=True), "direct sun through nauka.forward"),
        (Need("any", "cupola.top", view="earth-night"), "Earth's night side in cupola.top"),
        (Need("any", "cupola.top", view="Lisbon", view_by="night"), "Lisbon by night in cupola.top"),
        (Need("sun", "kibo.forward", view="terminator"), "dawn or dusk in kibo.forward"),
        (
            Need("sunrise", "cupola.top", direct=True, view="earth-day"),
            "direct sun through cupola.top; Earth's day side in cupola.top",
        ),
        (Need("golden", direct=True, location=Location("here", 50.0, 10.0)), "direct sun"),
        (Need(gravity="weightless"), "weightless"),
        (Need("sun", "cupola.top", gravity="weightless"), "at cupola.top; weightless"),
        (Need(gravity="heavy"), "heavier than on Earth"),
    ],
)
def test_what_a_shot_asks_of_its_window(need: Need, words: str) -> None:
    assert asks(need) == words


def test_a_ship_in_view_has_its_name_on_the_paper() -> None:
    need = Need("sun", "nauka.forward", view="SOYUZ-MS19")
    assert asks(need, {"SOYUZ-MS19": "Soyuz MS-19"}) == "Soyuz MS-19 in nauka.forward"
    assert asks(need) == "SOYUZ-MS19 in nauka.forward"


def test_a_shot_that_must_match_says_what_it_has_to_cut_with(
    schedule: Schedule, casting: Casting, phases: Phases
) -> None:
    printer = StripPrinter(schedule, casting, phases)
    first = schedule.production.shots["1A"]
    dark = replace(first, need=Need("eclipse"), match="1B")
    assert printer.asks(dark) == "to cut with 1B"
    lit = replace(first, need=Need("sunrise", "nauka.forward", direct=True), match="1B")
    assert printer.asks(lit) == "direct sun through nauka.forward; to cut with 1B"


def test_a_strip_says_what_its_cast_wears_that_is_special(schedule: Schedule, casting: Casting, phases: Phases) -> None:
    work = schedule.days[0].works[0]
    worn = replace(work, shot=replace(work.shot, looks=(("boris", "stubble"),)))
    row = StripPrinter(schedule, casting, phases).row(worn)
    assert row.players == "1\N{NO-BREAK SPACE}Anna Actress, 2\N{NO-BREAK SPACE}Boris Cosmonaut (stubble)"


def test_the_usual_look_goes_without_saying(production: Production) -> None:
    boris = replace(production.people["boris"], looks=Looks(("shaven", "stubble")))
    casting = Casting(replace(production, people={**production.people, "boris": boris}))
    found = [casting.players(["boris"], [("boris", look)]) for look in boris.looks.all] if boris.looks else []
    assert found == ["2\N{NO-BREAK SPACE}Boris Cosmonaut", "2\N{NO-BREAK SPACE}Boris Cosmonaut (stubble)"]
