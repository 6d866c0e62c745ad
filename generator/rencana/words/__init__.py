"""How each language writes numbers, dates and lists, and the texts of the interface in each language."""
