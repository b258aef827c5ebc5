"""Making way: which planned shots would have to go elsewhere, or out, for a scene to come in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ortools.sat.python import cp_model

from cupola.clock import Span, SpanSet, utc_text
from cupola.plan.argument.change import Change, Edit
from cupola.plan.argument.trial import WORK, Trial, placed, solved, value_price
from cupola.plan.model.problem import Problem, SceneTask, Task
from cupola.plan.model.remaining import day_of, remaining
from cupola.plan.money import money
from cupola.plan.result import Strip
from cupola.plan.rules import board_of
from cupola.plan.search.solver import solver_of
from cupola.plan.wording import date_words, listing

_ROUNDS: Final = 4
"""How many sets of planned shots are tried to be moved."""
_MOST_MOVED: Final = 3
"""More shots are not moved for one scene: then a plan is better made anew."""


def moves(trial: Trial) -> Iterator[Change]:
    """Try to move the fewest planned shots elsewhere, everything else staying where it is.

    The fewest that must make way are found with every planned shot where it stands or out; then it is tried whether
    they find room beside the scene. Where they do not, others must go too, and it is tried again.
    """
    board = fixed(trial, by_scene=False)
    barred: list[frozenset[str]] = []
    for _ in range(_ROUNDS):
        out = fewest_out(trial, board, barred, _MOST_MOVED)
        if out is None:
            return
        found = rearranged(trial, out)
        if found:
            yield _moved(trial, out, found)
            return
        barred.append(out)


def rearranged(trial: Trial, out: frozenset[str]) -> tuple[Strip, ...]:
    """Plan the scene and these planned shots beside all others, each on its own day if that is possible."""
    if trial.is_over:
        return ()
    kept = [strip for strip in trial.strips if strip.shot not in out]
    rest = remaining(trial.problem, kept, [*trial.scene.tasks, *out])
    days = {
        strip.shot: SpanSet.of([trial.problem.days[day_of(trial.problem, strip.span.start)]])
        for strip in trial.strips
        if strip.shot in out
    }
    near = {
        key: replace(task, rolling=task.rolling & days[key]) if key in days else task
        for key, task in rest.tasks.items()
    }
    return placed(replace(rest, tasks=near), trial) or placed(rest, trial)


def _moved(trial: Trial, out: frozenset[str], found: Sequence[Strip]) -> Change:
    moved = [strip for strip in found if strip.shot in out]
    kept = [strip for strip in trial.strips if strip.shot not in out]
    cost = money(trial.problem, [*kept, *moved]).effort - money(trial.problem, trial.strips).effort
    words = [f"{strip.shot} {'moves ' if k == 0 else ''}to {when_words(trial, strip)}" for k, strip in enumerate(moved)]
    edits = tuple(Edit("plan", ("strips", strip.shot, "passes"), passes_text(strip)) for strip in moved)
    return Change(listing(words), float(max(0, cost)), "move", "", edits, tuple(found))


def when_words(trial: Trial, strip: Strip) -> str:
    """Say when a strip begins on the crew's clock: `10:20 on 9 October`."""
    offset = trial.production.crew_offset
    return f"{utc_text(strip.span.start + offset)[11:16]} on {date_words(strip.span.start, offset)}"


def passes_text(strip: Strip) -> str:
    """Write the passes of a strip in one line, as they stand in plan.yaml."""
    return ", ".join(
        "{"
        + (f"setup: [{utc_text(p.setup.start)}, {utc_text(p.setup.stop)}], " if p.setup else "")
        + f"takes: [{', '.join(f'[{utc_text(t.start)}, {utc_text(t.stop)}]' for t in p.takes)}]"
        + (f", escort: {p.escort}" if p.escort else "")
        + "}"
        for p in strip.passes
    )


def scenes_given_up(trial: Trial) -> Iterator[Change]:
    """Find the least valuable scenes of the plan to give up for it, everything else staying where it is."""
    shots = fewest_out(trial, fixed(trial, by_scene=True), [])
    if not shots:
        return
    out = {trial.problem.tasks[key].scene for key in shots}
    given_up = [scene for scene in trial.problem.scenes if scene.number in out]
    names = listing(scene.number for scene in given_up)
    lost = sum(scene.value for scene in given_up)
    verb = "scenes {} are" if len(given_up) > 1 else "scene {} is"
    text = f"{verb.format(names)} given up for it (worth {lost} against {trial.scene.value})"
    wasted = sum(p.span.length * len(s.everyone) for s in trial.strips if s.scene in out for p in s.passes)
    cost = max(0.0, lost - trial.scene.value) * value_price(trial) + wasted
    edits = tuple(Edit("breakdown", ("scenes", scene.number, "shots"), "[]") for scene in given_up)
    yield Change(text, cost, "scenes", verb.format(names).rsplit(" ", 1)[0], edits)


def fewest_out(
    trial: Trial, problem: Problem, barred: Sequence[frozenset[str]], most: int | None = None
) -> frozenset[str] | None:
    """Find what goes out of a fixed problem, worth the least together, so that the scene comes in.

    Parameters
    ----------
    trial : Trial
        The plan and the scene.
    problem : Problem
        Made of them by `fixed`.
    barred : sequence of frozenset of str
        Choices that are not enough: some other shot must go out as well, or instead.
    most : int, optional
        So many may go out, and no more.

    Returns
    -------
    frozenset of str or None
        The shots that go out; None when nothing helps, or nothing was found in time.
    """
    if not trial.begin():
        return None
    board = board_of(problem)
    done, model = board.variables.done, board.model
    ahead = {key for scene in trial.problem.scenes for key in scene.tasks}
    fast = (strip.shot for strip in trial.strips if strip.lock or strip.shot not in ahead)
    stays = {problem.tasks[key].scene for key in fast} | {trial.scene.number}
    model.add_bool_and([done[number] for number in stays])
    for choice in barred:
        model.add_bool_or(~done[s.number] for s in problem.scenes if s.number not in stays and not choice & {*s.tasks})
    if most is not None:
        model.add(sum(done.values()) >= len(done) - most)
    model.maximize(sum(scene.value * done[scene.number] for scene in problem.scenes))
    solver = solver_of(5 * WORK)
    solver.parameters.linearization_level = 0  # nearly everything is fixed: a relaxation tells nothing
    solver.parameters.cp_model_probing_level = 0
    if solved(model, solver, trial) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return frozenset(key for s in problem.scenes if not solver.boolean_value(done[s.number]) for key in s.tasks)


def fixed(trial: Trial, *, by_scene: bool) -> Problem:
    """Give the problem in which what is planned stands where it is or is out, whole scenes or single shots.

    Of single shots one is worth as much as another: the fewest go out. One that is locked or begun cannot.
    """
    planned = {strip.shot: strip for strip in trial.strips}
    there = {**planned, **dict.fromkeys(trial.scene.tasks)}
    tasks = {key: _stays(trial, planned[key]) if key in planned else trial.problem.tasks[key] for key in there}
    if by_scene:
        numbers = {task.scene for task in tasks.values()}
        scenes = [
            replace(
                scene,
                tasks=tuple(key for key in scene.tasks if key in tasks),
                after=tuple(n for n in scene.after if n in numbers),
            )
            for scene in trial.problem.scenes
            if scene.number in numbers
        ]
    else:
        tasks = {key: _alone(trial, task, tasks) for key, task in tasks.items()}
        scenes = [*(SceneTask(tasks[key].scene, 1, (key,), ()) for key in planned), replace(trial.scene, after=())]
    tasks = {key: replace(task, after=tuple(k for k in task.after if k in tasks)) for key, task in tasks.items()}
    new = set(trial.scene.tasks)
    matches = tuple(m for m in trial.problem.matches if {m.task, m.like} <= set(tasks) and {m.task, m.like} & new)
    return replace(trial.problem, tasks=tasks, scenes=tuple(scenes), matches=matches)


def _stays(trial: Trial, strip: Strip) -> Task:
    """Give the task of a strip, to be planned where the strip stands and with its escorts, if at all."""
    task = trial.problem.tasks[strip.shot]
    return replace(
        task,
        lock=tuple(one.span.start for one in strip.passes),
        escorts=tuple(key for key in task.escorts if any(key == one.escort for one in strip.passes)),
        open=SpanSet.of([strip.span]),
        rolling=SpanSet.of(Span(one.takes[0].start, one.takes[-1].stop) for one in strip.passes),
    )


def _alone(trial: Trial, task: Task, tasks: dict[str, Task]) -> Task:
    """Give a task that is its own scene, unless it is of the scene that comes in, with the order of its scene."""
    after = {scene.number: scene.after for scene in trial.problem.scenes}[task.scene]
    earlier = [key for key, other in tasks.items() if other.scene in after]
    scene = task.scene if task.id in trial.scene.tasks else f"{task.scene}/{task.id}"
    return replace(task, scene=scene, after=tuple(dict.fromkeys((*task.after, *earlier))))
