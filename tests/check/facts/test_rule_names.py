"""Names that no rule has."""

from datetime import date

import pytest

from rencana.check.facts.rule_names import no_such_rule
from rencana.check.flaw import RuleContext
from rencana.span import START
from rencana.words.languages import texts


@pytest.mark.parametrize(
    ("name", "help"),
    [
        ("alt-mising", "Did you mean `alt-missing`?"),
        ("nothing-like-it", "`rencana rules` lists all names."),
    ],
)
def test_near_name_is_proposed(name: str, help: str) -> None:
    """A misspelt name is mended in words; where no name is like it, the help says where all are listed."""
    context = RuleContext(texts("en").say, date(2026, 3, 1), frozenset({"alt-missing", "budget-overspent"}))
    flaw = no_such_rule(name, ("plans/portfolio.yaml", START), context)
    assert (flaw.at, flaw.message, flaw.help) == (
        ("plans/portfolio.yaml", START),
        f"There is no rule “{name}”.",
        help,
    )
