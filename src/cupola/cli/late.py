"""What a late arrival does to a production: the days that are lost, and how the plan changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path
from typing import Any, Final

from cupola.cli.desk import in_force, is_planned, open_production, placed, say
from cupola.cli.replan import headline
from cupola.clock import Span, utc_text
from cupola.flight.arrival import Arrival, Loss, loss
from cupola.plan.replan.bulletin import Bulletin
from cupola.plan.replan.difference import move_words
from cupola.plan.replan.replan import Replan
from cupola.plan.replan.replan import replan as plan_anew
from cupola.plan.result import Plan
from cupola.plan.wording import date_words, listing
from cupola.production import Event, Production
from cupola.units import counted

_MOST_SHOTS: Final = 12
_MOST_MOVES: Final = 20


@dataclass(frozen=True, slots=True)
class Late:
    """What an arrival does to a production.

    Attributes
    ----------
    ship : str
        What arrives.
    loss : Loss
        When its first shot can be, and what is over by then.
    shots : tuple of str
        The shots of its plan that begin too early.
    change : Replan or None
        How the plan would go on; None where nothing has to change, or there is no plan of these documents.
    """

    production: Production
    ship: str
    loss: Loss
    shots: tuple[str, ...] = ()
    change: Replan | None = None

    @property
    def dates(self) -> tuple[str, ...]:
        """The days of the shoot that are over."""
        days = self.production.days[: self.loss.days]
        return tuple(date_words(day.start, self.production.crew_offset) for day in days)

    def lines(self) -> Iterator[str]:
        """Say it."""
        film, first, planned = self.production, self.loss.first_shot, self.production.shoot.start
        if first == planned:
            yield f"{film.title}: the first shot stays at {utc_text(planned)}"
            return
        which = f": {listing(self.dates)}" if self.dates else ""
        lost = f"{self.loss.days} of {counted(len(film.days), 'shooting day')} lost{which}"
        yield f"{film.title}: first shot {utc_text(first)} instead of {utc_text(planned)}, {lost}"
        if self.shots:
            named = ", ".join(self.shots[:_MOST_SHOTS]) + (", …" if len(self.shots) > _MOST_SHOTS else "")
            yield f"{counted(len(self.shots), 'planned shot')} too early: {named}"
        if self.change is not None:
            draft = self.change.drafts[0]
            yield f"the plan would go on with value {draft.plan.value}: {headline(draft)}"
            yield from (f"  {move_words(film, move)}" for move in draft.moves[:_MOST_MOVES])
            if len(draft.moves) > _MOST_MOVES:
                yield f"  and {len(draft.moves) - _MOST_MOVES} more"

    def next_steps(self, path: Path) -> Iterator[str]:
        """Say how to go on."""
        if self.change is not None:
            start, stop = utc_text(self.production.shoot.start), utc_text(self.loss.first_shot)
            told = f'--now {start} --event "{self.ship} docks late {start}..{stop}"'
            yield f"nothing was written; next: cupola replan {path} {told}"
        elif self.loss.first_shot > self.production.shoot.start:
            yield f"next: set first_shot: in production.yaml, then cupola plan {path}"

    def plain(self) -> dict[str, Any]:
        """Give it as plain values."""
        draft = self.change.drafts[0] if self.change is not None else None
        return {
            "first_shot": utc_text(self.loss.first_shot),
            "planned": utc_text(self.production.shoot.start),
            "days": len(self.production.days),
            "days_lost": self.loss.days,
            "shots_too_early": list(self.shots),
            "value": draft.plan.value if draft else None,
            "moves": [{"shot": one.shot, "kind": one.kind} for one in draft.moves] if draft else [],
        }


def late_arrival(path: Path, arrival: Arrival, ship: str) -> Late:
    """Give what an arrival does to a production, and how its plan would go on; nothing is written.

    Raises
    ------
    CupolaError
        The film stays on the ground (E423), or the rest of its plan cannot be planned.
    """
    production = open_production(path)
    _ = production.station  # a film on the ground has none, and says so
    lost = loss(production, arrival)
    lost = replace(lost, first_shot=float(ceil(lost.first_shot)))
    if lost.first_shot == production.shoot.start or not is_planned(path):
        return Late(production, ship, lost)
    plan = in_force(production, path)[0].plan
    shots = tuple(strip.shot for strip in plan.strips if strip.span.start < lost.first_shot)
    change = _change(placed(production, plan), plan, ship, lost) if shots else None
    return Late(production, ship, lost, shots, change)


def _change(production: Production, plan: Plan, ship: str, lost: Loss) -> Replan | None:
    """Plan on from the beginning of the shoot with nobody filming until the hatches are open."""
    begin = production.shoot.start
    if plan.digest != production.digest or plan.situation is not None or lost.first_shot >= production.shoot.stop:
        return None
    nobody: frozenset[str] = frozenset()
    event = Event(f"{ship} docks late", Span(begin, lost.first_shot), nobody, nobody, True, False)
    say("looking for how the plan would go on")
    return plan_anew(production, plan, Bulletin(begin, (), (event,), (), ()))
