"""What is said of a name that no rule has: in a remark, or among the settings of portfolio.yaml."""

from rencana.check.flaw import Flaw, RuleContext
from rencana.plan.campaign import Location
from rencana.plan.language.fault import short
from rencana.words.nearest import nearest


def no_such_rule(name: str, place: Location, context: RuleContext) -> Flaw:
    """Returns the flaw of a name that no rule has; the help names the rule that was probably meant."""
    close = nearest(name, sorted(context.rules))
    help = (
        context.say("Did you mean {name}?", name=f"`{close}`")
        if close
        else context.say("`rencana rules` lists all names.")
    )
    return Flaw(place, context.say("There is no rule {name}.", name=short(name)), help)
