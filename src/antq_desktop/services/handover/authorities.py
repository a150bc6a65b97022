"""The province's side of trust: founding an authority, answering requests, making trust bundles.

An authority lives in a folder of its own, away from any commune's store; its root key is opened by a passphrase for
each act. The sample commune has a demo authority, whose every certificate says "MẪU".
"""

from datetime import datetime
from pathlib import Path

from antq_desktop.domain.errors import PackageError, UsageError
from antq_desktop.packages import authority as authorities
from antq_desktop.packages.authority import Authority
from antq_desktop.packages.certificates import Holder
from antq_desktop.packages.codes import refusal
from antq_desktop.packages.enrolment import read_request
from antq_desktop.packages.placing import replace_bytes
from antq_desktop.packages.signing import fingerprint, fingerprint_groups
from antq_desktop.services.office import Office

DEMO_UNIT = "99"
DEMO_NAME = "Tỉnh Mẫu"
DEMO_PASSPHRASE = "tinh-mau-thu-nghiem"  # noqa: S105 - a demo authority protects nothing


def found(folder: Path, name: str, unit: str, now: datetime, passphrase: str, *, training: bool = False) -> Authority:
    """Found an authority in an empty folder.

    Raises:
        PackageError: the folder is in use, or the passphrase is too short.
    """
    return authorities.init(folder, name=name, unit=unit, now=now, passphrase=passphrase, training=training)


def is_authority(folder: Path) -> bool:
    """Whether a folder was made by `found`."""
    return (folder / authorities.STATE_NAME).is_file()


def asked(request: Path) -> tuple[Holder, tuple[str, ...]]:
    """Who asks in a request, and the groups of its fingerprint to compare over the telephone before issuing.

    Raises:
        PackageError: it is not a request, or not a sound one.
        UsageError: it cannot be read.
    """
    data = _read(request)
    try:
        read = read_request(data)
    except PackageError as error:
        if error.code != "E_SIG_NOT_DER":
            raise
        raise refusal("E_REQUEST", "not sealed at all") from error
    return read.holder, fingerprint_groups(read.fingerprint)


def own_groups(folder: Path) -> tuple[str, ...]:
    """Groups of an authority's own fingerprint, which communes hear over the telephone and give as `--pin`.

    Raises:
        PackageError: the folder is not an authority's.
    """
    return fingerprint_groups(fingerprint(authorities.open_authority(folder).root))


def issue(folder: Path, request: Path, out: Path, now: datetime, passphrase: str) -> None:
    """Answer a request: certificate and fresh trust bundle in one file.

    Raises:
        PackageError: request, authority or passphrase are refused.
        UsageError: the request cannot be read.
        StorageError: the answer cannot be written.
    """
    opened = authorities.open_authority(folder)
    _, answer = authorities.issue(opened, _read(request), now=now, passphrase=passphrase)
    replace_bytes(answer, out)


def bundle(folder: Path, out: Path, now: datetime, passphrase: str) -> int:
    """Make the next trust bundle; returns its version.

    Raises:
        PackageError: authority or passphrase are refused.
        StorageError: the file cannot be written.
    """
    opened = authorities.open_authority(folder)
    changed, data = authorities.bundle(opened, now=now, passphrase=passphrase)
    replace_bytes(data, out)
    return changed.version


def demo_folder(office: Office) -> Path:
    """Where the sample commune's demo authority lives."""
    return office.paths.folder / "tinh-mau"


def demo_answer(office: Office, request: Path, out: Path) -> None:
    """Let the demo authority answer the sample commune's request, founding it the first time.

    Raises:
        UsageError: not the sample commune.
        PackageError, StorageError: as `issue`.
    """
    if not office.training:
        raise UsageError("Chỉ xã mẫu mới dùng tỉnh mẫu.", do="Gửi yêu cầu cho tỉnh thật.")
    folder = demo_folder(office)
    if not folder.exists():
        found(folder, DEMO_NAME, DEMO_UNIT, office.clock(), DEMO_PASSPHRASE, training=True)
    issue(folder, request, out, office.clock(), DEMO_PASSPHRASE)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as reason:
        raise UsageError(f"Không đọc được tệp {path.name}.", do="Kiểm tra tên tệp và ổ đĩa.") from reason
