"""Writes orbit messages as their publishers do, for tests of reading; and NASA's file with a reboost."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import numpy as np

from cupola.clock import Instants
from cupola.sky import ElementSet, StateFile, read_states
from cupola.sky.frame import to_teme
from cupola.sky.ndm import Sheet
from cupola.sky.orbit import Vectors

NASA = Path(__file__).parents[1] / "authorities" / "iss_february_2022.oem.xml"
"""NASA's states of the ISS from 25 February 2022 18:00 to 26 February 08:00 UTC, with the reboost of 01:37."""

Lines = list[str]
State = tuple[str, Sequence[float]]


@cache
def nasa() -> StateFile:
    """Give NASA's file, read."""
    return read_states(NASA)


@cache
def nasa_states() -> tuple[Instants, Vectors, Vectors]:
    """Give its states: instants, positions and velocities in TEME."""
    segment = nasa().segments[0]
    return segment.at, *to_teme(segment.frame, segment.at, segment.position, segment.velocity)


def sheet(text: str, name: str = "iss.oem") -> Sheet:
    """Give a text as a file."""
    return Sheet(name, text.encode())


def iso(at: float) -> str:
    """Write an instant as CCSDS messages do, to the microsecond."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")


def day_of_year(at: float) -> str:
    """Write an instant by the day of the year, as NASA does, to the millisecond."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%jT%H:%M:%S.%f")[:-3] + "Z"


def states(at: Sequence[float] | Instants, position: Vectors, velocity: Vectors) -> list[State]:
    """Give states as they are written."""
    return [(iso(t), [*r, *v]) for t, r, v in zip(at, position, velocity, strict=True)]


def meta(rows: Sequence[State], **changes: str) -> dict[str, str]:
    """Give the metadata of a segment; a change to an empty text leaves a keyword out."""
    usual = {
        "OBJECT_NAME": "ISS",
        "OBJECT_ID": "1998-067-A",
        "CENTER_NAME": "EARTH",
        "REF_FRAME": "TEME",
        "TIME_SYSTEM": "UTC",
        "START_TIME": rows[0][0],
        "STOP_TIME": rows[-1][0],
    }
    return {key: value for key, value in {**usual, **changes}.items() if value}


def kvn_segment(rows: Sequence[State], **changes: str) -> str:
    """Write one segment of an OEM in lines."""
    head = ["META_START", *(f"{key} = {value}" for key, value in meta(rows, **changes).items()), "META_STOP"]
    return "\n".join([*head, *(f"{epoch} {' '.join(map(repr, map(float, six)))}" for epoch, six in rows)]) + "\n"


def kvn_oem(*segments: str, created: str = "2021-10-05T00:00:00") -> str:
    """Write an OEM in lines."""
    head = f"CCSDS_OEM_VERS = 2.0\nCREATION_DATE = {created}\nORIGINATOR = TEST\n\n"
    return head + "\n".join(segments)


def xml_oem(rows: Sequence[State], comments: Sequence[str] = (), **changes: str) -> str:
    """Write an OEM of one segment in XML."""
    axes = ("X", "Y", "Z", "X_DOT", "Y_DOT", "Z_DOT")
    said = "\n".join(f"<{key}>{value}</{key}>" for key, value in meta(rows, **changes).items())
    notes = "\n".join(f"<COMMENT>{comment}</COMMENT>" for comment in comments)
    body = "\n".join(
        f"<stateVector><EPOCH>{epoch}</EPOCH>\n"
        + "\n".join(f"<{axis}>{value!r}</{axis}>" for axis, value in zip(axes, map(float, six), strict=True))
        + "\n</stateVector>"
        for epoch, six in rows
    )
    return (
        f'<?xml version="1.0"?>\n<oem id="CCSDS_OEM_VERS" version="2.0">\n<header></header>\n<body><segment>\n'
        f"<metadata>\n{said}\n</metadata>\n<data>\n{notes}\n{body}\n</data></segment></body></oem>\n"
    )


def omm_fields(found: ElementSet, **changes: object) -> dict[str, object]:
    """Give the fields of an element set as CelesTrak writes them; a change to None leaves a keyword out."""
    mean = found.mean
    usual: dict[str, object] = {
        "OBJECT_NAME": found.name or "ISS (ZARYA)",
        "OBJECT_ID": "1998-067A",
        "EPOCH": iso(found.epoch),
        "MEAN_MOTION": mean.motion,
        "ECCENTRICITY": mean.eccentricity,
        "INCLINATION": mean.inclination,
        "RA_OF_ASC_NODE": mean.node,
        "ARG_OF_PERICENTER": mean.perigee,
        "MEAN_ANOMALY": mean.anomaly,
        "EPHEMERIS_TYPE": 0,
        "CLASSIFICATION_TYPE": "U",
        "NORAD_CAT_ID": found.norad,
        "ELEMENT_SET_NO": 999,
        "REV_AT_EPOCH": 30619,
        "BSTAR": mean.drag,
        "MEAN_MOTION_DOT": 3.128e-05,
        "MEAN_MOTION_DDOT": 0,
    }
    return {key: value for key, value in {**usual, **changes}.items() if value is not None}


COMMON = {"CENTER_NAME": "EARTH", "REF_FRAME": "TEME", "TIME_SYSTEM": "UTC", "MEAN_ELEMENT_THEORY": "SGP4"}
"""What CCSDS requires of an OMM, and CelesTrak leaves out of its JSON."""


def omm_json(*sets: Mapping[str, object]) -> str:
    """Write an OMM as CelesTrak and Space-Track write JSON."""
    return json.dumps([dict(fields) for fields in sets], indent=1)


def omm_kvn(*sets: Mapping[str, object]) -> str:
    """Write an OMM in lines, one set after the other."""
    units = {"MEAN_MOTION": " [rev/day]", "INCLINATION": " [deg]"}

    def block(fields: Mapping[str, object]) -> str:
        lines = [f"{key:20s} = {value}{units.get(key, '')}" for key, value in {**COMMON, **fields}.items()]
        return "CCSDS_OMM_VERS = 2.0\nCOMMENT a set\n" + "\n".join(lines) + "\n"

    return "\n".join(map(block, sets))


def omm_xml(*sets: Mapping[str, object]) -> str:
    """Write an OMM in XML, as CelesTrak does, in the parts that CCSDS gives it."""

    def part(tag: str, fields: Mapping[str, object], keys: Sequence[str]) -> str:
        inner = "\n".join(f"<{key}>{fields[key]}</{key}>" for key in keys if key in fields)
        return f"<{tag}>\n{inner}\n</{tag}>"

    def block(given: Mapping[str, object]) -> str:
        fields = {**COMMON, **given}
        mean = ["EPOCH", "MEAN_MOTION", "ECCENTRICITY", "INCLINATION", "RA_OF_ASC_NODE", "ARG_OF_PERICENTER"]
        tle = ["EPHEMERIS_TYPE", "NORAD_CAT_ID", "BSTAR", "MEAN_MOTION_DOT", "MEAN_MOTION_DDOT"]
        parts = [
            part("metadata", fields, ["OBJECT_NAME", "OBJECT_ID", *COMMON]),
            part("meanElements", fields, [*mean, "MEAN_ANOMALY"]),
            part("tleParameters", fields, tle),
        ]
        return '<omm id="CCSDS_OMM_VERS" version="2.0"><body><segment>\n' + "\n".join(parts) + "</segment></body></omm>"

    return '<?xml version="1.0" encoding="UTF-8"?>\n<ndm>\n' + "\n".join(map(block, sets)) + "\n</ndm>\n"


def circle(count: int, step: float, start: float = 1633435200.0) -> tuple[Instants, Vectors, Vectors]:
    """Give states of a round two-body orbit of 6800 km radius: small enough to be checked by hand."""
    at = start + np.arange(count, dtype=float) * step
    rate = np.sqrt(398600.4418 / 6800.0**3)
    turn = rate * (at - start)
    tilt = np.radians(51.6)
    along = np.array([0.0, np.cos(tilt), np.sin(tilt)])
    position = 6800.0 * (np.cos(turn)[:, None] * np.array([1.0, 0.0, 0.0]) + np.sin(turn)[:, None] * along)
    velocity = 6800.0 * rate * (np.cos(turn)[:, None] * along - np.sin(turn)[:, None] * np.array([1.0, 0.0, 0.0]))
    return at, position, velocity
