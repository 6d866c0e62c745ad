"""One campaign made alone: its own pages and files, and what pages about several campaigns show of it."""

from rencana.render.book import Alone
from rencana.render.chapters.campaigns import campaign_pages
from rencana.render.chapters.files import campaign_files
from rencana.render.chapters.reports import campaign_reports
from rencana.render.desk import Case
from rencana.render.excerpts import excerpts, sum_of


def alone(case: Case) -> Alone:
    """Returns what is made of one campaign, without a look at others."""
    frame, kept = case.campaign.plan.campaign, excerpts(case)
    return Alone(
        id=case.campaign.id,
        title=frame.title,
        language=case.voice.language,
        was=frame.was,
        pages=(*campaign_pages(case), *campaign_reports(case)),
        downloads=tuple(campaign_files(case)),
        sums={key: sum_of(case.campaign.id, key, content) for key, content in kept.items()},
        excerpt=kept.__getitem__,
    )
