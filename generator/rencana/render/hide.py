"""What a public site leaves out, taken away before anything is made of the plans: no page or file can show it then."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from rencana.check import RULES
from rencana.check.rule import Scope
from rencana.finding import Finding
from rencana.plan.campaign import Campaign, Portfolio
from rencana.plan.frame import UNAPPROVED
from rencana.plan.measurement import Budget
from rencana.plan.part import Entries
from rencana.render.desk import Show
from rencana.source import Document

_BUDGET = "budget"
_OF_MONEY = frozenset(rule.name for rule in RULES if rule.family == _BUDGET)
_OF_ALL_PLANS = frozenset(rule.name for rule in RULES if rule.scope is Scope.PORTFOLIO)


def hidden(portfolio: Portfolio, show: Show) -> Portfolio:
    """Returns the portfolio without what the site does not show, and without references to it.

    Without drafts, a plan that cannot be read is hidden too: nobody knows how far it is.
    """
    campaigns: Mapping[str, Campaign] = portfolio.campaigns
    unreadable = portfolio.unreadable
    if not show.drafts:
        kept = {name: one for name, one in campaigns.items() if one.plan.campaign.state not in UNAPPROVED}
        gone = _ids(portfolio) - set(kept)
        campaigns, unreadable = {name: _unrelated(one, gone) for name, one in kept.items()}, ()
    if not show.budget:
        campaigns = {name: _without_budget(one) for name, one in campaigns.items()}
    return replace(portfolio, campaigns=Entries(campaigns), unreadable=unreadable)


def shown_findings(findings: Iterable[Finding], portfolio: Portfolio, show: Show) -> list[Finding]:
    """Returns the findings that say nothing of what is hidden; `portfolio` is the one with everything in it."""
    found = list(findings)
    if not show.drafts:
        gone = _gone(portfolio, show)
        found = [one for one in found if not _tells_of(one, gone)] if gone else found
    if not show.budget:
        unreadable = {one.path for one in portfolio.unreadable}
        plans = {one.document.path: one.document for one in portfolio.campaigns.values()}
        found = [one for one in found if one.file not in unreadable and not _of_money(one, plans.get(one.file))]
    return found


def _ids(portfolio: Portfolio) -> set[str]:
    return {*portfolio.campaigns, *(one.id for one in portfolio.unreadable)}


def _gone(portfolio: Portfolio, show: Show) -> Mapping[str, str]:
    """Returns the title of each hidden campaign by id."""
    titles = {one.id: one.title for one in portfolio.unreadable}
    titles.update({name: one.plan.campaign.title for name, one in portfolio.campaigns.items()})
    return {name: title for name, title in titles.items() if name not in hidden(portfolio, show).campaigns}


def _unrelated(campaign: Campaign, gone: set[str]) -> Campaign:
    """Returns a campaign that names none of those that are gone."""
    frame = campaign.plan.campaign
    if frame.part_of not in gone and not gone & set(frame.was):
        return campaign
    parent = None if frame.part_of in gone else frame.part_of
    former = tuple(name for name in frame.was if name not in gone)
    frame = frame.model_copy(update={"part_of": parent, "was": former})
    return replace(campaign, plan=campaign.plan.model_copy(update={"campaign": frame}))


def _without_budget(campaign: Campaign) -> Campaign:
    plan = campaign.plan.model_copy(update={_BUDGET: Budget()})
    return replace(campaign, plan=plan, document=_blanked(campaign.document))


def _blanked(document: Document) -> Document:
    """Returns a document with nothing in place of its budget; all else stays where it is.

    The text is asked for the pictures that a plan names, so those of the budget have to go from there too.
    """
    if _BUDGET not in document.data:
        return document
    lines = document.text.split("\n")
    first, last = _lines(document)
    lines[first - 1 : last] = [""] * len(lines[first - 1 : last])
    data = {key: value for key, value in document.data.items() if key != _BUDGET}
    return replace(document, text="\n".join(lines), data=data)


def _lines(document: Document) -> tuple[int, int]:
    """Returns the first and the last line of the budget: to the next key, so that no comment below it is left."""
    start = document.key_place([_BUDGET])
    later = [document.key_place([key]).line for key in document.data]
    below = [line for line in later if line > start.line]
    return start.line, min(below, default=document.text.count("\n") + 2) - 1


def _tells_of(finding: Finding, gone: Mapping[str, str]) -> bool:
    """Tells whether a finding may say something of a hidden campaign: it names it, or it compares plans."""
    words = f"{finding.file} {finding.message} {finding.help}".casefold()
    named = any(name.casefold() in words or title.casefold() in words for name, title in gone.items())
    return named or finding.rule in _OF_ALL_PLANS


def _of_money(finding: Finding, document: Document | None) -> bool:
    """Tells whether a finding is about a budget, or stands in one."""
    if finding.rule in _OF_MONEY:
        return True
    if document is None or _BUDGET not in document.data:
        return False
    first, last = _lines(document)
    return first <= finding.span.line <= last
