"""Runs the rules over a portfolio and stamps what they yield with place, name and weight."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from rencana.check.flaw import Flaw, Given, Path, Remark
from rencana.check.remarks import as_used, key_of, read_remarks
from rencana.check.rule import Rule, Scope
from rencana.check.settings import Choice, Settings, settle
from rencana.check.summary import summarize
from rencana.finding import Finding, Severity
from rencana.plan.campaign import Campaign, Place, Portfolio
from rencana.plan.layout import PORTFOLIO
from rencana.plan.load import Files
from rencana.plan.reference import KEY
from rencana.source.document import Document
from rencana.words.languages import texts

_MANY = 3
"""So many notes of one rule in one plan are said once, so that thin plans are not flooded."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What is checked: a portfolio with the files that it was read from."""

    portfolio: Portfolio
    files: Files


def check_portfolio(unit: Unit, rules: Iterable[Rule], choice: Choice, on: date) -> tuple[Finding, ...]:
    """Returns what the rules find; what was set aside is there too, with its reason."""
    shared = unit.portfolio.shared
    all_rules = tuple(rules)
    settings = settle(all_rules, shared.check, choice)
    names = frozenset(rule.name for rule in all_rules)

    def given(language: str) -> Given:
        return Given(texts(choice.language or language).say, on, names)

    found: list[Finding] = []
    for campaign in unit.portfolio.campaigns.values():
        found.extend(_of_plan(unit, campaign, settings, given(campaign.language)))
    found.extend(_of_portfolio(unit, settings, given(shared.language)))
    found, remarks = _set_aside(found, unit, settings, all_rules)
    for remark in remarks:
        of = _owner(unit, remark.place[0])
        words = given(of.language if of else shared.language)
        for rule in _in(settings, Scope.REMARKS):
            found += [_stamp(flaw, rule, unit, of, settings) for flaw in rule.check(remark, words)]
    address = shared.check.rulebook
    return tuple(replace(one, url=f"{address.rstrip('/')}/{one.rule}/") if address else one for one in found)


def _in(settings: Settings, scope: Scope) -> Iterator[Rule]:
    return (rule for rule in settings.rules if rule.scope is scope)


def _of_plan(unit: Unit, campaign: Campaign, settings: Settings, given: Given) -> Iterator[Finding]:
    for rule in _in(settings, Scope.PLAN):
        flaws = list(rule.check(campaign, given))
        found = [_stamp(flaw, rule, unit, campaign, settings) for flaw in flaws]
        if len(found) >= _MANY and all(one.severity is Severity.NOTE for one in found):
            found = _gathered(flaws, found, given)
        yield from found


def _gathered(flaws: list[Flaw], found: list[Finding], given: Given) -> list[Finding]:
    """Says the notes of one rule about the parts of one section once, at the first of them."""
    section = [one.at[0] for one in flaws]
    gathered = []
    for _, some in groupby(zip(section, found, strict=True), key=lambda pair: pair[0]):
        first, *rest = (one for _, one in some)
        more = len(rest)
        same = given.say("The same holds for {count} more.", count=more)
        gathered += [replace(first, message=f"{first.message} {same}")] if more >= _MANY - 1 else [first, *rest]
    return gathered


def _of_portfolio(unit: Unit, settings: Settings, given: Given) -> Iterator[Finding]:
    rules = tuple(_in(settings, Scope.PORTFOLIO))
    summary = summarize(unit.portfolio, unit.files.documents.get(PORTFOLIO)) if rules else None
    for rule in rules:
        for flaw in rule.check(summary, given):
            yield _stamp(flaw, rule, unit, _owner(unit, str(flaw.at[0])), settings)


def _owner(unit: Unit, file: str) -> Campaign | None:
    """Returns the campaign whose plan a file is."""
    return next((one for one in unit.portfolio.campaigns.values() if one.document.path == file), None)


def _stamp(flaw: Flaw, rule: Rule, unit: Unit, campaign: Campaign | None, settings: Settings) -> Finding:
    file, span = place_of(flaw.at, unit, campaign)
    weighs = settings.severity(rule, campaign)
    return Finding(rule.name, rule.code, weighs, file, flaw.message, span, flaw.help, fix=flaw.fix)


def place_of(at: Path | Place, unit: Unit, campaign: Campaign | None) -> Place:
    """Returns file and span of a path in a plan, its calendar.csv or its readings; a place is one already."""
    match at:
        case (str(file), tuple(span)):
            return file, span
        case ("readings", str(file), int(line), str(column)):
            return file, unit.files.tables[file].place(line, column)
        case ("calendar", str(name), *rest) if campaign and name in campaign.item_places:
            file, span = campaign.item_places[name]
            if file in unit.files.tables:
                table = unit.files.tables[file]
                column = str(rest[0]) if rest and rest[0] in table.columns else "id"
                return file, table.place(span.line, column)
    assert campaign is not None
    return in_document(campaign.document, at)


def in_document(document: Document, at: Path) -> Place:
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
    found: list[Finding], unit: Unit, settings: Settings, rules: tuple[Rule, ...]
) -> tuple[list[Finding], Iterator[Remark]]:
    """Returns the findings with the reasons for which some are set aside, and the remarks as they were used."""
    entries, everywhere = read_remarks(unit.files.documents), unit.portfolio.shared.check.ignore
    keys = [key_of(one) for one in found]
    reasons = (entries[key].reason if key in entries else everywhere.get(key[2]) for key in keys)
    kept = [one if why is None else replace(one, ignored=why) for one, why in zip(found, reasons, strict=True)]
    used = entries.keys() & set(keys)
    return kept, as_used(entries, used, rules, ran={rule.name for rule in settings.rules})
