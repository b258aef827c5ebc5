"""What several commands take alike."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

Production = Annotated[Path, Parameter(help="The production folder, or its production.yaml.")]
Json = Annotated[bool, Parameter(name="--json", negative="", help="Print JSON on stdout.")]
DryRun = Annotated[bool, Parameter(negative="", help="Show the difference, write nothing.")]
Work = Annotated[float | None, Parameter(help="The amount of work, in units of about a second; by default 60.")]
Cores = Annotated[int | None, Parameter(help="Make so many frames at a time; by default as many as fit.")]
DayMap = Annotated[Path | None, Parameter(help="A finer picture of the Earth by day, of your own.")]
Clouds = Annotated[str, Parameter(help="none, a number that stands for an invented sky, or a picture of clouds.")]
Cluster = Annotated[
    str | None, Parameter(help="The address of a Dask cluster that makes the frames: tcp://10.0.0.5:8786.")
]
