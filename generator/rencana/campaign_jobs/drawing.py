"""The job of looking through one SVG picture for what may not be published."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from rencana.assets.svg import NoDrawing, Removal, clean_svg
from rencana.finding import Finding, short
from rencana.jobs.pool import Job, JobAnswer, Stored
from rencana.jobs.store import key_of
from rencana.source.fault import fault
from rencana.span import Span


class DrawingFile(Struct, frozen=True):
    """An SVG picture."""

    path: str

    @property
    def files(self) -> tuple[str, ...]:
        """The path of its file."""
        return (self.path,)


class DrawingCheck(Struct, frozen=True):
    """What was found in a picture; whether it may be published once it is cleaned."""

    findings: tuple[Finding, ...]
    can_be_cleaned: bool


class CheckDrawing(Job[DrawingFile, DrawingCheck, DrawingCheck], frozen=True):
    """Looks through an SVG picture. It is cleaned when it is written, so that the store holds no pictures."""

    def kind(self) -> type[DrawingCheck]:
        """Returns the type of its values."""
        return DrawingCheck

    def key(self, task: DrawingFile, digests: Sequence[bytes]) -> str:
        """Returns the key of what was found in a picture: its path, and its content."""
        return key_of([b"drawing", task.path.encode(), *digests])

    def do(self, task: DrawingFile, contents: Mapping[str, bytes], *, spare_core: bool) -> JobAnswer[DrawingCheck]:  # noqa: ARG002  it is too quick to be shared
        """Looks through a picture."""
        try:
            clean = clean_svg(contents[task.path])
        except NoDrawing as error:
            message = f"This SVG picture is not published, as {error}."
            help = "Export it anew as plain SVG, or as PNG."
            return JobAnswer(DrawingCheck((fault("asset-unlike-ending", task.path, message, help=help),), False))
        findings = (_cleaned(task.path, clean.removals, clean.count),) if clean.count else ()
        return JobAnswer(DrawingCheck(findings, can_be_cleaned=True))

    def present(self, task: DrawingFile, stored: Stored[DrawingCheck]) -> DrawingCheck:  # noqa: ARG002  the answer says it
        """Returns what was found."""
        return stored.value


def _cleaned(path: str, removals: Sequence[Removal], count: int) -> Finding:
    names = ", ".join(short(removal.what, 40) for removal in removals)
    more = f" and {count - len(removals)} more" if count > len(removals) else ""
    message = f"This picture is published without {names}{more}: that could run, or lead out of it."
    line = removals[0].line
    help = "Export it anew as plain SVG: texts as paths, pictures embedded, and nothing linked."
    return fault("asset-cleaned", path, message, Span(line, 1, line, 1), help=help)
