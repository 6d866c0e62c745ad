"""Checks the workspace on disk as quickly as may be: where nothing has changed, the answer is that of the last time.

What reads and checks plans is imported only where something has to be read.
"""

import json
import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct

from rencana.choice import RuleChoice
from rencana.finding import Finding
from rencana.jobs.store import Store, key_of
from rencana.source.decode import decode
from rencana.source.tree import DiskTree, MemoryTree, digests_of
from rencana.workspace import today


class Examined(Struct, frozen=True):
    """What was found in a workspace, sorted by place, with its files as they were read."""

    findings: tuple[Finding, ...]
    plans: int
    contents: Mapping[str, bytes]

    def text(self, path: str) -> str:
        """Returns the text of a file, to show the line of a finding."""
        return decode(path, self.contents[path]).text if path in self.contents else ""


def examine(root: Path, *, choice: RuleChoice, on: date | None, cache: Store | None, jobs: int) -> Examined:
    """Finds what is wrong with the plans of a workspace; with the cache or without it, the findings are the same."""
    disk = DiskTree(root)
    contents = {path: disk.read(path) for path in disk.paths()}
    tree = MemoryTree(contents)
    sums = digests_of(tree)
    asked = [repr((choice, str(on))).encode(), *(part for path, sum in sums.items() for part in (path.encode(), sum))]
    key = key_of([b"check", *asked])
    held = json.loads(found) if cache and (found := cache.get(key)) else None
    if held and held["on"] == str(today(held["timezone"], on, os.environ)):
        return Examined(tuple(map(Finding.from_row, held["findings"])), held["plans"], contents)

    from rencana.pipeline import look_over  # noqa: PLC0415  an answer of the last time should not wait for it

    seen = look_over(tree, sums, choice=choice, on=on, cache=cache, jobs=jobs)
    if cache:
        rows = [one.as_row() for one in seen.findings]
        said = {"on": str(seen.on), "timezone": seen.shared.timezone, "plans": seen.plans, "findings": rows}
        cache.put(key, json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass"))
        cache.prune()
    return Examined(seen.findings, seen.plans, contents)
