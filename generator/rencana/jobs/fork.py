"""The one way to start a process: a fork of this one, which knows all that this one knows and sends back an answer.

Where a process cannot be forked, the work is done here, in turn. What a fork changes in memory is lost with it, and so
is the memory that it took.
"""

import gc
import logging
import os
import pickle
import select
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, TypeVar

from msgspec import Struct

T = TypeVar("T")
R = TypeVar("R")

_LARGEST_PART = 1024
"""So many tasks at most are done by one fork: its memory stays bounded, whatever the size of the site."""
_MANY_SMALL = 400
"""So many small tasks are done sooner by several processes."""
_NEIGHBOURS = 16
"""So many neighbours are dealt out together: they are often made of the same."""


_PROCESS = os.getpid()
"""The process that has imported this module; in a fork of it there is another one."""


def can_fork() -> bool:
    """Tells whether this process can be forked: not on every system, not with threads, not in a fork."""
    # macOS has fork, but its own libraries do not survive it; and a lock that another thread holds stays locked.
    can = hasattr(os, "fork") and sys.platform != "darwin"
    return can and threading.active_count() == 1 and os.getpid() == _PROCESS


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
    fork = _start(work)

    def answer() -> T:
        with suppress(EOFError):
            result: T = fork.answer()
            return result
        return work()

    return answer


def in_parallel(work: Callable[[Sequence[T]], R], tasks: Sequence[T], *, workers: int) -> list[R]:
    """Returns what is made of each part of the tasks, by so many forks at once; with fewer than two, in one part."""
    if workers < 2 or not can_fork():  # noqa: PLR2004  one is this process itself
        return [work(tasks)]
    parts = _deal(tasks, max(workers, -(-len(tasks) // _LARGEST_PART)))
    waiting, answers = list(enumerate(parts))[::-1], dict[int, R]()
    forks: dict[int, tuple[int, _Fork]] = {}
    # The garbage collector of a fork would touch, and so copy, every object that was there before.
    gc.freeze()
    try:
        while waiting or forks:
            while waiting and len(forks) < workers:
                number, part = waiting.pop()
                fork = _start(partial(work, part))
                forks[fork.pipe] = number, fork
            ready, _, _ = select.select([*forks], [], [])
            for pipe in ready:
                number, fork = forks.pop(pipe)
                try:
                    answers[number] = fork.answer()
                except EOFError:
                    answers[number] = work(parts[number])
    finally:
        gc.unfreeze()
    return [answers[number] for number in range(len(parts))]


def _deal(tasks: Sequence[T], count: int) -> list[list[T]]:
    """Deals tasks out in turn, so that every part has as much to do."""
    hand = max(1, min(_NEIGHBOURS, len(tasks) // count))
    return [[task for place, task in enumerate(tasks) if place // hand % count == part] for part in range(count)]


class _Fork(Struct, frozen=True):
    """A fork that works: its process, and the pipe that its answer comes through."""

    process: int
    pipe: int

    def answer(self) -> Any:  # noqa: ANN401  whatever the work gives
        """Waits for the answer; EOFError where the fork has failed or was killed."""
        with os.fdopen(self.pipe, "rb") as pipe:
            content = pipe.read()
        _, status = os.waitpid(self.process, 0)
        if status:
            raise EOFError
        return pickle.loads(content)  # noqa: S301  our own fork has written it


def _start(work: Callable[[], object]) -> _Fork:
    receiver, sender = os.pipe()
    process = os.fork()
    if process:
        os.close(sender)
        return _Fork(process, receiver)
    # From here on this is the fork. It must not return: the code of its caller belongs to the other process.
    with suppress(BaseException):
        os.close(receiver)
        # A notice that every part has to give is given once, by the process that started the forks.
        logging.disable(logging.INFO)
        with os.fdopen(sender, "wb") as pipe:
            pipe.write(pickle.dumps(work()))
        os._exit(0)
    # Whatever it was, it happens again where it can be told.
    os._exit(1)
