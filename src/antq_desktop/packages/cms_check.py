"""Checks a seal by itself (step 7): shape, attributes, algorithms, digest, signature.

Whether its certificate is to be believed is the question of `chain`.
"""

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from asn1crypto import cms
from asn1crypto import x509 as ax
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from antq_desktop.packages.certificates import from_der
from antq_desktop.packages.codes import refusal
from antq_desktop.packages.der import check_der
from antq_desktop.packages.limits import LIMITS
from antq_desktop.packages.signing import PSS

_CERTIFICATES = 4
_NEEDED = {"content_type", "signing_time", "message_digest", "signing_certificate_v2"}
_ALLOWED = _NEEDED | {"cms_algorithm_protection"}
_RSA_BITS = 2048
_CURVES = ("secp256r1", "secp384r1")
_UNREADABLE = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError)


@dataclass(frozen=True, slots=True)
class CheckedSeal:
    """A seal whose signature holds.

    Attributes:
        content: what it sealed.
        certificate: the signer's.
        others: further certificates it carries.
        signing_time: as stated by the sender's computer.
    """

    content: bytes
    certificate: x509.Certificate
    others: tuple[x509.Certificate, ...]
    signing_time: dt.datetime


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a seal consists of, each part found exactly once."""

    attributes: dict[str, Any]
    signed: bytes
    signature: bytes
    algorithm: Any
    certificate: bytes
    others: tuple[bytes, ...]


def check_detached(seal: bytes, content: bytes) -> CheckedSeal:
    """Check a seal over bytes that lie elsewhere.

    Args:
        seal: DER of the CMS.
        content: what it should have sealed.

    Raises:
        PackageError: `E_SIG_…`.
    """
    check_der(seal)
    signed = _signed_data(seal)
    if _inside(signed) is not None:
        raise refusal("E_SIG_NOT_DETACHED")
    return _check(signed, content)


def check_attached(seal: bytes, maximum: int = LIMITS.descriptor) -> CheckedSeal:
    """Check a seal that carries its content.

    Args:
        seal: DER of the CMS.
        maximum: bytes it may have at most.

    Raises:
        PackageError: `E_SIG_…`.
    """
    if len(seal) > maximum + LIMITS.signature:
        raise refusal("E_SIG_PARSE", "size")
    check_der(seal)
    signed = _signed_data(seal)
    content = _inside(signed)
    if content is None:
        raise refusal("E_SIG_NOT_ATTACHED")
    return _check(signed, content)


def _signed_data(seal: bytes) -> Any:
    def read() -> Any:
        information = cms.ContentInfo.load(seal, strict=True)
        if information["content_type"].native != "signed_data":
            raise ValueError("not signed data")
        return information["content"]

    return _reading(read)


def _inside(signed: Any) -> bytes | None:
    def read() -> bytes | None:
        inside = signed["encap_content_info"]
        if inside["content_type"].native != "data":
            raise ValueError("content type")
        value = inside["content"].native
        return None if value is None else bytes(value)

    found: bytes | None = _reading(read)
    return found


def _check(signed: Any, content: bytes) -> CheckedSeal:
    if _reading(lambda: len(signed["signer_infos"])) != 1:
        raise refusal("E_SIG_COUNT")
    parts = _reading(lambda: _parts(signed))
    if parts.attributes["content_type"].native != "data":
        raise refusal("E_SIG_ATTRS", "content type")
    if _reading(lambda: parts.attributes["message_digest"].native) != hashlib.sha256(content).digest():
        raise refusal("E_SIG_DIGEST")
    _reading(lambda: _check_named(parts))
    certificate = from_der(parts.certificate, "E_SIG_PARSE")
    others = tuple(from_der(each, "E_SIG_PARSE") for each in parts.others)
    try:
        _check_signature(parts, certificate)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise refusal("E_SIG_PARSE", "key") from error
    except InvalidSignature as error:
        raise refusal("E_SIG_INVALID") from error
    moment = _reading(lambda: parts.attributes["signing_time"].native)
    if not isinstance(moment, dt.datetime) or moment.tzinfo is None:
        raise refusal("E_SIG_ATTRS", "signing time")
    return CheckedSeal(content, certificate, others, moment)


def _parts(signed: Any) -> _Parts:
    information = signed["signer_infos"][0]
    _check_frame(signed, information)
    attributes: dict[str, Any] = {}
    for attribute in information["signed_attrs"]:
        kind = attribute["type"].native
        if kind in attributes or kind not in _ALLOWED or len(attribute["values"]) != 1:
            raise refusal("E_SIG_ATTRS", kind)
        attributes[kind] = attribute["values"][0]
    if _NEEDED - attributes.keys():
        raise refusal("E_SIG_ATTRS", "missing")
    sid = information["sid"]
    if sid.name != "issuer_and_serial_number":
        raise refusal("E_SIG_NO_CERT", "key identifier")
    issuer, serial = sid.chosen["issuer"].dump(), sid.chosen["serial_number"].native
    mine: list[bytes] = []
    others: list[bytes] = []
    for choice in signed["certificates"]:
        if not isinstance(choice.chosen, ax.Certificate):
            raise refusal("E_SIG_EXTRA", "certificate")
        matches = (choice.chosen.serial_number, choice.chosen.issuer.dump()) == (serial, issuer)
        (mine if matches else others).append(choice.chosen.dump())
    if len(mine) != 1:
        raise refusal("E_SIG_NO_CERT")
    return _Parts(
        attributes=attributes,
        # what is signed is the SET itself, not its place in the message
        signed=b"\x31" + information["signed_attrs"].dump()[1:],
        signature=information["signature"].native,
        algorithm=information["signature_algorithm"],
        certificate=mine[0],
        others=tuple(others),
    )


def _check_frame(signed: Any, information: Any) -> None:
    lists = signed["crls"].native, information["unsigned_attrs"].native
    if any(lists) or not 1 <= len(signed["certificates"]) <= _CERTIFICATES:
        raise refusal("E_SIG_EXTRA")
    if signed["version"].native != "v1" or information["version"].native != "v1":
        raise refusal("E_SIG_EXTRA", "version")
    algorithms = [*signed["digest_algorithms"], information["digest_algorithm"]]
    if len(algorithms) != 2:
        raise refusal("E_SIG_EXTRA", "digest algorithms")
    for algorithm in algorithms:
        if algorithm["algorithm"].native != "sha256" or algorithm["parameters"].native is not None:
            raise refusal("E_SIG_ALG", "digest")


def _check_named(parts: _Parts) -> None:
    named = parts.attributes["signing_certificate_v2"]["certs"]
    if named[0]["hash_algorithm"]["algorithm"].native != "sha256":
        raise refusal("E_SIG_ALG", "certificate digest")
    if named[0]["cert_hash"].native != hashlib.sha256(parts.certificate).digest():
        raise refusal("E_SIG_ESS")


def _check_signature(parts: _Parts, certificate: x509.Certificate) -> None:
    key = certificate.public_key()
    name = parts.algorithm["algorithm"].native
    given = parts.algorithm["parameters"].native
    if isinstance(key, ec.EllipticCurvePublicKey) and _is_our_ecdsa(name, given, key.curve.name):
        key.verify(parts.signature, parts.signed, ec.ECDSA(hashes.SHA256()))
    elif isinstance(key, rsa.RSAPublicKey) and name == "rsassa_pss" and _is_our_pss(given, key.key_size):
        key.verify(parts.signature, parts.signed, PSS, hashes.SHA256())
    else:
        raise refusal("E_SIG_ALG", str(name))


def _is_our_ecdsa(name: str, given: Any, curve: str) -> bool:
    return name == "sha256_ecdsa" and given is None and curve in _CURVES


def _is_our_pss(given: Any, bits: int) -> bool:
    return (
        given is not None
        and bits >= _RSA_BITS
        and given["hash_algorithm"]["algorithm"] == "sha256"
        and given["mask_gen_algorithm"]["algorithm"] == "mgf1"
        and given["mask_gen_algorithm"]["parameters"]["algorithm"] == "sha256"
        and given["salt_length"] == 32
        and given["trailer_field"] in (1, "trailer_field_bc")
    )


def _reading(read: Callable[[], Any]) -> Any:
    try:
        return read()
    except _UNREADABLE as error:
        raise refusal("E_SIG_PARSE", type(error).__name__) from error
