"""Plans of which little can be known are checked all the same."""

import pytest
from fragments import campaign, findings, lay

from rencana.check import RULES, RuleChoice

BARE = """
campaign: {title: Bare}
objectives: {o: {}, p: {type: awareness}}
audiences: {a: {}, b: {platforms: {instagram: {}}}}
content: {messages: {m: {text: M.}}, pillars: {p: {}, q: {formats: [reel]}}}
channels: {instagram: {}, tiktok: {why: {}}}
measurement:
  kpis:
    k: {metric: views, targets: [{change: +5%}, {min: 5}], baseline: {date: 2026-01-01}}
    l: {metric: views, baseline: unknown, channels: [instagram]}
budget: {lines: {l: {note: Later.}}}
reviews: {r: {date: 2026-02-01}}
schedule: {pauses: {p: {}}, phases: {p: {}}}
interaction: {}
calendar:
  nowhere: {}
  undated: {channels: [instagram], format: reel, state: published}
  repeated: {every: friday 16:00, channels: [instagram, tiktok]}
  dated: {at: 2026-02-20, channels: [instagram], copy: C., link: https://k.example/, assets: [assets/a.jpg]}
"""
ASTRAY = """
campaign: {title: Astray, owner: nobody, part_of: nothing, period: {start: 2026-02-18, end: 2026-03-19}}
objectives: {o: {type: awareness, statement: S., serves: [nothing], yardsticks: [nothing]}}
audiences:
  a: {title: A, part_of: nothing, evidence: {source: nothing}, platforms: {nothing: {active: true, hours: 19:00-20:00}}}
content:
  messages: {m: {text: M., audiences: [nothing], objectives: [nothing]}}
  pillars: {p: {quadrant: educate, formats: [nothing], messages: [nothing]}}
channels:
  nowhere: {kind: owned, audiences: [nothing], why: {pillars: [nothing], audiences: [nothing], because: B.}}
measurement:
  kpis: {k: {metric: views, channels: [nothing, nowhere], sources: [nothing], targets: [{value: 5, phase: nothing}]}}
interaction: {watch: [nothing], team: nobody}
schedule: {pauses: {p: {windows: 2026-02-20, channels: [nothing]}}}
calendar:
  c: {at: 2026-02-20, channels: [nothing, nowhere], pillar: nothing, message: nothing, audiences: [nothing]}
  d:
    at: 2026-02-20 09:00
    channels: [nowhere]
    format: nothing
    copy: Come https://k.example/
    link: https://k.example/
    assets: [assets/a.jpg]
"""


@pytest.mark.parametrize("plan", [BARE, ASTRAY], ids=["bare", "astray"])
def test_no_rule_stumbles(plan: str) -> None:
    """Whatever is missing or leads nowhere, all rules run, alone and together."""
    campaign(plan)
    case = lay([plan])
    assert {finding.rule for finding in findings(case)} > {"audience-without-action"}
    for rule in RULES:
        findings(case, choice=RuleChoice(select=(rule.name,)))


def test_channel_that_is_not_known_lacks_nothing() -> None:
    """Of a channel whose platform nobody knows nobody can say what it does not offer."""
    rules = ("format-not-offered", "metric-not-offered", "media-over-limit", "caption-over-limit", "caption-over-fold")
    rules_found = {finding.rule for finding in findings(lay([ASTRAY]))}
    assert "reference-unknown" in rules_found
    assert not rules_found & set(rules)
