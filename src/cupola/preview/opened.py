"""Opens what a studio needs: tables of the air, maps, clouds, stars, towns."""

from __future__ import annotations

from pathlib import Path

from cupola.errors import Message
from cupola.preview.earth.clouds import Clouds
from cupola.preview.earth.earth import Earth
from cupola.preview.earth.materials import Materials
from cupola.preview.heavens import Heavens
from cupola.preview.outside import Outside
from cupola.preview.tables import air_tables
from cupola.steps import OnStep


def opened(on_step: OnStep, day_map: Path | None, clouds: str) -> tuple[Outside, tuple[str, ...], tuple[Message, ...]]:
    """Give the outside, whose work is in it, and what of it is not installed."""
    tables = air_tables(on_step=lambda done: on_step(0.4 * done))
    materials = Materials.read(day_map, lambda done: on_step(0.4 + 0.3 * done))
    earth = Earth.read(tables, materials, Clouds.chosen(clouds, lambda done: on_step(0.7 + 0.3 * done)))
    heavens = Heavens.read(sea=materials.mask)
    on_step(1.0)
    return Outside(earth, heavens), (*earth.credits, *heavens.credits), heavens.remarks
