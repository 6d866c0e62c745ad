"""Makes pages from plans: typed views, Jinja templates, finished HTML; it knows no host."""
