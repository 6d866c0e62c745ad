"""Takes out of the plans what a public site does not show, before any page or file is made from them."""

from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from rencana.check import RULES, CampaignCheck
from rencana.check.rule import Scope
from rencana.finding import Finding, Severity
from rencana.plan.campaign import Campaign, Unreadable
from rencana.plan.header import UNAPPROVED
from rencana.plan.measurement import Budget
from rencana.render.subject.kit import Show
from rencana.source import Document
from rencana.source.fault import OF_ASSETS

_BUDGET = "budget"
# A finding about a picture names it, and perhaps only the budget does so too.
_OF_MONEY = frozenset({*(rule.name for rule in RULES if rule.family == _BUDGET), *OF_ASSETS})
_OF_ALL_PLANS = frozenset(rule.name for rule in RULES if rule.scope is Scope.PORTFOLIO)


class Outline(Struct, frozen=True):
    """What must be known of a plan to decide whether a site shows it, and which findings tell of it.

    A plan that cannot be read has no state. `money` are the first and the last line of its budget.
    """

    id: str
    title: str
    file: str
    state: str
    money: tuple[int, int] | None


class ShownPlans(Struct, frozen=True):
    """What a site shows of a workspace: campaigns by id with their titles, plans that cannot be read, and findings.

    `hidden` are the ids of the plans that it does not show. `findings` stand by campaign, the gravest first.
    """

    titles: Mapping[str, str]
    unreadable: tuple[Unreadable, ...]
    findings: Mapping[str, tuple[Finding, ...]]
    hidden: frozenset[str]


def outlines(checks: Iterable[CampaignCheck]) -> dict[str, Outline]:
    """Returns the outlines of all plans by id; a folder without a plan has none."""
    plans = (check for check in checks if check.unreadable or check.summary)
    return {plan.id: Outline(plan.id, plan.title, plan.file, plan.state, plan.money) for plan in plans}


def hide(plans: Mapping[str, Outline], findings: Iterable[Finding], show: Show) -> ShownPlans:
    """Returns what a site shows of plans and findings."""
    hidden = hidden_plans(plans, show)
    visible = [plan for plan in plans.values() if plan.id not in hidden]
    return ShownPlans(
        {plan.id: plan.title for plan in visible if plan.state},
        tuple(Unreadable(plan.id, plan.title, plan.file) for plan in visible if not plan.state),
        _by_campaign(shown_findings(findings, plans, show)),
        frozenset(hidden),
    )


def hidden_plans(plans: Mapping[str, Outline], show: Show) -> Mapping[str, str]:
    """Returns the title of each plan that the site does not show, by id.

    Without drafts, a plan that cannot be read is hidden too: nobody knows how far it is.
    """
    return {} if show.drafts else {id: plan.title for id, plan in plans.items() if plan.state in ("", *UNAPPROVED)}


def _by_campaign(findings: Iterable[Finding]) -> dict[str, tuple[Finding, ...]]:
    """Sorts findings by the campaign in whose folder they are, the gravest first."""
    by_campaign: dict[str, list[Finding]] = {}
    gravity = tuple(Severity)
    for finding in sorted(findings, key=lambda finding: gravity.index(finding.severity)):
        parts = finding.file.split("/")
        if len(parts) > 1:
            # plans/<campaign>/<file>, or the folder itself where nobody may open it
            by_campaign.setdefault(parts[1], []).append(finding)
    return {id: tuple(of_campaign) for id, of_campaign in by_campaign.items()}


def without(campaign: Campaign, hidden_ids: Collection[str], show: Show) -> Campaign:
    """Returns a campaign without what the site does not show, and without references to plans that are hidden."""
    campaign = _unrelated(campaign, set(hidden_ids))
    if show.budget:
        return campaign
    plan = campaign.plan.model_copy(update={_BUDGET: Budget()})
    return replace(campaign, plan=plan, document=_blanked(campaign.document))


def shown_findings(findings: Iterable[Finding], plans: Mapping[str, Outline], show: Show) -> list[Finding]:
    """Returns the findings that tell nothing of what is hidden; `plans` are the outlines of all plans by id."""
    visible, titles = list(findings), hidden_plans(plans, show)
    if titles:
        visible = [finding for finding in visible if not _tells_of(finding, titles)]
    if not show.budget:
        by_file = {plan.file: plan for plan in plans.values()}
        visible = [finding for finding in visible if not _of_money(finding, by_file.get(finding.file))]
    return visible


def _unrelated(campaign: Campaign, hidden_ids: set[str]) -> Campaign:
    """Returns a campaign that names no hidden plan as its parent or as an earlier campaign."""
    header = campaign.plan.campaign
    if header.part_of not in hidden_ids and not hidden_ids & set(header.was):
        return campaign
    parent = None if header.part_of in hidden_ids else header.part_of
    former = tuple(name for name in header.was if name not in hidden_ids)
    header = header.model_copy(update={"part_of": parent, "was": former})
    return replace(campaign, plan=campaign.plan.model_copy(update={"campaign": header}))


def _blanked(document: Document) -> Document:
    """Returns a document with empty lines in place of its budget, so that the line numbers of all else stay right.

    Pictures are looked up in what a plan says, so those that only the budget names vanish with it.
    """
    if _BUDGET not in document.data:
        return document
    lines = document.text.split("\n")
    first, last = document.lines_of(_BUDGET)
    lines[first - 1 : last] = [""] * len(lines[first - 1 : last])
    data = {key: value for key, value in document.data.items() if key != _BUDGET}
    return replace(document, text="\n".join(lines), data=data)


def _tells_of(finding: Finding, titles: Mapping[str, str]) -> bool:
    """Tells whether a finding may say something of a hidden campaign: it names the campaign, or it compares plans."""
    words = f"{finding.file} {finding.message} {finding.help}".casefold()
    named = any(name.casefold() in words or title.casefold() in words for name, title in titles.items())
    return named or finding.rule in _OF_ALL_PLANS


def _of_money(finding: Finding, plan: Outline | None) -> bool:
    """Tells whether a finding is about a budget, or points into one; of a plan that cannot be read, each may."""
    if finding.rule in _OF_MONEY or (plan and not plan.state):
        return True
    return bool(plan and plan.money and plan.money[0] <= finding.span.line <= plan.money[1])
