"""A diff as Markdown, for the comment of a pull request: ten lines first, the rest folded, never too long for a forge.

The same diff gives the same bytes, so that an unchanged comment needs no update; of a diff without a change nothing
is written at all.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from rencana.changes import PlanChange, WorkspaceDiff
from rencana.finding import Finding, Severity
from rencana.report.diff_words import SEVERITIES, WEIGHTS, headline, post_head, status_sentence
from rencana.words.languages import Texts, texts
from rencana.words.visible import visible

LONGEST = 60_000
"""Comments of GitHub hold 65,536 characters, and what a workflow adds to ours needs room too."""
_OPEN, _FOLDED = 5, 50
_MARKUP = r"[\\`*_\[\]<>&|~!$]|^[-+=#:]|(?<=^\d)[.)]|(?<=^\d\d)[.)]"
"""What Markdown takes for markup, anywhere or at the beginning of a line."""
_CALLS = r"(?<!\w)[@#](?=\w)|(?<=\w)#(?=\d)|://"
"""What a forge makes links of by itself: people, issues, addresses."""
_SPECIAL = re.compile(f"(?P<call>{_CALLS})|{_MARKUP}")


def marker(workspace: str) -> str:
    """Returns the hidden line by which a forge finds the comment of a workspace again."""
    return f"<!-- rencana diff: {re.sub(r'[^A-Za-z0-9./_-]', '-', workspace or '.').replace('--', '-')} -->"


def diff_markdown(diff: WorkspaceDiff, language: str, workspace: str = "", most: int = LONGEST) -> str:
    """Returns a diff for a comment, with at most so many characters; empty where nothing has changed in meaning."""
    if diff.empty:
        return ""
    words = texts(language)
    head = (
        f"{marker(workspace)}\n### {plain(words.say('What changes in the plans'))}\n\n{plain(headline(diff, words))}\n"
    )
    parts = [
        *_tables(diff.ranked, words),
        *_folded(words.say("Status"), [plain(status_sentence(change, words)) for change in diff.turned], words),
        *_folded(words.say("New findings"), [_finding(finding, words) for finding in diff.new], words),
        *_folded(words.say("Mended findings"), [_finding(finding, words) for finding in diff.fixed], words),
        *_posts(diff, language, words),
    ]
    return _within(head, parts, words, most)


def plain(text: str) -> str:
    """Returns a text that Markdown shows as it is: no markup, nobody who is called, no link, one line."""
    return _SPECIAL.sub(_as_text, " ".join(visible(text).split()))


def _as_text(match: re.Match[str]) -> str:
    """Returns a sign as an entity; a comment parts what would become a link, where forges look behind entities."""
    if match["call"]:
        first = "&#35;" if match[0] == "#" else match[0][0]
        return f"{first}<!-- -->{match[0][1:]}"
    return f"&#{ord(match[0])};"


def _within(head: str, parts: Sequence[str], words: Texts, most: int) -> str:
    """Joins parts as long as they fit; what does not is said first of all, so that nobody takes the rest for all."""
    sections = list(parts)
    text = "\n".join([head, *sections])
    while len(text) > most and sections:
        sections.pop()
        cut = plain(
            words.say(
                "Too long for a comment: {count} parts are left out. `rencana diff` shows all.",
                count=len(parts) - len(sections),
            )
        )
        text = "\n".join([head, f"> {cut}\n", *sections])
    return text


def _tables(changes: Sequence[PlanChange], words: Texts) -> Iterator[str]:
    if not changes:
        return
    yield _table(changes[:_OPEN], words)
    for start in range(_OPEN, len(changes), _FOLDED):
        page = changes[start : start + _FOLDED]
        title = words.say("Changes {first} to {last}", first=start + 1, last=start + len(page))
        yield _details(title, _table(page, words))


def _table(changes: Iterable[PlanChange], words: Texts) -> str:
    rows = [f"| {words.say('Weight')} | {words.say('Change')} | {words.say('Place')} |", "|---|---|---|"]
    for change in changes:
        weight = (
            f"**{words.say(WEIGHTS[change.weight])}**" if change.weight == "high" else words.say(WEIGHTS[change.weight])
        )
        place = plain(f"{change.file}:{change.span.line}") + (words.say(" (as it was)") if change.in_base else "")
        rows.append(f"| {weight} | {plain(change.message)} | {place} |")
    return "\n".join(rows) + "\n"


def _folded(title: str, lines: Sequence[str], words: Texts) -> Iterator[str]:
    if not lines:
        return
    visible_lines, more = lines[:_FOLDED], len(lines) - _FOLDED
    rest = [plain(words.say("{count} more.", count=more))] if more > 0 else []
    yield _details(f"{title} ({len(lines)})", "\n".join(f"- {line}" for line in (*visible_lines, *rest)) + "\n")


def _finding(finding: Finding, words: Texts) -> str:
    severity = words.say(SEVERITIES[finding.severity])
    weight = f"**{severity}**" if finding.severity is Severity.ERROR else severity
    return f"{weight}: {plain(finding.message)} ({plain(f'{finding.rule}, {finding.file}:{finding.span.line}')})"


def _posts(diff: WorkspaceDiff, language: str, words: Texts) -> Iterator[str]:
    for post in diff.posts:
        more = f"\n\n{plain(words.say('… more'))}\n\n{_quoted(post.after_fold)}" if post.after_fold.strip() else ""
        yield _details(post_head(post, words, language), f"{_quoted(post.before_fold)}{more}\n")


def _quoted(text: str) -> str:
    return "\n".join(f"> {plain(line)}<br>" for line in text.strip("\n").split("\n"))


def _details(title: str, body: str) -> str:
    return f"<details><summary>{plain(title)}</summary>\n\n{body}\n</details>\n"
