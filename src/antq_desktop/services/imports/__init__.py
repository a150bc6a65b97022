"""Lists that come in: from the cells of a file or of a paste to one operation, and lists that come back."""
