"""`cupola new`."""

from __future__ import annotations

from pathlib import Path

from cupola.cli import OK
from cupola.cli.desk import say
from cupola.production.template import TemplateName, begin


def new(folder: Path, template: TemplateName, title: str | None) -> int:
    """Write a template into an empty folder and name its files."""
    for file in begin(folder, template, title):
        print(file)
    say("what to change first stands at the top of each file")
    say(f"next: cupola check {folder}")
    return OK
