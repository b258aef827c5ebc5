"""From forms to looks: what people wear in which shot, and what was worn before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cupola.production.breakdownform import SceneForm, ShotForm
from cupola.production.build import Reporter
from cupola.production.check import find_ring
from cupola.production.person import Person
from cupola.production.personform import PersonForm
from cupola.production.scene import Shot
from cupola.tree import Steps


def check_looks(form: ShotForm, people: Mapping[str, PersonForm], report: Reporter, path: Steps) -> None:
    """Check the looks that a shot names: of people who are in it, and of theirs."""
    who = f"shot {form.shot}"
    for person, look in form.look.items():
        place = (*path, "look", person)
        if not report.known(person, [*form.cast, *form.crew], "E441", f"{who}: the look of", place):
            continue
        known = people[person].looks if person in people else None
        if known is not None:
            report.known(look, known.all, "E441", f"{who}: the look", place)
        elif person in people:
            text = f"{who}: {person} has no looks to change between"
            report.add("E441", text, place, f'add "looks: {{all: [usual, {look}]}}" to {person} in production.yaml')


def looks_in(form: ShotForm, people: Mapping[str, Person]) -> tuple[tuple[str, str], ...]:
    """Give the look of everybody in a shot who has several."""
    named = dict.fromkeys((*form.cast, *form.crew))
    looks = {person: people[person].looks for person in named if person in people}
    return tuple((person, form.look.get(person, has.usual)) for person, has in looks.items() if has is not None)


def shot_before(shot: Shot, shots: Iterable[Shot], people: Mapping[str, Person]) -> tuple[str, ...]:
    """Name the shots that come before a shot because somebody wears a look in them that is never worn again."""
    worn = ((person, look, people[person].looks) for person, look in shot.looks)
    gone = {(person, old) for person, look, has in worn if has is not None for old in has.before(look)}
    return tuple(other.id for other in shots if gone & set(other.looks))


def check_look_order(
    forms: Sequence[SceneForm], shots: Mapping[str, Shot], people: Mapping[str, Person], report: Reporter
) -> None:
    """Find shots that must follow one another by somebody's looks, and the other way round by orders or other looks."""
    written = {key: list(shot.after) for key, shot in shots.items()}
    if find_ring(written):
        return  # named by `check_orders`
    ring = find_ring({key: [*written[key], *shot_before(shot, shots.values(), people)] for key, shot in shots.items()})
    if ring:
        words = " after shot ".join([*ring, ring[0]])
        ordered = next((key for key in ring if written[key]), None)
        if ordered:
            text, place = "the order goes against the looks", _place(forms, ordered, "after")
            report.add("E442", f"{text}: shot {words}", place, "change a look, or an order")
        else:
            text, place = "the looks go against one another", _place(forms, ring[0], "look")
            report.add("E442", f"{text}: shot {words}", place, "change a look")


def _place(forms: Sequence[SceneForm], key: str, field: str) -> Steps:
    return next(
        ("scenes", k, "shots", j, field)
        for k, form in enumerate(forms)
        for j, shot in enumerate(form.shots)
        if shot.shot == key
    )
