"""A yardstick is no evidence for its kind of objective.

## What it finds
An objective none of whose yardsticks proves its `type`: likes for traffic, reach for service. Metrics that only
support an objective are told apart from those that have nothing to do with it. Own metrics without `evidences` are
left alone.

## Why it matters
The guide: the measure must fit the objective. Which metrics prove which type of objective is a table of the catalogue,
drawn from common evaluation practice ([GCS](https://gcs.civilservice.gov.uk/publications/gcs-evaluation-cycle/)).

## Bad
```yaml
objectives:
  awareness:
    type: traffic
    statement: Urban coffee drinkers look the shops up on our website.
    serves: [retail-growth]
    yardsticks: [brand-views]
  # ^^^^^^^^^^
```

## Good
```yaml
objectives:
  awareness:
    type: awareness
    statement: Urban coffee drinkers see cold brew as an iftar drink.
    serves: [retail-growth]
    yardsticks: [brand-views]
```

## Options
An own metric says under `evidences` which types of objective it can prove.
"""

from collections.abc import Iterator

from rencana.catalogue import Metric, ObjectiveType, objective_types
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import short

NAME = "yardstick-without-proof"
CODE = "OBJ006"
FAMILY = "objectives"
SEVERITY = Severity.WARNING
SCOPE = Scope.PLAN


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields objectives whose yardsticks prove something else."""
    kpis = campaign.plan.measurement.kpis
    for name, objective in campaign.plan.objectives.items():
        kind = objective_types().get(objective.type or "")
        ids = [kpis[yardstick].metric for yardstick in objective.yardsticks if yardstick in kpis]
        metrics = [campaign.metrics[id] for id in ids if id in campaign.metrics]
        if kind is None or not metrics or any(_may_prove(metric, kind) for metric in metrics):
            continue
        names = ", ".join(metric.id for metric in metrics)
        supports = all(metric.id in kind.support for metric in metrics)
        message = (
            context.say("{metrics} goes with {type} and does not prove it.", metrics=short(names), type=kind.id)
            if supports
            else context.say("{metrics} is no evidence for {type}.", metrics=short(names), type=kind.id)
        )
        fit = ", ".join(kind.evidence)
        yield Flaw(("objectives", name, "yardsticks"), message, context.say("What proves it: {metrics}.", metrics=fit))


def _may_prove(metric: Metric, kind: ObjectiveType) -> bool:
    """Tells whether a metric is evidence for a type of objective, or an own one of which nobody says what it proves."""
    if metric.id in kind.support:
        return False
    undeclared = not metric.evidences and not metric.source
    return undeclared or metric.id in kind.evidence or kind.id in metric.evidences
