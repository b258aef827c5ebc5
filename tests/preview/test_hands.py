"""Hands: how many fit, what this process hears, and a cluster by its address."""

from __future__ import annotations

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import active_children
from pathlib import Path
from time import monotonic, sleep

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.errors import CupolaError
from cupola.preview import hands as module
from cupola.preview.hands import PIXEL_BYTES, STUDIO_BYTES, Here, cores_that_fit, hands
from cupola.preview.series import Order, make
from tests.preview.fakes import open_fake, still

HD = 1920 * 1080
EACH = STUDIO_BYTES + PIXEL_BYTES * HD


@pytest.mark.parametrize(
    ("cores", "memory", "fit"), [(8, 3 * EACH, 3), (2, 16 * EACH, 2), (4, EACH // 2, 1), (4, 0, 4)]
)
def test_as_many_processes_as_memory_holds(cores: int, memory: int, fit: int) -> None:
    assert cores_that_fit(HD, cores, memory) == fit


@given(st.integers(1, 128), st.integers(0, 10**12), st.integers(1, 34_000_000))
def test_there_is_always_one_and_never_more_than_asked_for(cores: int, memory: int, pixels: int) -> None:
    assert 1 <= cores_that_fit(pixels, cores, memory) <= cores


def test_without_a_word_the_cores_of_the_machine_are_counted() -> None:
    assert cores_that_fit(HD) >= 1


def test_one_core_is_this_process() -> None:
    with hands(1) as alone:
        assert isinstance(alone.executor, Here)
        assert alone.number == 1


def test_this_process_holds_an_error_but_not_ctrl_c() -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    assert isinstance(Here().submit(int, "x").exception(), ValueError)
    with pytest.raises(KeyboardInterrupt):
        Here().submit(interrupted)


def test_ctrl_c_is_heard_again_once_the_processes_are_begun() -> None:
    before = signal.getsignal(signal.SIGINT)
    with module._deaf():
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    assert signal.getsignal(signal.SIGINT) is before


def test_what_has_not_begun_is_dropped_on_leaving(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ProcessPoolExecutor", lambda number, *_: ThreadPoolExecutor(number))
    with pytest.raises(KeyboardInterrupt), hands(2) as two:
        waiting = [two.executor.submit(sleep, 0.05) for _ in range(60)]
        raise KeyboardInterrupt
    assert sum(future.cancelled() for future in waiting) >= 40


def test_nobody_waits_for_a_frame_that_is_not_wanted_any_more() -> None:
    """Both processes would sleep for ten minutes; after Ctrl-C they are gone, and those of others are left alone."""
    before = set(active_children())
    with pytest.raises(KeyboardInterrupt), hands(2) as two:
        asleep = [two.executor.submit(sleep, 600.0) for _ in range(2)]
        raise KeyboardInterrupt
    assert all(future.done() for future in asleep)
    assert set(active_children()) == before


def test_processes_end_when_whoever_began_them_is_killed() -> None:
    """Nobody could tell them: they would wait for work, a gigabyte each, for as long as the machine runs."""
    program = f"from tests.preview.test_hands import {begin_two.__name__}; {begin_two.__name__}()"
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        children = [int(word) for word in parent.stdout.readline().split()]
        parent.kill()
    assert len(children) == 2
    deadline = monotonic() + 20.0
    while any(is_alive(child) for child in children) and monotonic() < deadline:
        sleep(0.02)
    assert not any(is_alive(child) for child in children)


def begin_two() -> None:
    """Begin two processes, tell who they are, and wait."""
    with hands(2) as two:
        two.executor.submit(int).result()
        print(*(child.pid for child in active_children()), flush=True)
        sleep(60.0)


def is_alive(process: int) -> bool:
    """Say whether a process runs, and is not only waiting to be buried."""
    status = Path(f"/proc/{process}/stat")
    return status.exists() and status.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def test_without_dask_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda _: None)
    with pytest.raises(CupolaError, match=r"E840.*\n.*cupola\[cluster\]"), hands(1, "tcp://there:8786"):
        pass


@pytest.mark.parametrize(
    "address", ["tcp://127.0.0.1:1", "no address at all", "ftp://x:1", "tcp://host", "127.0.0.1:99999", "tcp://[::1]:1"]
)
def test_where_there_is_no_cluster_the_address_is_named(address: str) -> None:
    pytest.importorskip("distributed")
    with pytest.raises(CupolaError, match="E841 there is no Dask cluster at") as raised, hands(1, address):
        pass
    assert address in str(raised.value)


def test_a_cluster_makes_the_same_frames(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    alone = {"n_workers": 1, "threads_per_worker": 1, "processes": False, "dashboard_address": None}
    orders = [Order(name, still(name), (tmp_path / f"{name}.png",)) for name in ("a", "bad 1", "b")]
    with (
        distributed.LocalCluster(**alone, protocol="tcp", host="127.0.0.1") as cluster,
        hands(1, cluster.scheduler_address) as many,
    ):
        found = make(orders, open_fake, many)
    assert sorted(one.name for one in found.made) == ["a", "b"]
    assert [one.why for one in found.failed] == ["E307 no orbit then"]


def test_the_cores_that_this_process_may_use_are_counted_and_not_all_of_the_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 3, 5}, raising=False)
    assert cores_that_fit(HD, memory=100 * EACH) == 3
    assert cores_that_fit(HD, cores=7, memory=100 * EACH) == 7  # who asks for more than there are has them


def test_where_the_system_does_not_tell_its_memory_the_cores_decide(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for told in (None, "", "MemTotal: 100 kB", "MemAvailable: much"):
        (tmp_path / "meminfo").write_text(told or "")
        monkeypatch.setattr(module, "_MEMORY", tmp_path / ("nowhere" if told is None else "meminfo"))
        assert cores_that_fit(HD, cores=5) == 5


def test_the_memory_is_what_programs_can_have(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two studios fit into 3 GB."""
    monkeypatch.setattr(module, "_MEMORY", tmp_path / "meminfo")
    (tmp_path / "meminfo").write_text("MemTotal: 8000000 kB\nMemFree:  90000 kB\nMemAvailable:    3000000 kB\n")
    assert cores_that_fit(HD, cores=5) == 2


def test_the_larger_the_frames_the_fewer_processes() -> None:
    found = [cores_that_fit(pixels, 64, 16 * 10**9) for pixels in (960 * 540, HD, 3840 * 2160, 8192 * 4096)]
    assert found == sorted(found, reverse=True)
    assert found[0] > found[-1]
