"""One campaign made alone: its own pages and files, and what pages about several campaigns show of it."""

from rencana.render.campaign.files import campaign_files
from rencana.render.campaign.pages import campaign_pages, campaign_reports
from rencana.render.portfolio.excerpt import excerpt_digest
from rencana.render.portfolio.excerpts import excerpts
from rencana.render.portfolio.index import CampaignOutput
from rencana.render.subject.kit import CampaignKit


def render_campaign(kit: CampaignKit) -> CampaignOutput:
    """Returns what is made of one campaign, without a look at others."""
    header, contents = kit.campaign.plan.campaign, excerpts(kit)
    return CampaignOutput(
        id=kit.campaign.id,
        title=header.title,
        language=kit.say.language,
        was=header.was,
        pages=(*campaign_pages(kit), *campaign_reports(kit)),
        downloads=tuple(campaign_files(kit)),
        digests={key: excerpt_digest(kit.campaign.id, key, content) for key, content in contents.items()},
        excerpt=contents.__getitem__,
    )
