"""A plan holds a secret.

## What it finds
A text that has the form of a key or password: access keys of Amazon, Google, GitHub, Slack, Stripe and Meta, private
keys, and words such as `password: …` in a text.

## Why it matters
Whatever is in git stays there, and the site may be public. A secret that was committed must be changed, not only
deleted.

## Bad
```yaml
campaign:
  title: Iftar, iced
  owner: social-team
  state: running
  period: {start: 2026-02-18, end: 2026-03-19}
  note: The password is Kopi-2026, and the key ghp_0123456789abcdefghijABCDEFGHIJ012345.
  #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
```

## Good
```yaml
campaign:
  title: Iftar, iced
  owner: social-team
  state: running
  period: {start: 2026-02-18, end: 2026-03-19}
  note: The account's key is in the team's password manager.
```

## Options
None.
"""

import re
from collections.abc import Iterator

from rencana.check.facts.walk import joined_texts, located_texts
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign

NAME = "secret-in-text"
CODE = "WRI003"
FAMILY = "writing"
SEVERITY = Severity.ERROR
SCOPE = Scope.PLAN


# Each alternative begins with a fixed letter, so that the search passes over most of a text at once.
_KEY = re.compile(
    r"AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{22,}|xox[abprs]-[\w-]{10,}|sk_live_[A-Za-z0-9]{16,}"
    r"|rk_live_[A-Za-z0-9]{16,}|AIza[\w-]{35}|EAA[A-Za-z0-9]{60,}|-----BEGIN [A-Z ]*PRIVATE KEY-----"
)
_SPELT_OUT = re.compile(
    r"\b(?:password|passwd|kata sandi|api[ _-]?key|access[ _-]?token)\b\s*(?:is|=|:|adalah)\s*\S{6,}", re.IGNORECASE
)
_SIGNS = ("password", "passwd", "kata sand", "key", "token")
"""Without one of them no key is spelt out, so most plans are not searched text by text.

None has the letter i: IGNORECASE takes the Turkish İ and ı for it, and a folded text does not have it there.
"""


def holds_secret(text: str) -> bool:
    """Tells whether a text holds what looks like a key or password."""
    return bool(_KEY.search(text) or _SPELT_OUT.search(text))


def check(campaign: Campaign, context: RuleContext) -> Iterator[Flaw]:
    """Yields texts with something that opens a door."""
    joined = joined_texts(campaign)
    folded = joined.casefold()
    if not _KEY.search(joined) and not any(sign in folded for sign in _SIGNS):
        return
    for path, text in located_texts(campaign):
        if holds_secret(text):
            yield Flaw(
                path,
                context.say("This text holds what looks like a key or password."),
                context.say(
                    "Take it out and change it where it is used: what was committed once can still be read in git."
                ),
            )
