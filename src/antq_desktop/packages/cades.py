"""Builds seals: CMS SignedData in the CAdES-B profile, detached or with its content."""

import datetime as dt
import hashlib

from asn1crypto import cms, core, tsp
from asn1crypto import x509 as ax
from cryptography.hazmat.primitives.serialization import Encoding

from antq_desktop.packages.codes import refusal
from antq_desktop.packages.limits import LIMITS
from antq_desktop.packages.signing import Signer
from antq_desktop.packages.times import utc


def seal_detached(content: bytes, signer: Signer, signing_time: dt.datetime) -> bytes:
    """Seal bytes that lie elsewhere.

    Args:
        content: what is sealed.
        signer: who seals.
        signing_time: what the sender's clock says; a claim, not a proof.

    Returns:
        DER of the CMS.
    """
    return _seal(content, signer, signing_time, {"content_type": "data"})


def seal_attached(content: bytes, signer: Signer, signing_time: dt.datetime) -> bytes:
    """Seal bytes and carry them inside; arguments and result as `seal_detached`."""
    inside = {"content_type": "data", "content": core.OctetString(content)}
    return _seal(content, signer, signing_time, inside)


def _seal(content: bytes, signer: Signer, signing_time: dt.datetime, inside: dict[str, object]) -> bytes:
    der = signer.certificate.public_bytes(Encoding.DER)
    certificate = ax.Certificate.load(der)
    issuer_serial = {
        "issuer": [ax.GeneralName("directory_name", certificate.issuer)],
        "serial_number": certificate.serial_number,
    }
    named = tsp.ESSCertIDv2({"cert_hash": hashlib.sha256(der).digest(), "issuer_serial": issuer_serial})
    attributes = cms.CMSAttributes(
        [
            {"type": "content_type", "values": ["data"]},
            {"type": "signing_time", "values": [cms.Time({"utc_time": utc(signing_time)})]},
            {"type": "message_digest", "values": [hashlib.sha256(content).digest()]},
            {"type": "signing_certificate_v2", "values": [tsp.SigningCertificateV2({"certs": [named]})]},
        ]
    )
    sid = {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
    information = {
        "version": "v1",
        "sid": cms.SignerIdentifier({"issuer_and_serial_number": sid}),
        "digest_algorithm": {"algorithm": "sha256"},
        "signed_attrs": attributes,
        "signature_algorithm": signer.algorithm,
        "signature": signer.sign(attributes.dump()),
    }
    chain = [ax.Certificate.load(each.public_bytes(Encoding.DER)) for each in signer.chain]
    signed = {
        "version": "v1",
        "digest_algorithms": [{"algorithm": "sha256"}],
        "encap_content_info": inside,
        "certificates": [certificate, *chain],
        "signer_infos": [information],
    }
    seal = bytes(cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(signed)}).dump())
    if len(seal) - (len(content) if "content" in inside else 0) > LIMITS.signature:
        raise refusal("E_LIMIT", "seal")
    return seal
