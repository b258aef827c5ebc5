"""The light settings of a production: the house's own, with what the document says laid over them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from cupola.errors import SkyError
from cupola.production.build import Reporter
from cupola.production.document import LightForm
from cupola.production.model import LightSettings

T = TypeVar("T")

_METRES_A_KM = 1000.0


def the_light(form: LightForm, report: Reporter) -> LightSettings:
    """Make the light settings; heights and angles that contradict one another are reported."""
    usual = LightSettings()
    heights = _given(first_light=_km(form.first_light), full_light=_km(form.full_light))
    aboard = _given(
        incidence=form.incidence,
        ground_day=form.ground_day,
        ground_night=form.ground_night,
        landmark_elevation=form.landmark_elevation,
        terminator=form.terminator,
    )
    panes = _given(incidence=form.incidence, ground_day=form.ground_day, ground_night=form.ground_night)
    ground = panes | _given(day=form.golden_from, golden=form.golden_to, blue=form.blue_to, low=form.low_sun)
    looks = _given(albedo=form.albedo, earth_k=form.earth_colour)

    def made(field: str, make: Callable[[], T], otherwise: T) -> T:
        try:
            return make()
        except SkyError as error:
            for message in error.messages:
                report.add(message.code, message.text, ("light", field), message.hint)
            return otherwise

    return LightSettings(
        aboard=made(_first(form, "first_light", "full_light"), lambda: replace(usual.aboard, **heights, **aboard),
                    usual.aboard),
        ground=made(_first(form, "golden_from", "golden_to", "blue_to"), lambda: replace(usual.ground, **ground),
                    usual.ground),
        surroundings=made("earth_colour", lambda: replace(usual.surroundings, **looks), usual.surroundings),
    )  # fmt: skip


def _km(metres: float | None) -> float | None:
    return None if metres is None else metres / _METRES_A_KM


def _given(**values: float | None) -> dict[str, float]:
    """Keep the values that the document gives."""
    return {name: value for name, value in values.items() if value is not None}


def _first(form: LightForm, *fields: str) -> str:
    """Give the first of the fields that the document gives, where a fault of them together is shown."""
    return next((field for field in fields if getattr(form, field) is not None), fields[0])
