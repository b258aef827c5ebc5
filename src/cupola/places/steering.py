"""Reads how a station is turned, and when it is turned otherwise."""

from __future__ import annotations

from itertools import pairwise
from math import sqrt
from typing import Final

from cupola.places.attitude import Attitude, Mode, Quaternion, SpecialAttitude, Turning, YawPitchRoll
from cupola.places.document import CONFIDENCE, Entry

_UNIT: Final = 1e-3  # how far from 1 the length of a quaternion may be: telemetry is rounded to four decimals


def read_attitude(root: Entry) -> Attitude:
    """Read the station's `attitude`."""
    entry = root.inner("attitude")
    nominal = entry.inner("nominal") if entry else None
    if entry is None or nominal is None:
        return Attitude(YawPitchRoll(0.0, 0.0, 0.0))
    entry.only(("nominal", "modes", "special"))
    nominal.only(("ypr", "quaternion", "source", "confidence"))
    special = sorted((_special(item) for item in entry.listed("special")), key=lambda s: s.span.start)
    for before, after in pairwise(special):
        if before.span.overlaps(after.span):
            entry.fault("E315", f"the attitudes of {before.name} and {after.name} overlap", "special")
    confidence = nominal.word("confidence", known=CONFIDENCE)
    modes = tuple(_mode(name, item) for name, item in entry.entries("modes"))
    return Attitude(_turning(nominal), tuple(special), nominal.word("source"), confidence, modes)


def _mode(name: str, entry: Entry) -> Mode:
    entry.only(("ypr", "quaternion", "source", "confidence"))
    return Mode(name, _turning(entry), entry.word("source"), entry.word("confidence", known=CONFIDENCE))


def _special(entry: Entry) -> SpecialAttitude:
    entry.only(("name", "from", "to", "ypr", "quaternion", "source", "confidence"))
    confidence = entry.word("confidence", known=CONFIDENCE)
    return SpecialAttitude(entry.word("name"), entry.span(), _turning(entry), entry.word("source"), confidence)


def _turning(entry: Entry) -> Turning:
    """Read one of the two ways to say it."""
    if entry.has("ypr") == entry.has("quaternion"):
        text = "it says its attitude twice" if entry.has("ypr") else "it has no attitude"
        hint = "give ypr (yaw, pitch, roll) or quaternion (four numbers, the scalar last), one of them"
        entry.fault("E336", text, "quaternion", hint)
        return YawPitchRoll(0.0, 0.0, 0.0)
    if entry.has("quaternion"):
        return _quaternion(entry)
    angles = entry.quantities("ypr", "deg", -360.0, 360.0, (3,)) or (0.0, 0.0, 0.0)
    return YawPitchRoll(*angles)


def _quaternion(entry: Entry) -> Quaternion:
    parts = entry.numbers("quaternion", -1.0 - _UNIT, 1.0 + _UNIT, 4)
    length = sqrt(sum(part * part for part in parts))
    if abs(length - 1.0) > _UNIT:
        hint = "divide each of its numbers by that length; check that the scalar stands last"
        entry.fault("E337", f"the quaternion has the length {length:.4g}, not 1", "quaternion", hint)
        return Quaternion(0.0, 0.0, 0.0, 1.0)
    return Quaternion(*(part / length for part in parts))
