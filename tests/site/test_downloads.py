"""What people download from the site and open in a spreadsheet."""

import csv
import io
import re
import unicodedata
from pathlib import Path

from click.testing import CliRunner

from rencana.cli.commands import rencana

FORMULAS = (
    *(
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(1+1)",
        "'=1+1",
        '=HYPERLINK("https://evil.example")',
    ),
    *("\uff1d1+1", "\uff0bcmd", "\uff0d2+3", "\uff20SUM(1)", "\ufe621+1"),
    *("  =1+1", "\u00a0=1+1", "\u3000\uff1d1+1"),
)
PORTFOLIO = """format: 1
organisation: "=1+1"
teams: {team: {title: "=1+1"}}
goals: {goal: {title: "-1+1"}}
sources: {desk: {title: "+1", method: counted}}
"""
PLAN = """campaign:
  title: "=1+1"
  owner: team
  period: {start: 2026-01-01, end: 2026-06-30}
objectives: {seen: {type: awareness, statement: "=1+1", serves: [goal], yardsticks: [views]}}
audiences: {all: {title: "=1+1", profile: "=1+1", platforms: {instagram: {active: true}}}}
channels: {instagram: {title: "=1+1", kind: owned}}
measurement:
  kpis:
    views: {metric: views, baseline: 10, targets: [{value: 900, by: 2026-06-30}], sources: [desk]}
    net-follower-growth: {metric: net-follower-growth, targets: [{value: -5, by: 2026-06-30}], sources: [desk]}
"""
NUMBER = re.compile(r"[+-]?[0-9][0-9_.]*( ?(%|pp))?")


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _workspace(folder: Path) -> None:
    campaign = folder / "plans" / "c"
    (campaign / "readings").mkdir(parents=True)
    (folder / "site" / "docs").mkdir(parents=True)
    (folder / "site" / "docs" / "about.md").write_text("# About\n")
    (folder / "site" / "mkdocs.yml").write_text(
        "site_name: x\nsite_dir: public\ntheme: {name: material, font: false}\nplugins: [rencana: {at: ''}]\n"
    )
    (folder / "plans" / "portfolio.yaml").write_text(PORTFOLIO)
    (campaign / "plan.yaml").write_text(PLAN)
    rows = [f"i{number},{','.join([_quoted(text)] * 4)}" for number, text in enumerate(FORMULAS)]
    (campaign / "calendar.csv").write_text("\n".join(["id,title,copy,note,x-own", *rows, ""]), encoding="utf-8")
    rows = [
        f"2026-02-{number + 1:02},net-follower-growth,-{number + 1},desk,{_quoted(text)}"
        for number, text in enumerate(FORMULAS)
    ]
    text = "\n".join(["end,metric,value,source,note", *rows, ""])
    (campaign / "readings" / "r.csv").write_text(text, encoding="utf-8")


def _runs(cell: str) -> bool:
    """Tells whether a spreadsheet could run a cell: by its first sign that is seen, in whatever width it is written."""
    plain = unicodedata.normalize("NFKC", "".join(sign for sign in cell if sign.isprintable())).lstrip()
    return not NUMBER.fullmatch(cell) and (plain[:1] in ("=", "+", "-", "@") or cell[:1] in ("\t", "\r"))


def test_no_table_of_the_site_holds_a_formula(tmp_path: Path) -> None:
    """In no CSV file that a build writes, whichever there are, does a cell run; numbers below zero stay numbers."""
    _workspace(tmp_path)
    done = CliRunner().invoke(rencana, ["build", "-C", str(tmp_path), "--on", "2026-03-01"], standalone_mode=False)
    assert done.exception is None, done.output
    texts = {str(path): path.read_text(encoding="utf-8") for path in (tmp_path / "site" / "public").rglob("*.csv")}
    table = CliRunner().invoke(rencana, ["status", "-C", str(tmp_path), "--on", "2026-03-01", "--format", "csv"])
    texts["status"] = table.output
    cells = {name: [cell for row in csv.reader(io.StringIO(text)) for cell in row] for name, text in texts.items()}
    assert [(name, cell) for name in cells for cell in cells[name] if _runs(cell)] == []
    written = {cell for name in cells for cell in cells[name]}
    assert {text.strip() for text in FORMULAS} <= {cell.removeprefix("'").strip() for cell in written}
    assert {"-1", "-14", "-5"} <= written


def test_one_module_writes_tables() -> None:
    """Only one module writes CSV, so that a table of tomorrow is as harmless as those of today."""
    package = Path(__file__).parents[2] / "generator" / "rencana"
    writers = [
        path for path in package.rglob("*.py") if re.search(r"csv\.(writer|DictWriter)", path.read_text("utf-8"))
    ]
    # The other one is no table of ours: it writes a user's own table anew, with commas, in place of the former.
    assert sorted(path.name for path in writers) == ["csv_file.py", "spreadsheet.py"]
