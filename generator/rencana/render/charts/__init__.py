"""Charts as plain numbers: the templates only draw what stands here."""
