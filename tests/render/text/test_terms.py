"""Words of the plan language: whatever a plan or a judgement can say has a word, in every language."""

from collections.abc import Iterable, Mapping

import pytest

from rencana.check import RULES
from rencana.finding import Severity
from rencana.measure import DueState, Reason, Status, WhyNot
from rencana.plan import metric
from rencana.render.text import terms
from rencana.render.text.say import Say
from rencana.words.languages import LANGUAGES

TABLES = {
    name: table
    for name, table in vars(terms).items()
    if isinstance(table, Mapping) and all(isinstance(word, str) for word in table.values()) and not name.startswith("_")
}


@pytest.mark.parametrize(
    ("table", "keys"),
    [
        (terms.STATUSES, [each.value for each in Status]),
        (terms.WHY_NOT, [each.value for each in WhyNot]),
        (terms.ONLY_THE_WHOLE, ["channel", "place", "audience"]),
        (terms.REASONS, [each.value for each in Reason]),
        (terms.DUE_STATES, [each.value for each in DueState]),
        (terms.SEVERITIES, [each.value for each in Severity]),
        (terms.FAMILIES, [rule.family for rule in RULES]),
        (terms.UNITS, metric.UNITS),
    ],
)
def test_every_judgement_has_a_word(table: Mapping[str, str], keys: Iterable[str]) -> None:
    """Nothing that the program can decide is shown by its key, and no word is left over."""
    assert set(table) == set(keys)


@pytest.mark.parametrize("name", sorted(TABLES))
@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_words_are_translated(name: str, language: str) -> None:
    """A page in another language has no English word of the plan language on it, but for words that both share."""
    say = Say(language)
    same = [word for word in TABLES[name].values() if say(word) == word]
    assert len(same) <= len(TABLES[name]) // 2, same
