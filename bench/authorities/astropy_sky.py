"""Sun, Moon, beta and subpoint of the station by astropy: `python -m bench.authorities.astropy_sky`, with

    pip install astropy astropy-iers-data sgp4 pyerfa

No network: Earth rotation (UT1 and the motion of the pole) from `astropy-iers-data`, Sun and Moon from ERFA's series.
"""

from __future__ import annotations

import importlib.metadata
import json
import warnings
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[2]
ELEMENTS = ROOT / "productions" / "the-challenge" / "orbit" / "iss.tle"
TARGET = ROOT / "tests" / "authorities" / "astropy_sky.json"
EPOCH = "21281.73004796"
START, DAYS, COUNT = 1_633_392_000.0, 12, 97
JD_1970 = 2440587.5


def main() -> None:
    """Make the numbers."""
    from astropy import units
    from astropy.coordinates import (
        GCRS,
        ITRS,
        TEME,
        CartesianDifferential,
        CartesianRepresentation,
        EarthLocation,
        get_body,
        get_sun,
    )
    from astropy.time import Time
    from astropy.utils import iers
    from sgp4.api import Satrec

    iers.conf.auto_download = False
    warnings.simplefilter("ignore")
    lines = ELEMENTS.read_text(encoding="utf-8").splitlines()
    first = next(i for i, line in enumerate(lines) if line.startswith("1 ") and line[18:32] == EPOCH)
    at = START + np.linspace(0.0, DAYS * 86400.0, COUNT)
    when = Time(JD_1970, at / 86400.0, format="jd", scale="utc")
    _, position, velocity = Satrec.twoline2rv(lines[first], lines[first + 1]).sgp4_array(when.jd1, when.jd2)
    speed = CartesianDifferential(velocity.T * units.km / units.s)
    here = TEME(CartesianRepresentation(position.T * units.km, differentials=speed), obstime=when)
    stars, fixed = here.transform_to(GCRS(obstime=when)), here.transform_to(ITRS(obstime=when))
    normal = np.cross(stars.cartesian.xyz.value.T, stars.velocity.d_xyz.value.T)
    sun, moon = get_sun(when).cartesian, get_body("moon", when).cartesian
    beta = np.degrees(np.arcsin(_cosine(normal, sun.xyz.value.T)))
    ground = EarthLocation.from_geocentric(*fixed.cartesian.xyz).to_geodetic("WGS84")
    answer = {
        "maker": f"astropy {importlib.metadata.version('astropy')}",
        "data": {"astropy-iers-data": importlib.metadata.version("astropy-iers-data")},
        "elements": EPOCH,
        "at": at.tolist(),
        "beta_deg": np.round(beta, 6).tolist(),
        "latitude_deg": np.round(ground.lat.deg, 7).tolist(),
        "longitude_deg": np.round(ground.lon.deg, 7).tolist(),
        "height_km": np.round(ground.height.to_value(units.km), 5).tolist(),
    }
    for name, body in (("sun_teme", sun), ("moon_teme", moon)):
        turned = GCRS(body, obstime=when).transform_to(TEME(obstime=when)).cartesian.xyz.value.T
        answer[name] = np.round(turned / np.linalg.norm(turned, axis=-1, keepdims=True), 9).tolist()
    TARGET.write_text(json.dumps(answer, indent=None, separators=(", ", ": ")) + "\n", encoding="utf-8")
    print(f"{TARGET.name}: {COUNT} instants")


def _cosine(one: np.ndarray, two: np.ndarray) -> np.ndarray:
    lengths = np.linalg.norm(one, axis=-1) * np.linalg.norm(two, axis=-1)
    return np.einsum("ni,ni->n", one, two) / lengths


if __name__ == "__main__":
    main()
