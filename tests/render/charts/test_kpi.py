"""The chart of a KPI: nothing outside its frame, no words on other words, and every number in the table too."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import escape
from plain import check

from rencana.catalogue import metrics
from rencana.check import RuleChoice
from rencana.measure import measure
from rencana.render.address import Links
from rencana.render.charts.axes import days, heights
from rencana.render.charts.kpi import chart, full
from rencana.render.charts.labels import Box, box, cut, room
from rencana.render.charts.plot import NARROW, WIDE, Drawing, Size
from rencana.render.environment import environment
from rencana.render.subject.campaign import CampaignView
from rencana.render.text.say import Say
from rencana.source import MemoryTree

GOLDEN = Path(__file__).parents[1] / "golden"
FIRST, ON = date(2026, 2, 2), date(2026, 2, 25)
PORTFOLIO = """
format: 1
currency: IDR
sources: {panel: {title: Panel, method: survey, n: 600}, web: {title: Web poll, method: survey, population: Visitors}}
"""
PLAN = """
campaign: {{title: T, state: running, period: {{start: 2026-02-02, end: 2026-03-15}}}}
channels: {{instagram: {{kind: owned}}, tiktok: {{kind: owned}}}}
measurement:
  kpis:
    it: {{title: "{title}", {kpi}}}
"""
WHOLE = (
    "metric: views, channels: [instagram, tiktok], "
    "baseline: {value: 90, period: {start: 2025-12-22, end: 2026-02-01}}, "
    "targets: [{value: 40, by: 2026-02-15}, {value: 200, by: 2026-03-15, revised: {from: 150, date: 2026-02-10}}, "
    "{value: 260, by: 2026-03-15, stretch: true}]"
)


def scene(kpi: str, readings: str, language: str = "en", title: str = "It") -> CampaignView:
    """A campaign of one KPI on a day."""
    files = {
        "plans/portfolio.yaml": PORTFOLIO,
        "plans/t/plan.yaml": PLAN.format(kpi=kpi, title=title),
        "plans/t/readings/r.csv": readings,
    }
    tree = MemoryTree({name: text.encode() for name, text in files.items()})
    checked = check(tree, choice=RuleChoice(ignore=("all",)), on=ON)
    assert checked.findings == ()
    campaign = checked.portfolio.campaigns["t"]
    return CampaignView(campaign, Say(language), Links("plans/t/measurement.md"), ON, measure(campaign, ON))


def html(scene_view: CampaignView, macro: str = "chart") -> str:
    """The KPI's chart as a page has it."""
    template = '{% from "charts/kpi.html" import chart, small %}{{ MACRO }}'
    call = "chart(view, 'x')" if macro == "chart" else "small(view)"
    view = chart(scene_view, scene_view.measured.kpis["it"])
    return environment(scene_view.say.language).from_string(template.replace("MACRO", call)).render(view=view)


def daily(*sizes: object, channels: str = "instagram tiktok", without: str = "") -> str:
    """Rows of views, a day each; `without` is a channel and an offset that nobody read."""
    rows = ["start,end,channel,metric,value,mark"]
    for offset, size in enumerate(sizes):
        day = FIRST + timedelta(days=offset)
        read = [channel for channel in channels.split() if without != f"{channel} {offset}"]
        rows += [f"{day},{day},{channel},views,{size}," for channel in read]
    return "\n".join(rows)


def places(d: str) -> Iterator[tuple[float, float]]:
    """Yields every point that a path goes through."""
    x = y = 0.0
    command, numbers = "", list[float]()
    need = {"M": 2, "L": 2, "m": 2, "l": 2, "H": 1, "h": 1, "V": 1, "v": 1, "a": 7}
    for token in re.findall(r"[A-Za-z]|-?\d+(?:\.\d+)?", d):
        if token.isalpha():
            command, numbers = token, []
            continue
        numbers.append(float(token))
        if len(numbers) < need[command]:
            continue
        moved = numbers[-2:] if command in "ml" or command == "a" else numbers
        match command:
            case "M" | "L":
                x, y = moved
            case "H":
                x = moved[0]
            case "V":
                y = moved[0]
            case "h":
                x += moved[0]
            case "v":
                y += moved[0]
            case _:
                x, y = x + moved[0], y + moved[1]
        yield x, y
        numbers = []


def faults(drawing: Drawing, size: Size) -> list[str]:
    """Whatever lies outside the frame, and words that lie on other words."""
    frame = Box(0, 0, drawing.width, drawing.height)
    problems = []
    for stroke in (*drawing.under, *drawing.over):
        problems += [f"{stroke.kind} {place}" for place in places(stroke.d) if not frame.holds(Box(*place, *place))]
    problems += [f"line {place}" for place in places(drawing.line) if not frame.holds(Box(*place, *place))]
    words = [(label.text, box(label, size.letter)) for label in (*drawing.ticks, *drawing.labels)]
    problems += [f"outside: {text}" for text, cover in words if not frame.holds(cover)]
    problems += [f"{first} on {second}" for (first, a), (second, b) in combinations(words, 2) if a.meets([b])]
    return problems


KPIS = {
    "views": "metric: views, channels: [instagram, tiktok]",
    "followers": "metric: followers, channels: instagram, baseline: {value: 900, date: 2026-01-31}",
    "brand-recall": "metric: brand-recall, sources: [panel, web], baseline: {value: 14%, date: 2026-01-31}",
    "first-response-time": "metric: first-response-time, channels: instagram, baseline: unknown",
    "revenue": "metric: revenue",
}
UNITS = {"brand-recall": "%", "first-response-time": "s"}
MOST = {"brand-recall": 100, "first-response-time": 10**7}
SIZES = st.one_of(st.integers(0, 100), st.integers(-(10**6), 10**6), st.integers(10**9, 10**14), st.just(5))
GOALS = st.lists(st.tuples(SIZES, st.integers(0, 41), st.booleans()), max_size=4)


@settings(deadline=None, max_examples=120)
@given(
    st.sampled_from(sorted(KPIS)),
    st.lists(
        st.tuples(st.integers(0, 18), SIZES, st.sampled_from(["", "provisional"])), min_size=1, unique_by=lambda x: x[0]
    ),
    GOALS,
    st.sampled_from(["en", "id"]),
)
def test_any_series_fits_its_frame(
    kpi: str, rows: list[tuple[int, int, str]], goals: list[tuple[int, int, bool]], language: str
) -> None:
    """Whatever was read and asked for, all lies inside, no words cover others, and the table has every point."""

    def said(size: int) -> str:
        return f"{abs(size) % MOST[kpi] if kpi in MOST else size}{UNITS.get(kpi, '')}"

    # What all channels say together is no number of one of them.
    channel = "instagram" if "channels: instagram" in KPIS[kpi] else ""
    table = ["start,end,channel,metric,value,n,mark,source"]
    for offset, size, mark in sorted(rows):
        day = FIRST + timedelta(days=offset)
        source = "web" if kpi == "brand-recall" and offset % 2 else ""
        table.append(f"{day},{day},{channel},{kpi},{said(size)},{600 if mark else ''},{mark},{source}")
    targets = [
        f"{{value: {said(size)}, by: {FIRST + timedelta(days=by)}{', stretch: true' if far else ''}}}"
        for size, by, far in goals
    ]
    view = scene(
        f"{KPIS[kpi]}, targets: {'[' + ', '.join(targets) + ']' if targets else 'none'}", "\n".join(table), language
    )
    drawn = full(view, view.measured.kpis["it"])
    assert drawn.wide is not None
    assert drawn.narrow is not None
    assert faults(drawn.wide, WIDE) == []
    assert faults(drawn.narrow, NARROW) == []
    points = len(re.findall(r"-?\d+,-?\d+", drawn.wide.line))
    assert points == len(drawn.rows)
    assert {view.say.day(FIRST + timedelta(days=offset)) for offset, _, _ in rows} <= {row.day for row in drawn.rows}


def test_drawing_is_as_it_was(request: pytest.FixtureRequest) -> None:
    """A small chart is to the letter what a person has looked at and found good; `--rewrite` writes it anew."""
    view = scene(WHOLE, daily(3, 4, 4, 6, 5, 7, 9, without="tiktok 3"))
    drawn = re.search(r"<svg.*?</svg>", html(view), re.DOTALL)
    assert drawn is not None
    text = drawn[0].replace("<path", "\n<path").replace("<text", "\n<text").replace("<g ", "\n<g ") + "\n"
    path = GOLDEN / "chart-views.svg"
    if request.config.getoption("--rewrite"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_title_and_description_are_referenced() -> None:
    """Each drawing is an image whose name and sentence are its own title and desc."""
    page = html(scene(WHOLE, daily(3, 4, 5)))
    drawings = re.findall(r"<svg[^>]*>", page)
    assert len(drawings) == 2
    for drawing in drawings:
        assert 'role="img"' in drawing
        name, description = re.search(r'aria-labelledby="([^"]+)" aria-describedby="([^"]+)"', drawing).groups()  # type: ignore[union-attr]
        assert f'<title id="{name}">Course of It</title>' in page
        assert f'<desc id="{description}">A line from 0 on 1 Feb 2026 to 24 on 4 Feb 2026.' in page


def test_drawing_has_no_colour_of_its_own() -> None:
    """No colour, style or script stands in the drawing: the stylesheet decides, in light, dark and print."""
    page = html(scene(WHOLE, daily(3, 4, 5)))
    assert not re.search(r"\b(?:fill|stroke|style|on\w+|color)=|<style|<script|#[0-9a-f]{3,6}\b", page)


def test_gap_is_not_bridged() -> None:
    """Across a day that a channel lacks the line ends and begins anew, and the days are said below."""
    view = scene(WHOLE, daily(3, 4, 4, 6, 5, without="tiktok 2"))
    drawn = full(view, view.measured.kpis["it"])
    assert drawn.wide is not None
    assert drawn.wide.line.count("M") == 2
    assert [stroke.kind for stroke in drawn.wide.under].count("gap") == 1
    assert drawn.notes == ("Without a reading: TikTok: 4 Feb 2026.",)


def test_former_target_stays_visible() -> None:
    """A revised target keeps its former size as a hollow mark with the day until which it held."""
    page = html(scene(WHOLE, daily(3, 4, 5)))
    assert page.count('class="rn-c-mark-former"') == 2
    assert "150 until 10 Feb" in page
    assert "<td>150</td><td></td><td>Target until 10 Feb 2026</td>" in page


def test_projection_is_called_one() -> None:
    """Where the last weeks lead is a band with the word for it, in drawing and sentence."""
    page = html(scene(WHOLE, daily(*range(3, 19), 4, 5, 6, 7, 8, 9, 10)))
    assert page.count('class="rn-c-band"') == 2
    assert re.search(r">Projection ~ [\d,.]+K?</text>", page)
    assert "If the mean of the last" in page


def test_change_of_source_is_drawn() -> None:
    """A level that another population answers is not joined to the one before; a line with words marks the day."""
    rows = """start,end,metric,value,source
2026-02-02,2026-02-03,brand-recall,14%,panel
2026-02-09,2026-02-10,brand-recall,16%,panel
2026-02-16,2026-02-17,brand-recall,40%,web
"""
    page = html(scene(KPIS["brand-recall"] + ", targets: none", rows))
    assert page.count('class="rn-c-turn" d=') == 2
    assert "17 Feb 2026: counted in another way: Web poll" in page
    assert ">counted in another way: Web poll</text>" in page


def test_bounds_look_like_bounds() -> None:
    """A size that is only known from below is an open triangle with its sign, not a point like others."""
    page = html(scene("metric: views, channels: [instagram, tiktok]", daily(">700", 5)))
    assert "m-5,4h10l-5,-9z" in page
    assert "&gt; 1.4K" in page


def test_survey_has_error_bars() -> None:
    """Where the sample size is known, the interval is drawn and stands in the table."""
    rows = "start,end,metric,value,n\n2026-02-02,2026-02-08,brand-recall,16%,600\n"
    page = html(scene("metric: brand-recall", rows))
    assert page.count('class="rn-c-bar"') == 2
    assert "n = 600; between 13.3% and 19.1% (95%)" in page


def test_kpi_without_readings_says_why() -> None:
    """Without a reading there is no empty frame, but the sentence that says why; a tile shows nothing."""
    view = scene(WHOLE, "start,end,metric,value\n")
    assert html(view).strip() == '<p class="rn-nothing">No reading yet.</p>'
    assert html(view, "small").strip() == ""


def test_small_chart_names_itself() -> None:
    """The drawing of a tile has no table beside it, so its own name says what is in it."""
    page = html(scene(WHOLE, daily(3, 4, 5)), "small")
    assert page.count("<svg") == 1
    assert 'aria-label="Course of It: A line from 0 on 1 Feb 2026' in page
    assert "id=" not in page


def test_spark_needs_three_points() -> None:
    """A line as small as a word is hidden from readers aloud, and left out where it would only be a slope."""
    template = environment("en").from_string('{% from "charts/spark.html" import spark %}{{ spark(view) }}')

    def drawn(*sizes: int) -> str:
        view = scene(WHOLE, daily(*sizes))
        return str(template.render(view=chart(view, view.measured.kpis["it"]))).strip()

    assert 'aria-hidden="true"' in drawn(3, 4)
    assert drawn(3) == ""


def test_titles_are_escaped() -> None:
    """What a plan calls its KPI stays words in title, sentence and label."""
    title = "<script>alert(1)</script> & co"
    for macro in ("chart", "small"):
        page = html(scene(WHOLE, daily(3, 4, 5), title=title), macro)
        assert "<script" not in page
        assert str(escape(title)) in page


@pytest.mark.parametrize(
    ("least", "most", "metric", "summed", "ticks"),
    [
        (0, 1_200_000, "views", True, ["0", "500000", "1000000", "1500000"]),
        (18_230, 21_940, "followers", False, ["18000", "19000", "20000", "21000", "22000"]),
        (0.55, 0.95, "brand-recall", False, ["0", "0.25", "0.5", "0.75", "1"]),
        (0.96, 0.99, "brand-recall", False, ["0.96", "0.97", "0.98", "0.99"]),
        (0, 13_200, "first-response-time", False, ["0", "3600", "7200", "10800", "14400"]),
        (-5, 30, "views", True, ["-10", "0", "10", "20", "30"]),
        (0, 0, "views", True, ["0", "1", "2"]),
    ],
)
def test_axis_has_round_numbers(least: float, most: float, metric: str, *, summed: bool, ticks: list[str]) -> None:
    """An axis has three to five round numbers and begins at 0, unless all sizes of a level lie far from it."""
    scale = heights(least, most, metrics()[metric], summed=summed)
    assert [str(tick) for tick in scale.ticks] == ticks
    assert scale.cut is (float(ticks[0]) > 0)


@pytest.mark.parametrize(
    ("last", "most", "words"),
    [
        (date(2026, 2, 6), 6, ["2 Feb", "3 Feb", "4 Feb", "5 Feb", "6 Feb"]),
        (date(2026, 3, 15), 6, ["2 Feb", "9 Feb", "16 Feb", "23 Feb", "2 Mar", "9 Mar"]),
        (date(2026, 8, 1), 6, ["Mar 2026", "Apr", "May", "Jun", "Jul", "Aug"]),
        (date(2029, 8, 1), 4, ["2027", "2028", "2029"]),
    ],
)
def test_days_of_an_axis_are_round(last: date, most: int, words: list[str]) -> None:
    """Days are Mondays, beginnings of months or of years, and never more than there is room for."""
    assert [word for _, word in days(FIRST, last, most, "en")] == words


def test_words_are_cut_to_their_room() -> None:
    """Words that are too long end in an ellipsis and fit; Chinese signs take more room than Latin ones."""
    assert cut("short", 100, 13) == "short"
    assert cut("a name that is far too long", 60, 13) == "a name…"
    assert room(cut("a name that is far too long", 60, 13), 13) <= 60
    assert room("\N{CJK UNIFIED IDEOGRAPH-8336}", 10) == 10


def test_spark_draws_a_range_from_end_to_end() -> None:
    """Even as small as a word, a range is an upright line between its ends, and the newest one has no dot in it."""
    rows = "end,channel,metric,value\n2026-02-05,instagram,followers,100\n2026-02-12,instagram,followers,110\n"
    kpi = "metric: followers, channels: [instagram]"
    exact = scene(kpi, f"{rows}2026-02-19,instagram,followers,120\n")
    unsure = scene(kpi, f"{rows}2026-02-19,instagram,followers,100..140\n")
    assert [stroke.d for stroke in chart(exact, exact.measured.kpis["it"]).spark()] == ["M3,15 36,9 69,3", "M69,3h0"]
    assert [stroke.d for stroke in chart(unsure, unsure.measured.kpis["it"]).spark()] == ["M3,15 36,12M69,15 69,3"]
