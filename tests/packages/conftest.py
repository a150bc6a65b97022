"""People, keys and tables of the packages' stories."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from package_stories import NOW, PASSPHRASE, holder, identity, read_files, table

from antq_desktop.packages import authority, certificates, enrolment, signing
from antq_desktop.packages.authority import Authority
from antq_desktop.packages.enrolment import Enrolment
from antq_desktop.packages.sealing import SealedPackage, seal
from antq_desktop.packages.signing import Signer
from antq_desktop.packages.trust import TrustStore


@dataclass(frozen=True)
class Province:
    """An authority with one enrolled laptop."""

    authority: Authority
    signer: Signer
    enrolment: Enrolment
    request: bytes
    answer: bytes

    @property
    def trust(self) -> TrustStore:
        return self.enrolment.trust


@pytest.fixture(scope="session")
def province(tmp_path_factory: pytest.TempPathFactory) -> Province:
    folder = tmp_path_factory.mktemp("province") / "authority"
    founded = authority.init(folder, name="Công an tỉnh Mẫu", unit="96", now=NOW, passphrase=PASSPHRASE)
    key = signing.generate_key()
    own = Signer(certificates.self_signed(key, holder(), NOW), (), key)
    request = enrolment.make_request(own, holder(), NOW)
    changed, answer = authority.issue(founded, request, now=NOW, passphrase=PASSPHRASE)
    installed = enrolment.read_answer(answer, signing.fingerprint(own.certificate), NOW)
    signer = Signer.from_der(signing.key_to_der(key), installed.certificate, installed.chain)
    return Province(changed, signer, installed, request, answer)


@pytest.fixture(scope="session")
def sealed(province: Province, tmp_path_factory: pytest.TempPathFactory) -> SealedPackage:
    return seal(tmp_path_factory.mktemp("out"), [table()], identity(), province.signer, signing_time=NOW)


@pytest.fixture(scope="session")
def files(sealed: SealedPackage) -> dict[str, bytes]:
    """The plain files of the sealed package."""
    return read_files(sealed.path)


@pytest.fixture
def outside() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run a program from outside the project; skip, naming it, where it is not installed."""

    def run(*command: str | Path) -> subprocess.CompletedProcess[bytes]:
        if shutil.which(str(command[0])) is None:
            pytest.skip(f"needs {command[0]}")
        return subprocess.run([str(part) for part in command], capture_output=True, check=False)

    return run
