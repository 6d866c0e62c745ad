"""Campaign plans as code: YAML plans in git become a checked MkDocs site."""
