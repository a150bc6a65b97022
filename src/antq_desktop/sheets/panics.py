"""Panics of the fast reader on damaged files; they are of a class that cannot be imported, so it is known by name."""

from types import TracebackType

_CLASS = "PanicException"


class Panicked(ValueError):
    """The fast reader gave up in the middle of a damaged file."""


class Panics:
    """Around the fast reader: its panic becomes `Panicked`."""

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        """Look at what happened.

        Raises:
            Panicked: it was a panic.
        """
        if kind is not None and kind.__name__ == _CLASS:
            raise Panicked from error
