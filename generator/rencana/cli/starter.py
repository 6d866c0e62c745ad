"""What a new workspace and a new campaign hold; the texts are data in templates/starter/."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from msgspec import Struct

KINDS = ("awareness", "traffic", "service", "community", "conversion")
_FILES = {
    "plans/portfolio.yaml": "portfolio.yaml.j2",
    "site/mkdocs.yml": "mkdocs.yml.j2",
    "site/docs/about.md": "about.md.j2",
    "README.md": "readme.md.j2",
    ".gitignore": "gitignore.j2",
}
_PLAIN = re.compile(r"[^\W\d_][\w ,.;()/'’-]*")
_RESERVED = frozenset({"true", "false", "null", "yes", "no", "on", "off", "open", "goal", "none"})

_LONGEST_ID = 40
_UNNAMED = "main-audience"
_TAKEN = frozenset({"disjoint"})
"""Keys among the audiences that mean something else."""

Answers = Mapping[str, str]


class Days(Struct, frozen=True):
    """The days of a new campaign."""

    start: date
    end: date
    review: date


class Basics(Struct, frozen=True):
    """What the command line says of a new campaign; what it does not say is asked, or stays open."""

    title: str | None = None
    start: date | None = None
    end: date | None = None


class PortfolioIds(Struct, frozen=True):
    """What a portfolio offers to a new plan: the ids of its teams and goals, and its sources with their methods."""

    teams: Sequence[str] = ()
    goals: Sequence[str] = ()
    sources: Mapping[str, str] = {}


def workspace(organisation: str, language: str) -> dict[str, str]:
    """Returns the files of a new workspace by path."""
    from rencana.plan.schema import KINDS as SCHEMAS  # noqa: PLC0415  only `init` needs the schema
    from rencana.plan.schema import schema_text  # noqa: PLC0415  as above

    words = {"organisation": organisation, "language": language, "t": texts(language)}
    files = {path: _fill(name, **words) for path, name in _FILES.items()}
    return files | {f"plans/{kind}.schema.json": schema_text(kind) for kind in SCHEMAS}


def campaign(answers: Answers, language: str) -> str:
    """Returns the plan.yaml of a new campaign; what was not answered stands in it as a comment."""
    return _fill("campaign.yaml.j2", a=answers, language=language, t=texts(language))


def answers(kind: str, language: str, offer: PortfolioIds, days: Days) -> Answers:
    """Returns the worked answers of one kind of campaign, with the teams, goals and sources of the portfolio."""
    entry = _data("campaigns.yaml")
    worked = {"observed": "", **entry["every"], **entry[kind]["common"], **entry[kind][language]}
    surveys = sorted(offer.sources, key=lambda name: offer.sources[name] != "survey")
    counted = sorted(offer.sources, key=lambda name: (worked["platform"] not in name, offer.sources[name] != "counted"))
    team = next(iter(offer.teams), "")
    chosen = {
        "team": team,
        "collector": team,
        "goal": next(iter(offer.goals), ""),
        "source": next(iter(counted), ""),
        "evidence": next(iter(surveys), ""),
        # A promise needs somebody who keeps it.
        **({} if team else {"listening": "", "respond_within": ""}),
    }
    when = {"start": str(days.start), "end": str(days.end), "review": str(days.review)}
    return {**worked, **chosen, **when, "worked": "yes", "audience_id": named(worked["audience"])}


def named(title: str) -> str:
    """Returns the id of an audience by its title, so that two audiences of two campaigns are not called the same."""
    from rencana.plan.language.fault import refusal  # noqa: PLC0415  only a new campaign needs it
    from rencana.plan.language.scalar import read_id  # noqa: PLC0415  as above

    words = re.sub(r"[\W_]+", "-", title.lower()).strip("-")[:_LONGEST_ID].strip("-")
    return _UNNAMED if words in _TAKEN or refusal(read_id, words) else words


@cache
def texts(language: str) -> Mapping[str, str]:
    """Returns what the starter says in a language."""
    words: Mapping[str, str] = _data("texts.yaml")[language]
    return words


def yaml_text(text: str) -> str:
    """Writes a text as YAML reads it back, whatever somebody typed; in quotes only where it must be."""
    plain = _PLAIN.fullmatch(text) and text.lower() not in _RESERVED and text == text.strip()
    return text if plain else json.dumps(text, ensure_ascii=False)


def _fill(name: str, **words: Any) -> str:  # noqa: ANN401  a template takes anything
    environment = Environment(  # noqa: S701  it writes YAML and Markdown; every text goes through yaml_text
        loader=FileSystemLoader(folder()), undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=True
    )
    environment.filters["yaml"] = yaml_text
    return environment.get_template(name).render(**words)


@cache
def _data(name: str) -> Any:  # noqa: ANN401  plain data of our own
    return yaml.load((folder() / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  makes text only


def folder() -> Path:
    """Returns the folder of the starter's texts."""
    from rencana.render.environment import shipped_templates  # noqa: PLC0415  one function knows where templates are

    return shipped_templates() / "starter"
