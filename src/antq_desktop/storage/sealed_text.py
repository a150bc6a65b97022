"""Small encrypted values: derived keys, AES-256-GCM, canonical JSON, files replaced whole."""

import base64
import contextlib
import errno
import json
import os
import secrets
from pathlib import Path
from types import MappingProxyType
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from antq_desktop.domain.errors import DiskFull, StorageError, StoreReadOnly

NONCE_BYTES = 12
KEY_BYTES = 32


class Unreadable(Exception):
    """A sealed value does not open with this key, or was changed."""


def derive(key: bytes, purpose: str) -> bytes:
    """A key of 32 bytes for one purpose, from which the first key cannot be found."""
    return HKDF(hashes.SHA256(), KEY_BYTES, None, purpose.encode()).derive(key)


def seal(key: bytes, plain: bytes, context: bytes) -> bytes:
    """Nonce and ciphertext of a value bound to its context."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, context)


def unseal(key: bytes, sealed: bytes, context: bytes) -> bytes:
    """Undo `seal`.

    Raises:
        Unreadable: another key, another context, or changed bytes.
    """
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], context)
    except (InvalidTag, ValueError) as reason:
        raise Unreadable from reason


def canonical_bytes(value: object) -> bytes:
    """JSON with sorted keys and no blanks, in UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def to_text(data: bytes) -> str:
    """Bytes as unpadded URL-safe base64."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def from_text(text: Any) -> bytes:
    """Undo `to_text`.

    Raises:
        Unreadable: not such a text.
    """
    try:
        return base64.urlsafe_b64decode(str(text) + "=" * (-len(str(text)) % 4))
    except ValueError as reason:
        raise Unreadable from reason


def replace_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: beside, flushed, renamed.

    Raises:
        DiskFull, StoreReadOnly, StorageError: the old file is as it was.
    """
    partial = path.with_name(path.name + ".partial")
    try:
        with partial.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
        flush_folder(path.parent)
    except OSError as reason:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
        raise disk_error(reason, path) from reason


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, unless it is there.

    Raises:
        DiskFull, StoreReadOnly, StorageError: in words.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as reason:
        raise StorageError(f"{folder.name} là tệp, không phải thư mục.", do="Chọn thư mục khác.") from reason
    except OSError as reason:
        raise disk_error(reason, folder) from reason


def flush_folder(folder: Path) -> None:
    """Make a rename durable; Windows does that by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


_SHARED = frozenset({32, 33})
"""What Windows says of a file that another program holds open or has locked."""

_KNOWN = MappingProxyType(
    {
        errno.ENOENT: ("Không thấy thư mục để ghi {0}.", "Kiểm tra đường dẫn; USB có thể đã rút."),
        errno.ENOTDIR: ("Nơi ghi {0} nằm dưới một tệp, không phải thư mục.", "Chọn thư mục khác."),
        errno.EISDIR: ("{0} là thư mục, không ghi thành tệp được.", "Chọn tên khác."),
        errno.EEXIST: ("{0} đã có.", "Chọn tên khác."),
        errno.ENAMETOOLONG: ("Tên {0} quá dài.", "Chọn tên hoặc thư mục ngắn hơn."),
        errno.EINVAL: ("Tên {0} có ký tự mà ổ đĩa không nhận.", "Chọn tên khác."),
        errno.EBUSY: ("{0} đang được chương trình khác dùng.", "Đóng chương trình đó rồi làm lại."),
        errno.ETXTBSY: ("{0} đang được chương trình khác dùng.", "Đóng chương trình đó rồi làm lại."),
        errno.EIO: ("Ổ đĩa báo lỗi khi ghi {0}.", "Thử ổ đĩa hoặc USB khác; sao lưu sớm."),
        errno.ENODEV: ("Không thấy ổ đĩa của {0}.", "Cắm lại USB rồi làm lại."),
        errno.ENXIO: ("Không thấy ổ đĩa của {0}.", "Cắm lại USB rồi làm lại."),
        errno.EMFILE: ("Máy đang mở quá nhiều tệp, chưa ghi được {0}.", "Đóng bớt chương trình rồi làm lại."),
    }
)


def disk_error(reason: OSError, path: Path) -> StorageError:
    """Say in words why a file could not be written."""
    if reason.errno in {28, 122}:
        return DiskFull(f"Ổ đĩa đã đầy, chưa ghi được {path.name}.", do="Giải phóng chỗ trống rồi làm lại.")
    if getattr(reason, "winerror", None) in _SHARED:
        reason = OSError(errno.EBUSY, "")
    if reason.errno in {1, 13, 30}:
        return StoreReadOnly(
            f"Không được ghi vào thư mục {path.parent.name}.", do="Chọn thư mục khác hoặc mở quyền ghi."
        )
    said = f"Không ghi được {{0}}; ổ đĩa báo mã {reason.errno}."
    what, do = _KNOWN.get(reason.errno or 0, (said, "Kiểm tra ổ đĩa rồi làm lại."))
    return StorageError(what.format(path.name), do=do)
