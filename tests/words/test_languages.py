"""Texts of the interface: every message has its translation, and a translation keeps what is put into it."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from rencana.words.languages import LANGUAGES, direction, interface, texts
from rencana.words.po_file import read_catalogue

ROOT = Path(__file__).parents[2]
SCRIPT = Path(__file__).with_name("messages.py")
CATALOGUE = "generator/rencana/words/locale/id/LC_MESSAGES/rencana.po"
SAMPLE = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 ? 1 : 2);\n"

msgid "one"
msgstr "satu"

# A remark.
#, fuzzy
msgid "guess"
msgstr "tebakan"

msgid "empty"
msgstr ""

msgid ""
"several "
"lines, \"quoted\"\n"
msgstr ""
"beberapa "
"baris, \"dikutip\"\n"

msgctxt "month"
msgid "may"
msgstr "Mei"

#, python-format
msgid "%(num)s plan"
msgid_plural "%(num)s plans"
msgstr[0] "a"
msgstr[1] "b"
msgstr[2] "c"
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what messages are taken from."""
    for folder in ("generator/rencana/words", "generator/rencana/render", "generator/rencana/check", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Runs the script that keeps the catalogues."""
    return subprocess.run([sys.executable, SCRIPT, *arguments], capture_output=True, text=True, check=False)


def test_every_message_is_translated() -> None:
    """No page is half English: every message of code and templates is in every catalogue."""
    done = run(ROOT, "--check")
    assert done.returncode == 0, done.stdout + done.stderr + "\nRun .ci/words and translate what is empty."


def test_new_message_is_noticed(checkout: Path) -> None:
    """A message that is only in a template, or only in code, is seen to be missing and is then put in."""
    (checkout / "templates/pages/new.html").write_text('{{ _("Quite new") }}{% trans %}In a block{% endtrans %}')
    code = """say("New in code, {day}", day=1)\nf"# {say('Inside of {day}', day=1)}"\n"""
    (checkout / "generator/rencana/render/new.py").write_text(code)
    assert run(checkout, "--check").returncode == 1
    written = run(checkout)
    assert written.returncode == 0
    for message in ("Quite new", "In a block", "New in code, {day}", "Inside of {day}"):
        assert f"untranslated: {message!r}" in written.stdout
        assert f'msgid "{message}"\n' in (checkout / CATALOGUE).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "report"),
    [
        ('msgid "Objectives"\nmsgstr "Tujuan"', 'msgid "Objectives"\nmsgstr ""', "untranslated: 'Objectives'"),
        ('msgid "Objectives"', '#, fuzzy\nmsgid "Objectives"', "fuzzy: 'Objectives'"),
        ('msgid "Objectives"', 'msgid "Gone"\nmsgstr "x"\n\nmsgid "Objectives"', "out of date"),
        ("%(num)s kesalahan", "%(nomor)s kesalahan", "not the same values: ('%(num)s error', '%(num)s errors')"),
        ("Dihentikan pada {day}", "Dihentikan pada {hari}", "not the same values: 'Stopped on {day}'"),
    ],
)
def test_fault_of_catalogue_is_noticed(checkout: Path, old: str, new: str, report: str) -> None:
    """A catalogue fails where a text is missing, doubtful, left over, or loses what is put into it."""
    path = checkout / CATALOGUE
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    done = run(checkout, "--check")
    assert done.returncode == 1
    assert report in done.stdout


def test_catalogue_is_stable(checkout: Path) -> None:
    """Writing a catalogue twice gives the same bytes."""
    run(checkout)
    before = (checkout / CATALOGUE).read_bytes()
    run(checkout)
    assert (checkout / CATALOGUE).read_bytes() == before


def test_quick_reader_agrees_with_babel() -> None:
    """Our quick reader of .po files finds what Babel's finds."""
    path = ROOT / CATALOGUE
    with path.open("rb") as file:
        catalog = read_po(file, locale="id")
    quick = read_catalogue(path.read_text(encoding="utf-8"))
    plural = {message.id[0]: tuple(message.string) for message in catalog if isinstance(message.id, tuple)}
    assert quick.plural == plural
    assert quick.singular == {
        message.id: message.string for message in catalog if message.id and isinstance(message.id, str)
    }


def test_all_forms_are_read() -> None:
    """Contexts, long messages and the plural rule of the language are read; doubtful and empty texts are not."""
    catalogue = read_catalogue(SAMPLE)
    assert catalogue.singular == {
        "one": "satu",
        'several lines, "quoted"\n': 'beberapa baris, "dikutip"\n',
        "month\x04may": "Mei",
    }
    assert catalogue.plural == {"%(num)s plan": ("a", "b", "c")}
    assert [catalogue.form(number) for number in (1, 22, 30)] == [0, 1, 2]


def test_texts_fall_back_to_english() -> None:
    """What is not translated is shown in English, with English's own plural."""
    assert texts("id").gettext("Nobody wrote this") == texts("en").gettext("Nobody wrote this") == "Nobody wrote this"
    assert [texts("en").ngettext("%(num)s error", "%(num)s errors", number) for number in (1, 2)] == [
        "%(num)s error",
        "%(num)s errors",
    ]
    assert texts("id").ngettext("nobody", "wrote these", 2) == "wrote these"
    assert texts("id").pgettext("month", "Objectives") == "Objectives"
    assert texts("id").npgettext("month", "one", "many", 1) == "one"


def test_texts_are_indonesian() -> None:
    """The Indonesian texts are found, for every number."""
    assert texts("id").gettext("Objectives") == "Tujuan"
    assert {texts("id").ngettext("%(num)s error", "%(num)s errors", number) for number in (0, 1, 2)} == {
        "%(num)s kesalahan"
    }
    assert texts("id").gettext("") == ""


def test_catalogue_is_read_quickly() -> None:
    """Reading a catalogue costs a start of the program next to nothing, so it needs no compiled copy."""
    text = (ROOT / CATALOGUE).read_text(encoding="utf-8")
    best = min(_seconds(text) for _ in range(5))
    assert best < 0.05  # measured: 0.006


def _seconds(text: str) -> float:
    start = time.perf_counter()
    read_catalogue(text)
    return time.perf_counter() - start


def test_interface_is_nearest_language() -> None:
    """A plan in any language is shown in an interface that exists."""
    assert set(LANGUAGES) == {"en", "id"}
    assert [interface(language) for language in ("id-ID", "ID", "en-US", "fr", "")] == ["id", "id", "en", "en", "en"]


def test_direction_follows_script() -> None:
    """Arabic and Hebrew run from right to left, whatever the country."""
    assert [direction(language) for language in ("ar-EG", "he", "id", "en-GB")] == ["rtl", "rtl", "ltr", "ltr"]
