"""`cupola explain`."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path

from cupola.cli import OK
from cupola.cli.desk import open_production, plan_of, print_json, say
from cupola.clock import clock_text, utc_text
from cupola.errors import Message, PlanError, closest
from cupola.plan.assemble import problem as assemble
from cupola.plan.explain import Argument, Explanation
from cupola.plan.light import light_of
from cupola.plan.result import Pass, Plan, Strip
from cupola.plan.wording import date_words, need_words
from cupola.production import Production
from cupola.units import duration_text


def explain(path: Path, name: str | None, *, as_json: bool) -> int:
    """Print reasons and changes for what was left out, or where a scheduled shot is and why it may be there."""
    production = open_production(path)
    plan = plan_of(production, path)
    scenes, strips = _asked(production, plan, name)
    if strips:
        _scheduled(production, strips, as_json=as_json)
        return OK
    if not scenes:
        say("nothing was left out")
    almanac = light_of(production)
    argument = Argument(production, assemble(production, almanac), almanac, plan.strips)
    found = []
    for number in scenes:
        if sys.stderr.isatty():
            print(f"\rtrying changes for scene {number:8s}", end="", file=sys.stderr, flush=True)
        found.append(argument.explain(number) if name is None else argument.explain_anew(number))
    if sys.stderr.isatty():
        print("\r" + " " * 40, end="\r", file=sys.stderr)
    if as_json:
        print_json([_plain(item) for item in found])
    elif found:
        print("\n\n".join(_text(production, item) for item in found))
        if name is None:
            say(f"next: cupola explain {path} {scenes[0]}    tries also a plan made anew with scene {scenes[0]} in it")
    return OK


def _asked(production: Production, plan: Plan, name: str | None) -> tuple[list[str], list[Strip]]:
    """Give the scenes to explain, or the strips of what is scheduled."""
    left = list(dict.fromkeys(bone.scene for bone in plan.boneyard))
    if name is None:
        return left, []
    if name in production.shots:
        strip = plan.strip(name)
        return ([production.shots[name].scene], []) if strip is None else ([], [strip])
    if name in left:
        return [name], []
    if name in production.scene:
        strips = [strip for strip in plan.strips if strip.scene == name]
        if not strips:
            raise PlanError(Message("E505", f"scene {name} has no shot on this flight"))
        return [], strips
    known = [*production.shots, *production.scene]
    raise PlanError(Message("E505", f'"{name[:40]}" is neither a shot nor a scene', hint=closest(name, known)))


def _scheduled(production: Production, strips: Sequence[Strip], *, as_json: bool) -> None:
    """Say where strips stand and what they need there."""
    if as_json:
        print_json([_where(production, strip) for strip in strips])
        return
    for strip in strips:
        need = need_words(production.shots[strip.shot].need)
        day = date_words(strip.span.start, production.crew_offset)
        print(f"{strip.shot} is scheduled on {day}, {production.sets[strip.set].name}:")
        for one in strip.passes:
            print(f"  {_pass_words(production, one)}")
        print(f"  it needs {need}" if need else "  it needs no particular light")


def _where(production: Production, strip: Strip) -> dict[str, object]:
    passes = [{"from": utc_text(p.span.start), "to": utc_text(p.span.stop)} for p in strip.passes]
    return {"shot": strip.shot, "scheduled": passes, "needs": need_words(production.shots[strip.shot].need)}


def _pass_words(production: Production, one: Pass) -> str:
    offset = production.crew_offset
    takes = ", ".join(clock_text(take.start, offset, seconds=True) for take in one.takes)
    setup = f"set-up from {clock_text(one.setup.start, offset)}, " if one.setup else ""
    escort = f", escorted by {production.people[one.escort].name}" if one.escort else ""
    return f"{setup}takes at {takes} ({production.crew_clock}){escort}"


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
