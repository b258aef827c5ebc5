"""The commands and their options; what they do is loaded when they are called."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Parameter

from cupola import __version__

app = App(
    name="cupola",
    help="The production office for a film shot where the light moves: first of all aboard a space station.",
    version=__version__,
    suppress_keyboard_interrupt=False,
)

Production = Annotated[Path, Parameter(help="The production folder, or its production.yaml.")]
Json = Annotated[bool, Parameter(name="--json", negative="", help="Print JSON on stdout.")]


@app.command
def new(
    folder: Annotated[Path, Parameter(name="DIR", help="The folder of the production: empty, or not there yet.")],
    /,
    *,
    from_: Annotated[
        Literal["station", "free-flyer", "suborbital", "parabolic", "ground"],
        Parameter(name="--from", help="Where the film is shot."),
    ],
    title: Annotated[
        str | None, Parameter(allow_leading_hyphen=True, help="The title of the film; by default the template's.")
    ] = None,
) -> int:
    """Begin a production: a small commented one, which plans as it stands, to be changed into your own."""
    from cupola.cli.new import new as run

    return run(folder, from_, title)


@app.command
def check(production: Production, /, *, as_json: Json = False) -> int:
    """Find every error in the documents of a production, each with its line."""
    from cupola.cli.check import check as run

    return run(production, as_json=as_json)


@app.command
def training(production: Production, /, *, as_json: Json = False) -> int:
    """Say what is learnt by when and what is missing; without a plan, what is asked for and what time there is."""
    from cupola.cli.training import training as run

    return run(production, as_json=as_json)


@app.command
def breakdown(
    path: Annotated[Path, Parameter(help="A production folder, or a screenplay (.fountain, .fdx).")],
    /,
    *,
    as_json: Json = False,
    dry_run: Annotated[bool, Parameter(negative="", help="Show the difference, write nothing.")] = False,
    revision: Annotated[str | None, Parameter(help="The colour of the new pages: Blue, Pink, Yellow …")] = None,
) -> int:
    """Break the screenplay down into scenes; of a revised one, keep the work that was done."""
    from cupola.cli.breakdown import breakdown as run

    return run(path, as_json=as_json, dry_run=dry_run, revision=revision)


@app.command
def convert(
    source: Annotated[Path, Parameter(name="IN", help="A screenplay (.fountain, .fdx), or a production folder.")],
    target: Annotated[Path, Parameter(name="OUT", help="The new file: .fountain or .fdx.")],
    /,
    *,
    numbers: Annotated[bool, Parameter(negative="", help="Write the number of every scene, which locks it.")] = False,
) -> int:
    """Write a screenplay in another form: Fountain or Final Draft, with scene numbers, notes and tags."""
    from cupola.cli.convert import convert as run

    return run(source, target, numbers=numbers)


@app.command(name="import")
def bring(
    production: Production,
    file: Annotated[Path, Parameter(help="A table (.csv, .xlsx), or a board (.sex, .msd).")],
    /,
    *,
    as_: Annotated[
        Literal["breakdown", "people"] | None, Parameter(name="--as", help="What it is; by default its header tells.")
    ] = None,
    encoding: Annotated[
        Literal["utf-8", "utf-16", "cp1251", "cp1252"] | None, Parameter(help="Of a text; by default its bytes tell.")
    ] = None,
    delimiter: Annotated[
        Literal["comma", "semicolon", "tab"] | None,
        Parameter(help="What separates cells; by default the header tells."),
    ] = None,
    sheet: Annotated[
        str | None, Parameter(allow_leading_hyphen=True, help="Of a workbook; by default the best understood one.")
    ] = None,
    day: Annotated[
        str | None, Parameter(allow_leading_hyphen=True, help="Of people: the day plan of those who are new.")
    ] = None,
    replace: Annotated[bool, Parameter(negative="", help="Take the table's word where the two differ.")] = False,
    as_json: Json = False,
    dry_run: Annotated[bool, Parameter(negative="", help="Show the difference, write nothing.")] = False,
) -> int:
    """Bring in a breakdown or a list of people from a spreadsheet or a board: adds what is missing, keeps the rest."""
    from cupola.bring.reading import How
    from cupola.cli.bring import Wanted
    from cupola.cli.bring import bring as run

    how = How(encoding, {"comma": ",", "semicolon": ";", "tab": "\t"}.get(delimiter or ""), sheet)
    return run(Wanted(production, file, as_, how, day, replace, dry_run, as_json))


@app.command
def light(
    production: Annotated[Path | None, Parameter(help="The production folder; not needed with --orbit.")] = None,
    /,
    *,
    shot: Annotated[str | None, Parameter(help="When the light, view and people of this shot come together.")] = None,
    set_: Annotated[str | None, Parameter(name="--set", help="The set to look at.")] = None,
    phase: Annotated[str | None, Parameter(name="--light", help="sun, eclipse, sunrise or sunset.")] = None,
    window: Annotated[str | None, Parameter(help="A window, for any question but --edges and --shot.")] = None,
    direct: Annotated[bool, Parameter(negative="", help="Direct sun must fall through the window.")] = False,
    view: Annotated[
        str | None, Parameter(allow_leading_hyphen=True, help="earth-day, earth-night, limb, sun, …, or a landmark.")
    ] = None,
    by: Annotated[Literal["any", "day", "night"], Parameter(help="The light on a landmark.")] = "any",
    sights: Annotated[bool, Parameter(negative="", help="List what comes past the window.")] = False,
    lens: Annotated[
        str | None, Parameter(allow_leading_hyphen=True, help="With --sights: how long a sight stays in its picture.")
    ] = None,
    at: Annotated[str | None, Parameter(help="Read the light meter behind the window at this instant, UTC.")] = None,
    distance: Annotated[
        str | None, Parameter(allow_leading_hyphen=True, help="With --at: how far the face is from the glass; 1.5m.")
    ] = None,
    camera: Annotated[str | None, Parameter(help="With --at: whose exposure to give.")] = None,
    plot: Annotated[bool, Parameter(negative="", help="Draw the light: charts as SVG and PNG.")] = False,
    day: Annotated[str | None, Parameter(help="With --plot: the day to draw, 2021-10-09.")] = None,
    theme: Annotated[Literal["paper", "dark"], Parameter(help="With --plot: for print or a dark screen.")] = "paper",
    out: Annotated[Path | None, Parameter(help="With --plot: a file (.svg, .png) or a folder.")] = None,
    orbit: Annotated[
        tuple[Path, ...], Parameter(negative="", help="A file with an orbit, instead of a production; may be repeated.")
    ] = (),
    place: Annotated[str, Parameter(help="The station, with --orbit.")] = "iss",
    location: Annotated[
        str | None,
        Parameter(allow_leading_hyphen=True, help="A place on the ground, 45.92,63.34, instead of an orbit."),
    ] = None,
    horizon: Annotated[
        str | None, Parameter(allow_leading_hyphen=True, help="With --location: how high the terrain stands, 3deg.")
    ] = None,
    from_: Annotated[str | None, Parameter(name="--from", help="UTC, 2021-10-05T00:00Z.")] = None,
    to: Annotated[str | None, Parameter(help="UTC, 2021-10-17T00:00Z.")] = None,
    edges: Annotated[bool, Parameter(negative="", help="List each sunrise and sunset.")] = False,
    limit: Annotated[
        Literal["centre", "umbra", "penumbra", "refracted"], Parameter(help="What counts as sunrise, for --edges.")
    ] = "centre",
    height: Annotated[
        str | None, Parameter(allow_leading_hyphen=True, help="With --edges: the lowest ray that counts, such as 8km.")
    ] = None,
    link: Annotated[bool, Parameter(negative="", help="List when each link to the ground is open.")] = False,
    as_json: Json = False,
) -> int:
    """Show when light, view and people are there: by day, for a shot, or for a light in a set."""
    from cupola.cli.light import Question
    from cupola.cli.light import light as run

    return run(
        Question(
            production=production,
            orbit=orbit,
            place=place,
            location=location,
            horizon=horizon,
            start=from_,
            stop=to,
            shot=shot,
            set=set_,
            phase=phase,
            window=window,
            direct=direct,
            view=view,
            by=by,
            sights=sights,
            lens=lens,
            at=at,
            distance=distance,
            camera=camera,
            plot=plot,
            day=day,
            theme=theme,
            out=out,
            edges=edges,
            limit=limit,
            height=height,
            link=link,
            as_json=as_json,
        )
    )


@app.command
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


@app.command
def plan(
    production: Production,
    /,
    *,
    time: Annotated[
        str | None, Parameter(help="A time limit such as 120s instead of a fixed amount of work; not repeatable.")
    ] = None,
    work: Annotated[
        float | None, Parameter(help="The amount of work, in units of about a second; by default 60.")
    ] = None,
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


@app.command
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


@app.command
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


@app.command
def history(production: Production, /, *, as_json: Json = False) -> int:
    """List the approved plans: who approved each, why, and what it changed."""
    from cupola.cli.approve import history as run

    return run(production, as_json=as_json)


@app.command
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


@app.command
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


@app.command
def order(
    file: Annotated[Path, Parameter(help="An instance (.dzn, or Melbourne's form), or a production folder.")],
    /,
    *,
    time: Annotated[str | None, Parameter(help="A time limit such as 60s, instead of an amount of work.")] = None,
    work: Annotated[
        float | None, Parameter(help="The amount of work, in units of about a second; by default 60.")
    ] = None,
    pages: Annotated[
        str | None, Parameter(help="Of a production: the pages shot in a day, such as 4 2/8; by default 4.")
    ] = None,
    as_json: Json = False,
) -> int:
    """Order scenes so that the cast is held as little as can be: the ground part, or a published instance."""
    from cupola.cli.order import Question
    from cupola.cli.order import order as run

    return run(Question(file, time, work, pages, as_json))


@app.command
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


@app.command
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


flight = App(name="flight", help="Print the flight of a production; find launches, dockings and landings.")
app.command(flight)


@flight.default
def flown(production: Annotated[Path, Parameter(help="The production folder.")], /, *, as_json: Json = False) -> int:
    """Print the flight of a production: launch, docking, first shot, wrap, the way home, seats, kilograms."""
    from cupola.cli.timeline import timeline as run

    return run(production, as_json=as_json)


@flight.command
def launch(
    *,
    orbit: Annotated[
        tuple[Path, ...], Parameter(negative="", help="A file with the station's orbit; repeatable.")
    ] = (),
    site: Annotated[str, Parameter(allow_leading_hyphen=True, help="Where from: a site, or 45.92,63.34.")],
    vehicle: Annotated[str, Parameter(help="soyuz or crew-dragon.")] = "soyuz",
    recovery: Annotated[
        Literal["none", "droneship", "rtls"] | None, Parameter(help="What becomes of the first stage.")
    ] = None,
    date: Annotated[str, Parameter(help="The first day, UTC, 2021-10-05.")],
    days: Annotated[int, Parameter(help="How many days.")] = 1,
    station: Annotated[str, Parameter(help="A packaged station, or a station file, for --port.")] = "iss",
    port: Annotated[str | None, Parameter(help="Whether this port is free at contact: rassvet, nauka, …")] = None,
    profile: Annotated[str | None, Parameter(help="Only with this chase: two-orbit, four-orbit, …")] = None,
    as_json: Json = False,
) -> int:
    """List the launches from a site into the plane of a station, and what chases each leaves open."""
    from cupola.cli.flight import Wanted
    from cupola.cli.flight import launch as run

    return run(Wanted(orbit, site, vehicle, recovery, date, days, station, port, profile), as_json=as_json)


@flight.command
def dock(
    *,
    orbit: Annotated[
        tuple[Path, ...], Parameter(negative="", help="A file with the station's orbit; repeatable.")
    ] = (),
    station: Annotated[str, Parameter(help="A packaged station, or a station file.")] = "iss",
    port: Annotated[str, Parameter(help="Which port: rassvet, nauka, harmony-forward, …")],
    vehicle: Annotated[str, Parameter(help="soyuz or crew-dragon.")] = "soyuz",
    at: Annotated[str, Parameter(help="The end of the rendezvous, UTC, 2021-10-05T11:57Z.")],
    by_hand: Annotated[
        str | None, Parameter(help="Taken over by hand from here: an instant, or a distance such as 180 m.")
    ] = None,
    break_off: Annotated[str | None, Parameter(help="Broken off here; the next try is flown too.")] = None,
    window: Annotated[tuple[str, ...], Parameter(negative="", help="Look from this window only; repeatable.")] = (),
    lens: Annotated[str | None, Parameter(help="A focal length, 35 mm: when it is in the picture.")] = None,
    seed: Annotated[int, Parameter(help="Of what is left to chance.")] = 0,
    production: Annotated[Path | None, Parameter(help="A production: what the arrival does to its days.")] = None,
    as_json: Json = False,
) -> int:
    """Fly the approach of a ship to its port, and say when it is seen from which window."""
    from cupola.cli.docking import Asked
    from cupola.cli.docking import dock as run

    asked = Asked(orbit, station, port, vehicle, at, by_hand, break_off, window, lens, seed, production)
    return run(asked, as_json=as_json)


@flight.command
def land(
    *,
    orbit: Annotated[
        tuple[Path, ...], Parameter(negative="", help="A file with the station's orbit; repeatable.")
    ] = (),
    vehicle: Annotated[str, Parameter(help="soyuz or crew-dragon.")] = "soyuz",
    zone: Annotated[
        str, Parameter(allow_leading_hyphen=True, help="Where to: kazakhstan, florida, or 47.35,69.6.")
    ] = "kazakhstan",
    date: Annotated[str | None, Parameter(help="The first day of undocking, UTC, 2021-10-17.")] = None,
    days: Annotated[int, Parameter(help="How many days.")] = 1,
    undock: Annotated[str | None, Parameter(help="When it undocks, if that is settled: 2021-10-17T01:14Z.")] = None,
    traffic: Annotated[
        tuple[str, ...], Parameter(negative="", help="When another craft comes or goes, UTC; repeatable.")
    ] = (),
    as_json: Json = False,
) -> int:
    """List the ways home: when to undock so that a pass leads over the landing zone, and when that lands."""
    from cupola.cli.landing import Wanted
    from cupola.cli.landing import land as run

    return run(Wanted(orbit, vehicle, zone, date, days, undock, traffic), as_json=as_json)


@flight.command
def hop(
    *,
    launch: Annotated[str, Parameter(help="Lift-off, or release from the carrier, UTC: 2021-10-13T14:49:51Z.")],
    vehicle: Annotated[str, Parameter(help="new-shepard or spaceshiptwo.")] = "new-shepard",
    site: Annotated[
        str | None, Parameter(allow_leading_hyphen=True, help="From where, if not its own: 31.42,-104.76.")
    ] = None,
    heading: Annotated[str, Parameter(help="Where the front looks, from north through east: 90deg.")] = "0deg",
    as_json: Json = False,
) -> int:
    """Tell a hop to the edge of space second by second: height, weight, Sun, and through which window it falls."""
    from cupola.cli.hop import Wanted
    from cupola.cli.hop import hop as run

    return run(Wanted(vehicle, launch, site, heading), as_json=as_json)


@app.command
def paper(
    production: Annotated[Path | None, Parameter(help="The production folder; not needed with --eject.")] = None,
    /,
    *,
    out: Annotated[Path | None, Parameter(help="Where to write; by default paper/ in the production.")] = None,
    templates: Annotated[Path | None, Parameter(help="A folder with templates of your own.")] = None,
    eject: Annotated[Path | None, Parameter(help="Copy the templates to this folder, to be edited.")] = None,
    language: Annotated[str, Parameter(help="The language of the paper: en, ru, or one of your own.")] = "en",
) -> int:
    """Write stripboard, one-liner, day-out-of-days and call sheets as PDF and HTML."""
    from cupola.cli.paper import paper as run

    return run(production, out, templates, eject, language)


@app.command
def export(
    production: Production,
    /,
    *,
    as_: Annotated[
        Literal["ics", "xlsx", "csv", "otio", "edl", "ale", "resolve", "czml", "json", "sex"],
        Parameter(name="--as", help="The format."),
    ],
    for_: Annotated[
        str | None, Parameter(name="--for", allow_leading_hyphen=True, help="With --as ics: whose calendar.")
    ] = None,
    out: Annotated[Path | None, Parameter(help="Where to write; by default export/ in the production.")] = None,
) -> int:
    """Write the plan in the formats of other people's tools."""
    from cupola.cli.export import export as run

    return run(production, as_, for_, out)


@app.command
def schema(
    document: Annotated[Literal["production", "breakdown", "plan", "export"], Parameter(help="Of which document.")],
    /,
) -> int:
    """Print the JSON Schema of a document, for editors that complete and check while one types."""
    from cupola.cli.schema import schema as run

    return run(document)
