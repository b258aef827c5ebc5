"""`cupola storyboard`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cupola.cli import FAULTS, OK
from cupola.cli.desk import open_production, plan_of, say
from cupola.cli.rendering import Hired, rendered
from cupola.cli.spoken import spoken
from cupola.errors import CupolaError
from cupola.plan.light import light_of
from cupola.plan.versions import versions
from cupola.preview.planned import FRAMES, SIZE, Planned, planned_stills
from cupola.preview.scenery import USUAL_CLOUDS, scenery
from cupola.preview.series import Order
from cupola.production import folder_of
from cupola.publish import Past
from cupola.publish.prints import ON_A_WALL, prints_of
from cupola.publish.stationery import Size
from cupola.publish.storyboard import ORDERS
from cupola.publish.storyboardsheets import storyboard_sheets
from cupola.units import counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The options of the command, as given."""

    production: Path
    order: Literal["story", "shooting", "both"]
    out: Path | None
    templates: Path | None
    language: str
    size: Size
    draft: bool
    day_map: Path | None
    clouds: str
    hired: Hired


def storyboard(asked: Asked) -> int:
    """Take the frames that are missing, and write the storyboard of the production's plan."""
    folder = folder_of(asked.production)
    production = open_production(asked.production)
    languages = spoken(production, folder, asked.language, asked.templates)
    production, plan = plan_of(production, asked.production)
    planned = planned_stills(production, plan, scenery(asked.clouds, asked.day_map))
    for doubt in planned.doubts:
        say(doubt.render())
    is_whole = asked.draft or _take(planned, folder / FRAMES, asked)
    frames = planned.frames(folder / FRAMES)
    files = storyboard_sheets(
        production,
        plan,
        light_of(production).phases(),
        asked.out or folder / "paper",
        prints_of(frames, ON_A_WALL),
        past=Past.of(production, versions(folder)),
        languages=languages,
        templates=asked.templates,
        size=asked.size,
        orders=ORDERS if asked.order == "both" else (asked.order,),
    )
    for file in files:
        print(file)
    say(f"next: open {files[0]}{_on_call_sheets(asked) if frames else ''}")
    return OK if is_whole else FAULTS


def _on_call_sheets(asked: Asked) -> str:
    clouds = f" --clouds {asked.clouds}" if asked.clouds != USUAL_CLOUDS else ""
    day_map = f" --day-map {asked.day_map}" if asked.day_map else ""
    return f"; cupola paper {asked.production}{clouds}{day_map} now shows the frames on the call sheets"


def _take(planned: Planned, folder: Path, asked: Asked) -> bool:
    """Take the stills of a plan that the folder has not; say what failed, and whether all are there."""
    from cupola.preview.still import Opening

    if not planned.stills:
        say("no shot of the plan has a window aboard that could be shown: every shot is a card")
        return True
    orders = [Order(shot, still, (folder / f"{still.key()}.png",)) for shot, still in planned.stills.items()]
    try:
        opening = Opening(asked.day_map, asked.clouds)
        found = rendered(orders, opening, asked.hired, SIZE[0] * SIZE[1], "taking the storyboard")
    except CupolaError as error:
        say(str(error))
        say("the storyboard is drawn without the frames that are missing")
        return False
    if found.message:
        say(found.message.render())
    say(f"{counted(len(found.made), 'frame')} taken, {len(found.kept)} as they were")
    return not found.failed
