"""A page that stands for others: the theme is rendered around marks, and the marks are found again.

One page stands for all of a kind; a page of the navigation, which the theme knows by itself, stands for what it will
say another time.
"""

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import jinja2

from rencana.site.contents import mark_entries, marked
from rencana.site.hosted import HostedPage
from rencana.site.shell.fill import ENTRIES, PageShell, PageTexts, TextSlot, TocEntry
from rencana.site.shell.probe import Placeholders, ThemeUnsupported, told
from rencana.site.shell.sharing import ShareCard
from rencana.site.shell.slots import ShellKey


def render_theme(env: jinja2.Environment, context: Mapping[str, Any]) -> str:
    """Renders the theme truly."""
    return env.get_template("main.html").render(context)


def make_shell(
    env: jinja2.Environment, context: Mapping[str, Any], inside: PageTexts, kind: ShellKey, entry: TocEntry
) -> PageShell:
    """Renders the theme around a blank page and finds the places of its marks."""
    telling = Probes(inside)
    with _linked(env) as targets:
        output = _rendered(env, {**context, "page": ProbePage(context["page"], kind, telling)})
    size = len(kind.shared) + 1
    ways = {tuple(target.split("/")[:-1][:size]) for target in targets}
    return telling.shell(output, entry, tuple(sorted("/".join(way) + "/" for way in ways if len(way) == size)))


def make_own_shell(
    env: jinja2.Environment, context: Mapping[str, Any], inside: PageTexts, kind: ShellKey, entry: TocEntry
) -> PageShell:
    """Renders the theme around a page of the navigation, with marks in place of what may change on it."""
    telling, page = Probes(inside), context["page"]
    usual = {name: getattr(page, name) for name in ("content", "meta", "share", "toc")}
    for name, value in {**telling.words(page, kind), "content": telling.text("content")}.items():
        setattr(page, name, value)
    try:
        return telling.shell(_rendered(env, context), entry, ())
    finally:
        for name, value in usual.items():
            setattr(page, name, value)


def _rendered(env: jinja2.Environment, context: Mapping[str, Any]) -> str:
    try:
        return render_theme(env, context)
    except jinja2.TemplateError as error:
        raise ThemeUnsupported(f"it cannot be rendered without a page ({error})") from error


class Probes:
    """Marks for the texts of a page, and what the theme has asked of them."""

    def __init__(self, inside: PageTexts) -> None:
        self.inside = inside
        self.marks = Placeholders(secrets.token_hex(8))
        self.answers: dict[tuple[str, str], bool] = {}

    def text(self, name: str) -> str:
        """Returns the mark of a text; nothing, where the text is empty."""
        real = self.inside.texts[name]
        return told(self.marks.mark(name), name, real, self.answers) if real else ""

    def words(self, page: HostedPage, kind: ShellKey) -> dict[str, Any]:
        """Returns marks for what a page says of itself."""
        meta = {**page.meta, "title": self.text("meta title"), "description": self.text("description")}
        shared = ShareCard(self.text("shared title"), self.text("shared description"), page.share.kind)
        return {"meta": meta, "share": shared, "toc": marked(self.marks, self.text("meta title"), kind.level)}

    def shell(self, output: str, entry: TocEntry, near: tuple[str, ...]) -> PageShell:
        """Returns what a theme has made as a shell."""
        stencil = self.marks.stencil(mark_entries(output, entry, self.marks))
        places = {part.name for part in stencil if isinstance(part, TextSlot)}
        if unknown := places - self.inside.texts.keys() - {ENTRIES}:
            raise ThemeUnsupported(f"it shows {', '.join(sorted(unknown))} in a place of its own")
        answers = tuple((name, wanted, answer) for (name, wanted), answer in self.answers.items())
        return PageShell(stencil, entry, answers, near)


class ProbePage:
    """Stands for every page of a kind."""

    active = is_page = is_top_level = True
    is_homepage = is_section = is_link = False
    children = parent = previous_page = next_page = None
    ancestors: Sequence[object] = ()

    def __init__(self, page: HostedPage, kind: ShellKey, telling: Probes) -> None:
        self.real = page
        self.title, self.content = telling.text("title"), telling.text("content")
        self.canonical_url, self.edit_url = telling.text("address") or None, telling.text("edit") or None
        words = telling.words(page, kind)
        self.meta, self.share, self.toc = words["meta"], words["share"], words["toc"]
        self.spoken, self.update_date = page.spoken, page.update_date
        secret = telling.marks.secret
        self.url = "/".join([*kind.shared, *[secret] * kind.below, f"{secret}.html" if kind.file else ""])

    def __getattr__(self, name: str) -> object:
        """Has nothing that a real page has not; what that has more is no mark's to say."""
        if hasattr(self.real, name):
            raise ThemeUnsupported(f"it asks a page for {name}")
        raise AttributeError(name)


@contextmanager
def _linked(env: jinja2.Environment) -> Iterator[set[str]]:
    """Collects the addresses that a theme links to while it is rendered."""
    found: set[str] = set()
    usual = {name: env.filters[name] for name in ("url", "script_tag")}

    def noting(name: str) -> Callable[[jinja2.runtime.Context, object], str]:
        @jinja2.pass_context
        def note(context: jinja2.runtime.Context, value: object) -> str:
            found.add(str(value))
            return str(usual[name](context, value))

        return note

    env.filters.update({name: noting(name) for name in usual})
    try:
        yield found
    finally:
        env.filters.update(usual)
