"""The rules about like light: between the passes of a set-up, and between shots that must match."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from cupola.clock import Instants, Span
from cupola.light.likeness import Likeness
from cupola.light.meter import Meter
from cupola.light.moment import Vantage
from cupola.plan.result import Strip
from cupola.plan.verify.fault import Case, Fault
from cupola.production import Shot
from cupola.sky import sun_position
from cupola.units import duration_text

_ROUNDING = 1.0
"""Set-ups and takes are planned in whole seconds."""
_SLACK = 1.02
"""How far apart light may be, in tolerances: instants are written in whole seconds, and sunrises change in them."""


def like_light(case: Case) -> Iterator[Fault]:
    """The passes of a set-up begin at like places of their revolutions, counted from Sun to Sun."""
    if case.production.flight is None:
        return
    revolution = case.production.orbit.revolution
    most = case.production.rules.like_light
    for strip, _ in case.known():
        starts = [one.takes[0].start for one in strip.passes if one.takes[0].start in case.production.shoot]
        if len(starts) < 2:
            continue
        places = _past_noon(case, np.array(starts)) * revolution / 360.0
        apart = np.abs((places[:, None] - places[None, :] + revolution / 2) % revolution - revolution / 2)
        if apart.max() > most + _ROUNDING:
            text = (
                f"{strip.shot}: its passes begin {duration_text(round(apart.max()))} apart in their revolutions; "
                f"{duration_text(most)} are allowed"
            )
            yield Fault("E519", "like light", text, (strip.shot,), (), strip.span)


def _past_noon(case: Case, at: Instants) -> NDArray[np.float64]:
    """Give how far the station has flown round its orbit since it stood nearest to the Sun, in deg, shape (n,)."""
    position, velocity = case.production.orbit.states(at)
    normal = np.cross(position, velocity)
    across = np.cross(normal, sun_position(at))  # 90 deg ahead of the orbit's noon
    noon = np.cross(across, normal)
    lengths = np.linalg.norm(noon, axis=-1), np.linalg.norm(across, axis=-1)
    x, y = (
        np.einsum("ni,ni->n", position, axis) / length for axis, length in zip((noon, across), lengths, strict=True)
    )
    angle: NDArray[np.float64] = np.degrees(np.arctan2(y, x)) % 360.0
    return angle


def match(case: Case) -> Iterator[Fault]:
    """Every take of a shot that must match another one cuts with a take of that shot, if both are in the plan."""
    for strip, shot in case.known():
        like = case.production.shots.get(shot.match or "")
        other = case.plan.strip(like.id) if like else None
        if like is None or other is None:
            continue
        takes, others = _takes(case, strip), _takes(case, other)
        if not takes or not others:
            continue  # named by `within_shoot`
        apart = _apart(case, (shot, like), takes, others)
        for number, (take, least) in enumerate(zip(takes, apart, strict=True), 1):
            if least > _SLACK:
                far = f"{least:.1f} tolerances away" if least < 100 else "another light altogether"
                lit = f"the light of take {number} ({case.when(take)}) cuts with none of its takes"
                text = f"{shot.id} must match {like.id}: {lit}; the nearest is {far}"
                yield Fault("E519", "match", text, (like.id, shot.id), (), take)


def _takes(case: Case, strip: Strip) -> list[Span]:
    return [take for one in strip.passes for take in one.takes if case.production.shoot.covers(take)]


def _apart(case: Case, shots: tuple[Shot, Shot], takes: list[Span], others: list[Span]) -> NDArray[np.float64]:
    """Give how far the light of each take is from that of the nearest of the others, shape (n,), in tolerances.

    At the beginning, the middle and the end of the shorter of two takes, straight from the trajectory.
    """
    production = case.production
    vantage = Vantage(production.orbit, sun_position, production.station.attitude)
    windows, looks_out = production.windows_of(*shots), all(shot.looks_out for shot in shots)
    settings = production.light.aboard, production.light.surroundings
    meters = [Meter(production.station, window, vantage, *settings) for window in windows]
    light = Likeness(meters, production.rules.tolerance, looks_out=looks_out)
    pairs = [(one, other) for one in takes for other in others]
    worst = np.zeros(len(pairs))
    for part in (0.0, 0.5, 1.0):
        offset = [part * min(one.length, other.length) for one, other in pairs]
        mine = light.read(np.array([one.start for one, _ in pairs]) + offset)
        yours = light.read(np.array([other.start for _, other in pairs]) + offset)
        worst = np.maximum(worst, light.apart(mine, yours))
    nearest: NDArray[np.float64] = worst.reshape(len(takes), len(others)).min(axis=1)
    return nearest
