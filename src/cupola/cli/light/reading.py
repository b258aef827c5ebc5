"""What a light meter reads behind a window."""

from __future__ import annotations

from math import isfinite
from typing import Any, Final

import numpy as np

from cupola.cli.desk import instant_of, print_json, say
from cupola.cli.light.outlook import Outlook
from cupola.cli.light.question import Question, measured, unknown, wrong
from cupola.cli.light.wording import figure
from cupola.clock import clock_text, utc_text
from cupola.light.exposure import Sensor, contrast, expose
from cupola.light.face import FaceLight, face_light
from cupola.light.lamps import cabin_lux
from cupola.light.night import NIGHT
from cupola.light.reading import Reading
from cupola.places import Window
from cupola.production.build import made_sensor
from cupola.production.crewrules import camera_kinds

_FACE: Final = 1.5  # metres from the glass


def meter_reading(outlook: Outlook, question: Question) -> None:
    """Read the meter at the instant asked for."""
    distance = measured(question.distance, "m", "--distance") if question.distance else _FACE
    at = instant_of(question.at or "")
    reading(outlook, question.window or "", at, distance, question.camera, as_json=question.as_json)


def reading(outlook: Outlook, window: str, at: float, distance: float, camera: str | None, *, as_json: bool) -> None:
    """Print the reading at an instant: the light through the glass, on a face, and, for a camera, its settings.

    Parameters
    ----------
    window : str
        Its id.
    distance : float
        Of the face from the glass, m.
    camera : str, optional
        A camera of the production, or a packaged kind.

    Raises
    ------
    CupolaError
        An unknown window (E311) or camera (E505), an instant that the orbit does not cover (E307), a distance that is
        not in the room (E353).
    """
    sensor = _sensor(outlook, camera) if camera is not None else None
    almanac = outlook.almanac
    meter = almanac.meter(window)
    found = meter(np.array([at]))
    cabin, whose = _cabin(outlook, meter.window, distance)
    face = face_light(almanac.station, meter.window, found, distance, cabin)[0]
    is_lost = bool(almanac.lost.contains([at])[0])
    if as_json:
        answer = _json(meter.window, found, face, distance, camera, sensor)
        print_json(answer | {"attitude_lost": is_lost} | outlook.basis())
        return
    local = f"{clock_text(at, outlook.offset, seconds=True)} {outlook.clock}"
    print(f"{meter.window.name} ({window}): {utc_text(at)}" + ("" if outlook.clock == "UTC" else f", {local}"))
    for head, line in (*_light_lines(found), *_face_lines(face, distance), *_camera_lines(face, camera, sensor)):
        print(f"{head:18s} {line}")
    if is_lost:
        say("the attitude is lost then: no direction of light can be relied on")
    kelvin = meter.surroundings.earth_k
    colour = "" if kelvin is None else f", {kelvin:g} K"
    say(f"cabin light: {whose}; Earth of albedo {meter.surroundings.albedo:g}{colour}")
    say("not in it: light off the station's hull, parts of the station before the Earth")


def _sensor(outlook: Outlook, camera: str) -> Sensor:
    """Look a camera up, first among the production's, then among the packaged kinds."""
    kinds = camera_kinds()
    own = outlook.production.cameras if outlook.production is not None else {}
    if camera in own:
        sensor = own[camera].sensor
        if sensor is None:
            raise wrong(f'nothing is known of the sensor of "{camera}"', "add sensor: to the camera in production.yaml")
        return sensor
    if camera in kinds:
        return made_sensor(kinds[camera].sensor)
    raise unknown("camera", camera, [*own, *kinds])


def _cabin(outlook: Outlook, window: Window, distance: float) -> tuple[float, str]:
    """Give the cabin's light on the face, lx, and where it is known from."""
    sets = outlook.production.sets.values() if outlook.production is not None else ()
    for where in sets:
        if where.module == window.module and where.cabin is not None:
            return where.cabin, f"{where.cabin:g} lx, stated for {where.name}"
    station = outlook.almanac.station
    if any(lamp.module == window.module for lamp in station.lamps.fittings):
        mode = next(iter(station.lamps.modes))
        point = np.array(window.at) - distance * np.array(window.normal)
        return cabin_lux(station, window.module, mode, point, window.normal), f"its lamps, {mode} (confidence low)"
    return 0.0, "not known, taken as none; state cabin: of the set"


def _light_lines(found: Reading) -> list[tuple[str, str]]:
    side = "above" if found.elevation[0] >= 0 else "below"
    phase = f"{found.phase[0]}, the Sun {abs(found.elevation[0]):.1f} deg {side} the limb"
    parts = f"sun {lux(found.direct_lx[0])}, Earth {lux(found.earth_lx[0])}, Moon {lux(found.moon_lx[0])}"
    colour = f", {found.cct[0]:.0f} K" if isfinite(found.cct[0]) else ""
    lines = [("light", phase), ("through the glass", f"{lux(found.total_lx[0])}{colour}: {parts}")]
    if found.phase[0] == "eclipse":
        lines.append(("EV100 outside", ", ".join(str(glow) for glow in NIGHT)))
    if found.beam_lx[0] > 0.0:
        blocked = f"; blocked by {found.blocked_by[0]}" if found.blocked_by[0] else ""
        behind = ", behind the glass" if found.incidence[0] > 90.0 else ""
        lines.append(("Sun", f"{found.incidence[0]:.0f} deg off the window's axis{behind}{blocked}"))
    return lines


def _face_lines(face: FaceLight, distance: float) -> list[tuple[str, str]]:
    lines = []
    if face.patch is not None:
        patch = face.patch
        size = f"{patch.length:.2f} x {patch.width:.2f} m, {lux(patch.lux)}, edge {1000 * patch.penumbra:.0f} mm soft"
        aside = float(np.hypot(*patch.corners[:, :2].mean(axis=0)))
        lines.append((f"sun patch, {distance:g} m", f"{size}, {aside:.1f} m off the axis"))
    key = f"key {lux(face.key_lx)}" + (f" (sun {lux(face.sun_lx)})" if face.sun_lx else "")
    fill = f"fill {lux(face.fill_lx)} (walls {lux(face.bounce_lx)}, cabin {lux(face.cabin_lx)})"
    ratio = f", ratio {face.ratio:.1f}:1" if isfinite(face.ratio) else ""
    lines.append((f"face at {distance:g} m", f"{key}, {fill}{ratio}"))
    window = f"{face.window_cd_m2:.0f} cd/m2, EV100 {face.window_ev100:.1f}" if face.window_cd_m2 else "black"
    own = f"{face.ev100:.1f}" if isfinite(face.ev100) else "dark"
    lines.append(("EV100", f"face {own}; the glass, seen from there, {window}"))
    return lines


def _camera_lines(face: FaceLight, camera: str | None, sensor: Sensor | None) -> list[tuple[str, str]]:
    if sensor is None or camera is None:
        return []
    lines = [
        (camera, f"for the {what}: {expose(sensor, value)}")
        for what, value in (("face", face.ev100), ("window", face.window_ev100))
        if isfinite(value)
    ]
    if isfinite(face.ev100) and isfinite(face.window_ev100):
        lines.append(("contrast", str(contrast(face.window_ev100, face.ev100, sensor))))
    return lines


def lux(value: float) -> str:
    """Write an illuminance as a meter shows it: `31.0 klx`, `185 lx`, `0.012 lx`."""
    if value >= 1000.0:
        return f"{value / 1000:.1f} klx"
    if value >= 10.0:
        return f"{value:.0f} lx"
    return f"{value:.2g} lx" if value >= 1e-4 else "0 lx"


def _json(
    window: Window, found: Reading, face: FaceLight, distance: float, camera: str | None, sensor: Sensor | None
) -> dict[str, Any]:
    settings = {}
    for what, value in (("face", face.ev100), ("window", face.window_ev100)):
        if sensor is not None and isfinite(value):
            one = expose(sensor, value)
            settings[what] = {
                "iso": round(one.iso),
                "shutter_s": one.seconds,
                "stop": round(one.stop, 2),
                "nd_stops": one.nd,
                "under_stops": round(one.under, 2),
            }
    return {
        "window": window.id,
        "utc": utc_text(float(found.at[0]), 2),
        "phase": str(found.phase[0]),
        "sun_elevation_deg": figure(found.elevation[0], 3),
        "sun_body": [figure(x, 5) for x in found.sun[0]],
        "incidence_deg": figure(found.incidence[0], 2),
        "blocked_by": found.blocked_by[0],
        "beam_lx": figure(found.beam_lx[0], 2),
        "direct_lx": figure(found.direct_lx[0], 2),
        "earth_lx": figure(found.earth_lx[0], 4),
        "moon_lx": figure(found.moon_lx[0], 5),
        "xyz": [figure(x, 4) for x in found.xyz[0]],
        "cct_k": figure(found.cct[0], 0),
        "distance_m": distance,
        "window_cd_m2": figure(face.window_cd_m2, 2),
        "window_ev100": figure(face.window_ev100, 2),
        "face": {
            "key_lx": figure(face.key_lx, 2),
            "sun_lx": figure(face.sun_lx, 2),
            "walls_lx": figure(face.bounce_lx, 2),
            "cabin_lx": figure(face.cabin_lx, 2),
            "ratio": figure(face.ratio, 2),
            "ev100": figure(face.ev100, 2),
        },
        "sun_patch": _patch(face),
        "camera": camera,
        "settings": settings or None,
    }


def _patch(face: FaceLight) -> dict[str, Any] | None:
    patch = face.patch
    if patch is None:
        return None
    corners = [[figure(x, 3) for x in corner] for corner in patch.corners]
    return {
        "length_m": figure(patch.length, 3),
        "width_m": figure(patch.width, 3),
        "lux": figure(patch.lux, 1),
        "penumbra_m": figure(patch.penumbra, 4),
        "corners_m": corners,
    }
