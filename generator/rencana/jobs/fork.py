"""The one way to start a process: a fork of this one, which knows all that this one knows and sends back an answer.

Where a process cannot be forked, the work is done here, in turn. What a fork changes in memory is lost with it, and so
is the memory that it took.
"""

import gc
import logging
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Sequence
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

_LARGEST_PART = 1024
"""So many tasks at most are done by one fork: its memory stays bounded, whatever the size of the site."""
_MANY_SMALL = 400
"""So many small tasks are done sooner by several processes."""
_NEIGHBOURS = 16
"""So many neighbours are dealt out together: they are often made of the same."""


def can_fork() -> bool:
    """Tells whether this process can be forked: not on every system, not with threads, not in a fork."""
    # macOS has fork, but its own libraries do not survive it; and a lock that another thread holds stays locked.
    return (
        hasattr(os, "fork")
        and sys.platform != "darwin"
        and threading.active_count() == 1
        and not multiprocessing.current_process().daemon
    )


def cores() -> int:
    """Returns how many processes can run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def workers_for(small_tasks: Sequence[object]) -> int:
    """Returns how many processes should do small tasks, such as pages: a fork has a start to make."""
    return cores() if len(small_tasks) >= _MANY_SMALL else 1


def background(work: Callable[[], T]) -> Callable[[], T]:
    """Starts work in a fork; returns a function that waits for its answer.

    Where the fork fails, the work is done again here, so that its fault is met where it can be seen.
    """
    if not can_fork():
        return work
    connection, process = _start(work)

    def answer() -> T:
        try:
            result: T = connection.recv()
        except EOFError:
            result = work()
        process.join()
        connection.close()
        return result

    return answer


def in_parallel(work: Callable[[Sequence[T]], R], tasks: Sequence[T], *, workers: int) -> list[R]:
    """Returns what is made of each part of the tasks, by so many forks at once; with fewer than two, in one part."""
    if workers < 2 or not can_fork():  # noqa: PLR2004  one is this process itself
        return [work(tasks)]
    parts = _deal(tasks, max(workers, -(-len(tasks) // _LARGEST_PART)))
    waiting, answers = list(enumerate(parts))[::-1], dict[int, R]()
    forks: dict[Connection, tuple[int, BaseProcess]] = {}
    # The garbage collector of a fork would touch, and so copy, every object that was there before.
    gc.freeze()
    try:
        while waiting or forks:
            while waiting and len(forks) < workers:
                number, part = waiting.pop()
                connection, process = _start(partial(work, part))
                forks[connection] = number, process
            for connection in [ready for ready in wait([*forks]) if isinstance(ready, Connection)]:
                number, process = forks.pop(connection)
                try:
                    answers[number] = connection.recv()
                except EOFError:
                    answers[number] = work(parts[number])
                process.join()
                connection.close()
    finally:
        gc.unfreeze()
    return [answers[number] for number in range(len(parts))]


def _deal(tasks: Sequence[T], count: int) -> list[list[T]]:
    """Deals tasks out in turn, so that every part has as much to do."""
    hand = max(1, min(_NEIGHBOURS, len(tasks) // count))
    return [[task for place, task in enumerate(tasks) if place // hand % count == part] for part in range(count)]


def _start(work: Callable[[], object]) -> tuple[Connection, BaseProcess]:
    fork = multiprocessing.get_context("fork")
    receiver, sender = fork.Pipe(duplex=False)
    process = fork.Process(target=_send, args=(work, sender), daemon=True)
    process.start()
    sender.close()
    return receiver, process


def _send(work: Callable[[], object], connection: Connection) -> None:
    # A notice that every part has to give is given once, by the process that started the forks.
    logging.disable(logging.INFO)
    try:
        connection.send(work())
    except Exception:  # noqa: BLE001  whatever it is, it happens again where it can be told
        os._exit(1)
