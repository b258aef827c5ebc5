"""Scenes put into and taken out of a timetable, many thousand times a second. Compiled.

A timetable is a list of passes for each stretch of time, in an order that all its resources keep. Starts are not fixed:
each pass has the earliest start and the latest one that the order leaves it, and a pass is put between two others
wherever the latest start still lies behind the earliest. The limits are differences of two starts and each pass's own
spans, so that the earliest starts together keep every limit (the least solution of a system closed under minimum),
and they are what the timetable stands for.

The search is ruin and recreate (Schrimpf et al. 2000, J. Comput. Phys. 159; Christiaens & Vanden Berghe 2020, Transp.
Sci. 54) under simulated annealing: passes near one another are taken out, scenes are put in again in an order drawn at
random around their worth, and what is worse is kept with a chance that its loss decides.

Numba keeps what it compiled beside this file and looks for changes in this file alone: what is compiled stays in it.
Tables of few columns, not many arrays: each array more is seconds more of compiling.
"""

from __future__ import annotations

from math import exp
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cupola.compiled import compiled

Ints = NDArray[np.int64]
Gaps = NDArray[np.int32]
Names = NDArray[np.uint64]
Floats = NDArray[np.float64]

NEVER: Final = 1 << 30
"""A gap that nothing keeps, and an instant after everything."""
VALUE, FIRST_TASK, END_TASK = 0, 1, 2
PASSES, FIRST_CHOICE, END_CHOICE, FIRST_AFTER, END_AFTER, END_BEFORE = 0, 1, 2, 3, 4, 5
STRETCH, ESCORT, FIRST_SPAN, END_SPAN, FIRST_COST, END_COST, LIKED = 0, 1, 2, 3, 4, 5, 6
FROM, UNTIL, LENGTH = 0, 1, 2
TASK, NUMBER, EARLY, LATE, LASTS = 0, 1, 2, 3, 4

# Found by trying, on shoots of 100 to 200 shots; each may be doubled or halved and little changes.
_SCENES: Final = 0.2  # how often whole scenes are taken out
_MOST_SCENES: Final = 4
_STRETCH: Final = 0.1  # how often all of a stretch is taken out; else single shots
_MOST_SHOTS: Final = 6
_FORCE: Final = 0.5  # how often a scene that is out is put in at the cost of others
_IN_THE_WAY: Final = 4  # how many shots may be taken out for one
_EAGER: Final = np.array([1.0, 0.0, 600.0, 0.0, 0.9])
_PLAIN: Final = np.zeros(5)
_NEARLY: Final = 40.0  # how many times the heat a plan may be worth less for its stretches to be remembered
_SPREAD: Final = 1.8  # by how much chance may raise a scene's worth for its time, in parts of it
_TRIED: Final = 60.0  # about how many of the scenes that are out are tried in a round
_TASTE: Final = np.array([2.0, 0.05, 600.0, 0.02, 1.2])
"""The most weight of gaps beside a pass, of slack that it keeps, of chance; how often a choice is overlooked; the most
weight of how much it is liked."""


class Rules(NamedTuple):
    """A problem as tables; instants are whole seconds after its origin.

    Attributes
    ----------
    scenes : ndarray, shape (scenes, 3)
        Value, and from where to where its tasks stand in `scene_tasks`.
    scene_tasks : ndarray, shape (tasks,)
        The tasks of each scene, those with the least choice first.
    tasks : ndarray, shape (tasks, 6)
        How many passes; from where to where its choices stand; from where to where, in `orders`, what it must follow,
        and up to where what must follow it.
    choices : ndarray, shape (choices, 7)
        Stretch; who escorts, or -1; from where to where its spans stand, and its costs; how much it is liked: see
        `guide`.
    spans : ndarray, shape (spans, 3)
        First and last start, and the length of the pass that starts there; for a task of more passes, one start a pass.
    costs : ndarray, shape (costs,)
        Which budgets a choice draws its length from.
    budgets : ndarray, shape (budgets,)
        Seconds.
    orders : ndarray
        Tasks: see `tasks`.
    gap : ndarray of int32, shape (tasks, tasks)
        Seconds from a pass of the one to a pass of the other after it; -1 where they have nothing to do with one
        another, `NEVER` where the one may not come first.
    holds : ndarray, shape (tasks, tasks)
        1 where the other may not lie between two passes of the one.
    members : ndarray, shape (tasks, people + 1)
        1 for who is in a task; in the last column, the seconds between escorting and something else.
    things : ndarray, shape (tasks + 1, things)
        How many of each camera and piece of gear a task holds; in the last row, how many there are.
    """

    scenes: Ints
    scene_tasks: Ints
    tasks: Ints
    choices: Ints
    spans: Ints
    costs: Ints
    budgets: Ints
    orders: Ints
    gap: Gaps
    holds: Gaps
    members: Ints
    things: Ints


class Table(NamedTuple):
    """A timetable.

    Attributes
    ----------
    chosen : ndarray, shape (tasks,)
        The choice of each task; -1 when it is out.
    sizes : ndarray, shape (stretches, 2)
        How many passes there are in a stretch, and whether it may differ from the timetable that is kept.
    passes : ndarray, shape (stretches, most, 5)
        In order: task and number of a pass, its earliest and its latest start, and how long it lasts.
    spent : ndarray, shape (budgets,)
        Seconds.
    """

    chosen: Ints
    sizes: Ints
    passes: Ints
    spent: Ints


class Pool(NamedTuple):
    """What stretches were filled with in good plans: patterns, each once.

    Attributes
    ----------
    names : ndarray of uint64, shape (tasks,)
        A number at random for each task: those of a pattern are added up to its name.
    seen : ndarray of uint64
        A table of the names so far.
    patterns : ndarray, shape (most, longest + 2)
        Of those found lately: stretch, how many tasks, the tasks.
    used : ndarray, shape (2,)
        How many of `patterns`, and how many of `seen`, are in use.
    """

    names: Names
    seen: Names
    patterns: Ints
    used: Ints


@compiled
def _spans(rules: Rules, task: int, choice: int, number: int) -> tuple[int, int]:
    """Give which spans a pass may start in."""
    first = int(rules.choices[choice, FIRST_SPAN]) + number
    return first, (first + 1 if rules.tasks[task, PASSES] > 1 else int(rules.choices[choice, END_SPAN]))


@compiled
def _first_from(rules: Rules, first: int, last: int, at: int) -> int:
    """Give the first start in these spans from an instant on; `NEVER` when there is none."""
    for k in range(first, last):
        if rules.spans[k, UNTIL] >= at:
            return int(max(at, rules.spans[k, FROM]))
    return NEVER


@compiled
def _last_until(rules: Rules, first: int, last: int, at: int) -> int:
    """Give the last start in these spans up to an instant; `-NEVER` when there is none."""
    for k in range(last - 1, first - 1, -1):
        if rules.spans[k, FROM] <= at:
            return int(min(at, rules.spans[k, UNTIL]))
    return -NEVER


@compiled
def _apart(rules: Rules, one: int, escort: int, other: int, escort_too: int) -> int:
    """Give the seconds that must lie between a task and another after it, with who escorts each; -1 for none."""
    found = int(rules.gap[one, other])
    if escort < 0 and escort_too < 0:
        return found
    met = escort >= 0 and (escort == escort_too or rules.members[other, escort] > 0)
    if met or (escort_too >= 0 and rules.members[one, escort_too] > 0):
        return int(max(found, rules.members[one, -1]))
    return found


@compiled
def _released(rules: Rules, one: int, choice: int, stop: int, other: int) -> int:
    """Give when a pass that stops at an instant leaves its set and its people to another task after it."""
    if rules.tasks[one, PASSES] > 1 and rules.holds[one, other] > 0:
        last = rules.choices[choice, END_SPAN] - 1
        return int(rules.spans[last, FROM] + rules.spans[last, LENGTH])
    return stop


@compiled
def _settle(rules: Rules, table: Table, stretch: int) -> bool:
    """Work out the earliest and the latest starts in a stretch; say whether there are any."""
    count, row = table.sizes[stretch, 0], table.passes[stretch]
    for k in range(count):
        one = row[k, TASK]
        choice = table.chosen[one]
        at = -NEVER
        for j in range(k):
            before = table.chosen[row[j, TASK]]
            gap = _apart(rules, row[j, TASK], rules.choices[before, ESCORT], one, rules.choices[choice, ESCORT])
            if gap >= 0:
                at = max(at, _released(rules, row[j, TASK], before, row[j, EARLY] + row[j, LASTS], one) + gap)
        first, last = _spans(rules, one, choice, row[k, NUMBER])
        row[k, EARLY] = _first_from(rules, first, last, at)
        if row[k, EARLY] >= NEVER:
            return False
    for k in range(count - 1, -1, -1):
        one = row[k, TASK]
        choice = table.chosen[one]
        at = NEVER
        for j in range(k + 1, count):
            after = table.chosen[row[j, TASK]]
            gap = _apart(rules, one, rules.choices[choice, ESCORT], row[j, TASK], rules.choices[after, ESCORT])
            if gap >= 0:
                at = min(at, row[j, LATE] - gap - row[k, LASTS])
        first, last = _spans(rules, one, choice, row[k, NUMBER])
        row[k, LATE] = _last_until(rules, first, last, at)
    return True


@compiled
def _things(rules: Rules, table: Table, stretch: int) -> bool:
    """Say whether there are enough cameras and pieces of gear, everything at its earliest."""
    row = table.passes[stretch]
    for thing in range(rules.things.shape[1]):
        for k in range(table.sizes[stretch, 0]):
            used = 0
            for j in range(table.sizes[stretch, 0]):
                one = row[j, TASK]
                if row[j, NUMBER] == 0 and row[j, EARLY] <= row[k, EARLY] and rules.things[one, thing] > 0:
                    stop = _released(rules, one, table.chosen[one], row[j, EARLY] + row[j, LASTS], one)
                    used += rules.things[one, thing] if stop > row[k, EARLY] else 0
            if used > rules.things[-1, thing]:
                return False
    return True


@compiled
def _sort(table: Table, stretch: int, by: int) -> None:
    """Put the passes of a stretch in the order of their earliest, or of their latest, starts: both keep every order."""
    row = table.passes[stretch]
    for k in range(1, table.sizes[stretch, 0]):
        j = k
        while j > 0 and row[j - 1, by] > row[j, by]:
            for field in range(5):
                row[j - 1, field], row[j, field] = row[j, field], row[j - 1, field]
            j -= 1


@compiled
def _latest(rules: Rules, table: Table, task: int, choice: int, number: int, latest: Ints) -> None:
    """Fill in when, by position, a pass must start at the latest for what comes after, and the gap after it."""
    row, count = table.passes[rules.choices[choice, STRETCH]], table.sizes[rules.choices[choice, STRETCH], 0]
    first, _ = _spans(rules, task, choice, number)
    length = rules.spans[first, LENGTH]
    stop = _released(rules, task, choice, rules.spans[first, FROM] + length, task)
    latest[count, 0], latest[count, 1] = NEVER, 0
    for k in range(count - 1, -1, -1):
        latest[k, 0], latest[k, 1] = latest[k + 1, 0], latest[k + 1, 1]
        other = row[k, TASK]
        escort = rules.choices[table.chosen[other], ESCORT]
        gap = _apart(rules, task, rules.choices[choice, ESCORT], other, escort)
        if gap >= 0:
            at = row[k, LATE] - gap - length
            if rules.tasks[task, PASSES] > 1 and rules.holds[task, other] > 0:
                at = NEVER if row[k, LATE] >= stop + gap else -NEVER
            if at < latest[k, 0]:
                latest[k, 0], latest[k, 1] = at, gap


@compiled
def _place(
    rules: Rules, table: Table, task: int, choice: int, number: int, taste: Floats, latest: Ints
) -> tuple[int, float]:
    """Give where in its stretch a pass does best, and how well; -1 when it fits nowhere."""
    stretch, escort = rules.choices[choice, STRETCH], rules.choices[choice, ESCORT]
    count, row = table.sizes[stretch, 0], table.passes[stretch]
    first, last = _spans(rules, task, choice, number)
    _latest(rules, table, task, choice, number, latest)
    best, cost = -1, 0.0
    earliest, before = -NEVER, 0
    for k in range(count + 1):
        if latest[k, 0] >= earliest:
            at = _first_from(rules, first, last, earliest)
            if at < NEVER and at <= latest[k, 0]:
                slack = min(latest[k, 0], rules.spans[last - 1, UNTIL]) - at
                mine = taste[0] * (before + latest[k, 1]) + taste[1] * slack + taste[2] * np.random.random()
                if best < 0 or mine < cost:
                    best, cost = k, mine
        if k < count:
            one = row[k, TASK]
            gap = _apart(rules, one, rules.choices[table.chosen[one], ESCORT], task, escort)
            if gap >= 0:
                stop = _released(rules, one, table.chosen[one], row[k, EARLY] + row[k, LASTS], task)
                if stop + gap > earliest:
                    earliest, before = stop + gap, gap
    return best, cost


@compiled
def _open(rules: Rules, table: Table, task: int, choice: int) -> bool:
    """Say whether budgets and orders leave a choice to a task."""
    first = rules.choices[choice, FIRST_SPAN]
    length = 0
    for k in range(rules.tasks[task, PASSES]):
        length += rules.spans[first + k, LENGTH]
    for k in range(rules.choices[choice, FIRST_COST], rules.choices[choice, END_COST]):
        if table.spent[rules.costs[k]] + length > rules.budgets[rules.costs[k]]:
            return False
    stretch = rules.choices[choice, STRETCH]
    for k in range(rules.tasks[task, FIRST_AFTER], rules.tasks[task, END_BEFORE]):
        other = table.chosen[rules.orders[k]]
        apart = rules.choices[other, STRETCH] - stretch if other >= 0 else 0
        if (apart > 0 and k < rules.tasks[task, END_AFTER]) or (apart < 0 and k >= rules.tasks[task, END_AFTER]):
            return False
    return True


@compiled
def _spend(rules: Rules, table: Table, task: int, choice: int, sign: int) -> None:
    for k in range(rules.choices[choice, FIRST_COST], rules.choices[choice, END_COST]):
        for j in range(rules.tasks[task, PASSES]):
            table.spent[rules.costs[k]] += sign * rules.spans[rules.choices[choice, FIRST_SPAN] + j, LENGTH]


@compiled
def _insert(table: Table, stretch: int, where: int, task: int, number: int, length: int) -> None:
    row = table.passes[stretch]
    for k in range(table.sizes[stretch, 0], where, -1):
        for field in range(5):
            row[k, field] = row[k - 1, field]
    row[where, TASK], row[where, NUMBER], row[where, LASTS] = task, number, length
    table.sizes[stretch, 0] += 1
    table.sizes[stretch, 1] = 1


@compiled
def _take_out(rules: Rules, table: Table, task: int) -> int:
    """Take a task out and give its stretch: starts there stay legal, and get their room when it is settled."""
    choice = table.chosen[task]
    stretch, kept = int(rules.choices[choice, STRETCH]), 0
    row = table.passes[stretch]
    for k in range(table.sizes[stretch, 0]):
        if row[k, TASK] != task:
            if k > kept:
                for field in range(5):
                    row[kept, field] = row[k, field]
            kept += 1
    table.sizes[stretch, 0] = kept
    table.sizes[stretch, 1] = 1
    _spend(rules, table, task, choice, -1)
    table.chosen[task] = -1
    return stretch


@compiled
def _put(rules: Rules, table: Table, task: int, choice: int, taste: Floats, latest: Ints) -> bool:
    """Put all passes of a task in by one of its choices; say whether that went."""
    stretch = rules.choices[choice, STRETCH]
    table.chosen[task] = choice
    _spend(rules, table, task, choice, 1)
    fits = True
    for number in range(rules.tasks[task, PASSES]):
        where, _ = _place(rules, table, task, choice, number, taste, latest)
        fits = where >= 0 and table.sizes[stretch, 0] + 1 < table.passes.shape[1]
        if fits:
            length = rules.spans[rules.choices[choice, FIRST_SPAN] + number, LENGTH]
            _insert(table, stretch, where, task, number, length)
            fits = _settle(rules, table, stretch)
        if not fits:
            break
    if fits and _things(rules, table, stretch):
        _sort(table, stretch, EARLY if np.random.random() < 0.5 else LATE)
        return True
    _take_out(rules, table, task)
    _settle(rules, table, stretch)
    return False


@compiled
def _put_best(rules: Rules, table: Table, task: int, taste: Floats, latest: Ints) -> bool:
    """Put a task in where it does best; say whether it fits anywhere."""
    best, cost = -1, 0.0
    for choice in range(rules.tasks[task, FIRST_CHOICE], rules.tasks[task, END_CHOICE]):
        if np.random.random() >= taste[3] and _open(rules, table, task, choice):
            where, mine = _place(rules, table, task, choice, 0, taste, latest)
            mine -= taste[4] * rules.choices[choice, LIKED]
            if where >= 0 and (best < 0 or mine < cost):
                best, cost = choice, mine
    return best >= 0 and _put(rules, table, task, best, taste, latest)


@compiled
def _put_first(rules: Rules, table: Table, task: int, latest: Ints) -> bool:
    """Put a task in by the first of its choices by which it fits; say whether there is any."""
    for choice in range(rules.tasks[task, FIRST_CHOICE], rules.tasks[task, END_CHOICE]):
        if _open(rules, table, task, choice):
            where, _ = _place(rules, table, task, choice, 0, _PLAIN, latest)
            if where >= 0 and _put(rules, table, task, choice, _PLAIN, latest):
                return True
    return False


@compiled
def lay(rules: Rules, table: Table, order: Ints) -> None:
    """Put scenes into a timetable one after the other, each as early as it fits; those that do not fit stay out."""
    latest = np.zeros((table.passes.shape[1] + 1, 2), np.int64)
    for scene in order:
        for k in range(rules.scenes[scene, FIRST_TASK], rules.scenes[scene, END_TASK]):
            if not _put_first(rules, table, rules.scene_tasks[k], latest):
                _take_out_scene(rules, table, scene)
                break


@compiled
def _take_out_scene(rules: Rules, table: Table, scene: int) -> None:
    for k in range(rules.scenes[scene, FIRST_TASK], rules.scenes[scene, END_TASK]):
        if table.chosen[rules.scene_tasks[k]] >= 0:
            _settle(rules, table, _take_out(rules, table, rules.scene_tasks[k]))


@compiled
def _put_scene(rules: Rules, table: Table, scene: int, taste: Floats, latest: Ints) -> None:
    """Put what is out of a scene in, or take all of it out."""
    for k in range(rules.scenes[scene, FIRST_TASK], rules.scenes[scene, END_TASK]):
        task = rules.scene_tasks[k]
        if table.chosen[task] < 0 and not _put_best(rules, table, task, taste, latest):
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
        if first == end or _put_best(rules, table, task, _EAGER, latest):
            continue
        choice = np.random.randint(first, end)
        stretch = rules.choices[choice, STRETCH]
        for _ in range(_IN_THE_WAY):
            if _open(rules, table, task, choice) and _put(rules, table, task, choice, _EAGER, latest):
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
        _take_out(rules, table, found)
        _settle(rules, table, stretch)
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
            _take_out(rules, table, one)
            while whole and table.sizes[stretch, 0] > 0:
                _take_out(rules, table, table.passes[stretch, 0, TASK])
            _settle(rules, table, stretch)


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
