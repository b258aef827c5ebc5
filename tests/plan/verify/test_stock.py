"""Each broken rule about cards and batteries is named, and it alone."""

from __future__ import annotations

from dataclasses import replace

from cupola.clock import Span
from cupola.plan.verify import verify
from cupola.production import Production
from cupola.production.stock import Battery, Offload
from tests.plan.conftest import Desk
from tests.plan.edits import changed, codes, day, starting, texts, the_strip, with_cards, with_rules


def offloaded(production: Production, at: float, nightly: float = float("inf")) -> Production:
    """Give a production with another nightly offload."""
    return replace(production, offload=Offload(at * 3600.0, nightly))


def powered(production: Production, count: int, runs: float, charge: float) -> Production:
    """Give a production whose camera has so many batteries; times in minutes."""
    camera = replace(production.cameras["komodo"], battery=Battery(count, runs * 60, charge * 60))
    return replace(production, cameras={"komodo": camera})


def test_cards_are_counted_from_offload_to_offload_and_by_the_take(desk: Desk) -> None:
    """3B, 3A, 1A and 1B record 3.185 + 12.74 + 11.944 + 5.574 GB on 7 October, 2A and 2B 27.1 GB on the 8th."""
    assert verify(with_cards(desk.production, 33.45), desk.plan) == ()
    faults = verify(with_cards(desk.production, 33.4), desk.plan)
    assert [(f.code, f.text) for f in faults] == [
        (
            "E532",
            "2 × a card of 33.4 GB needed from offload to offload, 6 Oct 21:30-7 Oct 21:30, for 3B, 3A, 1A, 1B "
            "(RED KOMODO 6K 33 GB); 1 is free",
        )
    ]
    assert faults[0].shots == ("3B", "3A", "1A", "1B")
    assert faults[0].span == Span(day(6, "21:30"), day(7, "21:30"))
    assert len(verify(with_cards(desk.production, 20.0), desk.plan)) == 2
    assert verify(with_cards(desk.production, 20.0, count=2), desk.plan) == ()


def test_an_offload_in_the_middle_of_the_day_parts_it(desk: Desk) -> None:
    """At 13:00 on the 7th 3B and 3A are done, 15.9 GB; 1A and 1B follow, and 2A and 2B before 13:00 on the 8th."""
    assert the_strip(desk.plan, "3A").span.stop < day(7, "13:00") < the_strip(desk.plan, "1A").span.start
    small = with_cards(desk.production, 16.0, count=2)
    noon, night = (verify(offloaded(small, at), desk.plan) for at in (13.0, 21.5))
    assert [sorted(f.shots) for f in noon] == [["1A", "1B", "2A", "2B"]]
    assert [sorted(f.shots) for f in night] == [["1A", "1B", "3A", "3B"]]


def test_half_of_the_takes_are_half_of_the_data(desk: Desk) -> None:
    """1B has a pass on each side of a midnight when the crew's clock is 7 hours ahead."""
    moscow = replace(offloaded(desk.production, at=0.0), crew_offset=7 * 3600.0)
    split = with_rules(moscow, time_factor=(1.0,))
    faults = verify(with_cards(split, 31.0), desk.plan)
    assert "E532" not in codes(faults), texts(faults)
    assert "E532" in codes(verify(with_cards(split, 30.0), desk.plan))


def test_a_card_that_the_night_did_not_empty_is_full_the_next_day(desk: Desk) -> None:
    """Two cards of 20 GB are begun on the 7th and two on the 8th: with three, one must be empty by then."""
    three = with_cards(desk.production, 20.0, count=3)
    assert verify(offloaded(three, at=21.5, nightly=20.0), desk.plan) == ()
    faults = verify(offloaded(three, at=21.5, nightly=19.9), desk.plan)
    assert [f.text for f in faults] == [
        "2 × a card of 20 GB needed from offload to offload, 7 Oct 21:30-8 Oct 21:30, for 2B, 2A "
        "(RED KOMODO 6K 27 GB); 1 is free"
    ]


def test_a_card_is_of_one_camera(desk: Desk) -> None:
    spare = replace(desk.production.cameras["komodo"], id="spare", model="Spare")
    both = replace(desk.production, cameras={**desk.production.cameras, "spare": spare})
    scenes = [
        replace(s, shots=tuple(replace(t, camera="spare") if t.id == "3B" else t for t in s.shots)) for s in both.scenes
    ]
    both = replace(both, scenes=tuple(scenes))
    plan = changed(desk.plan, "3B", lambda s: replace(s, camera="spare"))
    faults = verify(with_cards(both, 500.0), plan)
    assert [f.text for f in faults] == [
        "2 × a card of 500 GB needed from offload to offload, 6 Oct 21:30-7 Oct 21:30, for 3B, 3A, 1A, 1B "
        "(Spare 3 GB, RED KOMODO 6K 30 GB); 1 is free"
    ]
    assert verify(with_cards(both, 500.0, count=2), plan) == ()


def test_batteries_that_are_still_charging_are_named(desk: Desk) -> None:
    """The next pass begins ten minutes after 2A ends."""
    assert verify(powered(desk.production, 2, 60, 120), desk.plan) == ()
    late = changed(desk.plan, "2B", lambda s: starting(s, the_strip(desk.plan, "2A").span.stop + 600))

    def about_2b(charge: float) -> list[str]:
        faults = verify(powered(desk.production, 1, 60, charge), late)
        return [f.text for f in faults if f.code == "E560" and f.shots == ("2A", "2B")]

    assert about_2b(10) == []
    assert about_2b(11) == [
        "2 batteries of the RED KOMODO 6K in use or on charge (8 Oct 11:57-11:58) for 2A, 2B; "
        "there is 1, full again after 11 min"
    ]


def test_a_long_pass_takes_several_batteries(desk: Desk) -> None:
    """The longest pass of the plan is longer than 40 minutes."""
    longest = max(one.span.length for strip in desk.plan.strips for one in strip.passes) / 60
    assert 40 < longest < 80
    assert "E560" in codes(verify(powered(desk.production, 1, 40, 0), desk.plan))
    assert verify(powered(desk.production, 2, 40, 0), desk.plan) == ()
    assert verify(powered(desk.production, 1, longest, 0), desk.plan) == ()
