"""The command line as a whole: help, start-up, and ways out."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from plain import check

from rencana.cli.commands import PLACES, rencana
from rencana.cli.starter import KINDS, Days, answers, ask, campaign, texts, yaml_text
from rencana.source import MemoryTree, read_yaml

PORTFOLIO = b"format: 1\nteams: {social-team: S}\ngoals: {growth: G}\nsources: {platform-report: P, survey: S}\n"


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


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("kind", KINDS)
def test_worked_examples_have_no_findings(kind: str, language: str) -> None:
    """A campaign that `new --from` writes is a plan without fault, in both languages."""
    text = campaign(answers(kind, language), language, Days(date(2026, 3, 1), date(2026, 5, 29), date(2026, 3, 29)))
    tree = MemoryTree({"plans/portfolio.yaml": PORTFOLIO, "plans/a/plan.yaml": text.encode()})
    assert check(tree, on=date(2026, 3, 1)).findings == ()


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
def test_questions_follow_the_method(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The five stages are asked in their order: channels come after content, and the answers make a valid plan."""
    questions = []
    given = {"type": "service", "quadrant": "educate", "platform": "whatsapp", "metric": "csat", "target": "85%"}

    def prompt(text: str, **_: object) -> str:
        key = next(key for key, words in texts(language).items() if words == text).removeprefix("ask_")
        questions.append(key)
        return {"hours": "08:00-20:00", **given}.get(key, f"{key}: with a colon #and a tag")

    monkeypatch.setattr(click, "prompt", prompt)
    text = campaign(ask(language), language, Days(date(2026, 3, 1), date(2026, 5, 29), date(2026, 3, 29)))
    order = ["type", "audience", "message", "platform", "metric"]
    assert [key for key in questions if key in order] == order
    tree = MemoryTree({"plans/portfolio.yaml": PORTFOLIO, "plans/a/plan.yaml": text.encode()})
    assert check(tree, on=date(2026, 3, 1)).findings == ()


def test_schema_is_printed_and_written(example: Path) -> None:
    """The schema comes to the terminal, or beside the plans."""
    result = CliRunner().invoke(rencana, ["schema", "portfolio"])
    assert '"$id": "https://rencana.example/schemas/portfolio-1.json"' in result.output
    (example / "plans" / "plan.schema.json").unlink()
    CliRunner().invoke(rencana, ["schema", "--write", "-C", str(example)], standalone_mode=False)
    assert (example / "plans" / "plan.schema.json").is_file()
