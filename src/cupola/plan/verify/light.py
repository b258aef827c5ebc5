"""The rules about light: it holds all through each take, and still does if it comes a little early or late."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.clock import Instants, Span
from cupola.light import Need, holds
from cupola.light.ground import holds_on_ground
from cupola.plan.result import Strip
from cupola.plan.verify.fault import Case, Fault, takes_words
from cupola.plan.wording import need_words
from cupola.production import Shot
from cupola.units import duration_text

_SAMPLE: Final = 1.0
"""Seconds between the instants at which the light of a take is looked at: it crosses a phase in 20 s or more."""
_ROUNDING: Final = 1.0
"""Set-ups and takes are planned in whole seconds."""
_LONG: Final = 4 * 3600.0
"""A take longer than this, a slip of the pen as a rule, is looked at coarsely before it is looked at by the second."""
_AT_ONCE: Final = 100_000
"""So many instants are looked at in one go: enough for speed, and little memory."""


def light(case: Case) -> Iterator[Fault]:
    """The light and the view that a shot needs hold all through each take.

    A take outside the shoot, where the orbit need not be known, is named by `within_shoot`.
    """
    rolls = [(strip, shot, one) for strip, shot, one in case.to_come() if need_words(shot.need)]
    asked = [(shot.need, take) for _, shot, one in rolls for take in one.takes]
    failing = dict(zip(asked, _failing(case, asked), strict=True))
    for strip, shot, one in rolls:
        bad = [
            (number, take, lack)
            for number, take in enumerate(one.takes, 1)
            if (lack := failing[shot.need, take]) is not None
        ]
        if bad:
            yield _without(case, strip, shot, bad)


def _without(case: Case, strip: Strip, shot: Shot, bad: list[tuple[int, Span, Span]]) -> Fault:
    takes = takes_words(number for number, _, _ in bad)
    when = case.when(Span(bad[0][1].start, bad[-1][1].stop), seconds=True)
    text = f"{strip.shot} needs {need_words(shot.need)}; it does not hold all through {takes} ({when})"
    _, take, lack = bad[0]
    if lack.start > take.start:
        text += f": it ends at {case.moment(lack.start)}, {_seconds(take.stop - lack.start)} too early"
    elif lack.stop < take.stop:
        text += f": it begins at {case.moment(lack.stop)}, {_seconds(lack.stop - take.start)} too late"
    if case.production.attitude_lost.clip(lack):
        text += "; the station's attitude is lost then"
    return Fault("E514", "light and view", text, (strip.shot,), (), take, _where(strip))


def _seconds(length: float) -> str:
    return duration_text(max(_SAMPLE, math.ceil(length)))


def _where(strip: Strip) -> str:
    return f"see when it does hold: cupola light PRODUCTION --shot {strip.shot}"


def light_is_sure(case: Case) -> Iterator[Fault]:
    """The light of a take still holds if it comes early or late by what the age of the orbit's source lets expect."""
    rolls = [
        (strip, shot, number, take)
        for strip, shot, one in case.to_come()
        for number, take in enumerate(one.takes, 1)
        if shot.need.location is None and need_words(shot.need) and case.production.shoot.covers(take)
    ]
    errors = _expected_errors(case, np.array([take.start for _, _, _, take in rolls]))
    near = [(roll, late) for roll, late in zip(rolls, errors.tolist(), strict=True) if late > _ROUNDING / 2]
    edges = [(shot.need, edge) for (_, shot, _, take), late in near for edge in _edges(case, take, late)]
    bare = _failing(case, [(shot.need, take) for (_, shot, _, take), _ in near])
    wide = _failing(case, edges)
    for ((strip, shot, number, take), late), lack, before, after in zip(near, bare, wide[::2], wide[1::2], strict=True):
        if lack is None and (before or after):
            text = (
                f"{strip.shot} needs {need_words(shot.need)}, which may come {late:.1f} s early or late by the age "
                f"of the orbit's elements; take {number} ({case.when(take, seconds=True)}) has less to spare"
            )
            yield Fault("E509", "light is sure", text, (strip.shot,), (), take, _where(strip))


def _expected_errors(case: Case, at: Instants) -> NDArray[np.float64]:
    """Give by how many seconds light may come early or late at instants aboard, shape (n,)."""
    if not len(at):
        return np.zeros(0)
    return case.production.rules.light_slack * np.nan_to_num(case.production.orbit.timing_error(at))


def _edges(case: Case, take: Span, late: float) -> tuple[Span, Span]:
    """Give the slack before a take and that after it, within the shoot."""
    shoot, near = case.production.shoot, late - _ROUNDING / 2
    return Span(max(shoot.start, take.start - near), take.start), Span(take.stop, min(shoot.stop, take.stop + near))


def _failing(case: Case, asked: Sequence[tuple[Need, Span]]) -> list[Span | None]:
    """Give for each need and take from the first to the last second at which it does not hold; None if it holds."""
    by_need: dict[Need, list[Span]] = defaultdict(list)
    for need, take in dict.fromkeys(asked):
        if case.production.shoot.covers(take) and (need, take) not in case.lacks:
            by_need[need].append(take)
    for need, takes in by_need.items():
        for some in _portions(takes):
            case.lacks.update(zip(((need, take) for take in some), _lacks(case, need, some), strict=True))
    return [case.lacks.get(one) for one in asked]


def _portions(takes: Sequence[Span]) -> Iterator[list[Span]]:
    """Part takes into portions that are looked at in one go."""
    portion: list[Span] = []
    instants = 0.0
    for take in takes:
        instants += min(take.length, _LONG) / _SAMPLE
        portion.append(take)
        if instants > _AT_ONCE:
            yield portion
            portion, instants = [], 0.0
    if portion:
        yield portion


def _lacks(case: Case, need: Need, takes: Sequence[Span]) -> list[Span | None]:
    """Give for each take from the first to the last instant at which a need does not hold."""
    samples = [_samples(take) for take in takes]
    bad = ~_holds(case, need, np.concatenate(samples))
    ends = np.cumsum([len(at) for at in samples])
    lacks: list[Span | None] = []
    for take, at, part in zip(takes, samples, np.split(bad, ends[:-1]), strict=True):
        lacking = at[part]
        if len(lacking):
            lacks.append(Span(float(lacking[0]), float(lacking[-1])))
        elif take.length > _LONG:
            starts = np.arange(take.start, take.stop, _LONG).tolist()
            pieces = [Span(start, min(start + _LONG, take.stop)) for start in starts]
            lacks.append(next((lack for piece in pieces for lack in _lacks(case, need, [piece]) if lack), None))
        else:
            lacks.append(None)
    return lacks


def _samples(take: Span) -> Instants:
    step = _SAMPLE * max(1.0, take.length / _LONG)
    return np.append(np.arange(take.start, take.stop, step), take.stop)


def _holds(case: Case, need: Need, at: Instants) -> NDArray[np.bool_]:
    production = case.production
    if need.location is not None:
        return holds_on_ground(need, need.location, at, production.light.ground)
    return holds(need, at, production.orbit, production.station, production.attitude_lost, production.light.aboard)
