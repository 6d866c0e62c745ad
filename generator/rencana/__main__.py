"""The command `rencana`: the one place where an error becomes a message and an exit code."""

import gc
import io
import os
import sys
import threading

import click

from rencana.cli.commands import rencana
from rencana.cli.output import echo
from rencana.errors import RencanaError, describe

COULD_NOT_RUN = 2


def run() -> None:
    """Runs the command line as a program of its own."""
    try:
        main()
    except SystemExit as end:
        # Taking thousands of parts of plans apart one by one takes a fifth of a quick check; the end of the process
        # does it at once. Where pages were made there may be a temporary store to remove, so that is left to Python.
        if "jinja2" in sys.modules or threading.active_count() > 1 or not isinstance(end.code, int):
            raise
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(end.code)


def main() -> None:
    """Runs the command line; every way out has one of the three exit codes."""
    # Plans are trees; to look for circles among their many parts takes longer than to read them.
    gc.set_threshold(200_000, 20, 100)
    # Else pydantic would look through everything that is installed for plugins; none has a part in reading plans.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        code = rencana.main(standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Abort:
        code = _say("Stopped.")
    except click.ClickException as error:
        usage = io.StringIO()
        error.show(usage)
        code = _say(usage.getvalue().rstrip("\n"))
    except BrokenPipeError:
        # The reader of our output has gone (as in `rencana check | head`); nothing is left to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = COULD_NOT_RUN
    except Exception as error:  # noqa: BLE001  a bug is said in one sentence; the traceback on request
        if os.environ.get("RENCANA_TRACEBACK") and not isinstance(error, RencanaError):
            import traceback  # noqa: PLC0415  only a fault needs it

            traceback.print_exc()
        message, help = describe(error)
        code = _say(f"Error: {message}", help)
    sys.exit(code if isinstance(code, int) else 0)


def _say(message: str, help: str = "") -> int:
    echo(message, err=True)
    if help:
        echo(f"help: {help}", err=True)
    return COULD_NOT_RUN


if __name__ == "__main__":
    run()
