"""The small production with ships: two of its people come up and go home, one stays on, cargo goes ahead."""

from __future__ import annotations

from pathlib import Path

from cupola.production import Production, inspect
from tests.production.faults import Found, found
from tests.small import PRODUCTION, write_small

SHIPS = """\
flight:
  ships:
    cargo:
      name: Cargo One
      kind: progress
      port: poisk
      arrives: 2021-09-20T00:00:00Z
      cargo_up:
        - {what: lamps, mass: 10 kg, room: 20 l, gear: [led]}
    old:
      name: Old Soyuz
      kind: soyuz
      port: nauka
      arrives: 2021-04-09T11:00:00Z
      departs: 2021-10-09T06:00:00Z
      lands: 2021-10-09T09:21:00Z
      up: [piet, Carl Commander]
      down: [dina, ada, Carl Commander]
      cargo_down:
        - {what: rushes, data: 9 TB, copies: 2}
        - {what: costumes, mass: 5 kg, room: 30 l}
    new:
      name: New Soyuz
      kind: soyuz
      port: rassvet
      launch: 2021-10-05T20:30:00Z
      arrives: 2021-10-06T00:00:00Z
      departs: 2022-03-30T07:21:00Z
      up: [dina, ada, eve]
      down: [piet, eve]
"""

WITH_SHIPS = PRODUCTION.replace("crew_clock:", SHIPS + "crew_clock:", 1)


def text_of(*changes: tuple[str, str]) -> str:
    """Give the document with texts replaced, each of which must be there."""
    text = WITH_SHIPS
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def faults(folder: Path, *changes: tuple[str, str]) -> list[Found]:
    """Give every message of the production with ships, some texts replaced."""
    return found(folder, production=text_of(*changes))


def made(folder: Path, *changes: tuple[str, str]) -> Production:
    """Give the production with ships, some texts replaced."""
    write_small(folder, production=text_of(*changes))
    production, messages = inspect(folder)
    assert production is not None, messages
    return production
