"""The paper of the house production: its real people, sets, headings and light, with three shots planned by hand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from cupola.clock import Span
from cupola.light import Almanac
from cupola.plan.figures import Money
from cupola.plan.result import Pass, Plan, Strip
from cupola.production import Production, load
from cupola.publish import Sheets, paper, sheets
from cupola.publish.casting import Casting
from cupola.publish.day import Schedule
from cupola.publish.strips import StripPrinter
from cupola.publish.sunlight import Phases
from tests.publish.conftest import at
from tests.publish.reading import pages, pdf_text

FOLDER = Path(__file__).parents[2] / "productions" / "the-challenge"


@dataclass(frozen=True, slots=True)
class _Office:
    production: Production
    plan: Plan
    almanac: Almanac


def _plan(production: Production) -> Plan:
    """Plan the first three shots on 9 October, at 09:00, 10:00 and 11:00: 20 min set-up, then a take."""
    strips = []
    for hour, shot in zip((9, 10, 11), production.shots.values(), strict=False):
        rolling = at(f"9 {hour:02d}:20")
        one = Pass(Span(rolling - 1200.0, rolling), (Span(rolling, rolling + shot.take),))
        strips.append(Strip(shot.id, shot.scene, shot.set, shot.people, shot.camera, (one,)))
    return Plan(production.title, production.digest, tuple(strips), (), 1, 1, 1, Money(), "by hand")


@pytest.fixture(scope="module")
def office() -> _Office:
    """The house production with its light."""
    production = load(FOLDER)
    almanac = Almanac(production.orbit, production.station, production.stay, production.attitude_lost)
    return _Office(production, _plan(production), almanac)


@pytest.fixture(scope="module")
def views(office: _Office) -> Sheets:
    """Its paper."""
    beta = {row.date: row.beta for row in office.almanac.day_table()}
    return sheets(office.production, office.plan, office.almanac.phases(), beta)


def test_the_cast_is_numbered_as_the_document_lists_it(views: Sheets) -> None:
    assert [(c.number, c.part) for c in views.board.cast[:4]] == [(1, "NINA"), (2, "BORIS"), (3, "MITYA"), (4, "ANTON")]


def test_the_only_shooting_day_is_the_fifth_of_the_mission(views: Sheets) -> None:
    (sheet,) = views.call_sheets
    assert (sheet.number, sheet.of, sheet.long, sheet.mission_day) == (1, 1, "Saturday 9 October 2021", 5)
    assert [row.start.crew for row in sheet.strips] == ["09:00", "10:00", "11:00"]
    assert sheet.times[0].time == "09:00"


def test_the_light_is_that_of_the_real_orbit(views: Sheets) -> None:
    """Sixteen nights of half an hour each, the Sun to starboard at 47 degrees; no two nights overlap."""
    light = views.call_sheets[0].light
    assert len(light.nights) == 16
    assert 29.0 < float(light.shortest) <= float(light.longest) < 32.0
    assert light.beta.startswith("−4")
    edges = [edge for n in light.nights if n.dark and n.light for edge in (n.dark.utc_s, n.light.utc_s)]
    assert edges == sorted(edges)


def test_every_take_has_its_light(views: Sheets) -> None:
    takes = [take for row in views.call_sheets[0].strips for one in row.passes for take in one.takes]
    assert all(take.phase and " in " in take.change for take in takes)


def test_views_and_matches_are_told_in_the_operators_words(office: _Office) -> None:
    schedule, casting = Schedule.of(office.production, office.plan), Casting(office.production)
    printer = StripPrinter(schedule, casting, Phases(office.almanac.phases()))
    words = {key: printer.asks(shot) for key, shot in office.production.shots.items()}
    assert words["13D"] == "Soyuz MS-19 in nauka.forward"
    assert words["28B"] == "direct sun through nauka.forward; to cut with 28A"
    assert words["39B"] == "The Volga dam by night in poisk.port"
    assert words["36B"] == "dawn or dusk in kibo.forward"
    assert words["39C"] == "the Moon in cupola.starboard"


def test_every_scene_is_shot_aboard_or_counted_as_ground(views: Sheets, office: _Office) -> None:
    assert views.board.everything.scenes + views.board.ground == len(office.production.scenes)
    assert views.board.everything.setups == len(office.production.shots)


def test_the_call_sheet_is_two_pages_with_everybody_on_it(views: Sheets, office: _Office, tmp_path: Path) -> None:
    paper(office.production, office.plan, office.almanac.phases(), tmp_path)
    sheet = tmp_path / "call-sheet-2021-10-09.pdf"
    assert len(pages(sheet)) == 2
    text = pdf_text(sheet)
    assert all(person.name in text for person in office.production.people.values())
