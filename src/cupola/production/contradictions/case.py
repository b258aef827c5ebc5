"""What is looked into for contradictions: a production, and where each of its parts is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from functools import cached_property

from cupola.production.breakdownform import SceneForm
from cupola.production.build import Reporter
from cupola.production.contradictions.hours import Hours
from cupola.production.model import Event, Production
from cupola.production.person import Person
from cupola.production.scene import Scene, Shot
from cupola.tree import Node, Steps


@dataclass(frozen=True)
class Case:
    """A production whose documents are read, and who takes the faults of each of its two documents.

    Attributes
    ----------
    production : Production
        All that refers to nothing unknown; a shot with a fault of its own is missing.
    book, breakdown : Reporter
        Of production.yaml and of breakdown.yaml.
    forms : sequence of SceneForm
        The scenes as written.
    """

    production: Production
    book: Reporter
    breakdown: Reporter
    forms: Sequence[SceneForm]
    _told: set[tuple[str | int, ...]] = dataclass_field(default_factory=set)

    @cached_property
    def places(self) -> Mapping[str, Steps]:
        """Where each shot is written."""
        written: dict[str, Steps] = {
            shot.shot: ("scenes", k, "shots", j)
            for k, form in enumerate(self.forms)
            for j, shot in enumerate(form.shots)
        }
        return written | {shot.id: course for scene, course in self._lessons() for shot in scene.shots}

    @cached_property
    def scene_places(self) -> Mapping[str, Steps]:
        """Where each scene is written."""
        written: dict[str, Steps] = {form.scene: ("scenes", k) for k, form in enumerate(self.forms)}
        return written | {scene.number: course for scene, course in self._lessons()}

    def _lessons(self) -> Iterator[tuple[Scene, Steps]]:
        """Give the lessons, each with where its course is written: in production.yaml."""
        for scene in self.production.scenes:
            if scene.lesson is not None:
                yield scene, ("training", "courses", scene.lesson.course)

    @cached_property
    def hours(self) -> Hours:
        """The time of its people and sets."""
        return Hours(self.production)

    @cached_property
    def shots_of(self) -> Mapping[str, tuple[Shot, ...]]:
        """The shots of each person who is in some."""
        people = dict.fromkeys(person for shot in self.production.shots.values() for person in shot.people)
        return {key: tuple(shot for shot in self.production.shots.values() if key in shot.people) for key in people}

    def written(self, *paths: Steps) -> Steps:
        """Give the first of some ways in production.yaml that leads to a value; the last one, if none does."""
        return next((path for path in paths if _has(self.book.tree.root, path)), paths[-1])

    def event_place(self, event: Event) -> Steps | None:
        """Give where an event is written; None for one of the station's own timeline."""
        events = self.book.tree.root.get("events")
        for k, item in enumerate((events.items or []) if events else []):
            if item.word("what") == event.what:
                return ("events", k)
        return None

    def are_known(self, members: Sequence[Person], group: str) -> bool:
        """Say whether these are all whom the document names of a group; one with a fault of their own is missing."""
        people = self.book.tree.root.get("people")
        named = [node for _, node in (people.pairs or {}).values()] if people is not None else []
        return bool(members) and len(members) == sum(group in node.words("groups") for node in named)

    def field(self, shot: str, first: str, other: str) -> str:
        """Give a field of a shot if it is written, or else another one."""
        fields = {one.shot: one.model_fields_set for form in self.forms for one in form.shots}
        return first if first in fields[shot] else other

    def about(self, shot: str, code: str, text: str, field: str, hint: str | None = None) -> None:
        """Keep a fault at a field of a shot."""
        self.tell(shot, code, f"shot {shot}: {text}", field, hint)

    def tell(self, shot: str, code: str, text: str, field: str, hint: str | None = None) -> None:
        """Keep a fault at a field of a shot, in these very words; of the lessons of a course, once."""
        place = self.places[shot]
        if place[0] != "training":
            self.breakdown.add(code, text, (*place, field), hint)
        elif (code, *place) not in self._told:
            self._told.add((code, *place))
            self.book.add(code, text, (*place, field), hint)


def _has(node: Node | None, path: Steps) -> bool:
    for step in path:
        node = node.get(str(step)) if node is not None else None
    return node is not None
