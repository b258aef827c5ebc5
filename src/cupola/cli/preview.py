"""`cupola preview`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from cupola.cli import OK
from cupola.cli.combination import refuse_what_does_not_combine
from cupola.cli.commands.preview import Asked
from cupola.cli.desk import instant_of, is_planned, open_production, plan_of, print_json, say
from cupola.cli.light.question import measured, unknown, wrong
from cupola.cli.progress import bar
from cupola.cli.settings import by_hand, is_by_hand, size_of, stop_of, stops_of
from cupola.clock import Span, utc_text
from cupola.light.exposure import Sensor
from cupola.places import Station, Window, load_station
from cupola.preview.aim import STRAIGHT, aimed, aside, is_behind_earth
from cupola.preview.cabin import lamps_lux, shot_lux
from cupola.preview.camera.metering import KOMODO
from cupola.preview.lenses import lens_of
from cupola.preview.passing import passing
from cupola.preview.planned import planned_instant
from cupola.preview.still import Opening, Still, sensor_of, still_of, usual_distance, window_of
from cupola.sky import Course, open_orbit
from cupola.units import counted

if TYPE_CHECKING:
    from cupola.light import Almanac
    from cupola.light.ground import GroundSets
    from cupola.production import Production, Shot

_AROUND: Final = 3600.0  # seconds of orbit about a single instant


@dataclass(frozen=True, slots=True)
class Scene:
    """What was asked for: how to take a still at an instant, when, and under what name."""

    name: str
    still_at: Callable[[float], Still]
    at: float
    span: Span | None
    notes: tuple[str, ...]
    size: str = ""


def preview(production: Path | None, shot: str | None, asked: Asked) -> int:
    """Make a picture, or a sequence of them."""
    refuse_what_does_not_combine(production, shot, asked)
    scene = _of_shot(production, shot or "", asked) if production is not None else _of_orbit(asked)
    for note in scene.notes:
        say(note)
    opening = Opening(asked.day_map, asked.clouds)
    if asked.inside:
        from cupola.cli.inside import inside

        return inside(scene.name, scene.still_at(scene.at), scene.size, opening, asked)
    if asked.frames is not None:
        from cupola.cli.frames import Asked as Sequence
        from cupola.cli.frames import frames
        from cupola.cli.rendering import Hired

        sequence = Sequence(
            folder=asked.frames,
            every=asked.every,
            fps=asked.fps,
            film=asked.film,
            exr=asked.exr,
            hired=Hired(asked.cores, asked.cluster),
            as_json=asked.as_json,
        )
        return frames(sequence, scene.still_at, _stretch(scene, asked), opening)
    return _picture(scene, opening, asked)


def _of_orbit(asked: Asked) -> Scene:
    at = instant_of(asked.at or "", "--at")
    course = open_orbit(asked.orbit, _reach(asked, at))
    station = load_station(asked.place)
    station.refuse_other(course)
    sensor = _sensor(asked.camera) if asked.camera else KOMODO
    lens, note = lens_of(asked.lens or "", sensor)
    window = station.window(asked.window or "")
    near = passing(course, at)

    def still_at(then: float) -> Still:
        still = Still(
            station=station,
            course=near if near.span.start <= then <= near.span.stop else course,
            window=window,
            lens=lens,
            at=then,
            aim=aimed(course, station, window, then, asked.aim or STRAIGHT),
            sensor=sensor,
        )
        return _dressed(
            still, asked, lamps_lux(station, window, _distance(asked, window)) if _sunny(station, course, then) else 0
        )

    return Scene("preview", still_at, at, None, (note,) if note else ())


def _reach(asked: Asked, at: float) -> Span:
    """Give the time for which an orbit is opened: that of a still, or of all frames."""
    ends = [instant_of(text, option) for text, option in ((asked.start, "--from"), (asked.stop_at, "--to")) if text]
    return Span(min(at, *ends) - _AROUND, max(at, *ends) + _AROUND) if ends else Span(at - _AROUND, at + _AROUND)


def _of_shot(folder: Path, key: str, asked: Asked) -> Scene:
    production = open_production(folder)
    if key not in production.shots:
        raise unknown("shot", key, production.shots)
    shot = production.shots[key]
    sensor = _sensor(asked.camera, production) if asked.camera else sensor_of(production, shot.camera)
    lens, note = lens_of(asked.lens or shot.lens, sensor)
    window_of(production, shot, asked.window)  # before a long search for its light
    there, at, span, when = _when(production, folder, shot, asked)

    def still_at(then: float) -> Still:
        still = still_of(there, key, then, window=asked.window, target=asked.aim)
        still = replace(still, lens=lens, sensor=sensor)
        return _dressed(still, asked, shot_lux(there, shot, still.window, _distance(asked, still.window)))

    return Scene(key, still_at, at, span, tuple(one for one in (when, note) if one), shot.size)


def _dressed(still: Still, asked: Asked, cabin: float) -> Still:
    """Give a still with the size, the place and the settings that were asked for."""
    width, height = size_of(asked.size)
    return replace(
        still,
        width=width,
        height=height,
        distance=_distance(asked, still.window),
        cabin_lux=measured(asked.cabin, "lx", "--cabin") if asked.cabin else cabin,
        stop=stop_of(asked.stop),
        change=stops_of(asked.ev),
        scenery=Opening(asked.day_map, asked.clouds).scenery,
        exposure=by_hand(asked, still.sensor) if is_by_hand(asked) else None,
    )


def _distance(asked: Asked, window: Window) -> float:
    return measured(asked.distance, "m", "--distance") if asked.distance else usual_distance(window)


def _sunny(station: Station, course: Course, at: float) -> bool:
    """Say whether the Sun lights the station."""
    from cupola.light.moment import Vantage
    from cupola.light.need import LightLimits
    from cupola.light.phases import PhaseConditions

    moment = Vantage(course, attitude=station.attitude).at(np.array([at]))
    return bool(PhaseConditions.of(LightLimits()).first.signed(moment)[0] >= 0)


def _when(production: Production, folder: Path, shot: Shot, asked: Asked) -> tuple[Production, float, Span | None, str]:
    """Give the production as the plan knows it, the instant, the take that it is of, and how it was found."""
    if asked.at is not None:
        return production, instant_of(asked.at, "--at"), None, ""
    if is_planned(folder):
        there, plan = plan_of(production, folder, "name an instant: --at 2021-10-09T09:02Z")
        strip = plan.strip(shot.id)
        takes = [take for one in strip.passes for take in one.takes] if strip is not None else []
        number = 1 if asked.take is None else asked.take
        if takes and not 1 <= number <= len(takes):
            raise wrong(f"{shot.id} has {counted(len(takes), 'take')} in the plan, no take {number}")
        if takes:
            span = takes[number - 1]
            at = planned_instant(span)
            return there, at, span, f"take {number} of {len(takes)} in the plan: {utc_text(at)}"
    if asked.take is not None:
        raise wrong(f"{shot.id} is not in the plan", "say when: --at 2021-10-09T09:02Z")
    from cupola.plan.light import light_of

    return _first_light(light_of(production), production, shot)


def _first_light(
    almanac: Almanac | GroundSets, production: Production, shot: Shot
) -> tuple[Production, float, Span | None, str]:
    """Give the middle of the first stretch in which a shot has its light."""
    lit = almanac.opportunities([shot.need])[0]
    if not lit:
        raise wrong(f"{shot.id} never has its light in the shoot: {shot.need}", "say when: --at 2021-10-09T09:02Z")
    first = next(iter(lit))
    at = planned_instant(first)
    return production, at, first, f"{shot.id} is not planned; its light comes first at {utc_text(at)}"


def _stretch(scene: Scene, asked: Asked) -> Span:
    """Give the stretch of time of a sequence."""
    start = instant_of(asked.start, "--from") if asked.start else scene.span.start if scene.span else scene.at
    stop = instant_of(asked.stop_at, "--to") if asked.stop_at else scene.span.stop if scene.span else None
    if stop is None:
        raise wrong("--frames needs --from and --to, or a planned take")
    if stop <= start:
        raise wrong("--to is not after --from")
    return Span(start, stop)


def _sensor(camera: str, production: Production | None = None) -> Sensor:
    """Look a camera's sensor up, first among the production's, then among the packaged kinds."""
    from cupola.production.build import made_sensor
    from cupola.production.crewrules import camera_kinds

    own, kinds = production.cameras if production is not None else {}, camera_kinds()
    if production is not None and camera in own:
        return sensor_of(production, camera)
    if camera in kinds:
        return made_sensor(kinds[camera].sensor)
    raise unknown("camera", camera, [*own, *kinds])


def _picture(scene: Scene, opening: Opening, asked: Asked) -> int:
    from cupola.preview.camera.files import picture_files, write_exr, write_png
    from cupola.preview.caption import about, caption, exposure_lines
    from cupola.preview.frames import about as kept_about
    from cupola.preview.still import developed

    files = picture_files(asked.out or Path(f"{scene.name}.png"), asked.exr)
    still = scene.still_at(scene.at)
    with bar("preparing air, maps and stars, once on this machine") as step:
        studio = opening(step)
    told, taken = caption(still), studio.take(still)
    text = about(taken, told, scene.name) | kept_about(taken)
    write_png(files[0], developed(taken), text)
    if len(files) > 1:
        write_exr(files[1], taken.light, text)
    noted = (*_aside(still, asked), *taken.remarks)
    said = (*told.lines(), *exposure_lines(taken), *noted, *(one.render() for one in studio.missing))
    if asked.as_json:
        chosen = taken.exposure
        settings = {"iso": round(chosen.iso), "seconds": chosen.seconds, "stop": round(chosen.stop, 2), "nd": chosen.nd}
        exposure = {"exposure": str(chosen), "settings": settings, "key_cd_m2": round(taken.key_cd_m2, 4)}
        print_json(
            {"files": [str(one) for one in files], "shot": scene.name} | told.json() | exposure
            | {"remarks": list(noted), "credits": list(studio.credits)}
        )  # fmt: skip
        return OK
    for one in files:
        print(one)
    say("\n".join(said))
    return OK


def _aside(still: Still, asked: Asked) -> tuple[str, ...]:
    """Say it when the window does not let the lens look at what was asked for."""
    if not asked.aim:
        return ()
    seen = still.course, still.station, still.window, still.at, asked.aim
    if is_behind_earth(*seen):
        return (f"{asked.aim} is not to be seen then: it is under the horizon",)
    away = aside(*seen)
    if away < 0.05:
        return ()
    return (
        f"{asked.aim} is {away:.1f} deg outside of what the window lets see: the camera looks as near to it as it can",
    )
