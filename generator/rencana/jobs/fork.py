"""Something is made by a copy of this process, while this one does something else."""

import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress


def background(work: Callable[[], bytes]) -> Callable[[], bytes]:
    """Begins to make something; returns what waits for it.

    Where a process cannot be copied, or the copy comes to nothing, it is made when it is asked for.
    """
    if not can_copy():
        return work
    here, there = os.pipe()
    copy = os.fork()
    if copy == 0:
        with suppress(BaseException):
            with os.fdopen(there, "wb") as made:
                made.write(work())
            os._exit(0)
        os._exit(1)
    os.close(there)

    def answer() -> bytes:
        with os.fdopen(here, "rb") as made:
            found = made.read()
        _, status = os.waitpid(copy, 0)
        return found if status == 0 else work()

    return answer


def can_copy() -> bool:
    """Tells whether this process can be copied: not on every system, and not while it does several things at once."""
    # macOS has it, but its own libraries do not survive it; and what other threads do might be half done.
    return hasattr(os, "fork") and sys.platform != "darwin" and threading.active_count() == 1
