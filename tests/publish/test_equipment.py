from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import Span
from cupola.publish.day import Schedule
from cupola.publish.equipment import equipment, peak

USES = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 10), st.integers(1, 4)).map(
        lambda use: (Span(float(use[0]), float(use[0] + use[1])), use[2])
    ),
    max_size=8,
)


def test_uses_that_touch_do_not_add_up() -> None:
    assert peak([(Span(0.0, 10.0), 2), (Span(10.0, 20.0), 3)]) == 3
    assert peak([(Span(0.0, 11.0), 2), (Span(10.0, 20.0), 3)]) == 5
    assert peak([]) == 0


@given(USES)
def test_the_peak_is_the_most_in_use_at_any_instant(uses: list[tuple[Span, int]]) -> None:
    instants = [tick + 0.5 for tick in range(41)]
    assert peak(uses) == max(sum(count for span, count in uses if at in span) for at in instants)


def test_cameras_and_data_by_hand(schedule: Schedule) -> None:
    """On the 9th six takes of 60 s with 10 s handles each side: 8 minutes; 20 and 10 GB, the cards hold 100."""
    found = equipment(schedule.days[2], schedule.production)
    (camera,) = found.cameras
    assert (camera.model, camera.out, camera.bodies, camera.setups, camera.takes) == ("RED KOMODO 6K", 1, 2, 2, 6)
    assert (camera.rolled, camera.gb, camera.shots) == ("8:00", "30", "1B, 3A")
    assert (found.gb, found.cards_gb, found.part) == ("30", "100", 0.3)


def test_gear_by_hand(schedule: Schedule) -> None:
    gear = equipment(schedule.days[0], schedule.production).gear
    assert [(line.name, line.out, line.count, line.shots) for line in gear] == [
        ("LED panel", 2, 4, "1A"),
        ("sound recorder", 1, 1, "1A"),
    ]
    assert equipment(schedule.days[2], schedule.production).gear == ()
