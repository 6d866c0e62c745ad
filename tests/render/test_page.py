"""Files beside the pages: whole or in pieces, their content is the same."""

from collections.abc import Iterator

from rencana.render.page import Download


def test_content_is_all_pieces() -> None:
    """A file may be made at once or piece by piece, and is made anew for everyone who asks."""

    def pieces() -> Iterator[bytes]:
        yield from (b"one ", b"", b"two")

    in_pieces, at_once = Download("a.csv", pieces), Download("a.csv", lambda: b"one two")
    assert list(in_pieces.pieces()) == [b"one ", b"", b"two"]
    assert list(at_once.pieces()) == [b"one two"]
    assert in_pieces.content() == at_once.content() == in_pieces.content() == b"one two"
