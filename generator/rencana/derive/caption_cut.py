"""Where a network cuts a caption, and what stands behind "more"."""

import unicodedata

from rencana.catalogue import Caption, length

_JOINER = "\N{ZERO WIDTH JOINER}"
_SKIN = range(0x1F3FB, 0x1F400)


def cut_at(text: str, caption: Caption | None) -> int | None:
    """Returns the index at which a network cuts a text; None where it shows the whole, or where nobody knows.

    A letter with its accents and an emoji with its parts stay together.
    """
    if caption is None or caption.fold is None or length(text, caption.counting) <= caption.fold:
        return None
    # Length grows with the text, but not by one for each character: an address or an emoji may count more.
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if length(text[:middle], caption.counting) <= caption.fold:
            low = middle
        else:
            high = middle - 1
    while 0 < low < len(text) and _continues(text, low):
        low -= 1
    return low


def _continues(text: str, index: int) -> bool:
    """Tells whether a sign is shown together with the one before it: an accent, a skin tone, a part of an emoji."""
    sign = text[index]
    return (
        sign == _JOINER
        or text[index - 1] == _JOINER
        or ord(sign) in _SKIN
        or unicodedata.category(sign) in ("Mn", "Me")
    )
