"""The command `rencana`: the one place where an error becomes a message and an exit code."""

import atexit
import gc
import os
import sys
import threading

import click

from rencana.cli.commands import rencana
from rencana.errors import RencanaError

COULD_NOT_RUN = 2


def run() -> None:
    """Runs the command line as a program of its own."""
    try:
        main()
    except SystemExit as end:
        # To take thousands of parts of plans apart one by one would take longer than many a command.
        if threading.active_count() > 1 or not isinstance(end.code, int):
            raise
        atexit._run_exitfuncs()  # noqa: SLF001  the way that Python itself leaves, but for the memory
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
        error.show()
        _tell_machines(error.format_message())
        code = COULD_NOT_RUN
    except RencanaError as error:
        _tell_machines(error.message, error.help)
        code = _say(f"Error: {error.message}", error.help)
    except BrokenPipeError:
        # The reader of our output has gone (as in `rencana check | head`); nothing is left to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = COULD_NOT_RUN
    except Exception as error:  # noqa: BLE001  a bug is said in one sentence; the traceback on request
        if os.environ.get("RENCANA_TRACEBACK"):
            import traceback  # noqa: PLC0415  only a fault needs it

            traceback.print_exc()
        help = "Run it again with RENCANA_TRACEBACK=1 and report what it prints."
        _tell_machines(f"Rencana has a fault of its own: {type(error).__name__}: {error}", help)
        code = _say(f"Error: Rencana has a fault of its own: {type(error).__name__}: {error}", help)
    sys.exit(code if isinstance(code, int) else 0)


def _tell_machines(message: str, help: str = "") -> None:
    """Prints why a command could not run in the form that was asked for, so that its reader finds what it expects."""
    asked = " ".join(sys.argv[1:]).replace("=", " ").split()
    if asked[:1] in (["check"], ["status"], ["due"]) and "--format" in asked[:-1]:
        from importlib.metadata import version  # noqa: PLC0415  only a machine needs it

        from rencana import report  # noqa: PLC0415  as above

        form, failure = asked[asked.index("--format") + 1], report.Failure(message, help)
        if asked[0] == "check" and form in report.FORMS:
            click.echo(report.FORMS[form](report.Report(version=version("rencana"), failure=failure)))
        elif asked[0] != "check" and form == "json":
            click.echo(report.failed("campaigns" if asked[0] == "status" else "due", failure))


def _say(message: str, help: str = "") -> int:
    click.echo(message, err=True)
    if help:
        click.echo(f"help: {help}", err=True)
    return COULD_NOT_RUN


if __name__ == "__main__":
    run()
