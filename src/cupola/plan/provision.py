"""From a production's cards and batteries to those of the problem."""

from __future__ import annotations

import math

from cupola.clock import DAY
from cupola.plan.stock import BatteryStock, CardStock
from cupola.production import Production


def cards(production: Production) -> tuple[CardStock, ...]:
    """Give the cards, with the nights on which they are offloaded."""
    at = offloads(production)
    nightly = production.offload.nightly
    return tuple(CardStock(one.cameras, one.size, one.count, at, nightly / one.size) for one in production.cards)


def offloads(production: Production) -> tuple[float, ...]:
    """Give the instants within the shoot at which the nightly offload begins."""
    shoot, first = production.shoot, production.offload.at - production.crew_offset
    nights = range(math.ceil((shoot.start - first) / DAY), math.ceil((shoot.stop - first) / DAY))
    return tuple(first + night * DAY for night in nights)


def batteries(production: Production) -> tuple[BatteryStock, ...]:
    """Give the batteries of the cameras that have some."""
    return tuple(
        BatteryStock(key, camera.battery.count, camera.battery.runs, camera.battery.charge)
        for key, camera in production.cameras.items()
        if camera.battery is not None
    )
