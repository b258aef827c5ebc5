"""Scenes put into and taken out of a timetable, many thousand times a second. Compiled.

A timetable is a list of passes for each stretch of time, in an order that all its resources keep. Starts are not fixed:
each pass has the earliest start and the latest one that the order leaves it, and a pass is put between two others
wherever the latest start still lies behind the earliest. The limits are differences of two starts and each pass's own
spans, so that the earliest starts together keep every limit (the least solution of a system closed under minimum),
and they are what the timetable stands for.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from cupola.compiled import compiled
from cupola.plan.search.timetable.layout import (
    EARLY,
    END_AFTER,
    END_BEFORE,
    END_CHOICE,
    END_COST,
    END_SPAN,
    ESCORT,
    FIRST_AFTER,
    FIRST_CHOICE,
    FIRST_COST,
    FIRST_SPAN,
    FROM,
    LASTS,
    LATE,
    LENGTH,
    LIKED,
    NEVER,
    NUMBER,
    PASSES,
    STRETCH,
    TASK,
    UNTIL,
    Floats,
    Ints,
    Rules,
    Table,
)

_PLAIN: Final = np.zeros(5)


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
def settle(rules: Rules, table: Table, stretch: int) -> bool:
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
def open_to(rules: Rules, table: Table, task: int, choice: int) -> bool:
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
def take_out(rules: Rules, table: Table, task: int) -> int:
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
def put(rules: Rules, table: Table, task: int, choice: int, taste: Floats, latest: Ints) -> bool:
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
            fits = settle(rules, table, stretch)
        if not fits:
            break
    if fits and _things(rules, table, stretch):
        _sort(table, stretch, EARLY if np.random.random() < 0.5 else LATE)
        return True
    take_out(rules, table, task)
    settle(rules, table, stretch)
    return False


@compiled
def put_best(rules: Rules, table: Table, task: int, taste: Floats, latest: Ints) -> bool:
    """Put a task in where it does best; say whether it fits anywhere."""
    best, cost = -1, 0.0
    for choice in range(rules.tasks[task, FIRST_CHOICE], rules.tasks[task, END_CHOICE]):
        if np.random.random() >= taste[3] and open_to(rules, table, task, choice):
            where, mine = _place(rules, table, task, choice, 0, taste, latest)
            mine -= taste[4] * rules.choices[choice, LIKED]
            if where >= 0 and (best < 0 or mine < cost):
                best, cost = choice, mine
    return best >= 0 and put(rules, table, task, best, taste, latest)


@compiled
def put_first(rules: Rules, table: Table, task: int, latest: Ints) -> bool:
    """Put a task in by the first of its choices by which it fits; say whether there is any."""
    for choice in range(rules.tasks[task, FIRST_CHOICE], rules.tasks[task, END_CHOICE]):
        if open_to(rules, table, task, choice):
            where, _ = _place(rules, table, task, choice, 0, _PLAIN, latest)
            if where >= 0 and put(rules, table, task, choice, _PLAIN, latest):
                return True
    return False
