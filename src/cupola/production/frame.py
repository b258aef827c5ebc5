"""The frame that ships set around a shoot: what `stay` leaves out follows from them, what it says must fit them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cupola.clock import InstantError, instant, utc_text
from cupola.production.shipform import ship_kinds
from cupola.units import UnitError, quantity

Plain = Mapping[str, Any]


def framed(plain: Any) -> Any:
    """Give a document, as read, with the fields that its `stay` leaves out filled in from its ships.

    The stay begins with the latest contact of a ship that brings people of the document, and ends with the first
    undocking after it that takes some of them home. The first shot waits for the hatches, the wrap comes before they
    close, and mission time counts from the launch. What cannot be read is left out, and reported where it stands.
    """
    if not isinstance(plain, dict):
        return plain
    stay, ships = plain.get("stay") or {}, _mapping(_mapping(plain, "flight"), "ships")
    if not isinstance(stay, dict) or not ships:
        return plain
    people = set(_mapping(plain, "people"))
    known: list[Plain] = [ship for ship in ships.values() if isinstance(ship, dict)]
    found = _frame(known, people)
    return {**plain, "stay": {**found, **stay}} if found else plain


def _frame(ships: list[Plain], people: set[str]) -> dict[str, str]:
    """Give the fields of a stay."""
    brings = _moves(ships, "up", "arrives", people)
    if not brings:
        return {}
    contact, first = max(brings, key=lambda one: one[0])
    found = {"arrive": contact, "first_shot": contact + _seconds(first, "opens")}
    found["mission_start"] = _instant(first, "launch") or contact
    takes = [(at, ship) for at, ship in _moves(ships, "down", "departs", people) if at > contact]
    if takes:
        undocking, last = min(takes, key=lambda one: one[0])
        found |= {"depart": undocking, "wrap": undocking - _seconds(last, "closes")}
    return {key: utc_text(at) for key, at in found.items()}


def _moves(ships: list[Plain], way: str, field: str, people: set[str]) -> list[tuple[float, Plain]]:
    """Give when ships that carry people of the document one way come or go; nothing if one of them cannot be read."""
    named = [ship for ship in ships if _carries(ship, way, people) and field in ship]
    found = [(at, ship) for ship in named if (at := _instant(ship, field)) is not None]
    return found if len(found) == len(named) else []


def _mapping(plain: Plain, key: str) -> Plain:
    found = plain.get(key)
    return found if isinstance(found, dict) else {}


def _carries(ship: Plain, way: str, people: set[str]) -> bool:
    found = ship.get(way)
    named = found if isinstance(found, list) else [found]
    return any(one in people for one in named if isinstance(one, str))


def _instant(ship: Plain, field: str) -> float | None:
    try:
        return instant(ship[field]) if isinstance(ship.get(field), str) else None
    except InstantError:
        return None


def _seconds(ship: Plain, field: str) -> float:
    kind = ship_kinds().get(str(ship.get("kind")))
    usual = getattr(kind.figures, field) if kind is not None else 0.0
    try:
        return quantity(ship[field], "s") if field in ship else usual
    except UnitError:
        return float(usual)
