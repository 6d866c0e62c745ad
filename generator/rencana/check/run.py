"""Runs the rules: over each campaign alone, then over all of them, and stamps what they yield with place and weight."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from rencana.check.flaw import Flaw, Path, RuleContext, UsedRemark
from rencana.check.look import CampaignCheck
from rencana.check.remarks import Key, RemarkEntry, as_used, key_of, read_remarks
from rencana.check.rule import Rule, Scope
from rencana.check.settings import RuleSettings, resolve_settings
from rencana.check.summary import PlanSummary, plan_summary, summarize
from rencana.choice import RuleChoice
from rencana.finding import Finding, Severity
from rencana.plan.campaign import Campaign, Location
from rencana.plan.language.part import NONE
from rencana.plan.language.reference import KEY
from rencana.plan.layout import PORTFOLIO
from rencana.plan.load import Draft, Files
from rencana.plan.references import check_parents, parent_of
from rencana.plan.shared import Shared
from rencana.source.document import Document
from rencana.source.table import Table
from rencana.words.languages import texts

_MANY = 3
"""So many notes of one rule in one plan are said once, so that thin plans are not flooded."""


class Run(Struct, frozen=True):
    """The rules of one run with their weights, the language of its messages, and the day."""

    rules: tuple[Rule, ...]
    settings: RuleSettings
    language: str
    on: date

    def given(self, language: str) -> RuleContext:
        """Returns what rules may know beside what they check, with the words of a language."""
        return RuleContext(texts(self.language or language).say, self.on, frozenset(rule.name for rule in self.rules))

    def of(self, scope: Scope) -> Iterator[Rule]:
        """Yields the rules that see so much."""
        return (rule for rule in self.settings.rules if rule.scope is scope)


def set_up(rules: Iterable[Rule], shared: Shared, choice: RuleChoice, on: date) -> Run:
    """Returns the run that portfolio.yaml and the command line ask for."""
    known = tuple(rules)
    return Run(known, resolve_settings(known, shared.check, choice), choice.language, on)


class SharedFiles(Struct, frozen=True):
    """What all plans share, with the files that belong to no campaign and what was found in them."""

    shared: Shared
    files: Files
    faults: tuple[Finding, ...]


def check_campaign(draft: Draft, files: Files, run: Run) -> CampaignCheck:
    """Finds what is wrong in one campaign, by looking at its files alone."""
    shown = plan_summary(draft.shown) if draft.shown else None
    flaws = _of_plan(draft.shown, shown, files.tables, run) if draft.shown and shown else ()
    document = draft.campaign.document if draft.campaign else None
    return CampaignCheck(
        draft.id,
        draft.title,
        document.path if document else draft.unreadable.path if draft.unreadable else "",
        exists=draft.campaign is not None,
        unreadable=draft.unreadable is not None,
        money=document.lines_of("budget") if document and "budget" in document.data else None,
        faults=(*files.findings, *draft.findings),
        flaws=tuple(flaws),
        remarks=read_remarks(files.documents),
        parent=parent_of(draft.campaign) if draft.campaign else None,
        brief=shown,
    )


def conclude(looks: Sequence[CampaignCheck], home: SharedFiles, run: Run) -> tuple[Finding, ...]:
    """Returns all findings, sorted by place; what was set aside is there too, with its reason."""
    shared = home.shared
    briefs = {one.brief.file: one.brief for one in looks if one.brief}
    faults = [*home.files.findings, *home.faults, *(one for each in looks for one in each.faults)]
    faults += check_parents(
        {one.id: one.parent for one in looks if one.parent}, {one.id for one in looks if one.exists}
    )
    whole = bool(briefs) and not any(one.unreadable for one in looks)
    flaws = [one for each in looks for one in each.flaws]
    flaws += _of_portfolio(home, briefs, run, whole=whole)
    entries = {key: one for each in looks for key, one in each.remarks.items()} | read_remarks(home.files.documents)
    flaws, remarks = _set_aside(flaws, entries, shared.check.ignore, run)
    for remark in remarks:
        of = briefs.get(remark.place[0])
        words = run.given(of.language if of else shared.language)
        for rule in run.of(Scope.REMARKS):
            flaws += [
                _stamp(flaw, rule, place_of(flaw.at), run.settings.severity(rule, of))
                for flaw in rule.check(remark, words)
            ]
    if address := shared.check.rulebook:
        flaws = [replace(one, url=f"{address.rstrip('/')}/{one.rule}/") for one in flaws]
    return tuple(sorted([*faults, *flaws], key=lambda one: (one.file, one.span, one.code, one.message)))


def _of_plan(campaign: Campaign, brief: PlanSummary, tables: Mapping[str, Table], run: Run) -> Iterator[Finding]:
    context = run.given(campaign.language)
    for rule in run.of(Scope.PLAN):
        flaws = list(rule.check(campaign, context))
        if not flaws:
            continue
        weighs = run.settings.severity(rule, brief)
        found = [_stamp(flaw, rule, place_of(flaw.at, campaign, tables), weighs) for flaw in flaws]
        yield from _gathered(flaws, found, context) if len(found) >= _MANY and weighs is Severity.NOTE else found


def _gathered(flaws: list[Flaw], found: list[Finding], context: RuleContext) -> list[Finding]:
    """Says the notes of one rule about the parts of one section once, at the first of them."""
    section = [one.at[0] for one in flaws]
    gathered = []
    for _, some in groupby(zip(section, found, strict=True), key=lambda pair: pair[0]):
        first, *rest = (one for _, one in some)
        more = len(rest)
        same = context.say("The same holds for {count} more.", count=more)
        gathered += [replace(first, message=f"{first.message} {same}")] if more >= _MANY - 1 else [first, *rest]
    return gathered


def _of_portfolio(home: SharedFiles, briefs: Mapping[str, PlanSummary], run: Run, *, whole: bool) -> Iterator[Finding]:
    rules = tuple(run.of(Scope.PORTFOLIO))
    document = home.files.documents.get(PORTFOLIO)
    summary = summarize(home.shared, tuple(briefs.values()), document, whole=whole) if rules else None
    context = run.given(home.shared.language)
    for rule in rules:
        for flaw in rule.check(summary, context):
            yield _stamp(flaw, rule, place_of(flaw.at), run.settings.severity(rule, briefs.get(str(flaw.at[0]))))


def _stamp(flaw: Flaw, rule: Rule, place: Location, weighs: Severity) -> Finding:
    file, span = place
    return Finding(rule.name, rule.code, weighs, file, flaw.message, span, flaw.help, fix=flaw.fix)


def place_of(at: Path | Location, campaign: Campaign | None = None, tables: Mapping[str, Table] = NONE) -> Location:
    """Returns file and span of a path in a plan, its calendar.csv or its readings; a place is one already."""
    match at:
        case (str(file), tuple(span)):
            return file, span
        case ("readings", str(file), int(line), str(column)):
            return file, tables[file].place(line, column)
        case ("calendar", str(name), *rest) if campaign and name in campaign.item_places:
            file, span = campaign.item_places[name]
            if file in tables:
                table = tables[file]
                column = str(rest[0]) if rest and rest[0] in table.columns else "id"
                return file, table.place(span.line, column)
    assert campaign is not None
    return in_document(campaign.document, at)


def in_document(document: Document, at: Path) -> Location:
    """Returns where a path stands: a value at itself; a part, or what is missing in it, at the part's key."""
    if at[-1:] == (KEY,):
        return document.path, document.key_place(at[:-1])
    value: object = document.data
    steps: list[str | int] = []
    for step in at:
        inner = _part(value, step)
        if inner is None:
            break
        value = inner
        steps.append(step)
    whole = isinstance(value, (dict, list)) or len(steps) < len(at)
    return document.path, document.key_place(steps) if whole and steps else document.place(steps)


def _part(value: object, step: str | int) -> object:
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None


def _set_aside(
    found: list[Finding], entries: Mapping[Key, RemarkEntry], everywhere: Mapping[str, str], run: Run
) -> tuple[list[Finding], Iterator[UsedRemark]]:
    """Returns the findings with the reasons for which some are set aside, and the remarks as they were used."""
    keys = [key_of(one) for one in found]
    reasons = (entries[key].reason if key in entries else everywhere.get(key[2]) for key in keys)
    kept = [one if why is None else replace(one, ignored=why) for one, why in zip(found, reasons, strict=True)]
    used = entries.keys() & set(keys)
    return kept, as_used(entries, used, run.rules, ran={rule.name for rule in run.settings.rules})
