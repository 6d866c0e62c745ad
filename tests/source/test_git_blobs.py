"""Contents of a repository are read one by one, by one git that waits."""

from pathlib import Path

import pytest
from gitted import commit, git, put, start

from rencana.errors import WorkspaceError
from rencana.source.git_blobs import BlobReader


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with one plan, in one commit."""
    folder = start(tmp_path / "repository")
    put(folder, "plans/a/plan.yaml", "campaign: {title: A}\n")
    commit(folder, "2026-01-01")
    return folder


def test_contents_are_read_by_their_names(root: Path) -> None:
    """A content is read again and again; one that is not there is said, and the next one is still read."""
    blob = git(root, "rev-parse", "HEAD:plans/a/plan.yaml")
    with BlobReader(root) as reader:
        for _ in range(2):
            assert reader.read(blob) == b"campaign: {title: A}\n"
            with pytest.raises(WorkspaceError, match="lacks the content"):
                reader.read("0" * 40)


def test_reader_starts_anew_after_its_git_has_ended(root: Path) -> None:
    """A git that was killed costs one answer; after the end of the reading it is started again where somebody asks."""
    blob = git(root, "rev-parse", "HEAD:plans/a/plan.yaml")
    reader = BlobReader(root)
    with reader:
        assert reader.read(blob)
    with reader:
        assert reader.read(blob)
