"""A forge for tests: a bare remote, an API that keeps comments, and somebody who runs the steps of a workflow.

Only what our files use is understood: `run`, `if`, `env`, `shell` and `${{ … }}`; an action is noted, not run.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
IDENTITY = {
    "GIT_AUTHOR_NAME": "Team",
    "GIT_AUTHOR_EMAIL": "team@kopi.example",
    "GIT_COMMITTER_NAME": "Team",
    "GIT_COMMITTER_EMAIL": "team@kopi.example",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_SYSTEM": "/dev/null",
}
_WORD = re.compile(r"'[^']*'|[A-Za-z_][\w.-]*|&&|\|\||!(?!=)")
_FUNCTIONS = ("always", "cancelled", "format", "hashFiles", "success")


class CommentAPI:
    """The comments of one pull request, of GitHub, Forgejo or GitLab; `log` holds what was written."""

    def __init__(self, bot: str) -> None:
        """Begins with many comments of people, of whom one writes as if he were the bot."""
        self.bot, self.writable, self.log = bot, True, list[str]()
        self.comments = [{"id": number, "body": "Nice.", **self._by("ani")} for number in range(1, 131)]
        self.comments[3]["body"] = "<!-- rencana diff: marketing -->\nNothing to see here."

    @staticmethod
    def _by(name: str) -> dict[str, Any]:
        return {"user": {"login": name}, "author": {"username": name}}

    @property
    def ours(self) -> list[str]:
        """What the bot has written and not removed."""
        return [comment["body"] for comment in self.comments if comment["user"]["login"] == self.bot]

    def answer(self, method: str, path: str, body: str) -> tuple[int, Any]:
        """Returns the status and the content of an answer."""
        address, _, query = path.partition("?")
        if method == "GET" and address.endswith("/user"):
            return 200, {"username": self.bot}
        if method == "GET":
            page = int(query.rpartition("page=")[2])
            return 200, self.comments[(page - 1) * 100 : page * 100]
        if not self.writable:
            return 403, {"message": "Resource not accessible by integration"}
        self.log.append(f"{method} {address}")
        if method == "POST":
            self.comments.append({"id": 1000, "body": body, **self._by(self.bot)})
            return 201, {}
        number = int(address.rpartition("/")[2])
        at = next(at for at, comment in enumerate(self.comments) if comment["id"] == number)
        if method == "DELETE":
            del self.comments[at]
            return 204, None
        self.comments[at]["body"] = body
        return 200, {}


@contextmanager
def serve(api: CommentAPI) -> Iterator[str]:
    """Serves an API on this machine, and hands out its address."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            body = json.loads(content)["body"] if content else ""
            assert self.headers["Authorization"] == "Bearer secret"
            status, data = api.answer(self.command, self.path, body)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(b"" if data is None else json.dumps(data).encode())

        do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = _answer  # noqa: N815  the base class wants these names

        def log_message(self, *words: Any) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def programs(folder: Path) -> Path:
    """Makes a folder with the programs that a step may call: pip and apt-get only note what they are asked for."""
    folder.mkdir(parents=True)
    python = f'PYTHONPATH="{ROOT / "generator"}" exec "{sys.executable}"'
    texts = {
        "rencana": f'{python} -m rencana "$@"',
        "python": f'{python} "$@"',
        "pip": f'echo "$@" >> "{folder}/pip.log"',
        "apt-get": "true",
    }
    for name, text in texts.items():
        (folder / name).write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    return folder


class Run:
    """One run of a job: its steps by what became of them, the actions that were used, and the summary."""

    def __init__(self, checkout: Path, environ: Mapping[str, str], context: Mapping[str, Any]) -> None:
        """Prepares a run in a checkout of its own."""
        self.checkout, self.summary_file = checkout, checkout.parent / "summary.md"
        self.outputs = checkout.parent / "outputs"
        for file in (self.summary_file, self.outputs):
            file.write_text("", encoding="utf-8")
        files = {"GITHUB_STEP_SUMMARY": str(self.summary_file), "GITHUB_OUTPUT": str(self.outputs)}
        self.environ = {"HOME": str(checkout.parent), "LANG": "C.UTF-8", "NO_MKDOCS_2_WARNING": "1", **IDENTITY}
        # If a step wrote settings of git, git would put a file in the place of /dev/null.
        self.environ["GIT_CONFIG_GLOBAL"] = str(checkout.parent / "gitconfig")
        self.environ |= {**files, "XDG_CACHE_HOME": os.environ["XDG_CACHE_HOME"], **environ}
        self.context: dict[str, Any] = {**context, "steps": {}}
        self.used, self.log, self.failed = list[str](), "", False

    @property
    def summary(self) -> str:
        """What stands on the page of the run."""
        return self.summary_file.read_text(encoding="utf-8")

    def shell(self, script: str, environ: Mapping[str, str], shell: str = "bash") -> bool:
        """Runs a script as a forge does; tells whether it went well."""
        command = ["python", "-c", script] if shell == "python" else ["bash", "-eo", "pipefail", "-c", script]
        done = subprocess.run(
            command, cwd=self.checkout, env=self.environ | environ, capture_output=True, text=True, check=False
        )
        self.log += done.stdout + done.stderr
        return done.returncode == 0

    def steps(self, steps: list[dict[str, Any]], environ: Mapping[str, str] = {}) -> "Run":
        """Runs the steps of a job of GitHub or Forgejo, one after another."""
        shared = {name: self.text(value) for name, value in environ.items()}
        for at, step in enumerate(steps):
            if not self.is_wanted(step.get("if", "success()")):
                outcome = "skipped"
            elif "uses" in step:
                self.used.append(step["uses"])
                outcome = "success"
            else:
                variables = {name: self.text(value) for name, value in step.get("env", {}).items()}
                outcome = (
                    "success" if self.shell(step["run"], shared | variables, step.get("shell", "bash")) else "failure"
                )
            self.failed |= outcome == "failure"
            lines = self.outputs.read_text(encoding="utf-8").splitlines()
            outputs = dict(line.split("=", 1) for line in lines)
            name = step.get("id") or step.get("name") or str(at)
            self.context["steps"][name] = {"outcome": outcome, "outputs": outputs}
        return self

    def outcome(self, name: str) -> str:
        """Returns what became of a step."""
        return str(self.context["steps"][name]["outcome"])

    def text(self, value: str) -> str:
        """Puts in what stands between the brackets of a forge."""
        return re.sub(r"\$\{\{(.*?)\}\}", lambda match: str(self.value(match[1])), value)

    def value(self, expression: str) -> Any:
        """Returns the value of an expression."""
        functions = {
            "always": lambda: True,
            "cancelled": lambda: False,
            "success": lambda: not self.failed,
            "format": lambda text, *words: text.format(*words),
            "hashFiles": lambda name: "digest" if (self.checkout / name).exists() else "",
        }
        return eval(_WORD.sub(self._word, expression.strip()), functions)

    def _word(self, match: re.Match[str]) -> str:
        word = match[0]
        if signs := {"&&": " and ", "||": " or ", "!": " not "}.get(word):
            return signs
        if word in ("true", "false"):
            return word.title()
        if word.startswith("'") or word in _FUNCTIONS:
            return word
        value: Any = self.context
        for name in word.split("."):
            value = (value or {}).get(name)
        return repr("" if value is None else value)

    def is_wanted(self, condition: str) -> bool:
        """Tells whether a job or a step runs."""
        expression = condition.strip().removeprefix("${{").removesuffix("}}").replace("\n", " ")
        says_when = re.search(r"\b(always|cancelled|success)\(", expression)
        return bool(self.value(expression)) and (bool(says_when) or not self.failed)


def workflow(path: Path) -> dict[str, Any]:
    """Reads a workflow."""
    data: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return data
