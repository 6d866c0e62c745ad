"""Chance, against the examples that were published with the two methods."""

from decimal import Decimal

import pytest

from rencana.measure.chance import Interval, difference, wilson


def rounded(interval: Interval | None) -> tuple[str, str] | None:
    """The ends of an interval to the four decimals that were published."""
    return None if interval is None else (f"{interval.low:.4f}", f"{interval.high:.4f}")


@pytest.mark.parametrize(
    ("count", "n", "expected"),
    [
        (81, 263, ("0.2553", "0.3662")),
        (15, 148, ("0.0624", "0.1605")),
        (0, 20, ("0.0000", "0.1611")),
        (1, 29, ("0.0061", "0.1718")),
        (20, 20, ("0.8389", "1.0000")),
    ],
)
def test_share_lies_where_newcombe_says(count: int, n: int, expected: tuple[str, str]) -> None:
    """Wilson's interval is that of Newcombe (1998), Statistics in Medicine 17:857, table I; it stays within 0 and 1."""
    interval = wilson(Decimal(count) / n, Decimal(n))
    assert rounded(interval) == expected
    assert interval is not None
    assert interval.low >= 0
    assert interval.high <= 1


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        ((56, 70), (48, 80), ("0.0524", "0.3339")),
        ((9, 10), (3, 10), ("0.1705", "0.8090")),
        ((6, 7), (2, 7), ("0.0582", "0.8062")),
        ((5, 56), (0, 29), ("-0.0381", "0.1926")),
        ((0, 10), (0, 20), ("-0.1611", "0.2775")),
        ((10, 10), (0, 20), ("0.6791", "1.0000")),
    ],
)
def test_gap_lies_where_newcombe_says(now: tuple[int, int], before: tuple[int, int], expected: tuple[str, str]) -> None:
    """The interval of a gap is method 10 of Newcombe (1998), Statistics in Medicine 17:873, table II."""
    shares = [(Decimal(count) / n, Decimal(n)) for count, n in (before, now)]
    assert rounded(difference(*shares)) == expected


@pytest.mark.parametrize(("share", "n"), [("0.5", "0"), ("0.5", "-1"), ("-0.01", "10"), ("1.01", "10")])
def test_what_is_no_share_has_no_interval(share: str, n: str) -> None:
    """Where nobody was asked, or a number is no share, nothing is said of chance; nor of a gap to such a number."""
    odd, plain = (Decimal(share), Decimal(n)), (Decimal("0.5"), Decimal(10))
    assert wilson(*odd) is None
    assert difference(odd, plain) is None
    assert difference(plain, odd) is None


@pytest.mark.parametrize(("share", "n"), [("0", "1"), ("1", "1"), ("0.5", "1")])
def test_one_answer_is_a_sample(share: str, n: str) -> None:
    """A single answer has an interval, be it all or nothing."""
    assert wilson(Decimal(share), Decimal(n)) is not None
