"""Only regular files of a campaign's own assets/ are published; all else there is a finding at its path."""

import os
import shutil
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from powerless import as_nobody, open_way

from rencana.assets import folder as module
from rencana.assets.folder import AssetFiles, scan_assets
from rencana.assets.kinds import KINDS, LARGEST_DRAWING, LARGEST_FILM, LARGEST_PICTURE
from rencana.assets.publish import published
from rencana.errors import WorkspaceError

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
HEADS = {
    ".avif": b"\0\0\0\x1cftypavif",
    ".gif": b"GIF89a",
    ".jpeg": b"\xff\xd8\xff\xe0",
    ".jpg": b"\xff\xd8\xff\xe1",
    ".m4v": b"\0\0\0\x20ftypM4V ",
    ".mov": b"\0\0\0\x08wide\0\0\0\0mdat",
    ".mp4": b"\0\0\0\x20ftypisom",
    ".ogv": b"OggS",
    ".png": PNG,
    ".svg": SVG,
    ".webm": b"\x1aE\xdf\xa3",
    ".webp": b"RIFF\0\0\0\0WEBPVP8 ",
}


@pytest.fixture
def assets(tmp_path: Path) -> Path:
    """The folder of the pictures of a campaign, with one picture, beside another campaign with a secret."""
    folder = tmp_path / "w" / "plans" / "x" / "assets"
    folder.mkdir(parents=True)
    (folder / "cup.png").write_bytes(PNG)
    other = tmp_path / "w" / "plans" / "y" / "assets"
    other.mkdir(parents=True)
    (other / "secret.png").write_bytes(PNG)
    (tmp_path / "w" / "top.png").write_bytes(PNG)
    (tmp_path / "outside.png").write_bytes(PNG)
    return folder


def _of_x(assets: Path) -> tuple[list[str], list[tuple[str, str]]]:
    """What may be published of the campaign, and its findings by their paths."""
    scan, start = scan_assets(assets.parents[2]), "plans/x/assets"
    files = sorted(path.removeprefix(f"{start}/") for path in scan.files if path.startswith(start))
    return files, sorted((finding.file.removeprefix(start).strip("/"), finding.rule) for finding in scan.findings)


def _device(path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root makes devices")
    try:
        os.mknod(path, 0o020666, os.makedev(1, 5))
    except OSError:
        pytest.skip("this system makes no devices here")


def _socket(path: Path) -> None:
    # The address of a socket is short, so that it is made from beside it.
    place = os.open(path.parent, os.O_RDONLY)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"/proc/self/fd/{place}/{path.name}")
    os.close(place)


ODD: dict[str, Callable[[Path], None]] = {
    "link-to-a-device": lambda path: path.symlink_to("/dev/zero"),
    "link-to-a-folder-of-the-system": lambda path: path.symlink_to("/usr"),
    "link-out-of-the-workspace": lambda path: path.symlink_to(path.parents[4] / "outside.png"),
    "relative-link-out": lambda path: path.symlink_to("../../../../outside.png"),
    "link-to-another-campaign": lambda path: path.symlink_to("../../y/assets/secret.png"),
    "link-to-the-workspace": lambda path: path.symlink_to("../../../top.png"),
    "link-to-the-plan": lambda path: path.symlink_to("../plan.yaml"),
    "dangling-link": lambda path: path.symlink_to("gone.png"),
    "link-to-itself": lambda path: path.symlink_to(path.name),
    "link-to-its-folder": lambda path: path.symlink_to("."),
    "link-to-a-folder-above": lambda path: path.symlink_to("../../.."),
    "pipe": os.mkfifo,
    "device": _device,
    "socket": _socket,
}
"""What can lie in a folder beside files, and how it is made."""


@pytest.mark.parametrize("name", ["odd.png", "odd.svg", "odd", "deep/er/odd.mp4"])
@pytest.mark.parametrize("kind", ODD)
def test_what_is_no_file_of_the_campaign_is_not_read(assets: Path, kind: str, name: str) -> None:
    """Links out, circles, pipes, sockets and devices are findings; nothing waits for them, and none is published."""
    if sys.platform == "win32":
        pytest.skip("this system has other kinds of files")
    (assets / name).parent.mkdir(parents=True, exist_ok=True)
    (assets.parent / "plan.yaml").write_text("campaign: {title: X}\n", encoding="utf-8")
    if kind == "link-to-itself" or "/" not in name or not kind.startswith(("relative", "link-to-another")):
        ODD[kind](assets / name)
    else:
        (assets / name).symlink_to("../../../../y/assets/secret.png")
    started = time.monotonic()
    assert _of_x(assets) == (["cup.png"], [(name, "asset-unreadable")])
    with pytest.raises(WorkspaceError):
        AssetFiles(assets.parents[2]).read(f"plans/x/assets/{name}")
    assert time.monotonic() - started < 2


def test_links_inside_are_files(assets: Path) -> None:
    """A link to another file of the same assets/ is that file."""
    (assets / "same.png").symlink_to("cup.png")
    (assets / "deep").mkdir()
    (assets / "deep" / "same.png").symlink_to("../cup.png")
    assert _of_x(assets) == (["cup.png", "deep/same.png", "same.png"], [])
    assert AssetFiles(assets.parents[2]).read("plans/x/assets/deep/same.png") == PNG


@pytest.mark.parametrize("make", ["link", "link-out", "file", "pipe", "dangling"])
def test_assets_is_a_folder_of_its_own(assets: Path, make: str) -> None:
    """What is called assets and is no folder of the campaign is one finding, and nothing of it is published."""
    shutil.rmtree(assets)
    match make:
        case "link":
            assets.symlink_to("../y/assets")
        case "link-out":
            assets.symlink_to("/usr")
        case "file":
            assets.write_text("x")
        case "pipe":
            os.mkfifo(assets)
        case "dangling":
            assets.symlink_to("gone")
    assert _of_x(assets) == ([], [("", "asset-unreadable")])
    with pytest.raises(WorkspaceError):
        AssetFiles(assets.parents[2]).read("plans/x/assets/secret.png")


@pytest.mark.parametrize("link", ["campaign", "plans"])
def test_linked_folders_above(tmp_path: Path, assets: Path, link: str) -> None:
    """A campaign that is a link has no pictures; the folder of all plans may be a link inside the workspace only."""
    root = assets.parents[2]
    if link == "campaign":
        (root / "plans" / "z").symlink_to("x")
        assert not any(path.startswith("plans/z") for path in scan_assets(root).files)
        with pytest.raises(WorkspaceError):
            AssetFiles(root).read("plans/z/assets/cup.png")
        return
    (root / "plans").rename(root / "elsewhere")
    (root / "plans").symlink_to("elsewhere")
    assert _of_x(assets) == (["cup.png"], [])
    assert AssetFiles(root).read("plans/x/assets/cup.png") == PNG
    (root / "elsewhere").rename(tmp_path / "elsewhere")
    (root / "plans").unlink()
    (root / "plans").symlink_to(tmp_path / "elsewhere")
    assert scan_assets(root).files == frozenset()


def test_paths_that_lead_out_are_not_read(assets: Path) -> None:
    """Whoever asks for a path with steps upward gets nothing, wherever it ends."""
    files = AssetFiles(assets.parents[2])
    for path in ("plans/x/assets/../../y/assets/secret.png", "plans/x/assets/../../../top.png", "plans/x/assets/."):
        with pytest.raises(WorkspaceError):
            files.read(path)


@pytest.mark.parametrize("ending", KINDS)
def test_kind_is_known_by_its_bytes(assets: Path, ending: str) -> None:
    """A picture or film of each kind is published; with the bytes of nothing, or of a page, it is not."""
    for name, content in ((f"good{ending.upper()}", HEADS[ending]), (f"good{ending}", HEADS[ending])):
        (assets / name).write_bytes(content)
    (assets / f"empty{ending}").touch()
    (assets / f"page{ending}").write_bytes(b"<!DOCTYPE html><script>alert(1)</script>")
    files, findings = _of_x(assets)
    assert {f"good{ending}", f"good{ending.upper()}"} <= set(files)
    # What calls itself SVG is read whole, later.
    expected = ["empty"] if ending == ".svg" else ["empty", "page"]
    assert findings == [(f"{name}{ending}", "asset-unlike-ending") for name in expected]


@pytest.mark.parametrize(
    "name",
    [
        "a.html",
        "a.xhtml",
        "a.xml",
        "a.js",
        "a.pdf",
        "a.svgz",
        "a.png.html",
        "a",
        "a.",
        "a.htm",
        "a.mht",
        "a.swf",
        "a.css",
    ],
)
def test_other_kinds_are_named(assets: Path, name: str) -> None:
    """A file that is no picture and no film is not published, and is named."""
    (assets / name).write_bytes(PNG)
    assert _of_x(assets) == (["cup.png"], [(name, "asset-unknown")])


def test_hidden_files_are_left_alone(assets: Path) -> None:
    """What systems and editors leave behind is neither published nor a finding."""
    for name in (".DS_Store", "Thumbs.db", "desktop.ini", "~$brief.docx", ".git/a.png"):
        (assets / name).parent.mkdir(exist_ok=True)
        (assets / name).write_bytes(PNG)
    assert _of_x(assets) == (["cup.png"], [])


@pytest.mark.parametrize(
    ("name", "largest"), [("a.png", LARGEST_PICTURE), ("a.mp4", LARGEST_FILM), ("a.svg", LARGEST_DRAWING)]
)
def test_file_beyond_the_limit_is_named(assets: Path, name: str, largest: int) -> None:
    """A file that is larger than a reader should be sent is a finding with its size; at the limit it is none."""
    (assets / name).write_bytes(HEADS[Path(name).suffix])
    os.truncate(assets / name, largest)
    assert _of_x(assets) == ([name, "cup.png"], [])
    os.truncate(assets / name, largest + 60_000)
    assert _of_x(assets) == (["cup.png"], [(name, "asset-too-large")])
    (finding,) = scan_assets(assets.parents[2]).findings
    assert f"{largest / 1_000_000 + 0.1:.1f} MB" in finding.message


def test_more_files_than_anybody_names_are_one_finding(assets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the limit the first files by name are published, and the finding says from which on none is."""
    monkeypatch.setattr(module, "MOST_FILES", 5)
    for number in range(7):
        (assets / f"p{number}.png").write_bytes(PNG)
    assert _of_x(assets) == (["cup.png", "p0.png", "p1.png", "p2.png", "p3.png"], [("", "assets-too-many")])
    (finding,) = scan_assets(assets.parents[2]).findings
    assert "8 files" in finding.message
    assert "p4.png" in finding.message


def test_deep_folders_end_nobody(assets: Path) -> None:
    """Folders inside folders are looked through, however deep; where a path is too long for the system, it is named."""
    place = os.open(assets, os.O_RDONLY)
    for _ in range(700):
        os.mkdir("folder", dir_fd=place)
        inner = os.open("folder", os.O_RDONLY, dir_fd=place)
        os.close(place)
        place = inner
    os.close(os.open("a.png", os.O_CREAT | os.O_WRONLY, dir_fd=place))
    os.close(place)
    files, findings = _of_x(assets)
    assert files == ["cup.png"]
    assert {rule for _, rule in findings} == {"asset-unreadable"}
    shutil.rmtree(assets)


@pytest.mark.parametrize("closed", ["", "cup.png", "deep"])
def test_what_may_not_be_read_is_named(assets: Path, closed: str) -> None:
    """A folder or a picture that is another user's is a finding at its path, with the words of the system."""
    root = assets.parents[2]
    open_way(root)
    (assets / "deep").mkdir()
    (assets / closed).chmod(0)
    with as_nobody():
        findings = scan_assets(root).findings
        with pytest.raises(WorkspaceError, match="Permission denied"):
            AssetFiles(root).read(
                f"plans/x/assets/{closed or 'cup.png'}" if closed != "deep" else "plans/x/assets/deep/a.png"
            )
    (assets / closed).chmod(0o755)
    path = f"plans/x/assets/{closed}".rstrip("/")
    message = "This cannot be read: Permission denied."
    assert [(finding.file, finding.rule, finding.message) for finding in findings] == [
        (path, "asset-unreadable", message)
    ]


def test_published_content(assets: Path) -> None:
    """Pictures are published byte by byte, drawings cleaned; one that has changed since it was looked at stops."""
    root = assets.parents[2]
    (assets / "a.svg").write_bytes(b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')
    assert b"".join(published(root, "plans/x/assets/cup.png")) == PNG
    assert b"script" not in b"".join(published(root, "plans/x/assets/a.svg"))
    (assets / "a.svg").write_bytes(b"no picture")
    with pytest.raises(WorkspaceError, match="changed"):
        list(published(root, "plans/x/assets/a.svg"))
