"""From a laptop's request to a trusted package: authority, enrolment, bundles."""

import dataclasses
import datetime as dt
import json
import shutil
import stat

import pytest
from package_stories import DEVICE, NOW, PASSPHRASE, holder, identity, table

from antq_desktop.domain.errors import PackageError
from antq_desktop.packages import authority, certificates, enrolment, signing, strict_json, trust
from antq_desktop.packages.cades import seal_attached
from antq_desktop.packages.encryption import public_keys
from antq_desktop.packages.sealing import seal
from antq_desktop.packages.signing import Signer, fingerprint, fingerprint_groups
from antq_desktop.packages.verification import verify

LATER = NOW + dt.timedelta(days=1)


@pytest.fixture
def own(province, tmp_path):
    """The province's authority in a folder of its own, free to change."""
    folder = tmp_path / "own"
    shutil.copytree(province.authority.folder, folder)
    return authority.open_authority(folder)


@pytest.fixture(scope="module")
def root(province):
    pem = (province.authority.folder / "root.key").read_bytes()
    return Signer(province.authority.root, (), signing.key_from_pem(pem, PASSPHRASE.encode()))


def refused(call, *args, **kwargs):
    with pytest.raises(PackageError) as caught:
        call(*args, **kwargs)
    return caught.value.code


def content_of(data):
    from antq_desktop.packages.cms_check import check_attached

    return json.loads(check_attached(data).content)


def test_the_answer_carries_certificate_number_and_bundle(province):
    installed = province.enrolment
    assert (installed.unit, installed.device, installed.first_sequence) == ("96001", DEVICE, 1)
    assert installed.trust.version == 1
    assert installed.trust.reporting == {"96001": DEVICE}
    assert [each.id for each in installed.trust.recipients] == ["duty", "escrow"]
    assert installed.trust.expires == NOW + dt.timedelta(days=180)
    assert not installed.trust.training
    assert installed.bundle == (province.authority.folder / "trust.antq-trust").read_bytes()


def test_what_an_authority_writes_opens_again(province):
    assert authority.open_authority(province.authority.folder) == province.authority


def test_no_secret_lies_open_in_the_authority(province):
    for path in province.authority.folder.iterdir():
        assert b"AGE-SECRET-KEY" not in path.read_bytes()
        assert b"BEGIN PRIVATE KEY" not in path.read_bytes()
    assert stat.S_ISDIR(province.authority.folder.stat().st_mode)


def test_the_duty_key_opens_with_the_passphrase_and_not_without(province):
    secret = authority.recipient_secret(province.authority, "duty", PASSPHRASE)
    assert public_keys([secret]) == (province.trust.recipients[0].key,)
    assert refused(authority.recipient_secret, province.authority, "duty", "mật khẩu sai rồi") == "E_PASSPHRASE"
    assert refused(authority.recipient_secret, province.authority, "nobody", PASSPHRASE) == "E_AUTHORITY"


def test_openssl_opens_the_root_key_and_shows_its_scrypt(province, outside):
    key = province.authority.folder / "root.key"
    done = outside("openssl", "pkey", "-in", key, "-passin", f"pass:{PASSPHRASE}", "-noout", "-text")
    assert b"prime256v1" in done.stdout, done.stderr
    assert outside("openssl", "pkey", "-in", key, "-passin", "pass:wrong", "-noout").returncode != 0
    assert b"scrypt" in outside("openssl", "asn1parse", "-in", key).stdout


def test_openssl_prints_bundle_request_and_answer(province, outside, tmp_path):
    root_file = province.authority.folder / "root.crt"
    moment = str(int(NOW.timestamp()))
    for name, data in (("bundle", province.enrolment.bundle), ("answer", province.answer)):
        (tmp_path / name).write_bytes(data)
        done = outside(
            "openssl", "cms", "-verify", "-cades", "-inform", "DER", "-in", tmp_path / name,
            "-CAfile", root_file, "-attime", moment, "-purpose", "any",
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout) == content_of(data)
    (tmp_path / "request").write_bytes(province.request)
    done = outside("openssl", "cms", "-verify", "-noverify", "-inform", "DER", "-in", tmp_path / "request")
    assert json.loads(done.stdout)["unit"] == "96001"


def test_certificates_say_what_the_design_says(province):
    from cryptography import x509

    certificate = province.signer.certificate
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage)
    assert usage.critical
    assert (usage.value.digital_signature, usage.value.content_commitment) == (True, True)
    assert not usage.value.key_cert_sign
    assert certificate.extensions.get_extension_for_class(x509.CRLDistributionPoints)
    with pytest.raises(x509.ExtensionNotFound):
        certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    constraints = province.authority.root.extensions.get_extension_for_class(x509.BasicConstraints)
    assert (constraints.critical, constraints.value.ca, constraints.value.path_length) == (True, True, 0)


def test_the_fingerprint_reads_as_eight_groups_of_four(province):
    request = enrolment.read_request(province.request)
    groups = fingerprint_groups(request.fingerprint)
    assert [len(group) for group in groups] == [4] * 8
    assert "".join(groups).lower() == request.fingerprint[:32]
    assert request.fingerprint == fingerprint(province.signer.certificate)
    assert request.holder == holder()


def test_a_request_under_another_key_is_refused(province):
    content = content_of(province.request)
    key = signing.generate_key()
    forger = Signer(certificates.self_signed(key, holder(), NOW), (), key)
    assert refused(enrolment.read_request, seal_attached(strict_json.dump(content), forger, NOW)) == "E_REQUEST"
    assert refused(enrolment.read_request, province.request[:-1]) == "E_SIG_NOT_DER"


def test_an_answer_for_another_laptop_is_refused(province):
    assert refused(enrolment.read_answer, province.answer, "0" * 64, NOW) == "E_ENROL_KEY"


def test_an_answer_sealed_by_somebody_else_is_refused(province):
    content = strict_json.dump(content_of(province.answer))
    forged = seal_attached(content, province.signer, NOW)
    fits = fingerprint(province.signer.certificate)
    assert refused(enrolment.read_answer, forged, fits, NOW) == "E_ENROL"


def test_an_answer_that_comes_after_a_newer_bundle_is_judged_by_the_newer_one(province, own):
    changed, second = authority.bundle(own, now=LATER, passphrase=PASSPHRASE)
    newer = trust.parse_bundle(second, trusted=province.trust)
    fits = fingerprint(province.signer.certificate)
    installed = enrolment.read_answer(province.answer, fits, LATER, trusted=newer, floor=2)
    assert (installed.bundle, installed.trust) == (None, newer)
    assert installed.certificate == province.enrolment.certificate
    revoked = authority.revoke(changed, own.issued[0].serial, now=LATER, reason="Mất máy")
    third = trust.parse_bundle(authority.bundle(revoked, now=LATER, passphrase=PASSPHRASE)[1], trusted=newer)
    assert refused(enrolment.read_answer, province.answer, fits, LATER, trusted=third) == "E_CERT_REVOKED"


def test_an_answer_older_than_what_a_restored_store_has_seen_waits_for_the_newest_bundle(province, own):
    fits = fingerprint(province.signer.certificate)
    for known in (None, province.trust):
        assert refused(enrolment.read_answer, province.answer, fits, NOW, trusted=known, floor=2) == "E_TRUST_ROLLBACK"
    second = trust.parse_bundle(authority.bundle(own, now=LATER, passphrase=PASSPHRASE)[1])
    assert enrolment.read_answer(province.answer, fits, LATER, trusted=second, floor=2).bundle is None


def test_an_answer_of_another_province_is_refused_whatever_the_number_of_its_bundle(province, tmp_path):
    terms = {"name": "Công an tỉnh khác", "unit": "95", "now": NOW, "passphrase": PASSPHRASE}
    other = authority.init(tmp_path / "khac", **terms)
    changed, answer = authority.issue(other, province.request, now=NOW, passphrase=PASSPHRASE)
    assert changed.version == 1
    newer = dataclasses.replace(province.trust, version=7)
    fits = fingerprint(province.signer.certificate)
    assert refused(enrolment.read_answer, answer, fits, NOW, trusted=newer) == "E_TRUST_PIN"


def test_the_first_bundle_is_pinned_by_the_fingerprint_of_its_root(province):
    groups = fingerprint_groups(fingerprint(province.authority.root))
    bundle = province.enrolment.bundle
    assert trust.parse_bundle(bundle, pin=" ".join(groups)).version == 1
    assert refused(trust.parse_bundle, bundle, pin=" ".join(groups[::-1])) == "E_TRUST_PIN"
    assert refused(trust.parse_bundle, bundle, pin=groups[0]) == "E_TRUST_PIN"


def test_an_older_bundle_is_refused(province, own):
    changed, second = authority.bundle(own, now=LATER, passphrase=PASSPHRASE)
    newer = trust.parse_bundle(second, trusted=province.trust)
    assert (newer.version, changed.version) == (2, 2)
    assert refused(trust.parse_bundle, province.enrolment.bundle, trusted=newer) == "E_TRUST_ROLLBACK"
    assert refused(trust.parse_bundle, second, floor=3) == "E_TRUST_ROLLBACK"
    assert trust.parse_bundle(second, trusted=newer) == newer


def test_two_bundles_of_one_number_are_refused(province, own):
    first = authority.bundle(own, now=LATER, passphrase=PASSPHRASE)[1]
    second = authority.bundle(own, now=LATER + dt.timedelta(hours=1), passphrase=PASSPHRASE)[1]
    known = trust.parse_bundle(first, trusted=province.trust)
    assert refused(trust.parse_bundle, second, trusted=known) == "E_TRUST_FORK"


def test_a_bundle_of_another_province_is_refused_once_one_is_trusted(province, root):
    content = content_of(province.enrolment.bundle)
    key = signing.generate_key()
    stranger = Signer(certificates.make_root(key, holder(unit="96", role="authority"), NOW), (), key)
    content["roots"] = [enrolment.to_base64(certificates.to_der(stranger.certificate))]
    content["version"] = 9
    forged = seal_attached(strict_json.dump(content), stranger, NOW)
    assert trust.parse_bundle(forged).version == 9
    assert refused(trust.parse_bundle, forged, trusted=province.trust) == "E_TRUST_PIN"
    assert refused(trust.parse_bundle, forged, pin=fingerprint(root.certificate)) == "E_TRUST_PIN"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("format", "antq-trust/2"), ("version", 0), ("version", "1"), ("roots", []), ("roots", ["AAAA"]),
        ("roots", ["A"]), ("revoked", [{"serial": "xyz", "since": "2026-01-01T00:00:00Z"}]),
        ("expires", "2026-13-01T00:00:00Z"), ("expires", "soon"), ("recipients", {}), ("authority", None),
        ("endpoints", [{"url": "http://example.vn/"}]), ("reporting", []), ("training", 1),
    ],
)  # fmt: skip
def test_a_malformed_bundle_is_refused_even_when_well_sealed(province, root, key, value):
    content = {**content_of(province.enrolment.bundle), key: value}
    assert refused(trust.parse_bundle, seal_attached(strict_json.dump(content), root, NOW)) == "E_TRUST"


def test_terms_travel_in_the_bundle(own):
    terms = authority.BundleTerms(
        days=30,
        endpoints=(trust.Endpoint("https://nhan.example.vn/goi", None),),
        programme="2026.2",
        minimum_app="0.1.0",
    )
    store = trust.parse_bundle(authority.bundle(own, now=NOW, passphrase=PASSPHRASE, terms=terms)[1])
    assert store.endpoints == terms.endpoints
    assert (store.programme, store.minimum_app, store.unit) == ("2026.2", "0.1.0", "96")
    assert store.expires == NOW + dt.timedelta(days=30)


def test_an_expired_bundle_warns(province, sealed):
    late = NOW + dt.timedelta(days=181)
    found = verify(sealed.path, province.trust, late)
    assert (found.accepted, found.warnings) == (True, ("W_TRUST_EXPIRED",))


def test_a_revoked_laptop_is_refused_and_no_longer_reports(province, sealed, own):
    serial = own.issued[0].serial
    changed = authority.revoke(own, serial.upper(), now=LATER, reason="Mất máy")
    assert authority.revoke(changed, serial, now=LATER, reason="Mất máy") == changed
    store = trust.parse_bundle(authority.bundle(changed, now=LATER, passphrase=PASSPHRASE)[1])
    assert store.reporting == {}
    assert list(store.revoked.values()) == [LATER]
    found = verify(sealed.path, store, LATER)
    assert (found.accepted, found.code) == (False, "E_CERT_REVOKED")
    assert verify(sealed.path, province.trust, LATER).accepted
    assert refused(authority.revoke, own, "abcdef", now=LATER, reason="-") == "E_AUTHORITY"


def test_a_demo_authority_says_so_everywhere_and_serves_only_demo_units(province, own, tmp_path):
    demo = dataclasses.replace(own, training=True)
    key = signing.generate_key()
    who = holder(unit="99001", training=True)
    laptop = Signer(certificates.self_signed(key, who, NOW), (), key)
    request = enrolment.make_request(laptop, who, NOW)
    changed, answer = authority.issue(demo, request, now=NOW, passphrase=PASSPHRASE)
    installed = enrolment.read_answer(answer, fingerprint(laptop.certificate), NOW)
    assert installed.trust.training
    signer = Signer.from_der(signing.key_to_der(key), installed.certificate)
    assert certificates.SAMPLE in signer.certificate.subject.rfc4514_string()
    made = seal(tmp_path, [table()], identity(unit="99001", training=True), signer, signing_time=NOW)
    assert verify(made.path, installed.trust, NOW).warnings == ("W_TRAINING",)
    assert refused(authority.issue, own, request, now=NOW, passphrase=PASSPHRASE) == "E_REQUEST"
    real = enrolment.make_request(laptop, holder(training=True), NOW)
    assert refused(authority.issue, demo, real, now=NOW, passphrase=PASSPHRASE) == "E_REQUEST"
    assert len(changed.issued) == 2


def test_a_demo_root_carries_the_word_in_its_subject():
    key = signing.generate_key()
    made = certificates.make_root(key, holder(unit="99", role="authority", training=True), NOW)
    assert certificates.is_training(made)
    assert trust.load(certificates.to_der(made)).training


def test_an_authority_is_founded_only_once_and_only_with_a_real_passphrase(province, tmp_path):
    folder = province.authority.folder
    terms = {"name": "Công an tỉnh", "unit": "96", "now": NOW}
    assert refused(authority.init, folder, **terms, passphrase=PASSPHRASE) == "E_OUT_EXISTS"
    assert refused(authority.init, tmp_path / "a", **terms, passphrase="ngắn") == "E_PASSPHRASE_WEAK"
    assert not (tmp_path / "a").exists()
    assert refused(authority.open_authority, tmp_path) == "E_AUTHORITY"


def test_a_wrong_passphrase_issues_nothing(province, own):
    before = (own.folder / "authority.json").read_bytes()
    code = refused(authority.issue, own, province.request, now=NOW, passphrase="mật khẩu sai rồi")
    assert code == "E_PASSPHRASE"
    assert (own.folder / "authority.json").read_bytes() == before


def test_long_names_of_units_fit_into_certificates():
    long = holder(unit_name="Ủy ban Mặt trận Tổ quốc Việt Nam xã " + "Đồng Sơn " * 10)
    made = certificates.self_signed(signing.generate_key(), long, NOW)
    assert certificates.unit_of(made) == "96001"


def test_what_is_no_certificate_is_not_trusted(province):
    key_file = (province.authority.folder / "root.key").read_bytes()
    assert refused(trust.load, key_file) == "E_TRUST_KIND"
    assert refused(trust.load, b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n") == "E_TRUST"
    for other in (
        b"hello",
        b"",
        b"PK\3\4" * 99,
        province.request,
        strict_json.dump(content_of(province.enrolment.bundle)),
    ):
        assert refused(trust.load, other) == "E_TRUST_KIND"
        assert refused(trust.parse_bundle, other) == "E_TRUST_KIND"
    assert trust.load(province.enrolment.bundle).digest == province.trust.digest


def test_a_key_that_does_not_fit_its_certificate_is_refused(province):
    other = signing.key_to_der(signing.generate_key())
    der = certificates.to_der(province.signer.certificate)
    assert refused(Signer.from_der, other, der) == "E_KEY"
    assert refused(Signer.from_der, b"x", der) == "E_KEY"
    assert refused(Signer.from_der, other, b"x") == "E_KEY"
