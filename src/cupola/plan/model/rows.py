"""Rows of passes: which pass of a person's day comes after which, as literals of a model."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import permutations

from ortools.sat.python import cp_model

from cupola.plan.model.variables import PassVar


@dataclass(frozen=True, slots=True)
class Row:
    """Passes of a day in a row: literals for each that may be first, and for each two that may follow each other."""

    firsts: tuple[tuple[PassVar, cp_model.IntVar], ...]
    arcs: tuple[tuple[PassVar, PassVar, cp_model.IntVar], ...]


class Rows:
    """The rows of a model; passes that are put in a row twice, for two people or two reasons, share it."""

    def __init__(self, model: cp_model.CpModel) -> None:
        self._model = model
        self._here: dict[tuple[int, int], cp_model.IntVar] = {}
        self._known: dict[tuple[int, ...], Row] = {}

    def by_day(self, passes: Iterable[PassVar]) -> list[Row]:
        """Give the rows of passes of which no two may be at once, day by day."""
        days: dict[int, list[tuple[PassVar, cp_model.IntVar]]] = defaultdict(list)
        for one in passes:
            for day in sorted({cell.day for cell in one.cells}):
                days[day].append((one, self._on_day(one, day)))
        return [self._row(today) for today in days.values()]

    def _on_day(self, one: PassVar, day: int) -> cp_model.IntVar:
        key = one.start.index, day
        if key not in self._here:
            literals = [cell.literal for cell in one.cells if cell.day == day]
            self._here[key] = literals[0] if len(literals) == 1 else self._model.new_bool_var("")
            if len(literals) > 1:
                self._model.add(sum(literals) == self._here[key])
        return self._here[key]

    def _row(self, passes: list[tuple[PassVar, cp_model.IntVar]]) -> Row:
        key = tuple(here.index for _, here in passes)
        if key not in self._known:
            self._known[key] = self._circuit(passes)
        return self._known[key]

    def _circuit(self, passes: list[tuple[PassVar, cp_model.IntVar]]) -> Row:
        model = self._model
        circuit: list[tuple[int, int, cp_model.LiteralT]] = [(0, 0, model.new_bool_var(""))]
        firsts, arcs = [], []
        for node, (one, here) in enumerate(passes, 1):
            first, last = model.new_bool_var(""), model.new_bool_var("")
            circuit += [(node, node, here.negated()), (0, node, first), (node, 0, last)]
            firsts.append((one, first))
        for (k, (before, _)), (j, (one, _)) in permutations(enumerate(passes, 1), 2):
            arc = model.new_bool_var("")
            circuit.append((k, j, arc))
            model.add(one.start >= before.stop).only_enforce_if(arc)
            arcs.append((before, one, arc))
        model.add_circuit(circuit)
        return Row(tuple(firsts), tuple(arcs))
