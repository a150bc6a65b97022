"""The made-up commune."""
