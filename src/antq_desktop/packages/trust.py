"""What this machine trusts: a province's signed bundle, or a single certificate given by a person."""

import base64
import binascii
import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from asn1crypto import pem
from cryptography import x509

from antq_desktop.packages import certificates, strict_json
from antq_desktop.packages.cms_check import check_attached
from antq_desktop.packages.codes import refusal
from antq_desktop.packages.encryption import Recipient
from antq_desktop.packages.limits import LIMITS
from antq_desktop.packages.signing import fingerprint
from antq_desktop.packages.times import parse_utc

FORMAT = "antq-trust/1"
FORMAT_NAME = b'"antq-trust/'
ID = r"[0-9A-Za-z][0-9A-Za-z._-]{0,63}"
_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
_LEAD = 32
_AGE = r"age1[0-9a-z]{10,90}"
_SERIAL = r"[0-9a-f]{1,40}"
_URL = r"https://[\x21-\x7e]{1,300}"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where packages can be uploaded: address, and the PEM of its authority if it is not a public one."""

    url: str
    authority: str | None = None


@dataclass(frozen=True, slots=True)
class TrustStore:
    """What verification needs to know.

    Attributes:
        roots: certificates whose issues are trusted.
        pinned: device certificates that a person chose to trust by themselves.
        revoked: serial number -> since when.
        recipients: whom packages can be encrypted to.
        version: number of the bundle, 0 when there is none.
        issued: when the bundle was made.
        expires: until when it may be relied on.
        digest: SHA-256 of the bundle's JSON, hex; of the certificate when there is no bundle.
        training: belongs to a demo authority.
        unit: code of the province's unit.
        name: its name.
        endpoints: where to upload.
        programme: version of the target programme in force, or None.
        reporting: code of a unit -> uid of the device whose packages count in roll-ups.
        minimum_app: oldest version of the program that should still be used, or None.
    """

    roots: tuple[x509.Certificate, ...]
    pinned: tuple[x509.Certificate, ...] = ()
    revoked: Mapping[int, dt.datetime] = field(default_factory=dict)
    recipients: tuple[Recipient, ...] = ()
    version: int = 0
    issued: dt.datetime | None = None
    expires: dt.datetime | None = None
    digest: str = ""
    training: bool = False
    unit: str = ""
    name: str = ""
    endpoints: tuple[Endpoint, ...] = ()
    programme: str | None = None
    reporting: Mapping[str, str] = field(default_factory=dict)
    minimum_app: str | None = None

    def has_expired(self, now: dt.datetime) -> bool:
        """Tell whether the bundle is past its date; a single certificate never is."""
        return self.expires is not None and now > self.expires


def load(data: bytes, *, trusted: TrustStore | None = None, pin: str | None = None, floor: int = 0) -> TrustStore:
    """Read what a person gives as trusted: a bundle, or one certificate in PEM or DER.

    Args:
        data: the file.
        trusted: what is trusted already; a bundle must then be sealed by one of its roots.
        pin: the root's fingerprint as read over the telephone, for the very first bundle.
        floor: the highest bundle version this machine has seen.

    Raises:
        PackageError: `E_TRUST…` or `E_SIG_…`.
    """
    certificate = _single(data)
    if certificate is None:
        return parse_bundle(data, trusted=trusted, pin=pin, floor=floor)
    constraints = [each.value for each in certificate.extensions if each.oid == x509.OID_BASIC_CONSTRAINTS]
    authority = any(isinstance(each, x509.BasicConstraints) and each.ca for each in constraints)
    return TrustStore(
        roots=(certificate,) if authority else (),
        pinned=() if authority else (certificate,),
        digest=hashlib.sha256(certificates.to_der(certificate)).hexdigest(),
        training=certificates.is_training(certificate),
        unit=certificates.unit_of(certificate),
        name=certificates.label(certificate.subject),
    )


def parse_bundle(
    data: bytes, *, trusted: TrustStore | None = None, pin: str | None = None, floor: int = 0
) -> TrustStore:
    """Read a trust bundle.

    Args:
        data: the attached CMS.
        trusted: what is trusted already; None accepts a bundle sealed by one of its own roots.
        pin: the first 8 groups of the sealing root's fingerprint, or the whole of it, hex.
        floor: the highest bundle version this machine has seen.

    Raises:
        PackageError: `E_SIG_…`, `E_TRUST`, `E_TRUST_KIND`, `E_TRUST_PIN`, `E_TRUST_ROLLBACK`, `E_TRUST_FORK`.
    """
    store = read_bundle(data, trusted=trusted, pin=pin)
    if store.version < max(floor, trusted.version if trusted else 0):
        raise refusal("E_TRUST_ROLLBACK", f"version {store.version}")
    if trusted and store.version == trusted.version and store.digest != trusted.digest:
        raise refusal("E_TRUST_FORK", f"version {store.version}")
    return store


def read_bundle(data: bytes, *, trusted: TrustStore | None = None, pin: str | None = None) -> TrustStore:
    """Read a bundle whatever its age: who sealed it is checked, not whether it is the newest.

    Args:
        data: the attached CMS.
        trusted: what is trusted already; None accepts a bundle sealed by one of its own roots.
        pin: the first 8 groups of the sealing root's fingerprint, or the whole of it, hex.

    Raises:
        PackageError: `E_SIG_…`, `E_TRUST`, `E_TRUST_KIND`, `E_TRUST_PIN`.
    """
    if _SIGNED_DATA not in data[:_LEAD]:
        raise refusal("E_TRUST_KIND", "no seal")
    seal = check_attached(data)
    if FORMAT_NAME not in seal.content:
        raise refusal("E_TRUST_KIND", "content")
    store = _store(seal.content)
    believed = store.roots if trusted is None else trusted.roots
    revoked = seal.certificate.serial_number in (trusted or store).revoked
    if seal.certificate not in believed or revoked:
        raise refusal("E_TRUST_PIN", "sealed by an unknown root")
    wanted = "".join((pin or "").lower().split())
    if pin is not None and (len(wanted) < 32 or not fingerprint(seal.certificate).startswith(wanted)):
        raise refusal("E_TRUST_PIN", "fingerprint")
    return store


def _single(data: bytes) -> x509.Certificate | None:
    if pem.detect(data):
        try:
            kind, _, der = pem.unarmor(data)
        except ValueError as error:
            raise refusal("E_TRUST", "PEM") from error
        if kind != "CERTIFICATE":
            raise refusal("E_TRUST_KIND", kind)
        return certificates.from_der(der, "E_TRUST")
    try:
        x509.load_der_x509_certificate(data)
    except certificates.UNREADABLE:
        return None
    return certificates.from_der(data, "E_TRUST")


def _store(content: bytes) -> TrustStore:
    code = "E_TRUST"
    reader = strict_json.ObjectReader(strict_json.load(content, LIMITS.descriptor, code), code)
    reader.text("format", FORMAT)
    authority = reader.inner("authority")
    roots = tuple(_certificate(text) for text in reader.texts("roots", r"[A-Za-z0-9+/=]{1,20000}"))
    if not roots:
        raise refusal(code, "roots")
    return TrustStore(
        roots=roots,
        revoked={
            int(item.text("serial", _SERIAL), 16): parse_utc(item.text("since"), code)
            for item in reader.objects("revoked")
        },
        recipients=tuple(
            Recipient(item.text("id", ID), item.text("key", _AGE)) for item in reader.objects("recipients")
        ),
        version=reader.integer("version", 1),
        issued=parse_utc(reader.text("issued"), code),
        expires=parse_utc(reader.text("expires"), code),
        digest=hashlib.sha256(content).hexdigest(),
        training=reader.flag("training") or any(map(certificates.is_training, roots)),
        unit=authority.text("unit", ID),
        name=authority.text("name"),
        endpoints=tuple(
            Endpoint(item.text("url", _URL), item.optional_text("authority", r"[\x20-\x7e\n]{1,20000}"))
            for item in reader.objects("endpoints")
        ),
        programme=reader.optional_text("programme", ID),
        reporting=reader.mapping("reporting", ID),
        minimum_app=reader.optional_text("minimumApp", ID),
    )


def _certificate(text: str) -> x509.Certificate:
    try:
        der = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise refusal("E_TRUST", "root") from error
    return certificates.from_der(der, "E_TRUST")
