"""What a page at a former address shows: where its campaign is today."""

from msgspec import Struct


class Moved(Struct, frozen=True):
    """The title and the address of the page of today; `canonical` is the whole address, where the site has one."""

    title: str
    url: str
    canonical: str
