"""What the keys of all jobs on a campaign have in common: its files."""

from collections.abc import Iterator, Sequence


def file_parts(paths: Sequence[str], digests: Sequence[bytes]) -> Iterator[bytes]:
    """Yields the parts of a key that speak of files: the path of each, and its digest."""
    for path, digest in zip(paths, digests, strict=True):
        yield path.encode()
        yield digest
