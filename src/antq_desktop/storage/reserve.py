"""Room kept aside for the day the disk is full, so that the database can still be put in order."""

import os
import shutil
from pathlib import Path

from antq_desktop.storage.places import StorePaths
from antq_desktop.storage.sealed_text import disk_error

BYTES = 16 << 20
_CHUNK = 1 << 20


def keep(paths: StorePaths, size: int = BYTES) -> bool:
    """Make the reserve file if there is none and room enough for it; whether it is there.

    It is filled with noise, which no file system keeps in less room; one cut short by a crash is made anew.

    Raises:
        DiskFull, StoreReadOnly, StorageError: in words.
    """
    if paths.reserve.exists() and paths.reserve.stat().st_size >= size:
        return True
    if shutil.disk_usage(paths.folder).free < 4 * size:
        return False
    try:
        with paths.reserve.open("wb") as file:
            for start in range(0, size, _CHUNK):
                file.write(os.urandom(min(_CHUNK, size - start)))
            file.flush()
            os.fsync(file.fileno())
    except OSError as reason:
        paths.reserve.unlink(missing_ok=True)
        raise disk_error(reason, paths.reserve) from reason
    return True


def release(paths: StorePaths) -> bool:
    """Give the room back; whether there was any."""
    if not paths.reserve.exists():
        return False
    paths.reserve.unlink()
    return True


def room_in(folder: Path) -> int:
    """Free bytes where a folder is or will be."""
    known = next(parent for parent in (folder, *folder.parents) if parent.exists())
    return shutil.disk_usage(known).free
