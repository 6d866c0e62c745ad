"""The cache gives back what was put in, or nothing; without it nothing changes but time."""

import errno
import os
import pickle
import shutil
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from markupsafe import Markup

import rencana
from rencana.jobs.store import Store, decode, encode, fingerprint, key_of, open_code_store, open_store


def test_gives_back_what_was_kept(tmp_path: Path) -> None:
    """An answer comes back to the byte; a key that was never used has none."""
    cache, key = Store(tmp_path), key_of([b"plan", b"readings"])
    assert cache.get(key) is None
    cache.put(key, b"answer\0\xff")
    assert cache.get(key) == b"answer\0\xff"
    assert [path.suffix for path in tmp_path.rglob("*") if path.is_file()] == [""]


def test_keys_keep_parts_apart() -> None:
    """Two parts are not the same as their bytes run together, and the program itself belongs to the key."""
    keys = {key_of([b"ab", b"c"]), key_of([b"a", b"bc"]), key_of([b"abc"]), key_of([])}
    assert len(keys) == 4
    assert fingerprint() == fingerprint() != ""


@pytest.mark.parametrize("damage", [b"", b"short", b"\0" * 64], ids=["empty", "cut", "other bytes"])
def test_damaged_entry_is_not_there(tmp_path: Path, damage: bytes) -> None:
    """An entry that was cut off or overwritten counts as not there."""
    cache, key = Store(tmp_path), key_of([b"x"])
    cache.put(key, b"answer")
    next(path for path in tmp_path.rglob("*") if path.is_file()).write_bytes(damage)
    assert cache.get(key) is None


def _entry_as_folder(path: Path) -> None:
    path.unlink()
    (path / "deep").mkdir(parents=True)


def _entry_as_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _entry_as_device(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


def _folder_as_file(path: Path) -> None:
    path.unlink()
    path.parent.rmdir()
    path.parent.write_text("in the way")


def _folder_as_link(path: Path) -> None:
    path.unlink()
    path.parent.rmdir()
    path.parent.symlink_to(path.parents[2])


@pytest.mark.skipif(os.name == "nt", reason="it has no pipes and devices among files")
@pytest.mark.parametrize(
    "damage", [_entry_as_folder, _entry_as_pipe, _entry_as_device, _folder_as_file, _folder_as_link]
)
def test_what_is_no_entry_makes_room(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    """What lies in the place of an entry and is none counts as not there, is waited for by nobody, and is replaced."""
    store, key = Store(tmp_path / "store"), key_of([b"x"])
    store.put(key, b"answer")
    damage(store.folder / key[:2] / key[2:])
    assert store.get(key) is None
    assert store.piece(key, 0, 3) is None
    assert store.put(key, b"answer")
    assert store.get(key) == b"answer"
    assert store.piece(key, 0, 3) == b"ans"
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_drafts_of_killed_runs_go(tmp_path: Path) -> None:
    """What a killed run has left half written goes after a day; what a running one writes stays."""
    (tmp_path / "ab").mkdir()
    for name, age in ((".rencana-1.part", 1000.0), (".rencana-2.part", time.time())):
        (tmp_path / "ab" / name).touch()
        os.utime(tmp_path / "ab" / name, (age, age))
    Store(tmp_path).prune()
    assert [path.name for path in (tmp_path / "ab").iterdir()] == [".rencana-2.part"]


def test_served_site_is_a_folder(tmp_path: Path) -> None:
    """A file or a link where the served site should lie is thrown away; what the link leads to stays."""
    outside, store = tmp_path / "outside", Store(tmp_path / "store")
    outside.mkdir()
    store.folder.mkdir()
    (store.folder / "served-1").write_text("in the way")
    (store.folder / "served-2").symlink_to(outside)
    assert not any(os.path.lexists(store.served(port)) for port in (1, 2))
    assert outside.is_dir()


def test_committed_store_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A store that came with a repository is not used, and that is said: it was not made on this machine."""
    monkeypatch.delenv("RENCANA_CACHE", raising=False)
    store = open_store(tmp_path)
    assert store is not None
    store.put(key_of([b"x"]), b"answer")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    assert open_store(tmp_path) is not None
    subprocess.run(["git", "add", "-f", ".rencana_cache"], cwd=tmp_path, check=True)
    assert open_store(tmp_path) is open_store(tmp_path) is None
    warning = f"The cache {tmp_path / '.rencana_cache'} is committed to git; this run goes on without it.\n"
    assert capsys.readouterr().err == warning


def test_link_leads_no_cache_out_of_the_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of the cache that is a link out of the workspace is not used; RENCANA_CACHE may name any folder."""
    monkeypatch.delenv("RENCANA_CACHE", raising=False)
    root, outside = tmp_path / "root", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (root / ".rencana_cache").symlink_to(outside)
    assert open_store(root) is None
    (root / ".rencana_cache").unlink()
    store, key = open_store(root), key_of([b"x"])
    assert store is not None
    (store.folder / key[:2]).symlink_to(outside)
    store.put(key, b"answer")
    assert list(outside.iterdir()) == []


def test_grows_no_further(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was used least lately goes first where the cache has grown too large."""
    monkeypatch.setattr("rencana.jobs.store._LARGEST", 250)
    cache, keys = Store(tmp_path), [key_of([bytes([number])]) for number in range(4)]
    for age, key in enumerate(keys):
        cache.put(key, b"x" * 68)
        os.utime(tmp_path / key[:2] / key[2:], (1000 + age, 1000))
    cache.prune()
    assert [cache.get(key) is not None for key in keys] == [False, False, True, True]


def test_grows_with_the_site_and_is_looked_at_once_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A large site may have a large cache; to look through all of it at each build would cost more than it saves."""
    monkeypatch.setattr("rencana.jobs.store._LARGEST", 0)
    cache, key = Store(tmp_path), key_of([b"x"])
    cache.put(key, b"answer")
    cache.prune(room=1000)
    assert cache.get(key) is not None
    cache.prune()
    assert cache.get(key) is not None
    os.utime(tmp_path / "pruned", (1000, 1000))
    cache.prune()
    assert cache.get(key) is None


def test_forgets_sites_that_nobody_serves(tmp_path: Path) -> None:
    """A site that was served at some port goes when nobody has served it for a month."""
    old, new = (tmp_path / f"served-{port}" for port in (8000, 8001))
    for folder in (old, new):
        folder.mkdir()
    os.utime(old, (1000, 1000))
    Store(tmp_path).prune()
    assert [folder.exists() for folder in (old, new)] == [False, True]


def test_folder_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    """Where nothing can be kept, nothing is kept, and nothing is said."""
    (tmp_path / "file").write_text("in the way")
    cache = Store(tmp_path / "file")
    assert not cache.put(key_of([b"x"]), b"answer")
    assert cache.get(key_of([b"x"])) is None
    assert Store(tmp_path).put(key_of([b"x"]), b"answer")


def test_store_that_cannot_be_written_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the folder cannot be made, there is no store, and one line says so however often it is asked for."""
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("RENCANA_CACHE", str(tmp_path / "file" / "cache"))
    assert open_store(tmp_path) is open_store(tmp_path) is None
    assert capsys.readouterr().err == (
        f"The cache {tmp_path / 'file' / 'cache'} cannot be written (Not a directory); this run goes on without it.\n"
    )


def test_store_on_a_full_disk_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rights are not enough: what counts is that something can be written."""

    def full(**_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("rencana.jobs.store.TemporaryFile", full)
    monkeypatch.setenv("RENCANA_CACHE", str(tmp_path / "cache"))
    assert open_store(tmp_path) is None
    assert "(No space left on device)" in capsys.readouterr().err


def test_code_is_stored_outside_of_workspaces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What will be executed lies in the user's own cache: never in the workspace, not even where that is the home."""
    root, home = tmp_path / "workspace", tmp_path / "home"
    for name in ("RENCANA_CACHE", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    for folder, expected in (
        (str(tmp_path / "mine"), tmp_path / "mine" / "rencana"),
        ("relative", home / ".cache" / "rencana"),
        ("", home / ".cache" / "rencana"),
    ):
        monkeypatch.setenv("XDG_CACHE_HOME", folder)
        store = open_code_store(root)
        assert store
        assert store.folder == expected
    assert open_code_store(home) is None
    monkeypatch.setenv("RENCANA_CACHE", str(root / "cache"))
    assert store.folder == expected
    monkeypatch.setenv("RENCANA_CACHE", "off")
    assert open_code_store(root) is None


def test_place_is_the_workspace_or_as_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache lies in the workspace and keeps itself out of git, or where RENCANA_CACHE says; `off` is none."""
    monkeypatch.delenv("RENCANA_CACHE", raising=False)
    store = open_store(tmp_path)
    assert store
    assert store.folder == tmp_path / ".rencana_cache"
    assert (store.folder / ".gitignore").read_text() == "*\n"
    monkeypatch.setenv("RENCANA_CACHE", str(tmp_path / "elsewhere"))
    store = open_store(tmp_path)
    assert store
    assert store.folder == tmp_path / "elsewhere"
    monkeypatch.setenv("RENCANA_CACHE", "off")
    assert open_store(tmp_path) is None


def fingerprint_of(folder: Path) -> str:
    """The fingerprint of the package that lies in a folder, as a process of its own sees it."""
    words = "from rencana.jobs.store import fingerprint; print(fingerprint())"
    environ = {**os.environ, "PYTHONPATH": str(folder)}
    done = subprocess.run([sys.executable, "-c", words], env=environ, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The package in a folder that is no checkout, as an installer puts it there, but for its RECORD."""
    package = tmp_path / "site-packages" / "rencana"
    shutil.copytree(Path(rencana.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    return package


def test_another_build_of_one_version_has_other_keys(installed: Path) -> None:
    """Two wheels of one version differ in a word of a rule: the second does not answer with the first one's store."""
    before = fingerprint_of(installed.parent)
    assert fingerprint_of(installed.parent) == before
    path = installed / "check" / "rules" / "owner_missing.py"
    path.write_text(path.read_text(encoding="utf-8") + "# Another build.\n", encoding="utf-8")
    assert fingerprint_of(installed.parent) != before


def test_record_of_an_installer_serves_for_the_files(installed: Path) -> None:
    """What an installer wrote of each file stands for the files: one small file is read at each start, not hundreds."""
    record = installed.parent / "rencana-0.1.0.dist-info" / "RECORD"
    record.parent.mkdir()
    record.write_text("rencana/__init__.py,sha256=a,1\n", encoding="utf-8")
    before = fingerprint_of(installed.parent)
    record.write_text("rencana/__init__.py,sha256=b,1\n", encoding="utf-8")
    assert fingerprint_of(installed.parent) != before


def test_other_packages_belong_to_the_key(installed: Path) -> None:
    """Another version of any library that reads or writes for us gives other keys."""
    before = fingerprint_of(installed.parent)
    (installed.parent / "msgspec-99.0.dist-info").mkdir()
    assert fingerprint_of(installed.parent) != before


def test_values_come_back_with_their_types() -> None:
    """Values are stored as they are: markup stays markup, and bytes of something else are refused."""
    markup = decode(encode(Markup("<b>")), Markup)
    assert (type(markup), markup) == (Markup, Markup("<b>"))
    assert type(decode(encode(Markup("<b>")), str)) is str
    assert decode(encode({"a": (1, None)}), dict[str, tuple[int, None]]) == {"a": (1, None)}
    for content in (b"", b"no answer", encode("text"), zlib.compress(b"\xc1")):
        with pytest.raises(ValueError, match=r"\w"):
            decode(content, dict[str, int])
    with pytest.raises(TypeError):
        encode(object())


class _Evil:
    """What has a program run where it is unpickled as anything may be."""

    def __reduce__(self) -> tuple[Callable[[str], object], tuple[str]]:
        return os.system, ("exit 1",)


def test_stored_bytes_run_nothing() -> None:
    """Bytes that lay in a folder never run a program: data of known kinds is all that is made of them."""
    evil = pickle.dumps(_Evil())
    for content in (evil, zlib.compress(evil)):
        with pytest.raises(ValueError, match=r"\w"):
            decode(content, list[str])
