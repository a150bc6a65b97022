"""The window: pages, mechanisms and look. Everything it shows or changes goes through services.

PySide6 replaces Python's import by one that reads the source of every module and keeps it, to learn whether the module
wants names of Qt spelt another way. None here does, so Python's own import comes back at once.

What a start loads all stays, so the collector rests meanwhile (a twentieth of the time to the lock screen); the first
work that ends wakes it (`running.garbage`).
"""

import builtins
import gc
import linecache

gc.disable()

import PySide6.QtCore  # noqa: E402, F401 - puts its import in place

from antq_desktop import PLAIN_IMPORT  # noqa: E402

builtins.__import__ = PLAIN_IMPORT
linecache.clearcache()
