"""The shoot on a globe: CZML of the orbit, its light, the sets, and the shots with the way their windows look."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import Any, Final

import numpy as np

from cupola.clock import Instants, Span, SpanSet, utc_text
from cupola.errors import Message, PlanError
from cupola.light import PHASES
from cupola.plan.result import Strip
from cupola.production.model import Flight, Set
from cupola.publish.exchange.editorial import one_line
from cupola.publish.exchange.parcel import Parcel
from cupola.publish.exchange.track import DEGREE, Piece, Points, flat, sampled
from cupola.publish.strips import asks
from cupola.sky.earth import surface_point, to_fixed
from cupola.sky.sun import sun_position

Packet = dict[str, Any]

_LOOK: Final = 300_000.0
"""Metres of the line that shows which way a window looks."""
_LOOK_STEP: Final = 60.0
_SUN_STEP: Final = 3600.0
_SPEED: Final = 60

_COLOURS: Final = {
    "sun": [255, 214, 102, 255],
    "sunset": [255, 105, 60, 255],
    "eclipse": [80, 110, 210, 255],
    "sunrise": [255, 160, 70, 255],
}
_WHITE: Final = [255, 255, 255, 255]
_GROUND: Final = [120, 200, 140, 255]


def czml_files(parcel: Parcel) -> dict[str, bytes]:
    """Give the shoot as CZML.

    Raises
    ------
    PlanError
        Nothing of it happens on or around the Earth (E774).
    """
    packets = Globe(parcel).packets()
    return {"shoot.czml": (json.dumps(packets, ensure_ascii=False, separators=(",", ":")) + "\n").encode()}


class Globe:
    """Writes the packets of a shoot."""

    def __init__(self, parcel: Parcel) -> None:
        self._parcel = parcel
        self._production = parcel.production
        self._sets = [key for key, one in self._production.sets.items() if _is_on_earth(one)]
        self._track: tuple[Piece, ...] = ()
        flight = self._production.flight
        if flight is not None:
            self._track = sampled(_station(flight), self._production.shoot, flight.orbit.joints)

    def packets(self) -> list[Packet]:
        """Give all packets, the document's first."""
        if not self._sets and not self._track:
            text = f"{self._production.title} is shot neither on the Earth nor around it: a globe has nothing to show"
            raise PlanError(Message("E774", text, hint="the other formats have all of it"))
        station = [self._flown(self._production.flight)] if self._production.flight else []
        return [self._document(), *station, self._sun(), *self._places(), *self._shots()]

    def _document(self) -> Packet:
        shoot = _interval(self._production.shoot)
        start = utc_text(self._production.shoot.start)
        clock = {"interval": shoot, "currentTime": start, "multiplier": _SPEED, "range": "LOOP_STOP"}
        title = one_line(self._production.title)
        return {"id": "document", "name": title, "version": "1.0", "clock": clock | {"step": "SYSTEM_CLOCK_MULTIPLIER"}}

    def _flown(self, flight: Flight) -> Packet:
        """Give the station: its way, coloured by the light that it is in."""
        off = max(piece.error for piece in self._track)
        half = round(flight.orbit.revolution / 2)
        path = {"leadTime": half, "trailTime": half, "width": 2, "material": {"solidColor": {"color": self._light()}}}
        return {
            "id": "station",
            "name": one_line(flight.station.name),
            "description": escape(f"Sampled within {off:.1f} m of {one_line(flight.orbit.name)}."),
            "availability": _interval(self._production.shoot),
            "position": [_samples(piece) for piece in self._track],
            "point": {"pixelSize": 10, "color": self._light()},
            "label": _label(flight.station.name, _WHITE),
            "path": path,
        }

    def _light(self) -> list[Packet]:
        """Give the colours of the light phases, each for its spans."""
        found = [(span, phase) for phase in PHASES for span in self._parcel.spans.get(phase, SpanSet())]
        return [{"interval": _interval(span), "rgba": _COLOURS[phase]} for span, phase in sorted(found)]

    def _sun(self) -> Packet:
        """Give the place over which the Sun stands: it is day for a quarter of the globe around it, all ways."""
        found = sampled(_under_sun, self._production.shoot, step=_SUN_STEP)
        return {
            "id": "sun",
            "name": "Sun overhead",
            "position": [_samples(piece) for piece in found],
            "point": {"pixelSize": 14, "color": {"rgba": _COLOURS["sun"]}},
            "label": _label("Sun overhead", _COLOURS["sun"]),
        }

    def _places(self) -> Iterator[Packet]:
        for number, key in enumerate(self._sets, 1):
            one = self._production.sets[key]
            assert one.location is not None
            yield {
                "id": f"set-{number}",
                "name": one_line(one.name),
                "position": {"cartographicDegrees": [one.location.lon, one.location.lat, one.location.height]},
                "point": {"pixelSize": 10, "color": {"rgba": _GROUND}},
                "label": _label(one.name, _GROUND),
            }

    def _shots(self) -> Iterator[Packet]:
        yield {"id": "shots", "name": "Shots"}
        order = {shot: number for number, shot in enumerate(self._production.shots, 1)}
        for strip in self._parcel.plan.strips:
            where = self._anchor(strip)
            if where:
                yield from self._shot(strip, order[strip.shot], where)

    def _anchor(self, strip: Strip) -> str:
        """Give the packet at which a shot is made; nothing for one on another world."""
        if strip.set in self._sets:
            return f"set-{self._sets.index(strip.set) + 1}"
        is_aboard = self._production.sets[strip.set].location is None
        return "station" if is_aboard and self._track else ""

    def _shot(self, strip: Strip, number: int, where: str) -> Iterator[Packet]:
        shot = self._production.shots[strip.shot]
        colour = _COLOURS.get(shot.need.light, _WHITE)
        found: Packet = {
            "id": f"shot-{number}",
            "parent": "shots",
            "name": one_line(shot.id),
            "description": self._told(strip),
            "availability": [_interval(one.span) for one in strip.passes],
            "position": {"reference": f"{where}#position"},
            "label": _label(shot.id, colour) | {"pixelOffset": {"cartesian2": [12, 22]}},
        }
        if where == "station" and shot.need.window and self._production.flight:
            references = [f"{where}#position", f"look-{number}#position"]
            line = {"positions": {"references": references}, "width": 3, "arcType": "NONE"}
            found["polyline"] = line | {"material": {"solidColor": {"color": {"rgba": colour}}}}
            yield self._look(strip, number, self._production.flight, shot.need.window)
        yield found

    def _look(self, strip: Strip, number: int, flight: Flight, window: str) -> Packet:
        """Give the point at which the line from the station through a window ends, while the shot is made."""
        where = _looking(flight, flight.station.window(window).normal)
        joints = [*flight.orbit.joints, *flight.station.attitude.joints(self._production.shoot)]
        pieces = [piece for one in strip.passes for piece in sampled(where, one.span, joints, _LOOK_STEP)]
        return {
            "id": f"look-{number}",
            "parent": f"shot-{number}",
            "name": one_line(f"{strip.shot} looks through {window}"),
            "availability": [_interval(one.span) for one in strip.passes],
            "position": [_samples(piece) for piece in pieces],
        }

    def _told(self, strip: Strip) -> str:
        """Say what is made, as HTML in which names are but text."""
        shot = self._production.shots[strip.shot]
        takes = ", ".join(utc_text(take.start) for one in strip.passes for take in one.takes)
        lines = {
            "Scene": shot.scene,
            "Set": self._production.sets[strip.set].name,
            "Light": shot.need.light,
            "Asks": asks(shot.need),
            "Takes": takes,
        }
        told = "<br>".join(f"{name}: {escape(one_line(text))}" for name, text in lines.items() if text)
        return f"<p>{escape(one_line(shot.text))}</p><p>{told}</p>"


def _is_on_earth(one: Set) -> bool:
    return one.location is not None and one.location.body == "earth"


def _station(flight: Flight) -> Callable[[Instants], Points]:
    return lambda at: to_fixed(flight.orbit.positions(at), at) * 1000.0


def _looking(flight: Flight, normal: tuple[float, float, float]) -> Callable[[Instants], Points]:
    """Give where a line from the station along a window's normal ends."""

    def where(at: Instants) -> Points:
        position, velocity = flight.orbit.states(at)
        ray = flight.station.attitude.in_inertial(at, position, velocity, normal)
        found: Points = to_fixed(position, at) * 1000.0 + to_fixed(ray, at) * _LOOK
        return found

    return where


def _under_sun(at: Instants) -> Points:
    """Give the points of the ellipsoid at which the Sun is overhead: its declination is their geodetic latitude."""
    x, y, z = to_fixed(sun_position(at), at).T
    lats, lons = np.degrees(np.arctan2(z, np.hypot(x, y))), np.degrees(np.arctan2(y, x))
    return np.array([surface_point(lat, lon) for lat, lon in zip(lats, lons, strict=True)]) * 1000.0


def _interval(span: Span) -> str:
    """Write a span as ISO 8601 does, to the millisecond."""
    return f"{utc_text(span.start, 3)}/{utc_text(span.stop, 3)}"


def _samples(piece: Piece) -> Packet:
    return {
        "interval": _interval(piece.span),
        "epoch": utc_text(piece.span.start, 3),
        "referenceFrame": "FIXED",
        "interpolationAlgorithm": "LAGRANGE",
        "interpolationDegree": DEGREE,
        "cartesian": list(flat(piece)),
    }


def _label(text: str, colour: Sequence[int]) -> Packet:
    return {
        "text": one_line(text),
        "font": "13px sans-serif",
        "fillColor": {"rgba": list(colour)},
        "horizontalOrigin": "LEFT",
        "pixelOffset": {"cartesian2": [12, 0]},
    }
