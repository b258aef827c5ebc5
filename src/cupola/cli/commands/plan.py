"""Commands about the plan, and their options; what they do is loaded when they are called."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from cupola.cli.commands.options import Json, Production, Work


def plan(
    production: Production,
    /,
    *,
    time: Annotated[
        str | None, Parameter(help="A time limit such as 120s instead of a fixed amount of work; not repeatable.")
    ] = None,
    work: Work = None,
    seed: Annotated[int | None, Parameter(help="Another seed may find another plan of the same worth.")] = None,
    compare: Annotated[
        tuple[Path, ...] | None,
        Parameter(negative="", consume_multiple=True, help="Lay two drafts side by side; the plan is the second one."),
    ] = None,
    as_json: Json = False,
) -> int:
    """Make the shooting plan, prove it legal, write it to plan/plan.yaml; or compare two drafts of it."""
    if compare is not None:
        from cupola.cli.compare import compared

        return compared(production, compare, {"--time": time, "--work": work, "--seed": seed}, as_json=as_json)
    from cupola.cli.plan import plan as run

    return run(production, time, work, 1 if seed is None else seed, as_json=as_json)


def replan(
    production: Production,
    /,
    *,
    now: Annotated[str, Parameter(help="Until when the shoot is known, UTC: 2021-10-15T10:00Z.")],
    event: Annotated[
        tuple[str, ...], Parameter(negative="", help='What stops filming: "attitude lost 09:13Z..09:43Z"; several.')
    ] = (),
    done: Annotated[
        str | None, Parameter(help="The shots that are made, 12A,12B; by default all that were planned by now.")
    ] = None,
    block: Annotated[
        tuple[str, ...], Parameter(negative="", help="A set that is closed: nauka:..10:00Z; several.")
    ] = (),
    busy: Annotated[
        tuple[str, ...], Parameter(negative="", help="Somebody who is needed: dubrov:14:00Z..17:00Z; several.")
    ] = (),
    lock: Annotated[str | None, Parameter(help="Shots that may not move: 14A,14B.")] = None,
    unlock: Annotated[str | None, Parameter(help="Shots that may move again.")] = None,
    as_json: Json = False,
) -> int:
    """Plan the rest of the shoot when the day went another way: what is shot stays, as little as possible moves."""
    from cupola.cli.replan import Report
    from cupola.cli.replan import replan as run

    return run(Report(production, now, event, done, block, busy, lock or "", unlock or "", as_json))


def approve(
    production: Production,
    draft: Annotated[Path | None, Parameter(help="A plan in the folder; by default plan/plan.yaml.")] = None,
    /,
    *,
    by: Annotated[str, Parameter(help="Who approves it.")],
    cause: Annotated[str, Parameter(help="Why, in a line.")],
    at: Annotated[str | None, Parameter(help="When, UTC; by default now.")] = None,
) -> int:
    """Make a draft the plan that everybody works from; the older ones are kept as they were."""
    from cupola.cli.approve import approve as run

    return run(production, draft, by, cause, at)


def history(production: Production, /, *, as_json: Json = False) -> int:
    """List the approved plans: who approved each, why, and what it changed."""
    from cupola.cli.approve import history as run

    return run(production, as_json=as_json)


def diff(
    a: Annotated[str, Parameter(name="A", help="A folder, a file, or an approved version: first-light@1.")],
    b: Annotated[str, Parameter(name="B", help="The other one; @2 alone is of the same production.")],
    /,
    *,
    as_json: Json = False,
) -> int:
    """Say what differs between two plans, breakdowns, screenplays or productions, from the first to the second."""
    from cupola.cli.diff import diff as run

    return run(a, b, as_json=as_json)


def retime(
    production: Production,
    /,
    *,
    orbit: Annotated[tuple[Path, ...], Parameter(negative="", help="A file with the new orbit; repeatable.")] = (),
    now: Annotated[str | None, Parameter(help="What has begun by then stays, UTC.")] = None,
    as_json: Json = False,
) -> int:
    """Put the plan on a new orbit: each strip goes with its light, what no longer fits is named, the rest stays."""
    from cupola.cli.retime import retime as run

    return run(production, orbit, now, as_json=as_json)


def order(
    file: Annotated[Path, Parameter(help="An instance (.dzn, or Melbourne's form), or a production folder.")],
    /,
    *,
    time: Annotated[str | None, Parameter(help="A time limit such as 60s, instead of an amount of work.")] = None,
    work: Work = None,
    pages: Annotated[
        str | None, Parameter(help="Of a production: the pages shot in a day, such as 4 2/8; by default 4.")
    ] = None,
    as_json: Json = False,
) -> int:
    """Order scenes so that the cast is held as little as can be: the ground part, or a published instance."""
    from cupola.cli.order import Question
    from cupola.cli.order import order as run

    return run(Question(file, time, work, pages, as_json))


def verify(
    production: Production,
    plan: Annotated[Path | None, Parameter(help="A plan; by default the production's own.")] = None,
    /,
    *,
    as_json: Json = False,
) -> int:
    """Check a plan, also one edited by hand, against every rule and against the sky."""
    from cupola.cli.verify import verify as run

    return run(production, plan, as_json=as_json)


def explain(
    production: Production,
    shot: Annotated[str | None, Parameter(help="A shot or a scene; by default everything that was left out.")] = None,
    /,
    *,
    as_json: Json = False,
) -> int:
    """Say why a shot is left out, and the cheapest change that would bring it in."""
    from cupola.cli.explain import explain as run

    return run(production, shot, as_json=as_json)
