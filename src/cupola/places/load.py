"""Reads stations: the ones that come with Cupola, and a user's own files of the same form."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Final, cast

import numpy as np

from cupola.clock import Span
from cupola.errors import DocumentError, Message, closest
from cupola.places.attitude import Attitude, SpecialAttitude, YawPitchRoll
from cupola.places.document import Document, Entry
from cupola.places.landmarks import shipped_landmarks
from cupola.places.station import Module, Station, StationEvent, Vector, Window

STATIONS: Final = {"iss": "iss-2021-10.yaml", "iss-2021-10": "iss-2021-10.yaml"}
"""The stations that come with Cupola, by the names they go by."""

_CONFIDENCE: Final = ("high", "medium", "low")
_EFFECTS: Final = ("none", "filming stops", "attitude lost")
_SIZES: Final = {"round": (1,), "rectangle": (2,), "trapezoid": (3,)}
_FAR: Final = 500.0  # metres: no part of any station is farther from its origin
_LONG_AGO: Final = Span(0.0, 0.0)


def load_station(which: str | Path) -> Station:
    """Load a station by its name, or from a file of one's own.

    Parameters
    ----------
    which : str or Path
        `iss`; or the path of a YAML file, recognised by its ending or by being a Path.

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
    root.only(("schema", "station", "state", "attitude", "modules", "ships", "windows", "events"))
    modules = {key: _module(key, entry) for key, entry in root.entries("modules")}
    modules |= {key: _ship(key, entry) for key, entry in root.entries("ships")}
    station = Station(
        name=root.word("station"),
        state=root.word("state", ""),
        modules=modules,
        windows={key: _window(key, entry, modules) for key, entry in root.entries("windows")},
        attitude=_attitude(root),
        landmarks=shipped_landmarks(),
        events=tuple(_event(entry) for entry in root.listed("events")),
    )
    if not modules:
        root.fault("E106", "a station needs modules", "modules")
    document.finish()
    return station


def _origin(entry: Entry) -> dict[str, str]:
    """Read the three fields that every entry has about itself."""
    return {
        "source": entry.word("source"),
        "confidence": entry.word("confidence", known=_CONFIDENCE),
        "note": entry.word("note", ""),
    }


def _vector(entry: Entry, field: str) -> Vector:
    return cast(Vector, entry.numbers(field, -_FAR, _FAR, 3))


def _module(key: str, entry: Entry) -> Module:
    entry.only(
        ("name", "segment", "ends", "diameter", "aisle", "capacity", "noise", "source", "confidence", "note")
    )  # fmt: skip
    return Module(
        id=key,
        name=entry.word("name"),
        segment=entry.word("segment", ""),
        ends=_ends(entry),
        diameter=entry.quantity("diameter", "m", 0.1, _FAR),
        aisle=entry.quantities("aisle", "m", 0.1, _FAR, (3,)) if entry.has("aisle") else None,
        capacity=entry.count("capacity", 0, 100),
        noise=cast(tuple[float, float], entry.numbers("noise", 0.0, 140.0, 2)),
        port="",
        docked=None,
        **_origin(entry),
    )


def _ends(entry: Entry) -> tuple[Vector, Vector]:
    found = [_point(end) for end in entry.listed("ends")]
    if len(found) != 2:
        entry.fault("E106", "ends must be the two ends of the axis", "ends")
        return (0.0, 0.0, 0.0), (0.0, 0.0, 0.0)
    return found[0], found[1]


def _point(entry: Entry) -> Vector:
    return cast(Vector, entry.own_numbers(-_FAR, _FAR, 3))


def _ship(key: str, entry: Entry) -> Module:
    entry.only(
        ("name", "port", "at", "axis", "from", "to", "diameter", "length", "capacity", "noise", "source",
         "confidence", "note")
    )  # fmt: skip
    at, axis = np.array(_vector(entry, "at")), np.array(_unit(entry, "axis"))
    length = entry.quantity("length", "m", 0.1, 100.0) if entry.has("length") else 7.0
    far = at + length * axis
    return Module(
        id=key,
        name=entry.word("name"),
        segment="ship",
        ends=(_tuple(at), _tuple(far)),
        diameter=entry.quantity("diameter", "m", 0.1, _FAR),
        aisle=None,
        capacity=entry.count("capacity", 0, 100),
        noise=cast(tuple[float, float], entry.numbers("noise", 0.0, 140.0, 2)),
        port=entry.word("port"),
        docked=_span(entry),
        **_origin(entry),
    )


def _tuple(vector: np.typing.NDArray[np.float64]) -> Vector:
    return float(vector[0]), float(vector[1]), float(vector[2])


def _span(entry: Entry) -> Span:
    start, stop = entry.instant("from"), entry.instant("to")
    if stop <= start:
        entry.fault("E315", "it ends before it begins", "to")
        return _LONG_AGO
    return Span(start, stop)


def _unit(entry: Entry, field: str) -> Vector:
    """Read a direction and make it a unit vector."""
    vector = np.array(_vector(entry, field))
    length = float(np.linalg.norm(vector))
    if length < 1e-6:
        entry.fault("E315", f"{field} has no length, so it points nowhere", field)
        return 1.0, 0.0, 0.0
    return _tuple(vector / length)


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
        at=_vector(entry, "at"),
        normal=_unit(entry, "normal"),
        shape=shape,
        size=entry.quantities("size", "m", 0.01, 20.0, _SIZES.get(shape, (1, 2, 3))),
        clear=entry.number("clear", 0.01, 1.0, 1.0),
        transmission=entry.number("transmission", 0.01, 1.0),
        half_view=entry.quantity("half_view", "deg", 1.0, 90.0),
        **_origin(entry),
    )


def _event(entry: Entry) -> StationEvent:
    entry.only(("what", "from", "to", "effect", "source", "confidence"))
    effect = entry.word("effect", "none", known=_EFFECTS)
    confidence = entry.word("confidence", known=_CONFIDENCE)
    return StationEvent(entry.word("what"), _span(entry), effect, entry.word("source"), confidence)


def _attitude(root: Entry) -> Attitude:
    entry = root.inner("attitude")
    nominal = entry.inner("nominal") if entry else None
    if entry is None or nominal is None:
        return Attitude(YawPitchRoll(0.0, 0.0, 0.0))
    entry.only(("nominal", "special"))
    nominal.only(("ypr", "source", "confidence"))
    special = sorted((_special(item) for item in entry.listed("special")), key=lambda s: s.span.start)
    for before, after in pairwise(special):
        if before.span.overlaps(after.span):
            entry.fault("E315", f"the attitudes of {before.name} and {after.name} overlap", "special")
    confidence = nominal.word("confidence", known=_CONFIDENCE)
    return Attitude(_ypr(nominal), tuple(special), nominal.word("source"), confidence)


def _special(entry: Entry) -> SpecialAttitude:
    entry.only(("name", "from", "to", "ypr", "source", "confidence"))
    confidence = entry.word("confidence", known=_CONFIDENCE)
    return SpecialAttitude(entry.word("name"), _span(entry), _ypr(entry), entry.word("source"), confidence)


def _ypr(entry: Entry) -> YawPitchRoll:
    angles = entry.quantities("ypr", "deg", -360.0, 360.0, (3,)) or (0.0, 0.0, 0.0)
    return YawPitchRoll(*angles)
