"""Sealing the commune's numbers into a package, and verifying packages without trusting anything else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from antq_desktop import __version__
from antq_desktop.domain.dates import show_date
from antq_desktop.domain.errors import UsageError
from antq_desktop.domain.ids import new_uid
from antq_desktop.domain.periods import Period
from antq_desktop.domain.progress import Progress, Silent
from antq_desktop.packages import sealing, unpacking, verification
from antq_desktop.packages import trust as trusting
from antq_desktop.packages.descriptor import PackageIdentity
from antq_desktop.packages.descriptor import Period as PackagePeriod
from antq_desktop.packages.encryption import Recipient
from antq_desktop.packages.trust import TrustStore
from antq_desktop.packages.verification import Verification
from antq_desktop.services.handover import enrolment
from antq_desktop.services.handover.package_tables import SCHEMA, number_tables
from antq_desktop.services.office import Office
from antq_desktop.storage import outbox
from antq_desktop.storage.outbox import OutboxLine
from antq_desktop.storage.store import epoch_of, journal_head

UP = "up"
CONTENTS = ("numbers",)


@dataclass(frozen=True, slots=True)
class Exported:
    """A sealed package.

    Attributes:
        path: the file.
        identity: SHA-256 of its manifest, hex.
        content: what it carries.
        sequence: its number.
        rows: rows by table.
        enrolled: whether the device's certificate was issued by an authority.
    """

    path: Path
    identity: str
    content: str
    sequence: int
    rows: Mapping[str, int]
    enrolled: bool


def export(
    office: Office,
    content: str,
    period: Period,
    folder: Path,
    *,
    to: str | None = None,
    progress: Progress | None = None,
) -> Exported:
    """Seal a package, write it to a folder or stick, read it back, and enter it in the outbox.

    Args:
        office: who hands over, what.
        content: `numbers`.
        period: the figures' period.
        folder: where to write; made when missing.
        to: id of a recipient of the trust bundle to encrypt to; `numbers` is not encrypted without.
        progress: told rows, then bytes.

    Raises:
        RoleRefused: the role may not.
        UsageError: content or recipient is not known, or the period has not begun.
        PackageError: the device's key or certificate does not fit.
        StorageError: no room, not writable; nothing is left behind and no number is used up.
    """
    office.require("package")
    if content not in CONTENTS:
        raise UsageError(f"Chưa có loại gói “{content}”.", do="Dùng numbers (gói số liệu tổng hợp).")
    if period.start > office.today():
        raise UsageError(f"Kỳ này bắt đầu ngày {show_date(period.start)}, chưa tới.", do="Chọn kỳ đã bắt đầu.")
    signer = enrolment.signer(office)
    recipients = _recipients(office, to)
    tables = number_tables(office, period)
    now = office.clock()
    with office.store.settling() as connection:
        epoch = epoch_of(connection)
        last = outbox.last(connection, office.store.device, epoch, UP)
        identity = _identity(office, content, period, last, epoch, journal_head(connection))
        sealed = sealing.seal(
            folder, tables, identity, signer, signing_time=now, recipients=recipients, progress=progress or Silent()
        )
        line = OutboxLine(
            sealed.identity,
            content,
            UP,
            period.key,
            sealed.sequence,
            outbox.SEALED,
            to,
            str(sealed.path),
            sealed.rows,
            now,
        )
        outbox.enter(connection, line, office.store.device, epoch)
    enrolled = enrolment.status(office).enrolled
    return Exported(sealed.path, sealed.identity, content, sealed.sequence, sealed.rows, enrolled)


def _identity(
    office: Office, content: str, period: Period, last: tuple[int, str | None], epoch: UUID, head: str | None
) -> PackageIdentity:
    """Name the next package after the last one of its stream."""
    now = office.clock()
    return PackageIdentity(
        package_id=str(new_uid(now)),
        created=now,
        unit=office.unit_code,
        device=str(office.store.device),
        epoch=str(epoch),
        stream=UP,
        sequence=last[0] + 1,
        previous=last[1],
        kind=content,
        period=PackagePeriod(period.key, period.start, period.end),
        app_version=__version__,
        schema=SCHEMA,
        journal_head=head,
        training=office.training,
    )


def _recipients(office: Office, to: str | None) -> list[Recipient]:
    if to is None:
        return []
    trusted = enrolment.trust(office)
    known = trusted.recipients if trusted is not None else ()
    chosen = [recipient for recipient in known if recipient.id == to]
    if not chosen:
        raise UsageError(
            f"Không có nơi nhận “{to[:40]}” trong gói tin cậy.",
            do="Cài gói tin cậy của tỉnh, hoặc bỏ --to để không mã hóa.",
        )
    return chosen + [recipient for recipient in known if recipient.id == "escrow" and to != "escrow"]


def verify(
    paths: Sequence[Path], now: datetime, trust: TrustStore | None, progress: Progress | None = None
) -> list[Verification]:
    """Verify files one by one; a refusal is a result, never an exception.

    Args:
        paths: the files.
        now: this machine's clock.
        trust: what is trusted; None trusts nobody, so that only the seal itself is judged.
        progress: told the bytes checked.
    """
    return [verification.verify(path, trust, now, progress=progress or Silent(), rows=True) for path in paths]


def read_trust(path: Path, trusted: TrustStore | None = None) -> TrustStore:
    """Read a file given as trusted: a bundle or one certificate.

    Raises:
        UsageError: it cannot be read.
        PackageError: it is neither.
    """
    try:
        data = path.read_bytes()
    except OSError as reason:
        raise UsageError(f"Không đọc được tệp {path.name}.", do="Kiểm tra tên tệp và ổ đĩa.") from reason
    return trusting.load(data, trusted=trusted)


def unpack(path: Path, folder: Path, now: datetime, trust: TrustStore | None) -> Verification:
    """Verify a package and write its files into a new folder.

    A package that only lacks a trusted certificate is written too, and the result says so.

    Raises:
        PackageError: the package is refused, or the folder is not empty.
        StorageError: no room or not writable.
    """
    return unpacking.unpack(path, folder, trust, now, allow_untrusted=True)


def outbox_lines(office: Office) -> list[OutboxLine]:
    """Packages that left, newest first."""
    with office.store.reading() as connection:
        return outbox.lines(connection)
