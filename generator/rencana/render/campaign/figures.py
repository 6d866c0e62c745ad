"""Numbers as pages show them: baseline and latest value of a KPI, each with where it comes from."""

from markupsafe import Markup, escape
from msgspec import Struct

from rencana.catalogue import Metric
from rencana.measure import Progress, Value, quantity
from rencana.plan.language.amount import Amount
from rencana.plan.measurement import KPI, Comparison
from rencana.plan.readings import Reading
from rencana.render.subject import status
from rencana.render.subject.campaign import CampaignView
from rencana.render.subject.once import once
from rencana.render.subject.size_words import value_words
from rencana.render.text import terms
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
    mark: str = ""


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


def aim_word(view: CampaignView, kpi: KPI) -> str:
    """Returns what a plan says in place of a target; nothing where it has one, or says nothing."""
    return view.say.term(kpi.targets, terms.TARGETS) if isinstance(kpi.targets, str) else ""


@once
def latest_figure(view: CampaignView, progress: Progress) -> Figure:
    """Returns the latest value with how it came about, or in words that there is none."""
    say, now = view.say, progress.now
    if now.how is None or (now.size is None and now.change is None):
        return Figure(say("Latest"), status.why_no_value(view, progress))
    reading = _only_reading(now)
    # A value that was read is shown as it was written; one that was computed is rounded as its parts allow.
    value = in_unit(view, reading.value, progress.metric) if reading else value_words(view, progress, now)
    change = say.amount(now.change, change=True)
    size = f"{value} ({change})" if now.size is not None and change else value
    when = say.days(now.start, now.end) if now.start and now.end else say("as of {day}", day=say.day(now.end))
    mark = say.term(now.mark, terms.MARKS)
    if reading is None:
        # What many rows make together has neither the name nor the source of one of them.
        count = len(now.readings)
        rows = say.texts.ngettext("from {count} reading", "from {count} readings", count).format(count=count)
        return Figure(say("Latest"), size, when, note=escape(rows), mark=mark)
    scope = [view.channel(reading.channel).title] if reading.channel else []
    scope += [place(reading.place, view.campaign, say.language)] if reading.place else []
    scope += [view.audience(reading.audience).title] if reading.audience else []
    return Figure(say("Latest"), size, when, ", ".join(scope), view.source(reading.source), mark=mark)


def _only_reading(value: Value) -> Reading | None:
    """Returns the row that says a value all by itself; None where more than one makes it."""
    readings = value.readings
    if len(readings) != 1:
        return None
    if value.size is None:
        return readings[0] if readings[0].value is None else None
    is_whole = readings[0].value is not None and quantity.of(readings[0].value) == value.size
    return readings[0] if is_whole else None


def kpi_scope(view: CampaignView, kpi: KPI) -> str:
    """Returns what a KPI covers, where it is not the whole campaign."""
    parts = [view.channel(name).title for name in kpi.channels]
    parts += [view.audience(name).title for name in kpi.audiences]
    parts += [place(code, view.campaign, view.say.language) for code in kpi.places]
    parts += [view.phase(kpi.phase)] if kpi.phase else []
    return ", ".join(parts)
