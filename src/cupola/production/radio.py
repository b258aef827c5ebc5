"""The links of a production: those of its places, with its own figures laid over them."""

from __future__ import annotations

from dataclasses import replace

from cupola.places import Station
from cupola.places.link import Link, shipped_links
from cupola.production.document import ProductionForm

_METRES_A_KM = 1000.0


def with_links(form: ProductionForm, station: Station) -> Station:
    """Give a station with the figures that a production has of its links."""
    return replace(station, links={key: _own(form, link) for key, link in station.links.items()})


def own_link(form: ProductionForm, key: str) -> Link | None:
    """Give a packaged link of a place that is no station with the figures of a production; None where there is none."""
    link = shipped_links().get(key)
    return None if link is None else _own(form, link)


def _own(form: ProductionForm, link: Link) -> Link:
    item = form.links.get(link.key)
    if item is None:
        return link
    given = item.model_dump(exclude_none=True)
    if item.ray is not None:
        given["ray"] = item.ray / _METRES_A_KM
    if item.carries is not None:
        given["carries"] = tuple(item.carries)
    return replace(link, **given)
