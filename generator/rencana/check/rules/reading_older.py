"""An older export seems to have overwritten a newer one.

## What it finds
A file of readings that ends on an earlier day than before, of a metric and a source, while numbers of days that it
still has are others; and a number that was final and is now marked as provisional or estimated. `rencana diff` finds
both, since it takes the file as it was.

## Why it matters
Platforms correct their numbers for days after. Who downloads an export again, or copies an older one over it, takes
these corrections back, and nobody sees it: the columns and the days look right.

## Bad
```csv
# before: readings.csv
end,channel,metric,value,source
2026-02-20,instagram,views,12400,instagram-insights
2026-02-21,instagram,views,13100,instagram-insights
```
```csv
# readings.csv, found in line 2
end,channel,metric,value,source
2026-02-20,instagram,views,11900,instagram-insights
```

## Good
```csv
# before: readings.csv
end,channel,metric,value,source
2026-02-20,instagram,views,12400,instagram-insights
2026-02-21,instagram,views,13100,instagram-insights
```
```csv
# readings.csv
end,channel,metric,value,source
2026-02-20,instagram,views,12450,instagram-insights
2026-02-21,instagram,views,13300,instagram-insights
2026-02-22,instagram,views,9800,instagram-insights
```

## Options
None.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from rencana.check.campaign_change import CampaignChange
from rencana.check.facts.same import scope
from rencana.check.flaw import Flaw, RuleContext
from rencana.check.rule import Scope
from rencana.finding import Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.amount import amount_meaning
from rencana.plan.readings import Reading

NAME = "reading-older"
CODE = "REA014"
FAMILY = "readings"
SEVERITY = Severity.WARNING
SCOPE = Scope.CHANGE

_UNSURE = ("provisional", "estimated")
_Export = tuple[str, str, str]
"""Of which file, metric and source rows are."""


def check(change: CampaignChange, context: RuleContext) -> Iterator[Flaw]:
    """Yields the first row of each export that took numbers back, and each number that is less sure than it was."""
    before, after = _exports(change.before), _exports(change.after)
    for export in sorted(before.keys() & after.keys()):
        old, new = before[export], after[export]
        last, last_now = (max(row.end for row in rows.values()) for rows in (old, new))
        others = [key for key in new if key in old and _size(old[key]) != _size(new[key])]
        if last_now < last and others:
            row = min((new[key] for key in others), key=lambda row: row.line)
            words = context.say(
                "The file ends on {day} now, before on {last}, and this number is another.", day=last_now, last=last
            )
            help = context.say("An older export seems to have replaced a newer one; put the newer one back.")
            yield Flaw(("readings", row.file, row.line, "value"), words, help)
        for key in new:
            mark = new[key].mark
            if key in old and mark in _UNSURE and old[key].mark not in _UNSURE:
                yield Flaw(
                    ("readings", new[key].file, new[key].line, "mark"),
                    context.say("This number was final before, and is {mark} now.", mark=mark),
                    context.say("Put the final number back, or take the mark out."),
                )


def _exports(campaign: Campaign) -> Mapping[_Export, Mapping[tuple[object, ...], Reading]]:
    """Returns readings by export and by what they speak of; of several rows on the same thing the last one counts."""
    exports: dict[_Export, dict[tuple[object, ...], Reading]] = defaultdict(dict)
    for row in campaign.readings:
        # The folder of the campaign may have another name; the file in it is the same.
        file = row.file.partition(f"/{campaign.id}/")[2] or row.file
        exports[file, row.metric, row.source][scope(row)] = row
    return exports


def _size(reading: Reading) -> object:
    return tuple(amount_meaning(size) for size in (reading.value, reading.change, reading.n) if size)
