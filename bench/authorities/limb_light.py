"""Sunlight through the air edge, worked out another way: `python -m bench.authorities.limb_light`, with

    pip install pvlib==0.16.1 colour-science==0.4.7 scipy

Rays are followed from their tangent point by the differential equation of a ray, d(n dr/ds)/ds = grad n, by DOP853;
the Sun's disc is summed point by point over the directions in which it is *seen*. Density: a spline through the
published table of the US Standard Atmosphere 1976. Rayleigh: colour-science. Sun: ASTM G173-03 from pvlib by the
nanometre; observer and colour temperature (Ohno 2013): colour-science. Ozone: the coefficients of Bird and Riordan's
SPECTRL2 (Leckner 1978) from pvlib. Nothing is taken from Cupola. Same by intention: profiles of ozone, haze and dust.
"""

from __future__ import annotations

import json
import sys
import warnings
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

TARGET = Path(__file__).parents[2] / "tests" / "authorities" / "limb_light.json"
GROUND, SHELL, AU, SUN = 6378.137, 120.0, 149597870.7, 695700.0
NM = np.arange(380.0, 781.0)
DENSITY = (
    (0, 1.2250), (1, 1.1117), (2, 1.0066), (3, 0.90925), (4, 0.81935), (5, 0.73643), (6, 0.66011), (7, 0.59002),
    (8, 0.52579), (9, 0.46706), (10, 0.41351), (11, 0.36480), (12, 0.31194), (13, 0.26660), (14, 0.22786),
    (15, 0.19475), (16, 0.16647), (17, 0.14230), (18, 0.12165), (19, 0.10400), (20, 0.088910), (25, 0.040084),
    (30, 0.018410), (35, 0.0084634), (40, 0.0039957), (45, 0.0019663), (50, 0.0010269), (60, 3.0968e-4),
    (70, 8.2829e-5), (80, 1.8458e-5), (90, 3.416e-6), (100, 5.604e-7), (120, 2.222e-8),
)  # fmt: skip
OZONE = (
    6.8, 6.8, 5.8, 5.7, 6.5, 11.3, 20.2, 23.5, 29.5, 40.4, 47.7, 48.6, 45.4, 40.3, 32.4, 25.2, 20.3, 15.8, 12.2, 8.73,
    6.07, 3.98, 2.74, 1.69, 1.03, 0.664,
)  # fmt: skip
HIGHER_OZONE = ((55, 0.25), (60, 0.11), (65, 0.033), (70, 0.011), (100, 0.0))
CASES = {
    "420 km, no clouds": (420.0, 0.0, (-1.20, -0.80, -0.50, -0.30, -0.10, 0.10, 0.30, 0.50, 0.80, 1.20, 1.60)),
    "420 km, clouds to 8 km": (420.0, 8.0, (-0.40, -0.20, 0.00, 0.20, 0.40, 0.70, 1.00)),
    "250 km, no clouds": (250.0, 0.0, (-0.80, -0.30, 0.10, 0.40, 0.80, 1.50)),
    "1000 km, no clouds": (1000.0, 0.0, (-0.80, -0.30, 0.10, 0.40, 0.80)),
}


def main() -> None:
    """Make the numbers."""
    warnings.simplefilter("ignore")
    sky = Sky()
    low = np.concatenate([np.arange(0.0, 40.0, 0.5), np.arange(40.0, 112.0, 2.0)])
    rays = np.array([sky.followed(height) for height in low])
    answer: dict[str, Any] = {"maker": sky.maker, "rays": {}, "sunrises": {}}
    for height in (5, 8, 10, 12, 15, 20, 25, 30, 40, 50):
        row = rays[list(low).index(height)]
        answer["rays"][height] = {"bending_deg": round(float(np.degrees(row[1])), 5), **sky.told(row[2:], 1.0)}
    for name, (orbit, floor, places) in CASES.items():
        found = [{"elevation": place, **sky.sunrise(rays, orbit, floor, place)} for place in places]
        answer["sunrises"][name] = {"height_km": orbit, "floor_km": floor, "light": found}
    TARGET.write_text(json.dumps(answer, indent=1) + "\n", encoding="utf-8")


class Sky:
    """The air and the Sun."""

    def __init__(self) -> None:
        import colour
        import pvlib
        import scipy
        from colour.phenomena import scattering_cross_section
        from scipy.interpolate import CubicSpline

        self.maker = f"SciPy {scipy.__version__}, pvlib {pvlib.__version__}, colour-science {colour.__version__}"
        heights, densities = np.array(DENSITY).T
        self._log = CubicSpline(heights, np.log(densities / densities[0]))
        self._slope = self._log.derivative()
        # At 550 nm and 15 °C: Ciddor (1996).
        self._refractivity = 2.7786e-4
        molecules = 101325.0 / (1.380649e-23 * 288.15) * 1e-6
        section = scattering_cross_section(NM * 1e-7, 300, 288.15)
        self._rayleigh = section * molecules * 1e5
        table = sys.modules["pvlib.spectrum.spectrl2"]._SPECTRL2_COEFFS
        self._ozone = np.interp(NM, table["wavelength"], table["ozone_absorption"]) * 0.300
        self._ozone_km = np.array([*range(0, 52, 2), *(h for h, _ in HIGHER_OZONE)], float)
        self._ozone_at = np.array([*OZONE, *(v for _, v in HIGHER_OZONE)])
        self._column = float(np.trapezoid(self._ozone_at, self._ozone_km))
        spectrum = pvlib.spectrum.get_reference_spectra(standard="ASTM G173-03")["extraterrestrial"]
        fine = np.arange(379.5, 780.51, 0.1)
        self._sun = np.interp(fine, spectrum.index, spectrum.to_numpy())[:-1].reshape(-1, 10).mean(1)[: len(NM)]
        observer = colour.MSDS_CMFS["CIE 1931 2 Degree Standard Observer"]
        self._observer = np.stack([np.interp(NM, observer.wavelengths, c) for c in observer.values.T], axis=1)

    def followed(self, height: float) -> Floats:
        """Follow the ray with a tangent height out of the air; give impact, bending, and four columns both ways."""
        from scipy.integrate import solve_ivp

        def change(_: float, state: Floats) -> list[float]:
            x, y, px, py = state[:4]
            radius = float(np.hypot(x, y))
            above = radius - GROUND
            thin = float(np.exp(self._log(above)))
            index = 1.0 + self._refractivity * thin
            pull = self._refractivity * thin * float(self._slope(above)) / radius
            ozone = float(np.interp(above, self._ozone_km, self._ozone_at)) / self._column
            haze = float(np.exp(-above / 1.5)) / 1.5
            dust = float(np.exp(-0.5 * ((above - 19.0) / 4.5) ** 2)) / (4.5 * np.sqrt(2 * np.pi))
            return [px / index, py / index, pull * x, pull * y, thin, ozone, haze, dust]

        def out(_: float, state: Floats) -> float:
            return float(np.hypot(state[0], state[1])) - GROUND - SHELL

        out.terminal = True  # type: ignore[attr-defined]
        index = 1.0 + self._refractivity * float(np.exp(self._log(height)))
        start = [0.0, GROUND + height, index, 0.0, 0.0, 0.0, 0.0, 0.0]
        end = solve_ivp(change, (0.0, 5000.0), start, "DOP853", events=out, rtol=1e-10, atol=1e-12, max_step=20.0).y[
            :, -1
        ]
        turned = -np.arctan2(end[3], end[2])
        return np.array([index * (GROUND + height), 2.0 * turned, *(2.0 * end[4:])])

    def light(self, columns: Floats) -> Floats:
        """Give XYZ of the Sun through columns of air, ozone, haze, dust, shape (n, 4)."""
        air, ozone, haze, dust = (column[:, None] for column in np.atleast_2d(columns).T)
        warm = NM / 550.0
        depth = air * self._rayleigh + ozone * self._ozone + haze * 0.10 * warm**-1.3 + dust * 0.006 * warm**-1.6
        xyz: Floats = 683.002 * (np.exp(-depth) * self._sun) @ self._observer
        return xyz

    def told(self, columns: Floats, share: float) -> dict[str, Any]:
        """Give the light in figures."""
        return self._figures(self.light(columns)[0] * share)

    def _figures(self, xyz: Floats) -> dict[str, Any]:
        import colour

        uv = colour.UCS_to_uv(colour.XYZ_to_UCS(xyz))
        kelvin, away = colour.temperature.uv_to_CCT_Ohno2013(uv)
        return {
            "xyz": [float(f"{v:.5g}") for v in xyz],
            "cct_K": round(float(kelvin), 1) if abs(away) < 0.05 else None,
        }

    def sunrise(self, rays: Floats, orbit: float, floor: float, place: float) -> dict[str, Any]:
        """Give the light with the Sun's centre at a true elevation in deg over the hard limb."""
        from scipy.interpolate import CubicSpline

        tangents = rays[:, 0]  # impact parameters: they rise with height
        low = float(np.interp(floor, self._heights(rays), tangents))
        distance = GROUND + orbit
        seen = np.linspace(np.arcsin(low / distance), np.arcsin(tangents[-1] / distance), 8001)
        seen = 0.5 * (seen[1:] + seen[:-1])
        bending = CubicSpline(tangents, rays[:, 1])(distance * np.sin(seen))
        columns = np.maximum(CubicSpline(tangents, rays[:, 2:])(distance * np.sin(seen)), 0.0)
        radius = np.arcsin(SUN / AU)
        centre = np.arcsin(GROUND / distance) + np.radians(place)
        true = seen - bending
        # Points of the seen Sun: azimuth from the middle; the true place decides on the brightness.
        azimuth = (np.arange(400) + 0.5) / 400 * radius / np.sin(centre) * 1.02
        cosine = np.cos(true)[:, None] * np.cos(centre) + np.sin(true)[:, None] * np.sin(centre) * np.cos(azimuth)
        edge = 1.0 - (np.arccos(np.clip(cosine, -1.0, 1.0)) / radius) ** 2
        m = np.sqrt(np.clip(edge, 0.0, None))
        bright = np.where(edge > 0, 0.30 + 0.93 * m - 0.23 * m * m, 0.0)
        solid = np.sin(seen)[:, None] * (seen[1] - seen[0]) * (azimuth[1] - azimuth[0]) * 2.0
        whole = np.pi * radius**2 * (0.30 + 2 * 0.93 / 3 - 0.23 / 2)
        rows = (bright * solid).sum(1) / whole
        return self._figures((self.light(columns) * rows[:, None]).sum(0))

    def _heights(self, rays: Floats) -> Floats:
        """Give tangent heights of the rays from their impact parameters, by bisection."""
        low, high = np.full(len(rays), -1.0), np.full(len(rays), 130.0)
        for _ in range(60):
            middle = 0.5 * (low + high)
            impact = (1.0 + self._refractivity * np.exp(self._log(np.clip(middle, 0, 120)))) * (GROUND + middle)
            low, high = np.where(impact < rays[:, 0], middle, low), np.where(impact < rays[:, 0], high, middle)
        return 0.5 * (low + high)


if __name__ == "__main__":
    main()
