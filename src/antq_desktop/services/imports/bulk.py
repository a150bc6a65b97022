"""Work on very many rows at once."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Hold the garbage collector off while very many rows are made that all stay.

    It would look through all of them again and again and find nothing. What nothing refers to any more is freed at
    once as ever; only cycles wait until the end, those of other threads too. Also a decorator.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
