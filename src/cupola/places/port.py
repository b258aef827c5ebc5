"""Docking ports: where ships come to a station, along which line, and what fits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cupola.places.body import Vector
from cupola.places.document import CONFIDENCE, Entry

MECHANISMS: Final = ("probe", "ring")
"""What joins: the probe and cone of Soyuz and Progress, or the soft ring of the international standard (Dragon)."""


@dataclass(frozen=True, slots=True)
class Port:
    """A place where a ship docks.

    Attributes
    ----------
    id, name : str
        What is asked for, and what people and the station's list of ships call it.
    at : Vector
        The middle of its docking plane, metres.
    axis : Vector
        Unit vector outward: ships come along it.
    mechanism : str
        `probe` or `ring`.
    """

    id: str
    name: str
    at: Vector
    axis: Vector
    mechanism: str
    source: str
    confidence: str


def read_ports(root: Entry) -> dict[str, Port]:
    """Read the ports of a station's document."""
    return {key: _port(key, entry) for key, entry in root.entries("ports")}


def _port(key: str, entry: Entry) -> Port:
    entry.only(("name", "at", "axis", "mechanism", "source", "confidence"))
    return Port(
        key,
        entry.word("name"),
        entry.vector("at"),
        entry.unit("axis"),
        entry.word("mechanism", known=MECHANISMS),
        entry.word("source"),
        entry.word("confidence", known=CONFIDENCE),
    )
