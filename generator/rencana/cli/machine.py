"""Commands whose readers may be programs: where one cannot run, it says why in the form that its reader expects."""

from typing import Any

import click

from rencana.cli.output import echo
from rencana.errors import describe

_LISTS = {"diff": ("changes", 1), "status": ("campaigns", 2), "due": ("due", 1)}
"""The list of each command's JSON, and the version of its form."""


class MachineCommand(click.Command):
    """A command with an option `form`."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401  as the base class says
    ) -> click.Context:
        """Reads the command line; where that fails, it is read leniently once more, to find the form."""
        try:
            return super().make_context(info_name, list(args), parent, **extra)
        except click.UsageError as error:
            lenient = {"resilient_parsing": True, "ignore_unknown_options": True, "allow_extra_args": True}
            context = super().make_context(info_name, list(args), parent, **{**extra, **lenient})
            _say(self.name, context.params.get("form"), error.format_message())
            raise

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  as the base class says
        """Runs the command."""
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.exceptions.Abort, BrokenPipeError):
            raise
        except click.ClickException as error:
            _say(self.name, ctx.params.get("form"), error.format_message())
            raise
        except Exception as error:
            _say(self.name, ctx.params.get("form"), *describe(error))
            raise


def _say(command: str | None, form: str | None, message: str, help: str = "") -> None:
    if form in (None, "text", "csv", "ics"):
        return
    from importlib.metadata import version  # noqa: PLC0415  only a failure needs it

    from rencana import report  # noqa: PLC0415  as above

    failure = report.Failure(message, help)
    if command == "check" and form in report.FORMS:
        echo(report.FORMS[form](report.Report(version=version("rencana"), failure=failure)), exact=True)
    elif form == "github":
        echo(report.as_github(report.Report(failure=failure)), exact=True)
    elif form == "json":
        part, number = _LISTS[command or ""]
        echo(report.failed(part, failure, version=number), exact=True)
