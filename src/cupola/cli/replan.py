"""`cupola replan`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from cupola.cli import BUG, OK
from cupola.cli.desk import in_force, instant_of, open_production, placed, print_json, say
from cupola.cli.findings import messages as at_lines
from cupola.clock import Span, utc_text
from cupola.errors import CupolaError, Message, PlanError
from cupola.plan.argument.foresight import Finding
from cupola.plan.document import WrittenPlan, plan_text
from cupola.plan.replan.bulletin import Bulletin
from cupola.plan.replan.difference import Move, by_kind, move_words
from cupola.plan.replan.news import News
from cupola.plan.replan.replan import Draft, LockError, Replan
from cupola.plan.replan.replan import replan as plan_anew
from cupola.plan.result import Plan
from cupola.plan.verify import verify
from cupola.plan.wording import listing
from cupola.production import Event, Production, folder_of
from cupola.store import write_whole
from cupola.units import counted, duration_text

_DRAFTS: Final = ("a", "b")


@dataclass(frozen=True, slots=True)
class Report:
    """What was typed after `cupola replan`."""

    production: Path
    now: str
    events: tuple[str, ...] = ()
    done: str | None = None
    blocks: tuple[str, ...] = ()
    busy: tuple[str, ...] = ()
    locks: str = ""
    unlocks: str = ""
    as_json: bool = False


def replan(report: Report) -> int:
    """Plan what is left of the shoot, show what changes, write the drafts."""
    production = open_production(report.production)
    written, name = in_force(production, report.production)
    plan = replace(written.plan, parent=written.approval.version) if written.approval else written.plan
    production = placed(production, plan)
    bulletin = _bulletin(production, report)
    say(f"going on from {name}")
    if plan.digest != production.digest:
        say("the documents have changed since it was made: what they forbid now is planned again")
    try:
        found = plan_anew(production, plan, bulletin, on_step=say)
    except LockError as error:
        raise PlanError(*_at_their_locks(production, written, error)) from None
    if not _all_legal(production, found.drafts):
        return BUG
    files = _write(folder_of(report.production), found.drafts)
    if report.as_json:
        print_json(_plain(found, files))
    else:
        print("\n\n".join(_text(production, found, draft, key) for draft, key in zip(found.drafts, files, strict=True)))
        _tell_single(found)
    say(f"next: cupola approve {report.production} {files[0]} --by NAME --cause TEXT")
    return OK


def _at_their_locks(production: Production, written: WrittenPlan, error: LockError) -> Iterator[Message]:
    """Give what locks are in the way of, each at the line of its lock; one that was typed just now has none."""
    known = {strip.shot for strip in written.plan.strips if strip.lock}
    for strip, message in zip(error.strips, error.messages, strict=True):
        if strip.shot in known:
            yield replace(written.message(message.code, message.text, (strip.shot,)), hint=message.hint)
        elif strip.lock:
            yield message
        else:
            finding = Finding(message.code, strip.shot, "lock", message.text, message.hint or "")
            yield from at_lines(production, [finding], None)


def _bulletin(production: Production, report: Report) -> Bulletin:
    now = instant_of(report.now, "--now")
    news = News(production, now)
    events, faults = _read(news, report)
    if faults:
        raise PlanError(*faults)
    for event in events:
        if news.over(event):
            say(f'"{event.what}" is over by then: it changes nothing of what is still to be shot')
        elif event.span.stop <= production.shoot.start:
            say(f'"{event.what}" is over before the shoot begins: it changes nothing; is its date right?')
        elif event.span.start >= production.shoot.stop:
            say(f'"{event.what}" comes when the shoot is over: it changes nothing; is its date right?')
    done = None if report.done is None else _words(report.done)
    return Bulletin(now, done, tuple(events), _words(report.locks), _words(report.unlocks))


def _read(news: News, report: Report) -> tuple[list[Event], list[Message]]:
    """Read everything that was typed; all mistakes at once."""
    kinds = ((news.event, report.events), (news.block, report.blocks), (news.busy, report.busy))
    events: list[Event] = []
    faults: list[Message] = []
    for read, texts in kinds:
        for text in texts:
            try:
                events.append(read(text))
            except CupolaError as error:
                faults += error.messages
    return events, faults


def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))


def _all_legal(production: Production, drafts: Sequence[Draft]) -> bool:
    faults = [fault for draft in drafts for fault in verify(production, draft.plan)]
    for fault in faults:
        say(f"{fault.code} {fault.text}")
    if faults:
        say("cupola: a plan that was found is not legal, so nothing was written; this is a bug in Cupola")
    return not faults


def _write(folder: Path, drafts: Sequence[Draft]) -> list[str]:
    """Write the drafts; a second one of an earlier replan does not stay beside a new first one."""
    names = [f"plan/draft-{key}.yaml" for key in _DRAFTS]
    for name, draft in zip(names, drafts, strict=False):
        write_whole(folder / name, plan_text(draft.plan))
    for name in names[len(drafts) :]:
        (folder / name).unlink(missing_ok=True)
    return names[: len(drafts)]


def _text(production: Production, found: Replan, draft: Draft, file: str) -> str:
    plan, kinds = draft.plan, by_kind(draft.moves)
    scenes = [scene for scene in production.scenes if scene.unit == production.unit and scene.shots]
    done = [scene for scene in scenes if all(plan.strip(shot.id) for shot in scene.shots)]
    begun = len(found.standing.begun)
    lines = [
        f"{file}  {draft.way}: {headline(draft)}",
        f"  {len(done)} of {len(scenes)} scenes, value {plan.value} of at most {plan.bound}",
        f"  shots made or under way: {begun}; to come: {len(plan.strips) - begun}, "
        f"with {duration_text(_crew_time(found, plan))} of crew time",
    ]
    lines += [f"  ! {move_words(production, move)}" for move in kinds["unfinished"]]
    others = (*kinds["dropped"], *kinds["moved"], *kinds["added"])
    return "\n".join([*lines, *(f"  {move_words(production, move)}" for move in others)])


def headline(draft: Draft) -> str:
    """Say what a draft comes to, what is lost first: `scene 4 is lost; 2 strips move`."""
    kinds = by_kind(draft.moves)
    lost = list(dict.fromkeys(move.scene for kind in ("dropped", "unfinished") for move in kinds[kind]))
    come = [number for number in dict.fromkeys(move.scene for move in kinds["added"]) if number not in lost]
    if not draft.moves:
        return "nothing has to change"
    words = [f"{_scenes(lost)} lost" if lost else "nothing is lost"]
    words += [f"{_scenes(come)} brought in"] if come else []
    moved = len(kinds["moved"])
    return "; ".join(
        [*words, f"{counted(moved, 'strip')} move{'s' if moved == 1 else ''}" if moved else "no strip moves"]
    )


def _scenes(numbers: Sequence[str]) -> str:
    many = len(numbers) > 1
    return f"scene{'s' * many} {listing(numbers)} {'are' if many else 'is'}"


def _crew_time(found: Replan, plan: Plan) -> float:
    """Give the seconds that everybody together is busy with what is to come."""
    begun = found.standing.situation.begun
    ahead = [strip for strip in plan.strips if strip.shot not in begun]
    return sum(one.span.length * len({*s.people, one.escort} - {None}) for s in ahead for one in s.passes)


def _tell_single(found: Replan) -> None:
    if len(found.drafts) == 1:
        why = "no other legal plan that differs was found" if found.drafts[0].moves else "nothing has to change"
        say(why)


def _plain(found: Replan, files: Sequence[str]) -> dict[str, object]:
    situation = found.standing.situation
    return {
        "now": utc_text(situation.now),
        "done": list(situation.done),
        "under_way": list(situation.under_way),
        "lost": [strip.shot for strip in found.standing.lost],
        "causes": dict(found.causes),
        "drafts": [
            {
                "file": file,
                "way": draft.way,
                "value": draft.plan.value,
                "bound": draft.plan.bound,
                "crew_time_s": round(_crew_time(found, draft.plan)),
                "moves": [_plain_move(move) for move in draft.moves],
            }
            for file, draft in zip(files, found.drafts, strict=True)
        ],
    }


def _plain_move(move: Move) -> dict[str, object]:
    return {
        "shot": move.shot,
        "scene": move.scene,
        "kind": move.kind,
        "before": _plain_span(move.before),
        "after": _plain_span(move.after),
        "reason": move.reason,
    }


def _plain_span(span: Span | None) -> list[str] | None:
    return [utc_text(span.start), utc_text(span.stop)] if span else None
