"""From forms to cards, batteries and the nightly offload."""

from __future__ import annotations

from cupola.production.build import Reporter
from cupola.production.crewrules import CrewRules
from cupola.production.document import ProductionForm
from cupola.production.gearform import OffloadForm
from cupola.production.stock import Cards, Offload
from cupola.units import GB_OF_A_MEGABIT

_NO_RATE = ("rate", "hours, and no rate with them")


def the_cards(form: ProductionForm, base: CrewRules) -> tuple[Cards, ...]:
    """Give the cards of each camera that has its own, then those that all other cameras share."""
    own = {key: camera.cards for key, camera in form.cameras.items() if camera.cards is not None}
    shared = tuple(key for key in form.cameras if key not in own)
    found = [Cards((key,), item.size, item.count) for key, item in own.items()]
    common = form.cards or base.cards
    return (*found, Cards(shared, common.size, common.count)) if shared else tuple(found)


def the_offload(form: ProductionForm, base: CrewRules, report: Reporter) -> Offload:
    """Give the nightly offload: the packaged one with the production's own laid over it."""
    values = {**base.offload.model_dump(), **form.offload.model_dump(exclude_none=True)}
    item = OffloadForm.model_construct(**values)
    assert item.at is not None and item.copies is not None  # the packaged one has both
    if item.rate is None and item.hours is None:
        return Offload(item.at)
    if item.rate is None or item.hours is None:
        missing, said = ("hours", "a rate, and no hours with it") if item.hours is None else _NO_RATE
        text = f"the offload has {said}"
        report.add("E450", text, ("offload",), f'add "{missing}:"; or leave out both, and every night is long enough')
        return Offload(item.at)
    return Offload(item.at, item.rate * item.hours * GB_OF_A_MEGABIT / item.copies)
