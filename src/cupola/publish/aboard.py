"""Whether a film is shot aboard something in orbit: then its paper tells of the station, of UTC and mission time."""

from __future__ import annotations

from cupola.production.model import Production


def is_aboard(production: Production) -> bool:
    """Say whether any set is neither at a place on the ground nor in an aircraft."""
    return any(one.location is None for one in production.sets.values())
