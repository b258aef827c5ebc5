"""What the shots of a production ask of links to the ground."""

from __future__ import annotations

from collections.abc import Mapping

from cupola.errors import SkyError
from cupola.light.link import links_of, refuse_other_link
from cupola.light.need import Need
from cupola.places import Station
from cupola.production.breakdownform import ShotForm
from cupola.production.build import Reporter
from cupola.production.document import ProductionForm
from cupola.production.model import Set
from cupola.tree import Steps


def check_own_links(form: ProductionForm, station: Station | None, sets: Mapping[str, Set], report: Reporter) -> None:
    """Check that a production has figures only of links that its places have."""
    needs = [Need(location=one.under_sky, flights=one.flights) for one in sets.values()]
    known = {key for need in needs for key in links_of(need)} | set(station.links if station is not None else ())
    for key in form.links:
        report.known(key, known, "E745", "the link", ("links", key))


def check_link(form: ShotForm, where: Set | None, station: Station | None, report: Reporter, path: Steps) -> None:
    """Check that the place of a shot has the link that it asks for."""
    if where is None or (where.under_sky is None and station is None):
        return
    need = Need(location=where.under_sky, flights=where.flights, link=form.link)
    try:
        refuse_other_link(need, links_of(need, station))
    except SkyError as error:
        for message in error.messages:
            report.add(message.code, f"shot {form.shot}: {message.text}", (*path, "link"), message.hint)
