"""The command `rencana` with all of its commands."""

import click

from rencana.cli.lazy import LazyGroup

PLACES = {
    "init": ("starting", "Make a new workspace."),
    "new": ("starting", "Write a new campaign, stage by stage."),
    "check": ("checking", "Find what is wrong with the plans."),
    "status": ("standing", "Say where each KPI stands."),
    "due": ("standing", "List the readings that somebody has to obtain."),
    "rules": ("ruling", "Say what is checked, and why."),
    "build": ("building", "Build the site."),
    "serve": ("building", "Show the site, and again at each saved plan."),
    "render": ("building", "Write the pages as Markdown, for another host."),
    "schema": ("schemas", "Print or write the schema for editors."),
}


@click.group(
    cls=LazyGroup,
    places=PLACES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: rencana init my-campaigns",
)
@click.version_option(package_name="rencana", prog_name="rencana", message="%(prog)s %(version)s")
def rencana() -> None:
    """Campaign plans as code: checked YAML plans become a site of strategy and KPIs."""
