"""An argument reads as somebody on a set would say it."""

from __future__ import annotations

from dataclasses import MISSING, fields, replace
from pathlib import Path
from typing import Any

import pytest

from cupola.plan.argument.conflict import Conflict, conflict
from cupola.plan.argument.part import parts_of
from cupola.plan.argument.reason import NO_OWN_RULES, NO_RULES, Reason
from cupola.plan.argument.trial import Trial
from cupola.plan.argument.words import RULES, argument, dates, rule_words, wish
from cupola.plan.model.problem import Problem, Worker
from tests.plan.argument.stands import event, strip, trial
from tests.plan.boards import minutes, problem, task, worker
from tests.plan.conftest import Desk, planned
from tests.small import BREAKDOWN

EARLY = minutes((0, 60))


def said(on_trial: Trial, *reasons: Reason, minimal: bool = True) -> str:
    """Give the words of some reasons against 2A, made up."""
    return argument(on_trial, Conflict(("2A",), reasons, minimal))


@pytest.fixture
def on_trial() -> Trial:
    """Shots 1A to 1J are planned, 2A is out."""
    tasks = [task(f"1{letter}", take=10, scene="1") for letter in "ABCDEFGHIJ"]
    new = task("2A", rolling=EARLY, take=30, gear=(("led", 2),), camera="a")
    board = problem([*tasks, new], [worker("ana"), worker("bo")], gear={"led": 2}, cameras=1)
    return trial(board, [strip(t, 10 * k) for k, t in enumerate(tasks)], "2", [event("drill", 30, 60, "ana")])


def test_one_reason_is_told_as_one(on_trial: Trial) -> None:
    assert said(on_trial, Reason("open", "stage")) == (
        "One thing alone keeps 2A out: the hours in which STAGE is open."
    )


def test_few_shots_are_named_with_set_and_date_many_only_by_number(on_trial: Trial) -> None:
    one, two = Reason("strip", "1A"), Reason("strip", "1B")
    assert said(on_trial, one, two) == (
        "These alone keep 2A out: 1A in STAGE on 5 October and 1B in STAGE on 5 October stay where they are. "
        "Without any one of these, the others do not."
    )
    many = [Reason("strip", f"1{letter}") for letter in "ABCDEFGHIJ"]
    assert "ten shots stay where they are planned: 1A, 1B, 1C, 1D, 1E, 1F, 1G, 1H and two more." in said(
        on_trial, *many
    )
    assert "five shots stay where they are planned: 1A, 1B, 1C, 1D and 1E." in said(on_trial, *many[:5])


def test_what_is_not_proven_to_be_needed_is_said_to_be_at_most_that(on_trial: Trial) -> None:
    text = said(on_trial, Reason("strip", "1A"), Reason("pause"), minimal=False)
    assert text.startswith("At most these keep 2A out: ")
    assert text.endswith(" Perhaps some of it is not needed.")


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (Reason("order", "2A", "1A"), "2A must come after 1A"),
        (Reason("scene order", "2", "1"), "scene 2 must come after scene 1"),
        (Reason("match", "2A", "1A"), "2A must match 1A"),
        (Reason("camera", "a"), "there is one camera a"),
        (Reason("gear", "led"), "there are two of led panel"),
        (Reason("rule", "rest_between"), "the rest between two shots"),
        (Reason("pause"), "the longest pause between two passes"),
        (Reason("hours", "ana", day=0), "Ana's film hours on 5 October"),
        (Reason("day", "bo", day=1), "Bo's day on 6 October"),
        (Reason("private", "ana"), "how much of their own time Ana lends"),
        (Reason("own rule", "ana", "hours"), "Ana's limits of days, weeks, rest and meals"),
        (Reason("event", "0"), "drill on 5 October"),
        (Reason("shot", "2A"), "that 2A must all be in"),
    ],
)
def test_each_reason_has_its_words(on_trial: Trial, reason: Reason, words: str) -> None:
    assert f": {words}." in said(on_trial, reason)


def test_a_rule_without_words_of_its_own_is_called_by_its_name() -> None:
    assert rule_words("some_new_rule") == "some new rule"


def test_days_are_listed_as_dates(on_trial: Trial) -> None:
    assert dates(on_trial, [0, 1]) == "5 and 6 October"
    long = replace(on_trial, problem=problem([task("2A")], [worker("ana", days=28)], days=28))
    assert dates(long, [25, 26, 27]) == "30 October, 31 October and 1 November"
    assert dates(long, list(range(5))) == "five days from 5 October to 9 October"


def test_what_a_shot_asks_is_taken_apart_into_light_view_and_quiet(tmp_path: Path) -> None:
    text = BREAKDOWN.replace(
        "light: sun, window: cupola.top,\n         view: earth-day",
        "light: eclipse, window: cupola.top, quiet: true,\n         view: Lisbon, view_by: day",
    )
    desk = planned(tmp_path, breakdown=text)
    on_trial = small_trial(desk, "3")
    found = conflict(on_trial, ("3A",))
    assert found is not None
    assert found.reasons == (Reason("view", "3A"),), "Lisbon is never in view for so long, in any light"
    assert argument(on_trial, found) == (
        "One thing alone keeps 3A out: 3A asks for Lisbon in daylight in view of cupola.top."
    )
    assert wish(on_trial, Reason("light", "3A")) == "eclipse"
    assert wish(on_trial, Reason("quiet", "3A")) == "quiet"
    assert wish(on_trial, Reason("escort", "3A")) == "an escort"


def small_trial(desk: Desk, number: str) -> Trial:
    """Put a scene of the small production on trial."""
    scene = next(scene for scene in desk.problem.scenes if scene.number == number)
    parts: Any = {key: parts_of(desk.production, desk.almanac, desk.problem, key) for key in scene.tasks}
    return Trial(desk.production, desk.problem, desk.plan.strips, scene, parts)


def test_what_somebody_does_while_the_light_is_there_is_told(desk: Desk) -> None:
    text = argument(small_trial(desk, "2"), Conflict(("2A",), (Reason("day", "piet", day=0),), minimal=True))
    assert text.startswith("One thing alone keeps 2A out: Piet Player's day on 6 October (")
    assert "sleep" in text


def test_together_the_parts_hold_as_often_as_the_camera_may_roll(desk: Desk) -> None:
    for key, one in desk.problem.tasks.items():
        together = one.open
        for part in parts_of(desk.production, desk.almanac, desk.problem, key):
            together &= part.spans
        assert not (together - one.rolling).at_least(1.0), key
        assert not (one.rolling - together).at_least(1.0), key


@pytest.mark.parametrize("kind", [Problem, Worker])
def test_every_rule_that_may_be_a_reason_has_words(kind: type[Problem] | type[Worker]) -> None:
    names = {one.name for one in fields(kind) if one.default is not MISSING or one.default_factory is not MISSING}
    rules = names - (NO_RULES if kind is Problem else NO_OWN_RULES)
    assert rules <= set(RULES), "say in words.RULES what the rule is, or in reason.NO_RULES that it is none"
