"""Garbage is collected on the window's thread alone: a widget that a worker's collection frees ends the program."""

import gc


class GarbageKeeper:
    """Holds the collector back while workers run.

    What they made is then put among what is old without being looked through, since a pass over the rows of a whole
    import would be felt at the keys; the next full collection, on the window's thread, finds what of it is garbage.
    """

    def __init__(self) -> None:
        self._held = False

    def hold(self) -> None:
        """From now on nothing is collected."""
        if not self._held:
            self._held = True
            gc.disable()

    def release(self) -> None:
        """No worker runs any more."""
        if self._held:
            self._held = False
            gc.freeze()
            gc.unfreeze()
            gc.enable()
