"""What a program that stays, such as a server, remembers of the site that it keeps up to date."""

import threading
from collections.abc import Callable

from msgspec import Struct, field

from rencana.jobs.pool import Jobs
from rencana.jobs.snapshot import Snapshot
from rencana.site.update.details import Details, write_record
from rencana.site.update.record import Keep, Record


class Session(Struct):
    """What a program that keeps one site up to date remembers of the last time: it alone writes into that site."""

    record: Record | None = None
    details: Details | None = None
    plans: Snapshot | None = None
    jobs: Jobs = field(default_factory=Jobs)
    """Where campaigns are checked and rendered; it remembers the answers of the last time."""
    show: Callable[[], None] = lambda: None
    """Has everybody look at what is there of a change, before all of it is."""
    writing: threading.Thread | None = None

    def keep(self, keep: Keep, record: Record, details: Details, plans: Snapshot) -> None:
        """Remembers a record, and writes it while somebody looks at the pages already."""
        self.record, self.details, self.plans = record, details, plans
        self.settle()
        self.writing = threading.Thread(target=write_record, args=(*keep, record, details))
        self.writing.start()

    def settle(self) -> None:
        """Waits until what is remembered is written."""
        if self.writing:
            self.writing.join()
            self.writing = None

    def forget(self) -> None:
        """Forgets what is written down too: somebody else is about to write it anew."""
        self.settle()
        self.record = self.details = None
