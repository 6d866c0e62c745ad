"""A small question is answered by a copy of this process, while this one does something else."""

import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress


def aside(work: Callable[[], str]) -> Callable[[], str]:
    """Begins to work something out; returns what waits for the answer.

    Where a process cannot be copied, or the copy comes to nothing, the answer is worked out when it is asked for.
    """
    if not can_copy():
        return work
    here, there = os.pipe()
    copy = os.fork()
    if copy == 0:
        with suppress(BaseException):
            os.write(there, work().encode())
        os._exit(0)
    os.close(there)

    def answer() -> str:
        with os.fdopen(here, "rb") as said:
            found = said.read().decode()
        os.waitpid(copy, 0)
        return found or work()

    return answer


def can_copy() -> bool:
    """Tells whether this process can be copied: not on every system, and not while it does several things at once."""
    # macOS has it, but its own libraries do not survive it; and what other threads do might be half done.
    return hasattr(os, "fork") and sys.platform != "darwin" and threading.active_count() == 1
