"""Sunrises and sunsets as instants, by a limit that is named in the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cupola.clock import Instants, Span, utc_text
from cupola.light.moment import Vantage
from cupola.light.phases import SunAbove
from cupola.light.search import search
from cupola.sky import Course, SunTable
from cupola.sky.eclipse import Limit


@dataclass(frozen=True, slots=True)
class Edges:
    """The sunrises and sunsets of a span.

    Attributes
    ----------
    at : ndarray, shape (n,)
        Instants in order of time.
    rises : ndarray of bool, shape (n,)
        Whether it is a sunrise.
    limit : Limit
        What was taken as sunrise and sunset.
    """

    at: Instants
    rises: NDArray[np.bool_]
    limit: Limit

    @property
    def sunrises(self) -> Instants:
        """The instants of the sunrises, shape (m,)."""
        return self.at[self.rises]

    @property
    def sunsets(self) -> Instants:
        """The instants of the sunsets, shape (m,)."""
        return self.at[~self.rises]

    def as_json(self) -> dict[str, Any]:
        """Give the answer of `cupola light --edges --json`."""
        return {
            "edges": [
                {"utc": utc_text(float(at), 3), "kind": "sunrise" if rises else "sunset"}
                for at, rises in zip(self.at, self.rises, strict=True)
            ],
            "limit": self.limit.name,
            "part": self.limit.part,
            "height": self.limit.height,
            "refraction": self.limit.refraction,
        }


def edges(vantage: Vantage, span: Span, limit: Limit) -> Edges:
    """Find the sunrises and sunsets of a span, none lost; `limit` says what counts as one."""
    (lit,) = search([SunAbove(limit)], vantage.at, span, vantage.joints(span))
    starts, stops = lit.starts[lit.starts > span.start], lit.stops[lit.stops < span.stop]
    at = np.concatenate([starts, stops])
    order = np.argsort(at, kind="stable")
    return Edges(at[order], (np.arange(len(at)) < len(starts))[order], limit)


def orbit_edges(orbit: Course, limit: Limit) -> Edges:
    """Find the sunrises and sunsets of an orbit's whole span."""
    return edges(Vantage(orbit.ephemeris(), SunTable(orbit.span)), orbit.span, limit)
