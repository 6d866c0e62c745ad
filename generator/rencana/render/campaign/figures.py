"""Numbers as pages show them: baseline, targets and latest value of a KPI, each with where it comes from."""

from collections.abc import Iterator

from markupsafe import Markup, escape
from msgspec import Struct

from rencana.catalogue import Metric
from rencana.measure import How, Progress, TargetStatus
from rencana.measure.aims import Aim
from rencana.plan.language.amount import Amount
from rencana.plan.measurement import KPI, Comparison
from rencana.render.subject import status
from rencana.render.subject.campaign import CampaignView
from rencana.render.subject.once import once
from rencana.render.text import sizes, terms
from rencana.render.text.say import place

_NOTHING = Markup("")


class Figure(Struct, frozen=True):
    """A value with everything that is needed to read it rightly."""

    label: str
    value: str
    when: str = ""
    scope: str = ""
    source: str = ""
    n: str = ""
    note: Markup = _NOTHING


class TargetFigure(Struct, frozen=True):
    """A target: its size, the day, and what it was before."""

    value: str
    by: str
    kind: str
    revised: str
    note: Markup
    standing: str
    standing_word: str


def in_unit(view: CampaignView, amount: Amount | None, metric: Metric) -> str:
    """Says an amount of a metric; a plain number of a metric of money gets the campaign's currency."""
    if amount and metric.unit == "currency" and amount.unit.value == "number" and view.campaign.currency:
        amount = Amount(amount.value, type(amount.unit).MONEY, view.campaign.currency, amount.bound, amount.high)
    return view.say.amount(amount)


def baseline_figure(view: CampaignView, kpi: KPI, metric: Metric) -> Figure:
    """Returns the baseline, or in words that there is none."""
    label = view.say("Baseline")
    if kpi.baseline is None:
        return Figure(label, view.say("Not said"))
    if isinstance(kpi.baseline, str):
        return Figure(label, view.say.term(kpi.baseline, terms.BASELINES))
    return comparison_figure(view, kpi.baseline, metric, label)


def comparison_figure(view: CampaignView, comparison: Comparison, metric: Metric, label: str) -> Figure:
    """Returns a value to compare with: one number, or the two ends between which it lies."""
    say, campaign = view.say, view.campaign
    ends = [in_unit(view, end, metric) for end in (comparison.min, comparison.max) if end]
    scope = [view.audience(comparison.audience).title] if comparison.audience else []
    scope += [place(comparison.place, campaign, say.language)] if comparison.place else []
    return Figure(
        label,
        in_unit(view, comparison.value, metric) or "\N{EN DASH}".join(ends),
        say.period(comparison.period, campaign) or say.when(comparison.date, campaign, last=True),
        ", ".join(scope),
        view.source(comparison.source),
        say.amount(comparison.n),
        view.text(comparison.note),
    )


@once
def next_aim(view: CampaignView, progress: Progress) -> str:
    """Returns the promised target that comes due next; the last one, where all are past."""
    promised = [target.aim for target in progress.targets if not target.aim.stretch]
    aims = promised or [target.aim for target in progress.targets]
    coming = [aim for aim in aims if aim.day is None or aim.day >= view.on]
    next_due = next(iter(coming or aims[-1:]), None)
    return status.aim_size(view, progress, next_due) if next_due else ""


def aim_word(view: CampaignView, kpi: KPI) -> str:
    """Returns what a plan says in place of a target; nothing where it has one, or says nothing."""
    return view.say.term(kpi.targets, terms.TARGETS) if isinstance(kpi.targets, str) else ""


def target_figures(view: CampaignView, progress: Progress) -> tuple[TargetFigure, ...]:
    """Returns the targets of a KPI."""
    return tuple(_target_figure(view, target, progress.metric) for target in progress.targets)


def _target_figure(view: CampaignView, judged: TargetStatus, metric: Metric) -> TargetFigure:
    say, target, revised = view.say, judged.aim.target, judged.aim.target.revised
    kinds = (say("stretch") if target.stretch else "", view.source(target.source))
    was = ""
    if revised:
        was = say("was {value} until {day}", value=in_unit(view, revised.was, metric), day=say.day(revised.date))
    return TargetFigure(
        value=" ".join(_target_sizes(view, judged.aim, metric)),
        by=(
            say.when(target.by, view.campaign, last=True)
            or say.period(target.within, view.campaign)
            or view.phase(target.phase)
        ),
        kind=", ".join(filter(None, kinds)),
        revised=was,
        note=view.text(target.note) + view.text(revised.because if revised else None),
        standing=judged.status.value,
        standing_word=say.term(judged.status.value, terms.STATUSES),
    )


def _target_sizes(view: CampaignView, aim: Aim, metric: Metric) -> Iterator[str]:
    """Yields the parts of a target's size: what the plan says, and the number that a change leads to."""
    say, target = view.say, aim.target
    if target.value:
        yield in_unit(view, target.value, metric)
    if target.min and target.max:
        yield f"{in_unit(view, target.min, metric)} \N{EN DASH} {in_unit(view, target.max, metric)}"
    elif target.min:
        yield say("at least {value}", value=in_unit(view, target.min, metric))
    elif target.max:
        yield say("at most {value}", value=in_unit(view, target.max, metric))
    if target.change:
        change = say.amount(target.change, change=True)
        # Beside a size the change only explains it; alone it is the target, and needs to say on what.
        beside_size = target.value or target.min or target.max
        yield f"({change})" if beside_size else say("{change} on the baseline", change=change)
        if aim.sized and not target.value:
            yield f"= {sizes.rounded(say, view.campaign, metric, aim.goal(), aim.currency)}"
    if target.per:
        yield say.term(target.per, terms.RATE_UNITS)


@once
def latest_figure(view: CampaignView, progress: Progress) -> Figure:
    """Returns the latest value with how it came about, or in words that there is none."""
    say, now = view.say, progress.now
    if now.how is None or (now.size is None and now.change is None):
        return Figure(say("Latest"), status.why_no_value(view, progress))
    computed = now.how in (How.SUM, How.RATIO) or not now.readings or now.readings[-1].value is None
    value = in_unit(view, None if computed else now.readings[-1].value, progress.metric)
    # A value that was read is shown as it was written; one that was computed is rounded as its parts allow.
    if now.size is not None and (computed or now.gross):
        beside = sizes.compared(progress)
        value = sizes.rounded(say, view.campaign, progress.metric, now.size, now.currency, beside=beside)
    change = say.amount(now.change, change=True)
    size = f"{value} ({change})" if value and change else value or change
    when = say.days(now.start, now.end) if now.start else say("as of {day}", day=say.day(now.end))
    if now.how in (How.SUM, How.RATIO):
        count = len(now.readings)
        note = say.texts.ngettext("from {count} reading", "from {count} readings", count).format(count=count)
        return Figure(say("Latest"), size, when, note=escape(note))
    note = escape(say.term(now.mark, terms.MARKS))
    if not now.readings:
        return Figure(say("Latest"), size, when, note=note)
    reading = now.readings[-1]
    scope = [view.channel(reading.channel).title] if reading.channel else []
    scope += [place(reading.place, view.campaign, say.language)] if reading.place else []
    scope += [view.audience(reading.audience).title] if reading.audience else []
    return Figure(say("Latest"), size, when, ", ".join(scope), view.source(reading.source), note=note)


def kpi_scope(view: CampaignView, kpi: KPI) -> str:
    """Returns what a KPI covers, where it is not the whole campaign."""
    parts = [view.channel(name).title for name in kpi.channels]
    parts += [view.audience(name).title for name in kpi.audiences]
    parts += [place(code, view.campaign, view.say.language) for code in kpi.places]
    parts += [view.phase(kpi.phase)] if kpi.phase else []
    return ", ".join(parts)
