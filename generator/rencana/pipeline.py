"""The whole story: plans are read, checked, measured and rendered into pages, campaign by campaign.

This is what runs for every command. What a command does not need is not imported: a check of unchanged plans waits
neither for the model of a plan nor for templates.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from rencana.assets.folder import NO_ASSETS, AssetFiles, Assets, scan_assets
from rencana.finding import Finding, Severity, still_open
from rencana.git_folder import is_tracked
from rencana.jobs.pool import Job, JobAnswer, Jobs, Stored
from rencana.jobs.store import CACHE, key_of, open_code_store
from rencana.source.decode import decode
from rencana.source.scan import Skipped
from rencana.source.tree import Digests, DiskTree, MemoryTree
from rencana.span import START
from rencana.workspace import RuleChoice, today

if TYPE_CHECKING:
    from rencana.campaign_jobs.campaign_log import WorkspaceLog
    from rencana.check import CampaignCheck
    from rencana.measure import Measured
    from rencana.plan.shared import Shared
    from rencana.plan.workspace import Workspace
    from rencana.render.hide import Outline
    from rencana.render.page import Pages
    from rencana.render.portfolio.index import CampaignOutput
    from rencana.render.subject.kit import Show

ALL = RuleChoice()
"""All rules, as the workspace weighs them."""


class Checks(Struct, frozen=True):
    """A workspace whose campaigns were checked, each alone and then all together."""

    workspace: "Workspace"
    campaigns: "tuple[CampaignCheck, ...]"
    findings: tuple[Finding, ...]
    assets: frozenset[str]
    """The pictures and films that may be published."""


class Site(Struct, frozen=True):
    """Everything that a site shows of a workspace, the day that it speaks of, and the outlines of all its plans."""

    findings: tuple[Finding, ...]
    shared: "Shared"
    plans: "Mapping[str, Outline]"
    pages: "Pages"
    on: date

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that nobody has set aside."""
        return still_open(self.findings)


def prepare_to_publish() -> None:
    """Imports what making pages takes, for a caller who has to wait for something else anyway."""
    for module in ("campaign_jobs.render", "campaign_jobs.check", "render.portfolio.pages", "plan.workspace"):
        import_module(f"rencana.{module}")


def check(workspace: "Workspace", jobs: Jobs, choice: RuleChoice = ALL, assets: Assets = NO_ASSETS) -> Checks:
    """Finds what is wrong with all plans: in files, in language, and in sense; and with their assets."""
    from rencana.campaign_jobs.check import CheckCampaign  # noqa: PLC0415  see above
    from rencana.check import RULES, conclude, set_up  # noqa: PLC0415  see above

    job = CheckCampaign(workspace.shared, workspace.portfolio, choice, workspace.on)
    campaigns = jobs.each(workspace.tree, workspace.folders, job, workspace.digests)
    run = set_up(RULES, workspace.shared, choice, workspace.on)
    files, faults = _check_assets(assets, jobs)
    shared_files = replace(workspace.shared_files, faults=(*workspace.shared_files.faults, *faults))
    return Checks(workspace, tuple(campaigns), conclude(campaigns, shared_files, run), files)


def _check_assets(assets: Assets, jobs: Jobs) -> tuple[frozenset[str], list[Finding]]:
    """Returns the pictures and films that may be published, and what is wrong with all of them."""
    if not assets.drawings:
        return assets.files, [*assets.findings]
    from rencana.campaign_jobs.drawing import CheckDrawing, DrawingFile  # noqa: PLC0415  see above

    drawings = [DrawingFile(path) for path, _ in assets.drawings]
    checks = jobs.each(AssetFiles(assets.root), drawings, CheckDrawing(), dict(assets.drawings))
    refused = {drawing.path for drawing, check in zip(drawings, checks, strict=True) if not check.can_be_cleaned}
    return assets.files - refused, [*assets.findings, *(finding for check in checks for finding in check.findings)]


def status(
    workspace: "Workspace", jobs: Jobs, form: "Callable[[Measured], Any]", names: Sequence[str] = ()
) -> Iterator[tuple[str, Any]]:
    """Yields how campaigns stand in a form that JSON can hold, all where none is named; None for one not readable."""
    from rencana.campaign_jobs.measure import MeasureCampaign  # noqa: PLC0415  see above

    by_id = {folder.id: folder for folder in workspace.folders if folder.plan}
    names = names or tuple(by_id)
    job = MeasureCampaign(workspace.shared, workspace.portfolio, workspace.on, form)
    folders = [by_id[name] for name in names]
    yield from zip(names, jobs.each(workspace.tree, folders, job, workspace.digests), strict=True)


def publish(
    root: Path,
    jobs: Jobs,
    *,
    on: date | None = None,
    folders: bool = True,
    show: "Show | None" = None,
    url: str = "",
    digests: Mapping[str, bytes] | None = None,
    on_fresh: "Callable[[Sequence[CampaignOutput]], None] | None" = None,
) -> Site:
    """Checks and renders the workspace on disk; `folders` gives each page a folder of its own.

    `url` is the full address of our pages, where it is known.
    `digests` are those of its plans, where the caller has just read them. `on_fresh` is told of the campaigns that had
    to be rendered, before anything is made of several of them.
    """
    from rencana.assets.publish import published  # noqa: PLC0415  see above
    from rencana.campaign_jobs.history import Contents  # noqa: PLC0415  see above
    from rencana.campaign_jobs.render import RenderCampaign, RenderTask  # noqa: PLC0415  see above
    from rencana.campaign_jobs.teller import Teller  # noqa: PLC0415  see above
    from rencana.plan.workspace import open_workspace  # noqa: PLC0415  see above
    from rencana.render.hide import hide, outlines  # noqa: PLC0415  see above
    from rencana.render.portfolio.index import ExcerptIndex  # noqa: PLC0415  see above
    from rencana.render.portfolio.pages import bind  # noqa: PLC0415  see above
    from rencana.render.subject.kit import Show, SiteKit, SiteSettings, own_templates  # noqa: PLC0415  see above
    from rencana.source.git_blobs import BlobReader  # noqa: PLC0415  see above

    tree, show = DiskTree(root), show or Show()
    workspace = open_workspace(tree, on=on, digests=digests)
    checks = check(workspace, jobs, assets=scan_assets(root))
    findings, plans, assets = checks.findings, outlines(checks.campaigns), _by_campaign(checks.assets)
    log = _workspace_log(root, jobs, checks, show)
    parents = {campaign.id: campaign.parent[0] for campaign in checks.campaigns if campaign.parent}
    # What rules saw of ten thousand plans is not needed in memory while their pages are made.
    del checks
    shown_plans = hide(plans, still_open(findings), show)
    code = open_code_store(root) if jobs.store else None
    compiled = code.folder if code else None
    settings = SiteSettings(workspace.on, partial(published, root), folders, own_templates(root), show, compiled, url)
    site = SiteKit(workspace.shared, settings)
    with BlobReader(root) as reader:
        teller = Teller(jobs.without_memory, Contents(reader), show, shown_plans.hidden, site.say.language)
        job = RenderCampaign(root, site, shown_plans.hidden, workspace.portfolio, teller if log else None)
        tasks = [
            RenderTask(
                folder,
                shown_plans.findings.get(folder.id, ()),
                shown_plans.titles.get(parents.get(folder.id, ""), ""),
                assets.get(folder.id, frozenset()),
                log.of(folder.id) if log else b"",
            )
            for folder in workspace.folders
            if folder.id in shown_plans.titles
        ]
        outputs = jobs.each(tree, tasks, job, workspace.digests, on_fresh=on_fresh)
        common = teller.common(log) if log and log.in_git else None
    campaigns = {output.id: output for output in outputs}
    index = ExcerptIndex(site, campaigns, shown_plans.unreadable, shown_plans.findings, job.inputs_digest, common)
    return Site(findings, workspace.shared, plans, bind(index), workspace.on)


def _workspace_log(root: Path, jobs: Jobs, checks: Checks, show: "Show") -> "WorkspaceLog | None":
    """Returns what git tells of all plans up to the day; None where the site does not show it."""
    if not show.history:
        return None
    from rencana.campaign_jobs.campaign_log import HeadTask, ReadLog  # noqa: PLC0415  see above
    from rencana.git_folder import head_digest  # noqa: PLC0415  see above

    workspace = checks.workspace
    former = {check.id: check.summary.was for check in checks.campaigns if check.summary}
    job = ReadLog(root, former, workspace.on, workspace.shared.timezone)
    (log,) = jobs.each(workspace.tree, [HeadTask(head_digest(root.resolve()))], job, {})
    return log


def _by_campaign(paths: Iterable[str]) -> dict[str, frozenset[str]]:
    """Returns paths below the folders of campaigns, by campaign: what is plans/x/assets/a.png is assets/a.png of x."""
    by_campaign: dict[str, set[str]] = {}
    for path in paths:
        _, campaign, name = path.split("/", 2)
        by_campaign.setdefault(campaign, set()).add(name)
    return {campaign: frozenset(names) for campaign, names in by_campaign.items()}


class CheckedWorkspace(Struct, frozen=True):
    """What was found in a workspace on a day. `timezone` is that of its portfolio."""

    findings: tuple[Finding, ...]
    plans: int
    on: date
    timezone: str


class AllFiles(Struct, frozen=True):
    """All files of a workspace, as one task; `skipped` is what lies beside them and is not read."""

    files: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    assets: Assets


class CheckWorkspace(Job[AllFiles, CheckedWorkspace, CheckedWorkspace], frozen=True):
    """Checks a whole workspace at once, so that an unchanged one is not taken apart; None for the day is today."""

    choice: RuleChoice
    on: date | None
    jobs: Jobs

    def kind(self) -> type[CheckedWorkspace]:
        """Returns the type of its values."""
        return CheckedWorkspace

    def key(self, task: AllFiles, digests: Sequence[bytes]) -> str:
        """Returns the key of all findings: the choice of rules, the day that was asked for, and all that lies there."""
        files = (part for pair in zip(map(str.encode, task.files), digests, strict=True) for part in pair)
        assets = (task.assets.drawings, [finding.as_row() for finding in task.assets.findings])
        words = repr((self.choice, str(self.on), task.skipped, assets))
        return key_of([b"check all", words.encode("utf-8", "surrogatepass"), *files])

    def do(self, task: AllFiles, contents: Mapping[str, bytes], *, spare_core: bool) -> JobAnswer[CheckedWorkspace]:  # noqa: ARG002  its campaigns share the cores
        """Checks a workspace, campaign by campaign."""
        from rencana.plan.workspace import open_workspace  # noqa: PLC0415  see above

        workspace = open_workspace(MemoryTree(contents, task.skipped), on=self.on)
        checks = check(workspace, self.jobs, self.choice, task.assets)
        plans = sum(campaign.unreadable or campaign.summary is not None for campaign in checks.campaigns)
        return JobAnswer(CheckedWorkspace(checks.findings, plans, workspace.on, workspace.shared.timezone))

    def is_current(self, value: CheckedWorkspace) -> bool:
        """Tells whether an answer is that of the day that is spoken of."""
        return value.on == today(value.timezone, self.on, os.environ)

    def present(self, task: AllFiles, stored: Stored[CheckedWorkspace]) -> CheckedWorkspace:  # noqa: ARG002  the answer says it
        """Returns what was found."""
        return stored.value


class WorkspaceCheck(Struct, frozen=True):
    """What was found in a workspace, causes first, with its files as they were read."""

    findings: tuple[Finding, ...]
    plans: int
    contents: Mapping[str, bytes]

    def text(self, path: str) -> str:
        """Returns the text of a file, to show the line of a finding."""
        return decode(path, self.contents[path]).text if path in self.contents else ""


def check_workspace(root: Path, jobs: Jobs, *, choice: RuleChoice = ALL, on: date | None = None) -> WorkspaceCheck:
    """Finds what is wrong with the plans on disk; where nothing has changed, it is not done again."""
    disk = DiskTree(root)
    tree = MemoryTree({path: disk.read(path) for path in disk.paths()}, disk.skipped())
    task, digests = AllFiles(tuple(tree.contents), tree.skipped(), scan_assets(root)), Digests(tree)
    (checked,) = jobs.each(tree, [task], CheckWorkspace(choice, on, jobs), digests)
    if jobs.store:
        jobs.store.prune()
    return WorkspaceCheck((*_of_cache(root), *checked.findings), checked.plans, tree.contents)


def _of_cache(root: Path) -> tuple[Finding, ...]:
    """Returns the finding of a cache that was committed: nobody sees in a review what it would answer with."""
    if not is_tracked(root / CACHE):
        return ()
    from rencana.plan.language.fault import fault  # noqa: PLC0415  see above

    message = "The cache is committed to git, and is not used: what is in it was made on another machine."
    help = f"Take it out with `git rm -r --cached {CACHE}`, and add {CACHE}/ to .gitignore."
    return (fault("cache-committed", CACHE, START, message, help=help, severity=Severity.WARNING),)
