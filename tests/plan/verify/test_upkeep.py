"""Sets that are not cleared or not put back are named, with who, when and why."""

from __future__ import annotations

from dataclasses import replace

from cupola.clock import Span
from cupola.plan.model.provision import upkeep
from cupola.plan.verify import verify
from cupola.production import Production
from tests.plan.conftest import Desk
from tests.plan.edits import changed, day, starting, the_strip, with_person, with_rules, with_set, with_time


def kept(desk: Desk, place: str = "nauka", **minutes: float) -> Production:
    """Give the production with a set that is cleared and put back; times in minutes."""
    return with_set(desk.production, place, **{key: value * 60 for key, value in minutes.items()})


def said(production: Production, desk: Desk) -> list[str]:
    """Give what the proof says of clearing and putting back; it says nothing else."""
    faults = verify(production, desk.plan)
    assert {f.code for f in faults} <= {"E561"}
    return [f.text for f in faults]


def free(production: Production) -> Production:
    """Give a production in which Ada and Dina have film time all the 8th, and no stowage."""
    for who in ("ada", "dina", "piet"):
        production = with_time(production, who, Span(day(8, "08:00"), day(8, "18:00")), "film")
        production = with_time(production, who, Span(day(8, "18:00"), day(8, "18:30")), "rest")
    return production


def test_a_stowage_block_of_one_of_them_is_enough(desk: Desk) -> None:
    """Nauka is last used at 17:33 on the 7th and at 11:47 on the 8th; Ada and Dina stow from 18:00 to 18:30."""
    assert said(kept(desk, restore=30), desk) == []
    assert said(kept(desk, restore=60), desk) == [], "two people for half an hour"
    assert said(kept(desk, restore=61), desk) == [
        "1 h 01 min of stowage needed on 7 Oct to put back NAUKA; the day plans have 1 h 00 min",
        "1 h 01 min of stowage needed on 8 Oct to put back NAUKA; the day plans have 1 h 00 min",
    ]


def test_the_stowage_of_a_day_is_shared_by_its_sets(desk: Desk) -> None:
    both = with_set(kept(desk, restore=30), "cupola", restore=1801.0)
    assert said(both, desk) == [
        "1 h 00 min of stowage needed on 7 Oct to put back CUPOLA, NAUKA; the day plans have 1 h 00 min"
    ]
    assert said(with_set(both, "cupola", restore=1800.0), desk) == []


def test_stowage_that_ends_too_late_does_not_count(desk: Desk) -> None:
    texts = said(with_rules(kept(desk, restore=30), restore_by=18.4 * 3600), desk)
    assert "Ada Actress and Dina Director have no film time to put back NAUKA after 1B (7 Oct 17:33-18:03)" in texts


def test_without_stowage_those_of_the_last_pass_need_film_time(desk: Desk) -> None:
    """2A is the last shot of the 8th: Ada, Piet and Dina stay until 12:17."""
    production = free(kept(desk, restore=30))
    on_the_8th = [text for text in said(production, desk) if "8 Oct" in text]
    assert on_the_8th == []
    at_lunch = with_time(production, "ada", Span(day(8, "12:16"), day(8, "13:00")), "meal")
    assert [text for text in said(at_lunch, desk) if "8 Oct" in text] == [
        "Ada Actress has no film time to put back NAUKA after 2A (8 Oct 11:47-12:17)"
    ]


def test_who_is_in_another_shot_cannot_put_back_meanwhile(desk: Desk) -> None:
    end = the_strip(desk.plan, "2A").span.stop
    production = free(kept(desk, restore=30))
    late = changed(desk.plan, "3B", lambda s: starting(s, end + 600))
    texts = [f.text for f in verify(production, late) if f.code == "E561"]
    assert texts[0] == (
        "Ada Actress and Dina Director are in 3B (8 Oct 11:57-12:16) at the time to put back NAUKA after 2A "
        "(8 Oct 11:47-12:17)"
    )
    later = changed(desk.plan, "3B", lambda s: starting(s, end + 1800))
    assert not [f for f in verify(production, later) if f.code == "E561" and f.shots == ("2A", "3B")]


def test_what_is_not_back_by_the_hour_is_named(desk: Desk) -> None:
    production = free(kept(desk, restore=30))
    assert [text for text in said(with_rules(production, restore_by=12.25 * 3600), desk) if "after 2A" in text] == [
        "Ada Actress, Piet Player and Dina Director would put back NAUKA after 2A (8 Oct 11:47-12:17); "
        "everything must be back by 12:15"
    ]


def test_clearing_is_asked_of_the_first_pass_of_the_day(desk: Desk) -> None:
    """1A begins at 13:52 on the 7th: Ada and Dina have lunch until 13:30."""
    assert not [text for text in said(kept(desk, clear=20), desk) if "before 1A" in text]
    assert [text for text in said(kept(desk, clear=25), desk) if "before 1A" in text] == [
        "Ada Actress and Dina Director have no film time to clear NAUKA before 1A (7 Oct 13:27-13:52)"
    ]


def test_clearing_counts_as_film_work(desk: Desk) -> None:
    """2A and 2B are Dina's work of the 8th, and ten minutes to clear Nauka before."""
    production = free(kept(desk, clear=10))
    work = sum(p.span.length for s in desk.plan.strips if s.span.start > day(8, "00:00") for p in s.passes)
    load = production.day_load(2, production.people["dina"])

    def about_dina(minutes: float) -> list[str]:
        tight = with_person(production, "dina", film_per_day=(work + minutes * 60) / load)
        return [f.text for f in verify(tight, desk.plan) if f.code == "E561" and "8 Oct" in f.text]

    assert about_dina(10.1) == []
    (text,) = about_dina(9)
    assert text.startswith("Dina Director: ")
    assert "of film work on 8 Oct, clearing and putting back included" in text


def test_nothing_is_asked_of_a_production_without_such_sets(desk: Desk) -> None:
    assert upkeep(desk.production, desk.problem.workers) is None
    assert desk.problem.upkeep is None


def test_the_problem_has_what_the_sets_ask(desk: Desk) -> None:
    found = upkeep(kept(desk, clear=10, restore=30), desk.problem.workers)
    assert found is not None
    assert (dict(found.clear), dict(found.restore)) == ({"nauka": 600.0}, {"nauka": 1800.0})
    assert found.by == (day(6, "19:00"), day(7, "19:00"), day(8, "19:00"))
    assert found.stowage["ada"][1] == Span(day(7, "18:00"), day(7, "18:30"))
    assert found.film["ada"] == desk.problem.workers["ada"].film
    moscow = replace(kept(desk, clear=10), crew_offset=3 * 3600.0)
    again = upkeep(moscow, desk.problem.workers)
    assert again is not None
    assert again.by[0] == day(6, "16:00")
