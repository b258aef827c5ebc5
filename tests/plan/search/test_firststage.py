"""The first stage: drafts, the model, and on boards too large for a proof a bound beside the improving."""

from __future__ import annotations

from time import monotonic

import pytest

from cupola.clock import Span
from cupola.plan.model.problem import Problem, Task
from cupola.plan.search import firststage
from cupola.plan.search.bound import upper, upper_bound
from cupola.plan.search.firststage import SMALL, First, FirstStage
from cupola.plan.search.stop import Budget, Interrupt, Stop
from tests.plan.boards import minutes, problem, task, worker
from tests.plan.rules import broken

Told = list[tuple[int, int]]


def board(scenes: int = 22) -> Problem:
    """Give scenes of two shots of ten minutes, for two people who have time for ten of them."""
    people = (("A", "ana"), ("B", "bo"))
    tasks = [alone(f"{k}{letter}", who) for k in range(1, scenes + 1) for letter, who in people]
    free = [worker(who, minutes((0, 100))) for _, who in people]
    return problem(tasks, free, {str(k): k for k in range(1, scenes + 1)})


def alone(key: str, who: str) -> Task:
    """Give a shot of one person in a set of its own."""
    return task(key, (who,), place=key)


def run(one: Problem, stop: Stop, told: Told | None = None, interrupt: Interrupt | None = None) -> First:
    """Run the first stage alone."""
    known: Told = [] if told is None else told
    return FirstStage(one, Budget(stop, 1.0), 1, interrupt or Interrupt(), lambda *now: known.append(now)).run()


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every board that is not solved whole count as too large for the whole model; turns are short."""
    monkeypatch.setattr(firststage, "_LARGE", 0)
    monkeypatch.setattr(firststage, "_ROUNDS", (200, 200))


@pytest.mark.usefixtures("large", "hidden")
def test_a_large_board_gets_a_legal_plan_and_a_bound_that_tells_something() -> None:
    one = board()
    assert len(one.tasks) > SMALL
    found = run(one, Stop(work=4))
    assert not broken(one, found.strips)
    best = sum(range(13, 23))
    assert found.value == best, "the ten scenes worth most"
    assert best <= found.bound < one.total / 1.2


@pytest.mark.usefixtures("large", "hidden")
def test_the_same_work_gives_the_same_plan_and_the_same_bound() -> None:
    one = board()
    assert run(one, Stop(work=3)) == run(one, Stop(work=3))


@pytest.fixture
def hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide what all the time allows, which on these boards says everything."""
    monkeypatch.setattr(firststage, "within_totals", lambda problem: problem.total)
    monkeypatch.setattr(upper, "within_totals", lambda problem: problem.total)


@pytest.mark.usefixtures("large")
def test_what_all_the_time_allows_is_known_from_the_beginning() -> None:
    told: Told = []
    found = run(board(), Stop(work=4), told)
    assert {bound for _, bound in told} == {found.bound} == {sum(range(13, 23))}


@pytest.mark.usefixtures("large", "hidden")
def test_the_bound_is_told_when_it_falls() -> None:
    told: Told = []
    found = run(board(), Stop(work=4), told)
    bounds = [bound for _, bound in told]
    assert bounds == sorted(bounds, reverse=True)
    assert bounds[0] > bounds[-1] == found.bound


@pytest.mark.usefixtures("large", "hidden")
def test_a_large_board_has_a_plan_after_the_first_turn() -> None:
    told: Told = []
    interrupt = Interrupt()

    def tell(value: int, bound: int) -> None:
        told.append((value, bound))
        interrupt()

    found = FirstStage(board(), Budget(Stop(work=1000), 1.0), 1, interrupt, tell).run()
    assert len(told) == 1
    assert told[0][0] == found.value > 0
    assert found.bound == board().total, "nothing was asked of the bound yet"


@pytest.mark.usefixtures("large")
def test_what_cannot_be_better_is_not_worked_on() -> None:
    one = problem([alone(f"{k}A", f"person {k}") for k in range(1, SMALL + 3)], cameras=SMALL + 3)
    began = monotonic()
    found = run(one, Stop(seconds=600))
    assert (found.value, found.bound) == (one.total, one.total)
    assert monotonic() - began < 60


@pytest.mark.usefixtures("large", "hidden")
def test_with_a_limit_of_time_the_bound_ends_with_it() -> None:
    began = monotonic()
    found = run(board(), Stop(seconds=3))
    assert monotonic() - began < 60
    assert found.value <= found.bound


@pytest.mark.usefixtures("large", "hidden")
def test_a_bound_that_fails_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(firststage, "upper_bound", fail)
    with pytest.raises(ZeroDivisionError):
        run(board(), Stop(work=3))


def test_the_whole_model_and_the_bound_agree() -> None:
    """Where the whole model proves the best value, the bound is not below it."""
    one = board()
    found = run(one, Stop(work=20))
    assert found.value == found.bound
    assert upper_bound(one, 2.0) >= found.value
    assert all(strip.span.start in Span(one.days[0].start, one.days[-1].stop) for strip in found.strips)
