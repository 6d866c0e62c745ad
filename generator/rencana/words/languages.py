"""The languages of the interface, and their texts; English is the language that messages are written in."""

from collections.abc import Mapping
from functools import cache
from gettext import NullTranslations
from importlib.resources import files
from types import MappingProxyType

from babel.messages.pofile import read_po

LANGUAGES: Mapping[str, str] = MappingProxyType({"en": "English", "id": "Bahasa Indonesia"})
"""Each language of the interface with its own name for itself."""

RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})


class Texts(NullTranslations):
    """The texts of one language, read from its catalogue; what is not translated is shown in English."""

    def __init__(self, singular: Mapping[str, str], plural: Mapping[str, tuple[str, ...]], one: bool) -> None:  # noqa: FBT001  a fact of the language
        super().__init__()
        self._singular, self._plural, self._one = singular, plural, one

    def gettext(self, message: str) -> str:
        """Returns the text of a message in this language."""
        return self._singular.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Returns the text that fits a number."""
        forms = self._plural.get(msgid1, (msgid1, msgid2))
        return forms[0] if len(forms) == 1 or (self._one and n == 1) else forms[1]


def interface(language: str) -> str:
    """Returns the language of the interface that is nearest to a plan's language."""
    base = language.split("-")[0]
    return base if base in LANGUAGES else "en"


def direction(language: str) -> str:
    """Returns `rtl` for languages that are written from right to left, else `ltr`."""
    return "rtl" if language.split("-")[0] in RIGHT_TO_LEFT else "ltr"


@cache
def texts(language: str) -> Texts:
    """Returns the texts of the interface in a language."""
    name = interface(language)
    if name == "en":
        return Texts({}, {}, one=True)
    path = files("rencana.words").joinpath("locale", name, "LC_MESSAGES", "rencana.po")
    with path.open("rb") as file:
        catalog = read_po(file, locale=name)
    singular: dict[str, str] = {}
    plural: dict[str, tuple[str, ...]] = {}
    for message in catalog:
        if not message.id or not message.string or message.fuzzy:
            continue
        if isinstance(message.id, (list, tuple)):
            plural[message.id[0]] = tuple(message.string)
        else:
            singular[message.id] = str(message.string)
    return Texts(singular, plural, one=catalog.num_plurals > 1)
