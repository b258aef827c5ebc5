"""Eclipse edges by Orekit: `python -m bench.authorities.orekit_edges`, with Java 17 and

    pip install orekit-jpype satkit-data astropy-iers-data

Orekit needs data, which are made without network: DE440 from `satkit-data`, Earth rotation and leap seconds from
`astropy-iers-data`. Earth: WGS84 in ITRF (IERS 2010). Sun: DE440, where it is, neither light time nor aberration.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import shutil
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
ELEMENTS = ROOT / "productions" / "the-challenge" / "orbit" / "iss.tle"
TARGET = ROOT / "tests" / "authorities" / "orekit_edges.json"
EPOCH = "21281.73004796"
DAYS = 12
SUN_RADIUS_M = 695_700e3
LARGEST_STEP_S, THRESHOLD_S = 60.0, 1e-5


def main() -> None:
    """Make the numbers."""
    lines = ELEMENTS.read_text(encoding="utf-8").splitlines()
    first = next(i for i, line in enumerate(lines) if line.startswith("1 ") and line[18:32] == EPOCH)
    orekit = Orekit(lines[first].strip(), lines[first + 1].strip())
    answer = {
        "maker": f"orekit-jpype {importlib.metadata.version('orekit-jpype')}",
        "model": "SGP4; WGS84 in ITRF 2010; DE440, the Sun where it is; radius of the Sun 695700 km",
        "data": {name: importlib.metadata.version(name) for name in ("satkit-data", "astropy-iers-data")},
        "elements": EPOCH,
        "days": DAYS,
        "umbra": orekit.edges("umbra"),
        "penumbra": orekit.edges("penumbra"),
    }
    TARGET.write_text(json.dumps(answer, indent=1) + "\n", encoding="utf-8")
    print(f"{TARGET.name}: {len(answer['umbra'])} edges of the umbra, {len(answer['penumbra'])} of the penumbra")


class Orekit:
    """Orekit, started once, with the orbit of one element set over the days from 5 October 2021."""

    def __init__(self, line1: str, line2: str) -> None:
        import orekit_jpype

        began = time.perf_counter()
        orekit_jpype.initVM()
        self.start_seconds = time.perf_counter() - began
        self._load_data()
        from org.orekit.bodies import CelestialBodyFactory, OneAxisEllipsoid
        from org.orekit.frames import FramesFactory
        from org.orekit.propagation.analytical.tle import TLE
        from org.orekit.time import AbsoluteDate, TimeScalesFactory
        from org.orekit.utils import Constants, IERSConventions

        self._utc = TimeScalesFactory.getUTC()
        self._start = AbsoluteDate(2021, 10, 5, 0, 0, 0.0, self._utc)
        self._epoch = AbsoluteDate(1970, 1, 1, 0, 0, 0.0, self._utc)
        self._tle = TLE(line1, line2)
        fixed = FramesFactory.getITRF(IERSConventions.IERS_2010, False)
        self._earth = OneAxisEllipsoid(Constants.WGS84_EARTH_EQUATORIAL_RADIUS, Constants.WGS84_EARTH_FLATTENING, fixed)
        self._sun = CelestialBodyFactory.getSun()

    def edges(self, limit: str) -> list[list[Any]]:
        """Give the edges of the `umbra` or the `penumbra`: UTC seconds since 1970 to 0.1 ms, `sunrise` or `sunset`."""
        from org.orekit.propagation.analytical.tle import TLEPropagator
        from org.orekit.propagation.events import EclipseDetector, EventsLogger
        from org.orekit.propagation.events.handlers import ContinueOnEvent

        detector = EclipseDetector(self._sun, SUN_RADIUS_M, self._earth)
        detector = detector.withUmbra() if limit == "umbra" else detector.withPenumbra()
        logger = EventsLogger()
        propagator = TLEPropagator.selectExtrapolator(self._tle)
        propagator.addEventDetector(
            logger.monitorDetector(
                detector.withMaxCheck(LARGEST_STEP_S).withThreshold(THRESHOLD_S).withHandler(ContinueOnEvent())
            )
        )
        propagator.propagate(self._start, self._start.shiftedBy(DAYS * 86400.0))
        return [
            [round(self._seconds(event.getState().getDate()), 4), "sunrise" if event.isIncreasing() else "sunset"]
            for event in logger.getLoggedEvents()
        ]

    def _seconds(self, when: Any) -> float:
        return float(when.offsetFrom(self._epoch, self._utc))

    def _load_data(self) -> None:
        from java.io import File
        from org.orekit.data import DataContext, DirectoryCrawler

        folder = Path(tempfile.mkdtemp(prefix="orekit-data-"))
        planets, rotation = _package("satkit_data"), _package("astropy_iers_data")
        (folder / "lnxp1550p2650.440").symlink_to(planets / "data" / "linux_p1550p2650.440")
        shutil.copy(rotation / "data" / "finals2000A.all", folder)
        (folder / "tai-utc.dat").write_text(_leap_seconds(rotation / "data" / "Leap_Second.dat"), encoding="ascii")
        DataContext.getDefault().getDataProvidersManager().addProvider(DirectoryCrawler(File(str(folder))))


def _package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"{name} is not installed")
    return Path(spec.origin).parent


def _leap_seconds(source: Path) -> str:
    """Write the IERS' list of leap seconds in the older form of the US Naval Observatory."""
    lines = []
    for line in source.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            mjd, day, month, year, offset = line.split()
            name = date(int(year), int(month), int(day)).strftime("%b").upper()
            julian = float(mjd) + 2400000.5
            lines.append(
                f" {year} {name} {int(day):2d} =JD {julian:9.1f}  TAI-UTC= {float(offset):11.7f} S"
                f" + (MJD - {float(mjd):6.0f}.) X 0.0       S"
            )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
