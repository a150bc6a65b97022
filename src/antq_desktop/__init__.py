"""ANTQ Desktop: an offline registry of the movement "Toàn dân bảo vệ an ninh Tổ quốc"."""

import builtins

__version__ = "0.1.0"

PLAIN_IMPORT = builtins.__import__
"""Python's own import, taken before PySide6 puts another in its place; see `gui`."""
