"""`rencana schema`: the plan language for editors."""

from pathlib import Path

import click

from rencana.cli import options
from rencana.cli.writing import write


@click.command(epilog="Example: rencana schema --write")
@click.argument("kind", type=click.Choice(["plan", "portfolio"]), default="plan")
@click.option("--write", "beside", is_flag=True, help="Write both schemas beside the plans.")
@options.workspace
def schema(kind: str, start: Path, *, beside: bool) -> int:
    """Print the JSON Schema of a plan or of portfolio.yaml, or write both into plans/ for editors."""
    from rencana.pipeline import find_workspace  # noqa: PLC0415  help should not wait for the model
    from rencana.plan.schema import KINDS, schema_text  # noqa: PLC0415  as above

    if not beside:
        click.echo(schema_text(kind), nl=False)
        return 0
    root = find_workspace(start)
    for name in KINDS:
        path = root / "plans" / f"{name}.schema.json"
        write(path, schema_text(name))
        click.echo(f"{path} is written.")
    return 0
