"""Jobs on campaigns: what was done before comes from the store, the rest is done in parallel and stored.

A job is a frozen value that says what its answer rests on (`key`) and how it is worked out (`do`). `Jobs()` without a
store does everything anew in this process: it is the plain way, which the store and the forks must equal.
"""

import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from rencana.errors import WorkspaceError
from rencana.jobs.fork import cores, in_parallel
from rencana.jobs.store import Store, decode, digest, encode, key_of, open_store, say_unwritten

_FEW = 24
"""So few tasks are done sooner by this process than forks are started and warmed up."""


class Task(Protocol):
    """Something that a job is done on, with the paths of the files that it reads."""

    @property
    def files(self) -> tuple[str, ...]:
        """The paths of its files."""
        ...


class FileReader(Protocol):
    """Where the contents of files come from."""

    def read(self, path: str) -> bytes:
        """Returns the content of a file."""
        ...


T = TypeVar("T", bound=Task)
A = TypeVar("A")
R = TypeVar("R")


class JobAnswer(Struct, Generic[A], frozen=True):
    """What a job has made: a value that every run reads, and pieces beside it that few runs ask for."""

    value: A
    pieces: Mapping[str, bytes] = field(default_factory=dict)


class Pieces(Struct, frozen=True, eq=False):
    """The pieces of an answer, read when they are asked for."""

    read: Callable[[str], bytes]
    """Returns a piece by its name; where the store has lost it, the job is done again."""
    read_part: Callable[[str, int, int], bytes]
    """Returns so many bytes of a piece from a place on, unverified; nothing where the store has lost them."""
    restore: Callable[[], None]
    """Does the job again, for a caller who met a damaged part."""


class Stored(Struct, Generic[A], frozen=True, eq=False):
    """An answer with its key and its pieces."""

    value: A
    key: str
    pieces: Pieces


class Job(Struct, Generic[T, A, R], frozen=True):
    """Something that is done on each task alone; tasks know nothing of one another."""

    def kind(self) -> type[A]:
        """Returns the type of its values, by which stored ones are read."""
        raise NotImplementedError

    def key(self, task: T, digests: Sequence[bytes]) -> str:
        """Returns the key of an answer; `digests` are those of the task's files."""
        raise NotImplementedError

    def do(self, task: T, contents: Mapping[str, bytes], *, spare_core: bool) -> JobAnswer[A]:
        """Works an answer out from the contents of the files; `spare_core` tells that another core is idle."""
        raise NotImplementedError

    def is_current(self, value: A) -> bool:  # noqa: ARG002  most answers never expire
        """Tells whether a stored answer still holds."""
        return True

    def present(self, task: T, stored: Stored[A]) -> R:
        """Returns an answer in the form in which it is used."""
        raise NotImplementedError


class _Done(Struct, frozen=True):
    """A job that was done: its key, its encoded value, its pieces, and whether the store has taken all of it."""

    key: str
    content: bytes
    pieces: Mapping[str, bytes]
    is_stored: bool


class Jobs:
    """Where jobs are done: with a store or without, by so many forks.

    With `remember` the answers of the last time are kept in memory as well: for a program that stays, such as a server.
    """

    def __init__(self, store: Store | None = None, workers: int = 1, *, remember: bool = False) -> None:
        self.store = store
        self.workers = workers
        self._recent: dict[type, dict[str, object]] | None = {} if remember else None

    @property
    def without_memory(self) -> "Jobs":
        """The same store and forks for the parts of a job, whose answers are needed once."""
        return Jobs(self.store, self.workers)

    def each(
        self,
        files: FileReader,
        tasks: Sequence[T],
        job: Job[T, A, R],
        digests: Mapping[str, bytes],
        *,
        on_fresh: Callable[[Sequence[R]], None] | None = None,
    ) -> list[R]:
        """Returns the answer for each task, in the order of the tasks.

        `digests` are those of all files, by path. `on_fresh` is called with the answers that had to be worked out.
        """
        keys = [job.key(task, [digests[path] for path in task.files]) for task in tasks]
        recent = {} if self._recent is None else self._recent.get(type(job), {})
        answers: dict[int, R] = {}
        missing = []
        for number, (task, key) in enumerate(zip(tasks, keys, strict=True)):
            if key in recent:
                answers[number] = recent[key]  # type: ignore[assignment]  # stored under the job's own type
            elif (stored := self._load(files, task, job, key)) is not None:
                answers[number] = job.present(task, stored)
            else:
                missing.append((number, task))
        # A file may be saved between its digest and its reading: what was worked out then has a key of its own.
        done = dict(self._work(files, missing, job))
        fresh = {number: job.present(tasks[number], stored) for number, (_, stored) in done.items()}
        if on_fresh:
            on_fresh([fresh[number] for number, _ in missing])
        answers |= fresh
        if self._recent is not None:
            final_keys = [done[number][0] if number in done else key for number, key in enumerate(keys)]
            self._recent[type(job)] = {key: answers[number] for number, key in enumerate(final_keys)}
        return [answers[number] for number in range(len(tasks))]

    def _load(self, files: FileReader, task: T, job: Job[T, A, R], key: str) -> Stored[A] | None:
        content = self.store.get(key) if self.store else None
        with suppress(ValueError):
            if content is not None and job.is_current(value := decode(content, job.kind())):
                return self._stored(files, task, job, key, value, {})
        return None

    def _work(
        self, files: FileReader, tasks: Sequence[tuple[int, T]], job: Job[T, A, R]
    ) -> list[tuple[int, tuple[str, Stored[A]]]]:
        spare_core = len(tasks) < self.workers

        def work(part: Sequence[tuple[int, T]]) -> list[tuple[int, _Done]]:
            answers = ((number, self._do(files, task, job, spare_core=spare_core)) for number, task in part)
            # Where there is no store, or where it cannot be written any more, the pieces stay in memory.
            return [(number, replace(answer, pieces={}) if answer.is_stored else answer) for number, answer in answers]

        parts = in_parallel(work, tasks, workers=self.workers if len(tasks) > _FEW else 1)
        by_number, answers = dict(tasks), [answer for part in parts for answer in part]
        # Said here, as each fork would say it for itself.
        self._say_unwritten(answer for _, answer in answers)
        return [
            (
                number,
                (
                    answer.key,
                    self._stored(
                        files, by_number[number], job, answer.key, decode(answer.content, job.kind()), answer.pieces
                    ),
                ),
            )
            for number, answer in answers
        ]

    def _say_unwritten(self, answers: Iterable[_Done]) -> None:
        if self.store and not all(answer.is_stored for answer in answers):
            say_unwritten(self.store.folder)

    def _do(self, files: FileReader, task: T, job: Job[T, A, R], *, spare_core: bool = False) -> _Done:
        """Does a job and stores its answer."""
        contents = {path: files.read(path) for path in task.files}
        key = job.key(task, [digest(content) for content in contents.values()])
        answer = job.do(task, contents, spare_core=spare_core)
        content, store = encode(answer.value), self.store
        # The value comes last: whoever finds it finds its pieces too.
        is_stored = (
            store is not None
            and all(store.put(_key_of_piece(key, name), piece) for name, piece in answer.pieces.items())
            and store.put(key, content)
        )
        return _Done(key, content, answer.pieces, is_stored)

    def _stored(
        self, files: FileReader, task: T, job: Job[T, A, R], key: str, value: A, pieces: Mapping[str, bytes]
    ) -> Stored[A]:
        in_memory = dict(pieces)
        restore = partial(self._restore, files, task, job, key, in_memory)
        read = partial(_piece, self.store, key, in_memory, restore)
        return Stored(value, key, Pieces(read, partial(_part, self.store, key, in_memory), restore))

    def _restore(self, files: FileReader, task: T, job: Job[T, A, R], key: str, in_memory: dict[str, bytes]) -> None:
        answer = self._do(files, task, job)
        if answer.key != key:
            raise WorkspaceError(f"{task.files[0]} was changed while it was read.", help="Build again.")
        self._say_unwritten([answer])
        # Whatever is wrong with the store, it is not asked again.
        in_memory.update(answer.pieces)


def _piece(
    store: Store | None, key: str, in_memory: Mapping[str, bytes], restore: Callable[[], None], name: str
) -> bytes:
    for _ in range(2):
        content = in_memory.get(name)
        if content is None and store:
            content = store.get(_key_of_piece(key, name))
        if content is not None:
            return content
        restore()
    raise WorkspaceError(f"{store and store.folder} cannot be read and written.", help="Build with RENCANA_CACHE=off.")


def _part(store: Store | None, key: str, in_memory: Mapping[str, bytes], name: str, start: int, length: int) -> bytes:
    if name in in_memory or store is None:
        return in_memory[name][start : start + length]
    return store.piece(_key_of_piece(key, name), start, length) or b""


def _key_of_piece(key: str, name: str) -> str:
    return key_of([key.encode(), name.encode()])


def open_jobs(root: Path, *, remember: bool = False) -> Jobs:
    """Returns the jobs of a workspace, with its store, by all cores."""
    return Jobs(open_store(root), cores(), remember=remember)


def open_page_jobs(root: Path, *, remember: bool = False) -> Jobs:
    """Returns the jobs of a workspace that make pages: without a store of the workspace, with one that is thrown away.

    The pages of a large site are never held in memory all at once.
    """
    return Jobs(open_store(root) or _temporary_store(), cores(), remember=remember)


def _temporary_store() -> Store:
    folder = Path(tempfile.mkdtemp(prefix="rencana-"))
    store = Store(folder)
    weakref.finalize(store, shutil.rmtree, folder, ignore_errors=True)
    return store
