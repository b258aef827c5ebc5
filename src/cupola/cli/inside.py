"""`cupola preview --inside`."""

from __future__ import annotations

import re
from math import log2
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cupola.cli import OK
from cupola.cli.desk import print_json, say
from cupola.cli.light.question import measured, wrong
from cupola.cli.progress import bar
from cupola.clock import utc_text
from cupola.steps import OnStep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cupola.cli.commands.preview import Asked
    from cupola.light.exposure import Exposure, Sensor
    from cupola.preview.inside.interior import Interior
    from cupola.preview.inside.study import Study
    from cupola.preview.still import Still, Studio, Taken

_PERCENT: Final = re.compile(r"[0-9]+(\.[0-9]+)?")


def inside(name: str, still: Still, size: str, opening: Callable[[OnStep], Studio], asked: Asked) -> int:
    """Make a picture of the room behind the window, and tell the light on the face."""
    from cupola.preview.camera.files import picture_files, write_exr, write_png
    from cupola.preview.inside.interior import Wish, interior
    from cupola.preview.still import developed

    files = picture_files(asked.out or Path(f"{name}-inside.png"), asked.exr)
    wish = Wish(
        face=measured(asked.face, "m", "--face") if asked.face else None,
        angle=measured(asked.turn, "deg", "--turn") if asked.turn else None,
        size=size,
        dimmers=dimmers(asked.dim),
        samples=asked.samples,
    )
    with bar("preparing air, maps and stars, once on this machine") as step:
        studio = opening(step)
    found = interior(still, studio.outside, wish)
    picture, told = found.lit(wish.dimmers)
    about = {"Title": name, "Creation Time": utc_text(still.at), "Exposure": str(picture.exposure),
             "Credits": "\n".join(studio.credits)}  # fmt: skip
    write_png(files[0], developed(picture), about)
    if len(files) > 1:
        write_exr(files[1], picture.light, about)
    if asked.as_json:
        print_json({"files": [str(one) for one in files], "shot": name} | as_json(found, told, picture))
        return OK
    for one in files:
        print(one)
    say("\n".join(lines(found, told, picture)))
    return OK


def dimmers(given: Iterable[str]) -> dict[str, float]:
    """Read what lamps are set to: `row-1=30%`.

    Raises
    ------
    CupolaError
        No name, or no percentage (E505).
    """
    found = {}
    for one in given:
        name, _, share = (part.strip() for part in one.partition("="))
        number = share.removesuffix("%")
        if not name or number == share or not _PERCENT.fullmatch(number.strip()):
            raise wrong(f'--dim "{one[:40]}" is not understood', "give a lamp and a percentage: --dim row-1=30%")
        found[name] = float(number) / 100.0
    return found


def lines(found: Interior, told: Study, picture: Taken) -> list[str]:
    """Tell the light on the face in words."""
    still = found.still
    distance = float((found.head**2).sum() ** 0.5)
    away = float(-found.head @ found.room.openings[0].normal)
    aside = max(distance**2 - away**2, 0.0) ** 0.5
    rows = [
        f"{still.window.name}, {utc_text(still.at)}; the face {distance:.2f} m from the glass"
        + (f", {aside:.2f} m off its axis, where the light falls" if aside > 0.05 else ""),
        f"key {_lx(told.key_lx)}, fill {_lx(told.fill_lx)}{_ratio(told)}; towards the camera {_lx(told.of('camera'))}",
    ]
    rows += [
        f"  {light}{_kelvin(told, light)}: window side {_lx(sides['window'])}, away {_lx(sides['away'])}, "
        f"camera {_lx(sides['camera'])}"
        for light, sides in told.lux.items()
    ]
    rows += [_contrast(told, still.sensor), exposed(still, told, picture.exposure)]
    between = told.between(still.sensor, still.stop) if still.exposure is None else None
    if between is not None:
        settings, off = between
        rows.append(f"half way between them: {settings}: the face {off:.1f} stops under, the window {off:.1f} over")
    return [*rows, *found.remarks, *_black(picture), f"light from wall to wall: {found.by}"]


def _black(picture: Taken) -> tuple[str, ...]:
    """Say it, and why, where nothing is seen in a picture."""
    from cupola.preview.remarks import is_black

    if not is_black(picture.light, picture.exposure):
        return ()
    if picture.still.exposure is not None:
        return ("the picture is black: its settings are too dark for the room; open the lens, or take filters off",)
    return (
        "the picture is black: hardly any light falls into the room; turn lamps up with --dim, or wait for the Sun",
    )


def exposed(still: Still, told: Study, settings: Exposure) -> str:
    """Say what a picture is exposed for, and, where that is not the face, how it lies to it."""
    if not told.key_lx > 0.0:
        return f"no light falls on the face; exposed for what there is: {settings}"
    if still.exposure is not None:
        over = told.face_ev100 - settings.ev100
        side = "over" if over >= 0.0 else "under"
        return f"exposed by hand: {settings}: the face {abs(over):.1f} stops {side}"
    change = f", {abs(still.change):g} stops {'brighter' if still.change > 0 else 'darker'}" if still.change else ""
    return f"exposed for the face{change}: {settings}"


def _contrast(told: Study, sensor: Sensor) -> str:
    apart = told.contrast(sensor)
    if apart is not None:
        return str(apart)
    return "the face sees black sky through the glass" if told.key_lx > 0.0 else "the face stands in the dark"


def _ratio(told: Study) -> str:
    return f", ratio {told.ratio:.1f}:1 ({log2(told.ratio):.1f} stops)" if told.fill_lx > 0.0 else ""


def _kelvin(told: Study, light: str) -> str:
    return f", {round(told.kelvin[light], -2):,.0f} K" if light in told.kelvin else ""


def as_json(found: Interior, told: Study, picture: Taken) -> dict[str, Any]:
    """Give the light on the face as plain values."""
    apart = told.contrast(found.still.sensor)
    return {
        "window": found.still.window.id,
        "at": utc_text(found.still.at),
        "face_m": [round(float(one), 3) for one in found.head],
        "lux": {light: {side: round(lux, 2) for side, lux in sides.items()} for light, sides in told.lux.items()},
        "key_lx": round(told.key_lx, 2),
        "fill_lx": round(told.fill_lx, 2),
        "kelvin": {light: round(heat) for light, heat in told.kelvin.items()},
        "ratio": round(told.ratio, 2) if told.fill_lx > 0.0 else None,
        "window_cd_m2": round(told.window_cd_m2, 2),
        "stops": round(apart.stops, 2) if apart is not None else None,
        "verdict": apart.verdict if apart is not None else None,
        "excess_stops": round(apart.excess, 2) if apart is not None else None,
        "exposure": str(picture.exposure),
        "by": found.by,
        "remarks": [*found.remarks, *_black(picture)],
    }


def _lx(lux: float) -> str:
    return f"{lux:.3g} lx" if lux < 1000.0 else f"{lux:,.0f} lx"
