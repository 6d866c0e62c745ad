"""What a new workspace and a new campaign hold; the texts are data in templates/starter/."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from msgspec import Struct

if TYPE_CHECKING:
    from rencana.catalogue import Metric

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

Answers = Mapping[str, str]


class Days(Struct, frozen=True):
    """The days of a new campaign."""

    start: date
    end: date
    review: date


def workspace(organisation: str, language: str) -> dict[str, str]:
    """Returns the files of a new workspace by path."""
    from rencana.plan.schema import KINDS as SCHEMAS  # noqa: PLC0415  only `init` needs the schema
    from rencana.plan.schema import schema_text  # noqa: PLC0415  as above

    words = {"organisation": organisation, "language": language, "t": texts(language)}
    files = {path: _fill(name, **words) for path, name in _FILES.items()}
    return files | {f"plans/{kind}.schema.json": schema_text(kind) for kind in SCHEMAS}


def campaign(answers: Answers, language: str, days: Days) -> str:
    """Returns the plan.yaml of a new campaign."""
    when = {"start": days.start, "end": days.end, "review": days.review}
    return _fill("campaign.yaml.j2", a=answers, language=language, t=texts(language), **when)


def answers(kind: str, language: str) -> Answers:
    """Returns the worked answers of one kind of campaign."""
    entry = _data("campaigns.yaml")[kind]
    return {**entry["common"], **entry[language], "audience_id": "main-audience"}


def ask(language: str) -> Answers:
    """Asks the five stages in their order; what was answered before decides what is offered next."""
    t = texts(language)
    from rencana.catalogue import metrics, objective_types, platforms  # noqa: PLC0415  only questions need it

    answers_by_key: dict[str, str] = {"audience_id": "main-audience", "purpose": "discover", "approach": "—"}
    for key in ("title", "summary"):
        answers_by_key[key] = click.prompt(t[f"ask_{key}"])
    answers_by_key["type"] = click.prompt(t["ask_type"], type=click.Choice(sorted(objective_types())))
    for key in ("statement", "audience", "profile", "desired_action", "message", "pillar"):
        answers_by_key[key] = click.prompt(t[f"ask_{key}"])
    answers_by_key["approach"] = answers_by_key["message"]
    quadrants = click.Choice(["entertain", "inspire", "educate", "convince"])
    answers_by_key["quadrant"] = click.prompt(t["ask_quadrant"], type=quadrants)
    answers_by_key["platform"] = click.prompt(t["ask_platform"], type=click.Choice(sorted(platforms())))
    answers_by_key["format"] = platforms()[answers_by_key["platform"]].formats[0]
    answers_by_key["hours"] = click.prompt(t["ask_hours"], default="19:00-22:00", value_proc=_hours)
    answers_by_key["because"] = click.prompt(t["ask_because"])
    evidence = objective_types()[answers_by_key["type"]].evidence
    answers_by_key["metric"] = click.prompt(t["ask_metric"], type=click.Choice(evidence), default=evidence[0])
    metric = metrics()[answers_by_key["metric"]]
    answers_by_key["target"] = click.prompt(t["ask_target"], value_proc=partial(_amount, metric=metric))
    return {
        **answers_by_key,
        "kpi": answers_by_key["metric"],
        "bound": "max" if metric.direction == "down" else "value",
        "source": "platform-report",
    }


def _hours(text: str) -> str:
    from rencana.plan.language.rhythm import read_hours  # noqa: PLC0415  only questions need it

    return _read(text, read_hours)


def _amount(text: str, metric: "Metric") -> str:
    from rencana.plan.doubts import refuse_doubt  # noqa: PLC0415  only questions need it
    from rencana.plan.language.amount import read_amount  # noqa: PLC0415  as above

    return _read(text, lambda words: refuse_doubt(read_amount(words), metric))


def _read(text: str, reader: Callable[[object], object]) -> str:
    """Returns an answer that the plan language can read; else the question is asked again with its words."""
    from rencana.plan.language.fault import refusal  # noqa: PLC0415  only questions need it

    if why := refusal(reader, text):
        raise click.BadParameter(why)
    return text


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
        loader=FileSystemLoader(_folder()), undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=True
    )
    environment.filters["yaml"] = yaml_text
    return environment.get_template(name).render(**words)


@cache
def _data(name: str) -> Any:  # noqa: ANN401  plain data of our own
    return yaml.load((_folder() / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  makes text only


def _folder() -> Path:
    from rencana.render.environment import shipped_templates  # noqa: PLC0415  one function knows where templates are

    return shipped_templates() / "starter"
