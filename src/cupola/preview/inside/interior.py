"""A still of the room itself: the actor in the light of window and lamps, and a study of that light."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from cupola.errors import Message, SkyError
from cupola.light.exposure import Exposure
from cupola.light.lens import Framing, Lens
from cupola.preview.camera.glare import with_glare
from cupola.preview.camera.metering import automatic, key_luminance
from cupola.preview.eye import Eye
from cupola.preview.inside.actor import grey_card, stand_in, turned
from cupola.preview.inside.cast import scene
from cupola.preview.inside.furnish import cleared, room_of
from cupola.preview.inside.lights import Lights, groups_of, lights, weights
from cupola.preview.inside.negatives import Walls, negatives
from cupola.preview.inside.passes import SAMPLES, Passes
from cupola.preview.inside.patches import patches
from cupola.preview.inside.pose import Pose, face_reach, faced, head_at, pose
from cupola.preview.inside.render import Renderer
from cupola.preview.inside.room import Room
from cupola.preview.inside.sky import SIDE, Sky, pictured
from cupola.preview.inside.solid import Floats
from cupola.preview.inside.study import Probes, Study
from cupola.preview.inside.variant import opened
from cupola.preview.kept import cache_folder
from cupola.preview.outside import Outside
from cupola.preview.still import Still, Taken

MOST_SAMPLES: Final = 4096

_SQUARE: Final = Lens(10.0, 20.0, 20.0)
_WITHOUT: Final = ("E830", "E832")
_CARD_M: Final = (0.17, 0.0, -0.19)  # before the chest, from the head: forward, right, up


@dataclass(frozen=True, slots=True)
class Wish:
    """How a room is to be shown.

    Attributes
    ----------
    face : float or None
        From the glass to the face, metres; None where it is usual.
    angle : float or None
        Of the camera about the face, from the side of the window, deg; None where there is room for it.
    size : str
        Of the shot: CU, MS ...
    dimmers : mapping of str to float
        Share of their light that lamps give, by group; `cabin` is all of them.
    samples : int
        Paths for each pixel and light.

    Raises
    ------
    SkyError
        Samples that cannot be (E836).
    """

    face: float | None = None
    angle: float | None = None
    size: str = ""
    dimmers: Mapping[str, float] = field(default_factory=dict)
    samples: int = SAMPLES

    def __post_init__(self) -> None:
        if not 1 <= self.samples <= MOST_SAMPLES:
            hint = f"give 1 to {MOST_SAMPLES}; {SAMPLES} for a look, 96 to show"
            raise SkyError(Message("E836", f"{self.samples} paths for each pixel are not taken", hint=hint))


@dataclass(frozen=True, slots=True, eq=False)
class Interior:
    """A room as it was set up and taken: relit, it costs milliseconds.

    Attributes
    ----------
    head : ndarray, shape (3,)
        The middle of the actor's head, metres, the room's frame.
    outside : ndarray, shape (h, w, 3)
        What is outside, before the glass.
    level : float
        By how much the lamps are brighter than their file says, so that the face has the light that the set states.
    by : str
        What worked the light out.
    """

    still: Still
    room: Room
    head: Floats
    view: Pose
    lights: Lights
    passes: Passes
    probes: Probes
    outside: Floats
    level: float
    by: str
    remarks: tuple[str, ...]

    def lit(self, dimmers: Mapping[str, float], now: Lights | None = None) -> tuple[Taken, Study]:
        """Give the picture and the light on the face with other dimmers, or in the light of a near instant.

        Raises
        ------
        SkyError
            A lamp that is not there (E835), or a share that none can give (E836).
        """
        shares = weights(now if now is not None else self.lights, self.room, dimmers, self.level)
        told = self.probes.study(shares)
        light = with_glare(self.passes.mix(shares, self.outside.astype(np.float32)))
        key = key_luminance(light)
        exposure = self._exposure(told, key)
        return Taken(self.still, light, exposure, self.remarks, key), told

    def _exposure(self, told: Study, key: float) -> Exposure:
        still = self.still
        if still.exposure is not None:
            return still.exposure
        found = told.exposure(still.sensor, still.stop, still.change)
        return found if found is not None else automatic(still.sensor, key, still.stop, still.change)


def interior(still: Still, outside: Outside, wish: Wish) -> Interior:
    """Set a room up and take the passes of its lights.

    Parameters
    ----------
    still : Still
        Says where, when, through which window and with which lens and sensor.
    outside : Outside
        The Earth and the sky.

    Raises
    ------
    SkyError
        No room (E833), no place for the face (E834), lamps that are not there (E835), angles that cannot be (E836), or
        an LLVM that the user names and that is broken (E831).
    """
    room = room_of(still.station, still.window)
    moment = still.meter(still.window.id).vantage.at(np.array([still.at]))
    now = lights(room, moment, still.meter, sky_of(still, outside))
    source = now.comes_from(room)
    light = about(source) if source is not None else None
    head = head_at(room, wish.face if wish.face is not None else face_reach(room, light), light)
    view = pose(room, head, still.used, wish.size, wish.angle, still.width, still.height, light)
    weights(now, room, wish.dimmers)  # its faults, before the work
    room = _with_people(cleared(room, view, head), head, view)
    walls, remarks = _walls()
    found = negatives(room, head, view, now, walls, wish.samples)
    eye = Eye.towards(still.course, still.station, view.axis, still.used, still.at, view.up)
    return Interior(
        still=still,
        room=room,
        head=head,
        view=view,
        lights=now,
        passes=found.passes,
        probes=found.probes,
        outside=np.asarray(outside.picture(eye, view.width, view.height)),
        level=_level(found.probes, now, room, still.cabin_lux),
        by=f"{walls.by}, as kept" if found.are_kept else walls.by,
        remarks=remarks,
    )


def about(direction: Floats) -> Floats:
    """Give a direction to half a degree: a face that follows the light by less stays where it is, and its lamps too."""
    rounded = np.round(direction, 2)
    found: Floats = rounded / np.linalg.norm(rounded)
    return found


def sky_of(still: Still, outside: Outside, side: int = SIDE) -> Sky:
    """Give what of the Earth is around the station."""

    def picture(direction: Floats, count: int) -> Floats:
        up = Framing.of(direction).up  # a sky is held in the station's frame, not level
        eye = Eye.towards(still.course, still.station, direction, _SQUARE, still.at, up)
        return np.asarray(outside.earth.seen(eye, count, count).light, float)

    return pictured(picture, side)


def _with_people(room: Room, head: Floats, view: Pose) -> Room:
    out = room.openings[0].middle - head
    facing = faced(head, room.openings[0].middle, view.place)
    body = stand_in(head, facing, view.up)
    to_camera = (view.place - head) / np.linalg.norm(view.place - head)
    place = head + np.array(_CARD_M) @ turned(facing, view.up)
    card = grey_card(place, to_camera + out / np.linalg.norm(out), view.up)
    return room.with_solids(*body, card)


def _walls() -> tuple[Walls, tuple[str, ...]]:
    """Give what works out the light from wall to wall: Mitsuba, or patches, and why."""
    try:
        mitsuba, variant = opened(cache_folder())
    except SkyError as error:
        if error.messages[0].code not in _WITHOUT:
            raise
        return Walls("patches of wall", lambda room: patches(room, scene(room))), (error.messages[0].render(),)
    return Walls(f"Mitsuba {mitsuba.__version__}, {variant.name}", lambda room: Renderer(mitsuba, room)), ()


def _level(found: Probes, now: Lights, room: Room, stated: float) -> float:
    """Give by how much the lamps must be brighter for the face to have the stated light towards the camera."""
    told = found.study(weights(now, room, {}))
    own = sum(told.lux[group]["camera"] for group in groups_of(room))
    return stated / own if stated > 0.0 and own > 0.0 else 1.0
