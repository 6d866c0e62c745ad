"""Commands that are imported only when they are called, so that help and checks start at once."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

_HELP = "help"


class LazyGroup(click.Group):
    """A group that knows its commands by the module that holds each, and imports none before it is needed."""

    def __init__(self, *args: Any, places: Mapping[str, tuple[str, str]], **kwargs: Any) -> None:  # noqa: ANN401  click's own
        super().__init__(*args, **kwargs)
        self._places = places

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """Returns the names of the commands, in the order in which somebody meets them."""
        return list(self._places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  click's signature
        """Imports a command."""
        if cmd_name not in self._places:
            return None
        command: click.Command = getattr(import_module(f"rencana.cli.{self._places[cmd_name][0]}"), cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Finds the command that is called; `help` and a command's name mean the help of that command."""
        if args[0] == _HELP and _HELP not in self._places:
            args = [*args[1:2], "--help"]
        if args[0] == "--help":
            click.echo(ctx.get_help(), color=ctx.color)
            ctx.exit()
        if args[0] not in self._places:
            from rencana.words.nearest import nearest  # noqa: PLC0415  only a misspelt command needs it

            close = nearest(args[0], self._places)
            advice = f"Did you mean {close}? " if close else ""
            ctx.fail(f"There is no command {args[0]!r}. {advice}Known: {', '.join(self._places)}.")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  click's signature
        """Writes the list of commands from the table, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, says) for name, (_, says) in self._places.items()])
