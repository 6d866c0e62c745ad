"""What makes two readings speak of the same thing."""

from rencana.plan.rows import Reading


def scope(reading: Reading) -> tuple[object, ...]:
    """Returns days, scope and metric of a reading; two with the same ones can be compared."""
    one = reading
    return one.start, one.end, one.metric, one.channel, one.item, one.place, one.audience
