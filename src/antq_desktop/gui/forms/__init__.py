"""Asking: dialogs, fields, and what is typed and not saved yet."""
