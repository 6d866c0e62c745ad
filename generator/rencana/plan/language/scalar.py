"""The kinds of text that a plan is made of: each takes text in, gives a typed value, and has error words of its own."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, TypeAlias
from zoneinfo import available_timezones

from msgspec import Struct
from pydantic_core import CoreSchema, core_schema

from rencana.plan.language.amount import Amount, Unit, amount_in, read_amount
from rencana.plan.language.exactness import read_count, read_money, read_people
from rencana.plan.language.fault import fail, several, short
from rencana.plan.language.prose import excess
from rencana.plan.language.rhythm import Every, Hours, Rate, read_every, read_hours, read_rate
from rencana.plan.language.when import Moment, When, read_day, read_moment, read_when
from rencana.source.portable import LONGEST, is_device, objection
from rencana.words.visible import hidden_sign

_ID = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_PLAIN_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_ID = 80
"""So many characters an id may have: it is a word that people type, and the name of a page."""
_LINK = re.compile(r"(?:https?://[^\s/]+\S*|mailto:[^\s@]+@[^\s@]+)")
_PLACE = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?")
_CURRENCY = re.compile(r"[A-Z]{3}")
_FLAGS = {"true": True, "false": False}


_LONGEST_TEXT = 70_000
"""So many characters: the longest caption that a platform takes has 63,206."""
_LONGEST_TITLE = 500
"""A title stands on every page, so it has a limit of its own."""


def read_text(text: object) -> str:
    """Reads a text, which is shown as it is written."""
    if not isinstance(text, str):
        fail("wrong-kind", "A text belongs here.", help="Write the text after the colon, on the same line.")
    return _within(_LONGEST_TEXT, _not_blank(text.strip()))


def _not_blank(words: str) -> str:
    if not words:
        fail("left-empty", "Nothing but spaces stands here.", help="Write its value, or take the line out.")
    return words


def read_title(text: object) -> str:
    """Reads a title: a text that is short enough to be a heading."""
    return _within(_LONGEST_TITLE, read_text(text))


def _within(limit: int, words: str) -> str:
    if len(words) > limit:
        message = f"The text has {len(words)} characters; at most {limit} belong here."
        fail("bad-text", message, help="Shorten it, or put it into a page of its own and link to it.")
    return words


def read_label(text: object) -> str:
    """Reads one of several short names, as a tag."""
    words = read_text(text)
    if "," in words or ";" in words:
        help = f"Several stand in brackets, with commas between: [{', '.join(several(words))}]."
        fail("bad-text", f"{short(words, 40)} is one name with a comma.", help=help)
    return words


def read_prose(text: object) -> str:
    """Reads a text in Markdown, of a length and depth that people write."""
    words = read_text(text)
    if reason := excess(words):
        fail("prose-over-limit", reason, help="Put it into a page of its own, and link to it from here.")
    return words


def read_id(text: object) -> str:
    """Reads an id: lower-case letters of any script and digits, in words joined by hyphens."""
    if not isinstance(text, str):
        fail("wrong-kind", "An id belongs here.", help="An id is a word such as young-urban.")
    if _PLAIN_ID.fullmatch(text) and not text.startswith("x-"):
        return _nameable(text)
    words = unicodedata.normalize("NFC", text)
    if hidden := hidden_sign(words):
        fail("bad-id", f"The id {short(words, 40)} holds an invisible sign ({hidden}).", help="Type it again.")
    # Marks (vowel signs) are part of the letters of many scripts; a word character for them, not for Python's \w.
    bare = "".join(c for c in words if not unicodedata.category(c).startswith("M"))
    if not _ID.fullmatch(bare) or words != words.lower():
        if (names := several(words)) and all(_ID.fullmatch(name) for name in names):
            help = f"Several stand in brackets, with commas between: [{', '.join(names)}]."
            fail("bad-id", f"{short(words, 40)} is no id; it names several things.", help=help)
        better = mended_id(words) or "an-id"
        better = f"{better}-1" if is_device(better) else better
        fail("bad-id", f"{short(words, 40)} is no id.", help=f"Write it as {short(better, 40)}.")
    if words.startswith("x-"):
        fail(
            "bad-id", f"The id {short(words, 40)} begins with x-.", help="Keys with x- are your own; choose another id."
        )
    return _nameable(words)


def _nameable(id: str) -> str:
    """Returns an id that can be the name of a folder and of a page."""
    if len(id) > LONGEST_ID:
        help = "Shorten it; what it is called in full belongs into its title."
        fail("bad-id", f"The id {short(id, 40)} has {len(id)} characters, more than {LONGEST_ID}.", help=help)
    if is_device(id):
        fail("bad-id", f"{id} is a name that Windows keeps for itself.", help=f"Choose another, such as {id}-1.")
    return id


def read_folder(name: object) -> str:
    """Reads the name of a campaign's folder, which is its id."""
    id = read_id(name)
    if id != name:
        message = f"The accents of {short(id, 40)} are written as signs of their own, which makes it another name."
        fail("bad-id", message, help="Type the name anew.")
    return id


def mended_id(text: str) -> str:
    """Returns the id that is nearest to a text; empty where it has no letter and no digit."""
    return re.sub(r"[\W_]+", "-", text.lower()).strip("-").removeprefix("x-")


def read_reference(text: object) -> str:
    """Reads the id of something that stands elsewhere; whether it exists is checked when all plans are read."""
    if not isinstance(text, str):
        fail("wrong-kind", "The id of something belongs here.", help="Name it by its id, such as young-urban.")
    words = _not_blank(text.strip())
    return words if words.isascii() else unicodedata.normalize("NFC", words)


def read_former_id(text: object) -> str:
    """Reads a former id of a campaign: whatever a folder could be called, as a page at its address is made."""
    words = read_reference(text)
    why = objection(words) or ("begins with a point" if words.startswith(".") else "")
    if not why and len(words.encode()) > LONGEST:
        why = f"has more than {LONGEST} bytes"
    if why:
        fail("bad-id", f"{short(words, 40)} {why}.", help="Write the name that the campaign's folder had.")
    return words


def read_flag(text: object) -> bool:
    """Reads `true` or `false`."""
    if isinstance(text, str) and text in _FLAGS:
        return _FLAGS[text]
    return fail("bad-choice", f"{short(text)} is neither true nor false.", help="Write true or false.")


def read_link(text: object) -> str:
    """Reads an address of the web or of a mailbox."""
    words = read_text(text)
    if not _LINK.fullmatch(words):
        fail("bad-link", f"{short(words)} is no link.", help="Write the whole address, with https:// in front.")
    return words


def read_path(text: object) -> str:
    """Reads the path of a file below the campaign's folder."""
    words = read_text(text)
    if words.startswith("/") or "\\" in words or ".." in words.split("/") or ":" in words:
        fail("bad-path", f"{short(words)} leads out of the campaign's folder.", help="Write assets/picture.jpg.")
    return words


def is_place_code(text: str) -> bool:
    """Tells whether a place is written as an ISO 3166 code, such as ID or ID-JK."""
    return bool(_PLACE.fullmatch(text))


def _matching(pattern: re.Pattern[str], what: str, sample: str) -> Callable[[object], str]:
    def read(text: object) -> str:
        words = read_text(text)
        if not pattern.fullmatch(words):
            fail("bad-text", f"{short(words, 40)} is no {what}.", help=f"Write for example {sample}.")
        return words

    return read


def read_timezone(text: object) -> str:
    """Reads a name of the IANA time zone database."""
    words = read_text(text)
    if words not in _timezones():
        fail("bad-text", f"{short(words, 40)} is no time zone.", help="Write for example Asia/Jakarta.")
    return words


@cache
def _timezones() -> frozenset[str]:
    """Returns all names; cached, because Python opens every file of the database to gather them."""
    return frozenset(available_timezones())


def read_share(text: object) -> Decimal:
    """Reads a percentage and returns it as a part of one."""
    return amount_in(Unit.PERCENT)(text).value


def read_duration(text: object) -> timedelta:
    """Reads a length of time, as 2h 30m or 100 days."""
    return timedelta(seconds=float(amount_in(Unit.DURATION)(text).value))


class Scalar(Struct, frozen=True):
    """A kind of text, which one of our readers takes.

    A plain validator of our own: with pydantic's, each type would also get a serializer that nobody calls, and a
    start would take longer. The editor schema holds each kind once, below $defs; `schema.py` turns the name that is
    written here into a reference to it.
    """

    name: str
    read: Callable[[object], object]

    def __get_pydantic_core_schema__(self, *_: object) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, *_: object) -> dict[str, Any]:
        return {"scalar": self.name}


Text: TypeAlias = Annotated[str, Scalar("text", read_text)]
Label: TypeAlias = Annotated[str, Scalar("text", read_label)]
Title: TypeAlias = Annotated[str, Scalar("text", read_title)]
Prose: TypeAlias = Annotated[str, Scalar("prose", read_prose)]
Id: TypeAlias = Annotated[str, Scalar("id", read_id)]
Ref: TypeAlias = Annotated[str, Scalar("reference", read_reference)]
FormerId: TypeAlias = Annotated[str, Scalar("former-id", read_former_id)]
Flag: TypeAlias = Annotated[bool, Scalar("flag", read_flag)]
Link: TypeAlias = Annotated[str, Scalar("link", read_link)]
FilePath: TypeAlias = Annotated[str, Scalar("path", read_path)]
Language: TypeAlias = Annotated[str, Scalar("language", _matching(_LANGUAGE, "language", "id or en"))]
Currency: TypeAlias = Annotated[str, Scalar("currency", _matching(_CURRENCY, "currency", "IDR"))]
Timezone: TypeAlias = Annotated[str, Scalar("timezone", read_timezone)]
Size: TypeAlias = Annotated[Amount, Scalar("amount", read_amount)]
Count: TypeAlias = Annotated[Amount, Scalar("count", read_count)]
People: TypeAlias = Annotated[Amount, Scalar("amount", read_people)]
Money: TypeAlias = Annotated[Amount, Scalar("money", read_money)]
Share: TypeAlias = Annotated[Decimal, Scalar("share", read_share)]
Change: TypeAlias = Annotated[Amount, Scalar("change", read_amount)]
Duration: TypeAlias = Annotated[timedelta, Scalar("duration", read_duration)]
Day: TypeAlias = Annotated[date, Scalar("day", read_day)]
Date: TypeAlias = Annotated[When, Scalar("when", read_when)]
At: TypeAlias = Annotated[Moment, Scalar("moment", read_moment)]
HourRange: TypeAlias = Annotated[Hours, Scalar("hours", read_hours)]
Repeat: TypeAlias = Annotated[Every, Scalar("every", read_every)]
Frequency: TypeAlias = Annotated[Rate, Scalar("rate", read_rate)]
