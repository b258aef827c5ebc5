"""Draws the pictures of the accuracy page, each claim's error against its authority: `python -m bench._accuracy`.

The numbers are those of the tests: their authorities, their peers, their instants. Same numbers, same bytes.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from skyfield.sgp4lib import TEME
from tests.authorities.astropy import astropy_sky
from tests.authorities.orekit import orekit_edges
from tests.light.test_colour import POINTS, xyz_of
from tests.light.test_earthshine import PATHS, of_paths
from tests.october import one_set, one_set_orbit
from tests.places import test_raytracer as tracer
from tests.sky import test_directions as directions
from tests.sky.messages import nasa_states
from tests.sky.test_air import BRIGHT
from tests.sky.test_arc import QUIET
from tests.skyfield_peer import geometric_sun, satellite, times

from bench.light import same_sphere
from bench.peers import Job
from bench.peers.skyfield import Skyfield
from cupola.clock import DAY, day_start
from cupola.light import edges, orbit_edges
from cupola.light.colour import cct
from cupola.light.moment import Vantage
from cupola.sky import MoonTable, SunTable, beta_angle, subpoint, sun_position, surface_point
from cupola.sky.air import LimbLight
from cupola.sky.arc import Arc
from cupola.sky.eclipse import limit
from cupola.sky.interpolation import Table, nodes

Floats = NDArray[np.float64]

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
DATE = "October 2021"
QUARTER = DAY / 4
BLUEST_K = 25_001.0


@dataclass(frozen=True)
class Panel:
    """Errors of one claim.

    Attributes
    ----------
    title, authority : str
        What is claimed, and who says how it is.
    across, up : str
        What the axes show.
    x, error : ndarray, shape (n,)
        Where, and by how much ours differs.
    tolerance : float
        What the test allows, either way.
    """

    title: str
    authority: str
    across: str
    up: str
    x: Floats
    error: Floats
    tolerance: float


def main() -> None:
    """Write the pictures."""
    warnings.simplefilter("ignore")
    for name, panels in (("sky", sky), ("edges", sunrises), ("light", light)):
        target = PICTURES / f"accuracy-{name}.svg"
        target.write_bytes(drawn(panels()))
        print(target.name)


def drawn(panels: Sequence[Panel]) -> bytes:
    """Draw panels three in a row: SVG, readable on white paper and on a dark screen."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams.update({"svg.hashsalt": "cupola", "font.size": 8, "axes.titlesize": 8, "svg.fonttype": "path"})
    import matplotlib.pyplot as plt

    rows = -(-len(panels) // 3)
    figure, axes = plt.subplots(rows, 3, figsize=(9.6, 2.5 * rows), layout="constrained", facecolor="white")
    for axis, panel in zip(axes.flat, panels, strict=False):
        _draw(axis, panel)
    for axis in axes.flat[len(panels) :]:
        axis.set_axis_off()
    picture = io.BytesIO()
    figure.savefig(picture, format="svg", metadata={"Date": None, "Creator": None})
    plt.close(figure)
    return picture.getvalue()


def _draw(axis: Any, panel: Panel) -> None:
    limit_ = panel.tolerance
    axis.axhspan(-limit_, limit_, color="#e7eef5", linewidth=0)
    axis.axhline(0.0, color="#9aa7b3", linewidth=0.6)
    for side in (-limit_, limit_):
        axis.axhline(side, color="#b3541e", linewidth=1.0, linestyle="--")
    axis.plot(panel.x, panel.error, ".", color="#1b4b7a", markersize=2.5, rasterized=False)
    axis.set_ylim(-1.25 * limit_, 1.25 * limit_)
    worst = float(np.abs(panel.error).max())
    axis.set_title(f"{panel.title}\n{panel.authority}: at most {worst:.2g} of {limit_:g}", loc="left")
    axis.set_xlabel(panel.across)
    axis.set_ylabel(panel.up)
    for side in ("top", "right"):
        axis.spines[side].set_visible(False)


def _days(at: Floats) -> Floats:
    return (at - day_start("2021-10-01")) / DAY + 1.0


def _signed(ours: Floats, theirs: Floats, axis: Floats) -> Floats:
    """Give the angle between directions, deg, with the sign of its part along an axis; all shape (n, 3)."""
    part = np.einsum("ni,ni->n", ours / np.linalg.norm(ours, axis=-1, keepdims=True), axis)
    part -= np.einsum("ni,ni->n", theirs / np.linalg.norm(theirs, axis=-1, keepdims=True), axis)
    return np.where(part < 0, -1.0, 1.0) * directions.degrees(ours, theirs)


def sky() -> list[Panel]:
    """Give the panels of orbit, Sun, Moon and Earth."""
    at, orbit = directions.instants(), one_set_orbit()
    position, velocity = orbit.states(at)
    along = velocity / np.linalg.norm(velocity, axis=-1, keepdims=True)
    fine = np.linspace(orbit.span.start, orbit.span.stop, 600)
    read, exact = orbit.ephemeris().positions(fine), orbit.states(fine)[0]
    table = (np.linalg.norm(read - exact, axis=-1)) * 1000.0
    theirs = satellite(one_set()).at(times(at)).frame_xyz(TEME).km.T
    apart = np.einsum("ni,ni->n", position - theirs, along) * 1000.0
    sun = SunTable(orbit.span)(at) - position
    moon = MoonTable(orbit.span)(at) - position
    return [
        Panel("Position by SGP4, along the flight, m", "Skyfield", DATE, "m", _days(at), apart, 2.0),
        Panel("Orbit read from its table, m", "SGP4 itself", DATE, "m", _days(fine), table, 0.5),
        Panel("Point below the station, eastward, m", "astropy", DATE, "m", *_ground(), 100.0),
        Panel(
            "Direction of the Sun, deg", "Skyfield, DE421", DATE, "deg", _days(at),
            _signed(sun, directions.seen_by_skyfield("sun"), along), 0.01,
        ),
        Panel(
            "Direction of the Moon, deg", "Skyfield, DE421", DATE, "deg", _days(at),
            _signed(moon, directions.seen_by_skyfield("moon"), along), 0.01,
        ),
        Panel("Beta, deg", "astropy", DATE, "deg", *_beta(), 0.02),
    ]  # fmt: skip


def _beta() -> tuple[Floats, Floats]:
    there = astropy_sky()
    return _days(there.at), beta_angle(*one_set_orbit().states(there.at), sun_position(there.at)) - there.beta


def _ground() -> tuple[Floats, Floats]:
    there = astropy_sky()
    latitude, longitude, _ = subpoint(one_set_orbit().positions(there.at), there.at)
    here = np.array([surface_point(a, b) for a, b in zip(latitude, longitude, strict=True)])
    other = np.array([surface_point(a, b) for a, b in zip(there.latitude, there.longitude, strict=True)])
    east = np.stack([-other[:, 1], other[:, 0], np.zeros(len(other))], axis=-1)
    east /= np.linalg.norm(east, axis=-1, keepdims=True)
    return _days(there.at), np.einsum("ni,ni->n", here - other, east) * 1000.0


def sunrises() -> list[Panel]:
    """Give the panels of sunrises and sunsets."""
    orbit = one_set_orbit()
    at = nodes(orbit.span.start, orbit.span.stop, QUARTER, 4)
    true_sun = Vantage(orbit.ephemeris(), Table(orbit.span.start, QUARTER, geometric_sun(at), 4))
    panels = []
    for word in ("umbra", "penumbra"):
        theirs = orekit_edges(word).at
        ours = orbit_edges(orbit, limit(word)).at - theirs
        panels.append(Panel(f"Edge of the {word}, WGS84, s", "Orekit", DATE, "s", _days(theirs), ours, 0.25))
        same = edges(true_sun, orbit.span, limit(word)).at - theirs
        title = f"Edge of the {word}, with its Sun, s"
        panels.append(Panel(title, "Orekit", DATE, "s", _days(theirs), same, 0.03))
    skyfield = Skyfield(Job(one_set().line1, one_set().line2, orbit.span))
    events = skyfield.events()
    apart = same_sphere(orbit, skyfield) - events
    panels.append(Panel("Sun's centre on one sphere, s", "Skyfield", DATE, "s", _days(events), apart, 0.1))
    return [*panels, _between_nasas_states()]


def _between_nasas_states() -> Panel:
    at, position, velocity = (each[QUIET] for each in nasa_states())
    arc = Arc(at[::2], position[::2], velocity[::2])
    found, speed = arc(at[:-1])
    along = np.einsum("ni,ni->n", found - position[:-1], speed) / np.linalg.norm(speed, axis=-1) * 1000.0
    hours = (at[:-1] - at[0]) / 3600.0
    title = "Between states 8 min apart, m"
    return Panel(title, "NASA's, left out", "hours, 26 February 2022", "m", hours[4:-3], along[4:-3], 2.0)


def light() -> list[Panel]:
    """Give the panels of brightness, colour, and what stands in the way."""
    height = np.array([row.elevation for row in BRIGHT])
    found = np.concatenate([LimbLight(row.height, row.floor)([row.elevation]) for row in BRIGHT])
    lux = 100.0 * (found[:, 1] / np.array([row.xyz[1] for row in BRIGHT]) - 1.0)
    warmth = 100.0 * (cct(found) / np.array([row.kelvin for row in BRIGHT]) - 1.0)
    cases = np.array([(row[1], *of_paths(row)[:2]) for row in PATHS["rows"] if row[3] == 0.3])
    earth = 100.0 * (cases[:, 1] - cases[:, 2]) / cases[0, 2]  # of noon's, for a plate that looks down
    points = [point for point in POINTS if point["cct_K"] <= BLUEST_K]
    kelvin = np.array([point["cct_K"] for point in points])
    ohno = 100.0 * (cct([xyz_of(*point["xy"]) for point in points]) / kelvin - 1.0)
    ray, down = "a ray followed by steps", "Sun from the zenith below, deg"
    above = "Sun above the limb, deg"
    return [
        Panel("Sunlight through the air, %", ray, above, "%", height, lux, 5.0),
        Panel("Its colour temperature, %", ray, above, "%", height, warmth, 1.5),
        Panel("Earthshine, % of noon's", "random paths", down, "%", cases[:, 0], earth, 2.0),
        Panel("Colour temperature of any light, %", "colour-science", "K", "%", kelvin, ohno, 1.0),
        Panel("Sun blocked or not, mm from an edge", "Embree", "window", "mm", *_rays(), 1.0),
    ]


def _rays() -> tuple[Floats, Floats]:
    """Give, for each window, how far from an edge rays lie at most of which Embree says otherwise: to 0.1 mm."""
    worst = []
    sun = next(iter(tracer.SUNS.values()))
    for seed, window in enumerate(tracer.ISS.windows):
        rays = tracer.outward(tracer.ISS.window(window).normal, seed)
        when, suns = np.full(len(rays), tracer.AT), np.broadcast_to(sun, rays.shape)
        differ = (tracer.ISS.clearance(window, rays, when, suns) < 0) != tracer.met(window, sun, rays)
        worst.append(_edge_mm(lambda more, w=window, r=rays[differ]: tracer.met(w, sun, r, more)))
    return np.arange(len(worst)) + 1.0, np.array(worst)


def _edge_mm(met: Callable[[float], NDArray[np.bool_]]) -> float:
    """Give the least growth of all bodies, mm, at which every ray changes from free to met."""
    steps = (0.0, 0.25, 0.5, 1.0, 2.0, 4.0)
    return next(mm for mm in steps if mm == steps[-1] or (met(mm / 1000) & ~met(-mm / 1000)).all())


if __name__ == "__main__":
    main()
