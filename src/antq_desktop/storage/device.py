"""This device's own key, in a file of its own: wrapped by a key derived from the database key, never backed up."""

import json
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from antq_desktop.domain.errors import StorageError, StoreDamaged
from antq_desktop.storage.places import StorePaths
from antq_desktop.storage.sealed_text import (
    Unreadable,
    canonical_bytes,
    derive,
    from_text,
    replace_file,
    seal,
    to_text,
    unseal,
)

_PURPOSE = "antq/device/1"
_FORMAT = "antq-device"


@dataclass(frozen=True, slots=True)
class Device:
    """A device.

    Attributes:
        uid: drawn when the file was made.
        private_bytes: PKCS#8 DER of its P-256 key.
        certificate: DER of its certificate, or None.
        chain: DER of intermediates.
        issued: whether an authority issued the certificate; else the device signed it itself.
        created: whether the file was made just now.
    """

    uid: UUID
    private_bytes: bytes = field(repr=False)
    certificate: bytes | None = None
    chain: tuple[bytes, ...] = ()
    issued: bool = False
    created: bool = False


def load_or_create(paths: StorePaths, key: bytes) -> Device:
    """Read the device file; a missing one means a new device, which enrols anew.

    Raises:
        StoreDamaged: the file is of another store, or damaged.
        StorageError: it cannot be read or written.
    """
    try:
        data = paths.device.read_bytes()
    except FileNotFoundError:
        device = Device(uuid4(), _new_key(), created=True)
        _write(paths, key, device)
        return device
    except OSError as reason:
        raise StorageError(
            f"Không đọc được tệp khóa thiết bị {paths.device.name}.", do="Kiểm tra ổ đĩa và quyền đọc."
        ) from reason
    try:
        body = json.loads(unseal(derive(key, _PURPOSE), data, _FORMAT.encode()))
        certificate = body["certificate"]
        return Device(
            UUID(hex=body["uid"]),
            from_text(body["key"]),
            None if certificate is None else from_text(certificate),
            tuple(from_text(part) for part in body["chain"]),
            body.get("issued", certificate is not None),
        )
    except (Unreadable, ValueError, KeyError, TypeError) as reason:
        raise StoreDamaged(
            f"Tệp khóa thiết bị {paths.device.name} không phải của dữ liệu này hoặc bị hỏng.",
            do="Đổi tên tệp đó rồi mở lại; máy sẽ là thiết bị mới và cần đăng ký lại với tỉnh.",
        ) from reason


def save_certificate(
    paths: StorePaths, key: bytes, certificate: bytes, chain: tuple[bytes, ...], *, issued: bool
) -> Device:
    """Keep a certificate with the device's key; `issued` if it comes from an authority.

    Raises:
        StorageError: the file cannot be read or written.
    """
    known = load_or_create(paths, key)
    device = Device(known.uid, known.private_bytes, certificate, chain, issued)
    _write(paths, key, device)
    return device


def _new_key() -> bytes:
    return ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _write(paths: StorePaths, key: bytes, device: Device) -> None:
    body = {
        "uid": device.uid.hex,
        "key": to_text(device.private_bytes),
        "certificate": None if device.certificate is None else to_text(device.certificate),
        "chain": [to_text(part) for part in device.chain],
        "issued": device.issued,
    }
    replace_file(paths.device, seal(derive(key, _PURPOSE), canonical_bytes(body), _FORMAT.encode()))
