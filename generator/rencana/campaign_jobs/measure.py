"""The job of measuring one campaign on a day."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from rencana.campaign_jobs.key import folder_parts
from rencana.jobs.pool import Job, JobAnswer, Stored
from rencana.jobs.store import key_of
from rencana.measure import Measured, measure
from rencana.plan.layout import Folder
from rencana.plan.load import load_campaign
from rencana.plan.shared import Shared
from rencana.source.files import read_files


class MeasureCampaign(Job[Folder, str, Any], frozen=True):
    """Measures one campaign on a day; `form` makes plain data of it, and must be a function that can be named."""

    shared: Shared
    portfolio: bytes
    on: date
    form: Callable[[Measured], Any]

    def kind(self) -> type[str]:
        """Returns the type of its values."""
        return str

    def key(self, task: Folder, digests: Sequence[bytes]) -> str:
        """Returns the key of a campaign's numbers in one form."""
        form = self.form if isinstance(self.form, partial) else partial(self.form)
        name = repr((form.func.__qualname__, form.args, sorted(form.keywords.items()), str(self.on))).encode()
        return key_of([b"measure", name, self.portfolio, *folder_parts(task, digests)])

    def do(self, task: Folder, contents: Mapping[str, bytes], *, spare_core: bool) -> JobAnswer[str]:  # noqa: ARG002  as above
        """Measures a campaign; null where it cannot be read."""
        campaign = load_campaign(task, read_files(contents), self.shared).shown
        data = self.form(measure(campaign, self.on)) if campaign else None
        # As JSON: it holds integers of any size, which MessagePack does not.
        return JobAnswer(json.dumps(data, ensure_ascii=False))

    def present(self, task: Folder, stored: Stored[str]) -> Any:  # noqa: ANN401, ARG002  what JSON can hold
        """Returns the plain data; None for a campaign that cannot be read."""
        return json.loads(stored.value)
