"""What `rencana new` asks on a terminal where a plan begins from an earlier one, and what it refuses."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from rencana.cli.commands import rencana
from rencana.errors import UsageError
from rencana.source import read_yaml

TERMINAL = SimpleNamespace(stdin=SimpleNamespace(isatty=lambda: True))


def header(root: Path) -> object:
    """The first part of the new plan."""
    path = root / "plans" / "next" / "plan.yaml"
    return read_yaml("plans/next/plan.yaml", path.read_bytes()).data["campaign"]


@pytest.mark.parametrize(
    ("words", "answers", "period"),
    [
        ([], "Alamat\n2027-08-01\n\n", {"start": "2027-08-01", "end": "2027-11-27"}),
        (["--title", "Alamat", "--end", "2027-11-27"], "\n", {"start": "2027-08-01", "end": "2027-11-27"}),
        (
            ["--title", "Alamat", "--start", "2027-01-01", "--end", "2027-01-02"],
            "",
            {"start": "2027-01-01", "end": "2027-01-02"},
        ),
    ],
)
def test_only_what_nobody_has_said_is_asked(
    example: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], answers: str, period: dict[str, str]
) -> None:
    """Title and days are asked as far as no option says them; the earlier length is offered."""
    monkeypatch.setattr("rencana.cli.new.sys", TERMINAL)
    command = ["new", "next", "--like", "plans/kopi-dari-gayo-2025/", "-C", str(example), *words]
    result = CliRunner().invoke(rencana, command, input=answers)
    assert result.exception is None
    part = header(example)
    assert isinstance(part, dict)
    assert (part["title"], part["period"]) == ("Alamat", period)


def test_without_a_terminal_nothing_is_asked(example: Path) -> None:
    """What no option says stays open; the name of the campaign stands in for its title."""
    CliRunner().invoke(rencana, ["new", "next", "--like", "ramadan-dingin-2026", "-C", str(example)])
    part = header(example)
    assert isinstance(part, dict)
    assert part["title"] == "Next"
    assert "period" not in part


@pytest.mark.parametrize("words", [["--title", " "], ["--start", "2500-01-01"], ["--end", "1000-01-01"]])
def test_what_no_plan_may_hold_is_refused(example: Path, words: list[str]) -> None:
    """A title or a day that could not be read in a plan is refused before anything is written."""
    for more in ([], ["--like", "ramadan-dingin-2026"]):
        result = CliRunner().invoke(rencana, ["new", "next", "-C", str(example), *words, *more])
        assert isinstance(result.exception, UsageError)
        assert not (example / "plans" / "next").exists()


def test_remark_comes_along(example: Path) -> None:
    """What was set aside with a reason is set aside in the next plan too, where the same is found."""
    CliRunner().invoke(rencana, ["new", "next", "--like", "ramadan-dingin-2026", "-C", str(example)])
    text = (example / "plans" / "next" / "plan.yaml").read_text(encoding="utf-8")
    assert "    # rencana: ignore[source-forgets] Hanya pendamping; story tidak ikut dihitung.\n    simpanan:\n" in text
