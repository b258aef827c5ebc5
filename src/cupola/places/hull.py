"""Reads what stands in a station's light: hulls of modules and ships, joints, and the parts that they carry."""

from __future__ import annotations

from math import dist
from typing import Final, cast

import numpy as np

from cupola.errors import closest
from cupola.places.body import Body, Box, Frustum, Sphere, Vector
from cupola.places.document import FAR, Entry
from cupola.places.joint import Joint, Parked
from cupola.places.part import Part

_ABOUT: Final = ("source", "confidence", "note")
_SHAPES: Final = {
    "cylinder": ("ends", "diameter"),
    "cone": ("ends", "diameters"),
    "sphere": ("centre", "diameter"),
    "box": ("centre", "size"),
}
_SQUARE: Final = 1e-3  # cosine: how far from square to its axis a joint may face


def read_hull(entry: Entry) -> tuple[Body, ...]:
    """Read the bodies listed under `hull`."""
    found = (_body(item) for item in entry.listed("hull"))
    return tuple(body for body in found if body is not None)


def read_structure(root: Entry) -> tuple[Part, ...]:
    """Read the station's `structure`; nothing if it has none."""
    entry = root.inner("structure") if root.has("structure") else None
    if entry is None:
        return ()
    entry.only(("joints", "parked", "parts"))
    parked = _parked(entry)
    joints: dict[str, Joint] = {}
    for key, item in entry.entries("joints"):
        joints[key] = _joint(key, item, joints, tuple(parked.get(key, ())))
    return tuple(_part(key, item, joints) for key, item in entry.entries("parts"))


def ends(entry: Entry) -> tuple[Vector, Vector] | None:
    """Read the two ends of an axis, which must be apart; None and a fault if they are not."""
    found = [cast(Vector, end.own_numbers(-FAR, FAR, 3)) for end in entry.listed("ends")]
    if len(found) != 2:
        entry.fault("E106", "ends must be the two ends of the axis", "ends")
        return None
    if dist(*found) < 0.01:
        entry.fault("E339", "its two ends are the same point", "ends")
        return None
    return found[0], found[1]


def _body(entry: Entry) -> Body | None:
    shape = entry.word("shape", known=_SHAPES)
    if shape not in _SHAPES:
        return None
    entry.only(("shape", *_SHAPES[shape]))
    if shape == "box":
        size = entry.quantities("size", "m", 0.01, FAR, (3,))
        return Box(entry.vector("centre"), cast(Vector, size)) if size else None
    if shape == "sphere":
        return Sphere(entry.vector("centre"), entry.quantity("diameter", "m", 0.1, FAR) / 2)
    axis = ends(entry)
    wide = (
        entry.quantities("diameters", "m", 0.0, FAR, (2,))
        if shape == "cone"
        else (entry.quantity("diameter", "m", 0.01, FAR),) * 2
    )
    return Frustum(*axis, (wide[0] / 2, wide[1] / 2)) if axis and wide else None


def _joint(key: str, entry: Entry, above: dict[str, Joint], parked: tuple[Parked, ...]) -> Joint:
    entry.only(("on", "at", "axis", "faces", "angle", *_ABOUT))
    entry.origin()
    on = entry.word("on", "")
    if on and on not in above:
        hint = closest(on, above) or "a joint stands below the one that carries it"
        entry.fault("E338", f'the joint "{on[:40]}" is none of those above', "on", hint)
    axis = entry.unit("axis")
    faces = entry.unit("faces") if entry.has("faces") else None
    if faces is not None and abs(np.dot(faces, axis)) > _SQUARE:
        entry.fault("E338", "what it turns to the Sun must be square to its axis", "faces")
        faces = None
    angle = entry.quantity("angle", "deg", -360.0, 360.0) if entry.has("angle") else 0.0
    return Joint(key, entry.vector("at"), axis, faces, angle, parked, above.get(on))


def _parked(entry: Entry) -> dict[str, list[Parked]]:
    """Read for each joint when it stands still."""
    names = [key for key, _ in entry.entries("joints")]
    found: dict[str, list[Parked]] = {}
    for item in entry.listed("parked"):
        item.only(("name", "from", "to", "angles", *_ABOUT))
        item.word("name")
        item.origin()
        span, angles = item.span(), item.inner("angles")
        if angles is not None:
            angles.only(names)
            for key in (name for name in names if angles.has(name)):
                if any(span.overlaps(other.span) for other in found.get(key, ())):
                    angles.fault("E315", f"{key} is parked twice at once", key, "let one end where the next begins")
                found.setdefault(key, []).append(Parked(span, angles.quantity(key, "deg", -360.0, 360.0)))
    return found


def _part(key: str, entry: Entry, joints: dict[str, Joint]) -> Part:
    entry.only(("name", "joint", "hull", *_ABOUT))
    about = entry.origin()
    joint = entry.word("joint", "")
    if joint and joint not in joints:
        entry.fault("E338", f'the joint "{joint[:40]}" is not one of the station', "joint", closest(joint, joints))
    bodies = read_hull(entry)
    if not entry.listed("hull"):
        entry.fault("E339", "it has no hull, so it stands in nobody's light", "hull")
    return Part(key, entry.word("name"), bodies, joints.get(joint), None, about["source"], about["confidence"])
