"""Seals and certificates that are not good enough, or not what they seem."""

import datetime as dt

import pytest
from asn1crypto import cms, core
from asn1crypto import x509 as ax
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from package_stories import LISTING, NOW, SEAL, code_of, holder, repack, resealed

from antq_desktop.domain.errors import PackageError
from antq_desktop.packages import certificates, signing, trust
from antq_desktop.packages.cades import seal_detached
from antq_desktop.packages.signing import Signer
from antq_desktop.packages.verification import verify

DAY = dt.timedelta(days=1)

P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


@pytest.fixture(scope="module")
def made():
    """A root of our own, to issue whatever certificate a story needs."""
    key = signing.generate_key()
    return Signer(certificates.make_root(key, holder(unit="96", role="authority"), NOW), (), key)


@pytest.fixture(scope="module")
def made_trust(made):
    return trust.load(certificates.to_der(made.certificate))


def issued(made, key=None, *, before=DAY, after=700 * DAY, ca=False, usage=True, extra=(), public=None, who=None):
    """Issue a certificate with whatever oddity a story needs."""
    key = key or signing.generate_key()
    own = certificates.self_signed(signing.generate_key(), who or holder(), NOW)
    sizes = (usage, True, False, False, False, ca, ca, False, False)
    builder = (
        x509.CertificateBuilder()
        .subject_name(own.subject)
        .issuer_name(made.certificate.subject)
        .serial_number(x509.random_serial_number())
        .public_key(public or key.public_key())
        .not_valid_before(NOW - before)
        .not_valid_after(NOW + after)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(*sizes), critical=True)
    )
    for extension in extra:
        builder = builder.add_extension(extension, critical=True)
    return Signer(builder.sign(made.key, hashes.SHA256()), (), key)


def sealed_by(files, signer, tmp_path, when=NOW):
    return repack(resealed(files, files[LISTING], signer, when), tmp_path / "p")


def test_certificates_that_are_not_good_enough(files, made, made_trust, tmp_path):
    unknown = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\5\0")
    for signer, code in (
        (issued(made), None),
        (issued(made, before=400 * DAY, after=-30 * DAY), "E_CERT_EXPIRED"),
        (issued(made, before=-DAY), "E_CERT_NOT_YET"),
        (issued(made, usage=False), "E_CERT_USAGE"),
        (issued(made, ca=True), "E_CERT_USAGE"),
        (issued(made, extra=[unknown]), "E_CERT_USAGE"),
        (issued(made, who=holder(unit="96002")), "E_CERT_UNIT"),
        (issued(made, who=holder(device="another")), "E_CERT_UNIT"),
        (issued(made, ec.generate_private_key(ec.SECP384R1())), None),
        (issued(made, ec.generate_private_key(ec.SECP521R1())), "E_SIG_ALG"),
        (issued(made, ec.generate_private_key(ec.SECP256K1())), "E_SIG_ALG"),
    ):
        assert code_of(sealed_by(files, signer, tmp_path), made_trust) == code


def test_another_authority_of_the_same_name(files, made, made_trust, tmp_path):
    key = signing.generate_key()
    twin = Signer(certificates.make_root(key, holder(unit="96", role="authority"), NOW), (), key)
    assert twin.certificate.subject == made.certificate.subject
    assert code_of(sealed_by(files, issued(twin), tmp_path), made_trust) == "E_CERT_UNTRUSTED"


def test_a_device_cannot_issue_for_another(files, made, made_trust, tmp_path):
    device = issued(made)
    child = issued(device)
    child = Signer(child.certificate, (device.certificate,), child.key)
    assert code_of(sealed_by(files, child, tmp_path), made_trust) == "E_CERT_USAGE"


def test_an_intermediate_is_held_to_the_path_length_of_its_root(files, made, made_trust, tmp_path):
    middle = issued(made, ca=True, who=holder(unit="961", role="authority"))
    leaf = issued(middle)
    leaf = Signer(leaf.certificate, (middle.certificate,), leaf.key)
    assert code_of(sealed_by(files, leaf, tmp_path), made_trust) == "E_CERT_USAGE"
    open_ended = trust.TrustStore(roots=(middle.certificate,))
    assert code_of(sealed_by(files, leaf, tmp_path), open_ended) is None


def test_a_seal_carries_no_certificates_that_lead_nowhere(files, made, made_trust, tmp_path):
    leaf, stranger = issued(made), issued(made)
    leaf = Signer(leaf.certificate, (stranger.certificate,), leaf.key)
    assert code_of(sealed_by(files, leaf, tmp_path), made_trust) == "E_SIG_EXTRA"
    leaf = Signer(leaf.certificate, (made.certificate,), leaf.key)
    assert code_of(sealed_by(files, leaf, tmp_path), made_trust) is None


def test_rsa_only_with_pss_and_enough_bits(files, made, made_trust, tmp_path):
    strong, weak = rsa.generate_private_key(65537, 2048), rsa.generate_private_key(65537, 1024)
    assert code_of(sealed_by(files, issued(made, strong), tmp_path), made_trust) is None
    assert code_of(sealed_by(files, issued(made, weak), tmp_path), made_trust) == "E_SIG_ALG"
    signer = issued(made, strong)
    content = cms.ContentInfo.load(seal_detached(files[LISTING], signer, NOW))
    part = content["content"]["signer_infos"][0]
    attributes = part["signed_attrs"].untag().dump()
    part["signature_algorithm"] = {"algorithm": "sha256_rsa"}
    part["signature"] = strong.sign(attributes, padding.PKCS1v15(), hashes.SHA256())
    path = repack({**files, SEAL: content.dump()}.items(), tmp_path / "p")
    assert code_of(path, made_trust) == "E_SIG_ALG"


def test_the_mirrored_signature_keeps_the_identity(province, sealed, files, tmp_path):
    content = cms.ContentInfo.load(files[SEAL])
    part = content["content"]["signer_infos"][0]
    r, s = decode_dss_signature(part["signature"].native)
    part["signature"] = encode_dss_signature(r, P256_ORDER - s)
    found = verify(repack({**files, SEAL: content.dump()}.items(), tmp_path / "p"), province.trust, NOW)
    assert (found.accepted, found.identity) == (True, sealed.identity)


def resigned(files, signer, change):
    """Change the parts of a seal, then sign its attributes again."""
    content = cms.ContentInfo.load(seal_detached(files[LISTING], signer, NOW))
    change(content["content"])
    for part in content["content"]["signer_infos"]:
        part["signature"] = signer.sign(part["signed_attrs"].untag().dump())
    return content.dump(force=True)


def attributes_without(name, extra=()):
    def change(signed):
        part = signed["signer_infos"][0]
        kept = [each for each in part["signed_attrs"] if each["type"].native != name]
        part["signed_attrs"] = cms.CMSAttributes([*kept, *extra])

    return change


def set_content(signed):
    signed["encap_content_info"] = {"content_type": "data", "content": core.OctetString(b"x")}


def two_signers(signed):
    signed["signer_infos"] = [signed["signer_infos"][0], signed["signer_infos"][0]]


def unsigned_attribute(signed):
    hidden = cms.CMSAttribute({"type": "1.2.3", "values": [core.OctetString(b"hidden")]})
    signed["signer_infos"][0]["unsigned_attrs"] = cms.CMSAttributes([hidden])


def other_digest(signed):
    signed["signer_infos"][0]["digest_algorithm"] = {"algorithm": "sha1"}


def no_certificate(signed):
    stranger = certificates.self_signed(signing.generate_key(), holder(), NOW)
    signed["certificates"] = [ax.Certificate.load(certificates.to_der(stranger))]


def twice_the_certificate(signed):
    signed["certificates"] = [signed["certificates"][0].chosen, signed["certificates"][0].chosen]


STRANGE = cms.CMSAttribute({"type": "1.2.3", "values": [core.OctetString(b"x")]})

SEALS = {
    "content inside": (set_content, "E_SIG_NOT_DETACHED"),
    "two signers": (two_signers, "E_SIG_COUNT"),
    "no signer": (lambda signed: signed.__setitem__("signer_infos", []), "E_SIG_COUNT"),
    "hidden attribute": (unsigned_attribute, "E_SIG_EXTRA"),
    "no time": (attributes_without("signing_time"), "E_SIG_ATTRS"),
    "no certificate named": (attributes_without("signing_certificate_v2"), "E_SIG_ATTRS"),
    "a strange attribute": (attributes_without("", [STRANGE]), "E_SIG_ATTRS"),
    "another digest": (other_digest, "E_SIG_ALG"),
    "another certificate": (no_certificate, "E_SIG_NO_CERT"),
    "its certificate twice": (twice_the_certificate, "E_SIG_NO_CERT"),
}


@pytest.mark.parametrize("story", SEALS)
def test_seals_that_are_odd(province, files, tmp_path, story):
    change, code = SEALS[story]
    path = repack({**files, SEAL: resigned(files, province.signer, change)}.items(), tmp_path / "p")
    assert code_of(path, province.trust) == code


def test_a_twin_certificate_of_the_same_key_and_number_is_noticed(files, made, made_trust, tmp_path):
    signer = issued(made)
    twin = (
        x509.CertificateBuilder()
        .subject_name(certificates.self_signed(signer.key, holder(unit="96009"), NOW).subject)
        .issuer_name(made.certificate.subject)
        .serial_number(signer.certificate.serial_number)
        .public_key(signer.key.public_key())
        .not_valid_before(NOW - DAY)
        .not_valid_after(NOW + DAY)
        .sign(made.key, hashes.SHA256())
    )
    content = cms.ContentInfo.load(seal_detached(files[LISTING], signer, NOW))
    content["content"]["certificates"] = [ax.Certificate.load(certificates.to_der(twin))]
    path = repack({**files, SEAL: content.dump(force=True)}.items(), tmp_path / "p")
    assert code_of(path, made_trust) == "E_SIG_ESS"


def test_a_signature_by_another_key_is_invalid(province, files, tmp_path):
    content = cms.ContentInfo.load(files[SEAL])
    part = content["content"]["signer_infos"][0]
    part["signature"] = signing.generate_key().sign(part["signed_attrs"].untag().dump(), ec.ECDSA(hashes.SHA256()))
    path = repack({**files, SEAL: content.dump()}.items(), tmp_path / "p")
    assert code_of(path, province.trust) == "E_SIG_INVALID"


class RawCertificate(core.Sequence):
    _fields = [("tbs", core.Any), ("algorithm", core.Any), ("signature", core.OctetBitString)]  # noqa: RUF012


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"ANTQ device", b"ANTQ \xff\xfe\xfdice"),
        (bytes.fromhex("0603551d0f"), bytes.fromhex("0603551d13")),
        (bytes.fromhex("0603551d0e"), bytes.fromhex("0603551d0f")),
        (bytes.fromhex("a003020102"), bytes.fromhex("a003020107")),
    ],
)
def test_a_certificate_that_does_not_read_through_is_refused_in_words(files, tmp_path, old, new):
    key = signing.generate_key()
    der = certificates.to_der(certificates.self_signed(key, holder(), NOW))
    raw = RawCertificate.load(der)
    raw["tbs"] = core.Any.load(raw["tbs"].dump().replace(old, new))
    raw["signature"] = key.sign(raw["tbs"].dump(), ec.ECDSA(hashes.SHA256()))
    with pytest.raises(PackageError) as caught:
        certificates.from_der(raw.dump(), "E_SIG_PARSE")
    assert caught.value.code == "E_SIG_PARSE"
    with pytest.raises(PackageError):
        trust.load(raw.dump())


def test_times_that_are_odd_warn(province, files, tmp_path):
    future = sealed_by(files, province.signer, tmp_path, NOW + dt.timedelta(hours=2))
    assert verify(future, province.trust, NOW).warnings == ("W_TIME_FUTURE",)
    early = sealed_by(files, province.signer, tmp_path, NOW - 2 * DAY)
    assert verify(early, province.trust, NOW).warnings == ("W_TIME_ODD",)
    near = sealed_by(files, province.signer, tmp_path, NOW + dt.timedelta(minutes=59))
    assert verify(near, province.trust, NOW).warnings == ()
