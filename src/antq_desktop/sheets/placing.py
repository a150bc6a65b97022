"""Putting a finished file in its place: written beside, flushed, renamed; nothing half-done remains."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from xlsxwriter.exceptions import FileCreateError

from antq_desktop.domain.errors import DiskFull, StorageError, StoreReadOnly


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a name to write to; it becomes `path` when all went well.

    The name stands in a folder of its own beside `path`, for helping files too: names of people never lie in the
    computer's folder for temporary files.

    Raises:
        DiskFull, StoreReadOnly, StorageError: the old file is as it was.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".antq-", dir=path.parent, ignore_cleanup_errors=True) as folder:
            partial = Path(folder) / path.name
            yield partial
            with partial.open("rb+") as file:
                os.fsync(file.fileno())
            partial.replace(path)
    except OSError as reason:
        raise _in_words(reason, path) from reason
    except FileCreateError as reason:
        cause = reason.args[0] if reason.args and isinstance(reason.args[0], OSError) else OSError(5, "")
        raise _in_words(cause, path) from reason


def _in_words(reason: OSError, path: Path) -> StorageError:
    if reason.errno in {28, 122}:
        return DiskFull(f"Ổ đĩa đã đầy, chưa ghi được {path.name}.", do="Giải phóng chỗ trống rồi làm lại.")
    if reason.errno in {1, 13, 30}:
        return StoreReadOnly(
            f"Không được ghi vào thư mục {path.parent.name}.", do="Đóng tệp đang mở, hoặc chọn nơi khác."
        )
    return StorageError(f"Không ghi được {path.name}.", do="Kiểm tra tên thư mục và ổ đĩa rồi làm lại.")
