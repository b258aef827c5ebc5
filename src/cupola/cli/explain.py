"""`cupola explain`."""

from __future__ import annotations

import sys
import textwrap
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path

from cupola.cli import OK
from cupola.cli.desk import in_force, open_production, plan_of, print_json, say
from cupola.cli.edits import Spot, at_course, locks, spots
from cupola.cli.places import choice_lines, choice_plain
from cupola.clock import clock_text, utc_text
from cupola.errors import Message, PlanError, closest
from cupola.plan.argument.change import Change, Edit
from cupola.plan.argument.course import is_lesson, missing, speakers
from cupola.plan.argument.explain import Argument, Explanation
from cupola.plan.argument.place import choice
from cupola.plan.light import light_of
from cupola.plan.model.problem import Problem
from cupola.plan.replan.onward import as_it_stands
from cupola.plan.result import Pass, Plan, Strip
from cupola.plan.wording import date_words, listing, need_words
from cupola.production import Production, folder_of
from cupola.units import duration_text

Where = Callable[[Sequence[Edit]], list[Spot]]
"""Finds the lines of edits."""


def explain(path: Path, name: str | None, *, as_json: bool) -> int:
    """Print reasons and changes for what was left out, or where a scheduled shot is and why it may be there."""
    production = open_production(path)
    production, plan = plan_of(production, path)
    scenes, strips = _asked(production, plan, name)
    almanac = light_of(production)
    with _told(f"looking for the light of {len(production.shots)} shots"):
        board = as_it_stands(production, almanac, plan)
    written, named = in_force(production, path)
    held = locks(folder_of(path), production, plan.strips, named)
    if strips:
        _scheduled(production, plan, board, strips, held, as_json=as_json)
        return OK
    if not scenes:
        say("nothing was left out")
    now = plan.situation.now if plan.situation else production.shoot.start
    argument = Argument(production, board, almanac, plan.strips, now, held)
    if name is None:
        scenes = speakers(board, scenes)
    found = []
    for number in scenes:
        with _told(f"trying what would bring in scene {number}"):
            item = argument.explain(number) if name is None else argument.explain_anew(number)
            found.append(replace(item, changes=tuple(at_course(production, change) for change in item.changes)))
    where = partial(spots, folder_of(path), plan=named)
    if as_json:
        print_json([_plain(item, where) for item in found])
    elif found:
        print("\n\n".join(_text(production, item, where, missing(board, plan.strips, item.scene)) for item in found))
        edits = [edit for item in found for change in item.changes for edit in change.edits]
        if written.approval and any(spot.file == named for spot in where(edits)):
            say(f"an approved plan is never edited: copy {named} to plan/plan.yaml and edit it there, with")
            say(f"parent: {written.approval.version} and without approval and seal; then cupola verify, cupola approve")
        if name is None:
            say(f"next: cupola explain {path} {scenes[0]}    tries also a plan made anew with scene {scenes[0]} in it")
    return OK


@contextmanager
def _told(text: str) -> Iterator[None]:
    """Tell on stderr what is being done, if it takes long: on a terminal half a second, elsewhere five."""
    live = sys.stderr.isatty()
    timer = threading.Timer(0.5 if live else 5.0, lambda: print(f"{text} …", file=sys.stderr, flush=True))
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


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


def _scheduled(
    production: Production,
    plan: Plan,
    board: Problem,
    strips: Sequence[Strip],
    held: Mapping[str, str],
    *,
    as_json: bool,
) -> None:
    """Say where strips stand, what they need there, and what would come of it if they stood elsewhere."""
    with _told(f"looking where else {listing(strip.shot for strip in strips)} could be"):
        choices = [choice(board, plan.strips, strip.shot) for strip in strips]
    if as_json:
        both = zip(strips, choices, strict=True)
        print_json(
            [
                _where(production, strip) | {"held_by": _held(plan, strip, held) or None} | choice_plain(places)
                for strip, places in both
            ]
        )
        return
    for strip, places in zip(strips, choices, strict=True):
        need = need_words(production.shots[strip.shot].need)
        day = date_words(strip.span.start, production.crew_offset)
        print(f"{strip.shot} is scheduled on {day}, {production.sets[strip.set].name}:")
        for one in strip.passes:
            print(f"  {_pass_words(production, one)}")
        print(f"  it needs {need}" if need else "  it needs no particular light")
        for line in choice_lines(production, plan.strips, strip.shot, places, _held(plan, strip, held)):
            print(textwrap.fill(line, 100, subsequent_indent="      "))


def _held(plan: Plan, strip: Strip, locks: Mapping[str, str]) -> str:
    """Say what holds a strip above all: that it is begun, or a lock."""
    begun = plan.situation
    if begun and strip.shot in begun.begun:
        return "it is shot" if strip.shot in begun.done else "it is under way"
    return f"a lock in {locks[strip.shot]}" if strip.shot in locks else ""


def _where(production: Production, strip: Strip) -> dict[str, object]:
    passes = [{"from": utc_text(p.span.start), "to": utc_text(p.span.stop)} for p in strip.passes]
    return {"shot": strip.shot, "scheduled": passes, "needs": need_words(production.shots[strip.shot].need)}


def _pass_words(production: Production, one: Pass) -> str:
    offset = production.crew_offset
    takes = ", ".join(clock_text(take.start, offset, seconds=True) for take in one.takes)
    setup = f"set-up from {clock_text(one.setup.start, offset)}, " if one.setup else ""
    escort = f", escorted by {production.people[one.escort].name}" if one.escort else ""
    return f"{setup}takes at {takes} ({production.crew_clock}){escort}"


def _head(production: Production, item: Explanation, alike: Sequence[str]) -> str:
    """Name a scene; or a lesson, with how many more of its course are missing that it speaks for."""
    scene = production.scene[item.scene]
    if not is_lesson(production, item.scene):
        return f"Scene {item.scene}  {scene.heading}  ({scene.eighths}/8, priority {scene.priority})"
    more = f"; {len(alike) - 1} more like it" if len(alike) > 1 else ""
    return f"Lesson {item.scene}  {scene.heading}  (priority {scene.priority}{more})"


def _text(production: Production, item: Explanation, where: Where, alike: Sequence[str] = ()) -> str:
    lines = [_head(production, item, alike)]
    lines += [_filled(reason, "  ", "    ") for _, reason in item.reasons]
    if item.conflicts:
        lines.append(f"  {'What is lacking' if is_lesson(production, item.scene) else 'The least that keeps it out'}:")
        lines += [_filled(words, "    - ", "      ") for words, _ in item.conflicts]
    if item.changes:
        lines.append("  What would bring it in, cheapest first:")
        for change in item.changes:
            lines.append(_filled(f"{change.text} [{_price(change)}]", "    - ", "      "))
            lines += [
                _filled(f"{spot.file}:{spot.line}: {spot.words}", "        ", "          ")
                for spot in where(change.edits)
            ]
    else:
        lines.append("  No single change was found that brings it in.")
    if not item.complete:
        lines.append("  Other changes were not tried: the work that one scene is given was used up.")
    return "\n".join(lines)


def _price(change: Change) -> str:
    cost = f"costs {duration_text(change.cost)} of crew time" if change.cost else "costs nothing"
    return f"{cost}; lost: {change.lost}" if change.lost else f"{cost}; nothing is lost" if change.kind else cost


def _filled(text: str, first: str, others: str) -> str:
    return textwrap.fill(text, 100, initial_indent=first, subsequent_indent=others)


def _plain(item: Explanation, where: Where) -> dict[str, object]:
    return {
        "scene": item.scene,
        "reasons": [{"shot": shot, "reason": reason} for shot, reason in item.reasons],
        "conflicts": [
            {
                "shots": list(conflict.shots),
                "text": words,
                "minimal": conflict.minimal,
                "reasons": [asdict(reason) for reason in conflict.reasons],
            }
            for words, conflict in item.conflicts
        ],
        "changes": [_change(change, where) for change in item.changes],
        "complete": item.complete,
    }


def _change(change: Change, where: Where) -> dict[str, object]:
    return {
        "kind": change.kind,
        "text": change.text,
        "cost_s": round(change.cost),
        "lost": change.lost,
        "edits": [
            {"file": spot.file, "line": spot.line, "path": list(edit.path), "value": edit.value}
            for edit, spot in zip(change.edits, where(change.edits), strict=True)
        ],
        "strips": [
            {
                "shot": strip.shot,
                "passes": [{"from": utc_text(p.span.start), "to": utc_text(p.span.stop)} for p in strip.passes],
            }
            for strip in change.strips
        ],
    }
