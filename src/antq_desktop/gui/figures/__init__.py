"""Parts of pages that show figures: what waits to be done, and a year without its round."""
