"""What a plan shows of each shot: its instant, its still, and the frames that a folder has."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.cli.desk import open_production
from cupola.clock import Span
from cupola.plan.figures import Money
from cupola.plan.result import Pass, Plan, Strip
from cupola.preview.planned import Planned, planned_instant, planned_stills, windowed
from cupola.production.model import Production
from tests.preview.fakes import FakeStudio, still, write_frame
from tests.small import write_small


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> Production:
    """The small production."""
    return open_production(write_small(tmp_path_factory.mktemp("planned")))


def plan_of(production: Production, *shots: str) -> Plan:
    """Plan shots by hand, one take of a minute each at noon of the second day, ten minutes apart."""
    start = production.shoot.start + 86400.0
    strips = []
    for number, key in enumerate(shots):
        shot = production.shots[key]
        take = Span(start + 600.0 * number, start + 600.0 * number + 60.0)
        strips.append(Strip(shot.id, shot.scene, shot.set, shot.people, shot.camera, (Pass(None, (take,)),)))
    return Plan(production.title, production.digest, tuple(strips), (), 1, 1, 1, Money(), "by hand")


def test_the_frame_of_a_take_is_that_of_its_middle() -> None:
    assert planned_instant(Span(100.0, 160.0)) == 130.0


@given(st.floats(0, 4e9), st.floats(1.0, 600.0))
def test_the_instant_is_a_whole_second_within_the_take(start: float, length: float) -> None:
    at = planned_instant(Span(start, start + length))
    assert at == int(at)
    assert start - 0.5 <= at <= start + length + 0.5


def test_shots_with_a_window_have_a_still_and_the_others_none(production: Production) -> None:
    plan = plan_of(production, *production.shots)
    found = planned_stills(production, plan, width=160, height=90)
    assert set(found.stills) == {key for key, shot in production.shots.items() if shot.need.window}
    assert found.stills
    assert found.doubts == ()
    for shot, one in found.stills.items():
        strip = plan.strip(shot)
        assert strip is not None
        assert one.at == strip.passes[0].takes[0].start + 30.0
        assert (one.width, one.height) == (160, 90)
        assert one.window.id == production.shots[shot].need.window


def test_the_same_plan_has_the_same_keys_and_a_later_take_another(production: Production) -> None:
    shot = next(key for key, one in production.shots.items() if one.need.window)
    others = [key for key in production.shots if key != shot]
    first, again = (planned_stills(production, plan_of(production, shot)).stills[shot].key() for _ in range(2))
    later = planned_stills(production, plan_of(production, others[0], shot)).stills[shot].key()
    assert first == again != later


def test_a_still_that_cannot_be_is_told_and_the_others_stay(
    production: Production, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cupola.errors import CupolaError, Message
    from cupola.preview import still as module

    shots = [key for key, one in production.shots.items() if one.need.window]
    real = module.still_of

    def picky(there: Production, shot: str, at: float, *, width: int, height: int) -> module.Still:
        if shot == shots[0]:
            raise CupolaError(Message("E819", "no such lens"))
        return real(there, shot, at, width=width, height=height)

    monkeypatch.setattr(module, "still_of", picky)
    found = planned_stills(production, plan_of(production, *shots))
    assert set(found.stills) == set(shots[1:])
    assert [(message.code, message.text) for message in found.doubts] == [("E819", f"shot {shots[0]}: no such lens")]


def test_nothing_on_the_ground_has_a_window(production: Production) -> None:
    assert list(windowed(replace(production, flight=None), plan_of(production, *production.shots))) == []


def test_the_frames_of_a_folder_are_found_by_their_keys(tmp_path: Path) -> None:
    planned = Planned({"1A": still("one"), "1B": still("two")}, ())
    write_frame(tmp_path / f"{still('two').key()}.png", FakeStudio().take(still("two")))
    assert {shot: frame.key for shot, frame in planned.frames(tmp_path).items()} == {"1B": still("two").key()}
    assert planned.frames(tmp_path / "nowhere") == {}


def test_a_still_can_be_sent_to_another_process(production: Production) -> None:
    stills = planned_stills(production, plan_of(production, *production.shots), width=160, height=90).stills
    for still_of_shot in stills.values():
        there = pickle.loads(pickle.dumps(still_of_shot))
        assert there.key() == still_of_shot.key()
        assert there == still_of_shot


def test_a_strip_without_takes_yet_has_no_frame(production: Production) -> None:
    shot = next(key for key, one in production.shots.items() if one.need.window)
    plan = plan_of(production, shot)
    strip = plan.strips[0]
    setup_only = replace(strip, passes=(replace(strip.passes[0], takes=()),))
    first, *_ = strip.passes
    later = replace(strip, passes=(replace(first, takes=()), first))
    assert list(windowed(production, replace(plan, strips=(setup_only,)))) == []
    assert list(windowed(production, replace(plan, strips=(later,)))) == [(shot, planned_instant(first.takes[0]))]
