"""Sealing a package and what outside programs say to it."""

import datetime as dt
import errno
import json
import os
import resource
import shutil

import pytest
from package_stories import DEVICE, FIELDS, NOW, ROWS, holder, identity, read_files, table

from antq_desktop.domain.errors import DiskFull, PackageError, StoreReadOnly
from antq_desktop.domain.progress import Cancelled
from antq_desktop.packages import certificates, signing, trust
from antq_desktop.packages.encryption import Recipient, generate_age_key
from antq_desktop.packages.sealing import seal
from antq_desktop.packages.tables import Table
from antq_desktop.packages.unpacking import unpack
from antq_desktop.packages.verification import claims, verify


def test_a_sealed_package_verifies_and_tells_who_sealed_what(province, sealed):
    found = verify(sealed.path, province.trust, NOW)
    assert (found.accepted, found.code, found.warnings) == (True, None, ())
    assert found.identity == sealed.identity
    assert (found.unit, found.device) == ("96001", DEVICE)
    assert "Công an xã Ví Dụ" in found.signer
    assert "Công an tỉnh Mẫu" in found.issuer
    assert found.signing_time == NOW
    assert found.bundle_date == NOW
    assert found.descriptor.identity == identity()
    assert found.descriptor.resources[0].rows == len(ROWS) == sealed.rows["areas"]
    assert found.descriptor.resources[0].fields == FIELDS
    assert len(claims(found)) == 4
    assert "22/11/2026" in claims(found)[2]


def test_the_file_is_named_by_unit_number_and_identity(sealed):
    assert sealed.path.name == f"antq-96001-0017-{sealed.identity[:8]}.antq.asice"
    assert sealed.size == sealed.path.stat().st_size
    assert list(sealed.path.parent.iterdir()) == [sealed.path]


def test_the_csv_is_plain_rfc_4180(sealed):
    data = read_files(sealed.path)["data/areas.csv"].decode("utf-8")
    assert data.split("\r\n") == [
        "id,name,signed,on,active,at",
        "a1,Tổ dân phố số 1,83,2026-03-01,true,2026-11-22T09:30:00Z",
        'a2,"Thôn ""Đồi Mây"", xã Mẫu",0,2026-04-30,false,2026-05-01T07:00:00Z',
        "a3,,,,,",
        "",
    ]


def test_sealing_twice_differs_only_in_the_signature(province, tmp_path):
    first, second = (seal(tmp_path / name, [table()], identity(), province.signer, signing_time=NOW) for name in "ab")
    one, other = read_files(first.path), read_files(second.path)
    assert first.identity == second.identity
    assert [name for name in one if one[name] != other[name]] == ["META-INF/signature.p7s"]


def test_the_file_command_knows_the_type(sealed, outside):
    assert b"asic-e+zip" in outside("file", sealed.path).stdout


@pytest.mark.parametrize("flags", [("-binary",), (), ("-binary", "-cades"), ("-cades",)])
def test_openssl_verifies_the_manifest(province, sealed, outside, tmp_path, flags):
    root = tmp_path / "root.crt"
    shutil.copy(province.authority.folder / "root.crt", root)
    unpack(sealed.path, tmp_path / "open", province.trust, NOW)
    meta = tmp_path / "open" / "META-INF"
    moment = str(int(NOW.timestamp()))
    command = ["openssl", "cms", "-verify", *flags, "-attime", moment, "-inform", "DER", "-CAfile", root]
    seal_and_content = ["-in", meta / "signature.p7s", "-content", meta / "ASiCManifest.xml"]
    done = outside(*command, *seal_and_content, "-out", os.devnull)
    assert done.returncode == 0, done.stderr
    manifest = (meta / "ASiCManifest.xml").read_bytes()
    (meta / "ASiCManifest.xml").write_bytes(manifest.replace(b"csv", b"CSV", 1))
    assert outside(*command, *seal_and_content, "-out", os.devnull).returncode == 4


def test_certtool_verifies_the_manifest(outside, tmp_path):
    today = dt.datetime.now(dt.UTC)
    root_key, key = signing.generate_key(), signing.generate_key()
    root = certificates.make_root(root_key, holder(unit="96", role="authority"), today)
    csr = certificates.make_request(key, holder())
    signer = signing.Signer(certificates.issue_device(csr, holder(), root, root_key, today), (), key)
    made = seal(tmp_path, [table()], identity(), signer, signing_time=today)
    (tmp_path / "root.crt").write_bytes(certificates.to_pem(root))
    unpack(made.path, tmp_path / "open", trust.load(certificates.to_der(root)), today)
    meta = tmp_path / "open" / "META-INF"
    done = outside(
        "certtool", "--p7-verify", "--inder", "--infile", meta / "signature.p7s",
        "--load-data", meta / "ASiCManifest.xml",
        "--load-ca-certificate", tmp_path / "root.crt",
    )  # fmt: skip
    assert b"Signature status: ok" in done.stderr + done.stdout


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")
def test_pyhanko_agrees_with_our_seal(province, sealed):
    import asyncio

    from asn1crypto import cms, pem, x509
    from pyhanko.sign.validation.generic_cms import async_validate_detached_cms
    from pyhanko_certvalidator import ValidationContext

    files = read_files(sealed.path)
    root = x509.Certificate.load(pem.unarmor((province.authority.folder / "root.crt").read_bytes())[2])
    context = ValidationContext(trust_roots=[root], moment=NOW, best_signature_time=NOW)
    signed = cms.ContentInfo.load(files["META-INF/signature.p7s"])["content"]
    status = asyncio.run(
        async_validate_detached_cms(files["META-INF/ASiCManifest.xml"], signed, signer_validation_context=context)
    )
    assert (status.intact, status.valid, status.trusted) == (True, True, True)


@pytest.mark.filterwarnings("ignore")
def test_frictionless_accepts_the_container_and_refuses_a_changed_cell(province, sealed, tmp_path):
    from frictionless import Package

    shutil.copy(sealed.path, tmp_path / "p.zip")
    assert Package(str(tmp_path / "p.zip")).validate().valid
    folder = tmp_path / "open"
    unpack(sealed.path, folder, province.trust, NOW)
    assert Package(str(folder / "datapackage.json")).validate().valid
    changed = folder / "data" / "areas.csv"
    changed.write_bytes(changed.read_bytes().replace(b",83,", b",84,"))
    report = Package(str(folder / "datapackage.json")).validate()
    assert not report.valid
    assert "hash-count" in {error.type for task in report.tasks for error in task.errors}


def test_every_digest_of_the_manifest_checks_with_openssl(province, sealed, outside, tmp_path):
    import base64
    import re

    folder = tmp_path / "open"
    unpack(sealed.path, folder, province.trust, NOW)
    listing = (folder / "META-INF" / "ASiCManifest.xml").read_text("utf-8")
    listed = re.findall(r'DataObjectReference URI="([^"]+)".*?<ds:DigestValue>([^<]+)<', listing)
    assert [name for name, _ in listed] == ["data/areas.csv", "datapackage.json"]
    for name, value in listed:
        done = outside("openssl", "dgst", "-sha256", "-binary", folder / name)
        assert done.stdout == base64.b64decode(value)


def test_several_tables_keep_their_order(province, tmp_path):
    many = [(f"{number}", *row[1:]) for number, row in enumerate(ROWS * 3)]
    tables = [table(), table((), "clubs"), table(many, "indicators")]
    made = seal(tmp_path, tables, identity(), province.signer, signing_time=NOW)
    assert made.rows == {"areas": 3, "clubs": 0, "indicators": 9}
    found = verify(made.path, province.trust, NOW)
    assert found.accepted
    assert found.entries[:5] == (
        "mimetype", "data/areas.csv", "data/clubs.csv", "data/indicators.csv", "datapackage.json",
    )  # fmt: skip


def test_a_laptop_not_yet_enrolled_is_trusted_only_by_its_own_certificate(tmp_path):
    key = signing.generate_key()
    signer = signing.Signer(certificates.self_signed(key, holder(training=True), NOW), (), key)
    made = seal(tmp_path, [table()], identity(training=True), signer, signing_time=NOW)
    found = verify(made.path, None, NOW)
    assert (found.accepted, found.code) == (False, "E_CERT_UNTRUSTED")
    assert found.identity == made.identity
    store = trust.load(certificates.to_pem(signer.certificate))
    assert store.training
    found = verify(made.path, store, NOW)
    assert (found.accepted, found.warnings, found.training) == (True, ("W_TRAINING",), True)
    assert verify(made.path, trust.load(certificates.to_der(signer.certificate)), NOW).accepted


def test_names_leave_only_encrypted_and_only_under_their_own_unit(province, tmp_path):
    for changed, code in (
        (identity(kind="register"), "E_RECIPIENT"),
        (identity(kind="everything"), "E_IDENTITY"),
        (identity(unit="96002"), "E_IDENTITY"),
        (identity(sequence=0), "E_IDENTITY"),
        (identity(previous="sha"), "E_IDENTITY"),
    ):
        with pytest.raises(PackageError) as caught:
            seal(tmp_path, [table()], changed, province.signer, signing_time=NOW)
        assert caught.value.code == code
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(province, tmp_path):
    made = seal(tmp_path, [table()], identity(), province.signer, signing_time=NOW)
    before = made.path.read_bytes()
    with pytest.raises(PackageError) as caught:
        seal(tmp_path, [table()], identity(), province.signer, signing_time=NOW)
    assert caught.value.code == "E_OUT_EXISTS"
    assert made.path.read_bytes() == before


def test_a_full_disk_leaves_nothing_behind(province, tmp_path):
    rows = [(f"a{number}", os.urandom(40).hex(), number, None, None, None) for number in range(5000)]
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(DiskFull) as caught:
            seal(tmp_path, [table(rows)], identity(), province.signer, signing_time=NOW)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert caught.value.__cause__.errno == errno.EFBIG
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_forbids_writing_is_told_in_words(province, unwritable):
    with pytest.raises(StoreReadOnly) as caught:
        seal(unwritable, [table()], identity(), province.signer, signing_time=NOW)
    assert "không cho ghi" in caught.value.what


def test_stopping_leaves_nothing_behind(province, tmp_path):
    class Stop:
        def step(self, done: int, total: int | None = None, label: str = "") -> None:
            if total is not None:
                raise Cancelled

    with pytest.raises(Cancelled):
        seal(tmp_path, [table()], identity(), province.signer, signing_time=NOW, progress=Stop())
    assert list(tmp_path.iterdir()) == []


def test_a_stale_partial_does_not_hinder(province, tmp_path):
    made = seal(tmp_path, [table()], identity(), province.signer, signing_time=NOW)
    made.path.unlink()
    made.path.with_name(made.path.name + ".partial").write_bytes(b"half")
    again = seal(tmp_path, [table()], identity(), province.signer, signing_time=NOW)
    assert list(tmp_path.iterdir()) == [again.path]


def test_the_descriptor_names_everything_the_receiver_needs(province, tmp_path):
    pair = generate_age_key()
    made = seal(
        tmp_path,
        [Table("areas", FIELDS, ("id",), ROWS)],
        identity(previous=None, stream="side", kind="exchange", training=True),
        province.signer,
        signing_time=NOW + dt.timedelta(minutes=1),
        recipients=[Recipient("duty", pair.public)],
    )
    unpack(made.path, tmp_path / "open", province.trust, NOW, [pair.secret])
    value = json.loads((tmp_path / "open" / "datapackage.json").read_bytes())
    assert value["antq:recipients"] == [{"id": "duty", "key": pair.public}]
    assert value["antq:period"] == {"key": "2026-Q3", "from": "2026-07-01", "to": "2026-09-30"}
    assert (value["antq:previous"], value["antq:training"]) == (None, True)
    assert (value["antq:kind"], value["antq:stream"], value["antq:epoch"]) == ("exchange", "side", "5f2d9c1e")
    assert value["antq:journalHead"] == "sha256:" + "a" * 64


def test_openssl_verifies_a_laptop_not_yet_enrolled_against_its_own_certificate(outside, tmp_path):
    key = signing.generate_key()
    signer = signing.Signer(certificates.self_signed(key, holder(), NOW), (), key)
    made = seal(tmp_path, [table()], identity(), signer, signing_time=NOW)
    own = tmp_path / "device.crt"
    own.write_bytes(certificates.to_pem(signer.certificate))
    unpack(made.path, tmp_path / "open", trust.load(own.read_bytes()), NOW)
    meta = tmp_path / "open" / "META-INF"
    done = outside(
        "openssl", "cms", "-verify", "-inform", "DER", "-in", meta / "signature.p7s",
        "-content", meta / "ASiCManifest.xml", "-CAfile", own, "-attime", str(int(NOW.timestamp())),
        "-out", os.devnull,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
