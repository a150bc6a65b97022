"""The README's lines for verifying a package without this program, run as they stand there."""

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from antq_desktop.packages import authority, certificates, enrolment, signing
from antq_desktop.packages.certificates import Holder
from antq_desktop.packages.descriptor import PackageIdentity, Period
from antq_desktop.packages.sealing import seal
from antq_desktop.packages.signing import Signer
from antq_desktop.packages.tables import Table, TableField

README = Path(__file__).parents[2] / "README.md"
PASSPHRASE = "đồng lúa chín vàng"
FIELDS = (TableField("area", "string", "Khu dân cư", required=True), TableField("signed", "integer", "Đã ký"))


@pytest.fixture(scope="module")
def recipe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The one block of the README that begins as a script."""
    blocks = re.findall(r"```sh\n(set -euo.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 1
    script = tmp_path_factory.mktemp("recipe") / "check.sh"
    script.write_text(blocks[0], encoding="utf-8")
    return script


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A package of an enrolled laptop, sealed today, and the root certificate of its province."""
    folder, now = tmp_path_factory.mktemp("handed"), datetime.now(UTC)
    founded = authority.init(folder / "authority", name="Tỉnh Ví Dụ", unit="96", now=now, passphrase=PASSPHRASE)
    key, holder = signing.generate_key(), Holder("96001", "Công an xã Ví Dụ", "0197c1f0-5555-7000-8000-00000000000d")
    own = Signer(certificates.self_signed(key, holder, now), (), key)
    request = enrolment.make_request(own, holder, now)
    _, answer = authority.issue(founded, request, now=now, passphrase=PASSPHRASE)
    installed = enrolment.read_answer(answer, signing.fingerprint(own.certificate), now)
    identity = PackageIdentity(
        package_id="0197c1f0-0000-7000-8000-000000000001",
        created=now,
        unit="96001",
        device=holder.device,
        epoch="5f2d9c1e",
        stream="up",
        sequence=1,
        previous="0" * 64,
        kind="numbers",
        period=Period(str(now.year), now.date().replace(month=1, day=1), now.date().replace(month=12, day=31)),
        app_version="0.1.0",
        journal_head="a" * 64,
    )
    table = Table("areas", FIELDS, ("area",), (("Thôn Một", 83), ("Thôn Hai", 41)))
    signer = Signer.from_der(signing.key_to_der(key), installed.certificate, installed.chain)
    made = seal(folder / "out", [table], identity, signer, signing_time=now)
    return made.path, founded.folder / "root.crt"


@pytest.fixture
def check(recipe: Path, outside: Callable[[str], str], tmp_path: Path) -> Callable[[Path, Path], tuple[int, str]]:
    for tool in ("bash", "openssl"):
        outside(tool)
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])

    def run(package: Path, root: Path) -> tuple[int, str]:
        done = subprocess.run(
            ["bash", recipe, package, root],
            env={**os.environ, "PATH": path, "TMPDIR": str(tmp_path), "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    return run


def changed(package: Path, to: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    """The package with other contents, zipped anew by somebody without the key."""
    with zipfile.ZipFile(package) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    change(files)
    with zipfile.ZipFile(to, "w") as written:
        for name, data in files.items():
            written.writestr(name, data)
    return to


def test_a_sealed_package_passes(check, sealed):
    code, said = check(*sealed)
    assert code == 0, said
    assert "Verification successful" in said
    assert "VALID" in said


def test_a_changed_cell_is_named(check, sealed, tmp_path):
    def change(files: dict[str, bytes]) -> None:
        files["data/areas.csv"] = files["data/areas.csv"].replace(b",83", b",84")

    code, said = check(changed(sealed[0], tmp_path / "p.asice", change), sealed[1])
    assert code != 0
    assert "data/areas.csv was changed" in said


def test_a_changed_cell_with_its_digest_breaks_the_seal(check, sealed, tmp_path):
    def change(files: dict[str, bytes]) -> None:
        manifest = files["META-INF/ASiCManifest.xml"]
        files["META-INF/ASiCManifest.xml"] = re.sub(rb"DigestValue>....", b"DigestValue>AAAA", manifest, count=1)

    code, said = check(changed(sealed[0], tmp_path / "p.asice", change), sealed[1])
    assert code != 0
    assert "Verification failure" in said


def test_a_slipped_in_file_is_named(check, sealed, tmp_path):
    path = changed(sealed[0], tmp_path / "p.asice", lambda files: files.update({"data/more.csv": b"a\r\n"}))
    code, said = check(path, sealed[1])
    assert code != 0
    assert "data/more.csv" in said


def test_a_root_that_did_not_vouch_is_refused(check, sealed, tmp_path):
    stranger = certificates.make_root(
        signing.generate_key(), Holder("97", "Tỉnh Khác", "", role="authority"), datetime.now(UTC)
    )
    (tmp_path / "other.crt").write_bytes(certificates.to_pem(stranger))
    code, said = check(sealed[0], tmp_path / "other.crt")
    assert code != 0
    assert "verify error" in said.lower()
