"""A KPI in a line of a list: its latest value beside its target, and how it stands."""

from msgspec import Struct

from rencana.render.campaign.figures import aim_word, latest_figure, next_aim
from rencana.render.subject.campaign import Scene
from rencana.render.subject.status import Standing, kpi_standing


class Proof(Struct, frozen=True):
    """A KPI in a line. The target is in words where it has no size, and empty where the plan says nothing of it."""

    title: str
    url: str
    value: str
    target: str
    sized: bool
    standing: Standing


def proof(scene: Scene, name: str) -> Proof:
    """Returns a KPI as a line."""
    one, at = scene.measured.kpis[name], scene.kpi(name)
    target = next_aim(scene, one) or aim_word(scene, one.kpi)
    value = latest_figure(scene, one).value
    return Proof(at.title, at.url, value, target, bool(one.targets), kpi_standing(scene, one))
