"""The proof of odd plans: huge, empty, out of all time, with names of nobody. It ends, soon, and says what is wrong."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.clock import Span, instant
from cupola.errors import DocumentError
from cupola.light import Need
from cupola.plan.document import plan_text, read_plan
from cupola.plan.result import Bone, Pass, Plan, Strip
from cupola.plan.verify import verify
from cupola.plan.verify.fault import Case
from cupola.plan.verify.report import findings, summary
from cupola.plan.verify.takes import passes
from cupola.production import Production
from tests.plan.conftest import PLAN, Desk
from tests.plan.edits import changed, codes, day, escorted, first_pass, shifted, texts, the_strip, with_scene

ODD = ("Ж", "名前", "a\u2028b", "'", '"', "{who}", "- x", "nan", "0", "\U0001f3ac", "x" * 200)
"""Names that somebody may write."""


def crowd(desk: Desk, count: int) -> tuple[Production, Plan]:
    """Give a production of so many scenes of one shot in any light, and a plan in which they stand all over a day."""
    base = [strip for strip in desk.plan.strips if len(strip.passes) == 1]
    strips, scenes = [], []
    for number in range(count):
        strip, key = base[number % len(base)], f"x{number}"
        shot = replace(desk.production.shots[strip.shot], id=key, scene=key, after=(), match=None, need=Need())
        scenes.append(replace(desk.production.scene[strip.scene], number=key, after=(), shots=(shot,)))
        strips.append(replace(shifted(strip, (number * 37) % 86400), shot=key, scene=key))
    production = replace(desk.production, scenes=tuple(scenes))
    return production, replace(desk.plan, strips=tuple(sorted(strips, key=lambda s: (s.span.start, s.shot))))


def test_a_plan_of_a_thousand_strips_is_proven_about_as_fast_as_its_length(desk: Desk) -> None:
    """Four times the strips may take eight times as long, all that is wrong included; in pairs they would take 16."""

    def seconds(count: int) -> float:
        production, plan = crowd(desk, count)
        start = time.process_time()
        assert len(verify(production, plan)) > count
        return time.process_time() - start

    seconds(50)
    assert seconds(1000) < 8 * seconds(250) + 0.2


def test_a_strip_that_stands_there_thousands_of_times_is_named_once_and_counts_once(desk: Desk) -> None:
    plan = replace(desk.plan, strips=desk.plan.strips + (the_strip(desk.plan, "2B"),) * 3000)
    faults = verify(desk.production, plan)
    assert [(f.code, f.text.split(":")[0]) for f in faults] == [("E510", "shot 2B is in the plan 3001 times")]
    assert len(faults[0].text) < 200


def test_an_empty_plan_misses_every_shot_and_nothing_else(desk: Desk) -> None:
    faults = verify(desk.production, replace(desk.plan, strips=(), boneyard=(), value=0))
    assert [fault.shots for fault in faults] == [(shot,) for shot in desk.production.shots]
    bones = tuple(Bone(shot.id, shot.scene, "") for shot in desk.production.shots.values())
    assert verify(desk.production, replace(desk.plan, strips=(), boneyard=bones, value=0)) == ()


@pytest.mark.parametrize("at", ["0001-01-01T00:00Z", "1969-12-31T23:59Z", "2031-10-07T11:00Z", "9999-12-31T23:58Z"])
@pytest.mark.parametrize("ahead", [0.0, 14 * 3600.0, -12 * 3600.0])
def test_years_far_from_the_orbit_are_named_with_their_year(desk: Desk, at: str, ahead: float) -> None:
    plan = changed(desk.plan, "3B", lambda s: first_pass(s, setup=None, takes=(Span(instant(at), instant(at) + 20),)))
    faults = verify(replace(desk.production, crew_offset=ahead), plan)
    (outside,) = [fault for fault in faults if fault.code == "E518"]
    assert {"E518"} <= codes(faults)
    assert any(f" {year} " in outside.text for year in (int(at[:4]), int(at[:4]) + 1, f"{int(at[:4]):04d}"))


def test_what_lies_outside_the_shoot_is_said_once(desk: Desk) -> None:
    plan = changed(desk.plan, "2A", lambda s: shifted(s, 400 * 86400))
    assert [(f.code, f.shots) for f in verify(desk.production, plan)] == [("E518", ("2A",))]


@pytest.mark.parametrize("word", ODD)
def test_names_of_nobody_are_named_and_end_nothing(desk: Desk, word: str, tmp_path: Path) -> None:
    def renamed(strip: Strip) -> Strip:
        return escorted(replace(strip, set=word, camera=word, people=(word,), scene=word), word)

    plan = replace(changed(desk.plan, "3A", renamed), boneyard=(Bone(word, word, word),))
    path = tmp_path / "plan.yaml"
    path.write_text(plan_text(plan), encoding="utf-8")
    written = read_plan(path)
    assert written.plan == plan
    faults = verify(desk.production, written.plan)
    assert {"E510", "E512", "E524"} <= codes(faults)
    assert sum(word in fault.text for fault in faults) >= 6
    lines = path.read_text("utf-8").split("\n")
    at = {lines[found.line - 1].strip() for found in findings(written, faults)}
    assert '- shot: "3A"' in at
    assert summary(faults).startswith(f"{len({fault.rule for fault in faults})} broken rules: ")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("2021-10-07T11:18:00Z", ".nan", "E108"),
        ("2021-10-07T11:18:00Z", "nan", "E108"),
        ("2021-10-07T11:18:00Z", "2021-10-07T11:18:00", "E108"),
        ("2021-10-07T11:18:00Z", "2021-13-07T11:18:00Z", "E108"),
        ("2021-10-07T11:18:00Z", "0000-01-07T11:18:00Z", "E108"),
        ("[2021-10-07T11:00:00Z, 2021-10-07T11:18:00Z]", "[2021-10-07T11:18:00Z, 2021-10-07T11:00:00Z]", "E502"),
        ("value: 125", "value: .nan", "E106"),
        ("value: 125", "value: .inf", "E106"),
        ("value: 125", "value: -1", "E106"),
        ("value: 125", "value: 1e400", "E106"),
    ],
)
def test_times_and_numbers_that_are_none_are_named_with_their_line(
    tmp_path: Path, old: str, new: str, code: str
) -> None:
    path = tmp_path / "plan.yaml"
    text = PLAN.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DocumentError) as caught:
        read_plan(path)
    assert {message.code for message in caught.value.messages} == {code}
    assert all(message.where for message in caught.value.messages)


def test_a_take_of_days_is_looked_at_soon(desk: Desk) -> None:
    """Eclipse never lasts two days; that is seen without looking at each of 172,800 seconds of each of its takes."""
    take = Span(day(6, "07:00"), day(8, "07:00"))
    plan = changed(desk.plan, "2B", lambda s: first_pass(s, setup=None, takes=(take,) * 100))
    start = time.process_time()
    assert "E514" in codes(verify(desk.production, plan))
    assert time.process_time() - start < 5.0


def test_passes_and_takes_in_the_wrong_order_are_named(desk: Desk) -> None:
    backwards = changed(desk.plan, "1B", lambda s: replace(s, passes=s.passes[::-1]))
    assert "a pass stands before one that is earlier" in texts(verify(desk.production, backwards))
    plan = changed(desk.plan, "2B", lambda s: first_pass(s, takes=s.passes[0].takes[::-1]))
    assert "a take stands before one that is earlier" in texts(verify(desk.production, plan))


def test_on_the_ground_too_passes_wait_no_longer_than_allowed_and_none_runs_into_the_next(desk: Desk) -> None:
    ground = replace(desk.production, flight=None)

    def said(start: float) -> list[str]:
        later = Pass(None, (Span(start, start + 15),))
        plan = changed(desk.plan, "1B", lambda s: replace(s, passes=(s.passes[0], later)))
        return [fault.text.rpartition(": ")[2] for fault in passes(Case(ground, plan))]

    end = the_strip(desk.plan, "1B").passes[0].span.stop
    assert said(end + 600) == []
    assert said(end - 10) == ["the one runs into the other"]
    assert said(end + 12000) == ["the pause is 3 h 20 min, 3 h 10 min are allowed"]


def test_a_total_that_is_not_true_is_named(desk: Desk) -> None:
    faults = verify(desk.production, replace(desk.plan, total=126))
    assert [(f.code, f.text, f.field, f.hint) for f in faults] == [
        ("E511", "the plan says total 126; all scenes are worth 125", "total", "write total: 125")
    ]
    fewer = with_scene(desk.production, "4", unit="ground")
    assert verify(fewer, desk.plan) == ()


INSTANTS = st.one_of(
    st.integers(int(day(5, "00:00")), int(day(10, "00:00"))), st.sampled_from([-62135596800, 0, 253402300799])
)


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_whatever_stands_in_a_plan_the_proof_ends_with_places_for_its_faults(desk: Desk, data: st.DataObject) -> None:
    names = st.sampled_from([*desk.production.people, *desk.production.sets, *desk.production.cameras, *ODD])

    def take() -> Span:
        start = float(data.draw(INSTANTS))
        return Span(start, min(start + data.draw(st.sampled_from([0, 1, 30, 5000])), 253402300799.0))

    def one() -> Pass:
        setup = take() if data.draw(st.booleans()) else None
        takes = tuple(take() for _ in range(data.draw(st.integers(1, 3))))
        return Pass(setup, takes, data.draw(st.one_of(st.none(), names)))

    strips = []
    for _ in range(data.draw(st.integers(0, 5))):
        shot = data.draw(st.sampled_from([*desk.production.shots, "9Z", "Ж"]))
        people = tuple(data.draw(st.lists(names, max_size=4)))
        passes = tuple(one() for _ in range(data.draw(st.integers(1, 3))))
        strips.append(Strip(shot, data.draw(names), data.draw(names), people, data.draw(names), passes))
    plan = replace(desk.plan, strips=tuple(sorted(strips, key=lambda s: (s.span.start, s.shot))))
    faults = verify(desk.production, plan)
    assert {"E510", "E511"} & codes(faults)
    assert len(summary(faults)) < 1000


def test_the_order_of_the_strips_in_the_file_is_free(desk: Desk, tmp_path: Path) -> None:
    """The same faults at the same strips, wherever in the file somebody puts them."""
    plan = changed(desk.plan, "3A", lambda s: escorted(s, None))
    path = tmp_path / "plan.yaml"
    said = []
    for seed in range(3):
        strips = list(plan.strips)
        random.Random(seed).shuffle(strips)
        path.write_text(plan_text(replace(plan, strips=tuple(strips))), encoding="utf-8")
        written = read_plan(path)
        (found,) = findings(written, verify(desk.production, written.plan))
        said.append(found.fault)
        assert path.read_text("utf-8").splitlines()[found.line - 1] == '  - shot: "3A"'
    assert said[0] == said[1] == said[2]
