"""All texts and lists of a plan."""

from fragments import campaign, lay, read

from rencana.check.facts.walk import joined_texts, lists, located_texts, texts

NOTES = """campaign:
  title: Iftar
  tags: [a, b]
  links:
    brief: {link: https://k.example/, note: See it.}
  x-lists: [c, [d, e]]
  x-empty:
"""


def test_texts_come_with_their_paths() -> None:
    """Texts come in the order of the file, from maps and lists at any depth; what is left empty is no text."""
    document = read(lay([NOTES])).documents["plans/base/plan.yaml"]
    pairs = [pair for pair in located_texts(campaign(NOTES)) if pair[0][0] == "campaign"]
    assert pairs == [
        (("campaign", "title"), "Iftar"),
        (("campaign", "tags", 0), "a"),
        (("campaign", "tags", 1), "b"),
        (("campaign", "links", "brief", "link"), "https://k.example/"),
        (("campaign", "links", "brief", "note"), "See it."),
        (("campaign", "x-lists", 0), "c"),
        (("campaign", "x-lists", 1, 0), "d"),
        (("campaign", "x-lists", 1, 1), "e"),
    ]
    for path, text in located_texts(campaign(NOTES)):
        data: object = document.data
        for step in path:
            assert isinstance(data, (dict, list))
            data = data[step]  # type: ignore[index]
        assert data == text


def test_lists_come_before_what_they_hold() -> None:
    """Every list is met, a list in a list too."""
    pairs = [pair for pair in lists(campaign(NOTES)) if pair[0][0] == "campaign"]
    assert pairs == [
        (("campaign", "tags"), ["a", "b"]),
        (("campaign", "x-lists"), ["c", ["d", "e"]]),
        (("campaign", "x-lists", 1), ["d", "e"]),
    ]


def test_keys_are_no_texts() -> None:
    """Names of keys are not among the texts, and all texts lie in the joined one."""
    plan = campaign(NOTES)
    assert "tags" not in texts(plan)
    assert texts(plan) == [text for _, text in located_texts(plan)]
    assert joined_texts(plan).split("\n")[:3] == ["Iftar", "a", "b"]
