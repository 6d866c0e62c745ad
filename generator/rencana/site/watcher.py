"""Notices when somebody changes what a site is made of, also where a folder or a file is made, removed or replaced."""

import logging
import os
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

from rencana.errors import HostError

log = logging.getLogger("mkdocs.rencana.serve")


class Watcher(FileSystemEventHandler):
    """Notices when somebody changes a file, in the places that it is told to watch.

    A system watches what is there, not its path: a folder that is made later, or is replaced, would change unnoticed.
    So the folder around each place is watched too, for that one name in it.
    """

    EVENTS = (FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent)
    """A system also tells that a file was read, which the build itself does: that is no reason to build."""
    FOLDER_EVENTS = (DirCreatedEvent, DirDeletedEvent, DirMovedEvent)

    def __init__(self, *, poll: bool) -> None:
        self.observer: BaseObserver = PollingObserver(timeout=0.5) if poll else Observer()
        self.settling = 0.1 if poll else 0.03
        """A program that saves a file in several steps takes about so many seconds."""
        self._requests: Counter[str] = Counter()
        """How often somebody has asked for each place."""
        self._inside: dict[str, ObservedWatch] = {}
        """The watches of places that are folders now."""
        self._around: dict[str, ObservedWatch] = {}
        """The watches of the folders around places."""
        self._replaced: set[str] = set()
        self._changed = threading.Event()

    def watch(self, path: str, func: object = None, *, recursive: bool = True) -> None:  # noqa: ARG002  MkDocs' signature
        """Notices changes of a file, or of the files in a folder; it may be made later."""
        place = str(Path(path).absolute())
        self._requests[place] += 1
        around = os.path.dirname(place)  # noqa: PTH120  a text serves
        if around not in self._around:
            # Where even the folder around it is missing, nobody has told us of anything that could be made.
            with suppress(OSError):
                events = [*self.EVENTS, *self.FOLDER_EVENTS]
                self._around[around] = self.observer.schedule(self, around, recursive=False, event_filter=events)
        self._attach(place)

    def unwatch(self, path: str) -> None:
        """Takes one `watch` of a path back."""
        place = str(Path(path).absolute())
        self._requests[place] -= 1
        if not self._requests[place]:
            del self._requests[place]
            self._detach(place)

    def _attach(self, place: str) -> None:
        """Watches the files in a place that is a folder."""
        if place not in self._inside and os.path.isdir(place):  # noqa: PTH112  a text serves
            try:
                watch = self.observer.schedule(self, place, recursive=True, event_filter=[*self.EVENTS])
            except OSError as error:
                log.warning(
                    "Changes in %s are not noticed: %s. Start the server again.", place, error.strerror or error
                )
            else:
                self._inside[place] = watch

    def _detach(self, place: str) -> None:
        if watch := self._inside.pop(place, None):
            self.observer.unschedule(watch)

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Notices a change of a file in a place, and of the place itself."""
        paths = {os.fsdecode(path) for path in (event.src_path, event.dest_path) if path}
        replaced = paths & self._requests.keys()
        if replaced or any(path.startswith(f"{place}{os.sep}") for path in paths for place in list(self._requests)):
            self._replaced |= replaced
            self.notice()

    def notice(self) -> None:
        """Has the site built again."""
        self._changed.set()

    @contextmanager
    def running(self) -> Iterator[None]:
        """Watches, until the end."""
        try:
            self.observer.start()
        except OSError as error:
            # A system has only so many watches for each user.
            message = f"The system cannot tell of changes: {error.strerror or error}."
            raise HostError(message, help="Start it with --poll, which looks for them itself.") from error
        try:
            yield
        finally:
            self.observer.stop()
            self.observer.join()

    def changes(self) -> Iterator[None]:
        """Yields whenever files have changed and for a moment no other has; it never ends."""
        while True:
            # In pieces, as on Windows no interrupt ends a wait.
            while not self._changed.wait(0.25):
                pass
            while self._changed.is_set():
                self._changed.clear()
                time.sleep(self.settling)
            # Before the build reads them: what changes from here on is noticed again.
            while self._replaced:
                place = self._replaced.pop()
                self._detach(place)
                if place in self._requests:
                    self._attach(place)
            yield
