"""Pages: the Library becomes Pages, one file a page kind."""
