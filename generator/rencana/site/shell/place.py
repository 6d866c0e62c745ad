"""Where a page of ours lives in its site; once the host has told it, nobody has to ask it again."""

from typing import NamedTuple


class PageLocation(NamedTuple):
    """The address of a page, and what its surroundings depend on.

    `file_path` is that of its file in the site. `shared` are the folders of the address that the theme may link into,
    `below` counts those after them, and `file` is true where the address ends in a file. `own` is the path of a page
    that stands in the navigation, which is around no other page as it is around this one.
    """

    url: str
    file_path: str
    canonical: str
    edit: str
    spoken: str
    shared: tuple[str, ...]
    below: int
    file: bool
    own: str
