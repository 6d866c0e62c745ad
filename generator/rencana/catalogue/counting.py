"""How long a caption is: each network counts by rules of its own.

X: every address counts 23, letters of most scripts one, Chinese, Japanese, Korean and emoji two
(https://docs.x.com/fundamentals/counting-characters). Threads: an emoji counts its bytes in UTF-8
(https://developers.facebook.com/documentation/threads/posts). All others: every code point one.
"""

import re
import unicodedata

_ADDRESS = re.compile(r"https?://\S+")
_ADDRESS_LENGTH = 23
_HEAVY = re.compile(r"[^\u0000-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")
"""The code points that count two on X; all others count one."""
_JOINED = re.compile("\N{ZERO WIDTH JOINER}.")
_DRESS = re.compile("[\N{VARIATION SELECTOR-16}\U0001f3fb-\U0001f3ff]")
"""What changes the look of an emoji: its colours, and the tone of a skin."""
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")


def length(text: str, counting: str = "") -> int:
    """Returns how many characters a network counts in a caption; `counting` is `x`, `threads`, or empty."""
    composed = unicodedata.normalize("NFC", text)
    match counting:
        case "x":
            without_addresses, addresses = _ADDRESS.subn("", composed)
            return addresses * _ADDRESS_LENGTH + _weighted(without_addresses)
        case "threads":
            emoji = [sign for sign in composed if unicodedata.category(sign) == "So" or _DRESS.match(sign)]
            return len(composed) - len(emoji) + len("".join(emoji).encode())
        case _:
            return len(composed)


def _weighted(text: str) -> int:
    """Returns the length of a text on X, where an emoji counts two, however many code points it is made of."""
    if text.isascii():
        return len(text)
    single = _DRESS.sub("", _JOINED.sub("", _FLAG.sub(lambda flag: flag[0][0], text)))
    return len(single) + len(_HEAVY.findall(single))
