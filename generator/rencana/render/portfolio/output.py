"""One campaign made alone: its own pages and files, and what pages about several campaigns show of it."""

from rencana.render.campaign.pages import campaign_pages
from rencana.render.portfolio.excerpts import excerpts, sum_of
from rencana.render.portfolio.files import campaign_files
from rencana.render.portfolio.index import Alone
from rencana.render.portfolio.report_pages import campaign_reports
from rencana.render.subject.kit import Case


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
