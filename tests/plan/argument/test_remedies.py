"""Every change that is offered is true: made as its sentence says, it brings the scene in, which is out without it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from cupola.clock import date_text
from cupola.plan.argument.remedies import Change, Trial, changes, feasible
from cupola.plan.model.problem import Problem, SceneTask
from cupola.plan.model.remaining import remaining
from cupola.plan.search.solve import Stop, solve
from cupola.units import quantity
from tests.plan.conftest import Desk, planned
from tests.plan.rules import broken
from tests.small import BREAKDOWN, PRODUCTION

PIET = "limits: {film_per_day: 3 h, private_per_day: 1 h}}"
EVE = "limits: {film_per_day: 3 h}}"
AFTERNOON = '{from: "17:00", to: "18:30", is: film}'
OWN_AFTERNOON = '{from: "17:00", to: "18:30", is: private}'
NOVICE = "novice: true, day: visitor}"
VIEW = "light: sun, window: cupola.top,\n         view: earth-day"
HAND = "camera: komodo, setup: 10 min, take: 20 s,"
ROWER = (
    '  rob: {name: Rob Rower, day: row}\ndays:\n  row:\n    - {from: "00:00", to: "24:00", is: exercise, in: NOD3}\n'
)


def tired(old: str, limits: str) -> str:
    """Give the production document with other limits."""
    assert old in PRODUCTION
    return PRODUCTION.replace(old, limits)


CASES: dict[str, tuple[str, str, str, dict[str, str]]] = {
    "piet tired": (
        "2",
        "scene 2 asks 55 minutes of Piet on 8 October, who gives 30",
        "Piet Player films 15 min longer on 8 October than allowed",
        {"production": tired(PIET, "limits: {film_per_day: 30 min, private_per_day: 0 h}}")},
    ),
    "piet away": (
        "2",
        "Piet gives 5 minutes a day, and lends nothing",
        "Piet Player lends 1 h 00 min more private time than agreed",
        {
            "production": tired(PIET, "limits: {film_per_day: 5 min, private_per_day: 0 h}}").replace(
                AFTERNOON, OWN_AFTERNOON
            )
        },
    ),
    "crew tired": (
        "1",
        "the film crew has an hour a day",
        "Ada Actress and Dina Director film 1 h 00 min longer on 6 October than allowed",
        {"production": tired(NOVICE, f"{NOVICE[:-1]}, limits: {{film_per_day: 65 min, private_per_day: 0 h}}}}")},
    ),
    "escort tired": (
        "3",
        "the escort gives ten minutes a day",
        "Eve Escort films 1 h 00 min longer on 6 October than allowed",
        {"production": tired(EVE, "limits: {film_per_day: 10 min, private_per_day: 0 h}}")},
    ),
    "landmark": (
        "3",
        "Lisbon comes into view for too short",
        "one take less of 3A",
        {"breakdown": BREAKDOWN.replace(VIEW, "light: sun, window: cupola.top,\n         view: Lisbon")},
    ),
    "noise": (
        "3",
        "somebody rows next door day and night",
        "3B is shot without quiet",
        {
            "production": PRODUCTION.replace("days:\n", ROWER).replace("capacity: 2, ", "capacity: 2, hears: [NOD3], "),
            "breakdown": BREAKDOWN.replace(HAND, f"quiet: true, {HAND}"),
        },
    ),
    "short stay": (
        "3",
        "the first morning is all there is",
        "scene 1 is given up for it (worth 60 against 25)",
        {"production": PRODUCTION.replace("wrap: 2021-10-09T00:00:00Z", "wrap: 2021-10-06T12:30:00Z")},
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A production in which a scene is left out, with what would bring it in."""

    desk: Desk
    scene: SceneTask
    changes: list[Change]


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Case]:
    """Plan each case once."""
    found = {}
    for name, (number, _, _, texts) in CASES.items():
        desk = planned(tmp_path_factory.mktemp("change"), **texts)
        scene = next(s for s in desk.problem.scenes if s.number == number)
        found[name] = Case(desk, scene, changes(Trial(desk.production, desk.problem, desk.plan.strips, scene)))
    return found


def whatever_day(text: str) -> str:
    """Give a sentence without its dates: several days may be as good."""
    return re.sub(r"\d+ October", "that day", text)


@pytest.mark.parametrize("name", CASES)
def test_the_change_that_one_would_think_of_is_offered(name: str, cases: dict[str, Case]) -> None:
    case = cases[name]
    assert case.scene.number in {bone.scene for bone in case.desk.plan.boneyard}, CASES[name][1]
    assert whatever_day(CASES[name][2]) in [whatever_day(change.text) for change in case.changes]


@pytest.mark.parametrize("name", CASES)
def test_changes_come_cheapest_first_and_each_kind_once(name: str, cases: dict[str, Case]) -> None:
    costs = [change.cost for change in cases[name].changes]
    assert costs == sorted(costs)
    assert all(change.cost > 0 for change in cases[name].changes if change.kind not in BY_STRIPS)
    starts = [change.kind for change in cases[name].changes]
    assert len(starts) == len(set(starts))


KINDS = {
    "longer": r"(?P<who>.+) films? (?P<extra>.+) longer on (?P<day>\d+) October than allowed",
    "private": r"(?P<who>.+) lends (?P<extra>.+) more private time than agreed",
    "station": r"(?P<who>.+) is freed from station work on (?P<day>\d+) October",
    "shot": r"scene (?P<scene>\S+) does without (?P<shot>\S+)",
    "take": r"one take less of (?P<shots>.+)",
    "light": r"(?P<shot>\S+) is shot without (?P<what>.+)",
    "scenes": r"scenes? (?P<out>.+) (is|are) given up for it \(worth (?P<lost>\d+) against (?P<won>\d+)\)",
}


BY_STRIPS = ("move", "both", "lock", "order", "open", "camera", "gear", "event")
"""Kinds that `test_way`, `test_locks` and `test_easing` prove."""


def worded(found: list[Change]) -> list[Change]:
    """Give the changes that are of the kinds here."""
    return [change for change in found if change.kind not in BY_STRIPS]


def kind(text: str) -> str:
    """Give the kind of a change by its sentence."""
    return next(name for name, pattern in KINDS.items() if re.fullmatch(pattern, text))


def made(case: Case, text: str) -> Problem:
    """Change the problem as a sentence says, and by nothing but its words."""
    board, production = case.desk.problem, case.desk.production
    what = kind(text)
    match = re.fullmatch(KINDS[what], text)
    assert match is not None
    said = match.groupdict()
    workers, tasks, scenes = dict(board.workers), dict(board.tasks), board.scenes
    days = [int(date_text(day.start)[8:]) for day in board.days]
    for key, person in production.people.items():
        if person.name in (said.get("who") or "").split(" and "):
            now = workers[key]
            extra = quantity(said["extra"], "s") if "extra" in said else 0.0
            if what == "private":
                workers[key] = replace(
                    now, private_limit=now.private_limit + extra, private_total=now.private_total + extra
                )
                continue
            day = days.index(int(said["day"]))
            if what == "station":
                work = person.time("station").clip(board.days[day])
                now, extra = replace(now, film=now.film | work), work.total
            limits = tuple(limit + extra * (k == day) for k, limit in enumerate(now.film_limit))
            workers[key] = replace(now, film_limit=limits)
    if what == "shot":
        scenes = tuple(
            replace(s, tasks=tuple(k for k in s.tasks if k != said["shot"])) if s.number == said["scene"] else s
            for s in scenes
        )
        tasks = {
            k: replace(t, after=tuple(a for a in t.after if a != said["shot"]))
            for k, t in tasks.items()
            if k != said["shot"]
        }
    if what == "take":
        for key in said["shots"].split(", "):
            *head, last = tasks[key].passes
            tasks[key] = replace(tasks[key], passes=(*head, last - 1) if last > 1 else tuple(head))
    if what == "light":
        task = tasks[said["shot"]]
        tasks[task.id] = replace(task, rolling=task.open, passes=(sum(task.passes),))
    if what == "scenes":
        out = said["out"].replace(" and ", ", ").split(", ")
        left = [s for s in scenes if s.number not in out]
        scenes = tuple(replace(s, after=tuple(n for n in s.after if n not in out)) for s in left)
        tasks = {k: t for k, t in tasks.items() if t.scene not in out}
    return replace(board, workers=workers, tasks=tasks, scenes=scenes)


@pytest.mark.parametrize("name", CASES)
def test_every_change_brings_the_scene_in_when_it_is_made(name: str, cases: dict[str, Case]) -> None:
    case = cases[name]
    strips = case.desk.plan.strips
    assert not feasible(remaining(case.desk.problem, strips, case.scene.tasks)), "it does not fit as it is"
    for change in worded(case.changes):
        board = made(case, change.text)
        kept = [strip for strip in strips if strip.scene in {s.number for s in board.scenes}]
        wanted = next(s.tasks for s in board.scenes if s.number == case.scene.number)
        assert feasible(remaining(board, kept, wanted)), change.text
        found = solve(remaining(board, kept, wanted), Stop(work=2)).strips
        assert [rule for rule in broken(board, [*kept, *found]) if "whole" not in rule] == [], change.text
        assert {s.shot for s in found} == set(wanted), change.text


@pytest.mark.parametrize("name", CASES)
def test_a_plan_made_anew_under_the_change_is_worth_at_least_as_much_more(name: str, cases: dict[str, Case]) -> None:
    case = cases[name]
    for change in worded(case.changes):
        board = made(case, change.text)
        lost = case.desk.problem.total - board.total
        assert solve(board, Stop(work=2)).value >= case.desk.plan.value + case.scene.value - lost, change.text


def test_costs_are_the_crew_time_that_is_asked_for(cases: dict[str, Case]) -> None:
    costs = {kind(c.text): c.cost for c in worded(cases["piet tired"].changes)}
    assert costs["longer"] == 900
    lent = {kind(c.text): c.cost for c in worded(cases["piet away"].changes)}
    assert lent["private"] == 2 * 3600, "private time counts twice"
    both = {kind(c.text): c.cost for c in worded(cases["crew tired"].changes)}
    assert both["longer"] == 2 * 3600, "two people, an hour each"


def test_what_is_lost_of_the_film_is_priced_at_what_the_plan_pays_for_value(cases: dict[str, Case]) -> None:
    case = cases["landmark"]
    spent = sum(p.span.length * len(s.everyone) for s in case.desk.plan.strips for p in s.passes)
    unit = spent / case.desk.plan.value
    costs = {kind(c.text): c.cost for c in worded(case.changes)}
    value = case.scene.value
    assert costs["shot"] == pytest.approx(unit * value / 2), "one of two shots"
    assert costs["light"] == pytest.approx(unit * value / 2 / 2), "half of a shot"
    assert costs["take"] == pytest.approx(unit * value / 3), "one of three takes"


def test_giving_up_scenes_costs_what_was_spent_on_them_too(cases: dict[str, Case]) -> None:
    case = cases["short stay"]
    (change,) = [c for c in worded(case.changes) if kind(c.text) == "scenes"]
    spent = sum(p.span.length * len(s.everyone) for s in case.desk.plan.strips if s.scene == "1" for p in s.passes)
    assert change.cost == pytest.approx((60 - 25) * spent / 60 + spent)


def test_where_nothing_else_helps_nothing_else_is_offered(tmp_path: Path) -> None:
    """The cupola opens minutes before the wrap: no hours, takes or light change that, only an earlier opening."""
    text = PRODUCTION.replace("capacity: 2, escort: usos", 'capacity: 2, open_from: "2021-10-08T23:55:00Z"')
    desk = planned(tmp_path, production=text)
    scene = next(s for s in desk.problem.scenes if s.number == "3")
    found = changes(Trial(desk.production, desk.problem, desk.plan.strips, scene))
    assert [change.kind for change in found] == ["open"]


def test_with_nothing_in_the_plan_a_unit_of_value_is_priced_at_a_minute(tmp_path: Path) -> None:
    text = BREAKDOWN.replace(VIEW, "light: sun, window: cupola.top,\n         view: Lisbon")
    desk = planned(tmp_path, breakdown=text)
    scene = next(s for s in desk.problem.scenes if s.number == "3")
    found = {kind(c.text): c.cost for c in worded(changes(Trial(desk.production, desk.problem, (), scene)))}
    assert found["shot"] == pytest.approx(scene.value / 2 * 60)
