"""The paper that a set runs on: call sheets, stripboard, one-liner and day-out-of-days, as PDF and HTML."""

from cupola.publish.paper import Sheets, paper, picture, sheets
from cupola.publish.past import Past
from cupola.publish.stationery import eject

__all__ = ["Past", "Sheets", "eject", "paper", "picture", "sheets"]
