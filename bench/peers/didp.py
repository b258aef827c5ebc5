"""Talent scheduling by DIDP's CABS: reads an instance as JSON, prints cost, bound and seconds."""

from __future__ import annotations

import json
import sys
import time

import didppy as dp


def main() -> None:
    """Solve what is asked on standard input."""
    asked = json.load(sys.stdin)
    merged: dict[int, int] = {}
    for cast, length in zip(asked["cast"], asked["length"], strict=True):
        merged[cast] = merged.get(cast, 0) + length
    pay = asked["pay"]
    cast, length = list(merged), list(merged.values())
    n, m = len(cast), len(pay)
    model = dp.Model()
    scene, actor = model.add_object_type(number=n), model.add_object_type(number=m)
    left = model.add_set_var(object_type=scene, target=list(range(n)))
    casts = model.add_set_table([[a for a in range(m) if one >> a & 1] for one in cast], object_type=actor)
    pays = model.add_int_table(pay)
    own = model.add_int_table([length[s] * sum(pay[a] for a in range(m) if cast[s] >> a & 1) for s in range(n)])
    came = casts.union(left.complement())
    ahead = casts.union(left)
    model.add_base_case([left.is_empty()])
    held = came & ahead
    for s in range(n):
        one = dp.Transition(
            name=str(s),
            cost=length[s] * pays[casts[s] | held] + dp.IntExpr.state_cost(),
            effects=[(left, left.remove(s))],
            preconditions=[
                left.contains(s),
                *(
                    ~left.contains(j) | ~(casts[j] - casts[s]).issubset(held)
                    for j in range(n)
                    if cast[s] & ~cast[j] == 0 and j != s
                ),
            ],
        )
        model.add_transition(one)
        model.add_transition(
            dp.Transition(
                name=f"free {s}",
                cost=own[s] + dp.IntExpr.state_cost(),
                effects=[(left, left.remove(s))],
                preconditions=[left.contains(s), casts[s] == held],
            ),
            forced=True,
        )
    model.add_dual_bound(own[left])
    began = time.perf_counter()
    found = dp.CABS(model, time_limit=asked["limit"], quiet=True).search()
    seconds = time.perf_counter() - began
    answer = {
        "cost": found.cost,
        "optimal": found.is_optimal,
        "bound": found.best_bound,
        "seconds": seconds,
    }
    json.dump(answer, sys.stdout)


main()
