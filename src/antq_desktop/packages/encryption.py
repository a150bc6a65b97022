"""Encryption to recipients by age; the one seam to pyrage."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, cast

import pyrage

from antq_desktop.domain.errors import DiskFull
from antq_desktop.packages.codes import refusal

_HEADER = b"age-encryption.org/"
_IN_MEMORY = 16 << 20


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody a package can be encrypted to.

    Attributes:
        id: short name out of the trust bundle, such as `duty` or `escrow`.
        key: the public key, `age1…`.
    """

    id: str
    key: str


@dataclass(frozen=True, slots=True)
class AgeKeyPair:
    """A fresh pair: `secret` is `AGE-SECRET-KEY-1…`, `public` is `age1…`."""

    secret: str
    public: str


def generate_age_key() -> AgeKeyPair:
    """Draw a new X25519 pair."""
    identity = pyrage.x25519.Identity.generate()
    return AgeKeyPair(str(identity), str(identity.to_public()))


def public_keys(identities: Iterable[str]) -> tuple[str, ...]:
    """Name the public keys of secret ones.

    Args:
        identities: texts `AGE-SECRET-KEY-1…`.

    Raises:
        PackageError: `E_KEY`.
    """
    return tuple(str(identity.to_public()) for identity in _identities(identities))


def scratch_file() -> BinaryIO:
    """Open a nameless private file: small ones stay in memory, nothing remains after closing."""
    return cast("BinaryIO", tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY))


def is_encrypted(file: BinaryIO) -> bool:
    """Tell whether a file begins as age files do, and go back to its start."""
    file.seek(0)
    head = file.read(len(_HEADER))
    file.seek(0)
    return head == _HEADER


def encrypt(source: BinaryIO, target: BinaryIO, recipients: Sequence[Recipient]) -> None:
    """Encrypt a whole file.

    Args:
        source: read from its start.
        target: written from where it stands.
        recipients: at least one; each of them alone can decrypt.

    Raises:
        PackageError: `E_RECIPIENT`.
        DiskFull: the target could not take it.
    """
    try:
        keys = [pyrage.x25519.Recipient.from_str(recipient.key) for recipient in recipients]
    except pyrage.RecipientError as error:
        raise refusal("E_RECIPIENT", "key") from error
    source.seek(0)
    try:
        pyrage.encrypt_io(source, target, keys)
    except (pyrage.EncryptError, OSError) as error:
        raise DiskFull("Không đủ chỗ tạm trên đĩa để mã hóa gói.", do="Xóa bớt tệp rồi thử lại.") from error


@contextmanager
def decrypted(source: BinaryIO, identities: Iterable[str]) -> Iterator[BinaryIO]:
    """Decrypt into a nameless file that is gone afterwards, whatever happens.

    Args:
        source: an age file.
        identities: texts `AGE-SECRET-KEY-1…` to try.

    Yields:
        The plain file, complete and authenticated.

    Raises:
        PackageError: `E_DECRYPT_NO_KEY`, `E_DECRYPT_DAMAGED`.
    """
    keys = _identities(identities)
    if not keys:
        raise refusal("E_DECRYPT_NO_KEY", "no key given")
    with scratch_file() as plain:
        source.seek(0)
        try:
            pyrage.decrypt_io(source, plain, keys)
        except pyrage.DecryptError as error:
            code = "E_DECRYPT_NO_KEY" if "No matching keys" in str(error) else "E_DECRYPT_DAMAGED"
            raise refusal(code, str(error)) from error
        except OSError as error:
            if "No space left" in str(error):
                raise DiskFull("Không đủ chỗ tạm trên đĩa để mở gói.", do="Xóa bớt tệp rồi thử lại.") from error
            raise refusal("E_DECRYPT_DAMAGED", str(error)) from error
        yield plain


def lock_with_passphrase(secret: bytes, passphrase: str) -> bytes:
    """Encrypt a short secret; `age --decrypt` opens it too.

    Args:
        secret: what to protect.
        passphrase: in NFC.
    """
    return bytes(pyrage.passphrase.encrypt(secret, passphrase))


def open_with_passphrase(data: bytes, passphrase: str) -> bytes:
    """Undo `lock_with_passphrase`.

    Raises:
        PackageError: `E_PASSPHRASE`.
    """
    try:
        return bytes(pyrage.passphrase.decrypt(data, passphrase))
    except (pyrage.DecryptError, OSError) as error:
        raise refusal("E_PASSPHRASE") from error


def _identities(texts: Iterable[str]) -> list[pyrage.x25519.Identity]:
    try:
        return [pyrage.x25519.Identity.from_str(text.strip()) for text in texts]
    except pyrage.IdentityError as error:
        raise refusal("E_KEY", "age identity") from error
