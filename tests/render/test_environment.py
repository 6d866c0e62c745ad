"""Templates: a workspace's own go first, all values are escaped, and a fault names its file and line."""

import shutil
from pathlib import Path

import jinja2
import pytest

import rencana
from rencana.errors import TemplateError
from rencana.render.environment import environment, fill, shipped_templates


class View:
    """A view with one value, and one fault of its own."""

    title = '<b>"Q&A"</b>'

    def broken(self) -> str:
        """Fails, as a fault in our code would."""
        raise KeyError("ours")


def page(folder: Path, source: str, name: str = "pages/try.html") -> Path:
    """Writes a template of a workspace and returns the workspace's folder of templates."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")
    return folder


def filled(folder: Path, source: str, language: str = "en") -> str:
    """Fills a template of a workspace."""
    return fill(environment(language, page(folder, source)), "pages/try.html", view=View())


def test_shipped_are_live() -> None:
    """In a checkout the templates are those of the repository; a wheel carries them inside the package."""
    package = Path(rencana.__file__).parent
    live = package.parents[1] / "templates"
    assert shipped_templates() == (live if package.parent.name == "generator" else package / "templates")
    assert (shipped_templates() / "pages/home.html").is_file()


def test_wheel_has_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed package uses its own templates, also inside a project that has a folder of that name."""
    package = tmp_path / "vendored/rencana"
    package.mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    monkeypatch.setattr(rencana, "__file__", str(package / "__init__.py"))
    assert shipped_templates() == package / "templates"


def test_own_template_goes_first(tmp_path: Path) -> None:
    """A workspace replaces a single template and keeps all others."""
    templates = environment("en", page(tmp_path, "own head", "parts/head.html"))
    assert templates.get_template("parts/head.html").render() == "own head"
    assert templates.get_template("pages/home.html").filename == str(shipped_templates() / "pages/home.html")


def test_values_are_escaped(tmp_path: Path) -> None:
    """What a plan says is text, in templates of every name."""
    assert filled(tmp_path, "{{ view.title }}") == "&lt;b&gt;&#34;Q&amp;A&#34;&lt;/b&gt;"
    templates = environment("en", page(tmp_path, "{{ view.title }}", "pages/try.txt"))
    assert fill(templates, "pages/try.txt", view=View()) == "&lt;b&gt;&#34;Q&amp;A&#34;&lt;/b&gt;"


def test_values_are_escaped_once(tmp_path: Path) -> None:
    """Markup stays as it is, also through a macro, and what is no text is written as text."""
    source = "{% macro it(x) %}{{ x }}{% endmacro %}{% set bold %}<b>{% endset %}"
    assert filled(
        tmp_path, f"{source}{{{{ it(view.title) }}}} {{{{ it(bold) }}}} {{{{ it(7) }}}} {{{{ it('7') }}}}"
    ) == ("&lt;b&gt;&#34;Q&amp;A&#34;&lt;/b&gt; <b> 7 7")
    assert filled(tmp_path, '{{ _("<{x}> %(x)s", x=view.title) }}') == "<{x}> &lt;b&gt;&#34;Q&amp;A&#34;&lt;/b&gt;"


def test_texts_are_translated(tmp_path: Path) -> None:
    """Templates speak the language of the site, with values escaped inside a text."""
    source = '{{ _("Timeline of {title}") }} {{ ngettext("%(num)s error", "%(num)s errors", 2) }}'
    assert filled(tmp_path, source, "en") == "Timeline of {title} 2 errors"
    assert filled(tmp_path, source, "id") == "Lini masa {title} 2 kesalahan"
    assert filled(tmp_path, "{% trans x=view.title %}See {{ x }}{% endtrans %}").startswith("See &lt;b&gt;")


def test_environment_is_kept(tmp_path: Path) -> None:
    """Pages of one language share one environment, so that each template is compiled once."""
    assert environment("id", tmp_path) is environment("id", tmp_path)
    assert environment("id", tmp_path) is not environment("en", tmp_path)


def compiled_anew(folder: Path, compiled: Path) -> jinja2.Environment:
    """The environment as a new process makes it."""
    return environment.__wrapped__("en", folder, compiled=compiled)


def test_compiled_templates_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Given a folder, compiled templates stay there for the next run, which does not compile them again."""
    templates, compiled = page(tmp_path / "own", "x"), tmp_path / "kept"
    assert fill(compiled_anew(templates, compiled), "pages/try.html") == "x"
    monkeypatch.setattr(jinja2.Environment, "compile", None)
    assert fill(compiled_anew(templates, compiled), "pages/try.html") == "x"


@pytest.mark.parametrize("place", [0, 20, 40, 60, 200, -1])
def test_damaged_compiled_templates_are_thrown_away(tmp_path: Path, place: int) -> None:
    """Bytecode that was cut off or in which a bit was flipped is never executed; the template is compiled again."""
    templates, compiled = page(tmp_path / "own", "x"), tmp_path / "kept"
    fill(compiled_anew(templates, compiled), "pages/try.html")
    (entry,) = (path for path in compiled.rglob("*") if path.is_file())
    content = entry.read_bytes()
    flipped = bytearray(content)
    flipped[place] ^= 4
    for damage in (content[:place], bytes(flipped)):
        entry.write_bytes(damage)
        assert fill(compiled_anew(templates, compiled), "pages/try.html") == "x"
        assert entry.read_bytes() == content


def test_compiled_templates_need_no_folder(tmp_path: Path) -> None:
    """Where nothing can be written, templates are compiled each time."""
    (tmp_path / "file").write_text("in the way")
    assert fill(compiled_anew(page(tmp_path / "own", "x"), tmp_path / "file"), "pages/try.html") == "x"


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("\n\n{% if %}", 3, "cannot be read"),
        ("{{ view.title | shout }}", 1, "cannot be read: No filter named 'shout'."),
        ("\n{{ view.nope }}", 2, "has no attribute 'nope'."),
        ("<p>\n{{ nope }}", 2, "'nope' is undefined."),
        ("\n\n\n{{ nope.deep }}", 4, "'nope' is undefined."),
        ("\n{{ 1 / 0 }}", 2, "cannot be filled: division by zero."),
        ('\n{{ _("100%") }}', 2, "cannot be filled"),
    ],
)
def test_fault_names_place(tmp_path: Path, source: str, line: int, words: str) -> None:
    """A fault of a template is said with its file and line, and with what to do."""
    with pytest.raises(TemplateError) as caught:
        filled(tmp_path, source)
    assert f"{tmp_path / 'pages/try.html'}, line {line} " in caught.value.message
    assert words in caught.value.message
    assert caught.value.help


def test_fault_of_included_names_it(tmp_path: Path) -> None:
    """The file that is named is the one with the fault, not the one that includes it."""
    page(tmp_path, "\n\n{{ nope }}", "parts/inner.html")
    with pytest.raises(TemplateError, match=r"parts/inner\.html, line 3 "):
        filled(tmp_path, '{% include "parts/inner.html" %}')


def test_missing_template_is_named(tmp_path: Path) -> None:
    """A template that is nowhere is named."""
    with pytest.raises(TemplateError, match=r"There is no template parts/absent\.html\."):
        filled(tmp_path, '{% include "parts/absent.html" %}')


def test_wrong_encoding_is_said(tmp_path: Path) -> None:
    """A template in another encoding is a fault with words, not a traceback."""
    page(tmp_path, "", "pages/latin.html").joinpath("pages/latin.html").write_bytes(b"caf\xe9")
    with pytest.raises(TemplateError, match="not UTF-8"):
        fill(environment("en", tmp_path), "pages/latin.html")


def test_fault_of_view_is_ours(tmp_path: Path) -> None:
    """A fault of our own code is never blamed on a template."""
    with pytest.raises(KeyError):
        filled(tmp_path, "{{ view.broken() }}")


@pytest.mark.parametrize("folder", ["pages", "parts", "charts"])
def test_shipped_compile(folder: str) -> None:
    """Every shipped template of ours can be read; those of the theme belong to the host's own environment."""
    paths = sorted((shipped_templates() / folder).glob("*.html"))
    assert paths
    for path in paths:
        environment("en").get_template(f"{folder}/{path.name}")


def test_editing_is_seen(tmp_path: Path) -> None:
    """A template that was edited is read again by the next page, as `serve` needs it."""
    folder = tmp_path / "own"
    assert filled(folder, "one") == "one"
    shutil.rmtree(folder)
    assert filled(folder, "two, longer") == "two, longer"
