"""Decides whether a certificate is to be believed (step 8), at the receiver's clock."""

import datetime as dt
from collections.abc import Sequence

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

from antq_desktop.packages.codes import refusal
from antq_desktop.packages.trust import TrustStore

_LONGEST = 4


def check_chain(
    certificate: x509.Certificate, others: Sequence[x509.Certificate], trust: TrustStore, now: dt.datetime
) -> tuple[x509.Certificate, ...]:
    """Follow a signer's certificate to something this machine trusts.

    Args:
        certificate: the signer's.
        others: further certificates that came with it.
        trust: roots, pinned certificates and revoked serial numbers.
        now: the receiver's clock.

    Returns:
        The certificates from the signer's to the trusted one.

    Raises:
        PackageError: `E_CERT_UNTRUSTED`, `E_CERT_USAGE`, `E_CERT_NOT_YET`, `E_CERT_EXPIRED`,
            `E_CERT_REVOKED`, or `E_SIG_EXTRA` when the seal carries certificates that lead nowhere.
    """
    path = _path(certificate, others, trust)
    if any(each not in path and each not in trust.roots for each in others):
        raise refusal("E_SIG_EXTRA", "certificate outside the path")
    _check_leaf(path[0])
    for below, issuer in enumerate(path[1:]):
        _check_issuer(issuer, below)
    for each in path:
        if now < each.not_valid_before_utc:
            raise refusal("E_CERT_NOT_YET", f"from {each.not_valid_before_utc}")
        if now > each.not_valid_after_utc:
            raise refusal("E_CERT_EXPIRED", f"until {each.not_valid_after_utc}")
    for each in path:
        if each.serial_number in trust.revoked:
            raise refusal("E_CERT_REVOKED", f"{each.serial_number:x}")
    return path


def _path(
    certificate: x509.Certificate, others: Sequence[x509.Certificate], trust: TrustStore
) -> tuple[x509.Certificate, ...]:
    path = [certificate]
    while len(path) <= _LONGEST:
        if path[-1] in trust.roots or (len(path) == 1 and path[0] in trust.pinned):
            return tuple(path)
        issuer = next((each for each in trust.roots if _issued(path[-1], each)), None)
        issuer = issuer or next((each for each in others if each not in path and _issued(path[-1], each)), None)
        if issuer is None:
            break
        path.append(issuer)
    raise refusal("E_CERT_UNTRUSTED")


def _issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


def _check_leaf(certificate: x509.Certificate) -> None:
    constraints, usage = _extensions(certificate)
    if usage is None or not usage.digital_signature:
        raise refusal("E_CERT_USAGE", "key usage")
    if constraints is not None and constraints.ca:
        raise refusal("E_CERT_USAGE", "an authority seals no packages")


def _check_issuer(certificate: x509.Certificate, below: int) -> None:
    constraints, usage = _extensions(certificate)
    if constraints is None or not constraints.ca:
        raise refusal("E_CERT_USAGE", "issuer is no authority")
    if constraints.path_length is not None and constraints.path_length < below:
        raise refusal("E_CERT_USAGE", "path length")
    if usage is None or not usage.key_cert_sign:
        raise refusal("E_CERT_USAGE", "issuer may not issue")


def _extensions(certificate: x509.Certificate) -> tuple[x509.BasicConstraints | None, x509.KeyUsage | None]:
    constraints, usage = None, None
    for extension in certificate.extensions:
        if isinstance(extension.value, x509.BasicConstraints):
            constraints = extension.value
        elif isinstance(extension.value, x509.KeyUsage):
            usage = extension.value
        elif extension.critical:
            raise refusal("E_CERT_USAGE", f"critical {extension.oid.dotted_string}")
    return constraints, usage
