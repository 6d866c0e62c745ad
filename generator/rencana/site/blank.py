"""A page that stands for all pages of a kind: the theme is rendered around marks, and the marks are found again."""

import re
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

import jinja2
from markupsafe import Markup, escape
from mkdocs.structure.toc import AnchorLink, TableOfContents

from rencana.site.hosted import TOP, HostedPage
from rencana.site.sharing import Share

_ITEM = "partials/toc-item.html"
_PROBE = "<i>x</i> &amp; & ' \""
"""What shows in which of the ways below a theme has written a text."""

Way: TypeAlias = Callable[[str], str]
_WAYS: tuple[Way, ...] = (
    str,
    lambda text: str(escape(text)),
    lambda text: Markup(text).striptags(),  # noqa: S704  what Jinja's filter does
    lambda text: str(escape(Markup(text).striptags())),  # noqa: S704  as above
)
"""How a theme may write a text of a page: as it is, escaped, or without tags."""


class Unfit(Exception):
    """The theme does with a page what no shell can do."""


class Kind(NamedTuple):
    """What pages have in common whose shell is the same.

    `shared` are the folders of the address that the theme may link into, `below` counts the folders after them, `file`
    is true where the address ends in a file. `said` are values that the theme shows, `levels` those of the table of
    contents, and `filled` says which texts are there at all.
    """

    shared: tuple[str, ...]
    below: int
    file: bool
    said: tuple[str, ...]
    levels: tuple[int, ...]
    filled: tuple[bool, ...]


def texts_of(page: HostedPage, env: jinja2.Environment) -> dict[str, str]:
    """Returns all that differs between pages of a kind, by name; entries of the table of contents are HTML already."""
    return {
        "title": page.title or "",
        "meta title": page.meta.get("title", ""),
        "description": page.meta.get("description", ""),
        "content": page.content or "",
        "address": page.canonical_url or "",
        "edit": page.edit_url or "",
        "shared title": page.share.title,
        "shared description": page.share.description,
        **{f"entry {number}": _entry(env, link) for number, link in enumerate(entries(page.toc))},
    }


def entries(toc: Iterable[AnchorLink]) -> list[AnchorLink]:
    """Returns the entries of a table of contents: what stands below the title, as themes show it."""
    return [link for title in toc for link in title.children]


def _entry(env: jinja2.Environment, link: AnchorLink) -> str:
    try:
        return env.get_template(_ITEM).render(toc_item=link)
    except jinja2.TemplateNotFound:
        # Not Material: where another theme shows the entries, their marks are found in places where none is meant.
        return ""


def render_theme(env: jinja2.Environment, context: Mapping[str, Any]) -> str:
    """Renders the theme truly."""
    return env.get_template("main.html").render(context)


@dataclass(frozen=True, slots=True)
class Slot:
    """A place of a shell: which text stands there, and how it is written."""

    name: str
    way: Way


@dataclass(frozen=True, slots=True)
class Shell:
    """The theme around all pages of a kind.

    `answers` are what the theme asked of texts, and what it was told; a page with another answer has no place here.
    `near` are the beginnings of addresses into which the theme links: from there its links look different.
    """

    parts: tuple[str | Slot, ...]
    answers: Mapping[tuple[str, str], bool]
    near: tuple[str, ...]

    def fill(self, texts: Mapping[str, str], url: str) -> str | None:
        """Returns a page, or nothing where this one has to be rendered truly."""
        if any((wanted in texts[name]) != answer for (name, wanted), answer in self.answers.items()):
            return None
        if url.startswith(self.near):
            return None
        return "".join(part if isinstance(part, str) else part.way(texts[part.name]) for part in self.parts)


def make_shell(env: jinja2.Environment, context: Mapping[str, Any], texts: Mapping[str, str], kind: Kind) -> Shell:
    """Renders the theme around a blank page and finds the places of its marks."""
    marks = Marks(secrets.token_hex(8))
    answers: dict[tuple[str, str], bool] = {}
    blank = Blank(context["page"], texts, kind, marks, answers)
    with _linked(env) as targets:
        try:
            output = render_theme(env, {**context, "page": blank})
        except jinja2.TemplateError as error:
            raise Unfit(f"it cannot be rendered without a page ({error})") from error
    for number, link in enumerate(entries(blank.toc)):
        if entry := _entry(env, link):
            output = output.replace(entry, marks.mark(f"entry {number}"))
    parts = tuple(_parts(output, marks))
    if unknown := {part.name for part in parts if isinstance(part, Slot)} - texts.keys():
        raise Unfit(f"it shows {', '.join(sorted(unknown))} in a place of its own")
    size = len(kind.shared) + 1
    ways = {tuple(target.split("/")[:-1][:size]) for target in targets}
    return Shell(parts, answers, tuple(sorted("/".join(way) + "/" for way in ways if len(way) == size)))


@dataclass(frozen=True, slots=True)
class Marks:
    """Texts that nobody can have written, each of them known again in whatever way a theme writes it."""

    secret: str
    given: dict[str, str] = field(default_factory=dict)

    def mark(self, name: str) -> str:
        """Returns the mark with a name."""
        number = len(self.given)
        return self.given.setdefault(name, f"{self.secret}a{number}z{_PROBE}{self.secret}b{number}z")

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yields where marks begin and end, and their names."""
        names = list(self.given)
        for found in re.finditer(rf"{self.secret}a(\d+)z.*?{self.secret}b\1z", text, re.DOTALL):
            yield found.start(), found.end(), names[int(found[1])]


class Told(str):  # noqa: SLOT000  there are a dozen of them
    """A mark that answers what a theme looks for in it as the text of a real page would, and notes the question.

    Whoever wants to know more of it, or to take it apart, needs the real text.
    """

    answers: dict[tuple[str, str], bool]
    name: str
    real: str

    def __bool__(self) -> bool:
        """Says that there is a text: marks stand for no others."""
        return True

    def __str__(self) -> str:
        """Stays what it is, so that filters meet it too."""
        return self

    def __contains__(self, wanted: object) -> bool:
        """Answers as the real text would."""
        answer = str(wanted) in self.real
        self.answers[self.name, str(wanted)] = answer
        return answer

    def replace(self, old: object, *_: object) -> str:
        """Stays what it is, where the real text has nothing to replace."""
        if old in self:
            raise Unfit(f"it replaces {old!r} in the {self.name}")
        return self

    def __len__(self) -> int:
        """Is not known."""
        raise Unfit(f"it counts the {self.name}")

    def __eq__(self, other: object) -> bool:
        """Is not known."""
        raise Unfit(f"it compares the {self.name}")

    __ne__ = __eq__
    __hash__ = str.__hash__

    def __getattribute__(self, name: str) -> Any:  # noqa: ANN401  as any attribute
        """Gives away nothing but what stands above."""
        if not name.startswith("__") and name not in ("answers", "name", "real", "replace"):
            raise Unfit(f"it takes the {self.name} apart ({name})")
        return super().__getattribute__(name)


class Blank:
    """Stands for every page of a kind."""

    active = is_page = is_top_level = True
    is_homepage = is_section = is_link = False
    children = parent = previous_page = next_page = None
    ancestors: Sequence[object] = ()

    def __init__(
        self,
        page: HostedPage,
        texts: Mapping[str, str],
        kind: Kind,
        marks: Marks,
        answers: dict[tuple[str, str], bool],
    ) -> None:
        def told(name: str) -> str:
            if not texts[name]:
                return ""
            made = Told(marks.mark(name))
            made.name, made.real, made.answers = name, texts[name], answers
            return made

        self.real = page
        self.title, self.content = told("title"), told("content")
        self.meta = {**page.meta, "title": told("meta title"), "description": told("description")}
        self.canonical_url, self.edit_url = told("address") or None, told("edit") or None
        self.share = Share(told("shared title"), told("shared description"), page.share.kind)
        self.spoken, self.update_date = page.spoken, page.update_date
        title = AnchorLink(marks.mark("heading"), TOP, 1)
        title.children = [
            AnchorLink(marks.mark(f"heading {one}"), marks.mark(f"anchor {one}"), level)
            for one, level in enumerate(kind.levels)
        ]
        self.toc = TableOfContents([title])
        self.url = "/".join([*kind.shared, *[marks.secret] * kind.below, f"{marks.secret}.html" if kind.file else ""])

    def __getattr__(self, name: str) -> object:
        """Has nothing that a real page has not; what that has more is no mark's to say."""
        if hasattr(self.real, name):
            raise Unfit(f"it asks a page for {name}")
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


def _parts(output: str, marks: Marks) -> Iterator[str | Slot]:
    """Yields what is the same on all pages of a kind, and the places of what differs."""
    last = 0
    for start, end, name in marks.find(output):
        yield _literal(output[last:start], marks)
        last = end
        yield Slot(name, _way(output[start:end], marks.given[name]))
    yield _literal(output[last:], marks)


def _literal(text: str, marks: Marks) -> str:
    if marks.secret in text.lower():
        raise Unfit("it cuts or changes a text of a page, or shows its address")
    return text


def _way(written: str, mark: str) -> Way:
    for way in _WAYS:
        if way(mark) == written:
            return way
    raise Unfit("it writes a text of a page in a way of its own")
