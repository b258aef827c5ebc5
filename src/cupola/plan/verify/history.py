"""The rules about what stays where it is: locks, what is shot, and that nothing else lies in the past."""

from __future__ import annotations

from collections.abc import Iterator

from cupola.plan.verify.fault import Case, Fault

_ROUNDING = 1.0
"""Plans are written in whole seconds."""
_MADE = "if it is shot, add it to done of the situation; if not: cupola replan PRODUCTION"


def lock(case: Case) -> Iterator[Fault]:
    """A shot that the breakdown locks begins when it says."""
    for strip, shot in case.known():
        if shot.lock is not None and abs(strip.span.start - shot.lock) > _ROUNDING and not case.is_made(strip.shot):
            at = case.moment(strip.span.start)
            text = f"{strip.shot} is locked to begin at {case.moment(shot.lock)} and begins at {at}"
            hint = "move it back, or take the lock out of the breakdown"
            yield Fault("E570", "locks", text, (strip.shot,), (), strip.span, hint)


def past(case: Case) -> Iterator[Fault]:
    """What is shot is over, what is under way has begun, and everything else is still to come."""
    situation = case.plan.situation
    if situation is None:
        return
    now = f"it is {case.moment(situation.now)}"
    missing = sorted(situation.begun - {strip.shot for strip in case.plan.strips})
    for shot in missing:
        text = f"{shot} is said to be shot, and is not in the plan"
        yield Fault("E572", "what is shot", text, (shot,), field="situation")
    for strip in case.plan.strips:
        begun, over = strip.span.start < situation.now, strip.span.stop <= situation.now
        if strip.shot in situation.done and not over:
            text = f"{strip.shot} ({case.when(strip.span)}) is said to be shot, and is not over ({now})"
            yield Fault("E572", "what is shot", text, (strip.shot,), (), strip.span)
        elif strip.shot in situation.under_way and (not begun or over):
            text = f"{strip.shot} ({case.when(strip.span)}) is said to be under way, and is not ({now})"
            yield Fault("E572", "what is shot", text, (strip.shot,), (), strip.span)
        elif begun and strip.shot not in situation.begun:
            text = f"{strip.shot} ({case.when(strip.span)}) is not shot, and its time has gone by ({now})"
            yield Fault("E571", "nothing lies in the past", text, (strip.shot,), (), strip.span, _MADE)
