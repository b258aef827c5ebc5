"""The light of a production, and when its sets may be used: all that can be asked without a solver."""

from __future__ import annotations

from cupola.clock import Span, SpanSet
from cupola.light import Almanac
from cupola.light.ground import GroundSets
from cupola.production import Production, Set


def almanac_of(production: Production, span: Span | None = None) -> Almanac:
    """Make the almanac of a production's shoot, or of another span of its stay."""
    return Almanac(
        production.orbit,
        production.station,
        span or production.shoot,
        production.attitude_lost,
        production.light.aboard,
        ground=production.light.ground,
        surroundings=production.light.surroundings,
    )


def light_of(production: Production) -> Almanac | GroundSets:
    """Give what knows the light of a shoot: the almanac of its flight, or that of its sets on the ground alone."""
    return (
        GroundSets(production.shoot, production.light.ground) if production.flight is None else almanac_of(production)
    )


def open_time(production: Production, where: Set) -> SpanSet:
    """Give when a set may be used: it exists, no event closes it, nothing stops filming."""
    closed = SpanSet.of(e.span for e in production.events if e.stops_filming or where.id in e.sets)
    return where.open.clip(production.shoot) - closed
