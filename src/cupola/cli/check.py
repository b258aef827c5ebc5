"""`cupola check`."""

from __future__ import annotations

from pathlib import Path

from cupola.cli import FAULTS, OK
from cupola.cli.desk import message_json, print_json, say
from cupola.cli.findings import refusals
from cupola.flight.timeline import moments
from cupola.production import folder_of, inspect


def check(path: Path, *, as_json: bool) -> int:
    """Print every message of a production; exit code 1 when there are errors."""
    production, messages = inspect(path)
    if production is not None and production.ships:
        messages = (*messages, *refusals(folder_of(path), moments(production)))
    errors = [message for message in messages if not message.code.startswith("W")]
    warnings = len(messages) - len(errors)
    if as_json:
        print_json({"ok": not errors, "messages": [message_json(message) for message in messages]})
    else:
        for message in messages:
            print(message.render() + "\n")
    if errors or production is None:
        say(f"{len(errors)} error{'s' * (len(errors) != 1)}, {warnings} warning{'s' * (warnings != 1)}")
        return FAULTS
    shots = len(production.shots)
    aside = f"; {warnings} warning{'s' * (warnings != 1)}" if warnings else ""
    say(f"{production.title}: {len(production.scenes)} scenes, {shots} shots, {len(production.people)} people{aside}")
    say(f"next: cupola light {path}" if shots else f"next: give the scenes of {path} their shots in breakdown.yaml")
    return OK
