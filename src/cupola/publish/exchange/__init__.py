"""What other people's tools read: calendars, spreadsheets, editors' bins, globes."""

from cupola.publish.exchange.files import KINDS, SPOKEN, Kind, files
from cupola.publish.exchange.parcel import Parcel

__all__ = ["KINDS", "SPOKEN", "Kind", "Parcel", "files"]
