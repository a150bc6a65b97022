"""Numbered steps of the schema; each stands by itself and imports nothing of the program."""
