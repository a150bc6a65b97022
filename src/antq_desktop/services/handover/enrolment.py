"""The device's certificate and what this office trusts: request, answer, trust bundle."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from antq_desktop.domain.errors import UsageError
from antq_desktop.packages import certificates
from antq_desktop.packages import enrolment as enrolling
from antq_desktop.packages import trust as trusting
from antq_desktop.packages.certificates import Holder
from antq_desktop.packages.encryption import Recipient
from antq_desktop.packages.placing import replace_bytes
from antq_desktop.packages.signing import Signer, fingerprint, fingerprint_groups, key_from_der
from antq_desktop.packages.trust import TrustStore
from antq_desktop.services.office import Office
from antq_desktop.storage import device as devices
from antq_desktop.storage import settings

TRUST = "trust_bundle"
FLOOR = "trust_floor"


@dataclass(frozen=True, slots=True)
class KeyStatus:
    """State of the device's key.

    Attributes:
        device: uid of the device.
        fingerprint: SHA-256 of its public key, hex.
        groups: the same in groups to read over the telephone.
        enrolled: whether an authority issued the certificate.
        issuer: who issued it, in words.
        not_after: until when it holds.
        certificate: PEM, to hand to whoever shall verify.
    """

    device: str
    fingerprint: str
    groups: tuple[str, ...]
    enrolled: bool
    issuer: str
    not_after: datetime
    certificate: bytes


def own_device(office: Office) -> devices.Device:
    """The device file's content, opened with the store's key."""
    return devices.load_or_create(office.paths, office.store.key)


def _holder(office: Office) -> Holder:
    return Holder(office.unit_code, office.unit_name, str(office.store.device), training=office.training)


def signer(office: Office) -> Signer:
    """Who seals for this office; a device not yet enrolled gets a self-signed certificate.

    Raises:
        PackageError: `E_KEY`.
        StorageError: the device file cannot be written.
    """
    device = own_device(office)
    if device.certificate is None:
        made = certificates.self_signed(key_from_der(device.private_bytes), _holder(office), office.clock())
        own = certificates.to_der(made)
        device = devices.save_certificate(office.paths, office.store.key, own, (), issued=False)
    return Signer.from_der(device.private_bytes, device.certificate or b"", device.chain)


def request(office: Office, path: Path) -> tuple[str, ...]:
    """Write the request for a certificate; returns the fingerprint groups to read over the telephone.

    Raises:
        RoleRefused: only an administrator may.
        StorageError: the place cannot be written.
    """
    office.require("trust")
    own = signer(office)
    replace_bytes(enrolling.make_request(own, _holder(office), office.clock()), path)
    return fingerprint_groups(fingerprint(own.certificate))


def install(office: Office, path: Path, pin: str | None = None) -> KeyStatus:
    """Install the authority's answer: the device's certificate, and its trust bundle unless a newer one is known.

    Args:
        office: where.
        path: the answer.
        pin: the root's fingerprint as read over the telephone, to refuse any other.

    Raises:
        RoleRefused: only an administrator may.
        PackageError: the answer is for another key, not sealed by its root, or older than what is known.
    """
    office.require("trust")
    answer = enrolling.read_answer(
        _read(path),
        fingerprint(signer(office).certificate),
        office.clock(),
        trusted=trust(office),
        pin=pin,
        floor=_floor(office),
    )
    devices.save_certificate(office.paths, office.store.key, answer.certificate, answer.chain, issued=True)
    if answer.bundle is not None:
        _keep(office, answer.bundle, answer.trust)
    return status(office)


def status(office: Office) -> KeyStatus:
    """State of the device's key and certificate."""
    own = signer(office)
    certificate = own.certificate
    digest = fingerprint(certificate)
    return KeyStatus(
        device=str(office.store.device),
        fingerprint=digest,
        groups=fingerprint_groups(digest),
        enrolled=certificate.issuer != certificate.subject,
        issuer=certificates.label(certificate.issuer),
        not_after=certificate.not_valid_after_utc,
        certificate=certificates.to_pem(certificate),
    )


def save_certificate(office: Office, path: Path) -> None:
    """Write the device's certificate for whoever shall verify its packages.

    Raises:
        StorageError: the place cannot be written.
    """
    replace_bytes(status(office).certificate, path)


def trust(office: Office) -> TrustStore | None:
    """What this office trusts; None before a bundle was installed."""
    with office.store.reading() as connection:
        kept = settings.read(connection, TRUST)
    return None if kept is None else trusting.parse_bundle(bytes.fromhex(kept), floor=0, trusted=None)


def trust_install(office: Office, path: Path, pin: str | None = None) -> TrustStore:
    """Install a newer trust bundle, sealed by a root already trusted.

    Raises:
        RoleRefused: only an administrator may.
        PackageError: `E_TRUST…`: unknown root, or older than what is known.
    """
    office.require("trust")
    data = _read(path)
    read = trusting.parse_bundle(data, trusted=trust(office), pin=pin, floor=_floor(office))
    _keep(office, data, read)
    return read


def recipients(office: Office) -> tuple[Recipient, ...]:
    """To whom packages can be encrypted."""
    known = trust(office)
    return () if known is None else known.recipients


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as reason:
        raise UsageError(f"Không đọc được tệp {path.name}.", do="Kiểm tra tên tệp và ổ đĩa.") from reason


def _keep(office: Office, data: bytes, read: TrustStore) -> None:
    with office.store.settling() as connection:
        settings.write(connection, TRUST, data.hex())
        settings.write(connection, FLOOR, str(read.version))
    replace_bytes(f"{read.version}\n".encode("ascii"), office.paths.trust_floor)


def _floor(office: Office) -> int:
    """The highest bundle version seen: kept in the database and beside it, so that a restore cannot lower it."""
    with office.store.reading() as connection:
        inside = int(settings.read(connection, FLOOR) or 0)
    try:
        beside = int(office.paths.trust_floor.read_text(encoding="ascii").strip() or 0)
    except (OSError, ValueError):
        beside = 0
    return max(inside, beside)
