"""Charts as finished shapes and words; the templates only write them down."""
