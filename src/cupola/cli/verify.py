"""`cupola verify`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from cupola.cli import FAULTS, OK
from cupola.cli.desk import in_force, open_production, placed, print_json, say
from cupola.plan.document import read_plan
from cupola.plan.verify import verify as prove
from cupola.plan.verify.report import findings, summary


def verify(path: Path, plan: Path | None, *, as_json: bool) -> int:
    """Print every rule that a plan breaks, each at its line; exit code 1 when there are any."""
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
    found = findings(written, faults)
    if as_json:
        rules = Counter(fault.rule for fault in faults)
        print_json({"ok": not faults, "rules": rules, "faults": [finding.as_json() for finding in found]})
    else:
        for finding in found:
            print(finding.message.render() + "\n")
    if faults:
        say(f"{summary(faults)} (times are on the crew's clock, {production.crew_clock})")
        return FAULTS
    say(f"legal: {len(written.plan.strips)} strips hold against every rule, light looked at second by second")
    return OK
