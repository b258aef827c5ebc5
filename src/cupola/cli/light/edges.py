"""Each sunrise and sunset."""

from __future__ import annotations

from cupola.cli.desk import print_json, say
from cupola.cli.light.outlook import Outlook
from cupola.cli.light.question import Question, measured
from cupola.clock import clock_text, utc_text
from cupola.sky import limit


def edges(outlook: Outlook, question: Question) -> None:
    """List the sunrises and sunsets by the limit asked for."""
    height = measured(question.height, "m", "--height") / 1000.0 if question.height else None
    found = outlook.almanac.edges(limit(question.limit, height))
    if question.as_json:
        print_json(found.as_json() | {"orbit": outlook.orbit_json()})
        return
    print(f"{'UTC':24s}  {outlook.clock:8s}  ")
    for at, rises in zip(found.at.tolist(), found.rises.tolist(), strict=True):
        local = clock_text(at, outlook.offset, seconds=True)
        print(f"{utc_text(at, 1):24s}  {local:8s}  {'sunrise' if rises else 'sunset'}")
    say(f"limit: {found.limit}")
