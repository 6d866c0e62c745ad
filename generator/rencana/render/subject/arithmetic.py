"""Explains how the value of a KPI was computed: formula, numbers, rows, missing days, and rows that do not count."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from rencana.catalogue import title_in
from rencana.catalogue.formula import Formula, FormulaError, Number, Operation, parse
from rencana.catalogue.formula import MetricPart as Name
from rencana.measure import Coverage, How, Progress, StatusReason, Value, ValuePart
from rencana.measure.quantity import Quantity
from rencana.plan.readings import Reading
from rencana.render import address
from rencana.render.subject.campaign import CampaignView, Named
from rencana.render.subject.status import why_no_value
from rencana.render.text import sizes, terms
from rencana.render.text.say import place

_MOST_LEFT_OUT = 12


class PartShare(Struct, frozen=True):
    """What one channel or place contributes to a value."""

    metric: str
    scope: str
    value: str
    when: str
    count: str
    rows: tuple[Named, ...]


class LeftOutRow(Struct, frozen=True):
    """A row that does not count, and the reason."""

    row: Named
    value: str
    why: str


class Arithmetic(Struct, frozen=True):
    """How a value was computed: the formula with its numbers, the parts with their rows, what is missing."""

    sentence: str
    shares: tuple[PartShare, ...]
    coverage: str
    missing: tuple[str, ...]
    notes: tuple[str, ...]
    left_out: tuple[LeftOutRow, ...]
    more_left_out: int


def arithmetic(view: CampaignView, progress: Progress, value: Value) -> Arithmetic:
    """Returns how a value of a KPI was computed: the newest one, or the one that was judged."""
    rows = tuple(
        LeftOutRow(row_link(view, row.reading), view.say.amount(row.reading.value), view.say(terms.REASONS[row.reason]))
        for row in value.left_out
    )
    return Arithmetic(
        sentence=_sentence(view, progress, value),
        shares=tuple(_share(view, part) for part in value.parts),
        coverage=_coverage(view, value.coverage),
        missing=tuple(gap_words(view, gap) for gap in value.coverage.missing) if value.coverage else (),
        notes=tuple(notes(view, progress, value)),
        left_out=rows[:_MOST_LEFT_OUT],
        more_left_out=max(0, len(rows) - _MOST_LEFT_OUT),
    )


def _sentence(view: CampaignView, progress: Progress, now: Value) -> str:
    """Returns the formula with its numbers, or the sum of the parts."""
    say = view.say
    if now.size is None:
        return ""
    beside = sizes.compared(progress)
    result = sizes.rounded(say, view.campaign, progress.metric, now.size, now.currency, beside=beside)
    if now.how is How.RATIO:
        try:
            tree = parse(progress.metric.formula)
        except FormulaError:
            return result
        return f"{_filled(view, tree, dict(now.terms), now)} = {result}"
    if len(now.parts) > 1:
        metrics = view.campaign.metrics
        sized = [(metrics[part.metric], part.size) for part in now.parts] + [(progress.metric, now.size)]
        *parts, total = (sizes.unrounded(say, view.campaign, metric, size, now.currency) for metric, size in sized)
        return f"{' + '.join(parts)} = {total}"
    return ""


def _filled(
    view: CampaignView, tree: Formula, numbers: dict[Name, Quantity], now: Value, *, inside: bool = False
) -> str:
    if isinstance(tree, Number):
        return view.say.amount_of(tree.value)
    if isinstance(tree, Name):
        metric = view.campaign.metrics[tree.metric]
        return sizes.rounded(view.say, view.campaign, metric, numbers[tree], now.currency)
    assert isinstance(tree, Operation)
    sign = {"*": "\N{MULTIPLICATION SIGN}", "-": "\N{MINUS SIGN}"}.get(tree.sign, tree.sign)
    first, second = (_filled(view, side, numbers, now, inside=True) for side in (tree.left, tree.right))
    text = f"{first} {sign} {second}"
    return f"({text})" if inside and tree.sign in "+-" else text


def _share(view: CampaignView, part: ValuePart) -> PartShare:
    say, number = view.say, len(part.readings)
    metric = view.campaign.metrics[part.metric]
    scope = [view.channel(part.channel).title] if part.channel else []
    scope += [place(part.place, view.campaign, say.language)] if part.place else []
    scope += [view.audience(part.audience).title] if part.audience else []
    when = say.days(part.start, part.end) if part.start else say("as of {day}", day=say.day(part.end))
    count = say.texts.ngettext("{count} row", "{count} rows", number).format(count=number)
    size = sizes.rounded(say, view.campaign, metric, part.size)
    title = title_in(metric.title, say.language)
    rows = tuple(row_link(view, reading) for reading in part.readings)
    return PartShare(title, ", ".join(scope), size, when, count, rows)


def row_link(view: CampaignView, reading: Reading) -> Named:
    """Returns the file and line of a reading, with a link to its row."""
    page = address.campaign_page(view.campaign.id, "measurement")
    return Named(row_place(reading), view.links.to(page, row_anchor(reading)))


def row_place(reading: Reading) -> str:
    """Returns the file and line of a reading."""
    return f"{reading.file.rpartition('/')[2]}:{reading.line}"


def row_anchor(reading: Reading) -> str:
    """Returns the id of the row of a reading."""
    return address.anchor(
        "row", address.file_name(reading.file.rpartition("/")[2].removesuffix(".csv")), str(reading.line)
    )


def _coverage(view: CampaignView, coverage: Coverage | None) -> str:
    if coverage is None:
        return ""
    words = {
        "present": coverage.read,
        "expected": coverage.expected,
        "share": sizes.share(view.say, coverage.share),
    }
    if coverage.unit == "posts":
        return view.say("{present} of {expected} published posts were read ({share}).", **words)
    return view.say("{present} of {expected} days of all channels were read ({share}).", **words)


def gap_words(view: CampaignView, gap: tuple[str, date, date]) -> str:
    """Returns days without a reading, with the channel that lacks it."""
    channel, start, end = gap
    days = view.say.days(start, end)
    return f"{view.channel(channel).title}: {days}" if channel else days


def notes(view: CampaignView, progress: Progress, value: Value | None = None) -> Iterator[str]:
    """Yields what a reader should know of a value of a KPI: the newest one, where none is named."""
    now, say = value or progress.now, view.say
    if now.why_not and progress.verdict.rule is not StatusReason.NO_VALUE:
        yield f"{why_no_value(view, progress)}."
    if now.alternative:
        size, beside = now.alternative.size, sizes.compared(progress)
        words = sizes.rounded(say, view.campaign, progress.metric, size, now.currency, beside=beside)
        if now.alternative.how is How.RATIO:
            yield say(
                "Computed from its parts for the same days it would be {value}; the value that was read counts.",
                value=words,
            )
        else:
            yield say(
                "Rows that count the same days in another way (as a whole, or in parts) say {value}.", value=words
            )
    if now.size is not None and now.size.exact is None:
        yield say("It is known only between bounds, because a row behind it is a bound or a range.")
    if now.gross:
        yield say("The channels are added: a person who follows two of them is counted twice.")
    if now.mark:
        yield say("At least one reading is marked: {mark}.", mark=say.term(now.mark, terms.MARKS))
    for change in now.breaks:
        yield f"{say.day(change.date)}: {title_in(change.what, say.language)}"
