"""The production document: its form, its checks, and the one frozen `Production` that everything works from."""

from cupola.production.load import folder_of, inside, inspect, load
from cupola.production.model import Camera, Event, Gear, Production, Set
from cupola.production.person import Block, BlockKind, Limits, Person
from cupola.production.rules import Rules
from cupola.production.scene import Scene, Shot
from cupola.production.unit import sources

__all__ = [
    "Block",
    "BlockKind",
    "Camera",
    "Event",
    "Gear",
    "Limits",
    "Person",
    "Production",
    "Rules",
    "Scene",
    "Set",
    "Shot",
    "folder_of",
    "inside",
    "inspect",
    "load",
    "sources",
]
