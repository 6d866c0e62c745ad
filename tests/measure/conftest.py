"""What several tests of numbers share: an engine that knows nothing of our code."""

from pathlib import Path

import pytest
from warehouse import Warehouse


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    """An engine with a folder of its own."""
    return Warehouse(tmp_path)
