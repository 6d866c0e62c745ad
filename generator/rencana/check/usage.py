"""What plans use of what portfolio.yaml declares, so that what none of them uses can be found."""

from collections.abc import Iterable, Mapping
from operator import attrgetter

from rencana.catalogue import formula
from rencana.plan.campaign import Campaign
from rencana.plan.measurement import Comparison
from rencana.plan.shared import Shared

_SECTIONS = ("teams", "goals", "sources", "metrics", "channels")


def used_by_plan(campaign: Campaign) -> Mapping[str, tuple[str, ...]]:
    """Returns for each section of portfolio.yaml the ids that a plan, its calendar and its readings name, sorted."""
    plan = campaign.plan
    used: dict[str, set[str]] = {section: set() for section in _SECTIONS}
    kpis = plan.measurement.kpis.values()
    teams = [plan.campaign.owner, plan.interaction.team, *(kpi.collector for kpi in kpis)]
    teams += [channel.owner for channel in plan.channels.values()] + [item.owner for item in campaign.items.values()]
    teams += [review.owner for review in plan.reviews.values()]
    used["teams"].update(name for name in teams if name)
    used["goals"].update(goal for objective in plan.objectives.values() for goal in objective.serves)
    used["sources"].update(name for kpi in kpis for name in kpi.sources)
    used["sources"].update(map(attrgetter("source"), campaign.readings))
    for kpi in kpis:
        comparisons = [*kpi.compare.values(), *([kpi.baseline] if isinstance(kpi.baseline, Comparison) else [])]
        used["sources"].update(comparison.source for comparison in comparisons if comparison.source)
    for audience in plan.audiences.values():
        evidence = [*audience.evidence, *(proof for use in audience.platforms.values() for proof in use.evidence)]
        used["sources"].update(proof.source for proof in evidence)
    used["metrics"].update(kpi.metric for kpi in kpis)
    used["metrics"].update(map(attrgetter("metric"), campaign.readings))
    used["channels"].update(plan.channels, filter(None, (channel.platform for channel in plan.channels.values())))
    return {section: tuple(sorted(names)) for section, names in used.items()}


def used_by_all(shared: Shared, plans: Iterable[Mapping[str, Iterable[str]]]) -> Mapping[str, frozenset[str]]:
    """Returns for each section the ids that a plan uses, or portfolio.yaml itself; `plans` hold what each plan uses."""
    used: dict[str, set[str]] = {section: set() for section in _SECTIONS}
    used["teams"].update(goal.owner for goal in shared.goals.values() if goal.owner)
    used["goals"].update(goal.part_of for goal in shared.goals.values() if goal.part_of)
    for plan in plans:
        for section, names in plan.items():
            used[section].update(names)
    # A metric of portfolio.yaml may follow from other metrics by a formula; then a plan that uses it uses them too.
    formulas = [shared.metrics[name].formula or "" for name in used["metrics"] if name in shared.metrics]
    used["metrics"].update(name for text in formulas for name in formula.names(text))
    return {section: frozenset(names) for section, names in used.items()}
