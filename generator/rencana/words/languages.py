"""The languages of the interface, and their texts; English is the language that messages are written in."""

from collections.abc import Mapping
from functools import cache
from gettext import NullTranslations
from importlib.resources import files
from types import MappingProxyType

from rencana.words.po_file import CONTEXT, Catalogue, read_catalogue

LANGUAGES: Mapping[str, str] = MappingProxyType({"en": "English", "id": "Bahasa Indonesia"})
"""Each language of the interface with its own name for itself."""

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})


class Texts(NullTranslations):
    """The texts of one language; a message that its catalogue lacks is shown in English."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self._catalogue = catalogue

    def say(self, message: str, /, **values: object) -> str:
        """Returns the text of a message with values put in."""
        text = self.gettext(message)
        return text.format(**values) if values else text

    def gettext(self, message: str) -> str:
        """Returns the text of a message in this language."""
        return self._catalogue.singular.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Returns the text that fits a number."""
        return self._plural_form(msgid1, n) or super().ngettext(msgid1, msgid2, n)

    def pgettext(self, context: str, message: str) -> str:
        """Returns the text of a message whose words mean something else in another context."""
        return self._catalogue.singular.get(f"{context}{CONTEXT}{message}", message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        """Returns the text that fits a context and a number."""
        return self._plural_form(f"{context}{CONTEXT}{msgid1}", n) or super().ngettext(msgid1, msgid2, n)

    def _plural_form(self, key: str, n: int) -> str:
        forms = self._catalogue.plural.get(key)
        return forms[self._catalogue.form(n)] if forms else ""


def marked(message: str) -> str:
    """Returns a message of a table as it is; the mark lets its translation be looked for, as it is said later."""
    return message


def interface(language: str) -> str:
    """Returns the language of the interface that is nearest to a plan's language."""
    base = language.split("-", maxsplit=1)[0].lower()
    return base if base in LANGUAGES else "en"


def direction(language: str) -> str:
    """Returns `rtl` for languages that are written from right to left, else `ltr`."""
    return "rtl" if language.split("-", maxsplit=1)[0].lower() in RIGHT_TO_LEFT else "ltr"


@cache
def texts(language: str) -> Texts:
    """Returns the texts of the interface in a language."""
    path = files("rencana.words").joinpath("locale", interface(language), "LC_MESSAGES", "rencana.po")
    return Texts(read_catalogue(path.read_text(encoding="utf-8") if path.is_file() else ""))
