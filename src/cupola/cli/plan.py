"""`cupola plan`."""

from __future__ import annotations

import math
import shutil
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from cupola.cli import BUG, FAULTS, OK
from cupola.cli.desk import message_json, open_production, print_json, say
from cupola.cli.findings import messages
from cupola.cli.training import training_line
from cupola.clock import DAY
from cupola.errors import DocumentError, Message, PlanError, raise_all
from cupola.plan.argument.foresight import Finding
from cupola.plan.document import PLAN, WrittenPlan, plan_text, read_plan
from cupola.plan.document import as_json as written_json
from cupola.plan.make import OnFindings, make
from cupola.plan.result import Plan, Strip
from cupola.plan.search.solve import Interrupt, Progress, Stop
from cupola.plan.summary import summary_lines
from cupola.plan.verify import verify
from cupola.plan.versions import latest
from cupola.plan.wording import listing
from cupola.production import Production, folder_of
from cupola.store import write_whole
from cupola.units import UnitError, duration_text, quantity

_WORK: Final = 60.0
"""The amount of work, unless another is asked for."""
_SEEDS: Final = 2**31
"""How many seeds the solver knows."""


def plan(path: Path, limit: str | None, work: float | None, seed: int, *, as_json: bool) -> int:
    """Plan, prove, write; exit code 1 when nothing can be planned."""
    stop = _stop(limit, work)
    _check_seed(seed)
    production = open_production(path)
    old, parent = _old(folder_of(path)), _parent(folder_of(path))
    say(f"looking for the light of {len(production.shots)} shots over {len(production.days)} days")
    told: list[Message] = []

    def tell(findings: Sequence[Finding]) -> None:
        told.extend(messages(production, findings, old))
        raise_all((one for one in told if not one.code.startswith("W")), PlanError)
        for one in told:
            say(one.render())

    try:
        made = replace(search(production, stop, seed, _locked(old), tell), parent=parent)
    except PlanError as error:
        if any(message.code == "E501" for message in error.messages):
            say(_what_there_is(old))
        raise
    faults = verify(production, made)
    if faults:
        for fault in faults:
            say(f"{fault.code} {fault.text}")
        say("cupola: the plan that was found is not legal, so it was not written; this is a bug in Cupola")
        return BUG
    target = folder_of(path) / "plan" / PLAN
    write_whole(target, plan_text(made))
    _report(production, made, target, path, told, as_json=as_json)
    return OK if made.strips else FAULTS


def _old(folder: Path) -> WrittenPlan | None:
    """Give the plan that is there, if there is one; say it where it is not understood."""
    file, name = folder / "plan" / PLAN, f"plan/{PLAN}"
    try:
        return read_plan(file, name) if file.is_file() else None
    except DocumentError as error:
        say(f"{error.messages[0].render()}\nthe old plan is not understood, so nothing of it is locked")
        return None


def _what_there_is(old: WrittenPlan | None) -> str:
    """Say what there is when a limit was too short for any plan."""
    if old is None:
        return "what there is: no plan that can be read; nothing was written"
    return f"what there is: the plan of before, as it was; its value is {old.plan.value} of at most {old.plan.bound}"


def _locked(old: WrittenPlan | None) -> tuple[Strip, ...]:
    """Give the strips that are locked in the plan that is there."""
    found = tuple(strip for strip in old.plan.strips if strip.lock) if old else ()
    if found:
        say(f"locked in the old plan, and kept there: {', '.join(strip.shot for strip in found)}")
    return found


def _parent(folder: Path) -> int:
    """Give the version in force, and say what it knows and a plan from the beginning does not."""
    before = latest(folder)
    known = before.plan.situation if before else None
    if before and known:
        if known.done:
            say(f"shots are made by {before.name}; this plan knows nothing of them. To go on from them: cupola replan")
        if known.events:
            what = listing(dict.fromkeys(f'"{event.what}"' for event in known.events))
            say(f"{before.name} knows of {what}; this plan does not, unless it stands in production.yaml")
        if known.orbit:
            say(f"{before.name} flies on {listing(known.orbit)}; this plan flies on the orbit of production.yaml")
    return before.approval.version if before else 0


def _stop(limit: str | None, work: float | None) -> Stop:
    if limit is not None and work is not None:
        raise PlanError(Message("E107", "--time and --work both say when to stop", hint="leave one of them out"))
    if limit is None:
        work = _WORK if work is None else work
        if not 0 < work < math.inf:
            raise PlanError(Message("E107", f"--work {work:g}: give a number above 0"))
        return Stop(work=work)
    try:
        seconds = quantity(limit, "s")
    except UnitError as error:
        raise PlanError(Message("E107", f"--time: {error}", hint="a limit is written --time 120s")) from None
    if seconds < 1:
        raise PlanError(Message("E107", f"--time {limit}: give at least 1 s"))
    say("with --time the plan depends on the speed of the machine: another run may give another plan")
    return Stop(seconds=seconds)


def _check_seed(seed: int) -> None:
    if not 0 <= seed < _SEEDS:
        raise PlanError(Message("E107", f"--seed {seed}: give a whole number from 0 to {_SEEDS - 1}"))


def search(production: Production, stop: Stop, seed: int, locked: Sequence[Strip], on_findings: OnFindings) -> Plan:
    """Run the search in a thread, so that Ctrl-C ends it at once and keeps the best plan."""
    interrupt, talk = Interrupt(), _Talk()
    result: list[Plan | BaseException] = []
    finished = threading.Event()

    def run() -> None:
        try:
            found = make(
                production, None, stop, talk, seed=seed, interrupt=interrupt, locked=locked, on_findings=on_findings
            )
            result.append(found)
        except BaseException as error:
            result.append(error)
        finished.set()

    threading.Thread(target=run, name="solver").start()
    while not finished.is_set():
        try:
            finished.wait(0.1)  # not join(): an interrupted join may believe that the thread has ended
        except KeyboardInterrupt:
            say("\nstopping; what has been found so far is kept")
            interrupt()
    talk.end()
    found = result[0]
    if isinstance(found, BaseException):
        raise found
    return found


class _Talk:
    """Shows progress on stderr: one line that changes on a terminal, else a line every few seconds."""

    _EVERY = 5.0

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._last = -math.inf
        self._stage = ""

    def __call__(self, now: Progress) -> None:
        gone = time.monotonic()
        if now.stage == self._stage and gone - self._last < (0.2 if self._live else self._EVERY):
            return
        self._last, self._stage = gone, now.stage
        line = _line(now)
        if self._live:
            width = shutil.get_terminal_size().columns - 1
            print(f"\r{line[:width]:{width}s}", end="", file=sys.stderr, flush=True)
        else:
            say(line)

    def end(self) -> None:
        """Leave the changing line."""
        if self._live and self._stage:
            print(file=sys.stderr)


def _line(now: Progress) -> str:
    """Say in one line where the search stands."""
    gap = (now.bound - now.value) / now.bound if now.bound else 0.0
    left = f", {duration_text(max(0, now.left))} left" if math.isfinite(now.left) else ""
    if now.money is None:
        return f"{now.seconds:5.1f} s  value {now.value}, at most {now.bound}, gap {gap:.1%}{left}"
    paid = f"{now.money.total:,.0f} USD, " if now.money.cents else ""
    effort = duration_text(now.money.effort)
    lead = f"lead {now.lead / DAY:.1f} days"
    return f"{now.seconds:5.1f} s  value {now.value}, gap {gap:.1%}{left}; {paid}rigs and borrowed {effort}, {lead}"


def _report(
    production: Production, made: Plan, target: Path, path: Path, told: Sequence[Message], *, as_json: bool
) -> None:
    if as_json:
        print_json({**written_json(made), "warnings": [message_json(one) for one in told]})
    else:
        print(summary(production, made))
    say(f"written: {target}")
    say(f"next: cupola explain {path}    cupola paper {path}")


def summary(production: Production, made: Plan) -> str:
    """Say in a few lines what a plan holds."""
    flight = [s for s in production.scenes if s.unit == production.unit and s.shots and s.lesson is None]
    shots = [shot.id for scene in flight for shot in scene.shots]
    done = [scene for scene in flight if all(made.strip(shot.id) for shot in scene.shots)]
    eighths, all_eighths = sum(s.eighths for s in done), sum(s.eighths for s in flight)
    minutes = sum(s.screen_time for s in done) / 60
    lines = [
        f"{production.title}: {len(done)} of {len(flight)} scenes, "
        f"{sum(made.strip(shot) is not None for shot in shots)} of {len(shots)} shots, "
        f"{eighths / 8:.1f} of {all_eighths / 8:.1f} pages, {minutes:.0f} min on the screen",
        *summary_lines(made),
        *filter(None, [training_line(production, made)]),
        "verified against every rule",
    ]
    left = [scene.number for scene in flight if scene not in done]
    if left:
        lines.append(f"left out: scene{'s' * (len(left) > 1)} {', '.join(left)}")
    return "\n".join(lines)
