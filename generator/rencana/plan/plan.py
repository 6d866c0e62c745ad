"""A whole plan, in the order in which a campaign is thought through."""

from rencana.plan.agenda import Item, Playbook, Review
from rencana.plan.header import Header, Schedule
from rencana.plan.language.part import NONE, Keyed, PlanPart
from rencana.plan.measurement import Budget, Measurement
from rencana.plan.strategy import Audiences, Channel, Content, Interaction, Objective, Rejected


class Plan(PlanPart):
    """One campaign, as written in its plan.yaml. The order of the keys is the order of the method."""

    # What stands where a key is left out is made without its validator, which would be built for that alone.

    campaign: Header
    """What the campaign is called, who owns it, when it runs and how far it is."""
    objectives: Keyed[Objective] = NONE
    """1. What do we want to achieve, and what is the yardstick?"""
    audiences: Audiences = NONE
    """2. To whom? `disjoint: true` among them says that no person is in two of them."""
    content: Content = Content.model_construct()
    """3. Says what?"""
    channels: Keyed[Channel] = NONE
    """4. In which channel? Only what fits objective, audience and content."""
    rejected: Rejected = Rejected.model_construct()
    """What was looked at and not chosen, with the reason."""
    schedule: Schedule = Schedule.model_construct()
    """Named days, phases and pauses."""
    budget: Budget = Budget.model_construct()
    """The money of the campaign."""
    measurement: Measurement = Measurement.model_construct()
    """5. With what effect? How large is success, where does the number come from, how often?"""
    interaction: Interaction = Interaction.model_construct()
    """Two ways: who listens, how fast, what comes back."""
    calendar: Keyed[Item] = NONE
    """What is published when; calendar.csv beside the plan adds to it."""
    reviews: Keyed[Review] = NONE
    """Looks at the numbers that end in a decision."""
    playbooks: Keyed[Playbook] = NONE
    """What is done each time that an occasion comes."""
