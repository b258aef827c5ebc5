"""Eclipse edges by Orekit 13.1.9, made by `bench/authorities/orekit_edges.py`; its models stand in the JSON file."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class OrekitEdges:
    """Edges in order of time: UTC seconds since 1970, and whether it is a sunrise; both shape (n,)."""

    at: NDArray[np.float64]
    rises: NDArray[np.bool_]


@cache
def orekit_edges(limit: str) -> OrekitEdges:
    """Give the edges of the `umbra` or the `penumbra`, 5 to 17 October 2021, element set of 8 October."""
    table = json.loads(Path(__file__).with_name("orekit_edges.json").read_text(encoding="utf-8"))[limit]
    return OrekitEdges(np.array([at for at, _ in table]), np.array([kind == "sunrise" for _, kind in table]))
