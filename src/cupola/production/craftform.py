"""The orbit, the attitude and the aircraft of production.yaml as written."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from cupola.production.fields import Duration, Form, Instant, Rate, RayHeight, Word, Words, unit


class OverForm(Form):
    """A place that an orbit passes over at its epoch, and whether it flies north or south there."""

    lat: Annotated[float, Field(ge=-90, le=90)]
    lon: Annotated[float, Field(ge=-180, le=180)]
    heading: Literal["north", "south"] = "north"


class BurnForm(Form):
    """A burn of an orbit told in figures: when, what it makes of the heights, how long it lasts."""

    start: Instant = Field(alias="from")
    height: RayHeight | None = None
    perigee: RayHeight | None = None
    apogee: RayHeight | None = None
    burn: Annotated[Duration, Field(le=7200)] = 600.0


class OrbitForm(Form):
    """Element sets, published states, or an orbit in a few figures.

    With `seam`, the largest jump allowed where one set takes over from another.
    """

    elements: Word | None = None
    ephemeris: Annotated[Words, Field(min_length=1, max_length=100)] | None = None
    seam: Annotated[float, unit("m")] = 60_000.0
    height: RayHeight | None = None
    perigee: RayHeight | None = None
    apogee: RayHeight | None = None
    inclination: Annotated[float, unit("deg")] | None = None
    node: Annotated[float, unit("deg"), Field(le=360)] | None = None
    along: Annotated[float, unit("deg"), Field(le=360)] | None = None
    over: OverForm | None = None
    lowest: Annotated[float, unit("deg"), Field(le=360)] | None = None
    epoch: Instant | None = None
    drag: Annotated[float, Field(ge=-0.1, le=0.1)] | None = None
    then: Annotated[list[BurnForm], Field(min_length=1, max_length=50)] | None = None

    @property
    def figures(self) -> tuple[str, ...]:
        """The fields given of an orbit in a few figures."""
        files = ("elements", "ephemeris", "seam")
        return tuple(name for name in OrbitForm.model_fields if name not in files and getattr(self, name) is not None)


class TurnForm(Form):
    """A stretch in which the craft flies in one of its attitude modes."""

    mode: Word
    start: Instant = Field(alias="from")
    stop: Instant = Field(alias="to")


class PointForm(Form):
    """A point on the ground: WGS84 degrees north and east."""

    lat: Annotated[float, Field(ge=-90, le=90)]
    lon: Annotated[float, Field(ge=-180, le=180)]


class LinkForm(Form):
    """Figures of a link to the ground that differ from those of its place."""

    carries: Annotated[list[Literal["video", "voice", "data"]], Field(min_length=1, max_length=3)] | None = None
    down: Rate | None = None
    up: Rate | None = None
    ray: Annotated[float, unit("m"), Field(le=100_000)] | None = None
    lowest: Annotated[float, unit("deg"), Field(le=90)] | None = None
    sun: Annotated[float, unit("deg"), Field(le=30)] | None = None


class AircraftForm(Form):
    """A craft that flies and comes down again: its kind, from where, when it takes off, and figures that differ."""

    kind: Word
    airfield: PointForm | None = None
    sector: PointForm | None = None
    takeoffs: Annotated[list[Instant], Field(min_length=1, max_length=200)]
    heading: Annotated[float, unit("deg"), Field(le=360)] = 0.0
    weightless: Annotated[Duration, Field(ge=1, le=120)] | None = None
    pull_up: Annotated[Duration, Field(le=120)] | None = None
    pull_out: Annotated[Duration, Field(le=120)] | None = None
    heavy: Annotated[float, Field(ge=1, le=4)] | None = None
    period: Annotated[Duration, Field(ge=1, le=3600)] | None = None
    parabolas: Annotated[int, Field(ge=1, le=100)] | None = None
    series: Annotated[int, Field(ge=1, le=100)] | None = None
    pause: Annotated[Duration, Field(le=7200)] | None = None
    mars: Annotated[int, Field(ge=0, le=100)] | None = None
    moon: Annotated[int, Field(ge=0, le=100)] | None = None
    climb: Annotated[Duration, Field(le=7200)] | None = None
    descent: Annotated[Duration, Field(le=7200)] | None = None
    flights: Annotated[int, Field(ge=1, le=20)] | None = None
    height: Annotated[float, unit("m"), Field(ge=1000, le=9000)] | None = None
