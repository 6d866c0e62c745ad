"""A site that is brought up to date without MkDocs: what the last build left, and the pages that changed."""
