"""Days that are paid: in the model, the days on which people with a day rate work or are kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ortools.sat.python import cp_model

from cupola.plan.model.problem import Problem, Worker
from cupola.plan.model.variables import Variables
from cupola.plan.money import worked
from cupola.plan.result import Strip

Clause = list[cp_model.LiteralT]


class PayDays:
    """What day rates cost in a model, beside strips that stay where they are.

    All literals are bounded from below only, so they are true where they must be if what they cost is minimised.
    """

    def __init__(
        self, model: cp_model.CpModel, problem: Problem, variables: Variables, beside: Sequence[Strip]
    ) -> None:
        self._model, self._problem, self._vars = model, problem, variables
        self._kept = worked(problem, beside)

    def terms(self) -> list[cp_model.LinearExprT]:
        """Give US cents for each day that may be paid beside those of the strips that stay."""
        workers = [worker for worker in self._problem.workers.values() if worker.day_rate]
        if not workers:
            return []
        shooting = self._shooting()
        return [round(w.day_rate * 100) * paid for w in workers for paid in self._paid(w, shooting)]

    def _paid(self, worker: Worker, shooting: dict[int, cp_model.LiteralT]) -> list[cp_model.IntVar]:
        days = range(len(self._problem.days))
        work = self._work(worker.id)
        since = self._spread(work, list(days))
        until = self._spread(work, list(reversed(days)))
        found = []
        for day in days:
            if day in self._kept.get(worker.id, set()) | worker.travels:
                continue
            paid = self._model.new_bool_var(f"paid {worker.id} {day + 1}")
            for clause in work[day]:
                self._model.add_bool_or(paid, *_negated(clause))
            if worker.holds and day in shooting:
                self._model.add_bool_or(paid, *_negated([since[day], until[day], shooting[day]]))
            found.append(paid)
        return found

    def _shooting(self) -> dict[int, cp_model.LiteralT]:
        """Give literals that are true on days on which something is shot."""
        found: dict[int, cp_model.LiteralT] = {day: True for days in self._kept.values() for day in days}
        for one in self._vars.all_passes:
            for cell in one.cells:
                if cell.day not in found:
                    found[cell.day] = self._model.new_bool_var(f"shooting {cell.day + 1}")
                self._model.add_implication(cell.literal, found[cell.day])
        return found

    def _work(self, person: str) -> dict[int, list[Clause]]:
        """Give by day what makes a person work on it, each a conjunction of literals."""
        found: dict[int, list[Clause]] = defaultdict(list)
        for day in self._kept.get(person, ()):
            found[day].append([True])
        for one in self._vars.all_passes:
            if person in one.task.people or person in one.escorts:
                escort: Clause = [] if person in one.task.people else [one.escorts[person]]
                for cell in one.cells:
                    found[cell.day].append([cell.literal, *escort])
        return found

    def _spread(self, work: dict[int, list[Clause]], days: list[int]) -> dict[int, cp_model.LiteralT]:
        """Give literals that are true from the first day of work on, in the order of the days given."""
        found: dict[int, cp_model.LiteralT] = {}
        for k, day in enumerate(days):
            found[day] = self._model.new_bool_var("")
            if k:
                self._model.add_implication(found[days[k - 1]], found[day])
            for clause in work[day]:
                self._model.add_bool_or(found[day], *_negated(clause))
        return found


def _negated(clause: Clause) -> Clause:
    return [not literal if isinstance(literal, bool) else ~literal for literal in clause]
