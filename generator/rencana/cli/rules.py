"""`rencana rules`: what is checked, and why."""

import os
import sys

import click

from rencana.cli.check import refuse_unknown
from rencana.cli.output import echo


@click.command(epilog="Example: rencana rules popularity-as-reason")
@click.argument("name", required=False)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Who reads it."
)
def rules(name: str | None, form: str) -> int:
    """List the rules, those of a family, or show one with its reason, an example and its options."""
    from rencana import report  # noqa: PLC0415  help should not wait for the rules
    from rencana.check import RULES  # noqa: PLC0415  as above
    from rencana.check.settings import matches  # noqa: PLC0415  as above
    from rencana.report.rules import rule_list, rule_text, rules_json  # noqa: PLC0415  as above

    refuse_unknown([name] if name else [])
    chosen = [rule for rule in RULES if name is None or matches(rule, [name])]
    style = report.Style(color=sys.stdout.isatty() and not os.environ.get("NO_COLOR"))
    if form == "json":
        echo(rules_json(chosen), exact=True)
    elif name and len(chosen) == 1:
        echo(rule_text(chosen[0], style), exact=True)
    else:
        echo(rule_list(chosen, style), exact=True)
    return 0
