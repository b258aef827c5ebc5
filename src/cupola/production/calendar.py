"""Day plans laid over a stay: each person's blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from cupola.clock import DAY, Span, SpanSet
from cupola.production.person import BLOCK_KINDS, Block
from cupola.production.personform import BlockForm

SATURDAY: Final = 5


def plan_faults(blocks: Sequence[BlockForm]) -> list[tuple[int, str]]:
    """Find what is wrong with a day plan: the index of the block and the fault in words."""
    faults = []
    taken: list[tuple[float, float, int]] = []
    for index, block in enumerate(blocks):
        if block.start == block.stop:
            faults.append((index, "the block is empty: from and to are the same"))
            continue
        for start, stop in _pieces(block):
            clash = next((k for a, b, k in taken if start < b and a < stop and k != index), None)
            if clash is not None:
                faults.append((index, f"the block overlaps block {clash + 1} of the same day"))
            taken.append((start, stop, index))
    return faults


def lay_out(
    plans: Mapping[str, Sequence[BlockForm]],
    day: str,
    weekend: str | None,
    dates: Mapping[float, str],
    stay: Span,
    crew_offset: float,
) -> tuple[Block, ...]:
    """Lay a person's day plans over the stay.

    Parameters
    ----------
    plans : mapping of str to sequence of BlockForm
        The day plans by name.
    day, weekend : str
        The plan of working days, and of Saturdays and Sundays (the same, when None).
    dates : mapping of float to str
        Other plans, by the midnight (crew clock, written as UTC) at which the date begins.
    stay : Span
        Where the blocks are cut.
    crew_offset : float
        Seconds by which the crew's clock is ahead of UTC.

    Returns
    -------
    tuple of Block
        Sorted and disjoint: what belongs to the evening before gives way to the day it runs into.
    """
    found: list[Block] = []
    midnight = (stay.start + crew_offset) // DAY * DAY - DAY
    covered = SpanSet()
    days = []
    while midnight - crew_offset < stay.stop:
        days.append(midnight)
        midnight += DAY
    for start in reversed(days):
        plan = plans[dates.get(start, weekend if weekend and _is_weekend(start) else day)]
        today = SpanSet()
        for block in plan:
            length = (block.stop - block.start) % DAY or DAY
            begin = start + block.start - crew_offset
            whole = SpanSet.of([Span(begin, begin + length)]).clip(stay) - covered
            found += [Block(span, block.kind, block.module) for span in whole]
            today |= whole
        covered |= today
    return tuple(sorted(found, key=lambda block: (block.span.start, BLOCK_KINDS.index(block.kind))))


def _is_weekend(midnight: float) -> bool:
    return datetime.fromtimestamp(midnight, UTC).weekday() >= SATURDAY


def _pieces(block: BlockForm) -> list[tuple[float, float]]:
    if block.start < block.stop:
        return [(block.start, block.stop)]
    return [(block.start, DAY), (0.0, block.stop)]
