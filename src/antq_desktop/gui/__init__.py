"""The window: pages, mechanisms and look. Everything it shows or changes goes through services.

PySide6 replaces Python's import by one that reads the source of every module and keeps it, to learn whether the module
wants names of Qt spelt another way. None here does, so Python's own import comes back at once.
"""

import builtins
import linecache

import PySide6.QtCore  # noqa: F401 - puts its import in place

from antq_desktop import PLAIN_IMPORT

builtins.__import__ = PLAIN_IMPORT
linecache.clearcache()
