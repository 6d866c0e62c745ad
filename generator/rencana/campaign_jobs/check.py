"""The job of checking one campaign."""

from collections.abc import Mapping, Sequence
from datetime import date

from rencana.campaign_jobs.key import folder_parts
from rencana.check import RULES, CampaignCheck, RuleChoice, check_campaign, set_up
from rencana.jobs.pool import Job, JobAnswer, Stored
from rencana.jobs.store import key_of
from rencana.plan.layout import Folder
from rencana.plan.load import load_campaign
from rencana.plan.shared import Shared
from rencana.source.files import read_files


class CheckCampaign(Job[Folder, CampaignCheck, CampaignCheck], frozen=True):
    """Finds what is wrong with one campaign. `portfolio` is the digest of the file of what all plans share."""

    shared: Shared
    portfolio: bytes
    choice: RuleChoice
    on: date

    def kind(self) -> type[CampaignCheck]:
        """Returns the type of its values."""
        return CampaignCheck

    def key(self, task: Folder, digests: Sequence[bytes]) -> str:
        """Returns the key of a campaign's findings: the choice of rules, the day, and the files."""
        choice = repr((self.choice, str(self.on))).encode()
        return key_of([b"check", choice, self.portfolio, *folder_parts(task, digests)])

    def do(self, task: Folder, contents: Mapping[str, bytes], *, spare_core: bool) -> JobAnswer[CampaignCheck]:  # noqa: ARG002  it is too quick to be shared
        """Checks a campaign."""
        files = read_files(contents)
        draft = load_campaign(task, files, self.shared)
        return JobAnswer(check_campaign(draft, files, set_up(RULES, self.shared, self.choice, self.on)))

    def present(self, task: Folder, stored: Stored[CampaignCheck]) -> CampaignCheck:  # noqa: ARG002  the answer says it
        """Returns what was found."""
        return stored.value
