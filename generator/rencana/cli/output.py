"""Prints what commands say, on any terminal."""

import sys

import click

from rencana.words.visible import visible


def echo(text: str, *, end: str = "\n", err: bool = False, exact: bool = False) -> None:
    """Prints a text; what the terminal cannot show is replaced rather than refused.

    No sign of a file, a name or the command line may steer the terminal. A text that is `exact` is for programs, or
    was made safe before it was painted.
    """
    stream = sys.stderr if err else sys.stdout
    encoding = getattr(stream, "encoding", None) or "utf-8"
    safe_text = text if exact else visible(text)
    click.echo(safe_text.encode(encoding, "replace").decode(encoding) + end, nl=False, err=err)
