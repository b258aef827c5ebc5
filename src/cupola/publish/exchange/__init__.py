"""What other people's tools read: calendars, spreadsheets, editors' bins, globes."""

from cupola.publish.exchange.files import KINDS, Kind, files
from cupola.publish.exchange.parcel import Parcel

__all__ = ["KINDS", "Kind", "Parcel", "files"]
