"""The report of the executive: the whole portfolio on one sheet, so that what needs a decision is seen in a minute."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct

from rencana.measure import Status, urgency
from rencana.plan.header import AT_WORK
from rencana.render import address
from rencana.render.campaign.kpis import leading
from rencana.render.campaign.reviews import ReviewLine, review_lines, sorted_reviews
from rencana.render.campaign.targets import judged_figure, newer_words
from rencana.render.portfolio.goals import GoalLine, Services, goal_lines
from rencana.render.portfolio.home import tally
from rencana.render.subject.campaign import CampaignView, Named, kpi_title, titles
from rencana.render.subject.glance import Glance, at_campaign, glance, in_order
from rencana.render.subject.portfolio import PortfolioView
from rencana.render.subject.status import StatusView, campaign_standing, target_words, why
from rencana.render.text import terms
from rencana.render.text.say import Say

_ALWAYS = (Status.REACHED, Status.ON_TRACK, Status.AT_RISK, Status.BEHIND, Status.MISSED)
_MOST_CAMPAIGNS = 8
_MOST_NOT_BEGUN = 6
_MOST_DECISIONS = 3
_MOST_WAITING = 4
_MOST_GOALS = 5
_MOST_STEPS = 6
_MOST_SERVING = 3
_AHEAD = timedelta(days=31)


class Tally(Struct, frozen=True):
    """How many campaigns have a status."""

    status: str
    word: str
    count: int


class CampaignLine(Struct, frozen=True):
    """A campaign in one line: its status and the count behind it, the KPI that decides it, and why."""

    campaign: Named
    language: str
    state: str
    state_word: str
    standing: StatusView
    count: str
    kpi: Named | None
    value: str
    when: str
    now: str
    target: str
    by: str
    why: str


class GoalSummary(Struct, frozen=True):
    """A goal of the organisation with how it stands; `campaigns` are how many serve it, in words."""

    title: str
    url: str
    standing: StatusView | None
    counts: str
    campaigns: str


class ComingStep(Struct, frozen=True):
    """Something that comes: a review, the day of a target, a beginning or an end."""

    date: date
    day: str
    campaign: Named
    language: str
    what: str


class Executive(Struct, frozen=True):
    """The report of the executive. What does not fit on a sheet is counted in the fields that begin with `more`."""

    organisation: str
    on: str
    count: int
    tallies: tuple[Tally, ...]
    not_judged: int
    not_begun: tuple[Named, ...]
    more_not_begun: int
    lines: tuple[CampaignLine, ...]
    more_lines: int
    waiting: tuple[ReviewLine, ...]
    more_waiting: int
    decided: tuple[ReviewLine, ...]
    goals: tuple[GoalSummary, ...]
    more_goals: int
    steps: tuple[ComingStep, ...]
    index: str
    home: str


class ExecutiveExcerpt(Struct, frozen=True):
    """What the executive's report says of a campaign: its line where it is judged, its reviews, what comes next.

    `weight` puts the line among others: what can still be changed comes first, and of that the worst; what is over
    follows, the latest first.
    """

    of: Glance
    weight: tuple[bool, int, int, str]
    line: CampaignLine | None
    reviews: tuple[ReviewLine, ...]
    steps: tuple[ComingStep, ...]


def sheet(view: CampaignView) -> ExecutiveExcerpt:
    """Returns what the executive's report says of a campaign."""
    of = glance(view)
    line = _line(view, of.count) if of.status else None
    return ExecutiveExcerpt(of, _weight(view), line, tuple(review_lines(view)), tuple(_steps(view)))


def executive(
    portfolio: PortfolioView, organisation: str, sheets_by_id: Mapping[str, ExecutiveExcerpt], services: Services
) -> Executive:
    """Makes the view of the executive's report."""
    sheets = [*sheets_by_id.values()]
    judged = [sheet.line for sheet in sorted(sheets, key=lambda sheet: sheet.weight) if sheet.line]
    reviews = sorted_reviews(line for sheet in in_order(sheets) for line in sheet.reviews)
    waiting = [review for review in reviews if review.state == "waiting"]
    not_begun = [sheet.of.named for sheet in in_order(sheets) if sheet.of.waits]
    goals = tuple(_goal(portfolio.say, goal) for goal in goal_lines(portfolio, services)) if sheets else ()
    steps = sorted(
        (step for each in sheets for step in each.steps), key=lambda step: (step.date, step.campaign.title, step.what)
    )
    return Executive(
        organisation=organisation,
        on=portfolio.say.day(portfolio.on),
        count=len(sheets),
        tallies=_tallies(portfolio, sheets) if sheets else (),
        not_judged=len(sheets) - len(judged) - len(not_begun),
        not_begun=tuple(not_begun[:_MOST_NOT_BEGUN]),
        more_not_begun=max(0, len(not_begun) - _MOST_NOT_BEGUN),
        lines=tuple(judged[:_MOST_CAMPAIGNS]),
        more_lines=max(0, len(judged) - _MOST_CAMPAIGNS),
        waiting=tuple(waiting[:_MOST_WAITING]),
        more_waiting=max(0, len(waiting) - _MOST_WAITING),
        decided=tuple(review for review in reviews if review.state == "decided")[:_MOST_DECISIONS],
        goals=goals[:_MOST_GOALS],
        more_goals=max(0, len(goals) - _MOST_GOALS),
        steps=tuple(steps[:_MOST_STEPS]),
        index=portfolio.links.to(address.REPORTS),
        home=portfolio.links.to(address.HOME),
    )


def _tallies(portfolio: PortfolioView, sheets: Sequence[ExecutiveExcerpt]) -> tuple[Tally, ...]:
    counts = tally(sheets)
    statuses = (*_ALWAYS, *(status for status in Status if status not in _ALWAYS and counts[status]))
    return tuple(
        Tally(status.value, portfolio.say.term(status.value, terms.STATUSES), counts[status]) for status in statuses
    )


def _weight(view: CampaignView) -> tuple[bool, int, int, str]:
    campaign = view.campaign
    at_work = campaign.plan.campaign.state in AT_WORK
    end = -(campaign.end or date.max).toordinal()
    return not at_work, urgency(view.measured.status) if at_work else 0, end, campaign.id


def _line(view: CampaignView, count: str) -> CampaignLine:
    say, campaign = view.say, view.campaign
    header, progress, standing = campaign.plan.campaign, leading(view), campaign_standing(view)
    assert standing is not None
    kpi, value, when, now, target, by = None, "", "", "", "", ""
    if progress:
        kpi, judged = view.kpi(progress.id), judged_figure(view, progress)
        value, when, now = judged.value, judged.when, newer_words(view, progress)
        target, by = target_words(view, progress)
    named = Named(header.title, view.links.to(address.campaign_page(campaign.id, "report")))
    because = why(view, progress) if progress else say("It has no KPI; it is judged by its signs")
    return CampaignLine(
        campaign=named,
        language=campaign.language,
        state=header.state,
        state_word=say.term(header.state, terms.STATES),
        standing=standing,
        count=count,
        kpi=kpi,
        value=value,
        when=when,
        now=now,
        target=target,
        by=by,
        why=because,
    )


def _goal(say: Say, goal: GoalLine) -> GoalSummary:
    names = titles(goal.campaigns[:_MOST_SERVING])
    if len(goal.campaigns) > _MOST_SERVING:
        names.append(say("{count} more", count=len(goal.campaigns) - _MOST_SERVING))
    campaigns = say.list(names) if names else say("no campaign serves it")
    return GoalSummary(goal.title, goal.url, goal.standing, goal.counts, campaigns)


def _steps(view: CampaignView) -> Iterator[ComingStep]:
    """Yields what comes within a month."""
    if view.campaign.plan.campaign.state in ("draft", "stopped"):
        return
    steps = {
        (day, what): ComingStep(day, view.say.day(day), at_campaign(view), view.campaign.language, what)
        for day, what in (*_edges(view), *_targets(view), *_coming(view))
        if day and view.on < day <= view.on + _AHEAD
    }
    yield from steps.values()


def _edges(view: CampaignView) -> Iterator[tuple[date | None, str]]:
    if view.campaign.plan.campaign.state in AT_WORK:
        yield view.campaign.start, view.say("It begins.")
        yield view.campaign.end, view.say("It ends.")


def _targets(view: CampaignView) -> Iterator[tuple[date | None, str]]:
    days: dict[date, list[str]] = {}
    for name, progress in view.measured.kpis.items():
        for target in progress.targets:
            if target.aim.day and not target.aim.stretch and target.aim.day >= view.on:
                days.setdefault(target.aim.day, []).append(kpi_title(view.campaign, name, view.say.language))
    for day, names in days.items():
        if view.campaign.plan.campaign.state in AT_WORK:
            yield day, view.say("Targets are due: {kpis}.", kpis=view.say.list(list(dict.fromkeys(names))))


def _coming(view: CampaignView) -> Iterator[tuple[date | None, str]]:
    for review in view.campaign.plan.reviews.values():
        if not review.decision and review.date:
            team = view.team(review.owner)
            words = view.say("Review, {team} decides.", team=team) if team else view.say("Review.")
            yield review.date, words
