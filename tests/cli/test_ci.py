"""`rencana ci` writes files that forges accept, and whose steps do what they say, in real clones."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from forges import ROOT, CommentAPI, Run, programs, serve, workflow
from gitted import git

from rencana.cli import forge
from rencana.cli.commands import rencana

ALL = tuple(forge.FORGES)
PLAN = "marketing/plans/spring/plan.yaml"


def run(*words: object) -> Any:
    """Runs a command and hands out what came back."""
    return CliRunner().invoke(rencana, [str(word) for word in words])


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bare repository with a workspace in the folder marketing, files for all forges, and the branch of a change."""
    top = tmp_path_factory.mktemp("origin")
    work = top / "work"
    work.mkdir()
    git(work, "init", "-q")
    assert run("init", work / "marketing").exit_code == 0
    new = run("new", "spring", "--from", "awareness", "-C", work / "marketing", "--on", "2026-03-01")
    assert new.exit_code == 0, new.output
    for name in ALL:
        assert run("ci", name, "-C", work / "marketing", "--branch", "main", "--force").exit_code == 0
    git(work, "add", "-A")
    git(work, "commit", "-qm", "Plans")
    git(work, "checkout", "-qb", "change")
    git(top, "clone", "-q", "--bare", str(work), str(top / "bare.git"))
    return top / "bare.git"


@pytest.fixture
def work(origin: Path, tmp_path: Path) -> Path:
    """A clone of that repository, on the branch of the change."""
    bare, clone = tmp_path / "bare.git", tmp_path / "clone"
    shutil.copytree(origin, bare)
    git(tmp_path, "clone", "-q", "--branch", "change", str(bare), str(clone))
    return clone


def lower(work: Path, value: str) -> None:
    """Writes another target into the plan."""
    path = work / PLAN
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(at for at, line in enumerate(lines) if "- {value: " in line)
    head, _, rest = lines[at].partition("value: ")
    lines[at] = f"{head}value: {value},{rest.partition(',')[2]}"
    path.write_text("".join(lines), encoding="utf-8")


class Pulls:
    """The runs of one pull request, each in a clone of its own, as a forge starts them."""

    def __init__(self, kind: str, work: Path, api: CommentAPI, address: str) -> None:
        """Prepares a forge of a kind: github, action, gitlab or forgejo."""
        self.kind, self.work, self.api, self.address, self.count = kind, work, api, address, 0
        self.bin = programs(work.parent / "bin")

    def run(self, *, depth: str = "0", fork: bool = False, event: str = "pull_request", job: str = "check") -> Run:
        """Commits what was changed, and runs a job on it."""
        git(self.work, "add", "-A")
        git(self.work, "commit", "-qm", "Change", "--allow-empty")
        git(self.work, "push", "-q", "--force", "origin", "HEAD")
        self.count += 1
        checkout = self.work.parent / f"run-{self.count}" / "checkout"
        checkout.parent.mkdir()
        bare = f"file://{self.work.parent / 'bare.git'}"
        branch = "change" if event == "pull_request" else "main"
        words = ["--depth", depth] if depth != "0" else []
        git(self.work.parent, "clone", "-q", *words, "--branch", branch, bare, str(checkout))
        # A forge checks a commit out, and no branch of that name.
        git(checkout, "checkout", "-q", "--detach")
        git(checkout, "remote", "set-head", "origin", "--delete")
        self.api.writable = not fork
        environ = {"PATH": f"{self.bin}:/usr/bin:/bin", "GITHUB_BASE_REF": "main", "GITHUB_ACTION_PATH": str(ROOT)}
        if self.kind == "gitlab":
            return self._gitlab(Run(checkout, environ | self._of_gitlab(fork=fork), {}), job)
        environ |= {
            "GITHUB_SERVER_URL": f"file://{self.work.parent}",
            "GITHUB_REPOSITORY": "bare",
            "GITHUB_SHA": "1a2b",
        }
        return self._github(Run(checkout, environ, self._context(event, fork=fork)), job)

    def _context(self, event: str, *, fork: bool) -> dict[str, Any]:
        repository = "stranger/plans" if fork else "kopi/plans"
        pull = {"number": 12, "head": {"repo": {"full_name": repository}}}
        ref = "refs/pull/12/merge" if event == "pull_request" else "refs/heads/main"
        github = {"event_name": event, "ref": ref, "event": {"pull_request": pull}, "repository": "kopi/plans"}
        inputs = {"workspace": "marketing", "fail-on": "error", "comment": "true"}
        return {
            "github": {**github, "token": "secret", "api_url": self.address, "action_path": str(ROOT)},
            "inputs": inputs,
        }

    def _github(self, run: Run, job: str) -> Run:
        if self.kind == "action":
            return run.steps(workflow(ROOT / "action.yml")["runs"]["steps"])
        name = {"forgejo": ".forgejo/workflows/plans-marketing.yml"}.get(self.kind)
        files = [name] if name else [f".github/workflows/plans-marketing{end}.yml" for end in ("", "-site")]
        for file in files:
            data = workflow(run.checkout / file)
            if job in data["jobs"]:
                job_data = data["jobs"][job]
                return run.steps(job_data["steps"], data["env"]) if run.is_wanted(job_data.get("if", "true")) else run
        raise AssertionError(job)

    def _of_gitlab(self, *, fork: bool) -> dict[str, str]:
        base = git(self.work, "merge-base", "HEAD", "origin/main")
        environ = {"CI_API_V4_URL": self.address, "CI_MERGE_REQUEST_PROJECT_ID": "7", "CI_MERGE_REQUEST_IID": "12"}
        return environ | {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base} | ({} if fork else {"RENCANA_TOKEN": "secret"})

    @staticmethod
    def _gitlab(run: Run, job: str) -> Run:
        data = workflow(run.checkout / ".gitlab-ci.yml")
        for name in {"check": ("diff", "check")}.get(job, (job,)):
            script = "\n".join([*data["default"]["before_script"], *data[name]["script"]])
            run.failed |= not run.shell(script, data["variables"])
        return run


BOTS = {
    "github": "github-actions[bot]",
    "action": "github-actions[bot]",
    "gitlab": "project_7_bot",
    "forgejo": "forgejo-actions",
}


@pytest.fixture(params=BOTS)
def pulls(request: pytest.FixtureRequest, work: Path) -> Iterator[Pulls]:
    """A pull request in each forge."""
    api = CommentAPI(BOTS[request.param])
    with serve(api) as address:
        yield Pulls(request.param, work, api, address)


def test_one_comment_follows_the_change(pulls: Pulls) -> None:
    """It is written once, left alone while it is right, updated with the change, and removed when nothing changes."""
    lower(pulls.work, "1_000")
    first = pulls.run()
    assert not first.failed, first.log
    assert [text for text in pulls.api.ours if "is lowered to 1,000" in text]
    assert pulls.api.ours[0].startswith("<!-- rencana diff: marketing -->\n")
    assert "is lowered to 1,000" in (first.log if pulls.kind in ("gitlab", "forgejo") else first.summary)
    pulls.run()
    assert len(pulls.api.log) == 1
    lower(pulls.work, "900")
    pulls.run()
    assert ["is lowered to 900" in text for text in pulls.api.ours] == [True]
    git(pulls.work, "checkout", "-q", "origin/main", "--", PLAN)
    last = pulls.run()
    assert not last.failed, last.log
    assert [entry.split()[0] for entry in pulls.api.log] == [
        "POST",
        "PUT" if pulls.kind == "gitlab" else "PATCH",
        "DELETE",
    ]
    assert len(pulls.api.comments) == 130


def test_nothing_is_written_where_nothing_changes(pulls: Pulls) -> None:
    """A remark and other quotes are no change: no comment, and the run says so."""
    path = pulls.work / PLAN
    path.write_text(path.read_text(encoding="utf-8") + "# A remark.\n", encoding="utf-8")
    done = pulls.run()
    assert not done.failed, done.log
    assert pulls.api.log == []
    assert "The plans mean the same as before." in done.summary or pulls.kind in ("gitlab", "forgejo")


def test_a_fork_writes_nothing(pulls: Pulls) -> None:
    """A run that may only read shows the change, says that there is no comment, and stays green."""
    lower(pulls.work, "1_000")
    done = pulls.run(fork=True)
    assert not done.failed, done.log
    assert pulls.api.log == []
    assert "is lowered to 1,000" in (done.log if pulls.kind in ("gitlab", "forgejo") else done.summary)
    assert "No comment was written" in done.log
    assert "No comment was written" in done.summary or pulls.kind == "gitlab"


def test_a_failed_comparison_is_red(pulls: Pulls) -> None:
    """A shallow clone cannot be compared: the job fails with the way out, and no word of “the same” is said."""
    lower(pulls.work, "1_000")
    done = pulls.run(depth="1")
    assert done.failed
    assert pulls.api.log == []
    assert "fetch-depth: 0" in done.log
    assert "the same as before" not in done.summary + done.log


def test_findings_are_handed_over_with_errors(pulls: Pulls) -> None:
    """With an error in a plan the job is red, and its findings are there with paths from the top of the repository."""
    path = pulls.work / PLAN
    path.write_text(path.read_text(encoding="utf-8").replace("owner: ", "owner: x"), encoding="utf-8")
    done = pulls.run()
    assert done.failed
    if pulls.kind == "gitlab":
        assert f'"path": "{PLAN}"' in (done.checkout / "gl-code-quality-report.json").read_text(encoding="utf-8")
    elif pulls.kind != "forgejo":
        assert f"::error file={PLAN}" in done.log
    if pulls.kind == "github":
        assert f'"uri": "{PLAN}"' in (done.checkout / "rencana.sarif").read_text(encoding="utf-8")
        assert [action for action in done.used if "upload-sarif" in action]


@pytest.fixture(params=["github", "gitlab", "forgejo"])
def sites(request: pytest.FixtureRequest, work: Path) -> Pulls:
    """A forge that builds sites."""
    return Pulls(request.param, work, CommentAPI(""), "")


def test_the_site_is_previewed_and_published(sites: Pulls) -> None:
    """A pull request gets a preview that opens from a folder; the default branch is published."""
    names = {"github": ("build", "build"), "gitlab": ("preview", "pages"), "forgejo": ("site", "site")}[sites.kind]
    preview = sites.run(job=names[0])
    assert not preview.failed, preview.log
    assert (preview.checkout / "preview" / "index.html").is_file()
    published = sites.run(job=names[1], event="push")
    assert not published.failed, published.log
    if sites.kind == "forgejo":
        assert "index.html" in git(sites.work.parent / "bare.git", "ls-tree", "--name-only", "pages").splitlines()
    else:
        assert (published.checkout / "public" / "index.html").is_file()
    if sites.kind != "gitlab":
        assert sites.run(job=names[0], fork=True).context["steps"] == {}


@pytest.mark.forges
def test_files_fit_the_schemas_of_the_forges(origin: Path, tmp_path: Path) -> None:
    """The published JSON Schemas accept what we write, and our action."""
    git(tmp_path, "clone", "-q", str(origin), "files")
    files = tmp_path / "files"
    workflows = [*files.glob(".github/workflows/*.yml"), *files.glob(".forgejo/workflows/*.yml")]
    assert len(workflows) == 3
    for schema, paths in (
        ("vendor.github-workflows", workflows),
        ("vendor.github-actions", [ROOT / "action.yml"]),
        ("vendor.gitlab-ci", [files / ".gitlab-ci.yml"]),
    ):
        words = ["--data-transform", "gitlab-ci"] if "gitlab" in schema else []
        command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *words, *map(str, paths)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", ALL)
def test_files_stand_at_the_top_of_the_repository(name: str, tmp_path: Path) -> None:
    """Also where the workspace lies in a folder, of which they then speak; its plans' owners are commented out."""
    git(tmp_path, "init", "-q")
    result = run("init", tmp_path / "teams" / "brand one", "--ci", name)
    assert result.exit_code == 0, result.output
    for path in (line.removesuffix(" is written.") for line in result.output.splitlines() if "is written" in line):
        text = (tmp_path / path).read_text(encoding="utf-8")
        assert "teams/brand one" in text or ("teams/brand" in text and "CODEOWNERS" in path), path
        assert "rencana==" in text or "CODEOWNERS" in path
        assert "pull_request_target" not in text.replace("into `pull_request_target`", "")
        assert "[=" not in text


@pytest.mark.parametrize("folder", ["a$b", "true", "it's", 'a "b" #c', "märz", "計画", "-C", "a: b"])
@pytest.mark.parametrize("name", ALL)
def test_any_folder_is_found_again(name: str, folder: str, tmp_path: Path) -> None:
    """Whatever the folder of a workspace is called, the steps see that name."""
    git(tmp_path, "init", "-q")
    result = run("init", tmp_path / folder, "--ci", name)
    assert result.exit_code == 0, result.output
    paths = [*tmp_path.glob(".*/workflows/*.yml"), *tmp_path.glob(".gitlab-ci.yml")]
    assert len(paths) == (2 if name == "github" else 1)
    for path in paths:
        data = workflow(path)
        variables = data["variables"] if name == "gitlab" else data["env"]
        assert variables["WORKSPACE"].replace("$$", "$") == folder
        assert name != "gitlab" or "$" not in variables["WORKSPACE"].replace("$$", "")


def test_a_branch_that_would_break_the_files_is_refused(example: Path) -> None:
    """A name with a quote is refused before anything is written."""
    assert run("ci", "github", "-C", example, "--branch", "it's").exit_code != 0
    assert not (example / ".github").exists()


def test_what_is_there_stays(tmp_path: Path) -> None:
    """No file of somebody else is written over without --force; each is named; owners in another place count."""
    run("init", tmp_path)
    (tmp_path / "CODEOWNERS").write_text("* @kopi/all\n", encoding="utf-8")
    (tmp_path / ".gitlab-ci.yml").write_text("mine: {}\n", encoding="utf-8")
    refused = run("ci", "gitlab", "-C", tmp_path)
    assert refused.exit_code != 0
    assert ".gitlab-ci.yml is there already" in refused.output
    assert "CODEOWNERS is there already" in refused.output
    assert (tmp_path / ".gitlab-ci.yml").read_text(encoding="utf-8") == "mine: {}\n"
    assert not (tmp_path / ".gitlab").exists()
    run("ci", "forgejo", "-C", tmp_path)
    assert (tmp_path / "CODEOWNERS").read_text(encoding="utf-8") == "* @kopi/all\n"
    forced = run("ci", "gitlab", "-C", tmp_path, "--force", "--install", "git+https://git.example/x@v1 # no")
    assert forced.exit_code == 0
    assert 'RENCANA: "git+https://git.example/x@v1 # no"' in (tmp_path / ".gitlab-ci.yml").read_text(encoding="utf-8")
    assert (tmp_path / "CODEOWNERS").read_text(encoding="utf-8") == "* @kopi/all\n"
    again = run("ci", "gitlab", "-C", tmp_path, "--install", "git+https://git.example/x@v1 # no")
    assert again.exit_code == 0
    assert ".gitlab-ci.yml is as it should be." in again.output


@pytest.mark.parametrize(
    ("name", "owned", "commented"),
    [
        (
            "github",
            "/m/plans/cepat-dijawab-2026/ @kopi/care",
            "# /m/plans/ramadan-dingin-2026/    owned by social-team",
        ),
        (
            "gitlab",
            "/m/plans/cepat-dijawab-2026/ @kopi/care",
            "# /m/plans/ramadan-dingin-2026/    owned by social-team",
        ),
        (
            "forgejo",
            "m/plans/cepat-dijawab-2026/.* @kopi/care",
            "# m/plans/ramadan-dingin-2026/.*    owned by social-team",
        ),
    ],
)
def test_owners_have_the_names_that_somebody_gave(
    name: str, owned: str, commented: str, example: Path, tmp_path: Path
) -> None:
    """A team with a name in the forge owns its plans; without one its line is a comment, and no name is invented."""
    top = tmp_path / "top"
    git(tmp_path, "init", "-q", "top")
    shutil.copytree(example / "plans", top / "m" / "plans")
    done = run("ci", name, "-C", top / "m", "--team", "care-team=@kopi/care")
    assert done.exit_code == 0, done.output
    lines = (top / forge.CODEOWNERS[name][0]).read_text(encoding="utf-8").splitlines()
    assert owned in lines
    assert commented in lines
    assert [line for line in lines if "@" in line and not line.startswith("#")] == [owned]


def test_owners_of_another_forge_are_no_hindrance(example: Path) -> None:
    """A repository that two forges hold has a file of owners for each."""
    assert run("ci", "gitlab", "-C", example).exit_code == 0
    assert run("ci", "github", "-C", example).exit_code == 0
    assert (example / ".github" / "CODEOWNERS").is_file()


@pytest.mark.parametrize("team", ["care-tem=@kopi/x", "care-team", "care-team=kopi", "=@x"])
def test_a_team_that_is_none_is_refused(team: str, example: Path) -> None:
    """A misspelt team, or a name that no forge knows, stops the command before anything is written."""
    assert run("ci", "github", "-C", example, "--team", team).exit_code != 0
    assert not (example / ".github").exists()


@pytest.mark.parametrize(
    ("timezone", "line"),
    [
        ("UTC", "17 0 * * *"),
        ("Asia/Jakarta", "17 17 * * *"),
        ("Europe/Berlin", "17 23 * * *"),
        ("Asia/Kolkata", "47 18 * * *"),
        ("America/New_York", "17 5 * * *"),
        ("Australia/Sydney", "17 14 * * *"),
    ],
)
def test_the_site_is_built_when_the_day_begins(timezone: str, line: str) -> None:
    """The daily run comes soon after midnight of the portfolio, never before it, in summer as in winter."""
    assert forge.cron(timezone) == line
