"""From documents and tables to a portfolio: every plan is read, references are resolved, and every fault is found."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from rencana.catalogue import Metric, metrics
from rencana.finding import Finding, Severity
from rencana.plan import names
from rencana.plan.agenda import Item
from rencana.plan.campaign import Campaign, Location, Portfolio, Unreadable
from rencana.plan.formulas import check_formulas
from rencana.plan.header import month_number
from rencana.plan.items import read_items
from rencana.plan.language.fault import fault, short
from rencana.plan.language.part import IdMap
from rencana.plan.language.reading import read_part
from rencana.plan.language.scalar import read_id_or_none
from rencana.plan.language.when import Calendar
from rencana.plan.layout import PORTFOLIO, Folder, Layout, lay_out
from rencana.plan.metric import own_metrics
from rencana.plan.periods import check_periods
from rencana.plan.plan import Plan
from rencana.plan.rows import Reading, read_readings
from rencana.plan.shared import Shared
from rencana.source.document import Document
from rencana.source.files import Files
from rencana.span import START


class Draft(Struct, frozen=True):
    """What came of one folder: a campaign that may be only good for further checks, and why it is not shown."""

    id: str
    findings: tuple[Finding, ...]
    campaign: Campaign | None = None
    unreadable: Unreadable | None = None

    @property
    def shown(self) -> Campaign | None:
        """The campaign where nothing hinders it from being shown."""
        return None if self.unreadable else self.campaign

    @property
    def title(self) -> str:
        """What the campaign is called, as far as it is known."""
        if self.unreadable:
            return self.unreadable.title
        return self.campaign.plan.campaign.title if self.campaign else self.id


def load(files: Files) -> tuple[Portfolio, tuple[Finding, ...]]:
    """Reads a whole portfolio; returns what could be read, and the findings of all files."""
    layout = lay_out([*files.documents, *files.tables])
    shared, findings = load_shared(files, layout)
    drafts = [load_campaign(folder, files, shared) for folder in layout.folders]
    found = [*findings, *(finding for draft in drafts for finding in draft.findings)]
    parents = {one.id: parent for draft in drafts if (one := draft.campaign) and (parent := names.parent_of(one))}
    found.extend(names.check_parents(parents, {draft.id for draft in drafts if draft.campaign}))
    return gather(shared, drafts), tuple(found)


def gather(shared: Shared, drafts: Iterable[Draft]) -> Portfolio:
    """Makes a portfolio of the campaigns that can be shown."""
    known = tuple(drafts)
    shown = {draft.id: draft.shown for draft in known if draft.shown}
    return Portfolio(shared, IdMap(shown), tuple(draft.unreadable for draft in known if draft.unreadable))


def load_shared(files: Files, layout: Layout) -> tuple[Shared, tuple[Finding, ...]]:
    """Reads what all plans share; the findings are those of portfolio.yaml, and the files that mean nothing."""
    shared, findings = _shared(files)
    unread = (
        fault("file-unread", path, START, "This file is not read.", help=help, severity=Severity.WARNING)
        for path, help in layout.unread.items()
    )
    return shared, (*findings, *unread)


def _shared(files: Files) -> tuple[Shared, list[Finding]]:
    document = files.documents.get(PORTFOLIO)
    nothing = Shared(format="1")
    if document is None:
        help = "Create it with the lines `format: 1` and `organisation:` and your name."
        return nothing, [fault("portfolio-missing", PORTFOLIO, START, "The workspace has no portfolio.", help=help)]
    shared, findings = read_part(Shared, document)
    if shared is None:
        return nothing, list(findings)
    known = {**metrics(), **own_metrics(shared.metrics)}
    formulas = check_formulas(shared.metrics, known, document, ("metrics",))
    return shared, [*findings, *names.check_shared(shared, document), *formulas]


def load_campaign(folder: Folder, files: Files, shared: Shared) -> Draft:
    """Reads one campaign; all that can be found without looking at other campaigns is found."""
    document = files.documents.get(folder.plan)
    if document is None:
        at = next(iter((*folder.readings, folder.calendar)), "")
        help = f"Add plans/{folder.id}/plan.yaml, or move the file to the folder of its campaign."
        return Draft(folder.id, (fault("file-unread", at, START, "The folder has no plan.yaml.", help=help),))
    plan, findings = read_part(Plan, document)
    found = [*_check_folder(folder), *findings]
    campaign = _join(folder, plan, document, files, shared, found) if plan else None
    # Half of a plan is never shown as if it were the whole.
    faulty = any(finding.severity is Severity.ERROR for finding in document.findings)
    broken = faulty or plan is None or bool(findings)
    unreadable = Unreadable(folder.id, _title(document, folder.id), folder.plan) if broken else None
    if campaign:
        own, place = campaign.plan.measurement.metrics, (campaign.document, ("measurement", "metrics"))
        found += [
            *names.check_campaign(campaign, files.tables),
            *check_periods(campaign),
            *check_formulas(own, campaign.metrics, *place),
        ]
    return _measurable(Draft(folder.id, tuple(found), campaign, unreadable))


def _measurable(draft: Draft) -> Draft:
    """Returns a campaign without readings of metrics that do not exist; with a KPI of such a one it is not shown."""
    campaign = draft.campaign
    if campaign is None or draft.unreadable:
        return draft
    known = campaign.metrics
    if any(kpi.metric not in known for kpi in campaign.plan.measurement.kpis.values()):
        one = Unreadable(campaign.id, campaign.plan.campaign.title, campaign.document.path)
        return replace(draft, unreadable=one)
    readings = tuple(reading for reading in campaign.readings if reading.metric in known)
    return replace(draft, campaign=replace(campaign, readings=readings))


def _check_folder(folder: Folder) -> Iterator[Finding]:
    if read_id_or_none(folder.id) is None:
        message = f"The folder {short(folder.id, 40)} is no id, and a campaign is known by its folder's name."
        help = "Rename the folder: lower-case letters, digits and hyphens, such as iftar-2026."
        yield fault("bad-id", folder.plan, START, message, help=help)


def _title(document: Document, name: str) -> str:
    header = document.data.get("campaign")
    title = header.get("title") if isinstance(header, dict) else None
    return title if isinstance(title, str) else name


def _join(
    folder: Folder, plan: Plan, document: Document, files: Files, shared: Shared, found: list[Finding]
) -> Campaign:
    dates = Calendar(plan.schedule.dates, month_number(plan.campaign.fiscal_year_start or shared.fiscal_year_start))
    items, places = _items(folder, plan, document, files, found)
    readings: list[Reading] = []
    for path in folder.readings:
        rows, faults = read_readings(files.tables[path], dates)
        readings.extend(rows)
        found.extend(faults)
    known: dict[str, Metric] = {
        **metrics(),
        **own_metrics(shared.metrics),
        **own_metrics(plan.measurement.metrics),
    }
    sources = IdMap({**shared.sources, **plan.measurement.sources})
    return Campaign(folder.id, plan, document, shared, dates, IdMap(known), sources, items, places, tuple(readings))


def _items(
    folder: Folder, plan: Plan, document: Document, files: Files, found: list[Finding]
) -> tuple[Mapping[str, Item], Mapping[str, Location]]:
    """Joins the items of the plan with those of calendar.csv; an id that stands in both is found."""
    items = dict(plan.calendar)
    places: dict[str, Location] = {name: (document.path, document.key_place(["calendar", name])) for name in items}
    table = files.tables.get(folder.calendar)
    if table is None:
        return IdMap(items), IdMap(places)
    rows, faults = read_items(table)
    found.extend(faults)
    for name, (item, line) in rows.items():
        at = table.place(line, "id")
        if name in items:
            message = f"The id {short(name, 40)} stands in line {places[name][1].line} of {places[name][0]} too."
            found.append(fault("doubled-id", table.path, at, message, help="Give one of them another id."))
            continue
        items[name], places[name] = item, (table.path, at)
    return IdMap(items), IdMap(places)
