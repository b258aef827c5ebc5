"""The light of a shoot at all its places on the ground."""

from __future__ import annotations

from collections.abc import Sequence

from cupola.clock import Span, SpanSet
from cupola.errors import CupolaError, Message, SkyError
from cupola.light.ground.almanac import GroundAlmanac
from cupola.light.ground.limits import GroundLimits
from cupola.light.need import Need
from cupola.places.ground import Location


class GroundSets:
    """The almanacs of the places that needs name, each made when it is first asked for.

    Parameters
    ----------
    span : Span
        What the almanacs cover.
    limits : GroundLimits
        Where the phases begin and end.
    """

    def __init__(self, span: Span, limits: GroundLimits | None = None) -> None:
        self.span = span
        self.limits = limits if limits is not None else GroundLimits()
        self._almanacs: dict[Location, GroundAlmanac] = {}

    def at(self, location: Location) -> GroundAlmanac:
        """Give the almanac of a place."""
        if location not in self._almanacs:
            self._almanacs[location] = GroundAlmanac(location, self.span, self.limits)
        return self._almanacs[location]

    def phases(self) -> dict[str, SpanSet]:
        """Give no phases: each place has its own."""
        return {}

    def opportunities(self, needs: Sequence[Need]) -> list[SpanSet]:
        """Give, for each need, when all it asks for holds at its place.

        Raises
        ------
        SkyError
            A need without a place, or one that contradicts itself (E372); all of them at once.
        """
        found: dict[int, SpanSet] = {}
        faults: list[Message] = []
        for place in dict.fromkeys(need.location for need in needs):
            mine = [k for k, need in enumerate(needs) if need.location == place]
            if place is None:
                hint = "name the location"
                faults.append(Message("E372", "light on the ground is asked for at no place", hint=hint))
                continue
            try:
                found.update(zip(mine, self.at(place).opportunities([needs[k] for k in mine]), strict=True))
            except CupolaError as error:
                faults += error.messages
        if faults:
            raise SkyError(*dict.fromkeys(faults))
        return [found[k] for k in range(len(needs))]
