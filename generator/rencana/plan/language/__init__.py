"""The scalars of the plan language: how people write ids, amounts, dates and rhythms, and what goes wrong in them."""
