"""The pages of one campaign, one module a page, and the parts that several of them share."""
