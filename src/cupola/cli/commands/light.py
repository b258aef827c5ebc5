"""Commands about light, and their options; what they do is loaded when they are called."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, Literal

from cyclopts import Parameter

from cupola.cli.commands.options import Json, Production


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The options of `cupola light`, as given; None, False or the default for those that were not."""

    shot: Annotated[str | None, Parameter(help="When the light, view and people of this shot come together.")] = None
    set: Annotated[str | None, Parameter(name="--set", help="The set to look at.")] = None
    phase: Annotated[str | None, Parameter(name="--light", help="sun, eclipse, sunrise or sunset.")] = None
    window: Annotated[str | None, Parameter(help="A window, for any question but --edges and --shot.")] = None
    direct: Annotated[bool, Parameter(negative="", help="Direct sun must fall through the window.")] = False
    view: Annotated[
        str | None, Parameter(allow_leading_hyphen=True, help="earth-day, earth-night, limb, sun, …, or a landmark.")
    ] = None
    by: Annotated[Literal["any", "day", "night"], Parameter(help="The light on a landmark.")] = "any"
    sights: Annotated[bool, Parameter(negative="", help="List what comes past the window.")] = False
    lens: Annotated[
        str | None, Parameter(allow_leading_hyphen=True, help="With --sights: how long a sight stays in its picture.")
    ] = None
    at: Annotated[str | None, Parameter(help="Read the light meter behind the window at this instant, UTC.")] = None
    distance: Annotated[
        str | None, Parameter(allow_leading_hyphen=True, help="With --at: how far the face is from the glass; 1.5m.")
    ] = None
    camera: Annotated[str | None, Parameter(help="With --at: whose exposure to give.")] = None
    plot: Annotated[bool, Parameter(negative="", help="Draw the light: charts as SVG and PNG.")] = False
    day: Annotated[str | None, Parameter(help="With --plot: the day to draw, 2021-10-09.")] = None
    theme: Annotated[Literal["paper", "dark"], Parameter(help="With --plot: for print or a dark screen.")] = "paper"
    out: Annotated[Path | None, Parameter(alias="-o", help="With --plot: a file (.svg, .png) or a folder.")] = None
    orbit: Annotated[
        tuple[Path, ...], Parameter(negative="", help="A file with an orbit, instead of a production; may be repeated.")
    ] = ()
    place: Annotated[str, Parameter(help="The station, with --orbit.")] = "iss"
    location: Annotated[
        str | None,
        Parameter(allow_leading_hyphen=True, help="A place on the ground, 45.92,63.34, instead of an orbit."),
    ] = None
    horizon: Annotated[
        str | None, Parameter(allow_leading_hyphen=True, help="With --location: how high the terrain stands, 3deg.")
    ] = None
    start: Annotated[str | None, Parameter(name="--from", help="UTC, 2021-10-05T00:00Z.")] = None
    stop: Annotated[str | None, Parameter(name="--to", help="UTC, 2021-10-17T00:00Z.")] = None
    edges: Annotated[bool, Parameter(negative="", help="List each sunrise and sunset.")] = False
    limit: Annotated[
        Literal["centre", "umbra", "penumbra", "refracted"], Parameter(help="What counts as sunrise, for --edges.")
    ] = "centre"
    height: Annotated[
        str | None, Parameter(allow_leading_hyphen=True, help="With --edges: the lowest ray that counts, such as 8km.")
    ] = None
    link: Annotated[bool, Parameter(negative="", help="List when each link to the ground is open.")] = False
    as_json: Json = False


_USUAL: Final = Asked()


def light(
    production: Annotated[Path | None, Parameter(help="The production folder; not needed with --orbit.")] = None,
    /,
    *,
    asked: Annotated[Asked, Parameter(name="*")] = _USUAL,
) -> int:
    """Show when light, view and people are there: by day, for a shot, or for a light in a set."""
    from cupola.cli.light import Question
    from cupola.cli.light import light as run

    return run(Question.of(production, asked))


def match(
    production: Production,
    shot: Annotated[str, Parameter(help="The shot whose take is to be matched.")],
    /,
    *,
    take: Annotated[int | None, Parameter(help="Which of its takes in the plan; by default the first.")] = None,
    at: Annotated[str | None, Parameter(help="When the take began, UTC, instead of when the plan has it.")] = None,
    now: Annotated[str | None, Parameter(help="From when to look and to count; by default the take's end.")] = None,
    turn: Annotated[
        str | None, Parameter(allow_leading_hyphen=True, help="How far the Sun may stand elsewhere; by default 15deg.")
    ] = None,
    stops: Annotated[float | None, Parameter(help="By how many stops light may differ; by default 0.5.")] = None,
    mired: Annotated[float | None, Parameter(help="By how much its colour may; by default 25.")] = None,
    as_json: Json = False,
) -> int:
    """List the later light that would cut with a take, the most like first."""
    from cupola.cli.match import Question
    from cupola.cli.match import match as run

    return run(
        Question(
            production=production,
            shot=shot,
            take=take,
            at=at,
            now=now,
            turn=turn,
            stops=stops,
            mired=mired,
            as_json=as_json,
        )
    )
