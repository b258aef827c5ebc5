"""Commands about a production's documents, and their options; what they do is loaded when they are called."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from cupola.cli.commands.options import DryRun, Json, Production


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


def check(production: Production, /, *, as_json: Json = False) -> int:
    """Find every error in the documents of a production, each with its line."""
    from cupola.cli.check import check as run

    return run(production, as_json=as_json)


def training(production: Production, /, *, as_json: Json = False) -> int:
    """Say what is learnt by when and what is missing; without a plan, what is asked for and what time there is."""
    from cupola.cli.training import training as run

    return run(production, as_json=as_json)


def breakdown(
    path: Annotated[Path, Parameter(help="A production folder, or a screenplay (.fountain, .fdx).")],
    /,
    *,
    as_json: Json = False,
    dry_run: DryRun = False,
    revision: Annotated[str | None, Parameter(help="The colour of the new pages: Blue, Pink, Yellow …")] = None,
) -> int:
    """Break the screenplay down into scenes; of a revised one, keep the work that was done."""
    from cupola.cli.breakdown import breakdown as run

    return run(path, as_json=as_json, dry_run=dry_run, revision=revision)


def convert(
    source: Annotated[Path, Parameter(name="IN", help="A screenplay (.fountain, .fdx), or a production folder.")],
    /,
    target: Annotated[Path, Parameter(name=("--out", "-o"), help="The new file: .fountain or .fdx.")],
    *,
    numbers: Annotated[bool, Parameter(negative="", help="Write the number of every scene, which locks it.")] = False,
) -> int:
    """Write a screenplay in another form: Fountain or Final Draft, with scene numbers, notes and tags."""
    from cupola.cli.convert import convert as run

    return run(source, target, numbers=numbers)


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
    dry_run: DryRun = False,
) -> int:
    """Bring in a breakdown or a list of people from a spreadsheet or a board: adds what is missing, keeps the rest."""
    from cupola.bring.reading import How
    from cupola.cli.bring import Wanted
    from cupola.cli.bring import bring as run

    how = How(encoding, {"comma": ",", "semicolon": ";", "tab": "\t"}.get(delimiter or ""), sheet)
    return run(Wanted(production, file, as_, how, day, replace, dry_run, as_json))
