"""What several commands take alike."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

Production = Annotated[Path, Parameter(help="The production folder, or its production.yaml.")]
Json = Annotated[bool, Parameter(name="--json", negative="", help="Print JSON on stdout.")]
DryRun = Annotated[bool, Parameter(negative="", help="Show the difference, write nothing.")]
Work = Annotated[float | None, Parameter(help="The amount of work, in units of about a second; by default 60.")]
