"""People as values: the blocks of their days, and what may be asked of them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, Literal, get_args

from cupola.clock import Span, SpanSet
from cupola.production.looks import Looks

BlockKind = Literal[
    "film",
    "private",
    "station",
    "sleep",
    "meal",
    "exercise",
    "conference",
    "rest",
    "stowage",
    "travel",
    "fitting",
    "rehearsal",
]
"""What a stretch of a person's day is for. Takes may lie in `film` blocks, and in `private` ones within limits."""

BLOCK_KINDS: Final[tuple[BlockKind, ...]] = get_args(BlockKind)


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a person's day: `[span)`, its kind, and the module it happens in (for noise), if known."""

    span: Span
    kind: BlockKind
    module: str | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What may be asked of a person, in seconds; what is left out is no limit.

    Attributes
    ----------
    film_per_day, film_per_week : float
        Work in film time on a day, and in any seven times 24 hours.
    private_per_day, private_per_stay : float
        Borrowed private time on a day, and over the stay.
    work_per_day : float
        Work for the film, in whatever time, and for the station together on a day.
    days_in_a_row : float
        Days in a row on which the person works for the film.
    awake, sleep : float
        Nobody works longer than `awake` after waking, nor after less than `sleep`.
    after_waking, before_sleep : float
        Time without work after waking and before sleep.
    day_length : float
        From the first call to the last wrap between two sleeps.
    turnaround : float
        From the last wrap before a sleep to the next call.
    meal_after, meal_break : float
        A break of `meal_break` or longer begins at most `meal_after` after the first call, or after the last break.
    """

    film_per_day: float
    private_per_day: float
    private_per_stay: float
    film_per_week: float = math.inf
    days_in_a_row: float = math.inf
    work_per_day: float = math.inf
    awake: float = math.inf
    sleep: float = 0.0
    after_waking: float = 0.0
    before_sleep: float = 0.0
    day_length: float = math.inf
    turnaround: float = 0.0
    meal_after: float = math.inf
    meal_break: float = 0.0


@dataclass(frozen=True, slots=True)
class Person:
    """Someone aboard.

    Attributes
    ----------
    blocks : tuple of Block
        The person's whole stay, sorted, without overlap.
    novice : bool
        Slow in weightlessness at first: shots with a novice take longer by the time factor of the day.
    price, private_price : float
        US dollars an hour of this person's time for the film, and of the private time that they lend.
    day_rate : float
        US dollars a day on which they work, travel for the film, or are held.
    holds : bool
        Whether they are kept for the production between two days of work.
    arrive : float or None
        Since when they are aboard, from which their days aboard count; None for the arrival of the film crew.
    looks : Looks or None
        The looks between which they change; None for those who have one.
    sleeps_in : str or None
        The module that they sleep in, where it is known.
    """

    id: str
    name: str
    roles: tuple[str, ...]
    plays: str | None
    groups: frozenset[str]
    novice: bool
    limits: Limits
    price: float
    blocks: tuple[Block, ...]
    private_price: float = 0.0
    day_rate: float = 0.0
    holds: bool = True
    arrive: float | None = None
    sleeps_in: str | None = None
    looks: Looks | None = None
    language: str = ""

    def time(self, *kinds: BlockKind) -> SpanSet:
        """Give the spans of the person's blocks of these kinds."""
        return SpanSet.of(b.span for b in self.blocks if b.kind in kinds)
