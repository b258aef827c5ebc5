"""Many frames: kept, made and failed ones; in this process, in others, and on a cluster."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.errors import DocumentError
from cupola.preview.frames import frame_at
from cupola.preview.hands import Hands, Here, hands
from cupola.preview.series import Order, make, studio
from cupola.preview.still import Opening
from cupola.steps import OnStep
from cupola.store import WRITTEN
from tests.preview.fakes import FakeStudio, open_fake, still

HERE = Hands(Here(), 1)


def order(folder: Path, name: str, *kinds: str) -> Order:
    """Order a fake frame, by default as PNG."""
    return Order(name, still(name), tuple(folder / f"{name}{kind}" for kind in kinds or (".png",)))


def names(orders: tuple[Order, ...]) -> list[str]:
    """Give the names of orders."""
    return [one.name for one in orders]


class Counting:
    """Opens a studio, and remembers it."""

    def __init__(self) -> None:
        self.opened: list[FakeStudio] = []

    def __call__(self, on_step: OnStep) -> FakeStudio:
        self.opened.append(FakeStudio())
        return self.opened[-1]


def test_every_frame_is_made_and_the_studio_opened_once(tmp_path: Path) -> None:
    opening, told = Counting(), list[float]()
    found = make([order(tmp_path, name) for name in "abcd"], opening, HERE, told.append)
    assert names(found.made) == list("abcd")
    assert (found.kept, found.failed, found.message) == ((), (), None)
    assert [len(opening.opened), opening.opened[0].taken] == [1, list("abcd")]
    assert told == [0.25, 0.5, 0.75, 1.0]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.png", "b.png", "c.png", "d.png"]


def test_a_studio_is_opened_once_and_tells_how_far_it_is() -> None:
    told: list[float] = []
    opening = Opening(Path("of my own.jpg"))
    seen: list[Opening] = []

    def opened(self: Opening, on_step: OnStep) -> FakeStudio:
        seen.append(self)
        on_step(0.5)
        return FakeStudio()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cupola.preview.series._STUDIOS", {})
        patch.setattr(Opening, "__call__", opened)
        first = studio(opening, told.append)
        assert studio(Opening(Path("of my own.jpg"))) is first
        assert studio(pickle.loads(pickle.dumps(opening))) is first
        assert studio(Opening()) is not first
    assert (told, seen) == ([0.5], [opening, Opening()])


def test_what_is_there_is_not_taken_again(tmp_path: Path) -> None:
    make([order(tmp_path, "a")], open_fake, HERE)
    before, opening = (tmp_path / "a.png").stat().st_mtime_ns, Counting()
    found = make([order(tmp_path, "a"), order(tmp_path, "b")], opening, HERE)
    assert (names(found.kept), names(found.made)) == (["a"], ["b"])
    assert opening.opened[0].taken == ["b"]
    assert (tmp_path / "a.png").stat().st_mtime_ns == before


def test_where_all_is_there_no_studio_is_opened(tmp_path: Path) -> None:
    make([order(tmp_path, "a")], open_fake, HERE)
    opening = Counting()
    assert names(make([order(tmp_path, "a")], opening, HERE).kept) == ["a"]
    assert opening.opened == []


def test_a_changed_still_is_taken_anew_into_the_same_file(tmp_path: Path) -> None:
    make([order(tmp_path, "a")], open_fake, HERE)
    changed = Order("a", still("other light"), (tmp_path / "a.png",))
    assert names(make([changed], open_fake, HERE).made) == ["a"]
    frame = frame_at(tmp_path / "a.png")
    assert frame is not None
    assert frame.key == still("other light").key()


def test_a_frame_of_two_files_is_made_where_one_is_missing(tmp_path: Path) -> None:
    both = order(tmp_path, "a", ".png", ".exr")
    make([both], open_fake, HERE)
    assert both.is_made
    (tmp_path / "a.exr").unlink()
    assert not both.is_made
    assert names(make([both], open_fake, HERE).made) == ["a"]
    assert both.is_made


def test_what_fails_is_named_with_its_reason_and_the_rest_is_kept(tmp_path: Path) -> None:
    found = make([order(tmp_path, name) for name in ("a", "bad 1", "mad 2", "b")], open_fake, HERE)
    assert names(found.made) == ["a", "b"]
    assert [(one.order.name, one.why) for one in found.failed] == [
        ("bad 1", "E307 no orbit then"),
        ("mad 2", "ZeroDivisionError: by nought"),
    ]
    assert found.message is not None
    assert found.message.code == "E842"
    assert found.message.text == "2 of 4 frames failed: bad 1, mad 2; bad 1: E307 no orbit then"


def test_a_long_list_of_failures_is_shortened(tmp_path: Path) -> None:
    found = make([order(tmp_path, f"bad {k}") for k in range(40)], open_fake, HERE)
    assert found.message is not None
    assert "bad 11 and 28 more" in found.message.text


def test_ctrl_c_is_heard_and_what_was_made_stays(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        make([order(tmp_path, name) for name in ("a", "b", "quit", "c")], open_fake, HERE)
    assert not (tmp_path / "c.png").exists()
    again = make([order(tmp_path, name) for name in ("a", "b", "c")], open_fake, HERE)
    assert set(names(again.kept)) | set(names(again.made)) == set("abc")


class Lazy(Executor):
    """Holds everything back until something is waited for; never more than so many at a time."""

    def __init__(self) -> None:
        self.most = self.open = 0

    def submit(self, work: Any, /, *given: Any, **named: Any) -> Future[Any]:
        self.open += 1
        self.most = max(self.most, self.open)
        future: Future[Any] = Future()
        future.set_result(work(*given, **named))
        future.add_done_callback(lambda _: None)
        return future


def test_only_frames_are_told_of_as_written(tmp_path: Path) -> None:
    """An interrupted command names what it has written: what went through the hands of its processes is none of it."""
    WRITTEN.clear()
    orders = [order(tmp_path, name, ".png", ".exr") for name in ("a", "b")]
    make(orders, open_fake, HERE)
    assert set(WRITTEN) == {file for one in orders for file in one.files}


def test_no_more_is_asked_for_ahead_than_twice_the_hands(tmp_path: Path) -> None:
    lazy = Lazy()
    orders = [order(tmp_path, f"n{k}") for k in range(20)]

    def one_less(_: float) -> None:
        lazy.open -= 1

    make(orders, open_fake, Hands(lazy, 3), one_less)
    assert lazy.most == 6


class Dead(Executor):
    """A pool whose processes are dead."""

    def submit(self, work: Any, /, *given: Any, **named: Any) -> Future[Any]:
        raise BrokenProcessPool("terminated abruptly")


def test_a_dead_process_is_told_of_every_frame_that_it_took_along(tmp_path: Path) -> None:
    found = make([order(tmp_path, name) for name in "abc"], open_fake, Hands(Dead(), 2))
    assert [one.order.name for one in found.failed] == list("abc")
    assert "try --cores 1" in found.failed[0].why


@pytest.fixture(scope="module")
def processes() -> Iterator[Hands]:
    """Two processes of this machine."""
    with hands(2) as two:
        yield two


def test_other_processes_make_the_same_frames(tmp_path: Path, processes: Hands) -> None:
    (tmp_path / "here").mkdir()
    wanted = ("a", "bad 1", "b", "c")
    there = make([order(tmp_path / "there", name) for name in wanted], open_fake, processes)
    make([order(tmp_path / "here", name) for name in wanted], open_fake, HERE)
    assert sorted(names(there.made)) == ["a", "b", "c"]
    assert [one.why for one in there.failed] == ["E307 no orbit then"]
    for name in "abc":
        assert (tmp_path / "there" / f"{name}.png").read_bytes() == (tmp_path / "here" / f"{name}.png").read_bytes()


NAMES = st.lists(
    st.tuples(st.sampled_from(["good", "bad", "mad"]), st.integers(0, 99)).map(lambda one: f"{one[0]} {one[1]}"),
    max_size=12,
    unique=True,
)


@given(NAMES, st.data())
@settings(max_examples=12, deadline=None)
def test_every_frame_is_kept_made_or_failed_and_only_what_failed_is_made_again(wanted: list[str], data: Any) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        before = data.draw(st.sets(st.sampled_from([one for one in wanted if one.startswith("good")] or ["good"])))
        make([order(folder, one) for one in wanted if one in before], open_fake, HERE)
        found = make([order(folder, one) for one in wanted], open_fake, HERE)
        told = [*names(found.kept), *names(found.made), *(one.order.name for one in found.failed)]
        assert sorted(told) == sorted(wanted)
        assert set(names(found.kept)) == before & set(wanted)
        assert all(not one.order.name.startswith("good") for one in found.failed)
        again = make([order(folder, one) for one in wanted], open_fake, HERE)
        assert again.made == ()
        assert [one.order.name for one in again.failed] == [one.order.name for one in found.failed]


def test_a_folder_that_cannot_be_written_to_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    opening = Counting()
    with pytest.raises(DocumentError, match="E101"):
        make([order(tmp_path / "file", name) for name in "abcdefgh"], opening, HERE)
    assert len(opening.opened[0].taken) <= 2  # no more than what was asked for ahead


def test_frames_are_told_of_in_the_order_in_which_they_were_asked_for(tmp_path: Path) -> None:
    wanted = [f"{kind} {k}" for k in range(6) for kind in ("good", "bad")]
    found = make([order(tmp_path, name) for name in wanted], open_fake, HERE)
    assert names(found.made) == [name for name in wanted if name.startswith("good")]
    assert [one.order.name for one in found.failed] == [name for name in wanted if name.startswith("bad")]
