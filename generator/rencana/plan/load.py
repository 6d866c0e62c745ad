"""From documents and tables to a portfolio: plans are read, joined with their tables, and their references checked."""

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from rencana.catalogue import metrics
from rencana.finding import Finding, Severity, first_error
from rencana.plan import references
from rencana.plan.agenda import Item
from rencana.plan.campaign import Campaign, Location, Portfolio, Unreadable
from rencana.plan.doubts import check_sizes, take_doubtful
from rencana.plan.file_names import asset_name_findings, file_name_findings
from rencana.plan.formulas import check_formulas
from rencana.plan.header import month_number
from rencana.plan.items import item_gaps, read_items
from rencana.plan.language.fault import fault, refusal, short
from rencana.plan.language.gaps import Gaps, Refusals, gaps_in
from rencana.plan.language.part import IdMap
from rencana.plan.language.reading import read_part
from rencana.plan.language.reference import blame
from rencana.plan.language.scalar import read_folder
from rencana.plan.language.when import Calendar
from rencana.plan.layout import PORTFOLIO, Folder, Layout, lay_out
from rencana.plan.metric import own_metrics
from rencana.plan.periods import check_periods
from rencana.plan.plan import Plan
from rencana.plan.readings import Reading, read_readings
from rencana.plan.shared import DECIDING, SETTING, Shared
from rencana.plan.unmeasured import unmeasured, without_unmeasurable, without_unmeasured
from rencana.plan.unread import unread_findings
from rencana.source.document import Document
from rencana.source.files import Files
from rencana.span import START
from rencana.words.nearest import nearest


class Draft(Struct, frozen=True):
    """What was read from one folder.

    With `unreadable`, the campaign misses its faulty values: it is good for further checks, and no page shows it. KPIs
    that cannot be measured are among the campaign, and are left out where it is shown.
    """

    id: str
    findings: tuple[Finding, ...]
    campaign: Campaign | None = None
    unreadable: Unreadable | None = None

    @property
    def exists(self) -> bool:
        """Whether the folder has a plan, perhaps one that cannot be read."""
        return self.campaign is not None or self.unreadable is not None

    @property
    def shown(self) -> Campaign | None:
        """The campaign as far as it can be shown, unless it has a fault that keeps it off the pages."""
        return without_unmeasured(self.campaign) if self.campaign and not self.unreadable else None

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
    campaigns = [draft.campaign for draft in drafts if draft.campaign]
    parents = {campaign.id: parent for campaign in campaigns if (parent := references.parent_of(campaign))}
    orphans = references.check_parents(parents, {draft.id for draft in drafts if draft.exists})
    of_campaigns = (finding for draft in drafts for finding in draft.findings)
    return gather(shared, drafts), (*findings, *of_campaigns, *orphans)


def gather(shared: Shared, drafts: Iterable[Draft]) -> Portfolio:
    """Returns the portfolio of all campaigns; those with faults are listed apart."""
    campaigns: dict[str, Campaign] = {}
    unreadable: list[Unreadable] = []
    for draft in drafts:
        if draft.unreadable:
            unreadable.append(draft.unreadable)
        elif campaign := draft.shown:
            campaigns[draft.id] = campaign
    return Portfolio(shared, IdMap(campaigns), tuple(unreadable))


def load_shared(files: Files, layout: Layout) -> tuple[Shared, tuple[Finding, ...]]:
    """Reads what all plans share; the findings are those of portfolio.yaml, and of files by their paths alone."""
    unread = (*unread_findings(layout), *file_name_findings(layout))
    document = files.documents.get(PORTFOLIO)
    if document is None:
        if any(obstacle.path == PORTFOLIO for obstacle in layout.skipped):
            return _nothing_shared(*(finding for finding in unread if finding.file == PORTFOLIO)), unread
        help = "Create it with the lines `format: 1` and `organisation:` and your name."
        missing = fault("portfolio-missing", PORTFOLIO, START, "The workspace has no portfolio.", help=help)
        return _nothing_shared(missing), (missing, *unread)
    refusals = Refusals()
    shared, findings = read_part(Shared, document, refusals)
    if shared is None:
        return _nothing_shared(*document.findings, *findings), (*findings, *unread)
    gaps = gaps_in(document, findings, refusals, references.SHARED_SECTIONS)
    shared = shared.with_gaps(gaps.with_kind(SETTING) if _hides_settings(refusals) else gaps)
    known_metrics = {**metrics(), **own_metrics(shared.metrics)}
    formulas = check_formulas(shared.metrics, known_metrics, document, ("metrics",), gaps)
    return shared, (*findings, *references.check_shared(shared, document), *formulas, *unread)


def _nothing_shared(*findings: Finding) -> Shared:
    """Returns what plans share where portfolio.yaml cannot be read, for the first of its errors: it may be anything."""
    kinds = frozenset({*references.SHARED_SECTIONS, SETTING})
    return Shared(format="1").with_gaps(Gaps(kinds, cause=first_error(findings)))


def _hides_settings(refusals: Refusals) -> bool:
    """Tells whether something was refused in portfolio.yaml that decides how numbers are judged."""
    names = {str(path[0]) for path in refusals.paths if path}
    misspelt = {nearest(str(path[0]), DECIDING) for path in refusals.unknown_keys if len(path) == 1}
    return not (names | misspelt).isdisjoint(DECIDING)


def load_campaign(folder: Folder, files: Files, shared: Shared) -> Draft:
    """Reads one campaign, with every finding that needs no look at other campaigns."""
    document = files.documents.get(folder.plan)
    if document is None and folder.obstacle:
        return Draft(folder.id, (), unreadable=Unreadable(folder.id, folder.id, folder.obstacle))
    if document is None:
        at = next(iter((*folder.readings, folder.calendar)), "")
        help = f"Add plans/{folder.id}/plan.yaml, or move the file to the folder of its campaign."
        return Draft(folder.id, (fault("file-unread", at, START, "The folder has no plan.yaml.", help=help),))
    refusals = Refusals()
    plan, findings = read_part(Plan, document, refusals)
    all_findings = [*findings]
    if why := refusal(read_folder, folder.id):
        message = f"The folder {short(folder.id, 40)} cannot be the name of a campaign."
        all_findings.insert(0, fault("bad-id", folder.plan, START, message, help=f"{why} Rename the folder."))
    campaign = _join(folder, plan, document, files, shared, all_findings) if plan else None
    doubts = tuple(check_sizes(campaign)) if campaign else ()
    # Half of a plan is never shown as if it were the whole, and twelve never as if it were twelve thousand.
    faulty = any(finding.severity is Severity.ERROR for finding in (*document.findings, *doubts))
    broken = faulty or plan is None or bool(findings)
    if campaign:
        all_findings += doubts
        gaps = gaps_in(document, findings, refusals, references.PLAN_SECTIONS)
        gaps |= item_gaps(files.tables.get(folder.calendar))
        campaign = _checked(campaign, files, gaps, all_findings)
    unreadable = None
    if broken:
        cause = first_error((*document.findings, *all_findings))
        unreadable = Unreadable(folder.id, _title(document, folder.id), folder.plan, cause)
    return Draft(folder.id, tuple(all_findings), campaign, unreadable)


def _checked(campaign: Campaign, files: Files, gaps: Gaps, findings: list[Finding]) -> Campaign:
    """Checks a campaign beyond the shape of its files, and notes the KPIs that cannot be measured."""
    names = references.names_for(campaign, gaps)
    dead = tuple(references.dead_in(campaign, files.tables, names))
    declared, document = campaign.plan.measurement.metrics, campaign.document
    findings += [
        *blame(dead, names),
        *check_periods(campaign),
        *asset_name_findings(campaign),
        *check_formulas(declared, campaign.metrics, document, ("measurement", "metrics"), names.gaps),
    ]
    return without_unmeasurable(replace(campaign, unmeasured=unmeasured(campaign, dead, names)))


def _title(document: Document, name: str) -> str:
    """Returns the title of a campaign whose plan may be unreadable; its name, where no title can be found."""
    header = document.data.get("campaign")
    title = header.get("title") if isinstance(header, dict) else None
    return title if isinstance(title, str) else name


def _join(
    folder: Folder, plan: Plan, document: Document, files: Files, shared: Shared, findings: list[Finding]
) -> Campaign:
    """Joins a plan with its tables; what is wrong with these is added to the findings."""
    dates = Calendar(plan.schedule.dates, month_number(plan.campaign.fiscal_year_start or shared.fiscal_year_start))
    items, places = _items(folder, plan, document, files, findings)
    readings: list[Reading] = []
    # What the plan declares goes before what the portfolio declares, and that before what is shipped.
    known_metrics = IdMap({**metrics(), **own_metrics(shared.metrics), **own_metrics(plan.measurement.metrics)})
    for path in folder.readings:
        rows, faults = read_readings(files.tables[path], dates)
        findings.extend(faults)
        readings.extend(take_doubtful(rows, known_metrics, files.tables[path], findings))
    sources = IdMap({**shared.sources, **plan.measurement.sources})
    return Campaign(folder.id, plan, document, shared, dates, known_metrics, sources, items, places, tuple(readings))


def _items(
    folder: Folder, plan: Plan, document: Document, files: Files, findings: list[Finding]
) -> tuple[Mapping[str, Item], Mapping[str, Location]]:
    """Joins the items of the plan with those of calendar.csv; an id that stands in both is a fault."""
    items = dict(plan.calendar)
    places: dict[str, Location] = {name: (document.path, document.key_place(["calendar", name])) for name in items}
    table = files.tables.get(folder.calendar)
    if table is None:
        return IdMap(items), IdMap(places)
    rows, faults = read_items(table)
    findings.extend(faults)
    for name, (item, line) in rows.items():
        at = table.place(line, "id")
        if name in items:
            message = f"The id {short(name, 40)} stands in line {places[name][1].line} of {places[name][0]} too."
            findings.append(fault("doubled-id", table.path, at, message, help="Give one of them another id."))
            continue
        items[name], places[name] = item, (table.path, at)
    return IdMap(items), IdMap(places)
