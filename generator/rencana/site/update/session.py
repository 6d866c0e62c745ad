"""What a server remembers of the site that it keeps up to date, so that each save takes as little time as it can."""

import threading
from collections.abc import Callable

from msgspec import Struct, field

from rencana.jobs.pool import Jobs
from rencana.jobs.snapshot import Snapshot
from rencana.site.update.record import Details, Record, RecordStore


class Session(Struct):
    """What is remembered of the last build of a site; nobody else may write into that site in the meantime."""

    record: Record | None = None
    details: Details | None = None
    plans: Snapshot | None = None
    jobs: Jobs = field(default_factory=Jobs)
    """Where campaigns are checked and rendered; it remembers the answers of the last time."""
    show: Callable[[], None] = lambda: None
    """Has browsers load the pages that are ready, before all of them are."""
    writing: threading.Thread | None = None

    def keep(self, records: RecordStore, record: Record, details: Details, plans: Snapshot) -> None:
        """Remembers a record; it is stored by a thread, while somebody looks at the pages already."""
        self.record, self.details, self.plans = record, details, plans
        self.wait()
        self.writing = threading.Thread(target=records.write, args=(record, details))
        self.writing.start()

    def wait(self) -> None:
        """Waits until the record is stored."""
        if self.writing:
            self.writing.join()
            self.writing = None

    def forget(self) -> None:
        """Forgets the record: MkDocs is about to build the site, and stores another one."""
        self.wait()
        self.record = self.details = None
