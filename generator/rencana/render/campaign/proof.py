"""A KPI in a line of a list: its latest value beside its target, and how it stands."""

from msgspec import Struct

from rencana.render.campaign.figures import aim_word, latest_figure, next_aim
from rencana.render.subject.campaign import CampaignView
from rencana.render.subject.status import StatusView, kpi_standing


class KPISummary(Struct, frozen=True):
    """A KPI in a line. The target is in words where it has no size, and empty where the plan says nothing of it."""

    title: str
    url: str
    value: str
    target: str
    sized: bool
    standing: StatusView


def proof(view: CampaignView, name: str) -> KPISummary:
    """Returns a KPI as a line."""
    one, at = view.measured.kpis[name], view.kpi(name)
    target = next_aim(view, one) or aim_word(view, one.kpi)
    value = latest_figure(view, one).value
    return KPISummary(at.title, at.url, value, target, bool(one.targets), kpi_standing(view, one))
