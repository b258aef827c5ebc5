"""The rules about like light: between the passes of a set-up, and between shots that must match."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cupola.clock import Instants, Span
from cupola.light.likeness import FARTHEST, Likeness
from cupola.light.meter import Meter
from cupola.light.moment import Vantage
from cupola.plan.result import Strip
from cupola.plan.verify.fault import Case, Fault, takes_words
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
    turning = [strip for strip, shot in case.known() if shot.need.flights is None]
    several = [strip for strip in turning if len(_starts(case, strip)) > 1]
    if not several:
        return
    places = _past_noon(case, np.array([at for strip in several for at in _starts(case, strip)])) * revolution / 360.0
    first = 0
    for strip in several:
        count = len(_starts(case, strip))
        mine, first = places[first : first + count], first + count
        apart = np.abs((mine[:, None] - mine[None, :] + revolution / 2) % revolution - revolution / 2)
        if apart.max() > most + _ROUNDING:
            far, allowed = duration_text(round(apart.max())), duration_text(most)
            text = (
                f"{strip.shot} ({case.when(strip.span)}): its passes begin {far} apart in their revolutions; "
                f"{allowed} are allowed"
            )
            yield Fault("E519", "like light", text, (strip.shot,), (), strip.span)


def _starts(case: Case, strip: Strip) -> list[float]:
    return [one.takes[0].start for one in strip.passes if one.takes[0].start in case.production.shoot]


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


@dataclass(frozen=True, slots=True)
class _Pairing:
    """A shot that must match another one, and the takes of both."""

    shot: Shot
    like: Shot
    takes: list[Span]
    others: list[Span]

    @property
    def pairs(self) -> list[tuple[Span, Span]]:
        """Each take with each of the others."""
        return [(one, other) for one in self.takes for other in self.others]


def match(case: Case) -> Iterator[Fault]:
    """Every take of a shot that must match another one cuts with a take of that shot, if both are in the plan."""
    alike: dict[tuple[tuple[str, ...], bool], list[_Pairing]] = defaultdict(list)
    for strip, shot in case.known():
        like = case.production.shots.get(shot.match or "")
        other = case.strip(like.id) if like else None
        if like is None or other is None:
            continue
        found = _Pairing(shot, like, _takes(case, strip, shot), _takes(case, other, like))
        if found.pairs:  # else named by `within_shoot`
            alike[case.production.windows_of(shot, like), shot.looks_out and like.looks_out].append(found)
    for (windows, looks_out), pairings in alike.items():
        light, first = _likeness(case, windows, looks_out=looks_out), 0
        apart = _apart(light, [pair for pairing in pairings for pair in pairing.pairs])
        for pairing in pairings:
            last = first + len(pairing.pairs)
            nearest = apart[first:last].reshape(len(pairing.takes), len(pairing.others)).min(axis=1)
            first = last
            yield from _unlike(case, pairing, nearest)


def _unlike(case: Case, pairing: _Pairing, apart: NDArray[np.float64]) -> Iterator[Fault]:
    shot, like = pairing.shot.id, pairing.like.id
    bad = [(number, take) for number, take in enumerate(pairing.takes, 1) if apart[number - 1] > _SLACK]
    if bad:
        far = f"{apart.max():.1f} tolerances away" if apart.max() < FARTHEST else "another light altogether"
        rolls = takes_words(number for number, _ in bad)
        when = case.when(Span(bad[0][1].start, bad[-1][1].stop), seconds=True)
        lit = f"the light of {rolls} ({when}) cuts with none of its takes"
        text = f"{shot} must match {like}: {lit}; the nearest is {far}"
        hint = f"see when such light comes again: cupola match PRODUCTION {like}"
        yield Fault("E519", "match", text, (like, shot), (), bad[0][1], hint)


def _takes(case: Case, strip: Strip, shot: Shot) -> list[Span]:
    """Give the takes within the shoot; more of them than broken down are named by `as_broken_down`."""
    takes = [take for one in strip.passes for take in one.takes if case.production.shoot.covers(take)]
    return takes[: shot.takes]


def _likeness(case: Case, windows: tuple[str, ...], *, looks_out: bool) -> Likeness:
    production = case.production
    vantage = Vantage(production.orbit, sun_position, production.station.attitude)
    settings = production.light.aboard, production.light.surroundings
    meters = [Meter(production.station, window, vantage, *settings) for window in windows]
    return Likeness(meters, production.rules.tolerance, looks_out=looks_out)


def _apart(light: Likeness, pairs: list[tuple[Span, Span]]) -> NDArray[np.float64]:
    """Give how far apart the light of pairs of takes is, shape (n,), in tolerances.

    At the beginning, the middle and the end of the shorter of two takes, straight from the trajectory.
    """
    worst = np.zeros(len(pairs))
    for part in (0.0, 0.5, 1.0):
        offsets = np.array([part * min(one.length, other.length) for one, other in pairs])
        at = np.array([[one.start, other.start] for one, other in pairs]) + offsets[:, None]
        instants, place = np.unique(at, return_inverse=True)
        mine, yours = place.reshape(at.shape).T
        readings = light.read(instants)
        some = tuple(one.part(mine) for one in readings), tuple(one.part(yours) for one in readings)
        worst = np.maximum(worst, light.apart(*some))
    return worst
