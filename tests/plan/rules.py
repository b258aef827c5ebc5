"""The rules of a plan once more, in the words of a first assistant director: a few lines each, none the model's.

`broken` says which rules strips break; `best_value` tries everything. Both know only the problem and the strips.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, pairwise, product

from cupola.clock import Span, SpanSet
from cupola.plan.model.problem import Problem, SceneTask, Task
from cupola.plan.result import Pass, Strip

Broken = Iterator[str]


def broken(problem: Problem, strips: Sequence[Strip]) -> list[str]:
    """Give the rules that strips break, each as a name and what is concerned."""
    return [f"{rule.__name__}: {what}" for rule in RULES for what in rule(problem, strips)]


def day_of(problem: Problem, at: float) -> int:
    """Give the day of an instant; -1 outside the shoot."""
    return next((k for k, day in enumerate(problem.days) if day.start <= at < day.stop), -1)


def whole_scenes(problem: Problem, strips: Sequence[Strip]) -> Broken:
    """A scene is in once, with all its shots, or out."""
    made = [strip.shot for strip in strips]
    for scene in problem.scenes:
        if len({made.count(key) for key in scene.tasks}) != 1 or made.count(scene.tasks[0]) > 1:
            yield scene.number


def as_asked(problem: Problem, strips: Sequence[Strip]) -> Broken:
    """A strip has the people, set and camera of its shot, and its takes in its passes."""
    for s in strips:
        task = problem.tasks[s.shot]
        same = (s.scene, s.set, s.people, s.camera) == (task.scene, task.set, task.people, task.camera)
        if not same or tuple(len(p.takes) for p in s.passes) != task.passes:
            yield s.shot


def times(problem: Problem, strips: Sequence[Strip]) -> Broken:
    """Set-ups, takes and resets last as long as they need that day, and only the first pass is set up."""
    for s in strips:
        task = problem.tasks[s.shot]
        for index, one in enumerate(s.passes):
            day = day_of(problem, one.span.start)
            factor = (task.factors or problem.factors)[day] if task.slow and day >= 0 else 1.0
            setup = one.setup.length if one.setup else 0
            again = task.may_break and one.setup is not None
            wanted = task.setup * factor if index == 0 or again else 0
            apart = [b.start - a.start for a, b in pairwise(one.takes)]
            if (
                day < 0
                or abs(setup - wanted) > 0.5
                or any(abs(take.length - task.take) > 0.5 for take in one.takes)
                or any(abs(gap - (task.take + task.reset) * factor) > 0.5 for gap in apart)
                or (one.setup and one.setup.stop != one.takes[0].start)
            ):
                yield f"{s.shot}.{index}"


def locked(problem: Problem, strips: Sequence[Strip]) -> Broken:
    """What is locked begins when its lock says, pass by pass."""
    for s in strips:
        for one, lock in zip(s.passes, problem.tasks[s.shot].lock, strict=False):
            if abs(one.span.start - lock) > 1:
                yield s.shot


def light(problem: Problem, strips: Sequence[Strip]) -> Broken:
    """The light holds from the first take of a pass to the last, and the set is open from the set-up on."""
    for s in strips:
        task = problem.tasks[s.shot]
        for one in s.passes:
            rolls = Span(one.takes[0].start, one.takes[-1].stop)
            if not task.rolling.covers(rolls) or not task.open.covers(one.span):
                yield s.shot


def people_free(problem: Problem, strips: Sequence[Strip]) -> Broken:
    """Everybody is in film time all through a pass, or in private time all through."""
    for s, one in _passes(strips):
        for person in s.people:
            worker = problem.workers[person]
            if not worker.film.covers(one.span) and not worker.private.covers(one.span):
                yield f"{person} in {s.shot}"


def escorts(problem: Problem, strips: Sequence[Strip]) -> Broken:
    """Each pass that needs an escort has one of those asked for, in film time; the others have none."""
    for s, one in _passes(strips):
        able = problem.tasks[s.shot].escorts
        if not able and one.escort is None:
            continue
        if one.escort not in able or not problem.workers[one.escort or ""].film.covers(one.span):
            yield f"{one.escort} in {s.shot}"


def rest(problem: Problem, strips: Sequence[Strip]) -> Broken:
    """Nobody is in two places at once; everybody rests between two passes, and has the time to change for the next."""
    busy = sorted(
        (one.span, who, s.shot) for s, one in _passes(strips) for who in {*s.people, one.escort} if who is not None
    )
    for (a, who, first), (b, other, second) in combinations(busy, 2):
        if who == other and b.start < a.stop + problem.gap(who, problem.tasks[first], problem.tasks[second]):
            yield f"{who} from {first} to {second}"


def moves(problem: Problem, strips: Sequence[Strip]) -> Broken:
    """Nobody moves from one location to another more often on a day than agreed."""
    if problem.changes is None or problem.changes.moves_per_day is None:
        return
    travel = problem.changes.travel
    ground = {place for way in travel for place in way}
    for person in problem.workers:
        for day in problem.days:
            mine = [(one.span, s.set) for s, one in _passes(strips) if person in (*s.people, one.escort)]
            today = [place for span, place in sorted(mine) if span.start in day and place in ground]
            if sum(pair in travel for pair in pairwise(today)) > problem.changes.moves_per_day:
                yield person


def sets(problem: Problem, strips: Sequence[Strip]) -> Broken:
    """A set holds one set-up at a time, from its first minute to its last take."""
    for a, b in combinations(strips, 2):
        if a.set == b.set and any(one.overlaps(two) for one, two in product(_parts(a), _parts(b))):
            yield f"{a.shot} and {b.shot}"


def _parts(strip: Strip) -> list[Span]:
    """Give the stretches in which a set-up stands: a pass that sets up again begins a new one."""
    found: list[Span] = []
    for one in strip.passes:
        if found and one.setup is None:
            found[-1] = Span(found[-1].start, one.span.stop)
        else:
            found.append(one.span)
    return found


def things(problem: Problem, strips: Sequence[Strip]) -> Broken:
    """No more cameras and pieces of gear are out at once than there are."""
    for at in (part.start for s in strips for part in _parts(s)):
        out = [s for s in strips if any(at in part for part in _parts(s))]
        for key, most in problem.cameras.items():
            if sum(s.camera == key for s in out) > most:
                yield key
        for key, most in problem.gear.items():
            if sum(dict(problem.tasks[s.shot].gear).get(key, 0) for s in out) > most:
                yield key


def passes_follow(problem: Problem, strips: Sequence[Strip]) -> Broken:
    """Passes follow one another, not too soon and not too late."""
    for s in strips:
        for a, b in pairwise(s.passes):
            apart, pause = b.takes[0].start - a.takes[0].start, b.span.start - a.span.stop
            night = problem.tasks[s.shot].nights.clip(Span(a.span.stop, max(a.span.stop, b.span.start))).total
            if apart < problem.least_pass or not 0 < pause <= problem.pass_gap + night:
                yield s.shot


def passes_alike(problem: Problem, strips: Sequence[Strip]) -> Broken:
    """The passes of a set-up begin to roll at like places of their revolutions."""
    for s in strips:
        for a, b in combinations(s.passes, 2):
            turn = problem.revolutions[day_of(problem, a.span.start)] if problem.revolutions else 1.0
            left = (b.takes[0].start - a.takes[0].start) % turn
            if min(left, turn - left) > problem.like_light:
                yield s.shot


def matched(problem: Problem, strips: Sequence[Strip]) -> Broken:
    """What must match another shot lies where its light is like, if both are there."""
    made = {s.shot: [p.takes[0].start for p in s.passes] for s in strips}
    for m in problem.matches:
        if m.task in made and m.like in made:
            first, rolls = made[m.like][0], made[m.task]
            if not any(near.contains([first]).all() and far.contains(rolls).all() for near, far in m.pairs):
                yield f"{m.task} like {m.like}"


def hours(problem: Problem, strips: Sequence[Strip]) -> Broken:
    """Nobody works longer, or lends more private time, than agreed."""
    for person, worker in problem.workers.items():
        private = 0.0
        for day, span in enumerate(problem.days):
            today = [one.span for s, one in _passes(strips) if person in (*s.people, one.escort)]
            today = [work for work in today if work.start in span]
            lent = sum(work.length for work in today if worker.private.covers(work))
            film = sum(work.length for work in today) - lent
            private += lent
            if film > worker.film_limit[day] or lent > worker.private_limit:
                yield f"{person} on day {day + 1}"
        if private > worker.private_total:
            yield f"{person} over the stay"


def cards(problem: Problem, strips: Sequence[Strip]) -> Broken:
    """Put every card into a box when it is begun; each night the oldest cards are emptied as far as the night goes."""
    for stock in problem.cards:
        box: list[float] = []  # what is still to be copied of each card, in cards
        for night, end in enumerate([*stock.offloads, float("inf")]):
            begin = stock.offloads[night - 1] if night else -float("inf")
            for camera in stock.cameras:
                amount = sum(
                    problem.tasks[s.shot].data_gb * len(one.takes) / sum(problem.tasks[s.shot].passes)
                    for s, one in _passes(strips)
                    if s.camera == camera and begin <= one.span.start < end
                )
                box += [1.0] * math.ceil(amount / stock.size - 1e-9)
            if len(box) > stock.count:
                yield f"night {night}"
            hours = stock.nightly
            while box and hours > 0:
                done = min(box[0], hours)
                box[0], hours = box[0] - done, hours - done
                if box[0] < 1e-9:
                    box.pop(0)


def power(problem: Problem, strips: Sequence[Strip]) -> Broken:
    """Whenever a pass begins there are batteries enough for it beside those in use and on charge."""
    for stock in problem.batteries:
        mine = [one.span for s, one in _passes(strips) if s.camera == stock.camera]
        for now in mine:
            out = [span for span in mine if span.start <= now.start < span.stop + stock.charge]
            if sum(math.ceil(span.length / stock.runs) for span in out) > stock.count:
                yield f"{stock.camera} at {now.start}"


def hush(problem: Problem, strips: Sequence[Strip]) -> Broken:
    """Nobody sets up or rolls in a set that is heard while the takes of a quiet shot roll, the pauses included."""
    for (s, one), (o, other) in product(_passes(strips), repeat=2):
        rolls = Span(one.takes[0].start, one.takes[-1].stop)
        if o.set in problem.tasks[s.shot].heard and rolls.overlaps(other.span):
            yield f"{o.shot} in {s.shot}"


def tidy(problem: Problem, strips: Sequence[Strip]) -> Broken:
    """Walk through each day: what is cleared and put back, by whom, from when to when."""
    keep = problem.upkeep
    if keep is None:
        return
    busy = [(one.span, p) for s, one in _passes(strips) for p in (*s.people, one.escort) if p]
    for day, span in enumerate(problem.days):
        jobs: list[tuple[str, Span]] = []
        stowed = 0.0
        there = sum(
            b.length for spans in keep.stowage.values() for b in spans if b.start in span and b.stop <= keep.by[day]
        )
        for place in {s.set for s in strips}:
            today = sorted(
                (one.span, s.people) for s, one in _passes(strips) if s.set == place and one.span.start in span
            )
            if not today:
                continue
            first, last = today[0], max(today, key=lambda use: use[0].stop)
            if keep.clear.get(place):
                jobs += [(p, Span(first[0].start - keep.clear[place], first[0].start)) for p in first[1]]
            if keep.restore.get(place):
                blocks = [
                    b for p in last[1] for b in keep.stowage.get(p, ()) if b.start in span and b.stop <= keep.by[day]
                ]
                if any(b.start >= last[0].stop for b in blocks):
                    stowed += keep.restore[place]
                else:
                    jobs += [(p, Span(last[0].stop, last[0].stop + keep.restore[place])) for p in last[1]]
                    if last[0].stop + keep.restore[place] > keep.by[day]:
                        yield f"{place} late"
        if stowed > there:
            yield f"stowage on day {day + 1}"
        for k, (person, job) in enumerate(jobs):
            others = [other for p, other in jobs[k + 1 :] if p == person] + [other for other, p in busy if p == person]
            if not keep.film[person].covers(job) or any(job.overlaps(other) for other in others):
                yield f"{person} has other things to do"
        for person, worker in problem.workers.items():
            mine = sum(job.length for p, job in jobs if p == person)
            work = sum(
                one.length for one, p in busy if p == person and one.start in span and not worker.private.covers(one)
            )
            if mine and mine + work > worker.film_limit[day]:
                yield f"{person} on day {day + 1}"


def order(problem: Problem, strips: Sequence[Strip]) -> Broken:
    """What must come before comes before, if both are there."""
    after = {scene.number: scene.after for scene in problem.scenes}
    for a, b in product(strips, strips):
        must = b.shot in problem.tasks[a.shot].after or b.scene in after[a.scene]
        if must and a.span.start < b.span.stop:
            yield f"{a.shot} after {b.shot}"


def work_days(problem: Problem, strips: Sequence[Strip]) -> Broken:
    """Nobody works longer on a day, lent time too, than film and station may take together."""
    for who, worker in problem.workers.items():
        for day, limit in enumerate(worker.hours.work):
            if sum(w.length for w in _work(problem, strips, who) if w.start in problem.days[day]) > limit:
                yield f"{who} on day {day + 1}"


def weeks(problem: Problem, strips: Sequence[Strip]) -> Broken:
    """In no 168 hours does more work in film time begin than agreed."""
    for who, worker in problem.workers.items():
        film = [w for w in _work(problem, strips, who) if not worker.private.covers(w)]
        for first in film:
            week = [w.length for w in film if first.start <= w.start < first.start + 7 * 86400]
            if sum(week) > worker.hours.film_per_week:
                yield f"{who} from {first}"


def days_off(problem: Problem, strips: Sequence[Strip]) -> Broken:
    """Nobody works too many days in a row."""
    for who, worker in problem.workers.items():
        row = 0
        for day in problem.days:
            row = row + 1 if any(w.start in day for w in _work(problem, strips, who)) else 0
            if row > worker.hours.days_in_a_row:
                yield f"{who} on {day}"


def long_days(problem: Problem, strips: Sequence[Strip]) -> Broken:
    """From first call to last wrap of somebody's own day is no longer than agreed; nor between two meals."""
    for who, worker in problem.workers.items():
        own = worker.hours.days or problem.days
        limits = ((own, worker.hours.day_length), (worker.hours.stretches or own, worker.hours.meal_after))
        for parts, most in limits:
            for part in parts:
                there = [w for w in _work(problem, strips, who) if w.start in part]
                if there and max(w.stop for w in there) - min(w.start for w in there) > most:
                    yield f"{who} on {part}"


def turnarounds(problem: Problem, strips: Sequence[Strip]) -> Broken:
    """Between work on two of somebody's own days lies their rest."""
    for who, worker in problem.workers.items():
        own = worker.hours.days or problem.days
        dated = [(k, w) for w in _work(problem, strips, who) for k, day in enumerate(own) if w.start in day]
        for (one, a), (two, b) in product(dated, dated):
            if one < two and b.start - a.stop < worker.hours.turnaround:
                yield f"{who} from {a} to {b}"


def _work(problem: Problem, strips: Sequence[Strip], who: str) -> list[Span]:
    """Give when somebody works: in a shot, or as its escort."""
    return sorted(one.span for s, one in _passes(strips) if who in (*s.people, one.escort))


RULES: tuple[Callable[[Problem, Sequence[Strip]], Broken], ...] = (
    whole_scenes,
    as_asked,
    times,
    locked,
    light,
    people_free,
    escorts,
    rest,
    moves,
    sets,
    things,
    passes_follow,
    passes_alike,
    matched,
    hours,
    work_days,
    weeks,
    days_off,
    long_days,
    turnarounds,
    cards,
    power,
    hush,
    tidy,
    order,
)


PIECEMEAL = tuple(rule for rule in RULES[1:] if rule is not tidy)
"""The rules that a part of a plan keeps if the whole does; another strip may put back a set in time."""


def worth(problem: Problem, strips: Sequence[Strip]) -> int:
    """Give the value of the scenes that are in."""
    numbers = {strip.scene for strip in strips}
    return sum(scene.value for scene in problem.scenes if scene.number in numbers)


def best_value(problem: Problem, step: float) -> int:
    """Try every choice of scenes, the most valuable first, with every start on a grid of `step` seconds."""
    choices = [c for n in range(len(problem.scenes) + 1) for c in combinations(problem.scenes, n)]
    for choice in sorted(choices, key=lambda c: -sum(scene.value for scene in c)):
        if _fits(problem, choice, step):
            return sum(scene.value for scene in choice)
    return 0


def _fits(problem: Problem, scenes: Sequence[SceneTask], step: float) -> bool:
    """Say whether scenes can be made together: put one shot after the other anywhere, go back when a rule breaks."""
    choices = [list(placings(problem, problem.tasks[key], step)) for scene in scenes for key in scene.tasks]

    def put(index: int, strips: list[Strip]) -> bool:
        if index == len(choices):
            return not any(True for _ in tidy(problem, strips))
        for strip in choices[index]:
            now = [*strips, strip]
            if not any(True for rule in PIECEMEAL for _ in rule(problem, now)) and put(index + 1, now):
                return True
        return False

    return put(0, [])


def placings(problem: Problem, task: Task, step: float) -> Iterator[Strip]:
    """Give every strip of a shot on the grid that breaks no rule by itself."""
    grid = SpanSet.of(problem.days)
    starts = [float(grid.starts[0]) + k * step for k in range(int(grid.total / step))]
    singles = [
        [one for start in starts for one in _pass_at(problem, task, index, start)] for index in range(len(task.passes))
    ]
    for passes in product(*singles):
        strip = Strip(task.id, task.scene, task.set, task.people, task.camera, tuple(passes))
        if not any(True for rule in PIECEMEAL for _ in rule(problem, [strip])):
            yield strip


def _pass_at(problem: Problem, task: Task, index: int, start: float) -> Iterator[Pass]:
    day = day_of(problem, start)
    factor = (task.factors or problem.factors)[day] if task.slow else 1.0
    setup = task.setup * factor
    for lead in {setup} if index == 0 else {0.0, setup} if task.may_break else {0.0}:
        first = start + lead
        slot = (task.take + task.reset) * factor
        takes = tuple(Span(first + k * slot, first + k * slot + task.take) for k in range(task.passes[index]))
        if task.rolling.covers(Span(takes[0].start, takes[-1].stop)):
            for escort in task.escorts or (None,):
                yield Pass(Span(start, first) if first > start else None, takes, escort)


def _passes(strips: Sequence[Strip]) -> Iterator[tuple[Strip, Pass]]:
    return ((strip, one) for strip in strips for one in strip.passes)
