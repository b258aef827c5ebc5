"""`cupola retime`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from cupola.cli import BUG, FAULTS, OK
from cupola.cli.desk import in_force, instant_of, open_production, placed, print_json, say
from cupola.clock import clock_text, utc_text
from cupola.errors import Message, PlanError
from cupola.plan.document import plan_text
from cupola.plan.replan.bulletin import Bulletin, standing
from cupola.plan.replan.retime import Retimed, Retiming
from cupola.plan.replan.retime import retime as plan_again
from cupola.plan.situation import situated
from cupola.plan.verify import Fault, verify
from cupola.plan.wording import date_words, listing
from cupola.production import Production, folder_of
from cupola.production.renewal import brought_in, flying, name_within, sha256_of
from cupola.store import write_whole
from cupola.units import counted, duration_text

DRAFT: Final = "plan/draft-retimed.yaml"


def retime(path: Path, orbit: Sequence[Path], now: str | None, *, as_json: bool) -> int:
    """Re-time the plan in force to a new orbit, show what became of each strip, write the draft."""
    if not orbit:
        raise PlanError(Message("E107", "--orbit is missing", hint="name the file with the new elements: --orbit NEW"))
    production = open_production(path)
    written, name = in_force(production, path)
    plan = replace(written.plan, parent=written.approval.version) if written.approval else written.plan
    if plan.digest != production.digest:
        hint = f"plan again: cupola plan {path}"
        raise PlanError(Message("E503", f"{name} was made from other documents", hint=hint))
    begin = plan.situation.now if plan.situation else production.shoot.start
    stand = standing(production, plan, Bulletin(_now(now, begin), None, (), (), ()))
    sha256 = {name_within(production, file): sha256_of(file) for file in orbit}
    names = tuple(sha256)
    worlds = (placed(production, plan), flying(production, orbit))
    say(f"re-timing {name} from {worlds[0].orbit.name} to {', '.join(names)}")
    before, after = (situated(world, stand.situation) for world in worlds)
    situation = replace(stand.situation, orbit=names, orbit_sha256=tuple(sha256.values()))
    there = replace(plan, strips=(*stand.begun, *stand.ahead), situation=situation)
    found = plan_again(before, after, there, stand.situation.begun)
    faults = verify(after, found.plan)
    if faults:
        for fault in faults:
            say(f"{fault.code} {fault.text}")
        return _illegal(found, faults, stand.situation.under_way)
    for file in orbit:
        brought_in(production, file)
    write_whole(folder_of(path) / DRAFT, plan_text(found.plan))
    if as_json:
        print_json(_plain(found))
    else:
        print(_text(production, found))
    say(f"written: {DRAFT}")
    say(f"next: cupola approve {path} {DRAFT} --by NAME --cause TEXT")
    return FAULTS if found.lost else OK


def _now(text: str | None, otherwise: float) -> float:
    return otherwise if text is None else instant_of(text, "--now")


def _illegal(found: Retiming, faults: Sequence[Fault], under_way: Sequence[str]) -> int:
    """Say what a plan that cannot be made legal means: what is under way loses its light, or a bug."""
    hit = [shot for shot in under_way if any(shot in fault.shots for fault in faults)]
    if all(set(fault.shots) & set(hit) for fault in faults):
        say(f"{listing(hit)} began before the new elements came and cannot go on as planned; nothing was written")
        say("next: give a --now when that is over, or replan without it, and re-time then")
        return FAULTS
    say(f"cupola: the re-timed plan of {counted(len(found.strips), 'strip')} is not legal; this is a bug in Cupola")
    return BUG


def _text(production: Production, found: Retiming) -> str:
    gone = [one for one in found.strips if one.moved]
    kept = len(found.strips) - len(gone) - len(found.lost)
    lines = [
        f"{counted(len(gone), 'strip')} re-timed, {kept} keep their time, {len(found.lost)} no longer fit; "
        f"value {found.plan.value}"
    ]
    lines += [_line(production, one) for one in gone]
    lines += [f"  ! {one.before.shot:6s} {one.reason}" for one in found.lost]
    return "\n".join(lines)


def _line(production: Production, one: Retimed) -> str:
    assert one.after is not None
    offset, day = production.crew_offset, date_words(one.before.span.start, production.crew_offset)
    was, comes = (clock_text(strip.span.start, offset, seconds=True) for strip in (one.before, one.after))
    later = f"{duration_text(abs(one.moved))} {'later' if one.moved > 0 else 'earlier'}"
    return f"  {one.before.shot:6s} {day}  {was} -> {comes}  {later}"


def _plain(found: Retiming) -> dict[str, object]:
    return {
        "draft": DRAFT,
        "value": found.plan.value,
        "strips": [
            {
                "shot": one.before.shot,
                "before": utc_text(one.before.span.start),
                "after": utc_text(one.after.span.start) if one.after else None,
                "moved_s": round(one.moved) if one.after else None,
                "light_shift_s": round(one.shift, 1),
                "reason": one.reason or None,
            }
            for one in found.strips
        ],
    }
