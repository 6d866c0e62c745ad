"""Work that is cut into parts and done side by side, by copies of this process."""

import gc
import logging
import multiprocessing
import os
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import TypeVar

from rencana.jobs.fork import can_copy

One = TypeVar("One")
Done = TypeVar("Done")


def abreast(work: Callable[[Sequence[One]], Done], things: Sequence[One], *, jobs: int) -> list[Done]:
    """Returns what is made of each part of some things, by so many processes; with fewer than two they are one part.

    A copy knows all that this process knows, and what it changes is lost with it but for what it returns: so is the
    memory that it took. A part that fails is done once more here, so that its fault is met where it can be seen.
    """
    if jobs < 2 or not can_copy():  # noqa: PLR2004  one is this process itself
        return [work(things)]
    parts = _dealt(things, max(jobs, -(-len(things) // _PART)))
    waiting, made = list(enumerate(parts))[::-1], dict[int, Done]()
    copies: dict[Connection, tuple[int, BaseProcess]] = {}
    # What is there before is left alone by the copies' search for circles, so that they go on sharing it.
    gc.freeze()
    try:
        while waiting or copies:
            while waiting and len(copies) < jobs:
                number, part = waiting.pop()
                here, copy = _copy(work, part)
                copies[here] = number, copy
            ready = wait([*copies])
            for here in [one for one in copies if one in ready]:
                number, copy = copies.pop(here)
                try:
                    made[number] = here.recv()
                except EOFError:
                    made[number] = work(parts[number])
                copy.join()
                here.close()
    finally:
        gc.unfreeze()
    return [made[number] for number in range(len(parts))]


def _dealt(things: Sequence[One], count: int) -> list[list[One]]:
    # Dealt out in turn, they give every part as much to do; neighbours, which are made of the same, stay together.
    hand = max(1, min(_HAND, len(things) // count))
    return [[one for place, one in enumerate(things) if place // hand % count == part] for part in range(count)]


def _copy(work: Callable[[Sequence[One]], Done], part: Sequence[One]) -> tuple[Connection, BaseProcess]:
    fork = multiprocessing.get_context("fork")
    here, there = fork.Pipe(duplex=False)
    copy = fork.Process(target=_send, args=(work, part, there), daemon=True)
    copy.start()
    there.close()
    return here, copy


_PART = 1024
"""So many things at most are done by one copy: the memory that it takes goes with it."""
_HAND = 16
"""So many neighbours at most are dealt out together."""


_MANY = 400
"""So many things are made sooner by several processes: each has a start to make, and pages have shells of their own."""


def jobs_for(things: Sequence[object]) -> int:
    """Returns how many processes should make some things."""
    return cores() if len(things) >= _MANY else 1


def cores() -> int:
    """Returns how many processes can run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _send(work: Callable[[Sequence[One]], Done], part: Sequence[One], there: Connection) -> None:
    # What all parts have to say, this process says once.
    logging.disable(logging.INFO)
    try:
        there.send(work(part))
    except Exception:  # noqa: BLE001  whatever it is, it happens again where it can be told
        os._exit(1)
