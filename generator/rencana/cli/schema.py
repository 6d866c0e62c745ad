"""`rencana schema`: the plan language for editors, and the forms that machines read."""

from importlib.resources import files
from pathlib import Path

import click

from rencana.cli import options
from rencana.cli.output import echo
from rencana.disk import write
from rencana.workspace import find_workspace

OUTPUTS = ("diff", "due", "findings", "status")
"""What commands print as JSON."""


@click.command(epilog="Example: rencana schema --write")
@click.argument("kind", type=click.Choice(["plan", "portfolio", *OUTPUTS]), default="plan")
@click.option("--write", "beside", is_flag=True, help="Write the schemas of plans and portfolio beside the plans.")
@options.workspace
def schema(kind: str, start: Path, *, beside: bool) -> int:
    """Print the JSON Schema of a plan, of portfolio.yaml, or of what a command prints as JSON."""
    from rencana.plan.schema import KINDS, schema_text  # noqa: PLC0415  help should not wait for the model

    if not beside:
        echo(output_schema(kind) if kind in OUTPUTS else schema_text(kind), end="", exact=True)
        return 0
    root = find_workspace(start)
    for name in KINDS:
        path = root / "plans" / f"{name}.schema.json"
        write(path, [schema_text(name).encode()], within=root)
        echo(f"{path} is written.")
    return 0


def output_schema(kind: str) -> str:
    """Returns the schema of what a command prints as JSON."""
    return files("rencana.report").joinpath("schemas", f"{kind}.json").read_text(encoding="utf-8")
