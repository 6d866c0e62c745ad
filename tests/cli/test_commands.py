"""The command line as a whole: help, start-up, and ways out."""

import json
import subprocess
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from plain import check

from rencana.cli.commands import PLACES, rencana
from rencana.cli.interview import ask
from rencana.cli.new import offered
from rencana.cli.starter import KINDS, Days, PortfolioIds, answers, campaign, named, texts, workspace, yaml_text
from rencana.errors import WorkspaceError
from rencana.plan.workspace import open_workspace
from rencana.source import DiskTree, MemoryTree, read_yaml

PORTFOLIOS = {
    "starter": workspace("Kopi", "en")["plans/portfolio.yaml"].encode(),
    "pemula": workspace("Kopi", "id")["plans/portfolio.yaml"].encode(),
    "kopi": (Path(__file__).parents[2] / "plans" / "portfolio.yaml").read_bytes(),
    "museum": (
        b"format: 1\nlanguage: de\ncurrency: EUR\nteams: {education: E, shop: S}\n"
        b"goals: {visits: V, members: M}\nsources: {ga4: {title: G, method: counted}, till: T, guests: G}\n"
    ),
    "bare": b"format: 1\n",
}
"""Portfolios of all kinds: as `init` writes them, as they become, and one that says nothing."""
BARE = {
    *("audience-without-evidence", "kpi-without-collector", "kpi-without-source", "owner-missing"),
    "service-without-promise",
}
"""What a new plan lacks where the portfolio has no team and no source; it is not invented."""
OFFER = PortfolioIds(("education",), ("visits",), {"ga4": "counted"})
DAYS = Days(date(2026, 3, 1), date(2026, 5, 29), date(2026, 3, 29))


@pytest.mark.parametrize("name", PLACES)
def test_every_help_has_an_example(name: str) -> None:
    """Whoever asks for help with a command sees one that can be typed."""
    result = CliRunner().invoke(rencana, [name, "--help"])
    assert result.exit_code == 0
    assert f"Example: rencana {name}" in result.output


@pytest.mark.parametrize("words", [["check", "no\033]0;x\a"], ["no\033]0;x\a"], ["status", "no\033]0;x\a"]])
def test_an_error_does_not_steer_the_terminal(words: list[str], example: Path) -> None:
    """What was typed is told back without the signs that a terminal obeys."""
    command = [sys.executable, "-m", "rencana", *words]
    run = subprocess.run(command, cwd=example, capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert run.stderr
    assert run.stderr.replace("\n", "").isprintable()


@pytest.mark.parametrize("command", ["status", "due"])
def test_half_an_answer_is_never_printed(command: str, example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a plan cannot be measured, the answer for programs is one JSON that says why."""

    def fail(*_: object, **__: object) -> None:
        raise WorkspaceError("plans/x/plan.yaml is gone.")

    monkeypatch.setattr("rencana.jobs.pool.Jobs.each", fail)
    result = CliRunner().invoke(rencana, [command, "--format", "json", "-C", str(example)])
    assert isinstance(result.exception, WorkspaceError)
    assert json.loads(result.stdout)["failure"]["message"] == "plans/x/plan.yaml is gone."


@pytest.mark.parametrize(
    ("words", "absent"),
    [
        (["--help"], {"pydantic", "mkdocs", "jinja2", "babel"}),
        (["check", "--help"], {"pydantic", "mkdocs"}),
        (["check", "-q"], {"mkdocs"}),
    ],
    ids=["help", "help of check", "check"],
)
def test_starts_without_what_it_does_not_need(words: list[str], absent: set[str], example: Path) -> None:
    """Help comes without the model, and a check without MkDocs."""
    code = (
        "import sys; sys.argv = ['rencana', *sys.argv[1:]]\n"
        "from rencana.__main__ import main\n"
        "try:\n    main()\n"
        "except SystemExit as end:\n    print(end.code, *sorted({name.split('.')[0] for name in sys.modules}))\n"
    )
    done = subprocess.run([sys.executable, "-c", code, *words], cwd=example, capture_output=True, text=True, check=True)
    code_said, *loaded = done.stdout.splitlines()[-1].split()
    assert code_said == "0"
    assert not absent & set(loaded)


@pytest.mark.parametrize(
    ("words", "runs"),
    [
        (["check"], False),
        (["check", "--fix"], False),
        (["status"], False),
        (["due"], False),
        (["new", "other"], False),
        (["build", "--what"], True),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_reads_plans_runs_nothing(words: list[str], *, runs: bool, example: Path) -> None:
    """Templates and hooks of a workspace run code where a site is built, and nowhere else."""
    trace = example / "trace"
    (example / "templates" / "pages").mkdir(parents=True)
    call = f"{{{{ cycler.__init__.__globals__.os.mkdir('{trace}') }}}}"
    (example / "templates" / "pages" / "overview.html").write_text(call)
    (example / "site" / "hook.py").write_text(f"import os\nos.makedirs('{trace}', exist_ok=True)\n")
    settings = example / "site" / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "hooks: [hook.py]\n", encoding="utf-8")
    CliRunner().invoke(rencana, [*words, "-C", str(example)])
    assert trace.exists() is runs


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("portfolio", PORTFOLIOS)
def test_worked_examples_have_no_findings(portfolio: str, kind: str, language: str, tmp_path: Path) -> None:
    """A campaign that `new --from` writes has no finding, in both languages, whatever teams and sources there are."""
    findings = _findings_of_new(portfolio, ["--from", kind, "--language", language], tmp_path)
    assert findings <= (BARE if portfolio == "bare" else set())


@pytest.mark.parametrize("portfolio", PORTFOLIOS)
def test_new_without_a_terminal_is_clean(portfolio: str, tmp_path: Path) -> None:
    """`rencana new` that nobody can answer writes a plan without fault for the portfolio that is there."""
    assert _findings_of_new(portfolio, [], tmp_path) <= (BARE if portfolio == "bare" else set())


def _findings_of_new(portfolio: str, options: list[str], folder: Path) -> set[str]:
    """Returns the rules that find something in a new campaign; what they find elsewhere was there before."""
    (folder / "plans").mkdir()
    (folder / "plans" / "portfolio.yaml").write_bytes(PORTFOLIOS[portfolio])
    done = CliRunner().invoke(rencana, ["new", "test", "-C", str(folder), "--on", "2026-03-01", *options], input="")
    assert done.exit_code == 0, done.output
    tree = DiskTree(folder)
    findings = [
        finding for finding in check(tree, on=date(2026, 3, 1)).findings if finding.file.startswith("plans/test/")
    ]
    assert {finding.severity.value for finding in findings} <= {"note"}
    return {finding.rule for finding in findings}


def test_what_nobody_decided_is_marked() -> None:
    """A worked example says of each choice that nobody has made that it is an example."""
    text = campaign(answers("service", "en", OFFER, DAYS), "en")
    for key in ("owner", "serves", "evidence", "tier", "share", "rhythm", "cadence", "hours", "respond_within", "date"):
        [line] = [line for line in text.splitlines() if line.strip().startswith(f"{key}:")][:1]
        assert "# example: " in line, line


@pytest.mark.parametrize(
    "text",
    ["Iftar: iced", "50% off #now", '"quoted"', "@handle", "yes", "- dash", "a\nb", "☕ kopi", "{x}", "'", "2026", ""],
)
def test_whatever_is_typed_comes_back(text: str) -> None:
    """What somebody types into a question is read back from the plan to the letter."""
    data = read_yaml("p.yaml", f"a: {yaml_text(text)}\nb: 1\n".encode()).data
    assert data["b"] == "1"
    assert data["a"] == text or (text == "" and data["a"] != "")


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("portfolio", PORTFOLIOS)
def test_questions_follow_the_method(portfolio: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The five stages are asked in their order, and what was not asked is not in the plan: it is left to the author."""
    questions = []
    replies = {"type": "service", "quadrant": "educate", "platform": "whatsapp", "metric": "csat", "target": "85%"}

    def prompt(text: str, **options: Any) -> str:
        key = next(key for key, words in texts(language).items() if words == text).removeprefix("ask_")
        questions.append(key)
        if key in ("team", "goal", "source"):
            return str(options["type"].choices[-1])
        days = {"start": "2026-04-01", "end": "2026-06-30", "hours": "08:00-20:00"}
        return {**days, **replies}.get(key, f"{key}: with a colon #and a tag")

    monkeypatch.setattr(click, "prompt", prompt)
    shared = open_workspace(MemoryTree({"plans/portfolio.yaml": PORTFOLIOS[portfolio]})).shared
    text = campaign(ask(language, offered(shared), DAYS), language)
    order = ["type", "audience", "message", "platform", "metric"]
    assert [key for key in questions if key in order] == order
    assert ({"team", "goal", "source"} <= set(questions)) is (portfolio in ("kopi", "museum"))
    tree = MemoryTree({"plans/portfolio.yaml": PORTFOLIOS[portfolio], "plans/a/plan.yaml": text.encode()})
    checked = check(tree, on=date(2026, 3, 1))
    findings = [finding for finding in checked.findings if finding.file == "plans/a/plan.yaml"]
    assert {finding.severity.value for finding in findings} == {"note"}
    [plan] = [campaign.plan for campaign in checked.portfolio.campaigns.values()]
    assert plan.audiences["audience-with-a-colon-and-a-tag"].evidence == ()
    assert plan.interaction.respond_within is None
    assert plan.reviews == {}
    assert plan.channels["whatsapp"].rhythm == {}
    assert plan.content.pillars["main-pillar"].share is None
    assert str(plan.campaign.period.start) == "2026-04-01"


def test_a_campaign_does_not_end_before_it_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day of the end is asked again while it lies before the start, or is no day."""
    replies = iter(["T", "S", "2026-04-01", "2026-03-31", "2026-02-30", "2026-04-02"])
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: next(replies))
    with pytest.raises(StopIteration):
        ask("en", PortfolioIds(("education",)), DAYS)
    assert list(replies) == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Office workers", "office-workers"),
        ("  Zürich: Gäste!  ", "zürich-gäste"),
        ("X-Men", "main-audience"),
        ("disjoint", "main-audience"),
        ("☕", "main-audience"),
        ("people " * 20, "people-people-people-people-people-peopl"),
    ],
)
def test_an_audience_is_called_by_its_title(title: str, name: str) -> None:
    """The id of a new audience is made of its title, so that two campaigns do not call two audiences the same."""
    assert named(title) == name


def test_schema_is_printed_and_written(example: Path) -> None:
    """The schema comes to the terminal, or beside the plans."""
    result = CliRunner().invoke(rencana, ["schema", "portfolio"])
    assert '"$id": "https://rencana.example/schemas/portfolio-1.json"' in result.output
    (example / "plans" / "plan.schema.json").unlink()
    CliRunner().invoke(rencana, ["schema", "--write", "-C", str(example)], standalone_mode=False)
    assert (example / "plans" / "plan.schema.json").is_file()


def test_the_target_is_asked_until_it_is_one_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """What may be ten or ten thousand, or has another unit than its metric, is asked again."""
    answered = []

    def prompt(text: str, **options: Any) -> str:
        if text != texts("en")["ask_target"]:
            choices = getattr(options.get("type"), "choices", ["2026-04-01"])
            return "awareness" if "awareness" in choices else str(choices[0])
        for reply in ("10.000", "~1.231", "12%", "10_000"):
            with suppress(click.BadParameter):
                options["value_proc"](reply)
                answered.append(reply)
        return answered[-1]

    monkeypatch.setattr(click, "prompt", prompt)
    ask("en", OFFER, DAYS)
    assert answered == ["10_000"]
