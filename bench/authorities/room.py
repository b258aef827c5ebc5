"""Light in a room with a window, by Mitsuba: `python -m bench.authorities.room`, with

    pip install mitsuba==3.9.1

The room is Destiny's aisle, 6.87 x 2.13 x 2.12 m, its walls reflect 0.6; the window in its floor is round, 0.508 m
wide, 1 cd/m2 bright (channel value 1) and black itself. A card of 2 cm that reflects half is looked at from near
by: its radiance by pi / 0.5 is its illuminance. Nothing is taken from Cupola.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import mitsuba as mi
import numpy as np

TARGET = Path(__file__).parents[2] / "tests" / "authorities" / "room.json"
SIZE = (6.87, 2.13, 2.12)
RADIUS = 0.254
SAMPLES = 250_000
# card: place above the middle of the window, normal
CARDS = {
    "on the axis, 1.5 m": ((0.0, 0.0, 1.5), (0.0, 0.0, -1.0)),
    "on the axis, 0.5 m": ((0.0, 0.0, 0.5), (0.0, 0.0, -1.0)),
    "aside, facing the window": ((0.8, 0.4, 1.2), (-0.8, -0.4, -1.2)),
    "aside, facing down": ((0.8, 0.4, 1.2), (0.0, 0.0, -1.0)),
    "on the axis, back to the window": ((0.0, 0.0, 1.5), (0.0, 0.0, 1.0)),
    "at the far end, facing along": ((2.5, 0.0, 1.0), (-1.0, 0.0, 0.0)),
}


def scene(reflectance: float, place: Any, normal: Any) -> dict[str, Any]:
    """Give the room with one card."""
    grey = {"type": "twosided", "bsdf": {"type": "diffuse", "reflectance": {"type": "rgb", "value": reflectance}}}
    half = [s / 2 for s in SIZE]
    aim = normal / np.linalg.norm(normal)
    up = [0, 1, 0] if abs(aim[1]) < 0.9 else [1, 0, 0]
    aside = np.cross(aim, up)
    eye = place + 0.03 * aim + 0.03 * aside / np.linalg.norm(aside)
    return {
        "type": "scene",
        "integrator": {"type": "path", "max_depth": 60, "rr_depth": 30},
        "sensor": {
            "type": "perspective", "fov": 2.0, "near_clip": 1e-3,
            "to_world": mi.ScalarTransform4f().look_at(origin=eye.tolist(), target=place.tolist(), up=up),
            "film": {"type": "hdrfilm", "width": 1, "height": 1, "rfilter": {"type": "box"}, "pixel_format": "rgb"},
            "sampler": {"type": "independent", "sample_count": SAMPLES},
        },
        "room": {
            "type": "cube", "flip_normals": True, "bsdf": grey,
            "to_world": mi.ScalarTransform4f().translate([0, 0, half[2]]).scale(half),
        },
        "window": {
            "type": "disk", "to_world": mi.ScalarTransform4f().translate([0, 0, 1e-4]).scale(RADIUS),
            "bsdf": {"type": "diffuse", "reflectance": {"type": "rgb", "value": 0.0}},
            "emitter": {"type": "area", "radiance": {"type": "rgb", "value": 1.0}},
        },
        "card": {
            "type": "rectangle",
            "to_world": mi.ScalarTransform4f()
            .look_at(origin=place.tolist(), target=(place + aim).tolist(), up=up)
            .scale(0.01),
            "bsdf": {"type": "twosided", "bsdf": {"type": "diffuse", "reflectance": {"type": "rgb", "value": 0.5}}},
        },
    }  # fmt: skip


def illuminance(reflectance: float, place: tuple[float, ...], normal: tuple[float, ...]) -> float:
    """Give a card's illuminance."""
    image = np.array(mi.render(mi.load_dict(scene(reflectance, np.array(place), np.array(normal)))))
    return float(image.mean() * np.pi / 0.5)


def main() -> None:
    """Write the numbers."""
    mi.set_variant("scalar_rgb")
    made = {
        "maker": f"Mitsuba {mi.__version__} scalar_rgb, path tracer, {SAMPLES} paths a card, bench/authorities/room.py",
        "what": "illuminance of a card, lx, with black walls and with walls that reflect 0.6; window of 1 cd/m2",
        "cards": [
            {
                "name": name,
                "place_m": place,
                "normal": normal,
                "black_lx": round(illuminance(0.0, place, normal), 6),
                "grey_lx": round(illuminance(0.6, place, normal), 6),
            }
            for name, (place, normal) in CARDS.items()
        ],
    }
    TARGET.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
