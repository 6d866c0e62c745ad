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
    # macOS has copies, but its own libraries do not survive them; and what other threads do might be half done.
    if not hasattr(os, "fork") or sys.platform == "darwin" or threading.active_count() > 1:
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
