"""All words in which frameworks can ask, each with what of a plan answers it; the list is closed.

Frameworks are data and name these words. A thing that should say something and does not is a gap, and the gap knows
the path in plan.yaml at which it would be filled.
"""

from collections.abc import Mapping
from types import MappingProxyType

from rencana.render.campaign.answer import Word
from rencana.render.campaign.effect_answers import EFFECT
from rencana.render.campaign.strategy_answers import STRATEGY

WORDS: Mapping[str, Word] = MappingProxyType({**STRATEGY, **EFFECT})
