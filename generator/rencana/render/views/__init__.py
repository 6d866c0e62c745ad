"""What templates see: frozen views with finished words and links, one module for each kind of page."""
