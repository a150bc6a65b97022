"""Reading modules that bring heavy libraries from the disk, only once they are wanted."""

import sys
from importlib import import_module
from threading import Lock
from typing import Any


class Modules:
    """Read one after the other, by whichever threads: two that read modules of one library may find half of one."""

    def __init__(self) -> None:
        self._reading = Lock()

    def read(self, name: str) -> Any:
        """A module, at once or after those that are being read; for work on a thread that may wait."""
        with self._reading:
            return import_module(name)

    def known(self, name: str) -> Any:
        """A module that was read before; None while any is being read, since this one may be known only half."""
        return None if self._reading.locked() else sys.modules.get(name)
