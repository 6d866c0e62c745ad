"""Runs the rules: over each campaign alone, then over all of them, and stamps what they yield with place and weight."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from rencana.check.budget import bounded
from rencana.check.campaign_change import CampaignChange
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.order import causes_first
from rencana.check.place import place_of
from rencana.check.remarks import Key, RemarkEntry, as_used, key_of, read_remarks
from rencana.check.rule import Rule, Scope
from rencana.check.settings import RuleSettings, resolve_settings
from rencana.check.summary import PlanSummary, plan_summary, summarize
from rencana.finding import Finding, Severity
from rencana.plan.campaign import Campaign, Location
from rencana.plan.layout import PORTFOLIO
from rencana.plan.load import Draft
from rencana.plan.references import check_parents, parent_of
from rencana.plan.shared import Shared
from rencana.plan.workspace import SharedFiles
from rencana.source.files import Files
from rencana.source.table import Table
from rencana.words.languages import texts
from rencana.workspace import RuleChoice

_MANY = 3
"""From this number on, notes of one rule about one section are joined, so that a thin plan is not flooded."""


class Run(Struct, frozen=True):
    """The rules of one run with their weights, the language of its messages, and the day."""

    rules: tuple[Rule, ...]
    settings: RuleSettings
    language: str
    on: date

    def context(self, language: str) -> RuleContext:
        """Returns what rules may know beside what they check; `language` is that of the plan."""
        return RuleContext(texts(self.language or language).say, self.on, frozenset(rule.name for rule in self.rules))

    def of(self, scope: Scope) -> Iterator[Rule]:
        """Yields the rules of a scope that run."""
        return (rule for rule in self.settings.rules if rule.scope is scope)


def set_up(rules: Iterable[Rule], shared: Shared, choice: RuleChoice, on: date) -> Run:
    """Returns the run that portfolio.yaml and the command line ask for."""
    all_rules = tuple(rules)
    return Run(all_rules, resolve_settings(all_rules, shared.check, choice), choice.language, on)


class CampaignCheck(Struct, frozen=True):
    """What the check of one campaign alone gave: its findings, and what is needed to check all campaigns together.

    It is plain data, so that another process or the store can hand it over as MessagePack.
    """

    id: str
    title: str
    file: str
    """Its plan."""
    exists: bool
    """Whether it has a plan, perhaps one that cannot be read, so that other plans may refer to it."""
    unreadable: bool
    """Whether something in its files keeps it from being shown."""
    partial: bool
    """Whether a part of it is left out, so that nobody knows all that it uses."""
    money: tuple[int, int] | None
    """The first and the last line of its budget."""
    faults: tuple[Finding, ...]
    """What is wrong with its files and with its language."""
    rule_findings: tuple[Finding, ...]
    """What rules found, before remarks set any of it aside."""
    remarks: Mapping[Key, RemarkEntry]
    parent: tuple[str, Location] | None
    """The campaign that it names as the one it is a part of, which may not exist."""
    summary: PlanSummary | None
    """What rules that compare plans see of it; None where it cannot be shown."""

    @property
    def state(self) -> str:
        """How far its plan is; empty where it cannot be shown."""
        return self.summary.state if self.summary else ""


def check_campaign(draft: Draft, files: Files, run: Run) -> CampaignCheck:
    """Finds what is wrong in one campaign; only its own files are read."""
    # Rules see KPIs that cannot be measured too: else they would blame what only these use.
    campaign = None if draft.unreadable else draft.campaign
    summary = plan_summary(campaign) if campaign else None
    rule_findings = _check_plan(campaign, summary, files.tables, run) if campaign else ()
    document = draft.campaign.document if draft.campaign else None
    say = run.context(draft.campaign.language if draft.campaign else run.language).say
    return CampaignCheck(
        draft.id,
        draft.title,
        document.path if document else draft.unreadable.path if draft.unreadable else "",
        exists=draft.exists,
        unreadable=draft.unreadable is not None,
        partial=campaign is not None and bool(campaign.unmeasured),
        money=document.lines_of("budget") if document and "budget" in document.data else None,
        faults=tuple(bounded((*files.findings, *draft.findings), say)),
        rule_findings=tuple(rule_findings),
        remarks=read_remarks(files.documents),
        parent=parent_of(draft.campaign) if draft.campaign else None,
        summary=summary,
    )


def conclude(checks: Sequence[CampaignCheck], home: SharedFiles, run: Run) -> tuple[Finding, ...]:
    """Returns all findings, causes first; what was set aside is there too, with its reason."""
    summaries = {check.summary.file: check.summary for check in checks if check.summary}
    faults = [*home.files.findings, *home.faults, *(fault for check in checks for fault in check.faults)]
    parents = {check.id: check.parent for check in checks if check.parent}
    faults += check_parents(parents, {check.id for check in checks if check.exists})
    findings = [finding for check in checks for finding in check.rule_findings]
    # Of a plan that cannot be read nobody knows what it uses.
    complete = bool(summaries) and not any(check.unreadable or check.partial for check in checks)
    findings += _check_portfolio(home, summaries, run, complete=complete)
    entries = {key: entry for check in checks for key, entry in check.remarks.items()}
    entries |= read_remarks(home.files.documents)
    keys = {key_of(finding) for finding in findings}
    findings = _set_aside(findings, entries, home.shared)
    # Remarks are judged last, when it is known which of them were used; what is found about one cannot be set aside.
    # Where rules did not see all, nobody knows whether a remark would have been used.
    unseen = {key for check in checks if check.unreadable or check.partial for key in check.remarks}
    unseen |= set(read_remarks(home.files.documents)) if home.shared.gaps.cause else set()
    findings += _check_remarks(entries, keys | unseen, home, summaries, run)
    findings = _linked(findings, home.shared)
    # What a rule finds at a name that does not exist only follows from that.
    dead = {(fault.file, fault.span) for fault in faults if fault.rule == "reference-unknown"}
    findings = [finding for finding in findings if (finding.file, finding.span) not in dead]
    return causes_first([*findings, *faults])


def check_changes(
    changes: Iterable[CampaignChange], files: Mapping[str, Files], shared: Shared, run: Run
) -> tuple[Finding, ...]:
    """Returns what rules find that need both sides of a change; `files` are those of the newer state, by campaign."""
    findings: list[Finding] = []
    entries: dict[Key, RemarkEntry] = {}
    for change in changes:
        campaign = change.after
        summary, context = plan_summary(campaign), run.context(campaign.language)
        for rule in run.of(Scope.CHANGE):
            severity = run.settings.severity(rule, summary)
            flaws = (
                (flaw, place_of(flaw.at, campaign, files[campaign.id].tables)) for flaw in rule.check(change, context)
            )
            findings += bounded((_stamp(flaw, rule, place, severity) for flaw, place in flaws), context.say)
        entries |= read_remarks(files[campaign.id].documents)
    return causes_first(_linked(_set_aside(findings, entries, shared), shared))


def _set_aside(findings: Sequence[Finding], entries: Mapping[Key, RemarkEntry], shared: Shared) -> list[Finding]:
    """Returns findings with the reason of a remark or of portfolio.yaml, where one sets them aside."""
    keys = [key_of(finding) for finding in findings]
    reasons = (entries[key].reason if key in entries else shared.check.ignore.get(key[2]) for key in keys)
    return [
        finding if reason is None else replace(finding, ignored=reason)
        for finding, reason in zip(findings, reasons, strict=True)
    ]


def _linked(findings: Sequence[Finding], shared: Shared) -> list[Finding]:
    """Returns findings with the address of their rule, where portfolio.yaml says where the rulebook is."""
    if not (address := shared.check.rulebook):
        return list(findings)
    return [replace(finding, url=f"{address.rstrip('/')}/{finding.rule}/") for finding in findings]


def _check_plan(
    campaign: Campaign, summary: PlanSummary | None, tables: Mapping[str, Table], run: Run
) -> Iterator[Finding]:
    context = run.context(campaign.language)
    for rule in run.of(Scope.PLAN):
        severity = run.settings.severity(rule, summary)
        pairs = (
            (flaw.at[0], _stamp(flaw, rule, place_of(flaw.at, campaign, tables), severity))
            for flaw in rule.check(campaign, context)
        )
        if severity is Severity.NOTE:
            yield from _gathered(pairs, context)
        else:
            yield from bounded((finding for _, finding in pairs), context.say)


def _gathered(pairs: Iterable[tuple[object, Finding]], context: RuleContext) -> Iterator[Finding]:
    """Yields the notes of one rule; many notes about parts of one section become one, at the first of these parts.

    Each note comes with the section that it speaks of.
    """
    for _, group in groupby(pairs, key=lambda pair: pair[0]):
        notes = [finding for _, finding in group]
        if len(notes) < _MANY:
            yield from notes
            continue
        same = context.say("The same holds for {count} more.", count=len(notes) - 1)
        yield replace(notes[0], message=f"{notes[0].message} {same}")


def _check_portfolio(
    home: SharedFiles, summaries: Mapping[str, PlanSummary], run: Run, *, complete: bool
) -> Iterator[Finding]:
    rules = tuple(run.of(Scope.PORTFOLIO))
    document = home.files.documents.get(PORTFOLIO)
    portfolio = summarize(home.shared, tuple(summaries.values()), document, complete=complete) if rules else None
    context = run.context(home.shared.language)
    for rule in rules:
        for flaw in rule.check(portfolio, context):
            summary = summaries.get(str(flaw.at[0]))
            yield _stamp(flaw, rule, place_of(flaw.at), run.settings.severity(rule, summary))


def _check_remarks(
    entries: Mapping[Key, RemarkEntry],
    finding_keys: set[Key],
    home: SharedFiles,
    summaries: Mapping[str, PlanSummary],
    run: Run,
) -> Iterator[Finding]:
    # Rules that need both sides of a change run elsewhere; here nobody knows whether they would have found something.
    ran = {rule.name for rule in run.settings.rules if rule.scope is not Scope.CHANGE}
    for remark in as_used(entries, entries.keys() & finding_keys, run.rules, ran=ran):
        summary = summaries.get(remark.place[0])
        context = run.context(summary.language if summary else home.shared.language)
        for rule in run.of(Scope.REMARKS):
            for flaw in rule.check(remark, context):
                yield _stamp(flaw, rule, place_of(flaw.at), run.settings.severity(rule, summary))


def _stamp(flaw: Flaw, rule: Rule, place: Location, severity: Severity) -> Finding:
    file, span = place
    return Finding(rule.name, rule.code, severity, file, flaw.message, span, flaw.help, fix=flaw.fix)
