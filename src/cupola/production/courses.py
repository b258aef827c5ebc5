"""From the training of a document to its courses: who learns what from whom, by when."""

from __future__ import annotations

from collections.abc import Sequence

from cupola.clock import Span, utc_text
from cupola.errors import closest
from cupola.production.build import Reporter
from cupola.production.check import find_ring
from cupola.production.document import ProductionForm
from cupola.production.lesson import Course, Training
from cupola.production.lessons import Lessons, in_order, place_of
from cupola.production.scene import Scene
from cupola.production.ships import Ship, ship_up
from cupola.production.shots import Breakdown
from cupola.production.trainingform import CATALOGUES, CourseForm, TrainingForm, catalogue, laid_over
from cupola.tree import Steps


class Courses:
    """Makes the courses of a training, and their lessons.

    Parameters
    ----------
    form : ProductionForm
        The document.
    ships : sequence of Ship
        What takes its people up.
    maker : Breakdown
        Makes shots, and keeps what is wrong with them.
    report : Reporter
        Takes the faults.
    """

    def __init__(self, form: ProductionForm, ships: Sequence[Ship], maker: Breakdown, report: Reporter) -> None:
        self._form, self._ships, self._maker, self._report = form, ships, maker, report

    def made(self) -> tuple[Training | None, tuple[Scene, ...]]:
        """Give the training and its lessons, one scene each; what is faulty is left out and reported."""
        training, report = self._form.training, self._report
        if training is None:
            return None, ()
        place: Steps = ("training", "catalogue")
        if not report.known(training.catalogue, CATALOGUES, "E750", "the catalogue of courses", place):
            return None, ()
        usual = catalogue(training.catalogue)
        forms = {key: laid_over(usual.get(key), own) for key, own in training.courses.items()}
        ready_by = self._ready_by(training)
        for person in training.trainees:
            report.known(person, self._form.people, "E757", "the trainee", ("training", "trainees"))
        self._check_orders(training, forms)
        self._check_ships(training, forms, usual)
        lessons = Lessons(training, self._form.unit or "flight", self._maker, report)
        courses: list[Course] = []
        found: dict[str, list[Scene]] = {}
        for key, form in forms.items():
            before = report.faults
            course = self._course(key, form, training, ready_by)
            scenes = lessons.of(course, form) if course is not None else []
            if course is not None and report.faults == before:
                courses.append(course)
                found[key] = scenes
        ordered = tuple(scene for key, of in found.items() for scene in in_order(of, forms[key], found))
        return Training(ready_by, tuple(courses)), ordered

    def _ready_by(self, training: TrainingForm) -> float:
        """Give when all is learnt: as written, or else at the wrap, and before anybody leaves."""
        stay = self._form.stay
        leaves = {
            person: (ship.launch if ship.launch is not None else ship.arrives, ship.name)
            for person in _everybody(training)
            if (ship := ship_up(self._ships, person)) is not None
        }
        leaves = {person: (at, name) for person, (at, name) in leaves.items() if at > stay.first_shot}
        if training.ready_by is None:
            return min([stay.wrap, *(at for at, _ in leaves.values())])
        ready_by, place = training.ready_by, ("training", "ready_by")
        late = [(at, name, person) for person, (at, name) in leaves.items() if at < ready_by]
        if late:
            at, name, person = min(late)
            text = f"ready_by is {utc_text(ready_by)}, after {person} leaves in {name} at {utc_text(at)}"
            self._report.add("E752", text, place, f"write {utc_text(at)} at the latest, or leave it out")
        elif ready_by > stay.wrap:
            text = f"ready_by is {utc_text(ready_by)}, after the wrap at {utc_text(stay.wrap)}"
            self._report.add("E752", text, place, "nothing is planned after the wrap: move it, or write an earlier day")
        elif ready_by <= stay.first_shot:
            text = f"ready_by is {utc_text(ready_by)}, and nothing is planned before {utc_text(stay.first_shot)}"
            self._report.add("E752", text, place, "write a later day, or let first_shot be earlier")
        else:
            return ready_by
        return stay.wrap

    def _check_orders(self, training: TrainingForm, forms: dict[str, CourseForm]) -> None:
        """Check that courses come after courses that there are, and not in a ring."""
        for key, own in training.courses.items():
            for other in own.after:
                self._report.known(other, forms, "E750", f"{key}: the course before", (*place_of(key), "after"))
        ring = find_ring({key: [other for other in form.after if other in forms] for key, form in forms.items()})
        if ring:
            words = " after ".join([*ring, ring[0]])
            written = next((key for key in ring if "after" in training.courses[key].model_fields_set), ring[0])
            hint = f"give {written} an `after:` without one of them"
            self._report.add("E751", f"courses go in a ring: {words}", (*place_of(written), "after"), hint)

    def _check_ships(self, training: TrainingForm, forms: dict[str, CourseForm], usual: dict[str, CourseForm]) -> None:
        """Warn of who goes up without a course that the catalogue has for that kind of ship."""
        for person in training.trainees:
            ship = ship_up(self._ships, person)
            if ship is None or ship.arrives < self._form.stay.first_shot:
                continue
            missed = [
                f"{key} ({course.name})"
                for key, course in usual.items()
                if ship.kind in course.ships
                and (key not in forms or person not in (forms[key].trainees or training.trainees))
            ]
            if missed:
                text = f"{person} goes up in {ship.name} without {', '.join(missed)}"
                hint = "add them, if nobody has given them elsewhere"
                place: Steps = ("training", "courses")
                self._report.messages.append(self._report.tree.message("W405", text, place, hint))

    def _course(self, key: str, form: CourseForm, training: TrainingForm, ready_by: float) -> Course | None:
        """Make a course; None with a fault kept where it cannot have a lesson."""
        report, place, stay = self._report, place_of(key), self._form.stay
        known = catalogue(training.catalogue)
        if form.name is None and form.hours is None and form.lessons is None:
            near = closest(key, known) or f"courses of {training.catalogue}: {', '.join(known)}"
            text = f'the course "{key}" is not in the catalogue {training.catalogue}, and says no hours'
            report.add("E750", text, place, near)
            return None
        trainees = tuple(dict.fromkeys(form.trainees if form.trainees is not None else training.trainees))
        for person in trainees:
            if form.trainees is not None:
                report.known(person, self._form.people, "E757", f"{key}: the trainee", (*place, "trainees"))
            if person in form.instructors:
                text = f"{key}: {person} teaches and learns"
                report.add("E757", text, (*place, "instructors"), "take one of them out")
        if any(person not in self._form.people for person in trainees):
            return None
        if form.set is None:
            where = f": it takes {form.kind}" if form.kind else ""
            report.add("E756", f"the course {key} has no set{where}", place, 'add "set:" with a set of this production')
            return None
        is_named = {"instructors", "one_of"} & training.courses[key].model_fields_set
        if form.role and not is_named:
            text = f"nobody teaches the course {key}: it takes {form.role}"
            hint = 'add "instructors: [somebody]", "one_of: group", or "instructors: []" where nobody is needed'
            report.add("E756", text, place, hint)
        start = max(stay.first_shot, form.start if form.start is not None else stay.first_shot)
        stop = min(ready_by, stay.wrap, form.stop if form.stop is not None else ready_by)
        if stop <= start:
            text = f"the course {key} is never offered: from {utc_text(start)} to {utc_text(stop)}"
            report.add("E754", text, (*place, "to" if form.stop is not None else "from"), "give it days of the shoot")
            return None
        return Course(
            id=key,
            name=form.name or key,
            trainees=trainees,
            instructors=tuple(form.instructors),
            one_of=form.one_of,
            set=form.set or "",
            offered=Span(start, stop),
            priority=form.priority,
            source=form.source,
            confidence=form.confidence,
        )


def _everybody(training: TrainingForm) -> list[str]:
    """Name all trainees, those of single courses included, each once."""
    of_courses = (person for course in training.courses.values() for person in course.trainees or ())
    return list(dict.fromkeys((*training.trainees, *of_courses)))
