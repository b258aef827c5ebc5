"""The plan as a document, plan.yaml: written one pass a line, read back with the place of every strip."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from cupola.clock import Span, utc_text
from cupola.errors import DocumentError, Message, harmless
from cupola.plan.approval import Approval
from cupola.plan.result import Bone, Pass, Plan, Strip
from cupola.plan.situation import Situation
from cupola.plan.written import (
    MoneyForm,
    RobustnessForm,
    money_fields,
    money_json,
    money_read,
    robustness_fields,
    robustness_json,
    robustness_read,
)
from cupola.production import Event
from cupola.production.document import EventForm
from cupola.production.fields import NO_CAMERA, Form, Instant, Text, Word, Words
from cupola.production.form import fill
from cupola.tree import Tree, parse, read_text

PLAN = "plan.yaml"

_HEAD = """\
# The shooting plan of {title}, made by `cupola plan`. Instants are UTC.
# It may be edited by hand; `cupola verify` then names every rule that it breaks.
"""

Pair = Annotated[list[Instant], Field(min_length=2, max_length=2)]


class PassForm(Form):
    """A pass as written."""

    setup: Pair | None = None
    takes: Annotated[list[Pair], Field(min_length=1, max_length=100)]
    escort: Word | None = None


class StripForm(Form):
    """A strip as written."""

    shot: Word
    scene: Word
    set: Word
    people: Words
    camera: Word
    passes: Annotated[list[PassForm], Field(min_length=1, max_length=20)]
    lock: bool = False


class BoneForm(Form):
    """A shot of the boneyard as written."""

    shot: Word
    scene: Word
    reason: Text = ""


class SituationForm(Form):
    """Where the shoot stood, as written."""

    now: Instant
    done: Words = Field(default_factory=list)
    under_way: Words = Field(default_factory=list)
    orbit: Annotated[Words, Field(max_length=100)] = Field(default_factory=list)
    orbit_sha256: Annotated[Words, Field(max_length=100)] = Field(default_factory=list)
    events: list[EventForm] = Field(default_factory=list)


class ApprovalForm(Form):
    """The head of an approved plan as written."""

    version: int = Field(ge=1)
    parent: int = Field(ge=0)
    parent_sha256: Text = ""
    author: Word
    cause: Word
    time: Instant


class PlanForm(Form):
    """plan.yaml, and the approved plans."""

    schema_: Literal["cupola/1"] = Field(alias="schema")
    title: Text
    digest: Word
    value: int = Field(ge=0)
    bound: int = Field(ge=0)
    total: int = Field(ge=0)
    money: MoneyForm
    robustness: RobustnessForm
    stop: Text
    parent: int = Field(default=0, ge=0)
    approval: ApprovalForm | None = None
    situation: SituationForm | None = None
    strips: list[StripForm]
    boneyard: list[BoneForm] = Field(default_factory=list)
    seal: Word | None = None


@dataclass(frozen=True, slots=True)
class WrittenPlan:
    """A plan read from a file, which knows the place of each of its strips.

    Attributes
    ----------
    approval : Approval or None
        The head of an approved plan.
    order : tuple of int
        The place in the file, counted from 0, of each strip of the plan.
    """

    plan: Plan
    tree: Tree
    approval: Approval | None = None
    order: tuple[int, ...] = ()

    def message(self, code: str, text: str, shots: tuple[str, ...] = (), field: str = "schema") -> Message:
        """Make a message at the strip of the last of `shots` that is in the plan, or else at a field of the head."""
        written = self.tree.root.plain()
        strips = written["strips"] if isinstance(written, dict) else []
        found = [k for k, strip in enumerate(strips) if str(strip["shot"]) in shots]
        path: tuple[str | int, ...] = ("strips", found[-1], "shot") if found else (field,)
        return self.tree.message(code, text, path)


def plan_text(plan: Plan, approval: Approval | None = None) -> str:
    """Write a plan as plan.yaml, with the head of an approved one."""
    head: dict[str, str | int | dict[str, object]] = {
        "title": plan.title,
        "digest": plan.digest,
        "value": plan.value,
        "bound": plan.bound,
        "total": plan.total,
        "money": money_fields(plan.money),
        "robustness": robustness_fields(plan.robustness),
        "stop": plan.stop,
    }
    lines = [_HEAD.format(title=harmless(" ".join(plan.title.split()))) + "schema: cupola/1"]
    lines += [f"{key}: {_flow(value)}" for key, value in head.items()]
    lines += [f"parent: {plan.parent}"] if plan.parent else []
    lines += _approval_lines(approval) if approval else []
    lines += _situation_lines(plan.situation) if plan.situation else []
    lines.append("strips:" if plan.strips else "strips: []")
    for strip in plan.strips:
        lines += _strip_lines(strip)
    lines.append("boneyard:" if plan.boneyard else "boneyard: []")
    lines += [
        f"  - {{shot: {_flow(bone.shot)}, scene: {_flow(bone.scene)}, reason: {_flow(bone.reason)}}}"
        for bone in plan.boneyard
    ]
    return "\n".join(lines) + "\n"


def _approval_lines(approval: Approval) -> list[str]:
    fields = ("version", "parent", "parent_sha256", "author", "cause")
    return [
        "approval:",
        *(f"  {name}: {_flow(getattr(approval, name))}" for name in fields),
        f"  time: {utc_text(approval.time)}",
    ]


def _situation_lines(situation: Situation) -> list[str]:
    lines = [
        "situation:",
        f"  now: {utc_text(situation.now)}",
        f"  done: {_words(situation.done)}",
        f"  under_way: {_words(situation.under_way)}",
        *([f"  orbit: {_words(situation.orbit)}"] if situation.orbit else []),
        *([f"  orbit_sha256: {_words(situation.orbit_sha256)}"] if situation.orbit_sha256 else []),
        "  events:" if situation.events else "  events: []",
    ]
    return lines + [f"    - {{{_event_fields(event)}}}" for event in situation.events]


def _event_fields(event: Event) -> str:
    fields = [f"what: {_flow(event.what)}", f"from: {utc_text(event.span.start)}", f"to: {utc_text(event.span.stop)}"]
    fields += [f"people: {_words(sorted(event.people))}"] if event.people else []
    fields += [f"sets: {_words(sorted(event.sets))}"] if event.sets else []
    fields += ["stops_filming: true"] if event.stops_filming else []
    fields += ["attitude_lost: true"] if event.attitude_lost else []
    return ", ".join(fields)


def _words(words: Iterable[str]) -> str:
    return f"[{', '.join(_flow(word) for word in words)}]"


def _strip_lines(strip: Strip) -> list[str]:
    lines = [
        f"  - shot: {_flow(strip.shot)}",
        f"    scene: {_flow(strip.scene)}",
        f"    set: {_flow(strip.set)}",
        f"    people: {_words(strip.people)}",
        f"    camera: {_flow(strip.camera or NO_CAMERA)}",
        *(["    lock: true"] if strip.lock else []),
        "    passes:",
    ]
    for one in strip.passes:
        fields = [f"setup: {_pair(one.setup)}"] if one.setup else []
        fields.append(f"takes: [{', '.join(_pair(take) for take in one.takes)}]")
        fields += [f"escort: {_flow(one.escort)}"] if one.escort else []
        lines.append(f"      - {{{', '.join(fields)}}}")
    return lines


def _pair(span: Span) -> str:
    return f"[{utc_text(span.start)}, {utc_text(span.stop)}]"


def _flow(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return "".join(char if char.isprintable() else _escape(char) for char in text)


def _escape(char: str) -> str:
    """Write a character that YAML takes for the end of a line, or not at all."""
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"


def read_plan(path: Path, name: str = PLAN) -> WrittenPlan:
    """Read plan.yaml.

    Raises
    ------
    DocumentError
        Missing, or not a plan.
    """
    if not path.is_file():
        raise DocumentError(Message("E101", f"there is no plan at {name}", hint="make one: cupola plan PRODUCTION"))
    tree = parse(read_text(path, name), name)
    form = fill(PlanForm, tree).sound()
    faults = [
        tree.message("E502", f"{what} ends before it begins", place)
        for what, place, pair in _pairs(form)
        if pair[1] < pair[0]
    ]
    if faults:
        raise DocumentError(*faults)
    strips = [_strip(one) for one in form.strips]
    order = sorted(range(len(strips)), key=lambda k: (strips[k].span.start, strips[k].shot))
    approval = Approval(**form.approval.model_dump()) if form.approval else None
    return WrittenPlan(_plan(form, tuple(strips[k] for k in order)), tree, approval, tuple(order))


def _pairs(form: PlanForm) -> list[tuple[str, tuple[str | int, ...], list[float]]]:
    found: list[tuple[str, tuple[str | int, ...], list[float]]] = []
    for k, event in enumerate(form.situation.events if form.situation else ()):
        found.append((f'the event "{event.what}"', ("situation", "events", k, "to"), [event.start, event.stop]))
    for k, strip in enumerate(form.strips):
        for j, one in enumerate(strip.passes):
            base: tuple[str | int, ...] = ("strips", k, "passes", j)
            if one.setup:
                found.append((f"{strip.shot}: the set-up", (*base, "setup"), one.setup))
            found += [(f"{strip.shot}: take {i + 1}", (*base, "takes", i), take) for i, take in enumerate(one.takes)]
    return found


def _strip(form: StripForm) -> Strip:
    passes = tuple(
        Pass(Span(*one.setup) if one.setup else None, tuple(Span(*take) for take in one.takes), one.escort)
        for one in form.passes
    )
    camera = "" if form.camera == NO_CAMERA else form.camera
    return Strip(form.shot, form.scene, form.set, tuple(form.people), camera, passes, form.lock)


def _plan(form: PlanForm, strips: tuple[Strip, ...]) -> Plan:
    return Plan(
        title=form.title,
        digest=form.digest,
        strips=strips,
        boneyard=tuple(Bone(bone.shot, bone.scene, bone.reason) for bone in form.boneyard),
        value=form.value,
        bound=form.bound,
        total=form.total,
        money=money_read(form.money),
        robustness=robustness_read(form.robustness),
        stop=form.stop,
        situation=_situation(form.situation) if form.situation else None,
        parent=form.parent,
    )


def _situation(form: SituationForm) -> Situation:
    events = tuple(
        Event(
            one.what,
            Span(one.start, one.stop),
            frozenset(one.people),
            frozenset(one.sets),
            one.stops_filming,
            one.attitude_lost,
        )
        for one in form.events
    )
    orbit, sha256 = tuple(form.orbit), tuple(form.orbit_sha256)
    return Situation(form.now, tuple(form.done), tuple(form.under_way), events, orbit, sha256)


def as_json(plan: Plan) -> Mapping[str, object]:
    """Give the plan as plain values for `--json`."""
    situation = plan.situation
    return {
        "title": plan.title,
        "digest": plan.digest,
        "value": plan.value,
        "bound": plan.bound,
        "total": plan.total,
        "gap": round(plan.gap, 6),
        "money": money_json(plan.money),
        "robustness": robustness_json(plan.robustness),
        "stop": plan.stop,
        "parent": plan.parent,
        "now": utc_text(situation.now) if situation else None,
        "done": list(situation.done) if situation else [],
        "orbit": list(situation.orbit) if situation else [],
        "strips": [
            {
                "shot": strip.shot,
                "scene": strip.scene,
                "set": strip.set,
                "people": list(strip.people),
                "camera": strip.camera or None,
                "lock": strip.lock,
                "passes": [
                    {
                        "setup": _json_pair(one.setup) if one.setup else None,
                        "takes": [_json_pair(take) for take in one.takes],
                        "escort": one.escort,
                    }
                    for one in strip.passes
                ],
            }
            for strip in plan.strips
        ],
        "boneyard": [{"shot": b.shot, "scene": b.scene, "reason": b.reason} for b in plan.boneyard],
    }


def _json_pair(span: Span) -> list[str]:
    return [utc_text(span.start), utc_text(span.stop)]
