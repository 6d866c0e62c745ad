"""What the fuzz verb starts from: every workspace of the repository, one campaign each, and texts that do harm."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from casefiles import Files, read_files

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases"
SETTINGS = b"""site_name: Test
docs_dir: docs
site_dir: public
theme: {name: material, font: false}
plugins: [search, {rencana: {on: 2026-03-01, findings: true}}]
"""
SITE: Files = {"site/mkdocs.yml": SETTINGS, "site/docs/about.md": b"# About\n"}
PORTFOLIO = b"format: 1\nteams: {social-team: Social}\nsources: {panel: Panel}\n"

MANY = 300
CONTROLS = [chr(sign) for sign in (*range(0x20), *range(0x7F, 0xA0))]
TURNING = list("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029\ufeff\u200b\u200d\u00ad")
SCRIPTS = [
    "Ünïcödé",
    "汉字",
    "हिन्दी",
    "العربية",
    "עברית",
    "ไทย",
    "👩‍👩‍👧‍👦",
    "🏳️‍🌈",
    "İıŞş",
    "ß",
    "ﬀ",
    "Å",
    "A\u030a" * 9,
    "ｆｕｌｌ",
    "ǅ",
]
NUMBERS = [
    *("0", "-0", "+0", "00", "0x1F", "0b1", "0o7", "1e999", "-1e999", "1e-999", "NaN", ".inf", "inf", "-.5", "5.", "."),
    *(
        "1_000",
        "1,000",
        "1.000",
        "1'000",
        "1 000",
        "12.000",
        "9,5",
        "٣٤",
        "１２",
        "½",
        "1/3",
        "9" * 400,
        "0." + "1" * 400,
    ),
    *(
        "1e5",
        "5%",
        "-5%",
        "5 %",
        "5pp",
        "+5pp",
        "500%",
        "4.2M",
        "4.2k IDR",
        "100 IDR",
        "100 XXX",
        "IDR",
        "$5",
        "~5",
        ">5",
    ),
    *("<5", "1..2", "2..1", "1..", "..1", "2h 30m", "-2h", "99999999h", "1:30", "{min: 5, max: 1}"),
]
DATES = [
    *(
        "2026-02-30",
        "0000-01-01",
        "0001-01-01",
        "9999-12-31",
        "10000-01-01",
        "2026-1-1",
        "2026-02",
        "2026-Q1",
        "2026-Q5",
    ),
    *("2026", "FY2025-26", "FY2025-27", "2026-02-18T00:00:00Z", "2026-02-18 24:00", "25:00", "12:30", "19:00-18:00"),
    *("today", "open", "goal", "iftar - 3d", "- 3d", "iftar + 99999999999d", "monday", "every day", "monday 09:00"),
    *("2026-01-01..2026-02-01", "100 days", "99999999999 days", "-5 days", "2026-02-18 - 2026-01-01", "1999-12-31"),
]
WORDS = [
    *(
        "",
        " ",
        "~",
        "null",
        "Null",
        "true",
        "NO",
        "yes",
        "on",
        "off",
        "none",
        "unknown",
        "elsewhere",
        "all",
        "undefined",
    ),
    *("x-", "x-own", "X-Own", "title", "a" * 256, "a" * 5000, "-", "--", "a--b", "-a", "a-", "a b", "A", "a.b", "a/b"),
    *("..", ".", "../x", "/", "\\", "a\\b", "con", "nul", "aux", "com1", "CON.txt", "index", "plan", "assets", "kpis"),
    *(
        "__proto__",
        "constructor",
        "__class__",
        "self",
        "{}",
        "{0}",
        "{x}",
        "%s",
        "%(x)s",
        "%n",
        "$x",
        "${x}",
        "{{7*7}}",
    ),
    *(
        "{% raw %}",
        "{# x",
        "{{ x",
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "' OR 1=1 --",
        "`id`",
    ),
    *(
        "]]>",
        "<!--",
        "-->",
        "</div>",
        "&amp;",
        "&#0;",
        "&nosuch;",
        "=1+1",
        "@x",
        "+1",
        "|cmd",
        "\\",
        "\\\\",
        "'",
        '"',
        '""',
    ),
    *("[a](javascript:alert(1))", "![a](assets/../x)", "![a](http://a.example/x.png)", "<http://a.example>", "[" * 200),
    *(
        "> " * 200,
        "1. " * 200,
        "*" * 200,
        "_a" * 200,
        "<a " * 300,
        "`" * 99,
        "[x][y]\n\n[y]: z",
        "a\nb",
        "a\n\n\nb",
        "\t",
    ),
    *(
        "http://",
        "https://a.example/?q=ü",
        "https://[::1",
        "https://a.example:99999/",
        "mailto:a@b.example",
        "//x",
        "file:///x",
    ),
    *(
        "assets/none.png",
        "assets/../../x.png",
        "assets/",
        "a: b",
        "a # b",
        "- a",
        "? a",
        "! a",
        "&a b",
        "*a",
        "%a",
        "@a",
    ),
]


@cache
def harmful() -> tuple[str, ...]:
    """Returns texts that have upset a program somewhere."""
    marked = [f"a{sign}b" for sign in (*CONTROLS, *TURNING)]
    return tuple(dict.fromkeys([*WORDS, *NUMBERS, *DATES, *SCRIPTS, *(script * MANY for script in SCRIPTS), *marked]))


def _campaign(content: bytes, name: str = "plan.yaml", portfolio: bytes = PORTFOLIO) -> Files:
    return {"plans/portfolio.yaml": portfolio, f"plans/case/{name}": content}


def _workspaces() -> Iterator[Files]:
    """Yields workspaces of whoever wrote the repository."""
    for root in (ROOT, *sorted((CASES / "real").glob("*/"))):
        plans = {f"plans/{name}": entry for name, entry in read_files(root / "plans").items()}
        for folder in sorted({name.split("/")[1] for name in plans if name.count("/") > 1}):
            yield {name: entry for name, entry in plans.items() if name.count("/") == 1 or name.split("/")[1] == folder}
        yield plans
    for root in (CASES / "site" / "workspace", *sorted((ROOT / "tests" / "measure" / "cases").glob("*/"))):
        yield {name: entry for name, entry in read_files(root).items() if name.startswith("plans/")}


@cache
def bases() -> tuple[Files, ...]:
    """Returns all workspaces that a case can start from; each has a site."""
    workspaces = [*_workspaces()]
    base = {f"plans/{name}": entry for name, entry in read_files(CASES / "rules" / "base" / "plans").items()}
    workspaces.append(base)
    rules = sorted(path for path in (CASES / "rules").glob("*/*.yaml") if path.parent.name != "base")
    workspaces += [base | _campaign(path.read_bytes()) for path in rules]
    for path in sorted((CASES / "broken").rglob("*")):
        if path.suffix == ".yaml":
            workspaces.append(_campaign(path.read_bytes()))
        elif path.suffix == ".csv":
            table = "calendar.csv" if path.name.endswith(".calendar.csv") else "readings/case.csv"
            plan = b"campaign: {title: Test}\nchannels: {tiktok: {kind: owned}}\n"
            workspaces.append(_campaign(plan) | {f"plans/case/{table}": path.read_bytes()})
    return tuple(SITE | files for files in workspaces)
