"""Commands that publish the plan, and their options; what they do is loaded when they are called."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final, Literal

from cyclopts import Parameter

from cupola.cli.commands.options import Clouds, Cluster, Cores, DayMap, Production

BOARDS: Final = """For example:
  cupola storyboard the-challenge
  cupola storyboard the-challenge --order shooting --size letter --language ru
  cupola storyboard the-challenge --draft -o wall
Only frames that have changed are taken anew."""


def paper(
    production: Annotated[Path | None, Parameter(help="The production folder; not needed with --eject.")] = None,
    /,
    *,
    out: Annotated[
        Path | None, Parameter(alias="-o", help="Where to write; by default paper/ in the production.")
    ] = None,
    templates: Annotated[Path | None, Parameter(help="A folder with templates of your own.")] = None,
    eject: Annotated[Path | None, Parameter(help="Copy the templates to this folder, to be edited.")] = None,
    language: Annotated[str, Parameter(help="The language of the paper: en, ru, or one of your own.")] = "en",
    size: Annotated[Literal["a4", "letter"], Parameter(help="The sheets that the PDFs are set for.")] = "a4",
    day_map: DayMap = None,
    clouds: Clouds = "1",
) -> int:
    """Write stripboard, one-liner, day-out-of-days and call sheets as PDF and HTML."""
    from cupola.cli.paper import paper as run
    from cupola.preview.scenery import scenery

    return run(production, out, templates, eject, language, size, scenery(clouds, day_map))


def storyboard(
    production: Production,
    /,
    *,
    order: Annotated[
        Literal["story", "shooting", "both"], Parameter(help="Scene by scene, day by day, or one after the other.")
    ] = "both",
    out: Annotated[
        Path | None, Parameter(alias="-o", help="Where to write; by default paper/ in the production.")
    ] = None,
    templates: Annotated[Path | None, Parameter(help="A folder with templates of your own.")] = None,
    language: Annotated[str, Parameter(help="The language of the storyboard: en, ru, or one of your own.")] = "en",
    size: Annotated[Literal["a4", "letter"], Parameter(help="The sheets that the PDFs are set for.")] = "a4",
    draft: Annotated[bool, Parameter(negative="", help="Take no frames: show those that there are.")] = False,
    day_map: DayMap = None,
    clouds: Clouds = "1",
    cores: Cores = None,
    cluster: Cluster = None,
) -> int:
    """Write the storyboard of the plan: what the lens will see of each shot, as PDF and as a contact sheet."""
    from cupola.cli.rendering import Hired
    from cupola.cli.storyboard import Asked
    from cupola.cli.storyboard import storyboard as run

    return run(
        Asked(
            production=production,
            order=order,
            out=out,
            templates=templates,
            language=language,
            size=size,
            draft=draft,
            day_map=day_map,
            clouds=clouds,
            hired=Hired(cores, cluster),
        )
    )


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
    out: Annotated[
        Path | None, Parameter(alias="-o", help="Where to write; by default export/ in the production.")
    ] = None,
    language: Annotated[
        str | None, Parameter(help="Of tables, and of calendars of who does not say what they read; en without it.")
    ] = None,
) -> int:
    """Write the plan in the formats of other people's tools."""
    from cupola.cli.export import export as run

    return run(production, as_, for_, out, language)


def schema(
    document: Annotated[Literal["production", "breakdown", "plan", "export"], Parameter(help="Of which document.")],
    /,
) -> int:
    """Print the JSON Schema of a document, for editors that complete and check while one types."""
    from cupola.cli.schema import schema as run

    return run(document)
