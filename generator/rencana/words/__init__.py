"""One word, one thing, in every language: numbers, dates and the texts of the interface."""
