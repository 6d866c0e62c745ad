"""What holds on every kind of page: it fits a small screen, keeps still, shows the focus, and draws nothing empty."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

WIDTHS = (390, 320)
"""A phone, and what WCAG asks for (1.4.10)."""

BEYOND = """() => [...document.querySelectorAll('.rn *')].filter(one => {
  if (one.closest('.rn-table, .rn-tabs, .rn-hidden, svg, pre')) return false;
  const box = one.getBoundingClientRect(), cut = getComputedStyle(one).overflowX !== 'visible';
  return box.width && (box.right > innerWidth + 1 || box.left < -1 || cut && one.scrollWidth > one.clientWidth + 1);
}).map(one => one.outerHTML.slice(0, 90))"""
"""What is beyond the edge of the screen, or cut off at its own; tables, tabs and code scroll in frames of their own."""

STAYING = """() => [...document.querySelectorAll('.rn-table')].filter(frame => {
  const name = frame.querySelector('tbody th[scope=row]'), scrolls = frame.scrollWidth > frame.clientWidth;
  const stays = name && getComputedStyle(name).position === 'sticky';
  return scrolls && stays && name.offsetWidth > frame.clientWidth * 2 / 3;
}).map(frame => frame.getAttribute('aria-label'))"""

MOVING = """() => {
  const long = times => times.split(',').some(time => parseFloat(time) > 0.01);
  return [...document.querySelectorAll('.rn, .rn *')].flatMap(one => [null, '::before', '::after'].filter(part => {
    const style = getComputedStyle(one, part);
    return long(style.transitionDuration) || style.animationName !== 'none' && long(style.animationDuration);
  }).map(part => one.outerHTML.slice(0, 90) + (part ?? '')));
}"""

STOPS = """check => [...document.querySelectorAll('.rn :is(a[href], summary, [tabindex])')].reverse().filter(one => {
  one.focus();
  if (document.activeElement !== one) return false;
  const style = getComputedStyle(one), head = document.querySelector('.md-header').getBoundingClientRect();
  if (check === 'line') return style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2;
  return one.getBoundingClientRect().top < head.bottom && one.getBoundingClientRect().height < innerHeight / 2;
}).map(one => one.outerHTML.slice(0, 90))"""
"""Goes through all stops of the keyboard from the last to the first; those without a line, or under the head."""

DRAWINGS = """() => [...document.querySelectorAll('.rn svg:is(.rn-c, .rn-timeline, .rn-spark)')].filter(one => {
  const box = one.getBoundingClientRect();
  const drawn = [...one.querySelectorAll('path.rn-c-line, rect')].some(
    mark => mark.getAttribute('d') || mark.getAttribute('width') > 0);
  return !drawn || one.checkVisibility() && box.height < 10;
}).map(one => one.outerHTML.slice(0, 90))"""


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    """A phone with a keyboard, of somebody who prefers less motion."""
    context = browser.new_context(viewport={"width": WIDTHS[0], "height": 800}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def small(phone: Page, address: str, kind: str) -> Page:
    """A page of a kind on the phone, with every part of it open."""
    phone.goto(f"{address}{kind}")
    phone.keyboard.press("Tab")
    phone.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    return phone


@pytest.fixture(scope="module")
def plain(browser: Browser) -> Iterator[Page]:
    """A browser without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_beyond_the_edge(small: Page, width: int) -> None:
    """A page does not scroll sideways and cuts nothing off, even with all that it can unfold."""
    small.set_viewport_size({"width": width, "height": 800})
    assert small.evaluate("document.scrollingElement.scrollWidth") <= width
    assert small.evaluate(BEYOND) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_what_stays_leaves_room(small: Page, width: int) -> None:
    """The names that stay in place while a table scrolls leave a third of its frame, or more, to the columns."""
    small.set_viewport_size({"width": width, "height": 800})
    assert small.evaluate(STAYING) == []


def test_nothing_moves(small: Page) -> None:
    """Who prefers less motion sees none, not even of the marks before a line."""
    assert small.evaluate(MOVING) == []


def test_focus_has_a_line(small: Page) -> None:
    """Every stop of the keyboard has a line around it that can be seen."""
    assert small.evaluate(STOPS, "line") == []


def test_focus_is_not_under_the_head(small: Page) -> None:
    """Who goes backwards by keyboard sees each stop whole: the head of the site, which stays, covers none."""
    assert small.evaluate(STOPS, "head") == []


def test_skipping_leads_to_the_title(plain: Page, address: str, kind: str) -> None:
    """The first stop of the keyboard skips to the title of the page, which the head of the site does not cover."""
    plain.goto(f"{address}{kind}")
    plain.keyboard.press("Tab")
    plain.keyboard.press("Enter")
    title = plain.locator(".rn h1:target")
    expect(title).to_be_in_viewport()
    top, bottom = (plain.locator(at).bounding_box() for at in (".rn h1", ".md-header"))
    assert top is not None
    assert bottom is not None
    assert top["y"] >= bottom["y"] + bottom["height"]
    plain.keyboard.press("Tab")
    # The text of some rules has nothing to stop at.
    if plain.locator(".rn h1 ~ *").locator("a[href], button, summary, input").count():
        assert plain.evaluate("document.activeElement.closest('.md-content') !== null")


def test_no_drawing_is_empty_without_javascript(plain: Page, address: str, kind: str) -> None:
    """Every drawing is drawn when the page is built, and what only a script would fill is not there."""
    plain.goto(f"{address}{kind}")
    assert plain.evaluate(DRAWINGS) == []
    assert len(plain.inner_text(".rn h1")) > 2
    assert plain.locator(".rn-chart__now, .rn-filters__said").count() == 0
