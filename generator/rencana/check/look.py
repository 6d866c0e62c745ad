"""What looking at the files of one campaign gave: its findings, and the little that is needed to look at all of them.

It is plain data, so that it can come from another process or from the cache, where it is kept as MessagePack.
"""

from collections.abc import Mapping

from msgspec import Struct, msgpack

from rencana.check.remarks import Key, RemarkEntry
from rencana.check.summary import PlanSummary
from rencana.finding import Finding
from rencana.plan.campaign import Location


class CampaignCheck(Struct, frozen=True):
    """One campaign after it was looked at alone."""

    id: str
    title: str
    file: str
    """Its plan."""
    exists: bool
    """Whether other campaigns may name it."""
    unreadable: bool
    money: tuple[int, int] | None
    """The first and the last line of its budget."""
    faults: tuple[Finding, ...]
    """What is wrong with its files and with its language."""
    flaws: tuple[Finding, ...]
    """What rules found, before remarks set any of it aside."""
    remarks: Mapping[Key, RemarkEntry]
    parent: tuple[str, Location] | None
    """The campaign that it names as the one it is a part of, which may not exist."""
    brief: PlanSummary | None
    """What rules that compare plans see of it; None where it cannot be shown."""


def to_bytes(look: CampaignCheck) -> bytes:
    """Writes a look as MessagePack."""
    return msgpack.encode(look)


def from_bytes(content: bytes) -> CampaignCheck:
    """Reads a look that was written as MessagePack."""
    return msgpack.decode(content, type=CampaignCheck)
