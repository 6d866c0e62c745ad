"""Writes rencana-diff.md as one comment: made once, then updated; removed where nothing changes any more."""

import json
import os
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen


def ask(method, address, body=None):
    data = None if body is None else json.dumps({"body": body}).encode()
    headers = {"Authorization": f"Bearer {os.environ['TOKEN']}", "Content-Type": "application/json"}
    with urlopen(Request(address, data, headers, method=method), timeout=60) as answer:
        return json.loads(answer.read() or b"null")


def comments():
    page, seen = 1, set()
    while entries := [entry for entry in ask("GET", f"{LIST}?per_page=100&page={page}") if entry["id"] not in seen]:
        yield from entries
        seen.update(entry["id"] for entry in entries)
        page += 1


def is_ours(comment):
    writer = comment.get("user") or comment["author"]
    return comment["body"].startswith(MARKER) and AUTHOR in (writer.get("login"), writer.get("username"))


def say(text):
    print(text)
    if page := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(page).open("a", encoding="utf-8") as summary:
            summary.write(f"\n{text}\n")


LIST, MARKER = os.environ["COMMENTS"], os.environ["MARKER"]
diff = Path("rencana-diff.md")
body = diff.read_text(encoding="utf-8") if diff.exists() else ""
try:
    AUTHOR = os.environ.get("AUTHOR") or ask("GET", os.environ["WHOAMI"])["username"]
    old = next(filter(is_ours, comments()), None)
    if body and old is None:
        ask("POST", LIST, body)
    elif body and old["body"].strip() != body.strip():
        ask(os.environ["UPDATE"], f"{os.environ['COMMENT']}/{old['id']}", body)
    elif old and not body:
        ask("DELETE", f"{os.environ['COMMENT']}/{old['id']}")
except HTTPError as error:
    if error.code not in (401, 403):
        raise
    # So it is for pull requests from forks: strangers write nothing here.
    say(f"No comment was written: this run may only read ({error.code} {error.reason}).")
