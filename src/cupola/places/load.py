"""Reads stations: the ones that come with Cupola, and a user's own files of the same form."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final, cast

from cupola.errors import DocumentError, Message, closest
from cupola.places.body import Frustum
from cupola.places.document import CONFIDENCE, FAR, Document, Entry
from cupola.places.hull import ends, read_hull, read_structure
from cupola.places.lamp import read_lamps
from cupola.places.landmarks import shipped_landmarks
from cupola.places.link import read_links
from cupola.places.pane import read_size
from cupola.places.part import Part
from cupola.places.port import read_ports
from cupola.places.station import Module, Station, StationEvent, Window
from cupola.places.steering import read_attitude

STATIONS: Final = {
    "iss": "iss-2021-10.yaml",
    "iss-2021-10": "iss-2021-10.yaml",
    "haven-1": "haven-1.yaml",
    "dragon-cupola": "dragon-cupola.yaml",
}
"""The stations that come with Cupola, by the names they go by."""

_EFFECTS: Final = ("none", "filming stops", "attitude lost")
_SIZES: Final = {"round": (1,), "rectangle": (2,), "rounded": (3,), "trapezoid": (3,)}
_NOWHERE: Final = ((0.0, 0.0, 0.0), (0.0, 0.0, 0.0))
_OFF_HULL: Final = 0.3
"""Metres that a window's centre may stand off its module's hull: frames stand out, and glass is sunk in."""


def load_station(which: str | Path) -> Station:
    """Load a station by its name, or from a file of one's own.

    Parameters
    ----------
    which : str or Path
        `iss`, `haven-1` or `dragon-cupola`; or the path of a YAML file, recognised by its ending or by being a Path.

    Raises
    ------
    DocumentError
        An unknown name (E310), or anything wrong in the file, all of it at once.
    """
    if isinstance(which, Path) or which.endswith((".yaml", ".yml")):
        return _station(*Document.read(Path(which)))
    if which not in STATIONS:
        hint = closest(which, STATIONS) or f"use one of {', '.join(STATIONS)}, or the path of a station file"
        raise DocumentError(Message("E310", f'the station "{which[:40]}" is unknown', hint=hint))
    return _shipped(STATIONS[which])


@cache
def _shipped(name: str) -> Station:
    return parse_station(files("cupola.places").joinpath("data", name).read_text("utf-8"), name)


def parse_station(text: str, name: str) -> Station:
    """Parse a station's document; `name` is what messages call it.

    Raises
    ------
    DocumentError
        Anything wrong in it, all of it at once.
    """
    return _station(*Document.parse(text, name))


def _station(document: Document, root: Entry) -> Station:
    root.only(
        ("schema", "station", "state", "norad", "designator", "attitude", "modules", "ships", "ports", "structure",
         "windows", "lamps", "links", "events")
    )  # fmt: skip
    modules, hulls = _rooms(root)
    station = Station(
        name=root.word("station"),
        state=root.word("state", ""),
        modules=modules,
        windows=_windows(document, root, modules, hulls),
        attitude=read_attitude(root),
        landmarks=shipped_landmarks(),
        events=tuple(_event(entry) for entry in root.listed("events")),
        parts=(*hulls.values(), *read_structure(root)),
        lamps=read_lamps(root, modules),
        ports=read_ports(root),
        links=read_links(root),
        identities=tuple(root.word(field) for field in ("norad", "designator") if root.has(field)),
    )
    if not modules:
        root.fault("E106", "a station needs modules", "modules")
    document.finish()
    return station


def _rooms(root: Entry) -> tuple[dict[str, Module], dict[str, Part]]:
    """Read modules and ships, and what each puts in the light."""
    modules: dict[str, Module] = {}
    hulls: dict[str, Part] = {}
    for field, read in (("modules", _module), ("ships", _ship)):
        for key, entry in root.entries(field):
            if key in modules:
                entry.fault("E315", "a ship and a module have one name", hint="name the ship anew")
            modules[key] = read(key, entry)
            hulls[key] = _part(modules[key], entry)
    return modules, hulls


def _windows(
    document: Document, root: Entry, modules: dict[str, Module], hulls: dict[str, Part]
) -> dict[str, Window]:  # fmt: skip
    """Read the windows; where nothing else is wrong so far, each must stand on its module's hull."""
    windows = {}
    for key, entry in root.entries("windows"):
        windows[key] = _window(key, entry, modules)
        if all(fault.code == "E335" for fault in document.faults):
            _check_on_hull(entry, windows[key], hulls[windows[key].module])
    return windows


def _module(key: str, entry: Entry) -> Module:
    entry.only(
        ("name", "segment", "ends", "diameter", "hull", "aisle", "capacity", "noise", "source", "confidence",
         "note")
    )  # fmt: skip
    return Module(
        id=key,
        name=entry.word("name"),
        segment=entry.word("segment", ""),
        ends=ends(entry) or _NOWHERE,
        diameter=entry.quantity("diameter", "m", 0.1, FAR),
        aisle=entry.quantities("aisle", "m", 0.1, FAR, (3,)) if entry.has("aisle") else None,
        capacity=entry.count("capacity", 0, 100),
        noise=cast(tuple[float, float], entry.numbers("noise", 0.0, 140.0, 2)),
        port="",
        docked=None,
        **entry.origin(),
    )


def _ship(key: str, entry: Entry) -> Module:
    entry.only(
        ("name", "port", "at", "axis", "from", "to", "diameter", "length", "hull", "capacity", "noise",
         "source", "confidence", "note")
    )  # fmt: skip
    at, axis = entry.vector("at"), entry.unit("axis")
    length = entry.quantity("length", "m", 0.1, 100.0) if entry.has("length") else 7.0
    far = (at[0] + length * axis[0], at[1] + length * axis[1], at[2] + length * axis[2])
    return Module(
        id=key,
        name=entry.word("name"),
        segment="ship",
        ends=(at, far),
        diameter=entry.quantity("diameter", "m", 0.1, FAR),
        aisle=None,
        capacity=entry.count("capacity", 0, 100),
        noise=cast(tuple[float, float], entry.numbers("noise", 0.0, 140.0, 2)),
        port=entry.word("port"),
        docked=entry.span(),
        **entry.origin(),
    )


def _part(module: Module, entry: Entry) -> Part:
    """Give what a module or ship puts in the light: its `hull`, or a cylinder from end to end."""
    bodies = read_hull(entry)
    if not entry.has("hull") and module.ends is not _NOWHERE:
        bodies = (Frustum(*module.ends, (module.diameter / 2, module.diameter / 2)),)
    return Part(module.id, module.name, bodies, None, module.docked, module.source, module.confidence)


def _window(key: str, entry: Entry, modules: dict[str, Module]) -> Window:
    entry.only(
        ("module", "name", "at", "normal", "shape", "size", "clear", "transmission", "half_view", "source",
         "confidence", "note")
    )  # fmt: skip
    module, shape = entry.word("module"), entry.word("shape", known=_SIZES)
    if module and module not in modules:
        entry.fault("E315", f'the module "{module[:40]}" is not one of the station', "module", closest(module, modules))
    return Window(
        id=key,
        module=module,
        name=entry.word("name", key),
        at=entry.vector("at"),
        normal=entry.unit("normal"),
        shape=shape,
        size=read_size(entry, shape, 0.01, 20.0, _SIZES),
        clear=entry.number("clear", 0.01, 1.0, 1.0),
        transmission=entry.number("transmission", 0.01, 1.0),
        half_view=entry.quantity("half_view", "deg", 1.0, 90.0),
        **entry.origin(),
    )


def _check_on_hull(entry: Entry, window: Window, part: Part) -> None:
    away = min((body.beyond(window.at) for body in part.bodies), default=0.0)
    if abs(away) > _OFF_HULL:
        text = f"the glass is {abs(away):.2f} m {'outside' if away > 0 else 'inside'} the hull of {part.name}"
        hint = f"set it on the hull, to {_OFF_HULL:g} m, or tell the shape of {part.name} under hull"
        entry.fault("E335", text, "at", hint)


def _event(entry: Entry) -> StationEvent:
    entry.only(("what", "from", "to", "effect", "source", "confidence"))
    effect = entry.word("effect", "none", known=_EFFECTS)
    confidence = entry.word("confidence", known=CONFIDENCE)
    return StationEvent(entry.word("what"), entry.span(), effect, entry.word("source"), confidence)
