"""A timetable and its problem as tables of numbers, which compiled code reads: few columns, not many arrays.

Each array more is seconds more of compiling.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

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
