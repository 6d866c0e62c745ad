"""Prints what commands say, on any terminal."""

import sys

import click


def echo(text: str, *, end: str = "\n") -> None:
    """Prints a text; what the terminal cannot show is replaced rather than refused."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    click.echo(text.encode(encoding, "replace").decode(encoding) + end, nl=False)
