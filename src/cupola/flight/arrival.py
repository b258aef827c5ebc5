"""What comes of an approach: contact, another try if there was none, open hatches, and the days that are lost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from cupola.clock import DAY
from cupola.errors import Message, SkyError
from cupola.flight.approach import Approach, Contact, Trouble, Visit, fly
from cupola.flight.legs import Keep
from cupola.production import Production

_TRIES: Final = 3  # a ship has not the propellant for more


@dataclass(frozen=True)
class Arrival:
    """How a crew comes aboard.

    Attributes
    ----------
    tries : tuple of Approach
        The approaches that were flown, the last of which docked.
    contact : Contact
        That one's.
    hatches, spread : float
        When the hatches open, and by how much that may differ, s: leak checks, and the next try if one is needed.
    late : float
        Seconds later than without the trouble.
    days_lost : int
        By how many UTC dates the hatches open later than without it: so many days cannot be shot.
    """

    tries: tuple[Approach, ...]
    contact: Contact
    hatches: float
    spread: float
    late: float
    days_lost: int


def arrive(visit: Visit) -> Arrival:
    """Fly an approach, and if it ends without a ship at its port the next one, which is automatic again.

    Raises
    ------
    SkyError
        As `approach.fly`; no contact holds in three tries (E710).
    """
    tries, later = [fly(visit)], visit
    while not tries[-1].is_docked:
        if len(tries) == _TRIES:
            text = f"the docking gear did not hold at {visit.port.name} in {_TRIES} tries"
            raise SkyError(Message("E710", text, hint="give it slower speeds, or better sensors"))
        later = replace(later, at=later.at + visit.craft.retry.after, trouble=None, seed=later.seed + 1)
        tries.append(fly(later))
    contact = tries[-1].contact
    assert contact is not None
    craft, usual = visit.craft, _usual(visit, tries[0])
    hatches = contact.at + craft.hatches.after
    return Arrival(
        tries=tuple(tries),
        contact=contact,
        hatches=hatches,
        spread=float(np.hypot(craft.hatches.spread, craft.retry.spread * np.sqrt(len(tries) - 1))),
        late=contact.at - usual,
        days_lost=int(hatches // DAY - (usual + craft.hatches.after) // DAY),
    )


@dataclass(frozen=True, slots=True)
class Loss:
    """What a late arrival costs a shoot.

    Attributes
    ----------
    first_shot : float
        When the first camera can roll: as the production has it, or when the hatches are open.
    days : int
        Days of the shoot that are over by then.
    """

    first_shot: float
    days: int


def loss(production: Production, arrival: Arrival) -> Loss:
    """Give what an arrival leaves of a shoot."""
    first = max(production.shoot.start, arrival.hatches)
    return Loss(first, sum(day.stop <= first for day in production.days))


def hand_delay(visit: Visit) -> float:
    """Give by how many seconds contact is later when hands take over halfway through station keeping."""
    smooth = fly(replace(visit, trouble=None))
    keeping = next(leg.span for leg in smooth.legs if leg.name == Keep.name)
    trouble = Trouble("by hand", at=(keeping.start + keeping.stop) / 2)
    taken = fly(replace(visit, trouble=trouble))
    return float(taken.at[-1] - smooth.at[-1])


def _usual(visit: Visit, flown: Approach) -> float:
    """Give when contact comes without trouble."""
    smooth = flown if visit.trouble is None else fly(replace(visit, trouble=None))
    return smooth.contact.at if smooth.contact is not None else float(smooth.at[-1])
