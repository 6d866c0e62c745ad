"""Makes pages from plans: typed views, Jinja templates, finished HTML. It does not know who hosts the pages."""
