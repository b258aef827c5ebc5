"""Colour temperatures by colour-science: `python -m bench.authorities.colour_temperature`, with

    pip install colour-science==0.4.7

Chromaticities at given distances from the Planckian locus, and of the CIE's illuminants, with the correlated colour
temperature of each by Ohno (2013).
"""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[2] / "tests" / "authorities" / "colour_temperature.json"
KELVINS = (
    1050,
    1100,
    1200,
    1500,
    1800,
    2200,
    2856,
    3200,
    4000,
    4500,
    5000,
    5600,
    6504,
    8000,
    10000,
    15000,
    25000,
    50000,
)
OFF_LOCUS = (-0.03, -0.01, 0.0, 0.005, 0.02, 0.04)
ILLUMINANTS = ("A", "C", "D50", "D55", "D65", "D75", "FL2", "FL4", "FL11")


def main() -> None:
    """Make the numbers."""
    warnings.simplefilter("ignore")
    import colour

    ohno = colour.temperature.uv_to_CCT_Ohno2013
    answer: dict[str, Any] = {
        "maker": f"colour-science {colour.__version__}, Ohno 2013",
        "points": [],
        "illuminants": {},
    }
    for kelvin in KELVINS:
        for off in OFF_LOCUS:
            uv = colour.temperature.CCT_to_uv_Ohno2013([kelvin, off])
            x, y = colour.UCS_uv_to_xy(uv)
            found = round(float(ohno(uv)[0]), 1)
            answer["points"].append({"xy": [round(float(x), 7), round(float(y), 7)], "off": off, "cct_K": found})
    table = colour.CCS_ILLUMINANTS["CIE 1931 2 Degree Standard Observer"]
    for name in ILLUMINANTS:
        xy = table[name]
        kelvin = round(float(ohno(colour.xy_to_UCS_uv(xy))[0]), 1)
        answer["illuminants"][name] = {"xy": [float(xy[0]), float(xy[1])], "cct_K": kelvin}
    TARGET.write_text(json.dumps(answer, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
