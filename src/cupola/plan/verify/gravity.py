"""The rules of what flies: gravity holds all through each take, and who is in the air is nowhere else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

import numpy as np

from cupola.clock import Span
from cupola.places.flown import Flown
from cupola.plan.verify.fault import Case, Fault, takes_words
from cupola.plan.wording import need_words
from cupola.production import Shot

_SAMPLE: Final = 0.5
"""Seconds between the instants at which gravity is looked at: regimes last for more."""
_LAST: Final = 1e-3
"""Seconds before the end of a take at which gravity is looked at last: spans are half-open."""


def gravity(case: Case) -> Iterator[Fault]:
    """The gravity that a shot needs holds all through each take, by the place of each instant in its flight."""
    for strip, shot, one in case.to_come():
        if shot.need.gravity == "any":
            continue
        bad = [(number, take) for number, take in enumerate(one.takes, 1) if not _holds(shot, take)]
        if bad:
            takes = takes_words(number for number, _ in bad)
            when = case.when(Span(bad[0][1].start, bad[-1][1].stop), seconds=True)
            text = f"{strip.shot} needs {need_words(shot.need)}; gravity is another one in {takes} ({when})"
            hint = f"see when it is right: cupola light PRODUCTION --shot {strip.shot}"
            yield Fault("E738", "gravity", text, (strip.shot,), (), bad[0][1], hint)


def aboard(case: Case) -> Iterator[Fault]:
    """Who has a shot in a craft, or escorts one, flies in each of its flights, and is nowhere else meanwhile."""
    flown = _flown(case)
    for strip, shot, one in case.to_come():
        for person in (*strip.people, *((one.escort,) if one.escort else ())):
            for craft in flown[person]:
                if craft == shot.need.flights:
                    continue
                for flight in craft.flown():
                    if flight.overlaps(one.span):
                        text = (
                            f"{case.name(person)} is in the air with {craft.name} ({case.when(flight)}) "
                            f"during {strip.shot} ({case.when(one.span)})"
                        )
                        yield Fault("E740", "in the air", text, (strip.shot,), (person,), one.span)


def _flown(case: Case) -> dict[str, dict[Flown, None]]:
    """Give the craft that each person flies with."""
    found: dict[str, dict[Flown, None]] = defaultdict(dict)
    aboard = [(shot.need.flights, shot.people) for shot in case.production.shots.values()]
    aboard += [(shot.need.flights, (one.escort,) if one.escort else ()) for _, shot, one in case.to_come()]
    for craft, people in aboard:
        if craft is not None:
            for person in people:
                found[person][craft] = None
    return found


def _holds(shot: Shot, take: Span) -> bool:
    need = shot.need
    if need.flights is None:
        return need.gravity == ("weightless" if need.location is None else need.location.body)
    at = np.append(np.arange(take.start, take.stop, _SAMPLE), take.stop - _LAST)
    return bool(need.flights.feels(need.gravity, at).all())
