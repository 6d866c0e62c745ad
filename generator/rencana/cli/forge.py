"""What a forge needs to check, review and publish plans; the texts are data in templates/starter/ci/."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from msgspec import Struct

from rencana.cli import starter

FORGES = ("github", "gitlab", "forgejo")
CODEOWNERS = {
    "github": (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"),
    "gitlab": (".gitlab/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"),
    "forgejo": ("CODEOWNERS", "docs/CODEOWNERS", ".forgejo/CODEOWNERS", ".gitea/CODEOWNERS"),
}
"""Where we write this file, and where else a forge looks: only one counts, so a second one would disarm the first."""
_FILES = {
    "github": {
        ".github/workflows/{slug}.yml": "github-plans.yml.in",
        ".github/workflows/{slug}-site.yml": "github-site.yml.in",
    },
    "gitlab": {".gitlab-ci.yml": "gitlab.yml.in"},
    "forgejo": {".forgejo/workflows/{slug}.yml": "forgejo.yml.in"},
}
_OF_ALL = ("plans/portfolio.yaml", "site/mkdocs.yml", "templates/")
"""What all plans share, and what runs where the site is built."""
_JOBS = {"github": ".github/", "gitlab": ".gitlab-ci.yml", "forgejo": ".forgejo/"}
_PAST_MIDNIGHT = timedelta(minutes=17)
"""Not at the full hour, when forges have most to do."""


class ForgeSetting(Struct, frozen=True):
    """What the files of a forge depend on. `prefix` is the way from the top of the repository, with a slash."""

    prefix: str
    branch: str
    install: str
    version: str
    timezone: str
    owners: Mapping[str, str]
    """The team that owns each plan, by the folder of the plan."""
    names: Mapping[str, str]
    """What teams are called in the forge, as far as somebody has said so."""


def forge_files(forge: str, setting: ForgeSetting) -> dict[str, str]:
    """Returns the files for a forge, by their paths from the top of the repository."""
    folder = setting.prefix.rstrip("/")
    slug = "-".join(["plans", *re.findall(r"\w+", folder)])
    title = f"Plans of {folder}" if folder else "Plans"
    words = {
        "branch": setting.branch,
        "comment": _read("comment.py"),
        "cron": cron(setting.timezone),
        # GitLab looks for variables in the values of variables.
        "folder": folder.replace("$", "$$" if forge == "gitlab" else "$") or ".",
        "install": setting.install or f"rencana=={setting.version}",
        "owners": list(owner_lines(forge, setting)),
        "plans_file": f"{slug}.yml",
        "site_title": f"{title}, site",
        "slug": slug,
        "timezone": setting.timezone,
        "title": title,
        "version": setting.version,
    }
    files = {**_FILES[forge], CODEOWNERS[forge][0]: "codeowners.in"}
    return {path.format(slug=slug): _fill(name, words) for path, name in files.items()}


def cron(timezone: str) -> str:
    """Returns when a day has begun in a time zone, in summer as in winter, by the clock of the servers of forges."""
    year = datetime.now(tz=UTC).year
    offsets = [datetime(year, month, 1, tzinfo=ZoneInfo(timezone)).utcoffset() or timedelta() for month in (1, 7)]
    minutes = int((_PAST_MIDNIGHT - min(offsets)).total_seconds()) // 60
    return f"{minutes % 60} {minutes // 60 % 24} * * *"


def owner_lines(forge: str, setting: ForgeSetting) -> Iterator[str]:
    """Yields a line for each place that somebody answers for; a comment where nobody has said the forge's name."""
    for place in (_JOBS[forge], *(f"{setting.prefix}{place}" for place in _OF_ALL)):
        yield f"# {_pattern(forge, place)}"
    for plan, team in sorted(setting.owners.items()):
        pattern = _pattern(forge, f"{setting.prefix}{plan}/")
        name = setting.names.get(team)
        yield f"{pattern} {name}" if name else f"# {pattern}    owned by {team}"


def _pattern(forge: str, path: str) -> str:
    if forge == "forgejo":
        # Forgejo reads regular expressions, that have to fit to the whole path.
        return re.sub(r"\\? ", ".", re.escape(path)).replace("\\-", "-") + (".*" if path.endswith("/") else "")
    return "/" + path.replace(" ", "\\ ")


def _read(name: str) -> str:
    return (starter.folder() / "ci" / name).read_text(encoding="utf-8").rstrip("\n")


def _fill(name: str, words: Mapping[str, object]) -> str:
    # Workflows of forges are full of Jinja's own brackets, so these files have others, and an ending of their own.
    environment = Environment(  # noqa: S701  it writes YAML; texts of others go through yaml_text
        loader=FileSystemLoader(starter.folder() / "ci"),
        undefined=StrictUndefined,
        variable_start_string="[=",
        variable_end_string="=]",
        block_start_string="[%",
        block_end_string="%]",
        comment_start_string="[#",
        comment_end_string="#]",
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["yaml"] = starter.yaml_text
    return environment.get_template(name).render(words)
