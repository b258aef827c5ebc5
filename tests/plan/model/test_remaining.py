"""What is left beside a plan: of people, sets, cameras, gear, cards, hours, and of the order."""

from __future__ import annotations

from cupola.clock import Span, SpanSet
from cupola.plan.argument.remedies import feasible
from cupola.plan.model.problem import Task
from cupola.plan.model.remaining import all_in_use, busy, day_of, held, remaining, widened
from cupola.plan.model.standing import recorded
from cupola.plan.result import Pass, Strip
from tests.plan.boards import ALWAYS, MINUTE, START, card_stock, minutes, problem, task, worker


def strip(one: Task, *at: float, escort: str | None = None) -> Strip:
    """Give a strip with a one-take pass at each of these minutes."""
    passes = [Pass(None, (Span(START + m * MINUTE, START + m * MINUTE + one.take),), escort) for m in at]
    return Strip(one.id, one.scene, one.set, one.people, one.camera, tuple(passes))


def test_people_are_taken_while_they_are_busy_and_while_they_rest() -> None:
    one, two = task("1A", take=10, escorts=("vic",)), task("2A", take=10)
    board = problem([one, two], [worker("ana", minutes((0, 100))), worker("vic", minutes((0, 100)))], rest=5)
    rest = remaining(board, [strip(one, 40, escort="vic")], ["2A"])
    assert rest.workers["ana"].film == minutes((0, 35), (55, 100))
    assert rest.workers["vic"].film == minutes((0, 35), (55, 100)), "escorts too"
    assert rest.workers["ana"].film_limit == (1430 * MINUTE, 1440 * MINUTE)
    assert rest.workers["vic"].film_limit[0] == 1430 * MINUTE


def test_who_lends_private_time_on_a_day_lends_no_more_that_day() -> None:
    one, two = task("1A", take=10), task("2A", take=10)
    evening = minutes((100, 200), (1540, 1640))
    board = problem([one, two], [worker("ana", minutes((0, 60)), evening, private_limit=30, private_total=40)])
    rest = remaining(board, [strip(one, 110)], ["2A"])
    assert rest.workers["ana"].private == minutes((1540, 1640))
    assert rest.workers["ana"].private_total == 30 * MINUTE
    assert rest.workers["ana"].film_limit == (1440 * MINUTE, 1440 * MINUTE), "film hours are not touched"


def test_a_set_is_taken_from_the_first_pass_to_the_last() -> None:
    one, two = task("1A", take=10, passes=(1, 1)), task("2A", ("bo",), take=10)
    rest = remaining(problem([one, two]), [strip(one, 20, 100)], ["2A"])
    gap = minutes((20, 110))
    assert rest.tasks["2A"].open == ALWAYS - gap
    assert rest.tasks["2A"].rolling == ALWAYS - gap
    other = task("2A", ("bo",), place="other", take=10)
    assert remaining(problem([one, other]), [strip(one, 20, 100)], ["2A"]).tasks["2A"].open == ALWAYS


def test_cameras_and_gear_are_taken_when_too_few_are_left() -> None:
    ones = [task(f"{k}A", (f"p{k}",), place=f"s{k}", take=20, gear=(("led", 2),)) for k in (1, 2)]
    want = task("3A", ("bo",), place="s3", take=10, gear=(("led", 1),))
    strips = [strip(ones[0], 0), strip(ones[1], 10)]
    cases = {
        (9, 9): minutes(),
        (2, 9): minutes((10, 20)),
        (1, 9): minutes((0, 30)),
        (9, 4): minutes((10, 20)),
        (9, 2): minutes((0, 30)),
    }
    for (cameras, led), taken in cases.items():
        board = problem([*ones, want], cameras=cameras, gear={"led": led})
        assert all_in_use(board, strips, want) == taken, (cameras, led)
        assert remaining(board, strips, ["3A"]).tasks["3A"].open == ALWAYS - taken


def test_what_stays_goes_on_counting_on_the_cards_by_the_pass() -> None:
    one, two = task("1A", take=10, passes=(1, 1), data=8), task("2A", take=10, data=7)
    board = problem([one, two], cards=(card_stock(10, 1),))
    rest = remaining(board, [strip(one, 1430, 1500)], ["2A"])
    assert recorded(rest.standing, board.cards[0]) == {("a", 0): 4, ("a", 1): 4}
    assert not feasible(rest), "4 and 7 GB are more than a card"
    assert feasible(remaining(board, [strip(one, 1460, 1500)], ["2A"])), "all of it was recorded on the second day"


def test_order_leaves_what_lies_between() -> None:
    first, middle, last = (
        task("1A", ("a",), place="x"),
        task("2A", ("b",), after=("1A",)),
        task("3A", ("c",), place="z", after=("2A",)),
    )
    board = problem([first, middle, last])
    rest = remaining(board, [strip(first, 100), strip(last, 400)], ["2A"])
    assert rest.tasks["2A"].open == minutes((110, 400))
    assert rest.tasks["2A"].after == (), "what is planned is no longer waited for"
    nothing = remaining(board, [strip(first, 400), strip(last, 100)], ["2A"])
    assert not nothing.tasks["2A"].open


def test_order_of_scenes_leaves_what_lies_between() -> None:
    tasks = [task("1A", ("a",), place="x"), task("2A", ("b",)), task("3A", ("c",), place="z")]
    board = problem(tasks, after={"2": ("1",), "3": ("2",)})
    rest = remaining(board, [strip(tasks[0], 100), strip(tasks[2], 400)], ["2A"])
    assert rest.tasks["2A"].open == minutes((110, 400))
    assert [scene.after for scene in rest.scenes] == [()]


def test_scenes_count_with_what_is_still_wanted_of_them() -> None:
    tasks = [task("1A"), task("1B", after=("1A",)), task("2A")]
    rest = remaining(problem(tasks, after={"1": ("2",)}), [], ["1B", "2A"])
    assert [(scene.number, scene.tasks, scene.after) for scene in rest.scenes] == [
        ("1", ("1B",), ("2",)),
        ("2", ("2A",), ()),
    ]
    assert rest.tasks["1B"].after == ()


def test_small_words() -> None:
    one = task("1A", take=10)
    board = problem([one])
    strips = [strip(one, 0, 1441, escort="vic")]
    assert [day_of(board, p.span.start) for p in strips[0].passes] == [0, 1]
    assert busy(strips, "vic") == busy(strips, "ana") == [p.span for p in strips[0].passes]
    assert busy(strips, "bo") == []
    assert held(strips, "stage") == minutes((0, 1451))
    assert held(strips, "other") == SpanSet()
    assert widened([Span(100, 200), Span(230, 240)], 20) == SpanSet([80], [260])
