"""The user's door: commands that read their words, call the rooms behind, and print what comes back."""
