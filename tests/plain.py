"""The plain way, which everything quicker must equal: one process, no store; and the ways of users beside it."""

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from rencana import pipeline
from rencana.assets.folder import NO_ASSETS, scan_assets
from rencana.check import RULES, CampaignCheck, check_campaign, conclude, set_up
from rencana.finding import Finding, still_open
from rencana.jobs.pool import Jobs, open_page_jobs
from rencana.measure import Measured, measure
from rencana.pipeline import ALL, Site, publish
from rencana.plan.campaign import Portfolio
from rencana.plan.layout import lay_out
from rencana.plan.load import load, load_campaign, load_shared
from rencana.plan.workspace import SharedFiles, open_workspace
from rencana.render.page import Pages
from rencana.render.subject.kit import Show
from rencana.source import DiskTree, Tree
from rencana.source.files import Files, read_files
from rencana.workspace import RuleChoice, today

NO_RULES = RuleChoice(ignore=("all",))
"""No rule: only what makes a plan unreadable is found."""


class Checked(Struct, frozen=True):
    """All plans of a workspace in memory, with the findings of all of its files."""

    portfolio: Portfolio
    checks: tuple[CampaignCheck, ...]
    """What was found in each campaign alone."""
    findings: tuple[Finding, ...]
    on: date

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that nobody has set aside."""
        return still_open(self.findings)


def check(tree: Tree, *, choice: RuleChoice = ALL, on: date | None = None) -> Checked:
    """Reads and checks all plans of a tree."""
    assets = scan_assets(tree.root) if isinstance(tree, DiskTree) else NO_ASSETS
    checks = pipeline.check(open_workspace(tree, on=on), Jobs(), choice, assets)
    portfolio, _ = load(read_files({path: tree.read(path) for path in tree.paths()}))
    return Checked(portfolio, checks.campaigns, checks.findings, checks.workspace.on)


def check_files(files: Files, *, choice: RuleChoice = ALL, on: date | None = None) -> tuple[Finding, ...]:
    """Returns the findings of files that were read already, such as documents that a test has put together."""
    layout = lay_out([*files.documents, *files.tables])
    shared, faults = load_shared(files, layout)
    of_campaigns = {path for folder in layout.folders for path in folder.files}
    common = files.of(path for path in (*files.documents, *files.tables) if path not in of_campaigns)
    run = set_up(RULES, shared, choice, today(shared.timezone, on, os.environ))
    checks = [
        check_campaign(load_campaign(folder, files, shared), files.of(folder.files), run) for folder in layout.folders
    ]
    return conclude(checks, SharedFiles(shared, common, faults), run)


def read_workspace(root: Path, *, on: date | None = None) -> Checked:
    """Reads the plans of the workspace on disk without asking the rules."""
    return check(DiskTree(root), choice=NO_RULES, on=on)


def measured(checked: Checked, names: Sequence[str] = ()) -> list[Measured]:
    """Returns how campaigns stand on the day; all of them, where none is named."""
    campaigns = checked.portfolio.campaigns
    return [measure(campaigns[name], checked.on) for name in names or campaigns]


def build(root: Path, *, on: date | None = None, folders: bool = True, show: Show | None = None) -> Site:
    """Returns all pages of a workspace, made by one process that stores nothing."""
    return publish(root, Jobs(), on=on, folders=folders, show=show)


def build_with_store(root: Path, *, on: date | None = None, folders: bool = True, show: Show | None = None) -> Site:
    """Returns all pages of a workspace as `rencana build` makes them: by all cores, with the store of the workspace."""
    return publish(root, open_page_jobs(root), on=on, folders=folders, show=show)


class Outcome(Struct, frozen=True):
    """All plans of a workspace in memory, and all of its pages."""

    checked: Checked
    pages: Pages
    on: date


def outcome_of(root: Path, *, on: date | None = None, folders: bool = True, show: Show | None = None) -> Outcome:
    """Reads, checks and renders the workspace on disk in one process, for tests that compare plans with pages."""
    site = build(root, on=on, folders=folders, show=show)
    return Outcome(check(DiskTree(root), on=on), site.pages, site.on)
