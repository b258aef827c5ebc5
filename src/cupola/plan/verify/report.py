"""What the proof found, as it is shown: each fault at the line of its strip, in the order of the file."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from cupola.clock import utc_text
from cupola.errors import Message
from cupola.plan.document import WrittenPlan
from cupola.plan.result import Strip
from cupola.plan.verify.fault import Fault
from cupola.tree import Steps
from cupola.units import counted


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault, and the message that shows it at its place in the file."""

    fault: Fault
    message: Message

    @property
    def line(self) -> int:
        """The line of the file, counted from 1."""
        return self.message.where.line if self.message.where else 1

    def as_json(self) -> dict[str, object]:
        """Give it as plain values for `--json`."""
        fault = self.fault
        return {
            "code": fault.code,
            "rule": fault.rule,
            "text": fault.text,
            "shots": list(fault.shots),
            "people": list(fault.people),
            "from": utc_text(fault.span.start) if fault.span else None,
            "to": utc_text(fault.span.stop) if fault.span else None,
            "line": self.line,
            "hint": fault.hint,
        }


def findings(written: WrittenPlan, faults: Sequence[Fault]) -> tuple[Finding, ...]:
    """Give faults of a plan with their places in its file, in the order of its lines.

    A fault stands at the strip of the last of its shots that is in the plan, at the one in its span where there are
    several; or else at the shot's line in the boneyard, or at a field of the head.
    """
    places = _Places(written)
    made = [
        Finding(fault, written.tree.message(fault.code, fault.text, places.of(fault), fault.hint)) for fault in faults
    ]
    return tuple(sorted(made, key=lambda finding: finding.line))


def summary(faults: Sequence[Fault]) -> str:
    """Count faults by rule: `2 broken rules: people are free, 3 times; order`."""
    rules = Counter(fault.rule for fault in faults)
    parts = [f"{rule}, {count} times" if count > 1 else rule for rule, count in rules.items()]
    return f"{counted(len(rules), 'broken rule')}: {'; '.join(parts)}"


class _Places:
    """Where each shot stands in the file of a plan."""

    def __init__(self, written: WrittenPlan) -> None:
        self._strips: dict[str, list[tuple[int, Strip]]] = defaultdict(list)
        for place, strip in zip(written.order, written.plan.strips, strict=True):
            self._strips[strip.shot].append((place, strip))
        self._bones = {bone.shot: place for place, bone in enumerate(written.plan.boneyard)}

    def of(self, fault: Fault) -> Steps:
        for shot in reversed(fault.shots):
            strips = self._strips.get(shot)
            if strips:
                span = fault.span
                there = [k for k, strip in strips if span and any(one.span.overlaps(span) for one in strip.passes)]
                return ("strips", there[-1] if there else strips[-1][0], "shot")
            if shot in self._bones:
                return ("boneyard", self._bones[shot], "shot")
        return (fault.field,)
