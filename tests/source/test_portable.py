"""A name that some system cannot hold, or takes for another, is known before somebody clones to it."""

import pytest

from rencana.source.portable import is_device, objection, same_file


@pytest.mark.parametrize("name", ["nul", "NUL", "aux.csv", "con.tar.gz", "com1", "LPT9.txt", "prn .csv", "com¹"])
def test_devices_of_windows_are_known(name: str) -> None:
    """Windows takes these for devices in any case, whatever ending follows."""
    assert is_device(name)
    assert "Windows" in objection(name)


@pytest.mark.parametrize("name", ["null", "console", "com", "com10", "a.nul", "auxiliary.csv", "nul-1", "lptx"])
def test_names_that_only_look_like_devices(name: str) -> None:
    """A name that merely begins or ends as a device is as good as any other."""
    assert not is_device(name)
    assert objection(name) == ""


@pytest.mark.parametrize(
    "name", [*(f"a{sign}b" for sign in '<>:"|?*\\/\t\x00\u202e'), "end.", "end ", "\ud800"], ids=ascii
)
def test_signs_that_no_name_holds(name: str) -> None:
    """Signs that Windows uses for something else, ends that it takes away, and what nobody sees are objected to."""
    assert objection(name)
    assert objection(name).isprintable()


@pytest.mark.parametrize(
    ("name", "other"),
    [("Views.csv", "views.csv"), ("café", "cafe\N{COMBINING ACUTE ACCENT}"), ("λόγος", "λόγοσ"), ("STRASSE", "straße")],
)
def test_one_file_for_some_systems(name: str, other: str) -> None:
    """Names that differ in case, or in how an accent is written, are one for macOS and Windows."""
    assert same_file(name) == same_file(other)
    assert same_file(name) != same_file(f"{other}-1")
