"""The command about pictures, and its options; what it does is loaded when it is called."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

from cyclopts import Parameter

from cupola.cli.commands.options import Cluster, Cores, Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The options of `cupola preview`, as given; None, False or the default for those that were not."""

    at: Annotated[str | None, Parameter(help="The instant, UTC; by default the planned one, or the first light.")] = (
        None
    )
    take: Annotated[int | None, Parameter(help="Which of the shot's takes in the plan; by default the first.")] = None
    out: Annotated[Path | None, Parameter(alias="-o", help="The picture; by default SHOT.png here.")] = None
    exr: Annotated[bool, Parameter(negative="", help="Beside it an EXR with the light itself in cd/m2.")] = False
    size: Annotated[str, Parameter(help="Pixels, across and up.")] = "1920x1080"
    lens: Annotated[
        str | None, Parameter(allow_leading_hyphen=True, help="The focal length, 16mm; by default the shot's, or 35mm.")
    ] = None
    camera: Annotated[str | None, Parameter(help="A camera of the production, or a packaged kind.")] = None
    window: Annotated[str | None, Parameter(help="The window; by default the shot's.")] = None
    aim: Annotated[
        str | None,
        Parameter(allow_leading_hyphen=True, help="straight, limb, earth, nadir, sunrise, sun, moon, or a landmark."),
    ] = None
    distance: Annotated[
        str | None,
        Parameter(allow_leading_hyphen=True, help="From the lens to the glass; by default as a hand holds it."),
    ] = None
    cabin: Annotated[
        str | None, Parameter(allow_leading_hyphen=True, help="The light of the cabin's lamps on the frame, 100lx.")
    ] = None
    stop: Annotated[str, Parameter(help="The stop; filters and ISO follow the meter.")] = "f/4"
    ev: Annotated[float, Parameter(allow_leading_hyphen=True, help="Stops brighter than the meter would have it.")] = (
        0.0
    )
    iso: Annotated[float | None, Parameter(help="ISO; with it nothing follows the meter.")] = None
    shutter: Annotated[
        str | None, Parameter(allow_leading_hyphen=True, help="Shutter time, 1/48; with it nothing follows the meter.")
    ] = None
    nd: Annotated[float | None, Parameter(help="Filter, stops; with it nothing follows the meter.")] = None
    orbit: Annotated[
        tuple[Path, ...], Parameter(negative="", help="A file with an orbit, instead of a production; may be repeated.")
    ] = ()
    place: Annotated[str, Parameter(help="The station, with --orbit.")] = "iss"
    day_map: Annotated[Path | None, Parameter(help="A finer picture of the Earth by day, of your own.")] = None
    clouds: Annotated[str, Parameter(help="none, a number that stands for a sky, or a picture of clouds.")] = "1"
    frames: Annotated[Path | None, Parameter(help="Make numbered frames of a stretch of time in this folder.")] = None
    every: Annotated[
        str,
        Parameter(allow_leading_hyphen=True, help="With --frames: from one to the next; frame: as the camera runs."),
    ] = "1s"
    start: Annotated[str | None, Parameter(name="--from", help="With --frames: UTC; by default the take's start.")] = (
        None
    )
    stop_at: Annotated[str | None, Parameter(name="--to", help="With --frames: UTC; by default the take's end.")] = None
    film: Annotated[Path | None, Parameter(help="With --frames: make this film of them, where ffmpeg is.")] = None
    fps: Annotated[float | None, Parameter(help="With --film: frames a second; by default the camera's.")] = None
    inside: Annotated[
        bool, Parameter(negative="", help="Show the room behind the window with a face in its light, and tell its lux.")
    ] = False
    face: Annotated[
        str | None, Parameter(allow_leading_hyphen=True, help="With --inside: from the glass to the face, 80cm.")
    ] = None
    turn: Annotated[
        str | None,
        Parameter(allow_leading_hyphen=True, help="With --inside: the camera about the face; 0deg at the glass."),
    ] = None
    dim: Annotated[
        tuple[str, ...], Parameter(negative="", help="With --inside: lamps, row-1=30% or cabin=0%; may be repeated.")
    ] = ()
    samples: Annotated[int, Parameter(help="With --inside: paths for each pixel and light.")] = 16
    cores: Cores = None
    cluster: Cluster = None
    as_json: Json = False


_USUAL: Final = Asked()


def preview(
    production: Annotated[Path | None, Parameter(help="The production folder; not needed with --orbit.")] = None,
    shot: Annotated[str | None, Parameter(help="The shot.")] = None,
    /,
    *,
    asked: Annotated[Asked, Parameter(name="*")] = _USUAL,
) -> int:
    """Show what the lens will see: the picture through a window at an instant, exposed and developed."""
    from cupola.cli.preview import preview as run

    return run(production, shot, asked)
