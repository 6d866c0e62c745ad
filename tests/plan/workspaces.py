"""Small workspaces, written out in a test: a plan, a portfolio and tables, loaded without the rules."""

from textwrap import dedent

from rencana.finding import Finding
from rencana.plan.campaign import Campaign
from rencana.plan.layout import lay_out
from rencana.plan.load import Draft, load_campaign, load_shared
from rencana.source import read_csv, read_yaml
from rencana.source.files import Files

TITLED = "campaign: {title: T}\n"


def draft_of(plan: str, *, portfolio: str = "format: 1\n", calendar: str = "", readings: str = "") -> Draft:
    """Returns what is read of one plan with its tables; the files have to be well formed."""
    documents = {"plans/portfolio.yaml": portfolio, "plans/t/plan.yaml": plan}
    tables = {"plans/t/calendar.csv": calendar, "plans/t/readings/r.csv": readings}
    files = Files(
        {path: read_yaml(path, dedent(text).encode()) for path, text in documents.items()},
        {path: read_csv(path, dedent(text).encode()) for path, text in tables.items() if text},
    )
    assert files.findings == ()
    layout = lay_out([*files.documents, *files.tables])
    shared, findings = load_shared(files, layout)
    assert findings == ()
    return load_campaign(layout.folders[0], files, shared)


def campaign_of(plan: str, *, portfolio: str = "format: 1\n", calendar: str = "", readings: str = "") -> Campaign:
    """Returns a campaign of a plan without the key `campaign`, or with one; it has to be without faults."""
    text = dedent(plan)
    draft = draft_of(
        text if text.lstrip().startswith("campaign:") else TITLED + text,
        portfolio=portfolio,
        calendar=calendar,
        readings=readings,
    )
    assert draft.findings == ()
    assert draft.campaign is not None
    return draft.campaign


def places_of(findings: tuple[Finding, ...]) -> list[tuple[str, int, int]]:
    """Returns the rule, the line and the column of each finding."""
    return [(finding.rule, finding.span.line, finding.span.column) for finding in findings]
