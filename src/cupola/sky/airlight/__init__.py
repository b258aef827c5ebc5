"""Airlight: the light that the air itself sends to somebody in space, along its edge and before the ground."""

from cupola.sky.airlight.tables import COARSE, FINE, AirTables, Fineness

__all__ = ["COARSE", "FINE", "AirTables", "Fineness"]
