"""What a page is about: a campaign or the portfolio, seen from one of its pages."""
