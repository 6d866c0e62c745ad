"""Which thing of a newer state is which of an older one, where things have no ids: targets of a KPI have none."""

from collections.abc import Hashable, Sequence


def pair(before: Sequence[Sequence[Hashable]], after: Sequence[Sequence[Hashable]]) -> dict[int, int]:
    """Returns the place of each thing's twin in the newer state, by its place in the older one.

    Each thing comes with its aspects, the telling one first: those that are alike in it are paired first, then those
    that are alike in the next one, and the rest in their order. What has no twin is left out.
    """
    twins: dict[int, int] = {}
    ranks = len(before[0]) if before else 0
    for rank in range(ranks + 1):
        for number, aspects in enumerate(before):
            free = (other for other in range(len(after)) if other not in twins.values())
            alike = (other for other in free if rank == ranks or after[other][rank] == aspects[rank])
            if number not in twins and (twin := next(alike, None)) is not None:
                twins[number] = twin
    return dict(sorted(twins.items()))
