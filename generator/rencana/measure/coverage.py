"""How much of what a KPI expects was read, channel by channel, to the day asked."""

from datetime import date
from decimal import Decimal

from msgspec import Struct

from rencana.measure.spans import Span


class ChannelCoverage(Struct, frozen=True):
    """How many cells of one channel (empty: of the whole) should have been read, and how many were.

    The cells are `days` (times the places and audiences), or the published `posts` of a channel that is read by posts.
    `spans` are the days on which all of its cells were read, `open` those on which it is open, to the day asked itself.
    """

    channel: str
    unit: str
    expected: int
    read: int
    spans: tuple[Span, ...] = ()
    open: tuple[Span, ...] = ()
    missing: tuple[Span, ...] = ()

    @property
    def share(self) -> Decimal:
        """The part that was read; all of it, where nothing was to be read."""
        return Decimal(self.read) / self.expected if self.expected else Decimal(1)


class Coverage(Struct, frozen=True):
    """How much was read of all channels together, and of each of them."""

    channels: tuple[ChannelCoverage, ...]

    @property
    def unit(self) -> str:
        """What is counted: `days`, `posts`, or `cells` where some channels are read by days and others by posts."""
        units = {channel.unit for channel in self.channels}
        return units.pop() if len(units) == 1 else "cells"

    @property
    def expected(self) -> int:
        """How many cells should have been read."""
        return sum(channel.expected for channel in self.channels)

    @property
    def read(self) -> int:
        """How many cells were read."""
        return sum(channel.read for channel in self.channels)

    @property
    def share(self) -> Decimal:
        """The part that was read; all of it, where nothing was to be read."""
        return Decimal(self.read) / self.expected if self.expected else Decimal(1)

    @property
    def least(self) -> Decimal:
        """The part that was read of the channel that was read least."""
        return min((channel.share for channel in self.channels), default=Decimal(1))

    @property
    def silent(self) -> tuple[str, ...]:
        """Channels of which there is no reading at all."""
        return tuple(part.channel for part in self.channels if part.channel and part.expected and not part.read)

    @property
    def incomplete(self) -> tuple[ChannelCoverage, ...]:
        """The channels of which something was not read."""
        return tuple(channel for channel in self.channels if channel.read < channel.expected)

    @property
    def missing(self) -> tuple[tuple[str, date, date], ...]:
        """Channel, first and last day of each stretch without a reading."""
        return tuple((part.channel, start, end) for part in self.channels for start, end in part.missing)

    @property
    def gaps(self) -> tuple[tuple[str, date, date], ...]:
        """Those of the missing stretches that lie between readings of their channel, or before them."""
        return tuple(
            (part.channel, start, end)
            for part in self.channels
            for start, end in part.missing
            if part.spans and start < part.spans[-1][1]
        )
