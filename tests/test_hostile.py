"""What `check` passes, `build` and `render` build: every string of the language, with values that nobody should write.

The places are read off the types of the language, so a new key is tried as soon as it is there.
"""

import html
import re
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

import pytest
from hostile import (
    IDS,
    LONGEST_CELL,
    PLAN,
    PORTFOLIO,
    SHAPES,
    TEXTS,
    campaigns,
    data_of,
    file_of,
    hostile,
    portfolio_of,
    replaced,
    sample,
    tables_of,
)

from rencana.finding import Finding, Severity
from rencana.jobs.pool import Jobs, open_page_jobs
from rencana.pipeline import check, publish
from rencana.plan.shared import Shared
from rencana.plan.workspace import open_workspace
from rencana.render.subject.kit import Show
from rencana.site.build import build_quickly
from rencana.site.markdown_tree import write_tree
from rencana.source import MemoryTree
from rencana.source.portable import LONGEST, objection, same_file

ON = date(2026, 3, 1)
SETTINGS = """site_name: Test
docs_dir: docs
site_dir: public
theme: {name: material, font: false}
plugins: [search, {rencana: {on: 2026-03-01, rulebook: false}}]
"""

NAMELESS_KEYS = {f"plans/own-{SHAPES.index({'': ''})}/plan.yaml"}
"""The one shape that is no YAML of ours at all, as its key is empty."""

Files = dict[str, bytes]


def errors_of(files: Files) -> list[Finding]:
    """What makes `build --strict` fail."""
    findings = check(open_workspace(MemoryTree(files), on=ON), Jobs()).findings
    return [finding for finding in findings if finding.severity is Severity.ERROR]


class Parted(NamedTuple):
    """All hostile campaigns: those that pass, without rows that do not; all others; and the errors."""

    passing: Files
    others: Files
    errors: list[Finding]


@pytest.fixture(scope="module")
def parted() -> Parted:
    """All hostile campaigns, by whether they pass."""
    files = {"plans/portfolio.yaml": portfolio_of(PORTFOLIO)}
    files |= {f"plans/{id}/{name}": text for id, all in campaigns() for name, text in all.items()}
    errors = errors_of(files)
    plans = {finding.file for finding in errors}
    rows = {(finding.file, finding.span.line) for finding in errors if finding.file.endswith(".csv")}
    passing: Files = {}
    for path, content in files.items():
        if path.endswith(".csv"):
            lines = content.split(b"\n")
            passing[path] = b"\n".join(line for at, line in enumerate(lines, 1) if (path, at) not in rows)
        elif path not in plans:
            passing[path] = content
    # A table with signs that no file may hold is refused whole.
    tables = {path: passing[path] for path in passing if "/cells-" in path or path.count("/") == 1}
    refused = {finding.file.split("/")[1] for finding in errors_of(tables)}
    passing = {path: content for path, content in passing.items() if path.split("/")[1] not in refused}
    others = {
        path: content for path, content in files.items() if path not in passing or path.endswith("portfolio.yaml")
    }
    return Parted(passing, others, errors)


def lost_links(public: Path) -> list[str]:
    """Links of a site that lead to nothing in it."""
    lost = set()
    for page in (page for page in public.rglob("*.html") if page.name != "404.html"):
        for href in set(_LINK.findall(page.read_text(encoding="utf-8"))):
            address = urlsplit(html.unescape(href))
            # A picture that prose names need not exist.
            if not address.scheme and not address.netloc and address.path and "assets/a" not in address.path:
                target = page.parent / unquote(address.path)
                if not (target / "index.html" if target.is_dir() else target).is_file():
                    lost.add(f"{page.relative_to(public)}: {href}")
    return sorted(lost)


_LINK = re.compile(r'(?:href|src)="([^"]*)"')


def workspace(folder: Path, files: Files) -> Path:
    """A workspace on disk, with a site."""
    for path, content in {**files, "site/mkdocs.yml": SETTINGS.encode(), "site/docs/index.md": b"# Home\n"}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def test_what_passes_is_built(parted: Parted, tmp_path: Path) -> None:
    """Each value that has no finding comes as far as a page: the site is built strictly, and rendered."""
    texts = {at for at, text in enumerate(TEXTS) if f"plans/text-{at}-taken/plan.yaml" in parted.passing}
    assert texts == {at for at, text in enumerate(TEXTS) if text.isprintable() or text in ("a\u202eb", "\ufeff")}
    assert {f"plans/id-{at}/plan.yaml" for at in range(len(IDS))} <= parted.passing.keys()
    assert {f"plans/own-{at}/plan.yaml" for at in range(len(SHAPES))} - parted.passing.keys() == NAMELESS_KEYS
    root = workspace(tmp_path, parted.passing)
    assert build_quickly(root, on=ON, strict=True).written > 1500
    assert write_tree(tmp_path / "tree", publish(root, open_page_jobs(root), on=ON)).changed > 1500
    public = tmp_path / "site" / "public"
    assert lost_links(public) == []
    for path in public.rglob("*"):
        assert not objection(path.name), path
        assert len(path.name.encode()) <= LONGEST + len(".html"), path
    paths = sorted(path.as_posix() for path in public.rglob("*"))
    assert len({same_file(path) for path in paths}) == len(paths)


def test_what_is_refused_is_shown_as_refused(parted: Parted, tmp_path: Path) -> None:
    """A plan with a value that is refused has its findings, and never harms the site of the others."""
    folders = {path.split("/")[1] for path in parted.others} - {"portfolio.yaml"}
    assert folders == {finding.file.split("/")[1] for finding in parted.errors} & folders
    root = workspace(tmp_path, parted.others)
    assert build_quickly(root, on=ON).written > len(folders)
    assert write_tree(tmp_path / "tree", publish(root, open_page_jobs(root), on=ON)).changed > len(folders)


def test_all_rules_take_what_passes(parted: Parted) -> None:
    """No rule stumbles over what a plan may hold."""
    files = {**parted.passing, "plans/portfolio.yaml": file_of(PORTFOLIO)}
    findings = check(open_workspace(MemoryTree(files), on=ON), Jobs()).findings
    assert {finding.rule for finding in findings} > {"item-in-pause", "declared-unused"}


@pytest.mark.parametrize("shape", [*TEXTS, *SHAPES, LONGEST_CELL[:3000]], ids=lambda shape: ascii(shape)[:20])
def test_every_value_of_the_portfolio(shape: Any, tmp_path: Path) -> None:
    """Whatever stands in portfolio.yaml ends in findings or in pages."""
    plan = {"campaign": {"title": "Test"}}
    taken = data_of(Shared, hostile(shape, taken=True) if isinstance(shape, str) else sample, shape)
    portfolios = [taken, *(replaced(PORTFOLIO, (key,), shape) for key in PORTFOLIO)]
    for number, portfolio in enumerate(portfolios):
        files = {"plans/portfolio.yaml": file_of(portfolio), "plans/test/plan.yaml": file_of(plan)}
        if not errors_of(files):
            site = publish(workspace(tmp_path, files), Jobs(), on=ON, show=Show(rulebook=False))
            assert write_tree(tmp_path / f"tree-{number}", site)


@pytest.mark.parametrize("name", ["calendar.csv", "readings.csv"])
def test_longest_cell(name: str, tmp_path: Path) -> None:
    """A cell that Python's reader of tables does not take by itself is no end of the run."""
    table = tables_of(LONGEST_CELL)[name == "readings.csv"]
    files = {"plans/portfolio.yaml": file_of(PORTFOLIO), "plans/a/plan.yaml": file_of(PLAN), f"plans/a/{name}": table}
    assert {finding.file for finding in errors_of(files)} > {f"plans/a/{name}"}
    assert write_tree(tmp_path / "tree", publish(workspace(tmp_path, files), Jobs(), on=ON)).changed
