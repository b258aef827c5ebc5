"""`cupola verify`."""

from __future__ import annotations

from pathlib import Path

from cupola.cli import FAULTS, OK
from cupola.cli.desk import in_force, open_production, placed, print_json, say
from cupola.clock import utc_text
from cupola.plan.document import read_plan
from cupola.plan.verify import verify as prove


def verify(path: Path, plan: Path | None, *, as_json: bool) -> int:
    """Print every rule that a plan breaks; exit code 1 when there are any."""
    production = open_production(path)
    if plan is None:
        written, name = in_force(production, path)
        if written.approval:
            say(f"this is {name}, approved by {written.approval.author}")
    else:
        written = read_plan(plan, plan.name)
    if written.plan.digest != production.digest:
        say(written.message("E503", "the documents have changed since this plan was made", field="digest").render())
    faults = prove(placed(production, written.plan), written.plan)
    if as_json:
        print_json(
            {
                "ok": not faults,
                "faults": [
                    {
                        "code": fault.code,
                        "rule": fault.rule,
                        "text": fault.text,
                        "shots": list(fault.shots),
                        "people": list(fault.people),
                        "from": utc_text(fault.span.start) if fault.span else None,
                        "to": utc_text(fault.span.stop) if fault.span else None,
                    }
                    for fault in faults
                ],
            }
        )
    else:
        for fault in faults:
            print(written.message(fault.code, fault.text, fault.shots).render() + "\n")
    if faults:
        say(f"{len(faults)} broken rule{'s' * (len(faults) != 1)}")
        return FAULTS
    say(f"legal: {len(written.plan.strips)} strips hold against every rule, light looked at second by second")
    return OK
