"""`cupola plan --compare`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from textwrap import wrap
from typing import Final

from cupola.cli import FAULTS, OK
from cupola.cli.desk import in_force, open_production, placed, print_json, say
from cupola.clock import DAY, clock_text, utc_text
from cupola.errors import Message, PlanError
from cupola.plan.compare import Comparison, Draft, Recast, World, compare
from cupola.plan.document import WrittenPlan, read_plan
from cupola.plan.figures import PARTS
from cupola.plan.light import light_of
from cupola.plan.model.assemble import unmatched
from cupola.plan.model.problem import Problem
from cupola.plan.replan.difference import Move
from cupola.plan.result import Plan
from cupola.plan.situation import Situation, situated
from cupola.plan.summary import WORDS, told_days
from cupola.plan.wording import date_words
from cupola.plan.written import money_json, robustness_json
from cupola.production import Production, folder_of
from cupola.units import counted, duration_text

WIDTH: Final = 100
"""Columns of the table."""
_NAME: Final = 28
"""Columns of a draft in the table."""


def compared(path: Path, files: Sequence[Path], search: Mapping[str, object], *, as_json: bool) -> int:
    """Print two drafts side by side; exit code 1 when one of them breaks a rule.

    `search` are the options of the search, which have nothing to do here: None where they were not given.

    Raises
    ------
    PlanError
        No drafts are given, or more than two, or an option of the search (E636).
    """
    if not 1 <= len(files) <= 2:
        hint = "cupola plan PRODUCTION --compare A.yaml B.yaml; without B it is the production's own plan"
        raise PlanError(Message("E636", f"--compare with {counted(len(files), 'draft')}: give one or two", hint=hint))
    given = [option for option, value in search.items() if value is not None]
    if given:
        raise PlanError(Message("E636", f"--compare makes no plan, so {given[0]} does nothing", hint="leave it out"))
    production = open_production(path)
    drafts = [(file, read_plan(file, str(file))) for file in files]
    if len(drafts) == 1:
        own, name = in_force(production, path)
        drafts.append((folder_of(path) / name, own))
    both, written = [file for file, _ in drafts], [one for _, one in drafts]
    names = _names(both)
    for name, one in zip(names, written, strict=True):
        _warn(production, name, one)
    found = compare(production, _worlds(production), (names[0], written[0].plan), (names[1], written[1].plan))
    if as_json:
        print_json(_json(found))
    else:
        print("\n".join(table(production, found)))
    if not found.b.faults:
        say(f"next: cupola verify {path} {both[1]}")
    return FAULTS if found.a.faults or found.b.faults else OK


def _worlds(production: Production) -> World:
    """Give the worlds of plans, each worked out once: two drafts of one replan know of the same."""
    known: dict[Situation | None, tuple[Production, Problem]] = {}

    def world(plan: Plan) -> tuple[Production, Problem]:
        if plan.situation not in known:
            there = situated(placed(production, plan), plan.situation)
            known[plan.situation] = (there, unmatched(there, light_of(there)))
        return known[plan.situation]

    return world


def _names(files: Sequence[Path]) -> list[str]:
    """Name drafts by as much of the ends of their paths as tells them apart."""
    names = [file.name for file in files]
    if len({*names}) < len(names) and len({*files}) == len(files):
        names = ["/".join(file.absolute().parts[-2:]) for file in files]
    return [name if len(name) < _NAME else f"…{name[2 - _NAME :]}" for name in names]


def _warn(production: Production, name: str, written: WrittenPlan) -> None:
    if written.plan.digest != production.digest and written.plan.title == production.title:
        say(written.message("E503", f"the documents have changed since {name} was made", field="digest").render())


def table(production: Production, found: Comparison) -> list[str]:
    """Lay two drafts side by side, in lines of 100 columns at most."""
    lines = [_row(production.title[: WIDTH - 2 * _NAME - 2], found.a.name, found.b.name)]
    lines += [_row(label, *(say_of(one) for one in (found.a, found.b))) for label, say_of in _rows(production)]
    for one, alone in ((found.a, found.only_a), (found.b, found.only_b)):
        lines += _wrapped(f"only in {one.name}: ", [f"scene {n} (worth {production.scene_value(n)})" for n in alone])
    lines += _strip_lines(production, found)
    for one in (found.a, found.b):
        lines += _fault_lines(one)
    return lines


def _row(label: str, a: str, b: str) -> str:
    return f"{label:<{WIDTH - 2 * _NAME - 2}} {a:>{_NAME}} {b:>{_NAME}}".rstrip()


def _rows(production: Production) -> Iterable[tuple[str, Callable[[Draft], str]]]:
    total = sum(1 for scene in production.scenes if scene.unit == production.unit and scene.shots)
    yield "scenes", lambda one: f"{len(one.scenes)} of {total}"
    yield "value of the scenes", lambda one: f"{one.value}"
    yield "rules that are broken", lambda one: f"{len(one.faults) or 'none'}"
    yield "cost, US dollars", lambda one: f"{one.money.total:,.0f}"
    for part in PARTS:
        yield f"  {WORDS[part]}", lambda one, part=part: f"{one.money.parts[part] / 100:,.0f}"  # type: ignore[misc]
    yield "sets rigged", lambda one: f"{one.money.rigs}"
    yield "crew time for rigging", lambda one: duration_text(one.money.rigging_s)
    yield "crew time for changes", lambda one: duration_text(one.money.changes_s)
    yield "private time borrowed", lambda one: duration_text(one.money.borrowed_s)
    yield "days held without work", lambda one: f"{one.money.hold_days}"
    for day in told_days(len(production.days)):
        date = date_words(production.days[day].start, production.crew_offset)
        yield f"value in the can, {date}", lambda one, day=day: f"{one.robustness.in_the_can[day]}"  # type: ignore[misc]
    yield "before the wrap in the mean", lambda one: f"{one.robustness.lead / DAY:.1f} days"
    yield "scenes without a second chance", lambda one: f"{len(one.robustness.once)}"


def _strip_lines(production: Production, found: Comparison) -> list[str]:
    lines = [f"strips that stay where they are: {found.staying}"]
    for move in found.moves:
        lines += _wrapped(f"{move.shot:8s}", [_move(production, move)])
    for one in found.recast:
        lines += _wrapped(f"{one.shot:8s}", [f"{one.what} {one.before or 'none'} → {one.after or 'none'}"])
    return lines


def _move(production: Production, move: Move) -> str:
    offset = production.crew_offset
    spans = [
        f"{date_words(span.start, offset)} {clock_text(span.start, offset)}" if span else "left out"
        for span in (move.before, move.after)
    ]
    return " → ".join(spans) if move.kind != "unfinished" else f"stays {spans[1]}, its scene is not finished"


def _fault_lines(one: Draft) -> list[str]:
    if not one.faults:
        return []
    lines = [f"rules that {one.name} breaks: {len(one.faults)}"]
    for fault in one.faults:
        lines += _wrapped(f"{fault.code}  ", [fault.text])
    return lines


def _wrapped(head: str, words: Sequence[str]) -> list[str]:
    """Write words behind a head, broken into lines that fit; nothing when there are no words."""
    return wrap(head + ", ".join(words), WIDTH, subsequent_indent=" " * 8, break_on_hyphens=False) if words else []


def _json(found: Comparison) -> object:
    return {
        "a": _draft_json(found.a),
        "b": _draft_json(found.b),
        "only_a": list(found.only_a),
        "only_b": list(found.only_b),
        "staying": found.staying,
        "moves": [move_json(move) for move in found.moves],
        "recast": [recast_json(one) for one in found.recast],
    }


def move_json(move: Move) -> dict[str, str | None]:
    """Give what became of a strip as plain values."""
    return {
        "shot": move.shot,
        "scene": move.scene,
        "kind": move.kind,
        "before": utc_text(move.before.start) if move.before else None,
        "after": utc_text(move.after.start) if move.after else None,
    }


def recast_json(one: Recast) -> dict[str, str]:
    """Give what differs of a shot besides its time as plain values."""
    return {"shot": one.shot, "what": one.what, "before": one.before, "after": one.after}


def _draft_json(one: Draft) -> object:
    return {
        "name": one.name,
        "scenes": list(one.scenes),
        "value": one.value,
        "money": money_json(one.money),
        "robustness": robustness_json(one.robustness),
        "faults": [{"code": f.code, "rule": f.rule, "text": f.text, "shots": list(f.shots)} for f in one.faults],
    }
