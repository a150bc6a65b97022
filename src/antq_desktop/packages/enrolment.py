"""How a laptop asks its province for a certificate, and what it gets back."""

import base64
import binascii
import datetime as dt
import hashlib
from dataclasses import dataclass

from cryptography import x509

from antq_desktop.packages import certificates, strict_json
from antq_desktop.packages.cades import seal_attached
from antq_desktop.packages.certificates import Holder
from antq_desktop.packages.chain import check_chain
from antq_desktop.packages.cms_check import check_attached
from antq_desktop.packages.codes import refusal
from antq_desktop.packages.limits import LIMITS
from antq_desktop.packages.signing import Signer, fingerprint, spki
from antq_desktop.packages.times import parse_utc, show_utc
from antq_desktop.packages.trust import ID, TrustStore, parse_bundle, read_bundle

REQUEST_FORMAT = "antq-request/1"
ANSWER_FORMAT = "antq-enrolment/1"
_BASE64 = r"[A-Za-z0-9+/=]{1,3000000}"


@dataclass(frozen=True, slots=True)
class KeyRequest:
    """What a laptop asks.

    Attributes:
        holder: whom the certificate shall name.
        created: when, by the laptop's clock.
        csr: the PKCS#10 request.
        fingerprint: SHA-256 of its public key, 64 hex digits, to compare over the telephone.
    """

    holder: Holder
    created: dt.datetime
    csr: x509.CertificateSigningRequest
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What a laptop installs.

    Attributes:
        certificate: DER of the device's certificate.
        chain: DER of intermediates, without the root.
        unit: code of the unit.
        device: uid of the device.
        first_sequence: number of the first package to send under it.
        bundle: the trust bundle that came with it, or None where a newer one is trusted already.
        trust: what judged the certificate and shall be trusted from now on.
    """

    certificate: bytes
    chain: tuple[bytes, ...]
    unit: str
    device: str
    first_sequence: int
    bundle: bytes | None
    trust: TrustStore


def make_request(signer: Signer, holder: Holder, now: dt.datetime) -> bytes:
    """Make the file that asks for a certificate, sealed with the device's own key.

    Args:
        signer: the device's key with its self-signed certificate.
        holder: whom the certificate shall name.
        now: the laptop's clock.
    """
    csr = certificates.make_request(signer.key, holder)
    value = {
        "format": REQUEST_FORMAT,
        "unit": holder.unit,
        "unitName": holder.unit_name,
        "device": holder.device,
        "training": holder.training,
        "created": show_utc(now),
        "csr": to_base64(certificates.request_to_der(csr)),
    }
    return seal_attached(strict_json.dump(value), signer, now)


def read_request(data: bytes) -> KeyRequest:
    """Check a request: its seal, its CSR, and that both are of one key.

    Args:
        data: the file.

    Raises:
        PackageError: `E_SIG_…` or `E_REQUEST`.
    """
    code = "E_REQUEST"
    seal = check_attached(data)
    reader = strict_json.ObjectReader(strict_json.load(seal.content, LIMITS.descriptor, code), code)
    reader.text("format", REQUEST_FORMAT)
    csr = certificates.request_from_der(from_base64(reader.text("csr", _BASE64), code))
    if spki(csr) != spki(seal.certificate):
        raise refusal(code, "another key")
    holder = Holder(
        unit=reader.text("unit", ID),
        unit_name=reader.text("unitName"),
        device=reader.text("device", ID),
        training=reader.flag("training"),
    )
    digest = hashlib.sha256(spki(csr)).hexdigest()
    return KeyRequest(holder, parse_utc(reader.text("created"), code), csr, digest)


def make_answer(
    root: Signer, request: KeyRequest, certificate: x509.Certificate, bundle: bytes, now: dt.datetime
) -> bytes:
    """Make the file that answers a request, sealed by the root.

    Args:
        root: the province's root.
        request: what was asked.
        certificate: what was issued.
        bundle: the trust bundle to install with it.
        now: the province's clock.
    """
    value = {
        "format": ANSWER_FORMAT,
        "unit": request.holder.unit,
        "device": request.holder.device,
        "issued": show_utc(now),
        "fingerprint": request.fingerprint,
        "certificate": to_base64(certificates.to_der(certificate)),
        "chain": [],
        "firstSequence": 1,
        "bundle": to_base64(bundle),
    }
    return seal_attached(strict_json.dump(value), root, now)


def read_answer(
    data: bytes,
    own_fingerprint: str,
    now: dt.datetime,
    *,
    trusted: TrustStore | None = None,
    pin: str | None = None,
    floor: int = 0,
) -> Enrolment:
    """Check an answer before it is installed.

    An answer may arrive after a newer trust bundle. The newer one then judges it, its revocations
    included, and stays in force; the older one in the answer is not installed.

    Args:
        data: the file.
        own_fingerprint: SHA-256 of this device's public key, 64 hex digits.
        now: the laptop's clock.
        trusted: what is trusted already, if anything.
        pin: the root's fingerprint as read over the telephone.
        floor: the highest bundle version this machine has seen.

    Raises:
        PackageError: `E_SIG_…`, `E_TRUST_…`, `E_CERT_…`, `E_ENROL`, `E_ENROL_KEY`.
    """
    code = "E_ENROL"
    seal = check_attached(data)
    reader = strict_json.ObjectReader(strict_json.load(seal.content, LIMITS.descriptor, code), code)
    reader.text("format", ANSWER_FORMAT)
    carried = from_base64(reader.text("bundle", _BASE64), code)
    if trusted is not None and _is_older(carried, trusted, pin, floor):
        bundle, trust = None, trusted
    else:
        bundle, trust = carried, parse_bundle(carried, trusted=trusted, pin=pin, floor=floor)
    if seal.certificate not in trust.roots or seal.certificate.serial_number in trust.revoked:
        raise refusal(code, "sealed by an unknown root")
    der = from_base64(reader.text("certificate", _BASE64), code)
    chain = tuple(from_base64(text, code) for text in reader.texts("chain", _BASE64))
    certificate = certificates.from_der(der, code)
    if fingerprint(certificate) != own_fingerprint:
        raise refusal("E_ENROL_KEY")
    check_chain(certificate, [certificates.from_der(each, code) for each in chain], trust, now)
    unit, device = reader.text("unit", ID), reader.text("device", ID)
    if (unit, device) != (certificates.unit_of(certificate), certificates.device_of(certificate)):
        raise refusal(code, "names")
    return Enrolment(der, chain, unit, device, reader.integer("firstSequence", 1), bundle, trust)


def _is_older(bundle: bytes, trusted: TrustStore, pin: str | None, floor: int) -> bool:
    """Tell whether what is trusted is the newest ever seen here, and newer than a bundle of the same roots."""
    return trusted.version >= max(floor, read_bundle(bundle, trusted=trusted, pin=pin).version + 1)


def to_base64(data: bytes) -> str:
    """Write bytes for JSON."""
    return base64.b64encode(data).decode("ascii")


def from_base64(text: str, code: str) -> bytes:
    """Read bytes out of JSON; `code` is the refusal when they are none."""
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise refusal(code, "base64") from error
