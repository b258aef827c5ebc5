"""`cupola explain`."""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path

from cupola.cli import OK
from cupola.cli.desk import almanac_of, open_production, print_json, say
from cupola.clock import clock_text, utc_text
from cupola.errors import Message, PlanError, closest
from cupola.plan.assemble import problem as assemble
from cupola.plan.document import PLAN, read_plan
from cupola.plan.explain import Argument, Explanation
from cupola.plan.result import Plan, Strip
from cupola.plan.wording import date_words, need_words
from cupola.production import Production, folder_of
from cupola.units import duration_text


def explain(path: Path, name: str | None, *, as_json: bool) -> int:
    """Print reasons and changes for what was left out, or where a scheduled shot is and why it may be there."""
    production = open_production(path)
    plan = read_plan(folder_of(path) / "plan" / PLAN, f"plan/{PLAN}").plan
    if plan.digest != production.digest:
        message = Message("E503", "the plan was made from other documents", hint=f"plan again: cupola plan {path}")
        raise PlanError(message)
    scenes, strip = _asked(production, plan, name)
    if strip is not None:
        _scheduled(production, strip, as_json=as_json)
        return OK
    if not scenes:
        say("nothing was left out")
    almanac = almanac_of(production)
    argument = Argument(production, assemble(production, almanac), almanac, plan.strips)
    found = []
    for number in scenes:
        if sys.stderr.isatty():
            print(f"\rtrying changes for scene {number:8s}", end="", file=sys.stderr, flush=True)
        found.append(argument.explain(number))
    if sys.stderr.isatty():
        print("\r" + " " * 40, end="\r", file=sys.stderr)
    if as_json:
        print_json([_plain(item) for item in found])
    else:
        print("\n\n".join(_text(production, item) for item in found))
    return OK


def _asked(production: Production, plan: Plan, name: str | None) -> tuple[list[str], Strip | None]:
    """Give the scenes to explain, or the strip of a shot that is scheduled."""
    left = list(dict.fromkeys(bone.scene for bone in plan.boneyard))
    if name is None:
        return left, None
    if name in production.shots:
        strip = plan.strip(name)
        return ([production.shots[name].scene], None) if strip is None else ([], strip)
    if name in left:
        return [name], None
    if name in production.scene:
        first = next((s for s in plan.strips if s.scene == name), None)
        if first is None:
            raise PlanError(Message("E505", f"scene {name} is not shot on this flight: it belongs to the ground unit"))
        return [], first
    known = [*production.shots, *production.scene]
    raise PlanError(Message("E505", f'"{name[:40]}" is neither a shot nor a scene', hint=closest(name, known)))


def _scheduled(production: Production, strip: Strip, *, as_json: bool) -> None:
    shot = production.shots[strip.shot]
    offset = production.crew_offset
    if as_json:
        passes = [{"from": utc_text(p.span.start), "to": utc_text(p.span.stop)} for p in strip.passes]
        print_json({"shot": strip.shot, "scheduled": passes, "needs": need_words(shot.need)})
        return
    day = date_words(strip.span.start, production.crew_offset)
    print(f"{strip.shot} is scheduled on {day}, {production.sets[strip.set].name}:")
    for one in strip.passes:
        takes = ", ".join(clock_text(t.start, offset, seconds=True) for t in one.takes)
        setup = f"set-up from {clock_text(one.setup.start, offset)}, " if one.setup else ""
        print(f"  {setup}takes at {takes} ({production.crew_clock})")
    print(f"  it needs {need_words(shot.need)}" if need_words(shot.need) else "  it needs no particular light")


def _text(production: Production, item: Explanation) -> str:
    scene = production.scene[item.scene]
    lines = [f"Scene {item.scene}  {scene.heading}  ({scene.eighths}/8, priority {scene.priority})"]
    lines += [textwrap.fill(reason, 100, initial_indent="  ", subsequent_indent="    ") for _, reason in item.reasons]
    if item.changes:
        lines.append("  What would bring it in, cheapest first:")
        for change in item.changes:
            cost = f" [costs {duration_text(change.cost)} of crew time]"
            lines.append(textwrap.fill(change.text + cost, 100, initial_indent="    - ", subsequent_indent="      "))
    else:
        lines.append("  No single change was found that brings it in.")
    return "\n".join(lines)


def _plain(item: Explanation) -> dict[str, object]:
    return {
        "scene": item.scene,
        "reasons": [{"shot": shot, "reason": reason} for shot, reason in item.reasons],
        "changes": [{"text": c.text, "cost_s": round(c.cost)} for c in item.changes],
    }
