"""Garbage is collected on the window's thread alone: a widget that a worker's collection frees ends the program."""

import gc

from PySide6.QtCore import QObject, QTimer

SWEEP_MS = 250


class GarbageKeeper(QObject):
    """Holds the collector back while workers run, and sweeps what is young from the window's thread meanwhile."""

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._held = False
        self._timer = QTimer(self, interval=SWEEP_MS)
        self._timer.timeout.connect(self._sweep)

    def hold(self) -> None:
        """From now on nothing is collected but by `_sweep`."""
        if not self._held:
            self._held = True
            gc.disable()
            self._timer.start()

    def release(self) -> None:
        """No worker runs any more."""
        if self._held:
            self._held = False
            self._timer.stop()
            gc.enable()

    def _sweep(self) -> None:
        gc.collect(1)
