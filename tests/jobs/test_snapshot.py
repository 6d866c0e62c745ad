"""What lies in folders is noted; only files are read."""

import os
import sys
from pathlib import Path

import pytest

from rencana.jobs.snapshot import take_snapshot


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices have other names there")
def test_pipes_and_devices_are_not_read(tmp_path: Path) -> None:
    """A pipe that nobody writes to and a device that never ends are noted at once, and so is a file in their place."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "device").symlink_to("/dev/zero")
    before = take_snapshot([str(tmp_path)])
    assert sorted(Path(path).name for path in before.digests) == ["device", "pipe"]
    (tmp_path / "pipe").unlink()
    (tmp_path / "pipe").write_text("text")
    assert take_snapshot([str(tmp_path)], before).digest != before.digest
