"""The golden thread: what works for what is joined, and what is joined to nothing is named as a gap."""

from collections.abc import Callable

from rencana.render.charts.thread import thread_map
from rencana.render.subject.campaign import CampaignView

PLAN = """
campaign: {title: Iced, state: draft}
objectives:
  aware: {title: Known, type: awareness, audiences: [students], yardsticks: [views]}
  lonely: {title: Lonely, type: trust}
audiences:
  students: {title: Students}
content:
  messages:
    cold: {text: It is cold, audiences: [students]}
  pillars:
    tips: {title: A title of a pillar that is much too long for the few letters of its node, messages: [cold]}
channels:
  tiktok: {why: {objectives: [aware], audiences: [students], pillars: [tips], because: There.}}
measurement:
  kpis:
    views: {metric: views, title: Views}
"""


def test_joined_parts_are_no_gaps(view_of: Callable[..., CampaignView]) -> None:
    """A thread from objective to KPI has a curve for each link, and only what hangs loose is a gap."""
    drawing = thread_map(view_of(PLAN))
    assert drawing
    assert [kind for _, kind in drawing.heads] == ["Objectives", "Audiences", "Messages", "Pillars", "Channels", "KPIs"]
    assert [node.title for node in drawing.nodes if node.gap] == ["Lonely"]
    assert [gap.split("“")[0] for gap in drawing.gaps] == ["Lonely is joined to nothing under "]
    assert len(drawing.curves) == len(set(drawing.curves)) == 5


def test_nodes_lie_in_columns(view_of: Callable[..., CampaignView]) -> None:
    """Each kind has a column, its nodes lie below one another, and curves go from the right edge of one to the next."""
    drawing = thread_map(view_of(PLAN))
    assert drawing
    columns = dict(drawing.heads)
    assert all(columns[node.x] == node.kind for node in drawing.nodes)
    assert len({(node.x, node.y) for node in drawing.nodes}) == len(drawing.nodes)
    assert all(node.x >= 0 and node.x + drawing.node_width <= drawing.width for node in drawing.nodes)
    edges = {node.x + drawing.node_width for node in drawing.nodes}
    assert edges.issuperset(int(curve[1:].split()[0]) for curve in drawing.curves)


def test_long_titles_are_cut(view_of: Callable[..., CampaignView]) -> None:
    """A node has two short lines at most; its whole title is kept for those who point at it."""
    drawing = thread_map(view_of(PLAN))
    assert drawing
    [node] = [node for node in drawing.nodes if node.kind == "Pillars"]
    assert node.title.endswith("of its node")
    assert len(node.lines) == 2
    assert node.lines[1].endswith("…")
    assert all(len(line) <= 19 for line in node.lines)


def test_two_columns_are_no_thread(view_of: Callable[..., CampaignView]) -> None:
    """A plan that says too little has no drawing; a third kind of part makes one."""
    plan = "campaign: {title: T, state: draft}\naudiences: {all: {title: All}}\n"
    kpis = "measurement: {kpis: {views: {metric: views}}}\n"
    assert thread_map(view_of(plan)) is None
    assert thread_map(view_of(plan + kpis)) is None
    assert thread_map(view_of(f"{plan}{kpis}objectives: {{aware: {{type: awareness, yardsticks: [views]}}}}\n"))
