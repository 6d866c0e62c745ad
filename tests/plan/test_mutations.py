"""Whatever happens to a plan, in its bytes or its structure, the way from file to page ends in findings or in pages."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from distort import HOW, change_part, paths_of
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from plain import build, check

from rencana.render.subject.kit import Show
from rencana.source import MemoryTree

ROOT = Path(__file__).parents[2]
FILES = {str(path.relative_to(ROOT)): path.read_bytes() for path in (ROOT / "plans").rglob("*") if path.is_file()}
PLANS = sorted(name for name in FILES if name.endswith("plan.yaml"))
TABLES = sorted(name for name in FILES if name.endswith(".csv"))
VALUES: list[Any] = ["", "word", "5", "14%", "2026-02-30", "iftar - 3d", "none", "a: b", [], {}, ["x"], {"x-own": "y"}]


def _run(files: dict[str, bytes]) -> None:
    """Reads, checks and renders; any exception is a fault of ours."""
    checked = check(MemoryTree(files))
    assert all(finding.message and finding.span.line >= 1 and finding.span.column >= 1 for finding in checked.findings)
    all_readable = len(checked.portfolio.campaigns) == len(PLANS)
    refused = any(finding.code.startswith("PLN") for finding in checked.findings)
    event(f"reached the model: {all_readable or refused}")
    with TemporaryDirectory() as folder:
        for name, content in files.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        for page in build(Path(folder), on=date(2026, 3, 1), show=Show(rulebook=False)).pages.pages:
            if page.kind in {"overview", "strategy", "measurement", "unreadable", "home"}:
                assert page.body().html


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_structure(data: st.DataObject) -> None:
    """Values are exchanged or doubled, keys renamed or taken out, anywhere in a plan."""
    name = data.draw(st.sampled_from(PLANS))
    plan = yaml.load(FILES[name], Loader=yaml.BaseLoader)
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(list(paths_of(plan))))
        change_part(plan, path, data.draw(st.sampled_from(HOW)), data.draw(st.sampled_from(VALUES)))
    _run({**FILES, name: yaml.safe_dump(plan, allow_unicode=True, sort_keys=False).encode()})


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_bytes(data: st.DataObject) -> None:
    """Bytes are cut out of a plan or a table, and others put in."""
    name = data.draw(st.sampled_from([*PLANS, *TABLES]))
    content = FILES[name]
    start = data.draw(st.integers(0, len(content)))
    end = min(len(content), start + data.draw(st.integers(0, 30)))
    junk = data.draw(
        st.one_of(st.binary(max_size=4), st.text(alphabet=":#-\"'{}[],&*\n\t é\u2028", max_size=6).map(str.encode))
    )
    _run({**FILES, name: content[:start] + junk + content[end:]})
