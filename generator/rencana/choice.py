"""What one run of the check asks for; it stands alone, so that asking does not wait for the rules."""

from collections.abc import Mapping

from msgspec import Struct, field


class RuleChoice(Struct, frozen=True):
    """Which rules run: by name, code, beginning of a code, or family; empty means all.

    `levels` weighs single rules anew. `preset` goes before that of portfolio.yaml. `language` is that of the messages;
    empty means the language of each plan.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    levels: Mapping[str, str] = field(default_factory=dict)
    preset: str = ""
    language: str = ""
