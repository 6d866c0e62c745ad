"""An excerpt: what pages about several campaigns show of one, as bytes, so that no plan is read again for them."""

from hashlib import sha256
from typing import TypeVar

from rencana.jobs.store import decode, encode

T = TypeVar("T")


def excerpt_key(kind: type, name: str = "") -> str:
    """Returns the key of an excerpt in its campaign: of a kind there is one, or one for each of several things."""
    return f"{kind.__name__}/{name}"


def excerpt_digest(campaign: str, key: str, content: bytes) -> bytes:
    """Returns the digest of an excerpt of a campaign."""
    return sha256(f"{key}\0{campaign}\0".encode() + content).digest()


def write_excerpt(value: object) -> bytes:
    """Returns an excerpt as bytes."""
    return encode(value)


def read_excerpt(kind: type[T], content: bytes) -> T:
    """Returns an excerpt; ValueError where the bytes are those of something else."""
    return decode(content, kind)
