"""Puts a finished file in its place: partial, flushed, renamed, read back."""

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from antq_desktop.domain.errors import DiskFull, StorageError, StoreReadOnly
from antq_desktop.domain.progress import Progress
from antq_desktop.packages.codes import refusal

_CHUNK = 1 << 20
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}


@contextmanager
def disk_errors() -> Iterator[None]:
    """Translate what the operating system says about a disk into the program's errors.

    Raises:
        DiskFull, StoreReadOnly, StorageError: in place of `OSError`.
    """
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFull(
                "Ổ đĩa đã đầy, chưa ghi được tệp.",
                do="Xóa bớt tệp hoặc chọn ổ khác rồi thử lại.",
            ) from error
        if error.errno in _READ_ONLY:
            raise StoreReadOnly(
                "Nơi đã chọn không cho ghi.", do="Chọn thư mục khác hoặc mở khóa chống ghi của USB."
            ) from error
        raise StorageError("Không ghi được tệp vào nơi đã chọn.", do="Kiểm tra ổ đĩa hoặc USB rồi thử lại.") from error


def place(source: BinaryIO, target: Path, progress: Progress) -> None:
    """Copy a finished file to its place so that it is there whole or not at all.

    Args:
        source: read from its start.
        target: must not exist yet.
        progress: told the bytes written.

    Raises:
        PackageError: `E_OUT_EXISTS`.
        DiskFull, StoreReadOnly, StorageError: nothing is left behind.
    """
    partial = target.with_name(target.name + ".partial")
    with disk_errors():
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            raise refusal("E_OUT_EXISTS", target.name)
        try:
            digest = _copy(source, partial, progress)
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)
        _flush_folder(target.parent)
        if _digest(target) != digest:
            target.unlink()
            raise OSError(errno.EIO, "read back differs")


def replace_bytes(data: bytes, target: Path) -> None:
    """Write a small file whole, over an older one if there is one.

    Args:
        data: the content.
        target: where.

    Raises:
        DiskFull, StoreReadOnly, StorageError: the older file is untouched.
    """
    partial = target.with_name(target.name + ".partial")
    with disk_errors():
        try:
            with partial.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)
        _flush_folder(target.parent)


def _copy(source: BinaryIO, partial: Path, progress: Progress) -> bytes:
    digest, total = hashlib.sha256(), source.seek(0, os.SEEK_END)
    source.seek(0)
    with partial.open("wb") as file:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            file.write(chunk)
            progress.step(file.tell(), total, "Ghi gói ra đĩa")
        file.flush()
        os.fsync(file.fileno())
    return digest.digest()


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
