"""The plan as a document, plan.yaml: written one pass a line, read back with the place of every strip."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from cupola.clock import Span, utc_text
from cupola.errors import DocumentError, Message
from cupola.plan.result import Bone, Pass, Plan, Strip
from cupola.production.document import Duration, Form, Instant, Text, Word, Words
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


class BoneForm(Form):
    """A shot of the boneyard as written."""

    shot: Word
    scene: Word
    reason: Text = ""


class PlanForm(Form):
    """plan.yaml."""

    schema_: Literal["cupola/1"] = Field(alias="schema")
    title: Text
    digest: Word
    value: int = Field(ge=0)
    bound: int = Field(ge=0)
    total: int = Field(ge=0)
    effort: Duration
    stop: Text
    strips: list[StripForm]
    boneyard: list[BoneForm] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class WrittenPlan:
    """A plan read from a file, which knows the place of each of its strips."""

    plan: Plan
    tree: Tree

    def message(self, code: str, text: str, shots: tuple[str, ...] = (), field: str = "schema") -> Message:
        """Make a message at the strip of the last of `shots` that is in the plan, or else at a field of the head."""
        written = self.tree.root.plain()
        strips = written["strips"] if isinstance(written, dict) else []
        found = [k for k, strip in enumerate(strips) if str(strip["shot"]) in shots]
        path: tuple[str | int, ...] = ("strips", found[-1], "shot") if found else (field,)
        return self.tree.message(code, text, path)


def plan_text(plan: Plan) -> str:
    """Write a plan as plan.yaml."""
    head: dict[str, str | int] = {
        "title": plan.title,
        "digest": plan.digest,
        "value": plan.value,
        "bound": plan.bound,
        "total": plan.total,
        "effort": f"{plan.effort} s",
        "stop": plan.stop,
    }
    lines = [_HEAD.format(title=" ".join(plan.title.split())) + "schema: cupola/1"]
    lines += [f"{key}: {_flow(value)}" for key, value in head.items()]
    lines.append("strips:" if plan.strips else "strips: []")
    for strip in plan.strips:
        lines += _strip_lines(strip)
    lines.append("boneyard:" if plan.boneyard else "boneyard: []")
    lines += [
        f"  - {{shot: {_flow(bone.shot)}, scene: {_flow(bone.scene)}, reason: {_flow(bone.reason)}}}"
        for bone in plan.boneyard
    ]
    return "\n".join(lines) + "\n"


def _strip_lines(strip: Strip) -> list[str]:
    people = ", ".join(_flow(person) for person in strip.people)
    lines = [
        f"  - shot: {_flow(strip.shot)}",
        f"    scene: {_flow(strip.scene)}",
        f"    set: {_flow(strip.set)}",
        f"    people: [{people}]",
        f"    camera: {_flow(strip.camera)}",
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


def _flow(value: str | int) -> str:
    return json.dumps(value, ensure_ascii=False)


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
    return WrittenPlan(_plan(form), tree)


def _pairs(form: PlanForm) -> list[tuple[str, tuple[str | int, ...], list[float]]]:
    found: list[tuple[str, tuple[str | int, ...], list[float]]] = []
    for k, strip in enumerate(form.strips):
        for j, one in enumerate(strip.passes):
            base: tuple[str | int, ...] = ("strips", k, "passes", j)
            if one.setup:
                found.append((f"{strip.shot}: the set-up", (*base, "setup"), one.setup))
            found += [(f"{strip.shot}: take {i + 1}", (*base, "takes", i), take) for i, take in enumerate(one.takes)]
    return found


def _plan(form: PlanForm) -> Plan:
    strips = [
        Strip(
            strip.shot,
            strip.scene,
            strip.set,
            tuple(strip.people),
            strip.camera,
            tuple(
                Pass(Span(*one.setup) if one.setup else None, tuple(Span(*take) for take in one.takes), one.escort)
                for one in strip.passes
            ),
        )
        for strip in form.strips
    ]
    return Plan(
        title=form.title,
        digest=form.digest,
        strips=tuple(sorted(strips, key=lambda strip: (strip.span.start, strip.shot))),
        boneyard=tuple(Bone(bone.shot, bone.scene, bone.reason) for bone in form.boneyard),
        value=form.value,
        bound=form.bound,
        total=form.total,
        effort=round(form.effort),
        stop=form.stop,
    )


def as_json(plan: Plan) -> Mapping[str, object]:
    """Give the plan as plain values for `--json`."""
    return {
        "title": plan.title,
        "digest": plan.digest,
        "value": plan.value,
        "bound": plan.bound,
        "total": plan.total,
        "gap": round(plan.gap, 6),
        "effort_s": plan.effort,
        "stop": plan.stop,
        "strips": [
            {
                "shot": strip.shot,
                "scene": strip.scene,
                "set": strip.set,
                "people": list(strip.people),
                "camera": strip.camera,
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
