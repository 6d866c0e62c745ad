"""The manual's page on other plugins is about the plugins that are really built."""

import re
from pathlib import Path

import yaml

HERE = Path(__file__).parent
MANUAL = HERE.parents[1] / "site" / "docs" / "manual" / "works-with.md"


def test_the_manual_names_each_plugin() -> None:
    """The table has one row for each plugin of the matrix, in its order; whoever adds one has to run `.ci/plugins`."""
    names = [plugin["name"] for plugin in yaml.safe_load((HERE / "plugins.yaml").read_text("utf-8"))["plugins"]]
    rows = re.findall(r"^\| (?:\[([^\]]+)\]\(|([a-z][^|]*?) \|)", MANUAL.read_text("utf-8"), re.MULTILINE)
    assert [linked or plain for linked, plain in rows][1:] == names
