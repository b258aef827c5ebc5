"""The rule about gravity: what a shot needs of it holds all through each take."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from cupola.clock import Span
from cupola.plan.verify.fault import Case, Fault
from cupola.plan.wording import listing, need_words
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
            takes = f"take{'s' * (len(bad) > 1)} {listing(str(number) for number, _ in bad)}"
            when = case.when(Span(bad[0][1].start, bad[-1][1].stop), seconds=True)
            text = f"{strip.shot} needs {need_words(shot.need)}; gravity is another one in {takes} ({when})"
            hint = f"see when it is right: cupola light PRODUCTION --shot {strip.shot}"
            yield Fault("E738", "gravity", text, (strip.shot,), (), bad[0][1], hint)


def _holds(shot: Shot, take: Span) -> bool:
    need = shot.need
    if need.flights is None:
        return need.gravity == ("weightless" if need.location is None else need.location.body)
    at = np.append(np.arange(take.start, take.stop, _SAMPLE), take.stop - _LAST)
    return bool(need.flights.feels(need.gravity, at).all())
