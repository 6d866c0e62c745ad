"""What `rencana new` asks on a terminal: the five stages in their order, and only what nobody else can know."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

import click

from rencana.cli.starter import Answers, Basics, Days, PortfolioIds, named, texts

NO_BASICS = Basics()

if TYPE_CHECKING:
    from rencana.catalogue import Metric

_NOT_SAID = (
    "tier",
    "share",
    "media",
    "rhythm",
    "cadence",
    "listening",
    "respond_within",
    "review",
    "purpose",
    "approach",
)


def ask(language: str, offer: PortfolioIds, days: Days, basics: Basics = NO_BASICS) -> Answers:
    """Asks the five stages in their order, but for what is stated; what was answered before decides what comes next."""
    t = texts(language)
    from rencana.catalogue import metrics, objective_types, platforms  # noqa: PLC0415  only questions need it

    answers_by_key = dict.fromkeys((*_NOT_SAID, "worked", "observed", "evidence", "collector", "format"), "")
    answers_by_key["title"] = basics.title or click.prompt(t["ask_title"])
    answers_by_key["summary"] = click.prompt(t["ask_summary"])
    answers_by_key["team"] = _choose(t["ask_team"], offer.teams)
    start, end = ask_days(language, basics, days.start, days.end - days.start)
    answers_by_key |= {"start": str(start), "end": str(end)}
    answers_by_key["type"] = click.prompt(t["ask_type"], type=click.Choice(sorted(objective_types())))
    answers_by_key["statement"] = click.prompt(t["ask_statement"])
    answers_by_key["goal"] = _choose(t["ask_goal"], offer.goals)
    for key in ("audience", "profile", "desired_action", "message", "pillar"):
        answers_by_key[key] = click.prompt(t[f"ask_{key}"])
    quadrants = click.Choice(["entertain", "inspire", "educate", "convince"])
    answers_by_key["quadrant"] = click.prompt(t["ask_quadrant"], type=quadrants)
    answers_by_key["platform"] = click.prompt(t["ask_platform"], type=click.Choice(sorted(platforms())))
    answers_by_key["hours"] = click.prompt(t["ask_hours"], default="19:00-22:00", value_proc=_hours)
    answers_by_key["because"] = click.prompt(t["ask_because"])
    evidence = objective_types()[answers_by_key["type"]].evidence
    answers_by_key["metric"] = click.prompt(t["ask_metric"], type=click.Choice(evidence), default=evidence[0])
    metric = metrics()[answers_by_key["metric"]]
    answers_by_key["target"] = click.prompt(t["ask_target"], value_proc=partial(_size, metric))
    answers_by_key["source"] = _choose(t["ask_source"], tuple(offer.sources))
    return {
        **answers_by_key,
        "audience_id": named(answers_by_key["audience"]),
        "kpi": answers_by_key["metric"],
        "bound": "max" if metric.direction == "down" else "value",
    }


def ask_days(language: str, basics: Basics, first: date, length: timedelta) -> tuple[date, date]:
    """Asks for the first and the last day, as far as they are not stated; `first` and `length` make what is offered."""
    t = texts(language)
    start, end = basics.start, basics.end
    if start is None:
        day = end - length if end else first
        start = date.fromisoformat(click.prompt(t["ask_start"], default=str(day), value_proc=_day))
    if end is None:
        refuse = partial(_end, str(start), t["end_first"])
        end = date.fromisoformat(click.prompt(t["ask_end"], default=str(start + length), value_proc=refuse))
    return start, end


def _choose(question: str, ids: Sequence[str]) -> str:
    """Asks for one of several ids of the portfolio; the only one needs no question, and none has no answer."""
    if len(ids) < 2:  # noqa: PLR2004  with two there is something to choose
        return "".join(ids)
    choice: str = click.prompt(question, type=click.Choice(list(ids)))
    return choice


def _day(text: str) -> str:
    from rencana.plan.language.when import read_day  # noqa: PLC0415  only questions need it

    return _read(text, read_day)


def _end(start: str, refusal: str, text: str) -> str:
    if _day(text) < start:
        raise click.BadParameter(refusal)
    return text


def _hours(text: str) -> str:
    from rencana.plan.language.rhythm import read_hours  # noqa: PLC0415  only questions need it

    return _read(text, read_hours)


def _size(metric: "Metric", text: str) -> str:
    from rencana.plan.doubts import read_size  # noqa: PLC0415  only questions need it

    return _read(text, partial(read_size, metric))


def _read(text: str, reader: Callable[[object], object]) -> str:
    """Returns an answer that the plan language can read; else the question is asked again with its words."""
    from rencana.plan.language.fault import refusal  # noqa: PLC0415  only questions need it

    if why := refusal(reader, text):
        raise click.BadParameter(why)
    return text
