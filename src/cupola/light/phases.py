"""The four light phases at the station: sun, eclipse, sunrise, sunset.

Sunrise begins with the first refracted ray of the Sun's upper limb that gets through the air, at a tangent height of
8 km: what passes lower is lost in cloud and haze. It ends when the lower limb's ray clears 28 km: the disc is whole and
white, at about 95 % of its direct light. Sunset is the mirror image. With the Sun in the orbit's plane either lasts
23 s, at a beta angle of 60 deg 59 s. `sun` is the full disc, `eclipse` none of it; the four fill all time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

import numpy as np
from numpy.typing import NDArray

from cupola.clock import Span, SpanSet
from cupola.light.condition import Condition
from cupola.light.moment import Moment, Vantage
from cupola.light.need import LightLimits
from cupola.light.search import search
from cupola.sky import eclipse
from cupola.sky.atmosphere import bending
from cupola.sky.eclipse import Limit

PHASES: Final = ("sun", "eclipse", "sunrise", "sunset")

_STEP: Final = 300.0  # the Sun's elevation is a sine of 90 minutes


@dataclass(frozen=True, slots=True)
class SunAbove(Condition):
    """Part of the Sun's disc is above the limb."""

    step: ClassVar[float] = _STEP
    limit: Limit

    def signed(self, moment: Moment) -> NDArray[np.float64]:
        """Give the elevation above the limb, in deg."""
        return eclipse.limb_elevation(moment.position, moment.sun, self.limit)


@dataclass(frozen=True, slots=True)
class SunClimbs(Condition):
    """The Sun climbs above the limb: it is before the noon and after the midnight of this revolution."""

    step: ClassVar[float] = _STEP

    def signed(self, moment: Moment) -> NDArray[np.float64]:
        """Give the rate of climb; see `sky.eclipse.climbing`."""
        return eclipse.climbing(moment.position, moment.velocity, moment.sun)


@dataclass(frozen=True, slots=True)
class PhaseConditions:
    """The three conditions whose combinations are the phases."""

    first: SunAbove
    full: SunAbove
    climbs: SunClimbs

    @classmethod
    def of(cls, limits: LightLimits) -> PhaseConditions:
        """Give the conditions for limits of light."""
        bent = [float(bending(height)) for height in (limits.first_light, limits.full_light)]
        return cls(
            first=SunAbove(Limit("first light", "upper", limits.first_light, bent[0])),
            full=SunAbove(Limit("full light", "lower", limits.full_light, bent[1])),
            climbs=SunClimbs(),
        )

    def spans(self, first: SpanSet, full: SpanSet, vantage: Vantage, span: Span) -> dict[str, SpanSet]:
        """Give each phase's spans in a span, from when the first light and the full light hold in it."""
        edge = first - full
        rises = self._rises(edge, vantage)
        return {
            "sun": full,
            "eclipse": first.complement(span),
            "sunrise": edge & rises,
            "sunset": edge - rises,
        }

    def _rises(self, edge: SpanSet, vantage: Vantage) -> SpanSet:
        """Give the parts of spans between dark and full light in which the Sun climbs.

        Nearly always it climbs, or sinks, from end to end. Where the orbit's Sun only dips into the air, or only peeps
        out of it, the turn is sought.
        """
        if not edge:
            return edge
        ends = vantage.at(np.concatenate([edge.starts, np.nextafter(edge.stops, 0.0)]))
        before, after = np.split(self.climbs.signed(ends) >= 0, 2)
        rises = SpanSet(edge.starts[before & after], edge.stops[before & after])
        for k in np.flatnonzero(before != after):
            turning = Span(float(edge.starts[k]), float(edge.stops[k]))
            rises = rises | search([self.climbs], vantage.at, turning, vantage.joints(turning))[0]
        return rises

    def hold(self, word: str, moment: Moment) -> NDArray[np.bool_]:
        """Say at which instants of a moment, shape (n,), a phase is on, straight from the conditions."""
        first = self.first.signed(moment) >= 0
        if word == "eclipse":
            return ~first
        full = self.full.signed(moment) >= 0
        if word == "sun":
            return first & full
        climbs = self.climbs.signed(moment) >= 0
        return first & ~full & (climbs if word == "sunrise" else ~climbs)
