"""From a production's cards, batteries and upkeep of sets to those of the problem."""

from __future__ import annotations

import math
from collections.abc import Mapping

from cupola.clock import DAY, midnight
from cupola.plan.model.problem import Worker
from cupola.plan.model.stock import BatteryStock, CardStock
from cupola.plan.model.upkeep import Upkeep
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


def upkeep(production: Production, workers: Mapping[str, Worker]) -> Upkeep | None:
    """Give which sets are cleared and put back, by whom and by when; None when none is."""
    sets = production.sets.values()
    clear = {one.id: one.clear for one in sets if one.clear}
    restore = {one.id: one.restore for one in sets if one.restore}
    if not clear and not restore:
        return None
    first = midnight(production.shoot.start, production.crew_offset)
    return Upkeep(
        clear,
        restore,
        by=tuple(first + day * DAY + production.rules.restore_by for day in range(len(production.days))),
        film={key: one.film for key, one in workers.items()},
        stowage={
            key: tuple(block.span for block in person.blocks if block.kind == "stowage")
            for key, person in production.people.items()
        },
    )
