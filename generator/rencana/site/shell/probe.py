"""Finds the shell of a kind of pages: renders the theme around placeholders, and sees where they are in its output.

It knows Jinja, and nothing of MkDocs: the page that is shown, and the function that makes its table of contents, are
handed in.
"""

import re
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeAlias

import jinja2

from rencana.render.page import Heading
from rencana.site.shell.fill import ENTRIES, ESCAPINGS, H1, PageShell, PageTexts, SlottedText, TextSlot, toc_entry
from rencana.site.shell.slots import ShareCard, ShellKey

_SAMPLE = f"{H1}>x</h1> &amp; & ' \""
"""Shows how a theme has written a text; and it holds what the theme looks for in the content of a page."""

Contents: TypeAlias = Callable[[str, Sequence[Heading]], Any]
"""Makes the host's table of contents of a title, in HTML, and the headings below it."""


class ThemeUnsupported(Exception):
    """The theme treats pages in a way that no shell can reproduce."""


def render_theme(env: jinja2.Environment, context: Mapping[str, Any]) -> str:
    """Renders a page by the theme itself."""
    return env.get_template("main.html").render(context)


def make_shell(
    env: jinja2.Environment, context: Mapping[str, Any], texts: PageTexts, key: ShellKey, contents: Contents
) -> PageShell:
    """Returns the shell of a page; all pages with the same key have it, but a page of the navigation has its own."""
    probe, page = Probe(texts), context["page"]
    placeholders = {
        "content": probe.placeholder("content"),
        "meta": {
            **page.meta,
            "title": probe.placeholder("meta title"),
            "description": probe.placeholder("description"),
        },
        "share": ShareCard(probe.placeholder("shared title"), probe.placeholder("shared description"), page.share.kind),
        "toc": contents(probe.placeholder("meta title"), probe.headings if texts.headings else ()),
    }
    if key.nav_path:
        # The theme compares the page with those of the navigation, so it has to be the page itself.
        with _replaced(page, placeholders):
            return PageShell(probe.slotted(_rendered(env, context)), ())
    with _link_targets(env) as targets:
        output = _rendered(env, {**context, "page": ProbePage(page, key, probe, placeholders)})
    size = len(key.shared) + 1
    folders = {tuple(target.split("/")[:-1][:size]) for target in targets}
    linked = sorted("/".join(folder) + "/" for folder in folders if len(folder) == size)
    return PageShell(probe.slotted(output), tuple(linked))


def _rendered(env: jinja2.Environment, context: Mapping[str, Any]) -> str:
    try:
        return render_theme(env, context)
    except jinja2.TemplateError as error:
        raise ThemeUnsupported(f"it cannot be rendered without a page ({error})") from error


class Probe:
    """Placeholders for the texts of a page: nobody can have written them, so each is found in what a theme writes."""

    def __init__(self, texts: PageTexts) -> None:
        self.texts = texts.texts
        self.names = list(texts.texts)
        self.secret = secrets.token_hex(8)
        # Two entries show what stands between any two of them.
        self.headings = [Heading(2, f"{self.secret}{number}", f"{self.secret} {number}") for number in (0, 1)]

    def placeholder(self, name: str) -> str:
        """Returns the placeholder for a text; nothing if the text is empty, as themes leave out what is not there."""
        number = self.names.index(name)
        return f"{self.secret}a{number}z{_SAMPLE}{self.secret}b{number}z" if self.texts[name] else ""

    def slotted(self, output: str) -> SlottedText:
        """Returns what a theme has written, with slots in the places of the placeholders."""
        first, second = (re.escape(toc_entry(heading)) for heading in self.headings)
        # The even pieces are text, the odd ones what stands between the two entries of a table of contents.
        pieces = re.split(f"{first}(.*?){second}", output, flags=re.DOTALL)
        parts: list[str | TextSlot] = []
        for number, piece in enumerate(pieces):
            parts += [TextSlot(ENTRIES, self._literal(piece))] if number % 2 else self._text_slots(piece)
        return tuple(parts)

    def _text_slots(self, output: str) -> Iterator[str | TextSlot]:
        end = 0
        for match in re.finditer(rf"{self.secret}a(\d+)z.*?{self.secret}b\1z", output, re.DOTALL):
            name = self.names[int(match[1])]
            yield self._literal(output[end : match.start()])
            yield TextSlot(name, self._escaping(name, match[0]))
            end = match.end()
        yield self._literal(output[end:])

    def _escaping(self, name: str, written: str) -> str:
        for escaping, escape in ESCAPINGS.items():
            if escape(self.placeholder(name)) == written:
                return escaping
        raise ThemeUnsupported(f"it writes the {name} of a page in a way of its own")

    def _literal(self, text: str) -> str:
        if self.secret in text.lower():
            raise ThemeUnsupported("it cuts or changes a text of a page, or shows its address or its headings")
        return text


class ProbePage:
    """Stands for every page that has the same shell."""

    active = is_page = is_top_level = True
    is_homepage = is_section = is_link = False
    children = parent = previous_page = next_page = None
    ancestors: Sequence[object] = ()

    def __init__(self, page: Any, key: ShellKey, probe: Probe, placeholders: Mapping[str, Any]) -> None:  # noqa: ANN401  a page of the host
        self.real = page
        self.title = probe.placeholder("title")
        self.canonical_url, self.edit_url = probe.placeholder("address") or None, probe.placeholder("edit") or None
        self.content, self.meta = placeholders["content"], placeholders["meta"]
        self.share, self.toc = placeholders["share"], placeholders["toc"]
        self.spoken, self.update_date = page.spoken, page.update_date
        # Relative links depend on how deep the page lies, so this one lies as deep as those that it stands for.
        file = f"{probe.secret}.html" if key.file else ""
        self.url = "/".join([*key.shared, *[probe.secret] * key.below, file])

    def __getattr__(self, name: str) -> object:
        """Refuses what only a real page can say; what that does not have either is missing here as there."""
        if hasattr(self.real, name):
            raise ThemeUnsupported(f"it asks a page for {name}")
        raise AttributeError(name)


@contextmanager
def _replaced(page: object, attributes: Mapping[str, object]) -> Iterator[None]:
    """Gives a page other attributes for a while."""
    usual = {name: getattr(page, name) for name in attributes}
    for name, value in attributes.items():
        setattr(page, name, value)
    try:
        yield
    finally:
        for name, value in usual.items():
            setattr(page, name, value)


@contextmanager
def _link_targets(env: jinja2.Environment) -> Iterator[set[str]]:
    """Collects the addresses that a theme links to while it is rendered."""
    targets: set[str] = set()
    usual = {name: env.filters[name] for name in ("url", "script_tag")}

    def collecting(name: str) -> Callable[[jinja2.runtime.Context, object], str]:
        @jinja2.pass_context
        def collect(context: jinja2.runtime.Context, value: object) -> str:
            targets.add(str(value))
            return str(usual[name](context, value))

        return collect

    env.filters.update({name: collecting(name) for name in usual})
    try:
        yield targets
    finally:
        env.filters.update(usual)
