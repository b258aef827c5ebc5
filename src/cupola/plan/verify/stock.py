"""The rules about what is used up and comes back: cards and batteries."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from cupola.clock import DAY, Span
from cupola.plan.verify.fault import Case, Fault, some
from cupola.plan.verify.overlap import Crowd, Use, crowds
from cupola.production import Camera
from cupola.production.stock import Cards
from cupola.units import duration_text

_DUST = 1e-6
"""Sums of gigabytes and cards are equal when they differ by less."""


@dataclass(slots=True)
class _Night:
    """What is recorded from one offload to the next: gigabytes by camera, and in which shots."""

    amounts: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    shots: list[str] = field(default_factory=list)


def cards(case: Case) -> Iterator[Fault]:
    """The cards hold what is recorded until the nightly offloads have emptied them; each is of one camera."""
    for stock in case.production.cards:
        nights = _nights(case, stock)
        a_night = case.production.offload.nightly / stock.size
        full = 0.0
        for number in range(min(nights, default=0), max(nights, default=-1) + 1):
            night = nights[number]
            needed = sum(math.ceil(amount / stock.size - _DUST) for amount in night.amounts.values())
            if needed + full > stock.count + _DUST:
                yield _too_many_cards(case, stock, number, night, needed, stock.count - math.ceil(full - _DUST))
            full = max(0.0, full + needed - a_night)


def _nights(case: Case, stock: Cards) -> dict[int, _Night]:
    """Give what is recorded on some cards, by the number of the offload before it since 1970."""
    found: dict[int, _Night] = defaultdict(_Night)
    at = case.production.offload.at - case.production.crew_offset
    for strip, shot, one in case.passes():
        if strip.camera in stock.cameras and one.span.start in case.production.shoot:  # else named by `within_shoot`
            night = found[math.floor((one.span.start - at) / DAY)]
            night.amounts[strip.camera] += shot.data_gb * len(one.takes) / shot.takes
            night.shots.append(strip.shot)
    return found


def _too_many_cards(case: Case, stock: Cards, number: int, night: _Night, needed: int, free: int) -> Fault:
    start = number * DAY + case.production.offload.at - case.production.crew_offset
    span = Span(start, start + DAY)
    cameras = case.production.cameras
    amounts = ", ".join(f"{cameras[key].model} {amount:.0f} GB" for key, amount in night.amounts.items())
    text = (
        f"{needed} × a card of {stock.size:g} GB needed from offload to offload, {case.when(span)}, for "
        f"{some(dict.fromkeys(night.shots))} ({amounts}); {max(free, 0)} {'is' if free == 1 else 'are'} free"
    )
    return Fault("E532", "cards", text, tuple(dict.fromkeys(night.shots)), (), span)


def batteries(case: Case) -> Iterator[Fault]:
    """No more batteries are in use and on charge than there are."""
    uses: dict[str, list[Use]] = defaultdict(list)
    for strip, _, one in case.passes():
        camera = case.production.cameras.get(strip.camera)
        if camera is not None and camera.battery is not None:
            away = Span(one.span.start, one.span.stop + camera.battery.charge)
            drained = math.ceil(one.span.length / camera.battery.runs - _DUST)
            uses[camera.id].append(Use(away, drained, strip.shot))
    for key, items in uses.items():
        camera = case.production.cameras[key]
        for crowd in crowds(items, camera.battery.count if camera.battery else 0):
            yield _too_many_batteries(case, camera, crowd)


def _too_many_batteries(case: Case, camera: Camera, crowd: Crowd) -> Fault:
    have, charge = (camera.battery.count, camera.battery.charge) if camera.battery else (0, 0.0)
    text = (
        f"{crowd.count} batteries of the {camera.model} in use or on charge ({case.when(crowd.span)}) for "
        f"{some(crowd.shots)}; there {'is' if have == 1 else 'are'} {have}, full again after {duration_text(charge)}"
    )
    return Fault("E560", "batteries", text, crowd.shots, (), crowd.span)
