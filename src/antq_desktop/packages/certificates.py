"""Makes certificates and reads the names they carry."""

import datetime as dt
from dataclasses import dataclass

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.types import CertificatePublicKeyTypes
from cryptography.x509.oid import NameOID

from antq_desktop.packages.codes import refusal
from antq_desktop.packages.signing import PrivateKey
from antq_desktop.packages.times import utc

SAMPLE = "MẪU"
DEVICE_ROLE = "device"
ROOT_ROLE = "authority"

UNREADABLE = (
    ValueError,
    UnsupportedAlgorithm,
    x509.InvalidVersion,
    x509.DuplicateExtension,
    x509.UnsupportedGeneralNameType,
)

_ROOT_DAYS = 3652
_DEVICE_DAYS = 730
_LEEWAY = dt.timedelta(days=1)
_NAME_LENGTH = 64


@dataclass(frozen=True, slots=True)
class Holder:
    """Whom a certificate names.

    Attributes:
        unit: code of the unit.
        unit_name: its name in Vietnamese.
        device: uid of the device; for a root, a name of its own.
        role: `device` or `authority`.
        training: made for demo data; the subject then carries "MẪU".
    """

    unit: str
    unit_name: str
    device: str
    role: str = DEVICE_ROLE
    training: bool = False


def self_signed(key: PrivateKey, holder: Holder, now: dt.datetime) -> x509.Certificate:
    """Make the certificate of a device that is not enrolled yet.

    Args:
        key: the device's key.
        holder: whom to name.
        now: moment of making.
    """
    name = _name(holder)
    builder = _builder(name, name, now, _DEVICE_DAYS).public_key(key.public_key())
    builder = _leaf(builder, key.public_key())
    return builder.sign(key, hashes.SHA256())


def make_root(key: PrivateKey, holder: Holder, now: dt.datetime) -> x509.Certificate:
    """Make a province's root; it issues devices directly and seals trust bundles.

    Args:
        key: the root's key.
        holder: the province's unit.
        now: moment of making.
    """
    name = _name(holder)
    usage = _usage(digital_signature=True, content_commitment=True, issuing=True)
    return (
        _builder(name, name, now, _ROOT_DAYS)
        .public_key(key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )


def issue_device(
    request: x509.CertificateSigningRequest,
    holder: Holder,
    root: x509.Certificate,
    key: PrivateKey,
    now: dt.datetime,
) -> x509.Certificate:
    """Issue a device's certificate.

    The list of revoked certificates travels in trust bundles; the distribution point names only the root,
    because validators pass over certificates that name none.

    Args:
        request: carries the device's public key; its own subject is not taken over.
        holder: whom to name.
        root: the issuer.
        key: the root's key.
        now: moment of issue.
    """
    public = request.public_key()
    point = x509.DistributionPoint([x509.DirectoryName(root.subject)], None, None, None)
    authority = x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key())
    builder = _builder(_name(holder), root.subject, now, _DEVICE_DAYS).public_key(public)
    return (
        _leaf(builder, public)
        .add_extension(authority, critical=False)
        .add_extension(x509.CRLDistributionPoints([point]), critical=False)
        .sign(key, hashes.SHA256())
    )


def make_request(key: PrivateKey, holder: Holder) -> x509.CertificateSigningRequest:
    """Make a PKCS#10 request for a device's key."""
    return x509.CertificateSigningRequestBuilder().subject_name(_name(holder)).sign(key, hashes.SHA256())


def to_pem(certificate: x509.Certificate) -> bytes:
    """Write a certificate for other programs and for `--trust`."""
    return certificate.public_bytes(serialization.Encoding.PEM)


def to_der(certificate: x509.Certificate) -> bytes:
    """Write a certificate as it is stored and embedded."""
    return certificate.public_bytes(serialization.Encoding.DER)


def from_der(data: bytes, code: str) -> x509.Certificate:
    """Read a certificate, whole: names, key and extensions too, which are otherwise read late.

    Args:
        data: DER.
        code: the refusal when it is none.
    """
    try:
        certificate = x509.load_der_x509_certificate(data)
        parts = certificate.subject, certificate.issuer, certificate.extensions, certificate.public_key()
    except UNREADABLE as error:
        raise refusal(code, "certificate") from error
    if not all(parts[:2]):
        raise refusal(code, "names of a certificate")
    return certificate


def request_to_der(request: x509.CertificateSigningRequest) -> bytes:
    """Write a request as it travels."""
    return request.public_bytes(serialization.Encoding.DER)


def request_from_der(data: bytes) -> x509.CertificateSigningRequest:
    """Read a request and check that it is signed by the key it carries.

    Raises:
        PackageError: `E_REQUEST`.
    """
    try:
        request = x509.load_der_x509_csr(data)
        valid = request.is_signature_valid
    except UNREADABLE as error:
        raise refusal("E_REQUEST", "request") from error
    if not valid:
        raise refusal("E_REQUEST", "signature of the request")
    return request


def unit_of(certificate: x509.Certificate) -> str:
    """Code of the unit that the subject names, or an empty text."""
    return _attribute(certificate.subject, NameOID.ORGANIZATION_IDENTIFIER)


def device_of(certificate: x509.Certificate) -> str:
    """Uid of the device that the subject names, or an empty text."""
    return _attribute(certificate.subject, NameOID.SERIAL_NUMBER)


def label(name: x509.Name) -> str:
    """A subject or issuer in words: name of the unit and, in brackets, the common name."""
    unit = _attribute(name, NameOID.ORGANIZATION_NAME)
    common = _attribute(name, NameOID.COMMON_NAME)
    return f"{unit} ({common})" if unit and common else unit or common or name.rfc4514_string()


def is_training(certificate: x509.Certificate) -> bool:
    """Tell whether subject or issuer is a demo one."""
    return any(SAMPLE in _attribute(name, NameOID.COMMON_NAME) for name in (certificate.subject, certificate.issuer))


def _attribute(name: x509.Name, oid: x509.ObjectIdentifier) -> str:
    found = name.get_attributes_for_oid(oid)
    return str(found[0].value) if len(found) == 1 else ""


def _name(holder: Holder) -> x509.Name:
    sample = f" {SAMPLE}" if holder.training else ""
    common = f"ANTQ {holder.role} {holder.unit} {holder.device[:8]}{sample}"
    try:
        return x509.Name(
            [
                x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
                x509.NameAttribute(NameOID.ORGANIZATION_NAME, holder.unit_name[:_NAME_LENGTH]),
                x509.NameAttribute(NameOID.ORGANIZATION_IDENTIFIER, holder.unit),
                x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, holder.role),
                x509.NameAttribute(NameOID.SERIAL_NUMBER, holder.device),
                x509.NameAttribute(NameOID.COMMON_NAME, common),
            ]
        )
    except ValueError as error:
        raise refusal("E_IDENTITY", "name of a certificate") from error


def _builder(subject: x509.Name, issuer: x509.Name, now: dt.datetime, days: int) -> x509.CertificateBuilder:
    moment = utc(now)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .serial_number(x509.random_serial_number())
        .not_valid_before(moment - _LEEWAY)
        .not_valid_after(moment + dt.timedelta(days=days))
    )


def _leaf(builder: x509.CertificateBuilder, public: CertificatePublicKeyTypes) -> x509.CertificateBuilder:
    usage = _usage(digital_signature=True, content_commitment=True, issuing=False)
    identifier = x509.SubjectKeyIdentifier.from_public_key(public)
    return (
        builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(identifier, critical=False)
    )


def _usage(*, digital_signature: bool, content_commitment: bool, issuing: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=digital_signature,
        content_commitment=content_commitment,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=issuing,
        crl_sign=issuing,
        encipher_only=False,
        decipher_only=False,
    )
