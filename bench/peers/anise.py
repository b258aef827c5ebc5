"""ANISE: its event finder. It reads no element sets: an OEM with 4-minute steps is written for it first."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from bench.peers import Job, even
from cupola.clock import Instants, Span

TASK = "report_event_arcs, total eclipse, from an OEM; a sphere"
LIMIT = "umbra"
ISS, STEP, MARGIN = -25544, 240.0, 1200.0

SHAPES = """KPL/PCK
\\begindata
BODY10_RADII = ( 695700 695700 695700 )
BODY10_POLE_RA = ( 286.13 0 0 )
BODY10_POLE_DEC = ( 63.87 0 0 )
BODY10_PM = ( 84.176 14.1844 0 )
BODY399_RADII = ( 6378.137 6378.137 6356.752314245 )
BODY399_POLE_RA = ( 0 -0.641 0 )
BODY399_POLE_DEC = ( 90 -0.557 0 )
BODY399_PM = ( 190.147 360.9856235 0 )
\\begintext
"""
GRAVITY = """KPL/PCK
\\begindata
BODY10_GM = ( 132712440041.9394 )
BODY399_GM = ( 398600.435436 )
\\begintext
"""


def ready(job: Job) -> Callable[[], Instants]:
    """Make it ready."""
    import skyfield_data
    from anise import Almanac, utils
    from anise.analysis import Event, FrameSpec, StateSpec
    from anise.astro import Frame
    from anise.constants import Frames
    from anise.time import Epoch

    folder = Path(tempfile.mkdtemp(prefix="anise-"))
    (folder / "shapes.tpc").write_text(SHAPES, encoding="ascii")
    (folder / "gravity.tpc").write_text(GRAVITY, encoding="ascii")
    (folder / "iss.oem").write_text(_oem(job), encoding="ascii")
    utils.convert_tpc(str(folder / "shapes.tpc"), str(folder / "gravity.tpc"), str(folder / "bodies.pca"))
    almanac = Almanac(str(Path(skyfield_data.get_skyfield_data_path()) / "de421.bsp")).load(str(folder / "bodies.pca"))
    almanac = almanac.load_ccsds_oem_file(str(folder / "iss.oem"), ISS)
    event = Event.total_eclipse(almanac.frame_info(Frames.IAU_EARTH_FRAME))
    spec = StateSpec(FrameSpec.Loaded(Frame(ISS, 1)), FrameSpec.Loaded(Frames.EARTH_J2000), None)
    first, last = (Epoch.from_unix_seconds(at) for at in (job.span.start, job.span.stop))

    def run() -> Instants:
        arcs = almanac.report_event_arcs(spec, event, first, last)
        ends = np.array([edge.to_unix_seconds() for arc in arcs for edge in (arc.start_epoch(), arc.end_epoch())])
        return np.sort(ends[(ends > job.span.start + 1.0) & (ends < job.span.stop - 1.0)])

    return run


def _oem(job: Job) -> str:
    """Write the orbit, in the frame of the stars, as a CCSDS OEM."""
    from bench.peers.skyfield import Skyfield

    skyfield = Skyfield(job)
    at = even(Span(job.span.start - MARGIN, job.span.stop + MARGIN), STEP)
    position, velocity, _ = skyfield.geometry(skyfield.times(at))
    stamps = [datetime.fromtimestamp(float(x), UTC).strftime("%Y-%m-%dT%H:%M:%S.%f") for x in at]
    head = (
        "CCSDS_OEM_VERS = 2.0", "CREATION_DATE = 2021-10-05T00:00:00", "ORIGINATOR = BENCH", "META_START",
        "OBJECT_NAME = ISS", "OBJECT_ID = 1998-067A", "CENTER_NAME = EARTH", "REF_FRAME = ICRF", "TIME_SYSTEM = UTC",
        f"START_TIME = {stamps[0]}", f"STOP_TIME = {stamps[-1]}", "INTERPOLATION = LAGRANGE",
        "INTERPOLATION_DEGREE = 7", "META_STOP",
    )  # fmt: skip
    states = np.concatenate([position, velocity], axis=-1)
    rows = (f"{s} " + " ".join(f"{x:.9f}" for x in row) for s, row in zip(stamps, states, strict=True))
    return "\n".join([*head, *rows]) + "\n"
