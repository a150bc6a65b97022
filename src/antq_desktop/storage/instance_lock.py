"""One program at a time writes to a store: an operating-system lock, which a crash releases by itself."""

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from antq_desktop.domain.errors import StoreBusy
from antq_desktop.storage.places import StorePaths
from antq_desktop.storage.sealed_text import disk_error

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

WAIT_SECONDS = 2.0
_PAUSE = 0.05
_TAKEN = {errno.EACCES, errno.EAGAIN, errno.EDEADLK, errno.EWOULDBLOCK}


@contextmanager
def held(paths: StorePaths, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the lock of a store.

    Args:
        paths: the store.
        wait: seconds to try before giving up.

    Raises:
        StoreBusy: another program holds it.
        StorageError: the folder cannot be written, or its disk knows no locks.
    """
    try:
        paths.folder.mkdir(parents=True, exist_ok=True)
        file = paths.lock.open("a+b")
    except OSError as reason:
        raise disk_error(reason, paths.lock) from reason
    with file:
        end = time.monotonic() + wait
        while not _try(file, paths):
            if time.monotonic() >= end:
                raise StoreBusy(
                    "Chương trình đang mở dữ liệu này ở một cửa sổ khác.",
                    do="Dùng cửa sổ đang mở, hoặc đóng nó rồi thử lại.",
                )
            time.sleep(_PAUSE)
        try:
            yield
        finally:
            _release(file)


def _try(file: BinaryIO, paths: StorePaths) -> bool:
    try:
        if sys.platform == "win32":
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as reason:
        if reason.errno in _TAKEN:
            return False
        raise disk_error(reason, paths.lock) from reason
    return True


def _release(file: BinaryIO) -> None:
    if sys.platform == "win32":
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
    else:
        fcntl.flock(file.fileno(), fcntl.LOCK_UN)
    os.fsync(file.fileno())
