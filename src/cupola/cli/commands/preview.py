"""The command about pictures, and its options; what it does is loaded when it is called."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

from cyclopts import Group, Parameter

from cupola.cli.commands.options import Clouds, Cluster, Cores, DayMap, Json

EXAMPLES: Final = """For example:
  cupola preview the-challenge 21B -o lisbon.png
  cupola preview the-challenge 21B --stop f/8 --ev -1
  cupola preview the-challenge 17A --inside --dim cabin=0%
  cupola preview the-challenge 1A --frames dawn --every frame --film dawn.mp4
  cupola preview --orbit iss.tle --window cupola.top --at 2021-10-10T12:36Z
The first picture on a machine takes a minute or two: maps are prepared, once."""

_PICTURE: Final = Group.create_ordered("The picture")
_CAMERA: Final = Group.create_ordered("Camera and window")
_EXPOSURE: Final = Group.create_ordered("Exposure; by default as a meter would have it")
_SKY: Final = Group.create_ordered("Orbit, Earth and clouds")
_TIME: Final = Group.create_ordered("A stretch of time instead of an instant")
_ROOM: Final = Group.create_ordered("The room behind the window instead of the view")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The options of `cupola preview`, as given; None, False or the default for those that were not."""

    at: Annotated[
        str | None,
        Parameter(
            group=_PICTURE, help="The instant, 2021-10-06T12:45Z; by default the planned one, or the first light."
        ),
    ] = None
    take: Annotated[
        int | None, Parameter(group=_PICTURE, help="Which of the shot's takes in the plan; by default the first.")
    ] = None
    out: Annotated[
        Path | None, Parameter(group=_PICTURE, alias="-o", help="The picture; by default SHOT.png here.")
    ] = None
    exr: Annotated[
        bool,
        Parameter(group=_PICTURE, negative="", help="Beside it an EXR with the light itself in cd/m2, for who grades."),
    ] = False
    size: Annotated[str, Parameter(group=_PICTURE, help="Pixels, across and up.")] = "1920x1080"
    lens: Annotated[
        str | None,
        Parameter(
            group=_CAMERA, allow_leading_hyphen=True, help="The focal length, 16mm; by default the shot's, or 35mm."
        ),
    ] = None
    camera: Annotated[
        str | None,
        Parameter(group=_CAMERA, help="A camera of the production, or a packaged kind; by default the shot's."),
    ] = None
    window: Annotated[str | None, Parameter(group=_CAMERA, help="The window; by default the shot's.")] = None
    aim: Annotated[
        str | None,
        Parameter(
            group=_CAMERA,
            allow_leading_hyphen=True,
            help="At what it points: straight, limb, earth, nadir, sunrise, sun, moon, a landmark.",
        ),
    ] = None
    distance: Annotated[
        str | None,
        Parameter(
            group=_CAMERA,
            allow_leading_hyphen=True,
            help="From the lens to the glass, 30cm; by default as a hand holds it.",
        ),
    ] = None
    cabin: Annotated[
        str | None,
        Parameter(
            group=_CAMERA,
            allow_leading_hyphen=True,
            help="The cabin's lamps, 100lx: they show on the frame and veil the glass.",
        ),
    ] = None
    stop: Annotated[str, Parameter(group=_EXPOSURE, help="The stop; filters, then the ISO, follow the meter.")] = "f/4"
    ev: Annotated[
        float,
        Parameter(
            group=_EXPOSURE,
            allow_leading_hyphen=True,
            help="So many stops brighter than the meter would have it; -1 is darker.",
        ),
    ] = 0.0
    iso: Annotated[float | None, Parameter(group=_EXPOSURE, help="ISO; with it nothing follows the meter.")] = None
    shutter: Annotated[
        str | None,
        Parameter(
            group=_EXPOSURE, allow_leading_hyphen=True, help="Shutter time, 1/48; with it nothing follows the meter."
        ),
    ] = None
    nd: Annotated[
        float | None, Parameter(group=_EXPOSURE, help="Neutral filter in stops; with it nothing follows the meter.")
    ] = None
    orbit: Annotated[
        tuple[Path, ...],
        Parameter(group=_SKY, negative="", help="A file with an orbit, instead of a production; may be repeated."),
    ] = ()
    place: Annotated[str, Parameter(group=_SKY, help="The station, with --orbit.")] = "iss"
    day_map: Annotated[DayMap, Parameter(group=_SKY)] = None
    clouds: Annotated[Clouds, Parameter(group=_SKY)] = "1"
    frames: Annotated[
        Path | None, Parameter(group=_TIME, help="Make numbered frames of a stretch of time in this folder.")
    ] = None
    every: Annotated[
        str,
        Parameter(
            group=_TIME,
            allow_leading_hyphen=True,
            help="With --frames: from one to the next, 10s; frame: as the camera runs.",
        ),
    ] = "1s"
    start: Annotated[
        str | None, Parameter(group=_TIME, name="--from", help="With --frames: UTC; by default the take's start.")
    ] = None
    stop_at: Annotated[
        str | None, Parameter(group=_TIME, name="--to", help="With --frames: UTC; by default the take's end.")
    ] = None
    film: Annotated[
        Path | None, Parameter(group=_TIME, help="With --frames: make this film of them, where ffmpeg is.")
    ] = None
    fps: Annotated[
        float | None, Parameter(group=_TIME, help="With --film: frames a second; by default the camera's.")
    ] = None
    inside: Annotated[
        bool,
        Parameter(
            group=_ROOM, negative="", help="Show the room behind the window with a face in its light, and tell its lux."
        ),
    ] = False
    face: Annotated[
        str | None,
        Parameter(group=_ROOM, allow_leading_hyphen=True, help="With --inside: from the glass to the face, 80cm."),
    ] = None
    turn: Annotated[
        str | None,
        Parameter(
            group=_ROOM, allow_leading_hyphen=True, help="With --inside: the camera about the face; 0deg at the glass."
        ),
    ] = None
    dim: Annotated[
        tuple[str, ...],
        Parameter(group=_ROOM, negative="", help="With --inside: lamps, row-1=30% or cabin=0%; may be repeated."),
    ] = ()
    samples: Annotated[
        int, Parameter(group=_ROOM, help="With --inside: how fine; 96 takes six times as long and has less noise.")
    ] = 16
    cores: Annotated[Cores, Parameter(group=_TIME)] = None
    cluster: Annotated[Cluster, Parameter(group=_TIME)] = None
    as_json: Annotated[Json, Parameter(group=_PICTURE)] = False


_USUAL: Final = Asked()


def preview(
    production: Annotated[Path | None, Parameter(help="The production folder; not needed with --orbit.")] = None,
    shot: Annotated[str | None, Parameter(help="The shot, 21B.")] = None,
    /,
    *,
    asked: Annotated[Asked, Parameter(name="*")] = _USUAL,
) -> int:
    """Show what the lens will see: the picture through a window at an instant, exposed and developed."""
    from cupola.cli.preview import preview as run

    return run(production, shot, asked)
