"""Hands for many frames: this process, the cores of this machine, or a Dask cluster."""

from __future__ import annotations

import os
import re
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from multiprocessing import active_children, get_context, parent_process
from pathlib import Path
from typing import Any, Final, ParamSpec, TypeVar

from cupola.errors import CupolaError, Message

P = ParamSpec("P")
T = TypeVar("T")

STUDIO_BYTES: Final = 1_000_000_000
"""What a studio takes, its textures opened; the bound that the benchmark of previews holds."""
PIXEL_BYTES: Final = 120
"""What a pixel takes while a frame is made: ten arrays of three float32 numbers."""

_ADDRESS: Final = re.compile(r"((tcp|tls)://)?(?P<host>[\w.-]+|\[[\da-fA-F:.]+\]):(?P<port>\d{1,5})")
_MEMORY: Final = Path("/proc/meminfo")  # of Linux; what is kept there of files counts as free
_PATIENCE = 5.0
_WAIT = "20s"


@dataclass(frozen=True, slots=True)
class Hands:
    """Who makes frames: an executor, and how many frames it makes at a time."""

    executor: Executor
    number: int


class Here(Executor):
    """Does what it is given in this process, at once."""

    def submit(self, work: Callable[P, T], /, *given: P.args, **named: P.kwargs) -> Future[T]:
        """Do a piece of work; what goes wrong with it stands in the future, but Ctrl-C is heard."""
        done: Future[T] = Future()
        try:
            done.set_result(work(*given, **named))
        except Exception as error:
            done.set_exception(error)
        return done


def cores_that_fit(pixels: int, cores: int | None = None, memory: int | None = None) -> int:
    """Give how many processes may make frames at once: as many as there are cores, and as memory holds studios.

    Parameters
    ----------
    pixels : int
        Of a frame.
    cores : int, optional
        At most so many; by default those that this process may use.
    memory : int, optional
        Bytes that are free; by default what the system says, if it does.
    """
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    most = usable if cores is None else cores
    room = _free_memory() if memory is None else memory
    return max(1, min(most, room // (STUDIO_BYTES + PIXEL_BYTES * pixels))) if room else max(1, most)


@contextmanager
def hands(cores: int, cluster: str = "") -> Iterator[Hands]:
    """Give the hands: a cluster by its address, else so many processes, each with a share of the threads.

    On leaving, what has not begun is dropped, and what has is waited for; after an error or Ctrl-C nothing is.

    Raises
    ------
    CupolaError
        Dask is not installed (E840), or there is no cluster at the address (E841).
    """
    if cluster:
        with _client(cluster) as client:
            yield Hands(client.get_executor(pure=False), max(1, sum(client.ncores().values())))
        return
    if cores == 1:
        yield Hands(Here(), 1)
        return
    threads = max(1, (os.cpu_count() or 1) // cores)
    others = set(active_children())
    with ProcessPoolExecutor(cores, get_context("spawn"), _begin, (threads,)) as pool:
        with _deaf():
            for _ in range(cores):
                pool.submit(int)
        try:
            yield Hands(pool, cores)
        except BaseException:  # nobody waits for a frame that is not wanted any more
            for process in set(active_children()) - others:
                process.terminate()
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _deaf() -> Iterator[None]:
    """Do not hear Ctrl-C for a moment; processes that are begun in it never do: it is their parent's business."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _begin(threads: int) -> None:
    """Make a process ready: it leaves the other cores to the others, and ends with its parent, however that ends."""
    import numba

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    numba.set_num_threads(min(threads, numba.get_num_threads()))


def _end_with_parent() -> None:
    """Wait for the end of the parent, and end: nobody else would, and a studio is a gigabyte."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def _client(address: str) -> Iterator[Any]:
    if find_spec("distributed") is None:
        text = "dask is not installed, and a cluster needs it"
        raise CupolaError(Message("E840", text, hint='pip install "cupola[cluster]"'))
    distributed: Any = import_module("distributed")

    _refuse_deaf(address)
    try:
        client = distributed.Client(address, timeout=_WAIT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise _nobody(address, str(error)) from None
    try:
        yield client
    finally:
        client.close()


def _refuse_deaf(address: str) -> None:
    """Refuse an address that is none, or at which nobody listens."""
    found = _ADDRESS.fullmatch(address)
    if not found:
        raise _nobody(address, "it is no address")
    try:
        socket.create_connection((found["host"].strip("[]"), int(found["port"])), _PATIENCE).close()
    except (OSError, OverflowError) as error:
        raise _nobody(address, str(error)) from None


def _nobody(address: str, why: str) -> CupolaError:
    hint = "start it with `dask scheduler`, and `dask worker ADDRESS` on each machine; give the scheduler's address"
    return CupolaError(Message("E841", f"there is no Dask cluster at {address[:200]}: {why}", hint=hint))


def _free_memory() -> int:
    """Give the bytes of memory that programs can have, 0 where the system does not say."""
    try:
        told = dict(line.split(":", 1) for line in _MEMORY.read_text("ascii").splitlines())
        return int(told["MemAvailable"].removesuffix("kB")) * 1024
    except (OSError, ValueError, KeyError):
        return 0
