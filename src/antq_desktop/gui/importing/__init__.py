"""Parts of bringing a list in: rows on their way, their questions, the result."""
