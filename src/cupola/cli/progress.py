"""A bar on stderr that shows how far work is, once it has gone on for half a second."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from cupola.cli.desk import say
from cupola.steps import OnStep

SILENCE: Final = 0.5
"""Seconds without a word, on a terminal."""
_QUIET: Final = 5.0
"""The same elsewhere, where each word stays: one line says what is being done."""


@contextmanager
def bar(text: str, clock: Callable[[], float] = time.monotonic) -> Iterator[OnStep]:
    """Give what work tells how much of it is done, 0 to 1.

    Parameters
    ----------
    text : str
        What is being done.
    clock : callable
        Gives seconds.
    """
    start = clock()
    if not sys.stderr.isatty():
        yield _once(text, start, clock)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn()
    shown = Progress(*columns, console=Console(stderr=True), transient=True)
    task = shown.add_task(text, total=1.0)

    def step(done: float) -> None:
        shown.update(task, completed=done)
        if not shown.live.is_started and clock() - start >= SILENCE and done < 1.0:
            shown.start()

    try:
        yield step
    finally:
        shown.stop()


def _once(text: str, start: float, clock: Callable[[], float]) -> OnStep:
    told: list[str] = []

    def step(done: float) -> None:
        if not told and done < 1.0 and clock() - start >= _QUIET:
            told.append(text)
            say(f"{text} …")

    return step
