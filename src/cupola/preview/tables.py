"""The light of the air for pictures, worked out once a machine for each kind of air."""

from __future__ import annotations

from functools import lru_cache

from cupola.preview.kept import Array, kept
from cupola.sky import atmosphere, spectrum
from cupola.sky.airlight import FINE, AirTables, Fineness, kernel, profile, tables, views, within
from cupola.sky.airlight.tables import ALBEDO
from cupola.sky.airlight.within import AirWithin
from cupola.sky.atmosphere import Air
from cupola.steps import OnStep

_SOURCES = (atmosphere, spectrum, kernel, profile, tables, views)


def air_tables(
    air: Air | None = None,
    albedo: float = ALBEDO,
    on_step: OnStep = lambda _: None,
    fineness: Fineness = FINE,
) -> AirTables:
    """Give the tables of an air over ground that reflects a share of the light; what is kept is opened in 10 ms.

    Parameters
    ----------
    on_step : callable
        Told how much is done while they are made: five seconds of two cores.

    Raises
    ------
    SkyError
        An albedo outside 0 to 1 (E347).
    """
    whole = air or Air()

    def make(tell: OnStep) -> AirTables:
        return AirTables.made(whole, albedo, tell, fineness)

    arrays = kept("air", repr((whole, albedo, fineness)), lambda tell: make(tell).arrays(), on_step, sources=_SOURCES)
    return AirTables.of(arrays, fineness) or make(on_step)


@lru_cache(maxsize=4)
def air_within(air: Air | None = None, albedo: float = ALBEDO, fineness: Fineness = FINE) -> AirWithin:
    """Give what a camera within the air needs; what is kept is opened in 20 ms, else made in three seconds.

    Raises
    ------
    SkyError
        An albedo outside 0 to 1 (E347).
    """
    whole = air or Air()

    def make(tell: OnStep) -> dict[str, Array]:
        return dict(AirWithin.made(whole, albedo, tell, fineness).arrays())

    sources = (*_SOURCES, within)
    return AirWithin.of(kept("air-within", repr((whole, albedo, fineness)), make, sources=sources), fineness)
