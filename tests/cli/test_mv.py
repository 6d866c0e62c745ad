"""A campaign gets another name whole or not at all, and old links lead on."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from rencana.cli.commands import rencana
from rencana.cli.mv import more_findings
from rencana.errors import RencanaError
from rencana.finding import Finding, Severity

OLD, NEW = "kopi-dari-gayo-2025", "alamat-kopi-2025"


def files_of(root: Path) -> dict[str, bytes]:
    """All files of the plans."""
    plans = root / "plans"
    return {path.relative_to(plans).as_posix(): path.read_bytes() for path in plans.rglob("*") if path.is_file()}


def rename(root: Path, *words: str) -> BaseException | None:
    """Renames, and returns what stopped it."""
    return CliRunner().invoke(rencana, ["mv", OLD, NEW, "-C", str(root), *words]).exception


@pytest.fixture
def two(example: Path) -> Path:
    """The example workspace, in which another plan names the campaign; that plan has the line ends of Windows."""
    plan = example / "plans" / "kantin-kampus-2026" / "plan.yaml"
    text = plan.read_text(encoding="utf-8").replace("  state: draft\n", f"  state: draft\n  part_of: {OLD}\n")
    plan.write_bytes(text.replace("\n", "\r\n").encode())
    return example


def test_only_what_names_it_changes(two: Path) -> None:
    """The folder, `was` and `part_of` change; comments, order, quotes and line ends stay."""
    before = files_of(two)
    assert rename(two) is None
    expected = {name.replace(OLD, NEW): content for name, content in before.items()}
    plan, other = f"{NEW}/plan.yaml", "kantin-kampus-2026/plan.yaml"
    expected[plan] = expected[plan].replace(
        b"  tags: [origin, film]\n", f"  tags: [origin, film]\n  was: [{OLD}]\n".encode()
    )
    expected[other] = expected[other].replace(OLD.encode(), NEW.encode())
    assert files_of(two) == expected


def test_dry_run_writes_nothing(two: Path) -> None:
    """What would change is shown, and stays as it is."""
    before = files_of(two)
    result = CliRunner().invoke(rencana, ["mv", OLD, NEW, "--dry-run", "-C", str(two)])
    assert f"+  part_of: {NEW}" in result.output
    assert f"+  was: [{OLD}]" in result.output
    assert files_of(two) == before


@pytest.mark.parametrize("step", ["rename", "replace"])
def test_nothing_is_half_done(two: Path, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the folder, or the second of two files, cannot be written, all is as it was."""
    before, calls = files_of(two), list[Path]()
    real = getattr(Path, step)

    def fail(path: Path, target: Path) -> Path:
        calls.append(path)
        if "plans" in path.parts and (step == "rename" or len(calls) == 2):
            raise PermissionError(13, "Permission denied")
        result: Path = real(path, target)
        return result

    monkeypatch.setenv("RENCANA_CACHE", "off")
    monkeypatch.setattr(Path, step, fail)
    assert isinstance(rename(two), RencanaError)
    assert calls
    assert files_of(two) == before


def test_old_links_lead_on(two: Path) -> None:
    """After a build each page of the former name leads to that of today."""
    assert rename(two) is None
    assert CliRunner().invoke(rencana, ["build", "-q", "-C", str(two)]).exit_code == 0
    old, new = (two / "site" / "public" / "plans" / name for name in (OLD, NEW))
    pages = {path.relative_to(new) for path in new.rglob("index.html")}
    assert pages
    assert {path.relative_to(old) for path in old.rglob("index.html")} == pages
    assert f"../../{NEW}/strategy/" in (old / "strategy" / "index.html").read_text(encoding="utf-8")


def test_link_is_not_renamed(two: Path) -> None:
    """A folder that is a link is left alone: what it leads to has a name of its own."""
    (two / "elsewhere").mkdir()
    (two / "plans" / OLD).rename(two / "plans" / "real-one")
    (two / "plans" / OLD).symlink_to("real-one")
    assert isinstance(rename(two), RencanaError)
    assert (two / "plans" / OLD).is_symlink()


def test_more_of_a_kind_stops_it() -> None:
    """Findings are counted by rule and weight: places and words change with a name."""
    old, new = (Finding("a", "A1", Severity.ERROR, file, "x") for file in ("old", "new"))
    assert more_findings((old,), (new,)) is None
    assert more_findings((old,), (new, new)) == new
    unused = Finding("ignore-unused", "A2", Severity.NOTE, "new", "x")
    assert more_findings((), (unused,)) is None
