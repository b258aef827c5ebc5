"""The lamps of a station's cabins: where they hang, which way they shine, and the modes that they are switched to."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import Final

from cupola.places.body import Vector
from cupola.places.document import CONFIDENCE, Entry

_BRIGHTEST_LM: Final = 100_000.0


@dataclass(frozen=True, slots=True)
class Lamp:
    """A lamp in a module.

    Attributes
    ----------
    module : str
        Id of the module it hangs in.
    at : Vector
        Its middle, metres, the station's frame.
    facing : Vector
        Unit vector in which it shines most.
    """

    id: str
    module: str
    at: Vector
    facing: Vector


@dataclass(frozen=True, slots=True)
class LampMode:
    """What lamps are switched to.

    Attributes
    ----------
    lumens : float
        Luminous flux of each lamp, lm.
    kelvin : float
        Correlated colour temperature of its light, K.
    """

    name: str
    lumens: float
    kelvin: float
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Lamps:
    """All lamps of a station, and their modes by name."""

    fittings: tuple[Lamp, ...] = ()
    modes: Mapping[str, LampMode] = field(default_factory=dict)
    source: str = ""
    confidence: str = "low"


def read_lamps(root: Entry, modules: Container[str]) -> Lamps:
    """Read the lamps of a station's document, with their faults kept; none, when it names none."""
    entry = root.inner("lamps") if root.has("lamps") else None
    if entry is None:
        return Lamps()
    entry.only(("modes", "fittings", "source", "confidence"))
    modes = {key: _mode(key, mode) for key, mode in entry.entries("modes")}
    fittings = tuple(_lamp(key, lamp, modules) for key, lamp in entry.entries("fittings"))
    if not modes:
        entry.fault("E106", "lamps need modes", "modes")
    return Lamps(fittings, modes, entry.word("source"), entry.word("confidence", known=CONFIDENCE))


def _mode(key: str, entry: Entry) -> LampMode:
    entry.only(("flux", "colour", "source", "confidence"))
    return LampMode(
        name=key,
        lumens=entry.quantity("flux", "lm", 1.0, _BRIGHTEST_LM),
        kelvin=entry.quantity("colour", "K", 1000.0, 20_000.0),
        source=entry.word("source"),
        confidence=entry.word("confidence", known=CONFIDENCE),
    )


def _lamp(key: str, entry: Entry, modules: Container[str]) -> Lamp:
    entry.only(("module", "at", "facing"))
    module = entry.word("module")
    if module and module not in modules:
        entry.fault("E315", f'the module "{module[:40]}" is not one of the station', "module")
    return Lamp(key, module, entry.vector("at"), entry.unit("facing"))
