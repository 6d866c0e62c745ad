"""What the keys of all jobs on a campaign have in common: its id, and its files."""

from collections.abc import Iterator, Sequence

from rencana.plan.layout import Folder


def folder_parts(folder: Folder, digests: Sequence[bytes]) -> Iterator[bytes]:
    """Yields the parts of a key that speak of a campaign's folder: the path of each file, and its digest."""
    yield from (folder.id.encode(), folder.obstacle.encode())
    for path, digest in zip(folder.files, digests, strict=True):
        yield path.encode()
        yield digest
