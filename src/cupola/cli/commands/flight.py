"""Commands about the flight, and their options; what they do is loaded when they are called."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Parameter

from cupola.cli.commands.options import Json

flight = App(name="flight", help="Print the flight of a production; find launches, dockings and landings.")


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
