"""One campaign made alone: its own pages and files, and what pages about several campaigns show of it."""

from rencana.render.campaign.pages import campaign_pages
from rencana.render.portfolio.excerpts import excerpt_digest, excerpts
from rencana.render.portfolio.files import campaign_files
from rencana.render.portfolio.index import CampaignOutput
from rencana.render.portfolio.report_pages import campaign_reports
from rencana.render.subject.kit import CampaignKit


def render_campaign(kit: CampaignKit) -> CampaignOutput:
    """Returns what is made of one campaign, without a look at others."""
    header, kept = kit.campaign.plan.campaign, excerpts(kit)
    return CampaignOutput(
        id=kit.campaign.id,
        title=header.title,
        language=kit.say.language,
        was=header.was,
        pages=(*campaign_pages(kit), *campaign_reports(kit)),
        downloads=tuple(campaign_files(kit)),
        sums={key: excerpt_digest(kit.campaign.id, key, content) for key, content in kept.items()},
        excerpt=kept.__getitem__,
    )
