"""The command `rencana` with all of its commands."""

import click

from rencana.cli.lazy import LazyGroup

PLACES = {
    "init": ("init", "Make a new workspace."),
    "new": ("new", "Write a new campaign, stage by stage."),
    "mv": ("mv", "Rename a campaign, with all that names it."),
    "check": ("check", "Find what is wrong with the plans."),
    "status": ("status", "Say where each KPI stands."),
    "due": ("due", "List the readings that somebody has to obtain."),
    "diff": ("diff", "Say what changed in the plans, in meaning."),
    "ci": ("ci", "Write the files by which a forge checks, reviews and publishes the plans."),
    "rules": ("rules", "Say what is checked, and why."),
    "build": ("site", "Build the site."),
    "serve": ("site", "Show the site, and again at each saved plan."),
    "render": ("site", "Write the pages as Markdown, for another host."),
    "schema": ("schema", "Print or write the schema for editors."),
}


@click.group(
    cls=LazyGroup,
    places=PLACES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: rencana init my-campaigns",
)
@click.version_option(
    None, "-V", "--version", package_name="rencana", prog_name="rencana", message="%(prog)s %(version)s"
)
def rencana() -> None:
    """Campaign plans as code: checked YAML plans become a site of strategy and KPIs."""
