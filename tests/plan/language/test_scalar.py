"""Each kind of text takes what it is meant for, and refuses the rest with words of its own."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from rencana.plan.language.fault import refusal
from rencana.plan.language.scalar import (
    Currency,
    Language,
    is_place_code,
    read_duration,
    read_flag,
    read_folder,
    read_former_id,
    read_id,
    read_link,
    read_path,
    read_prose,
    read_reference,
    read_share,
    read_text,
    read_timezone,
)
from rencana.source.document import EMPTY

READERS: list[Callable[[object], object]] = [
    read_text,
    read_id,
    read_reference,
    read_former_id,
    read_flag,
    read_link,
    read_path,
    read_prose,
    read_timezone,
    read_share,
    read_duration,
]


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
@pytest.mark.parametrize("data", [EMPTY, [], {}, ["text"]], ids=repr)
def test_only_text_is_taken(reader: Callable[[object], object], data: object) -> None:
    """Where one text belongs, a list, a map and nothing at all are refused with words, never with a traceback."""
    assert refusal(reader, data)


@pytest.mark.parametrize("reader", [read_text, read_prose, read_reference, read_former_id, read_path, read_timezone])
@pytest.mark.parametrize("text", ["", " ", "\n\t", "\N{NO-BREAK SPACE}"], ids=ascii)
def test_blank_is_nothing(reader: Callable[[object], object], text: str) -> None:
    """Spaces alone are no text: nobody could read them, and no page could be called so."""
    assert refusal(reader, text).startswith("Nothing but spaces")


@pytest.mark.parametrize("text", ["a", "iftar-2026", "1", "ramadán", "कॉफ़ी", "咖啡-1", "öl"])
def test_ids_are_words_of_any_script(text: str) -> None:
    """An id is made of letters of any script and of digits, in words joined by hyphens."""
    assert read_id(text) == text


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("Young Urban", "young-urban"),
        ("young_urban", "young-urban"),
        ("-a-", "a"),
        ("a--b", "a-b"),
        ("50%", "50"),
        ("!", "an-id"),
        ("", "an-id"),
        ("ÖL", "öl"),
        ("NUL", "nul-1"),
    ],
)
def test_other_ids_get_a_better_one(text: str, better: str) -> None:
    """What is no id is refused with the id that it could be."""
    assert refusal(read_id, text).endswith(f"Write it as “{better}”.")


def test_an_id_is_stored_composed() -> None:
    """An accent that was typed apart from its letter gives the same id as one typed with it."""
    assert read_id("cafe\N{COMBINING ACUTE ACCENT}") == read_id("café") == "café"
    assert read_reference(" cafe\N{COMBINING ACUTE ACCENT} ") == "café"


@pytest.mark.parametrize(
    ("text", "reason"), [("a\N{ZERO WIDTH SPACE}b", "U+200B"), ("x-own", "begins with x-"), ("x-", "no id")]
)
def test_ids_that_look_right_are_refused(text: str, reason: str) -> None:
    """An invisible character, or the prefix of the user's own keys, makes an id that nobody could refer to."""
    assert reason in refusal(read_id, text)


@pytest.mark.parametrize("text", ["a" * 81, "茶" * 81, "ع" * 300, "nul", "con", "com1", "lpt9", "com¹"])
def test_ids_can_be_names_of_files(text: str) -> None:
    """An id names folders and pages, so it is short, and no name that Windows keeps for itself."""
    assert refusal(read_id, text)
    assert read_id(f"{text[:78]}-x")


@pytest.mark.parametrize("text", ["iftar-2025", "Iftar 2025", "iftar_25.1", "कॉफ़ी", "nullable"])
def test_former_ids_are_what_folders_were_called(text: str) -> None:
    """A former id need be no id of today: whatever a folder could be called is taken."""
    assert read_former_id(f" {text} ") == text


@pytest.mark.parametrize(
    "text", ["../up", "a/b", "a\\b", ".hidden", "end.", "aux", "aux.old", "a" * 101, "茶" * 34, "a:b"]
)
def test_no_former_id_leads_elsewhere(text: str) -> None:
    """A redirect is written below a former id, which is one name that every system can hold."""
    assert refusal(read_former_id, text)


def test_a_folder_is_named_composed() -> None:
    """A folder whose name only looks like an id is refused: nobody could refer to its campaign."""
    assert read_folder("café") == "café"
    assert "accents" in refusal(read_folder, "cafe\N{COMBINING ACUTE ACCENT}")


@given(st.text(alphabet="abAB01 _-!%.", max_size=15))
def test_a_suggested_id_is_an_id(text: str) -> None:
    """Whatever is refused, the id that the help suggests is taken."""
    suggestion = refusal(read_id, text).partition("Write it as “")[2].removesuffix("”.")
    assert read_id(suggestion or text)


@pytest.mark.parametrize("text", ["https://a", "http://a.example/b?c=d#e", "mailto:press@a.example"])
def test_links_are_whole_addresses(text: str) -> None:
    """An address of the web or of a mailbox is taken as it is written."""
    assert read_link(f" {text} ") == text


@pytest.mark.parametrize("text", ["a.example", "www.a.example", "ftp://a", "https://", "https://a b", "mailto:a"])
def test_other_links_are_refused(text: str) -> None:
    """What a browser would not open from a page is no link; javascript least of all."""
    assert "no link" in refusal(read_link, text)
    assert refusal(read_link, f"javascript:{text}")


@pytest.mark.parametrize("text", ["/etc/passwd", "../other/plan.yaml", "a/../../b", "c:\\b", "a\\b", "file:a"])
def test_paths_stay_in_the_folder(text: str) -> None:
    """A path that leads out of the campaign's folder, in the spelling of any system, is refused."""
    assert "leads out" in refusal(read_path, text)


@pytest.mark.parametrize("text", ["assets/picture.jpg", "..a/b", "a..b", "a/.../b"])
def test_dots_in_names_are_allowed(text: str) -> None:
    """Only a step that is `..` leads out; dots inside of a name do not."""
    assert read_path(text) == text


def test_flags_are_two_words() -> None:
    """Only `true` and `false` are flags: `yes` and `on` are what YAML makes mistakes with."""
    assert (read_flag("true"), read_flag("false")) == (True, False)
    assert all(refusal(read_flag, text) for text in ("yes", "on", "True", "1", ""))


@pytest.mark.parametrize(
    ("text", "is_code"),
    [("ID", True), ("ID-JK", True), ("GB-1", True), ("id", False), ("IDN", False), ("ID-", False), ("ID-JKTA", False)],
)
def test_places_may_be_codes(text: str, is_code: bool) -> None:
    """A country or a part of one is written as ISO 3166 does; everything else has to be declared."""
    assert is_place_code(text) is is_code


def test_time_zones_exist() -> None:
    """A time zone is one of the IANA database, in its spelling."""
    assert read_timezone("Asia/Jakarta") == "Asia/Jakarta"
    assert all("no time zone" in refusal(read_timezone, text) for text in ("Asia/Bandung", "asia/jakarta", "WIB", "."))


@pytest.mark.parametrize("text", ["id", "pt-BR", "zh-Hant-TW", "es-419"])
def test_languages_are_tags(text: str) -> None:
    """A language is a tag of BCP 47 in its usual case."""
    assert TypeAdapter(Language).validate_python(text) == text


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Language, "ID"),
        (Language, "id_ID"),
        (Language, "english"),
        (Currency, "idr"),
        (Currency, "Rp"),
        (Currency, "."),
    ],
)
def test_other_tags_and_codes_are_refused(kind: object, text: str) -> None:
    """A language in another case or in words, and a currency that is no code of ISO 4217, are refused."""
    with pytest.raises(ValidationError, match=r"is no (language|currency)"):
        TypeAdapter(kind).validate_python(text)


def test_shares_and_durations_are_plain_values() -> None:
    """A share is a part of one, a duration a length of time; other units are refused."""
    assert read_share("12.5%") == Decimal("0.125")
    assert read_duration("1w 2d 3h") == timedelta(weeks=1, days=2, hours=3)
    assert "belongs here" in refusal(read_share, "12.5")
    assert "belongs here" in refusal(read_duration, "90")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a" * 20_000, ""),
        ("a" * 20_001, "The text has 20 001 characters; at most 20 000 "),
        ("a\n" * 999 + "a", ""),
        ("a\n" * 1000 + "a", "The text has 1 001 lines; at most 1 000 "),
        ("[" * 400 + "<" * 400, ""),
        ("[" * 401, "The text has [ 401 times; at most 400 "),
        ("<" * 401, "The text has < 401 times; at most 400 "),
        ("a\n" + "1. " * 99 + "a", ""),
        ("a\n" + "1. " * 100 + "a", "A line of the text begins with a hundred "),
        ("a\n" + "\t" * 50 + ">" * 50 + "a", "A line of the text begins with a hundred "),
    ],
)
def test_prose_has_limits(text: str, reason: str) -> None:
    """Prose is taken up to a length, a number of marks and a depth that no person meets; beyond, the reason is said."""
    assert refusal(read_prose, text).startswith(reason)
    assert bool(refusal(read_prose, text)) == bool(reason)
