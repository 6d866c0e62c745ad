"""What readers see for the words of the plan language; each is a message of the interface, translated when shown."""

from collections.abc import Mapping


def _(message: str) -> str:
    """Marks a message for translation."""
    return message


STATES: Mapping[str, str] = {
    "draft": _("Draft"),
    "review": _("In review"),
    "approved": _("Approved"),
    "running": _("Running"),
    "paused": _("Paused"),
    "stopped": _("Stopped"),
    "closed": _("Closed"),
}
ITEM_STATES: Mapping[str, str] = {
    "idea": _("Idea"),
    "draft": _("Draft"),
    "review": _("In review"),
    "approved": _("Approved"),
    "scheduled": _("Scheduled"),
    "published": _("Published"),
    "cancelled": _("Cancelled"),
}
QUADRANTS: Mapping[str, str] = {
    "entertain": _("Entertain"),
    "inspire": _("Inspire"),
    "educate": _("Educate"),
    "convince": _("Convince"),
}
QUADRANT_HINTS: Mapping[str, str] = {
    "entertain": _("emotional, for people who do not know us yet"),
    "inspire": _("emotional, for people who may buy"),
    "educate": _("rational, for people who do not know us yet"),
    "convince": _("rational, for people who may buy"),
}
TIERS: Mapping[str, str] = {
    "hero": _("Hero: a few big moments"),
    "hub": _("Hub: regular"),
    "help": _("Help: always there"),
}
MEDIA: Mapping[str, str] = {"paid": _("Paid"), "earned": _("Earned"), "shared": _("Shared"), "owned": _("Owned")}
CADENCES: Mapping[str, str] = {
    "daily": _("Daily"),
    "weekly": _("Weekly"),
    "monthly": _("Monthly"),
    "quarterly": _("Quarterly"),
    "yearly": _("Yearly"),
    "at-end": _("At the end"),
}
METHODS: Mapping[str, str] = {
    "counted": _("Counted"),
    "survey": _("Survey"),
    "modelled": _("Modelled"),
    "estimated": _("Estimated"),
}
MARKS: Mapping[str, str] = {
    "provisional": _("Provisional"),
    "estimated": _("Estimated"),
    "restated": _("Restated"),
}
DIRECTIONS: Mapping[str, str] = {
    "up": _("More is better"),
    "down": _("Less is better"),
    "band": _("A range is right"),
}
LEVELS: Mapping[str, str] = {
    "input": _("Input: what was put in"),
    "output": _("Output: what was delivered"),
    "outtake": _("Outtake: how people reacted"),
    "outcome": _("Outcome: what people did or believed then"),
    "impact": _("Impact: what it did for the organisation"),
}
UNITS: Mapping[str, str] = {
    "count": _("Count"),
    "percent": _("Per cent"),
    "ratio": _("Ratio"),
    "duration": _("Length of time"),
    "currency": _("Money"),
    "score": _("Score"),
}
BASELINES: Mapping[str, str] = {
    "unknown": _("Not known (declared)"),
    "none": _("None (new)"),
    "elsewhere": _("Not in this plan: it stands elsewhere"),
}
TARGETS: Mapping[str, str] = {
    "none": _("None: it is only observed"),
    "elsewhere": _("Not in this plan: it stands elsewhere"),
}
RATE_UNITS: Mapping[str, str] = {
    "day": _("a day"),
    "week": _("a week"),
    "month": _("a month"),
    "quarter": _("a quarter"),
    "year": _("a year"),
    "campaign": _("in the campaign"),
    "rarely": _("rarely"),
    "as needed": _("as needed"),
    "once": _("once"),
}
SPANS: Mapping[str, str] = {
    "day": _("days"),
    "week": _("weeks"),
    "month": _("months"),
    "quarter": _("quarters"),
    "year": _("years"),
}
FORMATS_ANY = _("every format")
STAGES: tuple[tuple[str, str, str, str], ...] = (
    ("objectives", _("Objectives"), _("What do we want to achieve?"), _("Without an objective nothing can be judged.")),
    (
        "audiences",
        _("Audiences"),
        _("To whom?"),
        _("Content is designed from the audience; without one it speaks to nobody."),
    ),
    (
        "content",
        _("Content"),
        _("What do we say?"),
        _("Content comes before channels: the message decides where it fits."),
    ),
    (
        "channels",
        _("Channels"),
        _("In which channel?"),
        _("A channel is chosen last, for objective, audience and content."),
    ),
    ("measurement", _("Measurement"), _("With what effect?"), _("What is not measured cannot be improved.")),
)
TABS: Mapping[str, str] = {
    "index": _("Overview"),
    "strategy": _("Strategy"),
    "calendar": _("Calendar"),
    "measurement": _("Measurement"),
    "reviews": _("Reviews"),
    "history": _("History"),
}
SEVERITIES: Mapping[str, str] = {"error": _("Error"), "warning": _("Warning"), "note": _("Note")}
FAMILIES: Mapping[str, str] = {
    "objectives": _("Objectives"),
    "audiences": _("Audiences"),
    "content": _("Content"),
    "channels": _("Channels"),
    "measurement": _("Measurement"),
    "interaction": _("Interaction"),
    "calendar": _("Calendar"),
    "budget": _("Budget"),
    "readings": _("Readings"),
    "portfolio": _("Portfolio"),
    "writing": _("Writing"),
}
RULE_SECTIONS: Mapping[str, str] = {
    "What it finds": _("What it finds"),
    "Why it matters": _("Why it matters"),
    "Bad": _("Bad"),
    "Good": _("Good"),
    "Options": _("Options"),
}
STATUSES: Mapping[str, str] = {
    "reached": _("Reached"),
    "on-track": _("On track"),
    "at-risk": _("At risk"),
    "behind": _("Behind"),
    "missed": _("Missed"),
    "observed": _("No target"),
    "no-data": _("No reading"),
    "not-judged": _("Not judged"),
    "stopped": _("Stopped"),
}
CHIPS: Mapping[str, str] = {
    **STATUSES,
    "over-pace": _("Over pace"),
    "over-limit": _("Over limit"),
    "kept": _("Kept"),
    "not-held": _("Not held"),
    "within-band": _("Within band"),
    "no-number": _("No number"),
    "never-measured": _("Never measured"),
    "not-begun": _("Not begun"),
}
"""The words on the chips of KPIs and targets: those of the statuses, and finer ones for kinds of target."""
CAMPAIGN_COUNTS: Mapping[str, str] = {
    "reached": _("{count} reached"),
    "on-track": _("{count} on track"),
    "at-risk": _("{count} at risk"),
    "behind": _("{count} behind"),
    "missed": _("{count} missed"),
    "stopped": _("{count} stopped"),
    "not-judged": _("{count} not judged"),
    "no-data": _("{count} without a reading"),
    "observed": _("{count} without a target"),
    "not-begun": _("{count} not begun"),
}
"""How many campaigns of a goal stand how, in the order in which it is said."""
STALE = _("Reading overdue")
WHY_NOT: Mapping[str, str] = {
    "no-reading": _("No reading yet"),
    "change-only": _("The readings only say how much the value changed, not what it is"),
    "other-days": _("Numbers of this metric cannot be added over days, and no reading covers all days since {since}"),
    "only-the-whole": _("Only numbers of a whole are there"),
    "audiences-apart": _("Audiences may overlap, so their numbers are not added"),
    "channels-apart": _(
        "Numbers of this metric cannot be added over channels or places, and no reading covers all of them together"
    ),
    "channel-silent": _("No reading of {about} yet"),
    "sources-disagree": _("Two sources disagree, and the KPI does not say which goes first: {about}"),
    "currencies-mixed": _("The readings have different currencies: {about}"),
    "definition-changed": _("What is counted changed within the period; the numbers before and after cannot be added"),
    "part-missing": _("No readings of {about} for the same days"),
    "nothing-to-divide-by": _("There is nothing to divide by"),
    "no-posts": _("A median needs readings of single posts of {about}"),
}
ONLY_THE_WHOLE: Mapping[str, str] = {
    "channel": _("Only numbers of all channels are there"),
    "place": _("Only numbers of all places are there"),
    "audience": _("Only numbers of all audiences are there"),
}
"""Why there is no value of a part, by what it is a part of."""
REASONS: Mapping[str, str] = {
    "before": _("before the first day that counts"),
    "after": _("after the last day that counts"),
    "across-start": _("begins before the first day that counts"),
    "across-end": _("ends after the last day that counts"),
    "of-the-whole": _("speaks of all channels, and the KPI of some"),
    "of-one-audience": _("speaks of one audience, and the KPI of all; audiences may overlap"),
    "other-source": _("of a source that the KPI does not name"),
    "other-days": _("speaks of other days than the KPI"),
    "fewer-days": _("covers fewer days than what counts"),
    "overlaps": _("its days are counted by other rows"),
    "replaced": _("a newer row for the same days counts instead"),
    "contradicted": _("another source says something else, and the plan names that one first"),
    "other-unit": _("another unit than the metric"),
    "change-only": _("says only how much the value changed, not what it is"),
    "whole-and-parts": _("counted already by rows for the whole or for its parts"),
    "no-partner": _("the other part of the formula has no reading of the same days"),
    "base": _("the first reading of a running total; only what later readings add to it is counted"),
}
FACETS: Mapping[str, str] = {
    "state": _("State"),
    "status": _("Status"),
    "team": _("Team"),
    "goal": _("Goal"),
    "channel": _("Channel"),
    "year": _("Year"),
    "tag": _("Tag"),
}
DUE_STATES: Mapping[str, str] = {
    "lost": _("Lost"),
    "overdue": _("Overdue"),
    "due": _("Due"),
    "upcoming": _("Coming"),
}
REPORTS: Mapping[str, tuple[str, str]] = {
    "executive": (
        _("Executive report"),
        _("For those who decide: one sheet with the status of every campaign, and the decisions that wait."),
    ),
    "manager": (
        _("Manager report"),
        _("For those who steer: what lags and why, what is due from which team, what goes out in the next 14 days."),
    ),
    "analyst": (
        _("Analyst report"),
        _("For those who check: every number with its path, its coverage, its sources and its definition."),
    ),
}
"""The reports of the whole portfolio by reader, each with a sentence on whom it is for."""
REVIEW_STATES: Mapping[str, str] = {
    "waiting": _("Waiting for a decision"),
    "coming": _("Coming"),
    "decided": _("Decided"),
}
ACTIVE_HOURS: Mapping[str, str] = {
    "inside": _("Audience there"),
    "partly": _("Partly there"),
    "outside": _("Audience not there"),
    "unknown": _("Hours not known"),
}
SENTENCE = (_("Who"), _("says what"), _("in which channel"), _("to whom"), _("with what effect"))
OBJECTIVES: Mapping[str, str] = {
    "awareness": _("Awareness"),
    "understanding": _("Understanding"),
    "traffic": _("Traffic"),
    "service": _("Customer service"),
    "engagement": _("Engagement"),
    "leads": _("Leads"),
    "conversion": _("Conversion"),
    "behaviour": _("Behaviour"),
    "trust": _("Trust"),
    "advocacy": _("Advocacy"),
    "community": _("Community"),
    "retention": _("Retention"),
}
