"""Backups, soundness, and erasure on request."""

import contextlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from antq_desktop.domain.clock import VIETNAM
from antq_desktop.domain.errors import RecordGone, StorageError, UsageError
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.services import officers
from antq_desktop.services.office import Office
from antq_desktop.services.records import reason_of, register_of
from antq_desktop.storage import (
    attachments,
    backups,
    erasure,
    journal,
    naming,
    rebuilding,
    reserve,
    rows,
    settings,
    state,
    vault,
)
from antq_desktop.storage import store as stores
from antq_desktop.storage.backups import Backup
from antq_desktop.storage.places import StorePaths
from antq_desktop.storage.recovery import RecoveryHalf
from antq_desktop.storage.state import Soundness

FORGOTTEN_DAYS = 30
LAST_BACKUP, BACKED_UP_TO = "last_backup", "backed_up_to"
"""Settings: when the last backup was made, and the row number of the last operation it holds for certain."""
DERIVED_DIFFERS = (
    "Dữ liệu đã ghi và nhật ký nguyên vẹn, nhưng phần chương trình tự tính ra (hộ đang ở đâu, tìm kiếm) chưa khớp."
    " Chạy antq check --repair để tính lại; không cần phục hồi từ bản sao lưu."
)


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure did.

    Attributes:
        values: journal entries whose value is gone.
        backups: backups that were rewritten.
        beyond_reach: copies the program knows of but cannot reach, in words.
    """

    values: int
    backups: int
    beyond_reach: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overlap:
    """A line two of whose dated rows hold at the same time.

    Attributes:
        register: of the line.
        uid: of the line.
        title: what it is called.
        spells: what its dated rows are called.
    """

    register: str
    uid: UUID
    title: str
    spells: str


def backup(office: Office, folder: Path | None = None, reason: str = "manual") -> Backup:
    """Make a backup, verify it by opening, thin out older ones.

    Args:
        office: what.
        folder: a stick or folder; the copy there carries only the recovery slot. The store's own folder when left out.
        reason: one of the words of `storage.backups`.

    Raises:
        RoleRefused: the role may not.
        StorageError: no room, not writable, or the copy does not verify.
    """
    office.require("backup")
    made = backup_before(office, reason)
    if folder is not None:
        keys = vault.recovery_only(office.paths, office.store.key)
        path = backups.copy_out(made, folder, keys)
        backups.verify(path, office.store.key)
        made = Backup(path, made.made_at, made.reason, path.stat().st_size)
    return made


def backup_before(office: Office, reason: str) -> Backup:
    """Make the backup that stands between an officer and a large change, whatever his role.

    Raises:
        StorageError: as `backup`; the change should not go on.
    """
    with office.store.reading() as connection:
        held = journal.last(connection)
    made = backups.make(office.paths, office.store.key, reason, office.clock())
    backups.thin(office.paths.backups, made=made.path)
    with office.store.settling() as connection:
        settings.write(connection, LAST_BACKUP, made.made_at.isoformat())
        settings.write(connection, BACKED_UP_TO, str(held))
    return made


def since_backup(office: Office) -> int:
    """How many operations no backup of this store holds; all of them if none is known."""
    with office.store.reading() as connection:
        return journal.count_after(connection, int(settings.read(connection, BACKED_UP_TO) or 0))


def closing_backup(office: Office) -> Backup | None:
    """Make the backup at the end of a day's work, whoever closes; none if every operation is in one already.

    Raises:
        StorageError: no room, not writable, or the copy does not verify.
    """
    return backup_before(office, "closing") if since_backup(office) else None


def opening_backup(office: Office) -> Backup | None:
    """Make what a start owes: today's backup, or one of what was done when nobody could make one.

    The window was closed behind the lock, when the key was gone, or the power went.

    Raises:
        StorageError: as `closing_backup`.
    """
    made = daily_backup(office)
    return backup_before(office, "daily") if made is None and since_backup(office) else made


def daily_backup(office: Office) -> Backup | None:
    """Make today's backup if there is none yet, then drop evidence nobody saved; keep the reserve for a full disk."""
    with contextlib.suppress(StorageError):
        reserve.keep(office.paths)
    today = office.today()
    if any(known.made_at.astimezone(VIETNAM).date() == today for known in backups.listed(office.paths.backups)):
        return None
    if not office.may("backup"):
        return None
    made = backup(office, reason="daily")
    with contextlib.suppress(StorageError):
        drop_forgotten(office)
    return made


def drop_forgotten(office: Office) -> int:
    """Drop evidence files that were brought `FORGOTTEN_DAYS` days ago and never saved with a line; returns how many.

    One that a line, a draft or any value of the journal names stays, so undoing and doing again find theirs.

    Raises:
        StorageError: busy, full, read-only.
    """
    before = office.clock() - timedelta(days=FORGOTTEN_DAYS)
    with office.store.reading() as connection:
        if not attachments.forgotten(connection, before):
            return 0
    with office.store.settling() as connection:
        found = [each for each in attachments.forgotten(connection, before) if not office.drafts.hold(each)]
        for sha256 in found:
            attachments.drop(connection, sha256)
    return len(found)


def listed_backups(office: Office) -> list[Backup]:
    """Backups in the store's own folder, newest first."""
    return backups.listed(office.paths.backups)


def new_halves(office: Office, own_password: str) -> tuple[RecoveryHalf, RecoveryHalf]:
    """Draw a new pair of recovery pages when one was lost; older pairs keep working.

    Raises:
        RoleRefused: only an administrator may.
        PasswordRefused: the password asked again is wrong.
    """
    office.require("officers")
    officers.confirm(office, own_password)
    return vault.new_halves(office.paths, office.store.key)


def backup_time(path: Path) -> datetime | None:
    """When a backup was made, as its name tells, or None."""
    return backups.made_at(path)


def check(office: Office) -> Soundness:
    """Check pages, links, journal, projections and search entries; a store found sound remembers when."""
    with office.store.reading() as connection:
        found = state.check(connection)
    if found.is_sound:
        with contextlib.suppress(StorageError), office.store.settling() as connection:
            settings.write(connection, "last_check", office.clock().isoformat())
    return found


def overlaps(office: Office) -> list[Overlap]:
    """Lines two of whose dated rows hold on one day; figures of that day count them wrongly.

    Nothing made by this program's actions is so; lists and exchanges of earlier versions may have brought some.
    """
    found = []
    with office.store.reading() as connection:
        for register in REGISTERS.values():
            for owner in (REGISTERS[key] for key in register.owners if register.spell):
                uids = state.overlapping(connection, register, owner)
                titles = naming.headings(connection, owner, uids)
                found += [Overlap(owner.key, uid, titles.get(uid, ""), register.title) for uid in uids]
    return found


def unused_files(office: Office) -> int:
    """How many evidence files no line names: taken off again, or brought and never saved."""
    with office.store.reading() as connection:
        return len(attachments.unnamed(connection))


def verdict(found: Soundness) -> str:
    """What a check found, whether the data are safe and what to do, in one text."""
    if found.is_sound:
        return "Dữ liệu nguyên vẹn và an toàn; không phải làm gì thêm."
    if not found.needs_backup:
        return DERIVED_DIFFERS
    kinds = {
        "trang dữ liệu": found.pages,
        "liên kết giữa các sổ": found.links,
        "nhật ký": found.chains,
        "dòng mất tệp minh chứng": found.files,
        "hộ và các dòng theo ngày": found.projections,
        "phần tìm kiếm": found.search,
    }
    said = ", ".join(f"{name} ({len(places)} chỗ)" for name, places in kinds.items() if places)
    return (
        f"Dữ liệu đang mở có chỗ hỏng: {said}, không còn tin được; các bản sao lưu không bị ảnh hưởng."
        " Đừng nhập thêm; phục hồi từ bản sao lưu gần nhất (antq restore) rồi kiểm tra lại."
        " Nếu vẫn hỏng, báo người hỗ trợ."
    )


def repair(office: Office) -> Soundness:
    """Make anew what the program derives from the registers; what officers wrote stays as it is.

    Returns:
        What is found afterwards. A store whose pages, links or journal are damaged is left as it is.

    Raises:
        RoleRefused: the role may not.
        StorageError: busy, full, read-only.
    """
    office.require("backup")
    found = check(office)
    if found.is_sound or found.needs_backup:
        return found
    with office.store.settling() as connection:
        rebuilding.rebuild(connection)
    return check(office)


def state_hash(office: Office) -> str:
    """Hash of what the registers say; the same content gives the same hash."""
    with office.store.reading() as connection:
        return state.state_hash(connection)


def erase(office: Office, register_key: str, uid: UUID, reason: str, own_password: str) -> Erased:
    """Erase a record's personal values on request: database, journal, search, drafts, log, backups.

    A record that was removed, or whose import was undone, is erased like a live one.

    Raises:
        RoleRefused: only an administrator may.
        UsageError: no reason, an identity number in it, or the register holds no personal values.
        PasswordRefused: the password asked again is wrong.
        RecordGone: there never was such a record.
    """
    office.require("erase")
    said = reason_of(reason)
    if not said:
        raise UsageError("Muốn xóa theo yêu cầu thì ghi lý do.", do="Ví dụ: theo đơn ngày 05/03/2026.")
    register = register_of(register_key)
    if not any(spec.personal for spec in register.fields.values()):
        raise UsageError(f"{register.title} không giữ dữ liệu cá nhân.")
    officers.confirm(office, own_password)
    with office.store.reading() as connection:
        if rows.get(connection, register, uid) is None:
            raise RecordGone(f"Không có {register.noun} nào mang mã này.", do="Dùng antq find để tìm mã.")
        names = erasure.names_of(connection, register, uid)
    erasure.remember(office.paths.erased, [(register_key, uid)])
    values = _erase_in(office, register_key, uid)
    office.drafts.erase(uid, names)
    with office.store.operation(office.intent("Xóa theo yêu cầu", said, keep_empty=True)):
        pass
    rewritten = _rewrite_backups(office, register_key, uid)
    return Erased(values, rewritten, _beyond_reach(office))


def find_erasable(office: Office, register_key: str, text: str) -> UUID:
    """The one record a text means, removed ones too; a uid is taken as it is.

    Raises:
        RecordGone: none.
        UsageError: several; the message names their uids.
    """
    with contextlib.suppress(ValueError):
        return UUID(text)
    register = register_of(register_key)
    with office.store.reading() as connection:
        live = naming.called(connection, register, text)
        removed = naming.called(connection, register, text, removed=True)
    if not live and not removed:
        raise RecordGone(
            f"Không tìm thấy {register.noun} “{text[:60]}”, kể cả trong những dòng đã xóa khỏi sổ.",
            do="Kiểm tra lại họ tên, hoặc dùng mã của dòng.",
        )
    if len(live) + len(removed) > 1:
        said = [str(uid) for uid in live] + [f"{uid} (đã xóa khỏi sổ)" for uid in removed]
        raise UsageError(
            f"Có {len(said)} {register.noun} tên “{text[:60]}”: {'; '.join(said[:10])}.", do="Dùng mã của dòng đúng."
        )
    return (*live, *removed)[0]


def erase_again(office: Office) -> None:
    """Repeat every erasure that was ever asked for, in a database that may be older than they are."""
    for register_key, uid in erasure.remembered(office.paths.erased):
        _erase_in(office, register_key, uid)


def _erase_in(office: Office, register_key: str, uid: UUID) -> int:
    with office.store.settling() as connection:
        values = erasure.erase(connection, register_of(register_key), uid)
        erasure.optimize(connection)
    office.store.checkpoint()
    return values


def _rewrite_backups(office: Office, register_key: str, uid: UUID) -> int:
    """Replace every backup that knows the record by one from which it is erased."""
    register = register_of(register_key)
    rewritten = 0
    for known in backups.listed(office.paths.backups):
        copy = stores.Store(StorePaths(known.path), office.store.key, office.store.device, office.clock)
        try:
            with copy.reading() as connection:
                concerned = rows.get(connection, register, uid) is not None
            if concerned:
                with copy.settling() as connection:
                    erasure.erase(connection, register, uid)
                    erasure.optimize(connection)
                copy.checkpoint()
                rewritten += 1
        finally:
            copy.close()
    return rewritten


def _beyond_reach(office: Office) -> tuple[str, ...]:
    said = ["Bản sao lưu đã chép ra USB hoặc máy khác; giấy và tệp Excel, PDF đã in, đã gửi."]
    aside = sorted(office.paths.folder.glob("*.before-restore"))
    said.extend(f"Dữ liệu cũ trước phục hồi: {path.name}" for path in aside)
    return tuple(said)
