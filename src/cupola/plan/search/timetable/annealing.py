"""The search for a good timetable: shots taken out and put in again. Compiled.

It is ruin and recreate (Schrimpf et al. 2000, J. Comput. Phys. 159; Christiaens & Vanden Berghe 2020, Transp.
Sci. 54) under simulated annealing: passes near one another are taken out, scenes are put in again in an order drawn at
random around their worth, and what is worse is kept with a chance that its loss decides.
"""

from __future__ import annotations

from math import exp
from typing import Final

import numpy as np

from cupola.compiled import compiled
from cupola.plan.search.timetable.layout import (
    END_CHOICE,
    END_TASK,
    FIRST_CHOICE,
    FIRST_TASK,
    STRETCH,
    TASK,
    VALUE,
    Floats,
    Ints,
    Pool,
    Rules,
    Table,
)
from cupola.plan.search.timetable.placing import open_to, put, put_best, put_first, settle, take_out

# Found by trying, on shoots of 100 to 200 shots; each may be doubled or halved and little changes.
_SCENES: Final = 0.2  # how often whole scenes are taken out
_MOST_SCENES: Final = 4
_STRETCH: Final = 0.1  # how often all of a stretch is taken out; else single shots
_MOST_SHOTS: Final = 6
_FORCE: Final = 0.5  # how often a scene that is out is put in at the cost of others
_IN_THE_WAY: Final = 4  # how many shots may be taken out for one
_EAGER: Final = np.array([1.0, 0.0, 600.0, 0.0, 0.9])
_NEARLY: Final = 40.0  # how many times the heat a plan may be worth less for its stretches to be remembered
_SPREAD: Final = 1.8  # by how much chance may raise a scene's worth for its time, in parts of it
_TRIED: Final = 60.0  # about how many of the scenes that are out are tried in a round
_TASTE: Final = np.array([2.0, 0.05, 600.0, 0.02, 1.2])
"""The most weight of gaps beside a pass, of slack that it keeps, of chance; how often a choice is overlooked; the most
weight of how much it is liked."""


@compiled
def lay(rules: Rules, table: Table, order: Ints) -> None:
    """Put scenes into a timetable one after the other, each as early as it fits; those that do not fit stay out."""
    latest = np.zeros((table.passes.shape[1] + 1, 2), np.int64)
    for scene in order:
        for k in range(rules.scenes[scene, FIRST_TASK], rules.scenes[scene, END_TASK]):
            if not put_first(rules, table, rules.scene_tasks[k], latest):
                _take_out_scene(rules, table, scene)
                break


@compiled
def _take_out_scene(rules: Rules, table: Table, scene: int) -> None:
    for k in range(rules.scenes[scene, FIRST_TASK], rules.scenes[scene, END_TASK]):
        if table.chosen[rules.scene_tasks[k]] >= 0:
            settle(rules, table, take_out(rules, table, rules.scene_tasks[k]))


@compiled
def _put_scene(rules: Rules, table: Table, scene: int, taste: Floats, latest: Ints) -> None:
    """Put what is out of a scene in, or take all of it out."""
    for k in range(rules.scenes[scene, FIRST_TASK], rules.scenes[scene, END_TASK]):
        task = rules.scene_tasks[k]
        if table.chosen[task] < 0 and not put_best(rules, table, task, taste, latest):
            _take_out_scene(rules, table, scene)
            return


@compiled
def _absent(rules: Rules, table: Table) -> int:
    """Draw a scene that is out; -1 when all are in."""
    found, count = -1, 0
    for scene in range(len(rules.scenes)):
        if table.chosen[rules.scene_tasks[rules.scenes[scene, FIRST_TASK]]] < 0:
            count += 1
            if np.random.randint(count) == 0:
                found = scene
    return found


@compiled
def _force(rules: Rules, table: Table, latest: Ints) -> None:
    """Put a scene in that is out, taking out for each of its tasks some that are in the way, where it is drawn."""
    scene = _absent(rules, table)
    if scene < 0:
        return
    for k in range(rules.scenes[scene, FIRST_TASK], rules.scenes[scene, END_TASK]):
        task = rules.scene_tasks[k]
        first, end = rules.tasks[task, FIRST_CHOICE], rules.tasks[task, END_CHOICE]
        if first == end or put_best(rules, table, task, _EAGER, latest):
            continue
        choice = np.random.randint(first, end)
        stretch = rules.choices[choice, STRETCH]
        for _ in range(_IN_THE_WAY):
            if open_to(rules, table, task, choice) and put(rules, table, task, choice, _EAGER, latest):
                break
            if not _clear(rules, table, scene, task, stretch):
                break


@compiled
def _clear(rules: Rules, table: Table, scene: int, task: int, stretch: int) -> bool:
    """Take something of another scene out of a stretch that has to do with a task; say whether there was any."""
    found, count = -1, 0
    first, end = rules.scenes[scene, FIRST_TASK], rules.scenes[scene, END_TASK]
    for k in range(table.sizes[stretch, 0]):
        other = table.passes[stretch, k, TASK]
        if rules.gap[task, other] >= 0 and not (rules.scene_tasks[first:end] == other).any():
            count += 1
            if np.random.randint(count) == 0:
                found = other
    if found >= 0:
        take_out(rules, table, found)
        settle(rules, table, stretch)
    return found >= 0


@compiled
def _ruin(rules: Rules, table: Table, latest: Ints) -> None:
    """Force a scene in, or take out whole scenes, or everything in a stretch, or single shots."""
    kind = np.random.random()
    if kind < _FORCE:
        _force(rules, table, latest)
        return
    kind = (kind - _FORCE) / (1.0 - _FORCE)
    if kind < _SCENES:
        for _ in range(1 + np.random.randint(_MOST_SCENES)):
            _take_out_scene(rules, table, np.random.randint(len(rules.scenes)))
        return
    whole = kind < _SCENES + _STRETCH
    for _ in range(1 if whole else 1 + np.random.randint(_MOST_SHOTS)):
        stretch = np.random.randint(len(table.sizes))
        if table.sizes[stretch, 0] > 0:
            one = table.passes[stretch, np.random.randint(table.sizes[stretch, 0]), TASK]
            take_out(rules, table, one)
            while whole and table.sizes[stretch, 0] > 0:
                take_out(rules, table, table.passes[stretch, 0, TASK])
            settle(rules, table, stretch)


@compiled
def _copy(one: Table, other: Table) -> None:
    """Make the other timetable like the one, where either has changed."""
    other.chosen[:] = one.chosen
    other.spent[:] = one.spent
    for stretch in range(len(one.sizes)):
        if one.sizes[stretch, 1] > 0 or other.sizes[stretch, 1] > 0:
            count = one.sizes[stretch, 0]
            other.sizes[stretch, 0] = count
            other.passes[stretch, :count] = one.passes[stretch, :count]
            one.sizes[stretch, 1] = 0
            other.sizes[stretch, 1] = 0


@compiled
def _worth(rules: Rules, table: Table) -> int:
    """Give the value of the scenes that are in; those are in with all their tasks."""
    total = 0
    for scene in range(len(rules.scenes)):
        if table.chosen[rules.scene_tasks[rules.scenes[scene, FIRST_TASK]]] >= 0:
            total += rules.scenes[scene, VALUE]
    return total


@compiled
def _recreate(rules: Rules, table: Table, density: Floats, latest: Ints) -> None:
    """Put scenes in, by their worth for their time, with chance; those that do not fit whole stay out."""
    scenes = len(rules.scenes)
    tried = _TRIED / scenes
    key, order = np.zeros(scenes), np.zeros(scenes, np.int64)
    count, spread = 0, _SPREAD * np.random.random()
    for scene in range(scenes):
        inside, outside = 0, 0
        for k in range(rules.scenes[scene, FIRST_TASK], rules.scenes[scene, END_TASK]):
            if table.chosen[rules.scene_tasks[k]] < 0:
                outside += 1
            else:
                inside += 1
        if outside > 0 and (inside > 0 or np.random.random() < tried):
            key[count] = -density[scene] * (1.0 + spread * np.random.random())
            order[count] = scene
            count += 1
    taste = _TASTE * np.array([np.random.random(), np.random.random(), np.random.random(), 1.0, np.random.random()])
    for k in np.argsort(key[:count]):
        _put_scene(rules, table, order[k], taste, latest)


@compiled
def _collect(table: Table, pool: Pool) -> None:
    """Put what the changed stretches are filled with into the pool."""
    row, longest = pool.patterns, pool.patterns.shape[1] - 2
    for stretch in range(len(table.sizes)):
        count = table.sizes[stretch, 0]
        room = pool.used[0] < len(row) and 2 * pool.used[1] < len(pool.seen)
        if table.sizes[stretch, 1] > 0 and 0 < count <= longest and room:
            name = np.uint64(1)
            for k in range(count):
                name += pool.names[table.passes[stretch, k, TASK]]
            name *= np.uint64(2 * stretch + 1)
            slot = np.int64(name % np.uint64(len(pool.seen)))
            while pool.seen[slot] != np.uint64(0) and pool.seen[slot] != name:
                slot = (slot + 1) % len(pool.seen)
            if pool.seen[slot] == np.uint64(0):
                pool.seen[slot] = name
                row[pool.used[0], 0], row[pool.used[0], 1] = stretch, count
                for k in range(count):
                    row[pool.used[0], 2 + k] = table.passes[stretch, k, TASK]
                pool.used[0] += 1
                pool.used[1] += 1


@compiled
def anneal(
    rules: Rules,
    tables: tuple[Table, Table, Table],
    density: Floats,
    heat: float,
    rounds: int,
    seed: int,
    pool: Pool,
) -> int:
    """Improve a timetable; give the value of the best one.

    Parameters
    ----------
    rules : Rules
        The problem.
    tables : three of Table
        Where the search tries, where it stands, and the best that was found; the first two must be alike.
    density : ndarray, shape (scenes,)
        By which scenes are put in, the greater the earlier.
    heat : float
        The loss of value that is accepted with a chance of 1/e.
    rounds, seed : int
        How often passes are taken out and put in; where the draws begin.
    pool : Pool
        Is filled with what stretches are filled with in plans that are worth nearly as much as the best one.
    """
    np.random.seed(seed)
    now, kept, best = tables
    latest = np.zeros((now.passes.shape[1] + 1, 2), np.int64)
    value, most = _worth(rules, kept), _worth(rules, best)
    for _ in range(rounds):
        _ruin(rules, now, latest)
        _recreate(rules, now, density, latest)
        found = _worth(rules, now)
        if found >= most - _NEARLY * heat:
            _collect(now, pool)
        if found >= value or np.random.random() < exp((found - value) / heat):
            value = found
            _copy(now, kept)
            if found > most:
                most = found
                kept.sizes[:, 1] = 1
                _copy(kept, best)
        else:
            _copy(kept, now)
    return most
