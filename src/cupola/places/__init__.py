"""A place to shoot, as data: modules, windows, attitude, and the landmarks below."""

from cupola.places.attitude import Attitude, Quaternion, SpecialAttitude, YawPitchRoll
from cupola.places.landmarks import Landmark
from cupola.places.load import STATIONS, load_station, parse_station
from cupola.places.port import Port
from cupola.places.station import Module, Station, StationEvent, Window

__all__ = [
    "STATIONS",
    "Attitude",
    "Landmark",
    "Module",
    "Port",
    "Quaternion",
    "SpecialAttitude",
    "Station",
    "StationEvent",
    "Window",
    "YawPitchRoll",
    "load_station",
    "parse_station",
]
